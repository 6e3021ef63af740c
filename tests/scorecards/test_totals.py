"""Competency scores and totals."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.totals import Given, Weighed, of_scale, rounded, tally


def weighed(*weights, essential=()):
    return [
        Weighed(f"c{n}", f"Competency {n}", weight, n in essential)
        for n, weight in enumerate(weights)
    ]


def numbers(rater, competency, *values):
    return [Given(rater, competency, value) for value in values]


def test_the_worked_example_of_the_weighted_score():
    """Weights 20 20 15 15 10 10 10, means 4, 3.5, 3, none, 5, 4, 4."""
    given_ = [
        *numbers("ana", "c0", 4),
        *numbers("ana", "c1", 3),
        *numbers("ben", "c1", 4),
        *numbers("ana", "c2", 3),
        *numbers("ana", "c4", 5),
        *numbers("ana", "c5", 4),
        *numbers("ana", "c6", 4),
    ]

    result = tally(weighed(20, 20, 15, 15, 10, 10, 10), given_)

    assert result.total == Fraction(325, 85)
    assert rounded(result.total, 6) == Decimal("3.823529")
    assert result.coverage == Fraction(85, 100)
    assert rounded(of_scale(result.total, 1, 5) * 100, 2) == Decimal("70.59")
    assert (result.counted, result.raters) == (6, 2)


def test_raters_weigh_the_same_however_many_questions_they_asked():
    result = tally(weighed(1), numbers("ana", "c0", 5, 5, 5) + numbers("ben", "c0", 1))

    assert result.scores[0].value == 3
    assert result.scores[0].by_rater["ana"].numbers == 3


def test_questions_of_one_person_are_pooled_over_rounds():
    first, second = numbers("ana", "c0", 2), numbers("ana", "c0", 5)

    result = tally(weighed(1), first + second + numbers("ben", "c0", 5))

    assert result.scores[0].value == Fraction(17, 4)
    assert result.scores[0].raters == 2


def test_more_questions_of_a_competency_do_not_change_its_weight():
    few = tally(weighed(1, 1), numbers("ana", "c0", 4) + numbers("ana", "c1", 2))
    many = tally(weighed(1, 1), numbers("ana", "c0", 4) + numbers("ana", "c1", 2, 2, 2, 2))

    assert few.total == many.total == 3


def test_the_total_is_given_at_exactly_80_percent_and_withheld_below():
    at = tally(weighed(80, 20), numbers("ana", "c0", 4))
    below = tally(weighed(79, 21), numbers("ana", "c0", 4))

    assert (at.total, at.too_little) == (4, False)
    assert (below.total, below.too_little) == (None, True)
    assert below.coverage == Fraction(79, 100)


def test_the_total_is_withheld_without_an_essential_competency():
    result = tally(weighed(90, 10, essential=[1]), numbers("ana", "c0", 4))

    assert result.total is None
    assert [one.key for one in result.missing] == ["c1"]
    assert not result.too_little


def test_nothing_rated_has_no_scores_and_no_total():
    result = tally(weighed(1, 1), [])

    assert [score.value for score in result.scores] == [None, None]
    assert (result.total, result.coverage, result.raters) == (None, 0, 0)


def test_numbers_for_competencies_the_kit_does_not_weigh_are_left_out():
    result = tally(weighed(1), numbers("ana", "c0", 4) + numbers("ben", "other", 1))

    assert (result.total, result.raters) == (4, 1)


def test_weights_that_sum_to_nothing_are_refused():
    with pytest.raises(ValueError, match="sum to nothing"):
        tally([], [])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(5, 2), "3"),
        (Fraction(7, 2), "4"),
        (Fraction(2499, 1000), "2"),
        (Fraction(0), "0"),
    ],
)
def test_figures_are_rounded_half_up(value, shown):
    assert rounded(value, 0) == Decimal(shown)


def test_halves_are_told_apart_from_what_only_looks_like_them():
    assert rounded(Fraction(3825, 1000), 2) == Decimal("3.83")
    assert rounded(Fraction(3824999, 1000000), 2) == Decimal("3.82")


answers = st.lists(
    st.builds(
        Given,
        st.sampled_from(["ana", "ben", "cleo"]),
        st.sampled_from(["c0", "c1", "c2"]),
        st.integers(1, 5),
    )
)


@given(answers)
def test_a_total_lies_between_the_lowest_and_highest_number(given_):
    result = tally(weighed(5, 3, 2), given_)

    if result.total is not None:
        values = [one.number for one in given_]
        assert min(values) <= result.total <= max(values)


@given(answers, st.randoms())
def test_the_order_of_answers_changes_nothing(given_, random):
    shuffled = list(given_)
    random.shuffle(shuffled)

    assert tally(weighed(5, 3, 2), shuffled).total == tally(weighed(5, 3, 2), given_).total
