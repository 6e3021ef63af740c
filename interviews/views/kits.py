"""Interview kits: the list, one kit, its published revisions."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interviews.models import Kit, KitRevision


@require_safe
def kit_list(request):
    """The kits this person may read, with their newest revision."""
    kits = Kit.objects.visible_to(request.user).with_summary()
    return render(request, "interviews/kit_list.html", {"kits": kits})


@require_safe
def detail(request, slug):
    """One kit: the draft for those who read drafts, else the newest revision they may read."""
    kit = get_object_or_404(Kit.objects.visible_to(request.user).with_content(), slug=slug)
    if not kit.shows_draft_to(request.user):
        return redirect(
            get_object_or_404(kit.revisions.visible_to(request.user).newest_first()[:1])
        )
    problems, document = kit.problems(), None
    try:
        document = kit.as_document()
    except ValidationError:
        pass  # said already, in `problems`
    return _kit_page(request, kit, document, problems=problems)


@require_safe
def revision(request, slug, number):
    """One published revision, as it was frozen."""
    revision = _revision(request.user, slug, number)
    return _kit_page(request, revision.kit, revision.as_document(), revision=revision)


def _revision(user, slug, number):
    return get_object_or_404(
        KitRevision.objects.visible_to(user).select_related("kit__role", "published_by"),
        kit__slug=slug,
        number=number,
    )


def _kit_page(request, kit, document, *, revision=None, problems=()):
    from interviews.coverage import coverage

    return render(
        request,
        "interviews/kit_detail.html",
        {
            "kit": kit,
            "document": document,
            "matrix": coverage(document) if document else None,
            "revision": revision,
            "revisions": kit.revisions.visible_to(request.user).newest_first(),
            "problems": problems,
            "may_edit": kit.is_editable_by(request.user),
        },
    )


@require_POST
def publish(request, slug):
    """Freeze the draft as the next revision."""
    kit = get_object_or_404(Kit.objects.editable_by(request.user), slug=slug)
    try:
        revision = kit.publish(by=request.user)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return redirect(kit)
    messages.success(request, _("Published as revision %(number)s.") % {"number": revision.number})
    return redirect(revision)


@require_safe
def as_json(request, slug, number):
    """The frozen document as a file, with its number and digest beside it."""
    revision = _revision(request.user, slug, number)
    response = HttpResponse(revision.as_json(), content_type="application/json")
    name = f"{slug}-revision-{number}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
