"""From interviews and their panels to what the sheets need: plain copies, in the order of use."""

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import override

from interviews.models import Declaration, Interview, Panelist
from scorecards.declaring import declaration_of, record_of
from scorecards.pdf.copies import Copy, Edition
from scorecards.visibility import not_blind


def edition_of(revision):
    """The edition that a sheet of this kit revision names."""
    return Edition(number=revision.number, digest=revision.digest)


def copy_of(panelist, interview, not_blind=False):
    """The `Copy` of a panelist in an interview that was fetched `with_sheets()`, in the language
    that is active."""
    candidate = interview.candidate
    starts = interview.starts_there
    declaration = declaration_of(panelist)
    has_declared = declaration is not None and declaration.has_conflict is not None
    return Copy(
        opening_reference=candidate.opening.reference,
        opening_title=candidate.opening.title,
        candidate=candidate.name_for_panel,
        panelist=panelist.name,
        part=panelist.part,
        seat=panelist.seat,
        round_key=interview.round_key,
        starts=f"{date_format(starts, 'D j M Y, H:i')} {starts.tzname()}",
        place=interview.place,
        code=panelist.copy_code,
        adjustments=tuple(candidate.adjustments_list),
        declared=record_of(panelist) if has_declared else "",
        not_blind=not_blind,
    )


def interviews_of(opening):
    """Those of which a packet has scorecards: with a panel, of candidates still in."""
    return (
        Interview.objects.for_opening(opening)
        .standing()
        .filter(candidate__withdrawn_at=None, candidate__rejected_at=None)
        .filter(pk__in=Panelist.objects.live().for_opening(opening).values("interview"))
    )


def packet_to_print(opening):
    """As `packet_of`. Its interviews keep their kit revision first, the one thing that reading
    writes: paper cannot be changed afterwards."""
    interviews_of(opening).keep_revisions()
    return packet_of(opening)


def packet_of(opening):
    """(document, edition, copy) for every seat of the opening's interviews: by time, candidate
    and seat. A fixed number of queries."""
    declarations = Prefetch("panelists__declarations", Declaration.objects.with_record())
    interviews = (
        interviews_of(opening)
        .with_sheets()
        .prefetch_related(declarations, "panelists__scorecard")
        .in_print_order()
    )
    return _items(
        [(panelist, interview) for interview in interviews for panelist in interview.panel]
    )


def packet_of_seat(seat):
    """The same of one seat that was fetched `with_interview()`."""
    return _items([(seat, seat.interview)])


def _items(seats):
    """The items of these (panelist, interview) of one opening, in their order."""
    documents, items = {}, []
    have_looked = not_blind([panelist for panelist, _interview in seats])
    for panelist, interview in seats:
        revision, opening = interview.revision, interview.candidate.opening
        if revision.pk not in documents:
            documents[revision.pk] = opening.as_held(revision.as_document())
        with override(documents[revision.pk].language):
            copy = copy_of(panelist, interview, panelist.pk in have_looked)
        items.append((documents[revision.pk], edition_of(revision), copy))
    return items
