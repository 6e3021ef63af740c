"""The best kit, and the fewest rules to slacken, against trying all kits of small problems."""

from random import Random

import pytest

from interviews import assembly
from interviews.assembly import assemble
from interviews.best_kit.slack import WORTH
from tests.interviews.assembly_problems import best_by_trying, fewest_broken, small_problem

SEEDS = range(10)


@pytest.fixture
def lower_limits(monkeypatch):
    """So that few questions meet all of them."""
    monkeypatch.setattr(assembly, "FEWEST_QUESTIONS", 3)
    monkeypatch.setattr(assembly, "FEWEST_MINUTES", 16)
    monkeypatch.setattr(assembly, "MOST_RATED", 1)
    monkeypatch.setattr(assembly, "MOST_TYPES", 2)


@pytest.mark.parametrize("ten", range(3))
def test_no_kit_is_better(ten):
    for seed in SEEDS:
        _compare_best(small_problem(Random(10 * ten + seed), 7, 2))


@pytest.mark.usefixtures("lower_limits")
@pytest.mark.parametrize("ten", range(12))
def test_no_kit_is_better_under_lower_limits(ten):
    for seed in SEEDS:
        size = (5, 3) if seed % 3 == 0 else (6, 2)
        _compare_best(small_problem(Random(1000 + 10 * ten + seed), *size))


def _compare_best(problem):
    result = assemble(problem, seconds=60)

    assert result.objective == best_by_trying(problem)
    assert result.proven


@pytest.mark.parametrize("ten", range(4))
def test_no_fewer_rules_need_be_slackened(ten):
    for seed in SEEDS:
        _compare_fewest(small_problem(Random(2000 + 10 * ten + seed), 5, 2))


@pytest.mark.usefixtures("lower_limits")
@pytest.mark.parametrize("ten", range(8))
def test_no_fewer_rules_need_be_slackened_under_lower_limits(ten):
    for seed in SEEDS:
        size = (4, 3) if seed % 3 == 0 else (5, 2)
        _compare_fewest(small_problem(Random(3000 + 10 * ten + seed), *size))


def _compare_fewest(problem):
    result = assemble(problem, seconds=60)

    worth = sum(WORTH[lack.rule] * lack.amount for lack in result.reasons)
    assert (len(result.reasons), worth) == fewest_broken(problem)
    assert result.proven
