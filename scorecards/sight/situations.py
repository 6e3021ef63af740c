"""What is known of a person and a candidate, on which `scorecards.visibility` rests its rule.

Facts and states alone: rows of ratings, summaries and amendments are read only where they are the
person's own.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KeyTransform
from django.utils import timezone

from interviews.models import Candidate, Opening, Panelist
from scorecards.card.entries import NO_DECISION
from scorecards.models import Amendment, Rating, Scorecard


@dataclass(frozen=True)
class Seat:
    """A seat in an interview of the candidate. `begun` says whether the interview has begun, for a
    seat that ended: had begun by then. `card` is the key of its scorecard, if anything was typed.
    `is_thin` is known of the person's own cards only: submitted with fewer than half of the scored
    questions rated, or without a recommendation. None stands for what nobody may know here."""

    pk: int
    person: int | str
    part: str
    is_own: bool
    is_live: bool
    is_standing: bool
    begun: bool
    card: int | None
    is_in: bool
    is_thin: bool | None = False

    @property
    def counts(self) -> bool:
        """A live seat of a chair or member, in an interview neither cancelled nor missed."""
        return self.is_live and self.is_standing and self.part != Panelist.Part.OBSERVER

    @property
    def is_outstanding(self) -> bool:
        return self.counts and not self.is_in


@dataclass(frozen=True)
class Situation:
    """The facts on which a viewer's standing towards one candidate rests."""

    seats: tuple[Seat, ...] = ()
    is_guest: bool = False
    is_manager: bool = False
    is_member: bool = False
    is_coordinator: bool = False
    is_superuser: bool = False
    totals_only: bool = False

    @property
    def own(self) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if seat.is_own)

    @property
    def all_in(self) -> bool:
        """No counted card is missing, those of interviews to come included."""
        return not any(seat.is_outstanding for seat in self.seats)

    @property
    def all_begun_in(self) -> bool:
        """No counted card of an interview that has begun is missing."""
        return not any(seat.is_outstanding and seat.begun for seat in self.seats)

    @property
    def people_in(self) -> int:
        """How many people have a counted card in."""
        return len({seat.person for seat in self.seats if seat.counts and seat.is_in})

    @property
    def to_open(self) -> frozenset[int]:
        """The seats of others whose counted cards are in."""
        return frozenset(
            seat.pk for seat in self.seats if seat.counts and seat.is_in and not seat.is_own
        )


def situation_of(user, candidate: Candidate) -> Situation:
    return situations_of(user, [candidate])[candidate.pk]


def situations_of(
    user, candidates: Iterable[Candidate], readable: Collection[int] | None = None
) -> dict[int, Situation]:
    """The facts about this person by the key of the candidate, in a fixed number of queries. They
    rest on what the person wrote, so where they are for anybody else `readable` are the keys of the
    cards whose content that reader may know."""
    candidates = list(candidates)
    openings = _openings(user, {candidate.opening_id for candidate in candidates})
    seats = _seats({candidate.pk for candidate in candidates}, user.pk, readable)
    is_coordinator = Group.objects.filter(user=user, name="Coordinators").exists()
    return {
        candidate.pk: Situation(
            seats=seats[candidate.pk],
            is_manager=openings[candidate.opening_id]["hiring_manager"] == user.pk,
            is_member=openings[candidate.opening_id]["is_member"],
            is_coordinator=is_coordinator,
            is_superuser=user.is_superuser,
            totals_only=openings[candidate.opening_id]["totals_only"],
        )
        for candidate in candidates
    }


def situation_of_guest(seat: Panelist, readable: Collection[int] | None = None) -> Situation:
    """The facts about a guest, known by their address."""
    candidate = seat.interview.candidate_id
    return Situation(seats=_seats({candidate}, seat.person, readable)[candidate], is_guest=True)


def _openings(user, keys: Collection[int]) -> dict[int, dict]:
    member = Opening.members.through.objects.filter(opening=OuterRef("pk"), user=user)
    rows = Opening.objects.filter(pk__in=keys).annotate(is_member=Exists(member))
    return {
        row["pk"]: row
        for row in rows.values("pk", "hiring_manager", "totals_only", "is_member").order_by()
    }


def _seats(
    candidates: Collection[int], person: int | str, readable: Collection[int] | None
) -> dict[int, tuple[Seat, ...]]:
    """All seats, live or ended, by the key of the candidate; `person` as `Panelist.person`."""
    now = timezone.now()
    rows = list(
        Panelist.objects.filter(interview__candidate__in=candidates)
        .values(
            "pk",
            "user",
            "guest_email",
            "part",
            "ended_at",
            "interview__candidate",
            "interview__starts_at",
            "interview__cancelled_at",
            "interview__no_show_at",
            "scorecard__pk",
            "scorecard__submitted_at",
        )
        .order_by("interview__starts_at", "interview", "seat", "pk")
    )
    for row in rows:
        row["person"] = row["user"] or row["guest_email"].lower()
    written = {
        row["scorecard__pk"]
        for row in rows
        if row["person"] == person and row["scorecard__submitted_at"]
    }
    known = written if readable is None else written.intersection(readable)
    thin: dict[int, bool | None] = dict.fromkeys(written - known) | _thin(known)
    seats: dict[int, list[Seat]] = {pk: [] for pk in candidates}
    for row in rows:
        seats[row["interview__candidate"]].append(
            Seat(
                pk=row["pk"],
                person=row["person"],
                part=row["part"],
                is_own=row["person"] == person,
                is_live=row["ended_at"] is None,
                is_standing=not (row["interview__cancelled_at"] or row["interview__no_show_at"]),
                begun=_begun(row, row["ended_at"] or now),
                card=row["scorecard__pk"],
                is_in=row["scorecard__submitted_at"] is not None,
                is_thin=thin.get(row["scorecard__pk"], False),
            )
        )
    return {pk: tuple(rows) for pk, rows in seats.items()}


def _begun(row: Mapping[str, Any], moment: datetime) -> bool:
    """Whether the interview of this seat had begun by then. One cancelled before never begins."""
    starts_at, cancelled_at = row["interview__starts_at"], row["interview__cancelled_at"]
    return starts_at <= moment and (cancelled_at is None or cancelled_at > starts_at)


def _thin(own: Collection[int]) -> dict[int, bool]:
    """Whether these submitted cards had fewer than half of the scored questions rated or no
    recommendation when they were submitted: amendments change nothing."""
    if not own:
        return {}
    first: dict[tuple[int, str], str] = {}
    for pk, field, before in Amendment.objects.filter(scorecard__in=own).values_list(
        "scorecard", "field", "before"
    ):
        first.setdefault((pk, field), before)
    scored, numbers = dict.fromkeys(own, 0), dict.fromkeys(own, 0)
    for pk, key, number in Rating.objects.filter(scorecard__in=own, is_scored=True).values_list(
        "scorecard", "question_key", "number"
    ):
        scored[pk] += 1
        numbers[pk] += first.get((pk, f"rating-{key}"), str(number or "")).isdecimal()
    silent = {
        pk
        for pk, recommendation, offered in Scorecard.objects.filter(pk__in=own).values_list(
            "pk",
            "summary__recommendation",
            KeyTransform("recommendations", "panelist__interview__revision__document"),
        )
        if offered and first.get((pk, "recommendation"), recommendation or "") in ("", NO_DECISION)
    }
    return {pk: 2 * numbers[pk] < scored[pk] or pk in silent for pk in own}
