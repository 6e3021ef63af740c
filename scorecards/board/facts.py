"""What the board of an opening is made of: plain rows, six queries whatever its size. Of
scorecards it reads only whether they are in."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils import timezone

from interviews.models import Declaration, Interview, Opening, Panelist
from scorecards.models import GoAhead


class Person(NamedTuple):
    """A candidate."""

    pk: int
    number: int
    name: str
    withdrawn_at: datetime | None
    rejected_at: datetime | None

    @property
    def is_current(self) -> bool:
        return self.withdrawn_at is None and self.rejected_at is None


class Meeting(NamedTuple):
    """An interview."""

    pk: int
    candidate: int
    revision: int
    round_key: str
    starts_at: datetime
    time_zone: str
    place: str
    cancelled_at: datetime | None
    no_show_at: datetime | None

    @property
    def is_standing(self) -> bool:
        return self.cancelled_at is None and self.no_show_at is None


class Taken(NamedTuple):
    """A live seat in an interview: who has it, and whether its card is in, as 1 or 0."""

    part: str
    user: int | None
    guest_email: str
    is_in: int
    name: str

    @property
    def person(self) -> int | str:
        return self.user or self.guest_email.lower()

    @property
    def counts(self) -> bool:
        return self.part != Panelist.Part.OBSERVER


class Gone(NamedTuple):
    """That a candidate goes on from a round."""

    candidate: int
    round_key: str
    first_name: str
    last_name: str
    username: str
    at: datetime

    @property
    def by(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.username


@dataclass(frozen=True)
class Waits:
    """What waits for somebody: candidates with a card to come of an interview begun; candidates
    with a panel to settle, for one of two reasons: interviews with a declared conflict to decide,
    and how many seats of an interview somebody left who said no or was recused, with nobody in
    their place."""

    cards: set[int] = field(default_factory=set)
    panels: set[int] = field(default_factory=set)
    conflicts: set[int] = field(default_factory=set)
    seats: Counter[int] = field(default_factory=Counter)


def people_of(opening: Opening, query: str) -> list[Person]:
    """Candidates who match; those still in come first, then by number."""
    rows = opening.candidates.matching(query).order_by("number")
    people = [Person(*row) for row in rows.values_list(*Person._fields)]
    return sorted(people, key=lambda person: not person.is_current)


def scheduled_in(opening: Opening) -> set[tuple[int, str]]:
    """Candidates and the rounds that they have an interview in."""
    interviews = Interview.objects.for_opening(opening).standing().order_by()
    return set(interviews.values_list("candidate", "round_key"))


def meetings_of(people: Iterable[Person]) -> dict[int, list[Meeting]]:
    """Every interview of these candidates, by time, by the key of the candidate."""
    interviews = Interview.objects.filter(candidate__in=[person.pk for person in people])
    meetings: dict[int, list[Meeting]] = defaultdict(list)
    for row in interviews.order_by("starts_at", "pk").values_list(*Meeting._fields):
        meetings[row[1]].append(Meeting(*row))
    return meetings


def go_aheads_of(opening: Opening) -> dict[tuple[int, str], Gone]:
    """By candidate and round."""
    rows = GoAhead.objects.filter(candidate__opening=opening).values_list(
        "candidate", "round_key", "by__first_name", "by__last_name", "by__username", "at"
    )
    return {row[:2]: Gone(*row) for row in rows}


def waits_of(opening: Opening) -> Waits:
    """Of interviews that stand, of candidates still in."""
    taken = Panelist.objects.live().filter(interview=OuterRef("interview"), seat=OuterRef("seat"))
    undecided = Declaration.objects.undecided().filter(panelist=OuterRef("pk"))
    late = ~Q(part=Panelist.Part.OBSERVER) & Q(
        ended_at=None, interview__starts_at__lte=timezone.now(), scorecard__submitted_at=None
    )
    left = Q(ending__in=[Panelist.Ending.DECLINED, Panelist.Ending.RECUSED])
    seats = (
        Panelist.objects.for_opening(opening)
        .filter(
            interview__cancelled_at=None,
            interview__no_show_at=None,
            interview__candidate__withdrawn_at=None,
            interview__candidate__rejected_at=None,
        )
        .annotate(is_late=Case(When(late, then=True), default=False), conflict=Exists(undecided))
        .filter(late | Q(conflict=True, ended_at=None) | left & ~Exists(taken))
    )
    waits = Waits()
    for candidate, interview, ended_at, is_late, conflict in seats.values_list(
        "interview__candidate", "interview", "ended_at", "is_late", "conflict"
    ):
        if ended_at:
            waits.seats[interview] += 1
        elif conflict:
            waits.conflicts.add(interview)
        if ended_at or conflict:
            waits.panels.add(candidate)
        if is_late:
            waits.cards.add(candidate)
    return waits


def seats_of(people: Iterable[Person]) -> dict[int, list[Taken]]:
    """Live seats in the interviews of these candidates, in their order, by the interview's key."""
    rows = Panelist.objects.live().filter(interview__candidate__in=[person.pk for person in people])
    rows = rows.order_by("interview", "seat")
    seats: dict[int, list[Taken]] = defaultdict(list)
    is_in = Case(When(scorecard__submitted_at__isnull=False, then=1), default=0)
    names: dict[int, str] = {}  # a person sits in many of them
    for interview, part, user, email, card, guest, first, last, username in rows.annotate(
        is_in=is_in
    ).values_list(
        "interview",
        "part",
        "user",
        "guest_email",
        "is_in",
        "guest_name",
        "user__first_name",
        "user__last_name",
        "user__username",
    ):
        if user and user not in names:
            names[user] = f"{first} {last}".strip() or username
        name = names[user] if user else guest
        seats[interview].append(Taken(part, user, email, card, name))
    return seats
