"""What a person has to do: own interviews and scorecards, and what waits for a decision."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from interviews.models import Declaration, Interview, Opening, Panelist
from scorecards.declaring import declaration_of, may_enter

MOST_SEATS = 60  # looked at for what waits: a list that long is cut anyway


@dataclass(frozen=True)
class OwnSeat:
    """One's seat in an interview. `who` is the candidate as this person may read it: by number
    until everything is declared. `is_in` says that the own scorecard is submitted."""

    seat: Panelist
    interview: Interview
    who: str
    is_in: bool

    @property
    def day(self) -> datetime.date:
        """In the time zone of the installation."""
        return self.interview.day

    @property
    def is_practice(self) -> bool:
        return not self.seat.counts

    @property
    def has_begun(self) -> bool:
        return self.interview.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        """The candidate or the opening is out: nobody needs paper for it any more."""
        candidate = self.interview.candidate
        return not candidate.is_current or candidate.opening.archived_at is not None

    @property
    def is_due(self) -> bool:
        """The interview is over, and the scorecard is not in. An observer's never is."""
        over = self.interview.ends_at <= timezone.now()
        return over and not self.is_in and self.seat.counts


def own_seats(user) -> QuerySet[Panelist]:
    """Live seats of a person in standing interviews of candidates still in, by time."""
    seats = Panelist.objects.live().held_by(user).filter(interview__in=Interview.objects.current())
    return seats.order_by("interview__starts_at", "interview__candidate__number", "pk")


def seats_behind(user) -> QuerySet[Panelist]:
    """Live seats of a person in interviews before today, the last first: those of candidates still
    in, and all whose scorecard is in, which stays readable whatever became of the candidate."""
    readable = Q(interview__in=Interview.objects.current()) | Q(
        scorecard__submitted_at__isnull=False
    )
    seats = Panelist.objects.live().held_by(user).filter(readable)
    return seats.filter(interview__in=Interview.objects.before_today()).order_by(
        "-interview__starts_at", "-interview__candidate__number", "-pk"
    )


def outstanding(seats: QuerySet[Panelist]) -> QuerySet[Panelist]:
    """Those that count and whose scorecard is not in."""
    return seats.counted().filter(scorecard__submitted_at=None)


def keys_of(seats: QuerySet[Panelist]) -> list[int]:
    return list(seats.values_list("pk", flat=True))


def as_own_seats(keys: Iterable[int]) -> dict[int, OwnSeat]:
    """These seats by key, with what a page shows of them. A fixed number of queries."""
    seats = (
        Panelist.objects.filter(pk__in=keys)
        .select_related("scorecard")
        .prefetch_related("declarations", Prefetch("interview", Interview.objects.with_panel()))
    )
    return {seat.pk: _own_seat(seat) for seat in seats}


def _own_seat(seat: Panelist) -> OwnSeat:
    candidate = seat.interview.candidate
    who = candidate.name_for_panel if may_enter(seat) else candidate.number_in_words
    return OwnSeat(seat, seat.interview, str(who), _is_in(seat))


def _is_in(seat: Panelist) -> bool:
    card = getattr(seat, "scorecard", None)
    return bool(card and card.is_submitted)


def due_of(seats: Iterable[OwnSeat]) -> list[OwnSeat]:
    """The scorecards that are outstanding, the oldest first."""
    return sorted(
        (own for own in seats if own.is_due), key=lambda own: (own.interview.ends_at, own.seat.pk)
    )


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody who runs an opening. `kind` is conflict, declined or late; `names`
    are the panelists concerned; `since` is when it began to wait."""

    kind: str
    interview: Interview
    names: tuple[str, ...]
    seat: Panelist
    since: datetime.datetime


def waiting_for(user, now: datetime.datetime) -> list[Waiting]:
    """Conflicts to decide, seats that somebody declined and nobody took, and interviews whose
    scorecards are late, in openings that this person runs: the oldest first, out of the first
    `MOST_SEATS` of either kind. States only. A fixed number of queries."""
    run = Opening.objects.run_by(user).open()
    seats = Panelist.objects.filter(interview__in=Interview.objects.current().in_openings(run))
    conflict = Q(ended_at=None, declarations__in=Declaration.objects.undecided())
    declined = Q(ending=Panelist.Ending.DECLINED, replacements=None, interview__starts_at__gt=now)
    late = outstanding(seats.live()).filter(interview__starts_at__lte=now)
    keys = {
        *keys_of(seats.filter(conflict | declined).order_by("pk")[:MOST_SEATS]),
        *keys_of(late.order_by("interview__starts_at", "pk")[:MOST_SEATS]),
    }
    seats = list(
        Panelist.objects.filter(pk__in=keys)
        .select_related("user", "scorecard")
        .prefetch_related("declarations", Prefetch("interview", Interview.objects.with_panel()))
        .order_by("interview", "seat")
    )
    deciding = set(Opening.objects.managed_by(user).filter(pk__in=run).values_list("pk", flat=True))
    concerned = [
        seat
        for seat in seats
        if seat.user_id != user.pk and seat.interview.candidate.opening_id in deciding
    ]
    found = [*_conflicts(concerned), *_declined(seats), *_late(seats, now)]
    return sorted(found, key=lambda each: (each.since, each.seat.pk))


def _conflicts(seats):
    for seat in seats:
        last = declaration_of(seat)
        if seat.is_live and last and last.is_undecided:
            yield Waiting("conflict", seat.interview, (seat.name,), seat, last.answered_at)


def _declined(seats):
    for seat in seats:
        taken = {each.seat for each in seat.interview.panel}
        if seat.ending == Panelist.Ending.DECLINED and seat.seat not in taken:
            yield Waiting("declined", seat.interview, (seat.name,), seat, seat.ended_at)


def _late(seats, now):
    by_interview: dict[int, list[Panelist]] = {}
    for seat in seats:
        if _is_in(seat) or not (seat.is_live and seat.counts):
            continue
        if seat.interview.ends_at <= now:
            by_interview.setdefault(seat.interview_id, []).append(seat)
    for late in by_interview.values():
        interview = late[0].interview
        names = tuple(seat.name for seat in late)
        yield Waiting("late", interview, names, late[0], interview.ends_at)
