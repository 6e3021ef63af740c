"""Worlds after looking: whoever opened cards sees those and no others, and nobody's private notes.
Where the viewer may see what was changed, the worlds differ, and on the listed addresses alone."""

import pytest
from django.db.models import Case, Value, When

from scorecards.models import Rating
from scorecards.visibility import open_cards
from tests.worlds import changes
from tests.worlds.addresses import ABOUT_CARDS, requests_of
from tests.worlds.answers import ask, undone
from tests.worlds.comparing import answers_to, told_apart

# Whose cards are shown to whom, by candidate, once all have opened what they may.
SHOWN = {
    "ana": {"A2": ("gus", "fay", "noa"), "A3": ("ben", "gia"), "A4": ("ben",)},
    "olga": {"A3": ("ana", "ben", "gia")},  # an observer
    "max": {"A3": ("ana", "ben", "gia")},
    "hana": {"A3": ("ana", "ben", "gia"), "B1": ()},  # of B1 the total alone
    "root": {"A3": ("ana", "ben", "gia"), "B1": ("ana", "ben")},
}
REFUSED = {  # everybody to whom nothing of a candidate opens
    "A2": ("ben", "olga", "dan", "fay", "noa", "sue", "hana", "max", "cora", "libby", "zoe"),
    "A3": ("cora", "libby", "zoe"),
    "A4": ("ben", "nia", "cora", "libby", "zoe"),
    "B1": ("cora", "libby", "zoe"),
    "B2": ("ben", "hana", "max", "cora", "libby", "zoe"),
}
NOTHING_IN = "A1"


@pytest.fixture
def opened(world):
    for name, shown in SHOWN.items():
        for where in shown:
            open_cards(world.people[name], world.candidates[where], reason="A complaint.")
    return world


WHERE_OTHERS_SHOW = {
    f"scorecards:{name}"
    for name in (*ABOUT_CARDS, "home", "opening_detail", "interview_detail", "card", "card_state")
}


def asked_by(world, viewer):
    return [one for one in requests_of(world, viewer) if one.name in WHERE_OTHERS_SHOW]


def cards_at(world, where, authors):
    """The keys of the cards of these people for one candidate, of all rounds."""
    return {
        card.pk
        for (place, author), card in world.cards.items()
        if place[:2] == where and author in authors
    }


def hidden_from(world, viewer):
    shown = (cards_at(world, where, authors) for where, authors in SHOWN[viewer].items())
    return world.cards_of_others(viewer).difference(*shown)


def of_b1(world):
    return cards_at(world, "B1", ("ana", "ben"))


@pytest.mark.parametrize("viewer", SHOWN)
def test_what_one_did_not_open_stays_hidden(opened, viewer):
    client, hidden = opened.client_of(viewer), hidden_from(opened, viewer)
    if viewer == "hana":  # whose total is made of these
        hidden -= of_b1(opened)
    answers = answers_to(client, asked_by(opened, viewer), acting=False)

    def all_that_is_hidden(others):
        changes.private_notes(others)
        changes.everything(hidden)

    others = opened.cards_of_others(viewer)
    assert not told_apart(client, answers, all_that_is_hidden, others)


def swapped_numbers(cards):
    """In each round, each of two raters gave what the other did: every mean is the same."""
    rated = {}
    for row in Rating.objects.filter(scorecard__in=cards).order_by("scorecard"):
        rated.setdefault(row.question_key, []).append(row)
    cases = [
        When(pk=row.pk, then=Value(other.number))
        for one, another in rated.values()
        for row, other in ((one, another), (another, one))
    ]
    number = Case(*cases, output_field=Rating._meta.get_field("number"))
    Rating.objects.filter(scorecard__in=cards).update(number=number)


@pytest.mark.parametrize(
    "change",
    [swapped_numbers, changes.evidence, changes.recommendations, changes.summaries],
)
def test_totals_tell_nothing_of_a_single_card(opened, change):
    client = opened.client_of("hana")
    answers = answers_to(client, asked_by(opened, "hana"), acting=False)

    assert not told_apart(client, answers, change, of_b1(opened))


@pytest.mark.parametrize("where", REFUSED)
def test_nothing_opens_for_those_who_may_not(world, where):
    page = f"/openings/{world.candidates[where].opening.reference}/candidates/{where[1]}/"
    for viewer in (*REFUSED[where], "gus", "nobody"):
        client = world.client_of(viewer)
        answer = client.post(f"{page}open-scorecards/", {"reason": "I want to know."})
        assert answer.status_code in (404, 422) or answer.url.startswith(("/login", "/scorecards"))
        assert not world.candidates[where].looks.exists(), viewer


OWN_CARD = {"card", "card_state"}
OF_CANDIDATE = {"candidate_detail"}
CONTROLS = {
    # who looks: (what is changed, whose card of which candidate, on which addresses it shows)
    "ben": [(change, ("A2", "ben"), OWN_CARD) for change in changes.EACH],
    "gus": [
        (changes.numbers, ("A2", "gus"), OWN_CARD),
        (changes.private_notes, ("A2", "gus"), OWN_CARD),
    ],
    "ana": [
        (changes.evidence, ("A2", "ana"), OWN_CARD | OF_CANDIDATE),
        *[(change, ("A3", "ben"), OF_CANDIDATE) for change in changes.EACH],
        (changes.amendments, ("A3", "ben"), OF_CANDIDATE),
        (changes.numbers, ("A2", "gus"), OF_CANDIDATE),
    ],
    "olga": [(changes.evidence, ("A3", "ben"), OF_CANDIDATE)],
    "max": [(changes.numbers, ("A3", "ana"), OF_CANDIDATE)],
    "hana": [
        (changes.recommendations, ("A3", "gia"), OF_CANDIDATE),
        (changes.numbers, ("B1", "ben"), OF_CANDIDATE),  # by the total
    ],
    "root": [(changes.evidence, ("B1", "ben"), OF_CANDIDATE)],
}


@pytest.mark.parametrize("viewer", CONTROLS)
def test_whoever_may_see_it_sees_it_there_and_nowhere_else(opened, viewer):
    client = opened.client_of(viewer)
    requests = [one for one in asked_by(opened, viewer) if one.method == "get"]
    before = {request: ask(client, request) for request in requests}
    for change, card, shows in CONTROLS[viewer]:
        with undone():
            change([opened.cards[card].pk])
            seen = {one for one in requests if before[one].body != ask(client, one).body}
        assert {one.name.partition(":")[2] for one in seen} == shows, (change.__name__, card)
