"""Each hard rule of a kit: what breaks it is noticed, and no kit that comes out does."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.assembly import (
    Broken,
    Competency,
    Problem,
    Question,
    Round,
    assemble,
    broken_rules,
)
from tests.interviews.assembly_problems import small_problem

BETTER = {"behavioural", "situational", "role_play", "technical"}


def question(slug, competency="a", type_="behavioural", minutes=6, **kwargs):
    return Question(slug, competency, type_, minutes, **kwargs)


QUESTIONS = (
    question("a1"),
    question("a2", type_="situational"),
    question("a3", type_="role_play"),
    question("b1", "b"),
    question("b2", "b", "technical"),
    question("b3", "b", "motivation"),
    question("b4", "b", "motivation"),
    question("warm", None, "background", 3, scored=False),
)
PROBLEM = Problem(
    competencies=(Competency("a", "A", 2, essential=True), Competency("b", "B", 1)),
    rounds=(
        Round("screen", "Screen", 20, 2, 2, raters=1),
        Round("panel", "Panel", 30, 3, 3, raters=2),
    ),
    questions=QUESTIONS,
)
KIT = {"screen": ("warm", "a1", "b1"), "panel": ("a2", "a3", "b2")}


def changed(**kwargs):
    return replace(PROBLEM, **kwargs)


def with_rounds(**kwargs):
    screen, panel = PROBLEM.rounds
    return changed(rounds=(replace(screen, **kwargs), panel))


def test_a_kit_that_keeps_all_rules():
    assert broken_rules(PROBLEM, KIT) == ()


@pytest.mark.parametrize(
    ("problem", "placement", "broken"),
    [
        (
            PROBLEM,
            KIT | {"screen": ("warm", "a1", "a2")},
            [Broken("twice", 1, round="panel", question="a2")],
        ),
        (with_rounds(minutes=18), KIT, [Broken("slot", 1, round="screen")]),
        (with_rounds(opening=3, closing=4), KIT, [Broken("slot", 2, round="screen")]),
        (
            PROBLEM,
            {"screen": ("warm", "b3"), "panel": ("a1", "b1", "b2", "b4")},
            [Broken("essential", 1, competency="a"), Broken("better_types", 1)],
        ),
        (
            PROBLEM,
            {"screen": ("a1", "b1"), "panel": ("a2", "a3")},
            [
                Broken("raters", 1, competency="b"),
                Broken("questions", 1),
                Broken("minutes", 6),
            ],
        ),
        (
            changed(competencies=(*PROBLEM.competencies, Competency("c", "C", 1))),
            KIT,
            [Broken("asked", 1, competency="c"), Broken("raters", 2, competency="c")],
        ),
        (
            PROBLEM,
            {"screen": ("warm", "a3", "b1"), "panel": ("a1", "a2", "b2")},
            [Broken("role_play", 1, round="screen", question="a3")],
        ),
        (
            with_rounds(types=frozenset({"background", "situational"})),
            KIT | {"screen": ("warm", "a1", "b1")},
            [
                Broken("types", 1, round="screen", question="a1"),
                Broken("types", 1, round="screen", question="b1"),
            ],
        ),
        (
            changed(excluded=frozenset({"b2"})),
            KIT,
            [Broken("excluded", 1, round="panel", question="b2")],
        ),
        (
            changed(locked={"b4": None, "b1": "screen", "a1": "panel"}),
            KIT,
            [Broken("locked", 1, question="b4"), Broken("locked", 1, "panel", question="a1")],
        ),
    ],
)
def test_it_notices_what_breaks_a_rule(problem, placement, broken):
    assert set(broken_rules(problem, placement)) == set(broken)


def test_it_counts_the_competencies_of_a_round():
    seven = tuple(question(f"q{number}", f"c{number}", minutes=5) for number in range(7))
    problem = Problem(
        competencies=tuple(Competency(f"c{number}", "", 1) for number in range(7)),
        rounds=(Round("panel", "Panel", 60, 5, 5, raters=2),),
        questions=seven,
    )

    assert broken_rules(problem, {"panel": tuple(one.slug for one in seven)}) == (
        Broken("six", 1, round="panel"),
    )


def test_a_locked_question_may_be_of_a_type_that_its_round_does_not_take():
    problem = replace(
        with_rounds(types=frozenset({"background", "situational"})),
        locked={"a1": None, "b1": "screen"},
    )

    assert broken_rules(problem, KIT) == ()


def test_a_role_play_with_one_panelist_can_be_allowed():
    placement = {"screen": ("warm", "a3", "b1"), "panel": ("a1", "a2", "b2")}

    assert broken_rules(with_rounds(solo_role_play=True), placement) == ()


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(10, 30), st.integers(2, 4))
def test_what_comes_out_keeps_every_rule(random: Random, questions, rounds):
    problem = small_problem(random, questions, rounds)

    result = assemble(problem, seconds=60)

    if not result.is_feasible:
        assert result.placement == {}
        assert result.reasons
        return
    asked = {
        round_: [problem.by_slug[slug] for slug in result.placement[round_.key]]
        for round_ in problem.rounds
    }
    chosen = [one for questions in asked.values() for one in questions]
    scored = [one for one in chosen if one.scored]
    slugs = [one.slug for one in chosen]
    assert len(slugs) == len(set(slugs)), "no question twice"
    assert len(scored) >= 5
    assert sum(one.minutes for one in chosen) >= 30
    assert 5 * sum(one.type in BETTER for one in scored) >= 4 * len(scored)
    assert set(problem.locked) <= set(slugs), "locked ones stay"
    assert not set(slugs) & (problem.excluded - set(problem.locked)), "excluded ones stay out"
    for round_, questions_here in asked.items():
        minutes = sum(one.minutes for one in questions_here)
        assert round_.opening + minutes + round_.closing <= round_.minutes
        assert len({one.competency for one in questions_here if one.scored}) <= 6
        for one in questions_here:
            assert problem.locked.get(one.slug) in (None, round_.key), "locked in its round"
            assert one.slug in problem.locked or not round_.types or one.type in round_.types
            assert one.type != "role_play" or round_.raters >= 2 or round_.solo_role_play
    for competency in problem.competencies:
        about = [one for one in scored if one.competency == competency.slug]
        assert len(about) >= (2 if competency.essential else 1)
        rounds_about = [r for r, here in asked.items() if any(one in about for one in here)]
        assert sum(round_.raters for round_ in rounds_about) >= 2
    assert broken_rules(problem, result.placement) == ()
