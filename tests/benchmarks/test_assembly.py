"""How long the search for the best kit takes: `pytest tests/benchmarks`. Nothing fails for being
slow. The seconds are those of the search alone."""

from statistics import median

import pytest
import yaml
from django.conf import settings

from interviews.assembly import Competency, Problem, Question, Round, alternatives, assemble
from interviews.document import usual_closing, usual_opening
from tests.interviews.assembly_problems import large_problem

SEEDS = range(20)
SLOTS = ((30, 1), (45, 1), (45, 2), (60, 3))


def the_library(name):
    path = settings.BASE_DIR / "fixtures" / "sales" / f"{name}.yaml"
    return yaml.load(path.read_text(), Loader=yaml.CSafeLoader)[name]


def shipped_problem(role, questions, slots=SLOTS):
    """The role's competencies and weights, and what of the bank fits it."""
    competencies = tuple(
        Competency(row["competency"], row["competency"], row["weight"], row.get("essential", False))
        for row in role["competencies"]
    )
    rounds = tuple(
        Round(
            f"round-{number}",
            f"Round {number}",
            minutes,
            usual_opening(minutes),
            usual_closing(minutes),
            raters,
        )
        for number, (minutes, raters) in enumerate(slots, 1)
    )
    bank = tuple(
        Question(
            row["slug"],
            row.get("competency"),
            row["type"],
            row["minutes"],
            scored=row["type"] not in ("background", "motivation"),
        )
        for row in questions
        if role["slug"] in row.get("roles", [role["slug"]])
        and role["level"] in row.get("levels", [role["level"]])
    )
    return Problem(competencies, rounds, bank)


@pytest.fixture(scope="module")
def roles():
    return the_library("roles")


@pytest.fixture(scope="module")
def questions():
    return the_library("questions")


def test_every_shipped_role(benchmark, roles, questions):
    problems = [shipped_problem(role, questions) for role in roles]

    results = benchmark.pedantic(lambda: list(map(assemble, problems)), rounds=1, warmup_rounds=1)

    _say("shipped roles", results)
    assert all(result.is_feasible and result.proven for result in results)


def test_five_thousand_questions(benchmark):
    """Eight competencies, five rounds."""
    problems = [large_problem(seed) for seed in SEEDS]

    results = benchmark.pedantic(
        lambda: [assemble(problem, seconds=60) for problem in problems], rounds=1
    )

    _say("5,000 questions", results)
    assert all(result.is_feasible and result.proven for result in results)


def test_why_there_is_no_kit(benchmark):
    problem = large_problem(0)
    first, *rest = problem.rounds
    problem = Problem(
        problem.competencies,
        (first, *(Round(r.key, r.name, 12, 2, 2, 1) for r in rest)),
        problem.questions,
    )

    result = benchmark.pedantic(assemble, args=(problem,), rounds=1)

    assert result.reasons
    assert result.proven


def test_alternatives_out_of_five_thousand(benchmark):
    problem = large_problem(1)
    placement = assemble(problem, seconds=60).placement
    chosen = [slug for slugs in placement.values() for slug in slugs]

    def all_alternatives():
        for slug in chosen:
            alternatives(problem, placement, slug)
        return len(chosen)

    assert benchmark.pedantic(all_alternatives, rounds=1) == len(chosen)


def _say(name, results):
    seconds = sorted(result.seconds for result in results)
    print(f"\n{name}: median {median(seconds):.2f} s, worst {seconds[-1]:.2f} s")  # noqa: T201
