"""What could be asked in the place of a chosen question."""

from dataclasses import replace

import pytest

from interviews.assembly import (
    Competency,
    Problem,
    Question,
    Round,
    alternatives,
    assemble,
    broken_rules,
    objective_of,
    rank,
)
from tests.interviews.assembly_problems import large_problem


def question(slug, competency="a", type_="behavioural", minutes=6, **kwargs):
    return Question(slug, competency, type_, minutes, **kwargs)


PROBLEM = Problem(
    competencies=(Competency("a", "A", 3, essential=True), Competency("b", "B", 1)),
    rounds=(
        Round("screen", "Screen", 22, 2, 2, raters=1),
        Round("panel", "Panel", 30, 3, 3, raters=2),
    ),
    questions=(
        question("a1"),
        question("a2", askings=5),
        question("b1", "b"),
        question("b2", "b", "technical", askings=9),
        question("b3", "b", "situational"),
    ),
)
KIT = {"screen": ("a1", "b1"), "panel": ("a2", "b2", "b3")}


def found(*more, kit=KIT, slug="a1", **kwargs):
    problem = replace(PROBLEM, questions=(*PROBLEM.questions, *more), **kwargs)
    return alternatives(problem, kit, slug)


def test_where_nothing_else_is_there():
    assert found() == []


def test_it_says_what_a_question_would_change():
    [one] = found(question("a3", type_="situational", minutes=8, askings=3))

    assert one.slug == "a3"
    assert one.before == (3 * 3 + 3, 1 + 3, 5, 6)
    assert one.after == (3 * 3 + 3, 2 + 3, 5, 6)
    assert one.same_competency
    assert one.new_type
    assert one.least_asked
    assert one.asked_less == -3
    assert one.fits_better == 2
    assert one.mends == ()


def test_the_best_come_first_then_those_of_the_same_competency_then_by_slug():
    slugs = [
        one.slug
        for one in found(
            question("z-new", type_="technical"),
            question("y-seldom"),
            question("x-often", askings=2),
            question("c-twin"),
            question("b-twin"),
            question("0-other", "b"),
        )
    ]

    assert slugs == ["z-new", "b-twin", "c-twin", "y-seldom", "x-often"]


def test_an_other_competency_may_do_after_the_same_one():
    more = (question("a9"), question("0-other", "b"))

    assert [one.slug for one in found(*more, kit=KIT, slug="b1")] == ["0-other", "a9"]
    assert not found(*more, slug="b1")[1].same_competency


def test_none_that_the_round_does_not_take_or_has_no_room_for():
    screen, panel = PROBLEM.rounds
    more = (
        question("too-long", minutes=13),
        question("play", type_="role_play"),
        question("elsewhere", "c"),
        question("out"),
        question("technical", type_="technical"),
        question("fits", minutes=12),
    )
    rounds = (replace(screen, types=frozenset({"behavioural"})), panel)

    stand_ins = found(*more, rounds=rounds, excluded=frozenset({"out"}))

    assert [one.slug for one in stand_ins] == ["fits"]


def test_none_that_would_break_a_rule():
    """Were the only other question about an essential competency to go."""
    more = (question("b4", "b"), question("warm", None, "background", 3, scored=False))

    assert found(*more) == []


def test_a_locked_question_can_be_swapped_others_stay():
    more = (question("a3"),)

    assert [one.slug for one in found(*more, locked={"a1": "screen", "b1": "screen"})] == ["a3"]


def test_those_that_mend_a_broken_rule_come_first():
    kit = {"screen": ("a1",), "panel": ("a2", "b2", "b3")}
    more = (
        question("0-better", type_="situational"),
        question("1-longer", type_="behavioural", minutes=12),
    )

    first, second = found(*more, kit=kit)

    assert (first.slug, second.slug) == ("1-longer", "0-better")
    assert [each.rule for each in first.mends] == ["minutes"]
    assert second.mends == ()


def test_what_is_too_long_already_gets_no_longer():
    kit = {"screen": ("a1", "b1", "b3"), "panel": ("a2", "b9")}
    screen, panel = PROBLEM.rounds
    rounds = (replace(screen, minutes=20), panel)
    more = (
        question("b9", "b", "technical", minutes=7),
        question("longer", minutes=7),
        question("same"),
        question("shorter", minutes=5),
    )

    shorter, same = found(*more, kit=kit, rounds=rounds)

    assert (shorter.slug, same.slug) == ("shorter", "same")
    assert [each.rule for each in shorter.mends] == ["slot"]
    assert shorter.fits_better == 1


@pytest.mark.parametrize("seed", range(2))
def test_swapping_does_what_is_said(seed):
    problem = large_problem(seed, questions=400, competencies=5, rounds=3)
    kit = assemble(problem, seconds=60).placement
    assert kit

    for key, slugs in kit.items():
        for slug in slugs:
            offered = alternatives(problem, kit, slug)
            unlocked = {other: at for other, at in problem.locked.items() if other != slug}
            free = replace(problem, locked=unlocked)
            ranks = [rank(one.after) for one in offered]
            assert ranks == sorted(ranks)
            assert len(offered) <= 8
            for one in offered:
                swapped = kit | {key: tuple(one.slug if s == slug else s for s in slugs)}
                assert broken_rules(free, swapped) == ()
                assert objective_of(free, swapped) == one.after
                assert one.before == objective_of(problem, kit)
