"""From interviews and their panels to what the sheets need: plain copies, in the order of use."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from interviews.models import Interview
from scorecards.pdf.copies import Copy, Edition


def edition_of(revision):
    """The edition that a sheet of this kit revision names."""
    return Edition(number=revision.number, digest=revision.digest)


def copy_of(panelist, interview):
    """The `Copy` of a panelist in an interview that was fetched `with_sheets()`, its date in the
    language that is active."""
    candidate = interview.candidate
    starts = timezone.localtime(interview.starts_at)
    return Copy(
        opening_reference=candidate.opening.reference,
        opening_title=candidate.opening.title,
        candidate=candidate.name,
        panelist=panelist.name,
        part=panelist.part,
        seat=panelist.seat,
        round_key=interview.round_key,
        starts=f"{date_format(starts, 'D j M Y, H:i')} {starts.tzname()}",
        place=interview.place,
        code=panelist.copy_code,
        adjustments=tuple(candidate.adjustments_list),
    )


def packet_of(opening):
    """(document, edition, copy) for every seat of the opening's interviews: by time, candidate
    and seat. Candidates who withdrew are left out. A fixed number of queries."""
    interviews = Interview.objects.for_opening(opening).filter(candidate__withdrawn_at=None)
    return _items(interviews.with_sheets().in_print_order())


def packet_of_seat(interview, user):
    """The same of one person in one interview that was fetched `with_sheets()`."""
    return _items([interview], user)


def _items(interviews, user=None):
    documents, items = {}, []
    for interview in interviews:
        revision = interview.revision
        if revision.pk not in documents:
            documents[revision.pk] = revision.as_document()
        for panelist in interview.panelists.all():
            if user is None or panelist.user_id == user.pk:
                with override(documents[revision.pk].language):
                    copy = copy_of(panelist, interview)
                items.append((documents[revision.pk], edition_of(revision), copy))
    return items
