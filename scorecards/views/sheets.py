"""Sheets as PDF: packets, one's own scorecard and guide, and the sheets of a kit without names.

`paper=a4|letter` and, where a sheet has rounds to choose from, `round=KEY` stand in the address.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interviews.models import Kit, KitRevision, Opening
from scorecards.packets import edition_of, interviews_of, packet_to_print
from scorecards.views.downloads import pdf_download


@require_safe
def packet(request, reference):
    """Every scorecard of an opening, with names. Its interviews keep their kit revision from then
    on, the one thing that reading writes, as for `cards.own_scorecard`."""
    from scorecards.pdf.render import check_paper
    from scorecards.pdf.sheets import panel_packet

    opening = get_object_or_404(
        Opening.objects.visible_to(request.user), reference__iexact=reference
    )
    if not interviews_of(opening).exists():
        messages.info(
            request,
            _("No interview of this opening has a panel yet, so there is nothing to print."),
        )
        return redirect("scorecards:opening_detail", reference)
    title = _("%(opening)s, panel packet") % {"opening": opening}

    def make(paper):
        check_paper(paper)  # what cannot be printed keeps nothing
        return panel_packet(packet_to_print(opening), paper, title)

    return pdf_download(request, make, opening.reference, _("panel packet"))


@require_safe
def draft_guide(request, slug):
    from scorecards.pdf.sheets import interviewer_guide

    return _of_draft(request, slug, interviewer_guide, _("interviewer guide"))


@require_safe
def draft_scorecard(request, slug):
    from scorecards.pdf.sheets import blank_scorecard

    return _of_draft(request, slug, blank_scorecard, _("scorecard"))


def _of_draft(request, slug, sheet, name):
    """A sheet of the draft, marked as one, for those who read drafts."""
    kit = get_object_or_404(Kit.objects.visible_to(request.user).with_content(), slug=slug)
    if not kit.shows_draft_to(request.user):
        raise Http404
    try:
        document = kit.as_document()
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return redirect(kit)
    if not document.rounds:
        messages.info(request, _("This kit has no round yet, so there is nothing to print."))
        return redirect(kit)
    key = request.GET.get("round") or None
    return pdf_download(
        request, lambda paper: sheet(document, None, paper, key), slug, _("draft"), name, key
    )


@require_safe
def guide(request, slug, number):
    from scorecards.pdf.sheets import interviewer_guide

    return _of_revision(request, slug, number, interviewer_guide, _("interviewer guide"))


@require_safe
def scorecard(request, slug, number):
    from scorecards.pdf.sheets import blank_scorecard

    return _of_revision(request, slug, number, blank_scorecard, _("scorecard"))


def _of_revision(request, slug, number, sheet, name):
    revision = get_object_or_404(
        KitRevision.objects.visible_to(request.user), kit__slug=slug, number=number
    )
    document, edition = revision.as_document(), edition_of(revision)
    key = request.GET.get("round") or None
    return pdf_download(
        request,
        lambda paper: sheet(document, edition, paper, key),
        slug,
        _("revision %(number)s") % {"number": number},
        name,
        key,
    )
