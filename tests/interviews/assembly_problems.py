"""Problems for `interviews.assembly`, as plain data, out of seeds; and trying all their kits."""

from dataclasses import replace
from itertools import product
from random import Random

from interviews.assembly import (
    Broken,
    Competency,
    Placement,
    Problem,
    Question,
    Round,
    broken_rules,
    may_ask,
    needed,
    objective_of,
    rank,
)
from interviews.best_kit.slack import WORTH

SCORED = ("behavioural", "situational", "technical", "role_play")
UNSCORED = ("background", "motivation")


def small_problem(random: Random, questions: int = 7, rounds: int = 2) -> Problem:
    """Few enough questions to try all kits; now with room for all, now with too little."""
    competencies = tuple(
        Competency(f"c{number}", f"C{number}", random.randint(1, 4), random.random() < 0.3)
        for number in range(random.randint(1, 3))
    )
    slots = tuple(
        Round(
            f"r{number}",
            f"R{number}",
            random.randint(*random.choice([(14, 24), (20, 34), (30, 60)])),
            random.randint(0, 3),
            random.randint(0, 3),
            random.randint(1, 3),
            frozenset(random.sample(SCORED, 3)) if random.random() < 0.2 else frozenset(),
            random.random() < 0.3,
        )
        for number in range(rounds)
    )
    bank = tuple(_question(random, number, competencies) for number in range(questions))
    locked, excluded = {}, set()
    for question in bank:
        if random.random() < 0.12:
            locked[question.slug] = random.choice([None, random.choice(slots).key])
        elif random.random() < 0.05:
            excluded.add(question.slug)
    return Problem(competencies, slots, bank, locked, frozenset(excluded))


def _question(random: Random, number: int, competencies: tuple[Competency, ...]) -> Question:
    slug, minutes, askings = f"q{number}", random.randint(4, 9), random.choice([0, 1, 2, 5])
    about = random.choice(competencies).slug
    if random.random() < 0.12:
        about = random.choice([about, None, "elsewhere"])
        return Question(slug, about, random.choice(UNSCORED), minutes, False, askings)
    # Now and then a scored question that is not of a better type, or not the kit's concern.
    type_ = "motivation" if random.random() < 0.08 else random.choice(SCORED)
    about = "elsewhere" if random.random() < 0.04 else about
    return Question(slug, about, type_, minutes, True, askings)


def large_problem(
    seed: int, questions: int = 5000, competencies: int = 8, rounds: int = 5
) -> Problem:
    """A bank with all that makes a search hard: askings from 0 to 400, answers of 3 to 20 minutes,
    uneven weights of a hundred, slots between tight and loose, locked and excluded questions."""
    random = Random(seed)
    cuts = sorted(random.sample(range(1, 100), competencies - 1))
    weights = [after - before for before, after in zip([0, *cuts], [*cuts, 100], strict=True)]
    heaviest = sorted(weights)[-2:]
    about = tuple(
        Competency(f"c{number}", f"C{number}", weight, weight in heaviest)
        for number, weight in enumerate(weights)
    )
    bank = []
    for number in range(questions):
        slug, minutes = f"q{number:04}", random.randint(3, 20)
        askings = random.choice([random.randint(0, 400), random.randint(0, 20), 0])
        if random.random() < 0.1:
            of = random.choice([None, *(one.slug for one in about)])
            bank.append(Question(slug, of, random.choice(UNSCORED), minutes, False, askings))
        else:
            of = random.choice(about).slug
            bank.append(Question(slug, of, random.choice(SCORED), minutes, True, askings))
    lengths = random.choice([(26, 35), (30, 60), (60, 120)])
    slots = tuple(
        Round(
            f"r{number}",
            f"R{number}",
            random.randint(*lengths),
            random.randint(2, 5),
            random.randint(2, 5),
            random.choice([1, 1, 2, 3]),
        )
        for number in range(rounds)
    )
    chosen = random.sample([q for q in bank if q.type != "role_play" and q.minutes < 10], 3)
    locked = {q.slug: random.choice([None, random.choice(slots).key]) for q in chosen[: seed % 4]}
    excluded = {q.slug for q in random.sample(bank, questions // 50)} - set(locked)
    return Problem(about, slots, tuple(bank), locked, frozenset(excluded))


def placements(problem: Problem):
    """All of them that ask no question twice."""
    keys = [round_.key for round_ in problem.rounds]
    for places in product([None, *keys], repeat=len(problem.questions)):
        yield {
            key: tuple(
                question.slug
                for question, place in zip(problem.questions, places, strict=True)
                if place == key
            )
            for key in keys
        }


def best_by_trying(problem: Problem):
    """The objective of the best kit out of all, or None."""
    found = [
        rank(objective_of(problem, placement))
        for placement in placements(problem)
        if concerns(problem, placement) and not broken_rules(problem, placement)
    ]
    if not found:
        return None
    a, b, c, d = min(found)
    return -a, -b, c, d


def concerns(problem: Problem, placement: Placement) -> bool:
    """Are all scored questions, but for locked ones, about a competency of the problem?"""
    known = {competency.slug for competency in problem.competencies}
    chosen = [problem.by_slug[slug] for slugs in placement.values() for slug in slugs]
    return all(
        question.competency in known or not question.scored or question.slug in problem.locked
        for question in chosen
    )


def fewest_broken(problem: Problem) -> tuple[int, int]:
    """How many rules, and what they are worth, the least broken of all placements breaks."""
    return min(
        (len(lacks), sum(WORTH[rule] * amount for (rule, *_place), amount in lacks.items()))
        for placement in placements(problem)
        if concerns(problem, placement) and (lacks := lacks_of(problem, placement)) is not None
    )


def lacks_of(problem: Problem, placement: Placement) -> dict[tuple[str, ...], int] | None:
    """The amounts of the rules that a placement breaks, by rule and place; None where one of them
    is never slackened. Role-plays count by round, and what nobody asks about needs no raters."""
    broken = broken_rules(problem, placement)
    if any(each.rule in ("types", "twice", "excluded") for each in broken):
        return None
    for broken_lock in (each for each in broken if each.rule == "locked"):
        if not _may_stand(problem, placement, broken_lock.question):
            return None
    required = {one.slug: needed(one) for one in problem.competencies}
    unasked = {
        each.competency
        for each in broken
        if each.rule in ("asked", "essential") and each.amount == required[each.competency]
    }
    lacks: dict[tuple[str, ...], int] = {}
    for each in broken:
        if not (each.rule == "raters" and each.competency in unasked):
            place = _place(each)
            lacks[place] = lacks.get(place, 0) + each.amount
    return lacks


def _place(broken: Broken) -> tuple[str, ...]:
    if broken.rule == "locked":
        return broken.rule, broken.question
    return broken.rule, broken.round, broken.competency


def _may_stand(problem: Problem, placement: Placement, slug: str) -> bool:
    """May an unlocked question stand where it does?"""
    question = problem.by_slug[slug]
    known = {competency.slug for competency in problem.competencies}
    return all(
        slug not in placement[round_.key]
        or (
            may_ask(replace(round_, solo_role_play=True), question)
            and (question.competency in known or not question.scored)
        )
        for round_ in problem.rounds
    )
