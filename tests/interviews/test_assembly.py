"""The best kit: what makes it the best, in which order it asks, and that it is always the same."""

from dataclasses import replace
from random import Random

import pytest

from interviews.assembly import (
    Competency,
    Problem,
    Question,
    Round,
    assemble,
    broken_rules,
    objective_of,
)
from interviews.best_kit.groups import groups_of, least_spare
from tests.interviews.assembly_problems import large_problem, small_problem


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
        question("a2", type_="situational"),
        question("a3", type_="role_play"),
        question("a4", type_="technical"),
        question("b1", "b"),
        question("b2", "b", "technical"),
        question("b3", "b", "situational"),
        question("warm", None, "background", 3, scored=False),
        question("why", "a", "motivation", 3, scored=False),
    ),
)


def all_of(result):
    return [slug for slugs in result.placement.values() for slug in slugs]


def test_it_finds_the_best_kit():
    """Three looks at each competency, three types of each, and no minute left."""
    result = assemble(PROBLEM)

    assert result.is_feasible
    assert result.proven
    assert result.objective == (3 * 3 + 1 * 3, 6, 0, 0)
    assert broken_rules(PROBLEM, result.placement) == ()
    assert objective_of(PROBLEM, result.placement) == result.objective
    assert 0 < result.seconds < 5


def test_warm_ups_come_first_then_one_competency_after_the_other():
    problem = replace(
        PROBLEM,
        locked=dict.fromkeys(("warm", "why", "b1", "a3", "a2", "a1"), "panel"),
        rounds=(PROBLEM.rounds[0], replace(PROBLEM.rounds[1], minutes=36)),
    )

    result = assemble(problem)

    assert result.placement["panel"] == ("warm", "why", "a1", "a2", "a3", "b1")


def test_looks_at_a_heavy_competency_come_before_those_at_a_light_one():
    """Either is asked about in the panel; there is time in the screen for one."""
    problem = replace(PROBLEM, rounds=(replace(PROBLEM.rounds[0], minutes=10), PROBLEM.rounds[1]))
    problem = replace(
        problem, rounds=(problem.rounds[0], replace(problem.rounds[1], minutes=6 + 24))
    )

    heavy_a = assemble(problem)
    heavy_b = assemble(
        replace(
            problem,
            competencies=(replace(problem.competencies[0], weight=1), Competency("b", "B", 3)),
        )
    )

    assert [problem.by_slug[slug].competency for slug in heavy_a.placement["screen"]] == ["a"]
    assert [problem.by_slug[slug].competency for slug in heavy_b.placement["screen"]] == ["b"]


def test_it_takes_the_question_asked_least():
    often = replace(PROBLEM.by_slug["b1"], askings=4)
    twin = replace(often, slug="b1-less-often", askings=1)
    rest = tuple(one for one in PROBLEM.questions if one.slug != "b1")

    result = assemble(replace(PROBLEM, questions=(*rest, often, twin)))

    assert "b1-less-often" in all_of(result)
    assert "b1" not in all_of(result)
    assert result.objective[2] == 0


def test_ties_go_to_the_first_slug():
    twins = tuple(replace(one, slug=f"0-{one.slug}") for one in PROBLEM.questions)

    result = assemble(replace(PROBLEM, questions=(*PROBLEM.questions, *twins)))

    chosen = all_of(result)
    assert all(slug.startswith("0-") or f"0-{slug}" in chosen for slug in chosen)


@pytest.mark.parametrize(("shorter", "longer"), [("a1", "a2"), ("a2", "a1")])
def test_an_earlier_slug_may_take_a_little_longer_or_less_long(shorter, longer):
    """Where another round has ten minutes left, one more or less changes nothing."""
    screen, panel = PROBLEM.rounds
    panel = replace(panel, types=frozenset({"technical"}))
    problem = Problem(
        competencies=(Competency("a", "A", 1), Competency("b", "B", 1)),
        rounds=(replace(screen, minutes=26, raters=2), replace(panel, minutes=28)),
        questions=(
            question(longer, minutes=8),
            question(shorter, minutes=7),
            question("a3", type_="technical", minutes=8),
            question("b1", "b", minutes=6),
            question("b2", "b", "technical", minutes=6),
            question("b3", "b", "situational", minutes=6),
        ),
        locked={"a3": "screen", "b1": "screen", "b2": "panel", "b3": "panel"},
    )

    result = assemble(problem)

    assert result.objective[3] == 10
    assert "a1" in all_of(result)
    assert "a2" not in all_of(result)


def test_a_question_about_another_competency_is_left_alone_unless_it_is_not_scored():
    others = (
        question("0-other", "elsewhere", minutes=3),
        question("0-warm", "elsewhere", "background", 3, scored=False),
    )
    rest = tuple(one for one in PROBLEM.questions if one.slug not in ("warm", "why"))

    screen, panel = PROBLEM.rounds
    rounds = (replace(screen, minutes=screen.minutes + 3), panel)

    result = assemble(replace(PROBLEM, questions=(*rest, *others), rounds=rounds))

    assert result.objective[3] == 0
    assert "0-other" not in all_of(result)
    assert "0-warm" in all_of(result)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_input_changes_nothing(seed):
    problem = large_problem(seed, questions=300, competencies=5, rounds=3)
    random = Random(seed)
    expected = assemble(problem, seconds=60)
    questions, locked, excluded = (
        list(problem.questions),
        list(problem.locked.items()),
        list(problem.excluded),
    )

    for _again in range(3):
        for each in (questions, locked, excluded):
            random.shuffle(each)
        shuffled = replace(
            problem,
            questions=tuple(questions),
            locked=dict(locked),
            excluded=frozenset(excluded),
        )
        result = assemble(shuffled, seconds=60)
        assert result.placement == expected.placement
        assert result.objective == expected.objective
        assert result.reasons == expected.reasons


@pytest.mark.parametrize("seed", range(4))
def test_a_bank_of_five_thousand(seed):
    problem = large_problem(seed)

    result = assemble(problem, seconds=60)

    assert result.proven
    assert result.is_feasible == bool(all_of(result))
    assert broken_rules(problem, result.placement) == () or result.reasons


def test_a_few_short_questions_do_not_decide_how_full_the_rounds_are():
    questions = tuple(
        question(f"{competency}-{type_}-{minutes}", competency, type_, minutes)
        for competency in "ab"
        for type_ in ("behavioural", "technical")
        for minutes in range(4, 21)
    )
    rounds = tuple(replace(one, minutes=one.minutes + 60) for one in PROBLEM.rounds)

    result = assemble(replace(PROBLEM, questions=questions, rounds=rounds))

    assert result.objective[3] == 0
    assert result.proven


def test_what_lengths_leave_of_a_slot_is_known_beforehand():
    """And thus needs no search: some take 5 or 10 minutes where 37 are free, others 4 or 7."""
    rounds = (Round("a", "A", 45, 3, 5, 2), Round("b", "B", 45, 3, 5, 2, frozenset({"technical"})))
    five = [question("a5", minutes=5), question("a10", minutes=10), question("b5", "b", minutes=5)]
    four = [question("a4", type_="technical", minutes=4), question("b4", "b", "technical", 7)]

    def least(*questions):
        problem = replace(PROBLEM, rounds=rounds, questions=questions)
        return least_spare(problem, groups_of(problem))

    assert least(*five[:2], *four) == 0
    assert least(*five, four[0]) == 1
    assert least(*five) == 37
    assert least(*(replace(one, type="technical") for one in five)) == 2


@pytest.mark.parametrize("seed", range(20))
def test_no_kit_leaves_less_of_a_slot_than_lengths_do(seed):
    problem = small_problem(Random(seed), 12)
    result = assemble(problem, seconds=60)

    if result.is_feasible:
        assert least_spare(problem, groups_of(problem)) <= result.objective[3]


def test_without_time_it_proves_nothing():
    result = assemble(PROBLEM, seconds=0)

    assert not result.is_feasible
    assert not result.proven
    assert result.reasons == ()


def test_what_time_cuts_short_is_a_kit_or_nothing_and_is_not_called_the_best():
    problem = large_problem(106, questions=300)
    best = assemble(problem, seconds=60)
    assert best.proven

    for tenths in (2, 4):
        result = assemble(problem, seconds=tenths / 10)
        assert not result.proven or result.objective == best.objective
        assert not result.is_feasible or broken_rules(problem, result.placement) == ()


def test_weights_up_to_a_thousand_and_many_askings():
    questions = tuple(replace(one, askings=100_000) for one in PROBLEM.questions)
    spare = replace(questions[0], slug="a1-twin", askings=900_000)
    problem = replace(
        PROBLEM,
        competencies=(Competency("a", "A", 999, essential=True), Competency("b", "B", 1000)),
        questions=(*questions, spare),
    )

    result = assemble(problem)

    assert result.proven
    assert result.objective == (999 * 3 + 1000 * 3, 6, 0, 0)


@pytest.mark.parametrize(
    "parts",
    [{"rounds": ()}, {"competencies": ()}, {"rounds": (), "competencies": (), "questions": ()}],
)
def test_where_there_is_nothing_to_fill(parts):
    result = assemble(replace(PROBLEM, **parts))

    assert not result.is_feasible
    assert result.reasons


def test_nothing_to_choose_from():
    result = assemble(replace(PROBLEM, questions=()))

    assert not result.is_feasible
    assert result.proven
    assert {reason.rule for reason in result.reasons} >= {"essential", "asked"}
