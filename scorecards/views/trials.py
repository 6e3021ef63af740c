"""Trying out a round as an interviewer would meet it. Nothing is written, and nothing is sent."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from interviews.models import Kit, KitRevision


@require_safe
def of_draft(request, slug, key):
    """A round of the draft, for those who read drafts."""
    kit = get_object_or_404(Kit.objects.visible_to(request.user).with_content(), slug=slug)
    if not kit.shows_draft_to(request.user):
        raise Http404
    try:
        document = kit.as_document()
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return redirect(kit)
    return _trial(request, kit, document, key)


@require_safe
def of_revision(request, slug, number, key):
    """A round of a published revision, for those who may read it."""
    revisions = KitRevision.objects.visible_to(request.user).select_related("kit")
    revision = get_object_or_404(revisions, kit__slug=slug, number=number)
    return _trial(request, revision.kit, revision.as_document(), key, revision)


def _trial(request, kit, document, key, revision=None):
    """`question` in the address is the part that shows, “opening” and “closing” too; with `all`
    every part does."""
    # Pydantic takes a third of a second to import; management commands never come here.
    from scorecards.card.sitting import left_out_first, parts_of
    from scorecards.pdf.contents import split_recommendations

    try:
        round_ = document.round(key)
    except KeyError as error:
        raise Http404 from error
    parts = parts_of(document, round_)
    named = {part.name: part for part in parts}
    context = {
        "kit": kit,
        "revision": revision,
        "document": document,
        "round": round_,
        "parts": parts,
        "current": named.get(request.GET.get("question"), parts[0]),
        "shows_all": "all" in request.GET,
        "left_out_first": left_out_first(parts),
        "recommendations": split_recommendations(document),
        "may_edit": kit.is_editable_by(request.user),
    }
    return render(request, "scorecards/round_trial.html", context)
