"""What somebody can see of a candidate, and why: the rule, evaluated for a reader who may not know
all that it rests on. Whether a card is thin is a matter of what it says: where the reader has not
opened it, the answer stays open between two lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from interviews.models import Candidate, Panelist
from scorecards.models import Look, Scorecard
from scorecards.sight.situations import Seat, Situation, situation_of_guest, situations_of
from scorecards.visibility import MAY_SEE, Line, Standing, decide, shown_to


@dataclass(frozen=True)
class Explained:
    """What decides for one person. There are two `standings` where it depends on what they wrote
    and the reader may not know that. `facts` are in words."""

    name: str
    standings: tuple[Standing, ...]
    facts: tuple[str, ...]


def table_of(explained: Explained | None) -> list[tuple[Line, str, bool]]:
    """Every line of the rule, what it gives, and whether it decides here."""
    deciding = {standing.line for standing in explained.standings} if explained else set()
    return [(line, MAY_SEE[line], line in deciding) for line in Line]


def people_around(candidate: Candidate) -> list[tuple[str, list[tuple[str, str]]]]:
    """Whom one may ask about, in groups of (key, name): who takes part here, and everybody else."""
    seats = Panelist.objects.filter(interview__candidate=candidate).select_related("user")
    here = {f"user-{seat.user_id}": seat.name for seat in seats if seat.user_id}
    opening = candidate.opening
    for user in [opening.hiring_manager, *opening.members.all()]:
        here[f"user-{user.pk}"] = _name(user)
    others = {f"user-{user.pk}": _name(user) for user in User.objects.filter(is_active=True)}
    guests = {f"guest-{seat.pk}": seat.name for seat in seats if seat.is_guest}
    groups = [
        (_("They take part here"), here),
        (_("Guests"), guests),
        (_("Everybody else"), {key: name for key, name in others.items() if key not in here}),
    ]
    return [
        (words, sorted(people.items(), key=lambda row: row[1].casefold()))
        for words, people in groups
        if people
    ]


def explanation(reader, key: str, candidate: Candidate) -> Explained | None:
    """For a person by their key of `people_around`; None where there is nobody with that key."""
    kind, _dash, number = key.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    if kind == "user":
        user = User.objects.filter(pk=number).first()
        return user and _of_user(reader, user, candidate)
    seats = Panelist.objects.filter(interview__candidate=candidate, user=None, pk=number)
    seat = seats.select_related("interview__candidate").first() if kind == "guest" else None
    return seat and _of_guest(reader, seat)


def _of_user(reader, person: User, candidate: Candidate) -> Explained:
    readable = None if person == reader else _readable(reader, candidate)
    situation = situations_of(person, [candidate], readable)[candidate.pk]
    looks = Look.objects.by(person).at(candidate)
    facts = (*_facts(situation), *_looks_in_words(looks))
    return Explained(_name(person), _standings(situation), facts)


def _of_guest(reader, seat: Panelist) -> Explained:
    readable = _readable(reader, seat.interview.candidate)
    situation = situation_of_guest(seat, readable)
    return Explained(seat.name, _standings(situation), tuple(_facts(situation)))


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()


def _readable(reader, candidate: Candidate) -> set[int]:
    """The keys of the cards whose content the reader may know."""
    own = Scorecard.objects.for_candidate(candidate).by(reader)
    return {card.pk for card in own} | {card.pk for card in shown_to(reader, candidate)}


def _standings(situation: Situation) -> tuple[Standing, ...]:
    either = (_supposing(situation, is_thin) for is_thin in (False, True))
    return tuple(dict.fromkeys(decide(supposed) for supposed in either))


def _supposing(situation: Situation, is_thin: bool) -> Situation:
    seats = (
        replace(seat, is_thin=is_thin) if seat.is_thin is None else seat for seat in situation.seats
    )
    return replace(situation, seats=tuple(seats))


def _facts(situation: Situation) -> Iterable[str]:
    yield from _seats_in_words(situation)
    if situation.is_manager:
        yield _("Is the hiring manager of this opening.")
    if situation.is_member:
        yield _("Was added to this opening.")
    if situation.is_coordinator:
        yield _("Belongs to the coordinators.")
    if situation.is_superuser:
        yield _("Is a superuser.")
    if situation.totals_only:
        yield _("The opening shows its hiring manager totals only.")
    counted = [seat for seat in situation.seats if seat.counts]
    yield _("%(in)d of %(all)d scorecards that count are in.") % {
        "in": sum(seat.is_in for seat in counted),
        "all": len(counted),
    }
    if not situation.all_begun_in:
        yield _("A scorecard of an interview that has begun is missing.")


def _seats_in_words(situation: Situation) -> Iterable[str]:
    rows = Panelist.objects.select_related("interview__revision").in_bulk(
        [seat.pk for seat in situation.own]
    )
    if not rows:
        yield _("Has no seat in an interview of this candidate.")
    for seat in situation.own:
        yield _("%(round)s, %(part)s: %(state)s.") % {
            "round": rows[seat.pk].interview.round_name,
            "part": rows[seat.pk].get_part_display().lower(),
            "state": _state(seat),
        }


def _state(seat: Seat) -> str:
    if not seat.is_live:
        if seat.card:
            return _("left the panel after writing")
        if seat.begun:
            return _("left the panel after the interview had begun")
        return _("left the panel before the interview began")
    if not seat.is_standing:
        return _("the interview was not held")
    if not seat.is_in:
        return _("the scorecard is not in")
    if seat.is_thin is None:
        return _("the scorecard is in; you have not opened it, so what it says is not known here")
    if seat.is_thin:
        return _("the scorecard is in, with too few ratings or without a recommendation")
    return _("the scorecard is in")


def _looks_in_words(looks: Iterable[Look]) -> list[str]:
    return [
        _("Opened the total.") if look.totals_only else _("Opened the scorecards.")
        for look in looks
    ]
