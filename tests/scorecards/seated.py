"""Seats whose people have declared everything, and what they write."""

from scorecards.card.entries import Entry
from scorecards.models import Scorecard
from tests import factories


def seat_of(interview, user):
    """The seat of this person, fetched as a page fetches it; everything is declared."""
    seat = interview.panelists.get(user=user)
    if not seat.declarations.exists():
        factories.DeclarationFactory(panelist=seat)
    return type(seat).objects.with_interview().get(pk=seat.pk)


def keys_of(seat):
    """The keys of the questions of the round, in the order of asking."""
    return [question.key for question in seat.interview.round.questions]


def whole(seat, number="4", recommendation="yes"):
    """Values that make a whole card, by name."""
    values = {"strengths": "Listens.", "recommendation": recommendation}
    for key in keys_of(seat):
        values |= {f"evidence-{key}": "Named the figures.", f"rating-{key}": number}
    return values


def entries(values, version=0):
    return [Entry(name, value, version) for name, value in values.items()]


def filled_card(seat, **changes):
    """A whole card that is not submitted."""
    card = Scorecard.begin(seat)
    card.write_all(entries(whole(seat) | changes))
    return card


def submitted_card(seat):
    card = filled_card(seat)
    card.submit()
    return card


def posted(values, version=0):
    """What the form of a browser without scripts says of these fields."""
    data = {}
    for name, value in values.items():
        data[f"version-{name}"] = str(version)
        ticks = name.startswith(("follow-up-", "indicator-", "red-flag-"))
        data[name] = value.split(",") if ticks else value
    return data


def stored(card):
    """What is not empty on this card, by name."""
    card = Scorecard.objects.of_seat(card.seat)
    return {name: entry.value for name, entry in card.entries().items() if entry.value}
