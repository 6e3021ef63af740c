"""The rule on who sees which scorecard, said a second time and as simply as can be, over a plain
model of one candidate. It shares no code with `scorecards.visibility`: where the two differ, one of
them is wrong."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Card:
    """Named by the key of its row. `enough` is what held when it was submitted: half of the
    questions rated, and a recommendation."""

    pk: int
    submitted_at: datetime | None = None
    enough: bool = True
    words: str = ""


@dataclass
class Place:
    """A seat of somebody. `ended_at` is None while they sit there."""

    pk: int
    who: str
    part: str
    ended_at: datetime | None = None
    card: Card | None = None

    @property
    def is_in(self):
        return self.card is not None and self.card.submitted_at is not None


@dataclass
class Talk:
    """An interview."""

    pk: int
    starts_at: datetime
    places: list[Place] = field(default_factory=list)
    cancelled_at: datetime | None = None
    missed: bool = False

    @property
    def is_off(self):
        return self.cancelled_at is not None or self.missed


@dataclass
class Glance:
    """That somebody opened the cards of these seats."""

    by: str
    at: datetime
    cards: set[int]
    totals_only: bool


@dataclass
class World:
    """One candidate of one opening."""

    now: datetime
    manager: str
    members: set[str]
    coordinators: set[str]
    superusers: set[str]
    guests: set[str]
    totals_only: bool = False
    talks: list[Talk] = field(default_factory=list)
    glances: list[Glance] = field(default_factory=list)

    def places(self):
        return [(talk, place) for talk in self.talks for place in talk.places]

    def counted(self):
        """Seats that count: of people who sit there as chair or member, where the interview is
        neither off nor was missed."""
        return [
            (talk, place)
            for talk, place in self.places()
            if place.ended_at is None and place.part in ("chair", "member") and not talk.is_off
        ]

    def missing(self, who=None, begun_only=False):
        """Counted seats without a submitted card."""
        return [
            place
            for talk, place in self.counted()
            if not place.is_in
            and who in (None, place.who)
            and not (begun_only and talk.starts_at > self.now)
        ]


OWN, STATES, OPEN, TOTALS, NOTHING = "own card", "states", "may open", "may open totals", "404"


def sees(world, who):
    """The right of somebody, by the table, from the top."""
    if who in world.guests:
        return OWN
    if world.missing(who):
        return STATES
    if left_too_late(world, who) or submitted_too_little(world, who):
        return STATES
    if observes(world, who):
        return STATES if world.missing() else OPEN
    if any(place.who == who for _talk, place in world.counted()):
        return OPEN
    is_coordinator = who in world.members and who in world.coordinators
    runs = who == world.manager or (who in world.members and not is_coordinator)
    if runs and not world.missing(begun_only=True):
        if not world.totals_only:
            return OPEN
        people = {place.who for _talk, place in world.counted() if place.is_in}
        return TOTALS if not world.missing() and len(people) >= 2 else STATES
    if is_coordinator:
        return STATES
    if who in world.superusers:
        return OPEN
    return STATES if runs else NOTHING


def needs_reason(world, who):
    """Whether it is as a superuser that somebody may open the cards."""
    if sees(world, who) != OPEN or who not in world.superusers:
        return False
    sits = observes(world, who) or any(place.who == who for _talk, place in world.counted())
    runs = who == world.manager or (who in world.members and who not in world.coordinators)
    return not sits and not (runs and not world.missing(begun_only=True))


def left_too_late(world, who):
    """A seat ended after its interview began, or after typing anything."""
    for talk, place in world.places():
        if place.who != who or place.ended_at is None:
            continue
        never_began = talk.cancelled_at is not None and talk.cancelled_at <= talk.starts_at
        if place.card is not None or (talk.starts_at <= place.ended_at and not never_began):
            return True
    return False


def submitted_too_little(world, who):
    return any(
        place.is_in and not place.card.enough for _talk, place in world.places() if place.who == who
    )


def observes(world, who):
    return any(
        place.who == who and place.part == "observer" and place.ended_at is None
        for talk, place in world.places()
        if not talk.is_off
    )


def to_open(world, who):
    """The cards that opening shows: counted and submitted, of others."""
    return {place.card.pk for _talk, place in world.counted() if place.is_in and place.who != who}


def shown(world, who):
    """The cards of others that somebody sees: opened once, still counted, and the right still
    there."""
    if sees(world, who) != OPEN:
        return set()
    opened = set()
    for glance in world.glances:
        if glance.by == who and not glance.totals_only:
            opened |= glance.cards
    return opened & to_open(world, who)


def totalled(world, who):
    """The cards behind the figures that somebody sees."""
    right = sees(world, who)
    own_looks = [glance for glance in world.glances if glance.by == who]
    if right not in (OPEN, TOTALS) or not own_looks:
        return set()
    own = {place.card.pk for _t, place in world.counted() if place.is_in and place.who == who}
    if right == OPEN:
        return shown(world, who) | own
    opened = set().union(*(glance.cards for glance in own_looks))
    everything = to_open(world, who)
    return everything | own if everything <= opened else set()


def may_reopen(world, talk, place):
    """Nobody has looked at the card, and its author at nothing."""
    if not place.is_in or place.ended_at is not None or talk.is_off:
        return False
    return not any(
        glance.by == place.who or place.card.pk in glance.cards for glance in world.glances
    )


def is_not_blind(world, place):
    """The author had looked before the card was in."""
    submitted_at = place.card.submitted_at if place.card else None
    return any(
        glance.by == place.who and (submitted_at is None or glance.at < submitted_at)
        for glance in world.glances
    )
