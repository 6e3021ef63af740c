"""Arranging interviews, over plain data: what a wall clock means in a time zone, and what to warn
of before somebody is invited. A warning never forbids."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

CHAIR, OBSERVER = "chair", "observer"  # parts of a panel
FEWEST_PERSONS = 2  # who see a competency, as assembling demands of seats
LONGEST_SLOT = datetime.timedelta(minutes=480)


@dataclass(frozen=True)
class Sitter:
    """Somebody in a seat, from 1. `person` tells the same one on two panels: the key of a user, or
    the e-mail address of a guest in small letters."""

    seat: int
    person: int | str
    name: str
    part: str

    @property
    def counts(self) -> bool:
        return self.part != OBSERVER


@dataclass(frozen=True)
class Plan:
    """An interview to be: aware moments, `candidate` a key. Its times read in the zone of
    `starts_at`."""

    candidate: int
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    panel: tuple[Sitter, ...] = ()

    @property
    def counted(self) -> frozenset[int | str]:
        return frozenset(sitter.person for sitter in self.panel if sitter.counts)


@dataclass(frozen=True)
class Booking:
    """An interview that stands: who is busy, from when until when."""

    candidate: int
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    people: frozenset[int | str]


@dataclass(frozen=True)
class Known:
    """What is known when interviews of one round are planned. `document` is the kit as plain data.
    `conflicts` are (person, candidate) where a conflict was declared. `seen` holds, by candidate
    and the key of the round, who sees the candidate in other rounds. `earlier` are those who held
    this round last with another candidate."""

    document: Mapping[str, Any]
    round_key: str
    now: datetime.datetime
    bookings: tuple[Booking, ...] = ()
    conflicts: frozenset[tuple[int | str, int]] = frozenset()
    seen: Mapping[int, Mapping[str, frozenset[int | str]]] = field(default_factory=dict)
    earlier: Mapping[int | str, str] = field(default_factory=dict)

    @property
    def round(self) -> Mapping[str, Any]:
        return next(row for row in self.document["rounds"] if row["key"] == self.round_key)


def moments_of(clock: datetime.datetime, zone: datetime.tzinfo) -> tuple[datetime.datetime, ...]:
    """The aware moments at which a clock in that zone shows this naive time, in order: one; or
    two where clocks go back; or none where they go forward over it."""
    first, second = clock.replace(tzinfo=zone, fold=0), clock.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return (first,)
    read = first.astimezone(datetime.UTC).astimezone(zone).replace(tzinfo=None, fold=0)
    return (first, second) if read == clock else ()


def rated_in(document: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each rated competency by name, with the keys of the rounds that rate it."""
    rounds: dict[str, list[str]] = {}
    for round_ in document["rounds"]:
        for slug in {row["competency"] for row in round_["questions"] if row["scored"]}:
            rounds.setdefault(slug, []).append(round_["key"])
    return tuple(
        (row["name"], tuple(rounds[row["key"]]))
        for row in document["competencies"]
        if row["key"] in rounds
    )


def thinly_seen(
    rated: Collection[tuple[str, tuple[str, ...]]], people: Mapping[str, Collection[int | str]]
) -> tuple[str, ...]:
    """The names of the competencies, as `rated_in` the kit, that fewer than two people see, of
    those whose rounds all have a panel: who is still to be found may be the second. `people` are
    chairs and members by the key of the round."""
    is_thin: dict[tuple[str, ...], bool] = {}  # many competencies share their rounds
    for _name, keys in rated:
        if keys not in is_thin:
            panels = [people.get(key, ()) for key in keys]
            is_thin[keys] = all(panels) and len(set().union(*panels)) < FEWEST_PERSONS
    return tuple(name for name, keys in rated if is_thin[keys])


def warnings_of(plan: Plan, known: Known, others: Iterable[Plan] = ()) -> tuple[str, ...]:
    """What to look at before this interview is arranged, in words, the most pressing first.
    `others` are arranged together with it."""
    bookings = [
        *known.bookings,
        *(
            Booking(other.candidate, other.starts_at, other.ends_at, _people(other))
            for other in others
            if other != plan
        ),
    ]
    return (
        *_of_the_time(plan, known, bookings),
        *_of_conflicts(plan, known),
        *_of_the_panel(plan, known),
        *_of_coverage(plan, known),
    )


def _people(plan: Plan) -> frozenset[int | str]:
    return frozenset(sitter.person for sitter in plan.panel)


def _of_the_time(plan: Plan, known: Known, bookings: Iterable[Booking]) -> Iterator[str]:
    if plan.starts_at <= known.now:
        yield _("It starts in the past.")
    overlapping = [
        booking
        for booking in bookings
        if booking.starts_at < plan.ends_at and plan.starts_at < booking.ends_at
    ]
    for booking in overlapping:
        if booking.candidate == plan.candidate:
            yield _("The candidate has another interview then (%(times)s).") % {
                "times": _times(booking, plan)
            }
    for sitter in plan.panel:
        for booking in overlapping:
            if sitter.person in booking.people:
                yield _("%(person)s has another interview then (%(times)s).") % {
                    "person": sitter.name,
                    "times": _times(booking, plan),
                }


def _times(booking: Booking, plan: Plan) -> str:
    zone = plan.starts_at.tzinfo
    start, end = booking.starts_at.astimezone(zone), booking.ends_at.astimezone(zone)
    return _("%(start)s to %(end)s") % {"start": time_format(start), "end": time_format(end)}


def _of_conflicts(plan: Plan, known: Known) -> Iterator[str]:
    for sitter in plan.panel:
        if (sitter.person, plan.candidate) in known.conflicts:
            yield _(
                "%(person)s has declared a conflict of interest with this candidate before."
            ) % {"person": sitter.name}


def _of_the_panel(plan: Plan, known: Known) -> Iterator[str]:
    planned, count = known.round["panel_size"], len(plan.counted)
    if plan.panel and not count:
        yield _("Only observers sit on it: nobody rates.")
    elif count < planned:
        yield ngettext(
            "Planned for %(planned)d person, and has %(count)d.",
            "Planned for %(planned)d people, and has %(count)d.",
            planned,
        ) % {"planned": planned, "count": count}
    if count and not any(sitter.part == CHAIR for sitter in plan.panel):
        yield _("Nobody chairs it.")
    same = known.document["settings"].get("same_panel")
    if same and known.earlier and count and plan.counted != frozenset(known.earlier):
        yield _("The kit wants the same panel for everybody; before it was %(people)s.") % {
            "people": ", ".join(sorted(known.earlier.values()))
        }


def _of_coverage(plan: Plan, known: Known) -> Iterator[str]:
    if not plan.counted:
        return
    names = {row["key"]: row["name"] for row in known.document["competencies"]}
    filled = {sitter.seat for sitter in plan.panel if sitter.counts}
    askers: dict[str, set[int | None]] = {}
    for row in known.round["questions"]:
        if row["scored"]:
            askers.setdefault(row["competency"], set()).add(row.get("asker"))
    unasked = [slug for slug, seats in askers.items() if None not in seats and not seats & filled]
    if unasked:
        yield _(
            "Nobody asks about %(competencies)s: those questions are for a seat left empty."
        ) % {"competencies": ", ".join(names[slug] for slug in unasked)}
    rounds = dict(known.seen.get(plan.candidate, {}))
    rounds[known.round_key] = rounds.get(known.round_key, frozenset()) | plan.counted
    here = {names[slug] for slug in askers if slug not in unasked}
    if thin := [name for name in thinly_seen(rated_in(known.document), rounds) if name in here]:
        yield _("Fewer than two people see %(competencies)s over all rounds.") % {
            "competencies": ", ".join(thin)
        }
