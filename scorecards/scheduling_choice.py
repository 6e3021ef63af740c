"""Who is to be scheduled for a round: candidates with what is known of them there, in states."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from interviews.models import Candidate, Opening
from scorecards.board.facts import Person, go_aheads_of, meetings_of
from scorecards.board.rows import next_round


@dataclass(frozen=True)
class Choice:
    """A candidate who may be ticked. `has_one` where an interview of this round stands."""

    candidate: Candidate
    words: str
    has_one: bool
    is_next: bool


@dataclass(frozen=True)
class Choices:
    """Of the round with this key; `rounds` are pairs of a round and how many wait for it."""

    key: str
    rounds: tuple[tuple[dict, int], ...]
    waiting: tuple[Choice, ...]
    others: tuple[Choice, ...]

    @property
    def candidates(self) -> list[Candidate]:
        return [choice.candidate for choice in (*self.waiting, *self.others)]


def choices_for(opening: Opening, asked: str) -> Choices:
    """For the round asked for or, without one, the first in which something is to do. Three
    queries."""
    candidates = list(opening.candidates.current().order_by("number"))
    people = [_person(candidate) for candidate in candidates]
    goes_on, meetings = go_aheads_of(opening), meetings_of(people)
    by_candidate = {
        pk: [meeting for meeting in meetings[pk] if meeting.is_standing]
        for pk in (person.pk for person in people)
    }
    scheduled = {(pk, meeting.round_key) for pk, each in by_candidate.items() for meeting in each}
    order = list(opening.revision.rounds_by_key)
    comes_next = {person.pk: next_round(person, scheduled, goes_on, order) for person in people}
    waiting = list(comes_next.values())
    key = asked if asked in order else _first(order, waiting, by_candidate.values())
    before = order[order.index(key) - 1] if key != order[0] else ""
    choices = [
        _choice(opening, candidate, key, before, by_candidate[candidate.pk], goes_on, comes_next)
        for candidate in candidates
    ]
    return Choices(
        key=key,
        rounds=tuple(
            (round_, waiting.count(round_["key"]))
            for round_ in opening.revision.rounds_by_key.values()
        ),
        waiting=tuple(
            sorted((one for one in choices if not one.has_one), key=lambda one: not one.is_next)
        ),
        others=tuple(one for one in choices if one.has_one),
    )


def _first(order, waiting, scheduled) -> str:
    """The first round that somebody waits for, else that somebody has no interview in."""
    for key in order:
        if key in waiting:
            return key
    for key in order:
        if any(key not in {meeting.round_key for meeting in each} for each in scheduled):
            return key
    return order[0]


def _person(candidate: Candidate) -> Person:
    return Person(*(getattr(candidate, name) for name in Person._fields))


def _choice(opening, candidate, key, before, meetings, goes_on, comes_next) -> Choice:
    here = [meeting for meeting in meetings if meeting.round_key == key]
    names = {key: round_["name"] for key, round_ in opening.revision.rounds_by_key.items()}
    if here:
        days = [date_format(timezone.localdate(meeting.starts_at), "D j M Y") for meeting in here]
        words = _("has an interview on %(day)s") % {"day": ", ".join(days)}
    elif before and (candidate.pk, before) in goes_on:
        words = _("goes on from %(round)s") % {"round": names[before]}
    elif before:
        words = _("no go-ahead from %(round)s yet") % {"round": names[before]}
    else:
        words = ""
    return Choice(candidate, words, bool(here), comes_next[candidate.pk] == key)
