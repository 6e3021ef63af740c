"""Interview kits: the list, one kit, its published revisions."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from interviews.models import Kit, KitRevision, Opening

KITS_ON_A_PAGE = 50


@require_safe
def kit_list(request):
    """The kits this person may read, with their newest revision."""
    query = request.GET.get("q", "").strip()
    kits = Kit.objects.visible_to(request.user).with_summary(request.user).matching(query)
    page = Paginator(kits, KITS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "interviews/kit_list.html", {"page": page, "query": query})


@require_safe
def detail(request, slug):
    """One kit: the draft for those who read drafts, else the newest revision they may read."""
    kits = Kit.objects.visible_to(request.user).with_content().select_related("owner")
    kit = get_object_or_404(kits, slug=slug)
    if not kit.shows_draft_to(request.user):
        newest = kit.revisions.visible_to(request.user).newest_first()[:1]
        return redirect(get_object_or_404(newest))
    try:
        document = kit.as_document()
        problems = kit.problems(document)
    except ValidationError as error:
        document, problems = None, error.messages
    return _kit_page(request, kit, document, problems=problems, unapproved=_unapproved_in(kit))


def _unapproved_in(kit):
    # Pydantic takes a third of a second to import; management commands never come here.
    from interviews.drafts import unapproved_in

    return unapproved_in(kit)


@require_safe
def revision(request, slug, number):
    """One published revision, as it was frozen."""
    revision = _revision(request.user, slug, number)
    return _kit_page(request, revision.kit, revision.as_document(), revision=revision)


def _revision(user, slug, number):
    revisions = KitRevision.objects.visible_to(user)
    return get_object_or_404(
        revisions.select_related("kit__role", "kit__owner", "published_by"),
        kit__slug=slug,
        number=number,
    )


def _kit_page(request, kit, document, *, revision=None, problems=(), unapproved=()):
    # Pydantic takes a third of a second to import; management commands never come here.
    from interviews.coverage import coverage

    revisions = list(kit.revisions.visible_to(request.user).newest_first().without_content())
    newest = revisions[0] if revisions else None
    unchanged = bool(document and newest and newest.digest == document.digest)
    context = {
        "kit": kit,
        "document": document,
        "matrix": coverage(document) if document else None,
        "revision": revision,
        "revisions": revisions,
        "newest": newest,
        "next_number": newest.number + 1 if newest else 1,
        "unchanged": unchanged,
        # A draft that says what the newest revision says is printed as that revision.
        "printed": revision or (newest if unchanged else None),
        "problems": problems,
        "unapproved": unapproved,
        "may_edit": kit.is_editable_by(request.user),
        "openings": Opening.objects.visible_to(request.user).open().for_kit(kit).with_summary(),
    }
    return render(request, "interviews/kit_detail.html", context)


@require_safe
def as_json(request, slug, number):
    """The frozen document as a file, with its number and digest beside it."""
    revision = _revision(request.user, slug, number)
    response = HttpResponse(revision.as_json(), content_type="application/json")
    name = f"{slug}-revision-{number}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
