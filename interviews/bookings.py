"""What the database knows when interviews are planned, as `scheduling.Known`."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from interviews.models import (
    Candidate,
    Declaration,
    Interview,
    KitRevision,
    Opening,
    Panelist,
)
from interviews.scheduling import LONGEST_SLOT, Booking, Known, Plan, Sitter


def sitters_of(panelists: Iterable[Panelist]) -> tuple[Sitter, ...]:
    """Seats that were fetched with their users."""
    return tuple(Sitter(row.seat, row.person, row.name, row.part) for row in panelists)


def plan_of(interview: Interview) -> Plan:
    """An interview as it stands, fetched with its panel and revision."""
    return Plan(
        interview.candidate_id,
        interview.starts_there,
        interview.ends_there,
        sitters_of(interview.panel),
    )


def known_for(
    opening: Opening,
    revision: KitRevision,
    round_key: str,
    plans: Iterable[Plan],
    *,
    besides: Interview | None = None,
) -> Known:
    """What to weigh these plans by. `besides` is an interview that moves, and is left out. Five
    queries."""
    plans = list(plans)
    standing = Interview.objects.standing()
    if besides:
        standing = standing.exclude(pk=besides.pk)
    candidates = {plan.candidate for plan in plans}
    people = {sitter.person for plan in plans for sitter in plan.panel}
    return Known(
        document=revision.document,
        round_key=round_key,
        now=timezone.now(),
        bookings=tuple(_bookings(standing, plans, candidates, people)),
        conflicts=_conflicts(candidates, people),
        seen=_seen(standing, candidates),
        earlier=_earlier(standing, opening, round_key, candidates),
    )


def last_panel(opening: Opening, round_key: str) -> Interview | None:
    """The interview of this round that was arranged last, with its panel."""
    interviews = Interview.objects.for_opening(opening).standing().filter(round_key=round_key)
    return interviews.with_panel().order_by("-pk").first()


def _of(people: Iterable[int | str]) -> Q:
    users = [person for person in people if isinstance(person, int)]
    guests = Q(pk=None)
    for person in people:
        if isinstance(person, str):
            guests |= Q(guest_email__iexact=person)
    return Q(user__in=users) | guests


def _person(user: int | None, email: str) -> int | str:
    return user or email.lower()


def _bookings(standing, plans, candidates, people):
    """Standing interviews, in any opening, that may overlap one of the plans."""
    if not plans:
        return
    near = standing.filter(
        starts_at__gt=min(plan.starts_at for plan in plans) - LONGEST_SLOT,
        starts_at__lt=max(plan.ends_at for plan in plans),
    )
    busy = Panelist.objects.live().filter(_of(people), interview__in=near)
    rows = near.filter(Q(candidate__in=candidates) | Q(pk__in=busy.values("interview")))
    rows = list(rows.values_list("pk", "candidate", "starts_at", "revision", "round_key"))
    sitting: dict[int, set[int | str]] = defaultdict(set)
    for pk, user, email in busy.values_list("interview", "user", "guest_email"):
        sitting[pk].add(_person(user, email))
    revisions = KitRevision.objects.only("document").in_bulk({row[3] for row in rows})
    for pk, candidate, starts_at, revision, key in rows:
        minutes = revisions[revision].rounds_by_key[key]["minutes"]
        ends_at = starts_at + datetime.timedelta(minutes=minutes)
        yield Booking(candidate, starts_at, ends_at, frozenset(sitting[pk]))


def _conflicts(candidates, people) -> frozenset[tuple[int | str, int]]:
    """Declared towards these candidates, or towards the same person in another opening: one with
    the same e-mail address."""
    emails: dict[str, set[int]] = defaultdict(set)
    for pk, email in Candidate.objects.filter(pk__in=candidates).values_list("pk", "email"):
        if email:
            emails[email.lower()].add(pk)
    same = Q(panelist__interview__candidate__in=candidates)
    for email in emails:
        same |= Q(panelist__interview__candidate__email__iexact=email)
    declared = Declaration.objects.conflicts().filter(
        same, panelist__in=Panelist.objects.filter(_of(people))
    )
    found = set()
    for user, email, candidate, address in declared.values_list(
        "panelist__user",
        "panelist__guest_email",
        "panelist__interview__candidate",
        "panelist__interview__candidate__email",
    ):
        whom = {candidate} | emails.get(address.lower(), set())
        found |= {(_person(user, email), each) for each in whom}
    return frozenset(found)


def _seen(standing: QuerySet, candidates) -> dict[int, dict[str, frozenset[int | str]]]:
    """By candidate and round: chairs and members of their other interviews."""
    seats = (
        Panelist.objects.live()
        .counted()
        .filter(interview__in=standing.filter(candidate__in=candidates))
    )
    seen: dict[int, dict[str, frozenset[int | str]]] = defaultdict(dict)
    for candidate, key, user, email in seats.values_list(
        "interview__candidate", "interview__round_key", "user", "guest_email"
    ):
        before = seen[candidate].get(key, frozenset())
        seen[candidate][key] = before | {_person(user, email)}
    return seen


def _earlier(standing, opening, round_key, candidates) -> dict[int | str, str]:
    """Who rated in this round last, with another candidate of the opening."""
    others = standing.filter(candidate__opening=opening, round_key=round_key).exclude(
        candidate__in=candidates
    )
    last = others.order_by("-pk").values("pk")[:1]
    seats = Panelist.objects.live().counted().filter(interview__in=last).select_related("user")
    return {seat.person: seat.name for seat in seats}
