"""A scorecard as others read it: everything but what is its author's alone."""

import pytest

from scorecards.card.view import view_of
from scorecards.models import Look, Scorecard, Summary
from tests.scorecards.seated import filled_card, keys_of, seat_of


@pytest.fixture
def seat(interview, ana):
    return seat_of(interview, ana)


def view(card, *, own=False):
    interview = card.seat.interview
    return view_of(
        interview.revision.as_document(), interview.round, card, card.ratings.all(),
        Summary.objects.get(scorecard=card), card.amendments.all(), own=own,
    )  # fmt: skip


def words_of(card):
    return [said.words for said in card.said]


def test_private_notes_are_there_for_the_author_alone(seat):
    card = filled_card(seat, notes="All mine.", **{f"notes-{keys_of(seat)[1]}": "Only mine."})

    assert {"All mine.", "Only mine."} <= set(words_of(view(card, own=True)))
    assert not {"All mine.", "Only mine."} & set(words_of(view(card)))
    assert view(card).notes is None
    assert [question.notes for question in view(card).questions] == [None] * 3


def test_values_are_words_in_the_order_of_asking(seat):
    first, second, _third = keys_of(seat)
    card = filled_card(seat, **{f"follow-up-{first}": "2", f"rating-{second}": "declined"})
    shown = view(card)
    assert [question.answer.words for question in shown.questions] == [
        "4 · Strong", "declined to answer", "4 · Strong",
    ]  # fmt: skip
    assert shown.questions[0].ticks[0].lines == ("What came of it?",)
    assert (shown.author, shown.part, shown.is_practice) == ("Ana Example", "chair", False)
    assert shown.recommendation.words == "Yes"
    assert not shown.is_amended


def test_amendments_stand_with_their_field(seat, hana):
    card = filled_card(seat)
    card.submit()
    Look.objects.create(by=hana, candidate=seat.interview.candidate).scorecards.add(card)
    card.amend(f"rating-{keys_of(seat)[0]}", "2", reason="Heard it again.")

    answer = view(Scorecard.objects.of_seat(seat)).questions[0].answer

    assert answer.words == "2 · Partly shown"
    change = answer.changes[0]
    assert (change.before, change.after, change.reason) == (
        "4 · Strong", "2 · Partly shown", "Heard it again.",
    )  # fmt: skip
    assert view(card).is_amended


def test_an_observer_s_is_practice(interview, zoe):
    from tests import factories

    factories.PanelistFactory(interview=interview, user=zoe, part="observer", seat=3)
    assert view(filled_card(seat_of(interview, zoe))).is_practice


def test_it_makes_no_query_of_its_own(seat, django_assert_num_queries):
    card = Scorecard.objects.select_related("panelist__user").get(pk=filled_card(seat).pk)
    document, round_ = seat.interview.revision.as_document(), seat.interview.round
    rows, summary = list(card.ratings.all()), Summary.objects.get()
    with django_assert_num_queries(0):
        view_of(document, round_, card, rows, summary, [], own=False)
