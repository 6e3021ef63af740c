"""Reminding of scorecards that are not in: one letter to a person for all of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.models import Declaration, Interview, Panelist
from scorecards.guest_links import way_to
from scorecards.letters.invitations import when_in_words
from scorecards.letters.reminder_times import CHAIR_TOLD, CardFacts, due, passed_by
from scorecards.models import Mail, Reminder
from scorecards.to_do import outstanding

# Longer ago than any reminder is due: what was never asked for then is not asked for now.
LOOKS_BACK = datetime.timedelta(days=21)


@dataclass
class Digest:
    """What one person is to read: `due` are the reminders, `passed` those that they stand for."""

    to: str
    due: list[Reminder] = field(default_factory=list)
    passed: list[Reminder] = field(default_factory=list)


def remind() -> int:
    """Write the reminders that are due now, and return how many letters that makes. Two passes at
    once write each reminder once."""
    seats = list(with_facts(outstanding_seats()))
    late = {seat.pk for seat in seats}
    digests: dict[int | str, Digest] = {}
    for seat in seats:
        stage = _due_of(seat)
        if stage is None:
            continue
        who, to = _whom_to_tell(seat, stage, late)
        digest = digests.setdefault(who, Digest(to))
        digest.due.append(Reminder(panelist=seat, stage=stage))
        noted = {reminder.stage for reminder in _noted(seat)}
        digest.passed += [
            Reminder(panelist=seat, stage=earlier)
            for earlier in passed_by(stage)
            if earlier not in noted
        ]
    return sum(_write(digest) for digest in digests.values())


def outstanding_seats() -> QuerySet[Panelist]:
    """Seats whose scorecard is awaited: live ones that count, in standing interviews that began,
    of candidates still in. Not of who declared a conflict and waits for the decision."""
    now = timezone.now()
    begun = Interview.objects.current().filter(starts_at__lte=now, starts_at__gte=now - LOOKS_BACK)
    seats = outstanding(Panelist.objects.live()).filter(interview__in=begun)
    return seats.exclude(declarations__in=Declaration.objects.undecided())


def with_facts(seats: QuerySet[Panelist]) -> QuerySet[Panelist]:
    """What reminders and their letters need; a fixed number of queries."""
    return (
        seats.select_related("user__preference", "interview__candidate__opening__hiring_manager")
        .prefetch_related("reminders", "interview__revision", "interview__panelists__user")
        .order_by("interview__starts_at", "pk")
    )


def renew(letter: Mail) -> bool:
    """Make a reminder that has waited say what is true now, before it leaves. Returns whether there
    is anything left to say; always true for letters that are no reminders."""
    reminders = {reminder.panelist_id: reminder for reminder in letter.reminders.all()}
    if not reminders:
        return True
    seats = list(with_facts(outstanding_seats().filter(pk__in=reminders)))
    for seat in seats:
        reminders[seat.pk].panelist = seat
    if seats:
        letter.reword(*_in_words([reminders[seat.pk] for seat in seats]))
    return bool(seats)


def _noted(seat: Panelist) -> list[Reminder]:
    """Reminders of this slot. Of one from which the interview was moved away, none count."""
    ends_at = seat.interview.ends_at
    return [reminder for reminder in seat.reminders.all() if reminder.noted_at >= ends_at]


def _due_of(seat: Panelist) -> str | None:
    preference = getattr(seat.user, "preference", None)
    facts = CardFacts(
        ends_at=seat.interview.ends_at,
        zone=seat.interview.zone,
        wants_more=preference is None or preference.wants_reminders,
        noted={reminder.stage: reminder.noted_at for reminder in _noted(seat)},
    )
    return due(facts, timezone.now())


def _whom_to_tell(seat: Panelist, stage: str, late: set[int]) -> tuple[int | str, str]:
    """Who reads this reminder, and at which address; none where nobody is left to tell. A chair
    who is late is not told of others, and a guest is told nothing of others ever."""
    if stage != CHAIR_TOLD:
        is_here = seat.is_guest or seat.user.is_active
        return seat.person, seat.email if is_here else ""
    chairs = [
        each.user
        for each in seat.interview.panel
        if each.part == Panelist.Part.CHAIR and not each.is_guest and each.pk not in late
    ]
    manager = seat.interview.candidate.opening.hiring_manager
    for person in [*chairs, manager]:
        if person.pk != seat.user_id and person.is_active and person.email:
            return person.pk, person.email
    return "", ""


def _write(digest: Digest) -> bool:
    """One letter and the note of what it said, or neither. Without an address only the note."""
    reminders = [*digest.due, *digest.passed]
    try:
        with transaction.atomic():
            _forget_former_slots(reminders)
            if digest.to:
                mail = _letter(digest)
                for reminder in digest.due:
                    reminder.mail = mail
            Reminder.objects.bulk_create(reminders)
    except IntegrityError:  # another pass was quicker
        return False
    return bool(digest.to)


def _forget_former_slots(reminders: Iterable[Reminder]) -> None:
    for seat in {reminder.panelist for reminder in reminders}:
        ends_at = seat.interview.ends_at
        if any(reminder.noted_at < ends_at for reminder in seat.reminders.all()):
            Reminder.objects.filter(panelist=seat, noted_at__lt=ends_at).delete()


def _letter(digest: Digest) -> Mail:
    subject, body = _in_words(digest.due)
    first = digest.due[0]
    is_about_one = len(digest.due) == 1 and first.stage != CHAIR_TOLD
    return Mail.objects.write(
        to=digest.to,
        subject=subject,
        body=body,
        panelist=first.panelist if is_about_one else None,
    )


def _in_words(reminders: list[Reminder]) -> tuple[str, str]:
    """Subject and text. States alone: whose scorecard is not in, never what stands in one."""
    own = [each.panelist for each in reminders if each.stage != CHAIR_TOLD]
    others = [each.panelist for each in reminders if each.stage == CHAIR_TOLD]
    context = {
        "own": [_line(seat, way_to(seat)) for seat in own],
        "others": [_line(seat, _page_of(seat)) for seat in others],
        "site": settings.SITE_URL,
        "may_stop": any(not seat.is_guest for seat in own),
        "preferences": settings.SITE_URL + reverse("scorecards:preferences"),
    }
    return _subject(own, others), render_to_string("mail/reminder.txt", context)


def _subject(own: list[Panelist], others: list[Panelist]) -> str:
    if not own:
        words = ngettext("A scorecard is late", "%(count)d scorecards are late", len(others))
        return words % {"count": len(others)}
    if len(own) > 1:
        return _("%(count)d scorecards wait for you") % {"count": len(own)}
    interview = own[0].interview
    return _("Your scorecard: %(candidate)s, %(round)s") % {
        "candidate": interview.candidate.number_in_words,
        "round": interview.round_name,
    }


def _line(seat: Panelist, link: str) -> dict:
    interview = seat.interview
    return {
        "name": seat.name,
        "candidate": interview.candidate.number_in_words,
        "round": interview.round_name,
        "opening": interview.candidate.opening,
        "when": when_in_words(interview),
        "age": timesince(interview.ends_at, depth=1),
        "link": link,
    }


def _page_of(seat: Panelist) -> str:
    """Where chair and hiring manager see which scorecards are in."""
    candidate = seat.interview.candidate
    address = reverse(
        "scorecards:candidate_detail", args=[candidate.opening.reference, candidate.number]
    )
    return settings.SITE_URL + address
