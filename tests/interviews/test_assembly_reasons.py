"""Why no kit can be assembled, with a remedy that truly is one."""

from dataclasses import replace
from random import Random

import pytest

from interviews.assembly import Competency, Lack, Problem, Question, Round, assemble
from interviews.best_kit.reasons import reason_in_words
from tests.interviews.assembly_problems import small_problem


def question(slug, competency="a", type_="behavioural", minutes=6, **kwargs):
    return Question(slug, competency, type_, minutes, **kwargs)


SCREEN = Round("screen", "Screen", 22, 2, 2, raters=1)
PANEL = Round("panel", "Panel", 30, 3, 3, raters=2)
PROBLEM = Problem(
    competencies=(Competency("a", "Listening", 3, essential=True), Competency("b", "Selling", 1)),
    rounds=(SCREEN, PANEL),
    questions=(
        question("a1"),
        question("a2", type_="situational"),
        question("a3", type_="role_play"),
        question("b1", "b"),
        question("b2", "b", "technical"),
    ),
)


def reasons(**kwargs):
    problem = replace(PROBLEM, **kwargs)
    result = assemble(problem)
    assert not result.is_feasible
    assert result.proven
    assert result.placement == {}
    assert result.objective is None
    prompts = {"a3": "Sell me this pen."}
    return [reason_in_words(reason, problem, prompts) for reason in result.reasons]


def test_a_kit_that_can_be_made_has_no_reasons():
    assert assemble(PROBLEM).reasons == ()


def test_minutes_that_a_slot_lacks():
    panel = replace(PANEL, minutes=16)

    assert reasons(rounds=(SCREEN, panel)) == ["“Panel” needs 2 more minutes."]


@pytest.mark.parametrize(("minutes", "lacking"), [(30, 9), (24, 15), (31, 5)])
def test_a_longer_opening_and_closing_are_in_what_a_slot_lacks(minutes, lacking):
    panel = replace(PANEL, minutes=minutes, grows_at=31, grows_by=3)

    assert reasons(
        competencies=PROBLEM.competencies[:1],
        rounds=(panel,),
        questions=tuple(question(f"a{number}") for number in range(5)),
    ) == [f"“Panel” needs {lacking} more minutes."]


def test_five_questions_of_one_type_and_too_little_time():
    words = reasons(
        competencies=(Competency("a", "Listening", 1),),
        rounds=(replace(PANEL, minutes=60),),
        questions=tuple(question(f"a{number}", minutes=11 + number % 2) for number in range(6)),
    )

    assert words == ["“Panel” needs 3 more minutes."]


def test_a_locked_question_that_could_be_dropped_instead():
    long = question("a9", minutes=30)

    assert reasons(questions=(*PROBLEM.questions, long), locked={"a9": "panel"}) == [
        "“Panel” needs 12 more minutes, or drop one of: “a9”."
    ]


def test_a_competency_that_could_be_left_out_instead():
    third = Competency("c", "Planning", 1)
    questions = (*PROBLEM.questions, question("c1", "c", minutes=25))

    assert reasons(competencies=(*PROBLEM.competencies, third), questions=questions) == [
        "“Panel” needs 13 more minutes, or leave one of these competencies out: “Planning”."
    ]


def test_a_slot_without_room_for_opening_and_closing():
    rounds = (replace(SCREEN, minutes=3), replace(PANEL, minutes=60))

    assert reasons(rounds=rounds) == ["“Screen” needs 1 more minute."]


def test_a_competency_without_questions():
    third = Competency("c", "Planning", 1)

    assert reasons(competencies=(*PROBLEM.competencies, third)) == [
        "The bank has no approved question about “Planning” that fits a round: write one, let a "
        "round take more types of question, or leave the competency out."
    ]


def test_excluded_questions_are_a_remedy():
    assert reasons(excluded=frozenset({"a2", "a3"})) == [
        "“Listening” is essential and needs two scored questions, but the bank has only 1 "
        "approved one that fits a round: write another, or let a round take more types of "
        "question. You left out: “a2”, “Sell me this pen.”.",
        "An interview needs at least five scored questions, but the bank has only 3 approved "
        "ones that fit a round: write more. You left out: “a2”, “Sell me this pen.”.",
        "The questions need 12 more minutes in all, for thirty are the fewest: lengthen or add a "
        "round, or write longer questions.",
    ]


def test_a_panel_of_one():
    rounds = (replace(PANEL, minutes=60, raters=1),)
    questions = tuple(one for one in PROBLEM.questions if one.type != "role_play")
    questions = (*questions, question("b3", "b", "situational", minutes=8))

    assert reasons(rounds=rounds, questions=questions) == [
        "“Listening” needs 1 more person to rate it: seat another panelist in a round, or add a "
        "round.",
        "“Selling” needs 1 more person to rate it: seat another panelist in a round, or add a "
        "round.",
    ]


def test_a_role_play_without_a_partner():
    rounds = (SCREEN, replace(PANEL, raters=1))

    assert reasons(rounds=rounds) == [
        "“Panel” would have to ask 1 role-play with one panelist, where one plays and one rates: "
        "seat a second, or allow role-plays with one panelist in this round."
    ]


def test_more_than_six_competencies_in_a_round():
    seven = tuple(Competency(f"c{number}", f"C{number}", 1) for number in range(7))
    questions = tuple(question(f"q{number}", f"c{number}") for number in range(7))

    words = reasons(competencies=seven, rounds=(replace(PANEL, minutes=60),), questions=questions)

    assert words == [
        "“Panel” would have to rate 1 competency more than the six that a panel keeps apart: add "
        "a round, or leave one of these competencies out: “C0”, “C1”, “C2”, “C3”, “C4” and 2 more."
    ]


def test_locked_questions_that_cannot_all_stay():
    """Its round takes no role-play; giving up the lock frees the slot and keeps the rules."""
    questions = (*PROBLEM.questions, question("b3", "b"))

    assert reasons(questions=questions, locked={"a3": "screen"}) == [
        "The locked question “Sell me this pen.” does not fit in with the rest: unlock it."
    ]


def test_a_type_that_is_not_good_enough():
    questions = tuple(
        replace(one, type="motivation") if one.slug in ("a1", "b1") else one
        for one in PROBLEM.questions
    )

    assert reasons(questions=questions) == [
        "Four of five scored questions have to be behavioural, situational, role-play or "
        "technical, and 1 is missing: write more of them."
    ]


def lengthened(round_, amount):
    minutes = round_.minutes + amount
    grows = round_.minutes < round_.grows_at <= minutes
    return replace(round_, minutes=minutes, opening=round_.opening + grows * round_.grows_by)


def slackened(problem, lacks):
    """The problem with just as much more as it lacks, where it can be given."""
    rounds = {round_.key: round_ for round_ in problem.rounds}
    locked = dict(problem.locked)
    for lack in lacks:
        if lack.rule == "slot":
            rounds[lack.round] = lengthened(rounds[lack.round], lack.amount)
        elif lack.rule == "role_play":
            rounds[lack.round] = replace(rounds[lack.round], solo_role_play=True)
        else:
            assert lack.rule == "locked"
            del locked[lack.question]
    return replace(problem, rounds=tuple(rounds.values()), locked=locked)


def growing(problem):
    """The same, its openings longer in slots of a little more."""
    rounds = (replace(one, grows_at=one.minutes + 2, grows_by=3) for one in problem.rounds)
    return replace(problem, rounds=tuple(rounds))


@pytest.mark.parametrize("five", range(4))
def test_giving_what_is_lacking_makes_a_kit_and_giving_less_does_not(five):
    found = 0
    seed = 1000 * five
    while found < 5:
        seed += 1
        problem = growing(small_problem(Random(seed), 16, 2))
        lacks = assemble(problem, seconds=60).reasons
        if not lacks or {lack.rule for lack in lacks} - {"slot", "role_play", "locked"}:
            continue
        found += 1
        assert assemble(slackened(problem, lacks), seconds=60).is_feasible
        for lack in lacks:
            less = [other for other in lacks if other is not lack]
            if lack.rule == "slot":
                less.append(replace(lack, amount=lack.amount - 1))
            assert not assemble(slackened(problem, less), seconds=60).is_feasible


@pytest.mark.parametrize("seed", range(40))
def test_each_thing_to_give_up_would_do(seed):
    problem = small_problem(Random(7000 + seed), 14, 2)
    lacks = assemble(problem, seconds=60).reasons

    if len(lacks) == 1 and lacks[0].rule in ("slot", "six"):
        for slug in lacks[0].questions:
            locked = {other: key for other, key in problem.locked.items() if other != slug}
            without = replace(problem, locked=locked, excluded=problem.excluded | {slug})
            assert assemble(without, seconds=60).is_feasible
        for slug in lacks[0].competencies:
            left = tuple(one for one in problem.competencies if one.slug != slug)
            assert assemble(replace(problem, competencies=left), seconds=60).is_feasible


@pytest.mark.parametrize(
    "lack",
    [
        Lack("slot", 1, round="panel"),
        Lack("six", 2, round="panel", questions=("a1",), competencies=("a", "b")),
        Lack("asked", 1, competency="b", there=1),
        Lack("essential", 1, competency="a", there=4),
        Lack("raters", 2, competency="a"),
        Lack("questions", 2, there=9),
        Lack("minutes", 1),
        Lack("better_types", 2),
        Lack("role_play", 2, round="screen"),
        Lack("locked", 1, question="a1"),
    ],
)
def test_every_reason_has_words(lack):
    words = reason_in_words(lack, PROBLEM)

    assert words.endswith(".")
    assert "%" not in words
    assert "“”" not in words
