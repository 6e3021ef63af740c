"""Which questions make the best kit, and in which round each is asked.

Plain data in, plain data out: nothing here knows a database. `assemble` finds a kit that keeps
every hard rule and is the best one by four objectives, in this order:

a. the sum over competencies of weight × min(3, looks), a look being a planned rater in a round
   that asks a scored question about it: as much as possible;
b. the number of different types of scored question about each competency, at most three of
   each: as many as possible;
c. how much oftener than need be its questions were asked in the last twelve months: for each
   question its askings above those of the least asked one of its competency and type: the
   smallest sum;
d. the greatest number of unused minutes in any round: as few as possible.

Ties go to the first slug. All figures are whole numbers, all times minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

MOST_LOOKS = 3  # of one competency, for objective a
MOST_TYPES = 3  # of one competency, for objective b
MOST_RATED = 6  # competencies in a round
FEWEST_ASKED, FEWEST_ASKED_ESSENTIAL = 1, 2  # scored questions about a competency
FEWEST_RATERS = 2  # of a competency, over all rounds
FEWEST_QUESTIONS = 5  # scored ones, in all
FEWEST_MINUTES = 30  # of all questions, in all
BETTER_PER_CENT = 80  # of scored questions that are of a better type
BETTER_TYPES = frozenset({"behavioural", "situational", "role_play", "technical"})
ROLE_PLAY = "role_play"
ROLE_PLAY_RATERS = 2  # one plays, one rates


@dataclass(frozen=True)
class Competency:
    slug: str
    name: str
    weight: int
    essential: bool = False


@dataclass(frozen=True)
class Round:
    """`raters` are seats. `types` that assembling may choose; an empty set means all. Lengthened to
    `grows_at` minutes or more, its opening and closing take `grows_by` minutes more."""

    key: str
    name: str
    minutes: int
    opening: int
    closing: int
    raters: int
    types: frozenset[str] = frozenset()
    solo_role_play: bool = False
    grows_at: int = 0
    grows_by: int = 0

    @property
    def room(self) -> int:
        """The minutes that its questions may take; less than 0 where there is no room."""
        return self.minutes - self.opening - self.closing


@dataclass(frozen=True)
class Question:
    """`askings` are those of the last twelve months. An unscored one counts for its time only."""

    slug: str
    competency: str | None
    type: str
    minutes: int
    scored: bool = True
    askings: int = 0


@dataclass(frozen=True)
class Problem:
    """What a kit is chosen from. `questions` holds each slug once, and every locked question.
    `locked` gives the round that each locked question stays in, or None where any round will do;
    `excluded` slugs stay out."""

    competencies: tuple[Competency, ...]
    rounds: tuple[Round, ...]
    questions: tuple[Question, ...]
    locked: Mapping[str, str | None] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()

    @cached_property
    def by_slug(self) -> dict[str, Question]:
        return {question.slug: question for question in self.questions}

    @cached_property
    def least_asked(self) -> dict[tuple[str | None, str], int]:
        """The fewest askings of any question of a competency and type that may be chosen."""
        least: dict[tuple[str | None, str], int] = {}
        for question in self.questions:
            if question.slug not in self.excluded or question.slug in self.locked:
                kind = (question.competency, question.type)
                least[kind] = min(question.askings, least.get(kind, question.askings))
        return least


# The slugs that each round asks, in their order, by the key of the round.
Placement = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Broken:
    """A hard rule that a placement breaks: which, where, and by how much. What does not apply is
    empty."""

    rule: str
    amount: int
    round: str = ""
    competency: str = ""
    question: str = ""


def asked(problem: Problem, placement: Placement) -> dict[str, list[Question]]:
    """The questions of each round, by its key."""
    return {
        round_.key: [problem.by_slug[slug] for slug in placement.get(round_.key, ())]
        for round_ in problem.rounds
    }


def broken_rules(problem: Problem, placement: Placement) -> tuple[Broken, ...]:
    """The hard rules that a placement of known questions breaks; none for a kit that keeps all.
    Knows nothing of how the placement was found."""
    rounds = asked(problem, placement)
    return (
        *_broken_choice(problem, rounds),
        *_broken_rounds(problem, rounds),
        *_broken_coverage(problem, rounds),
        *_broken_in_all(rounds),
    )


def _broken_choice(problem: Problem, rounds: Mapping[str, list[Question]]) -> Iterable[Broken]:
    where: dict[str, list[str]] = {}
    for key, questions in rounds.items():
        for question in questions:
            where.setdefault(question.slug, []).append(key)
    for slug, keys in where.items():
        if len(keys) > 1:
            yield Broken("twice", len(keys) - 1, round=keys[-1], question=slug)
        if slug in problem.excluded and slug not in problem.locked:
            yield Broken("excluded", 1, round=keys[0], question=slug)
    for slug, place in problem.locked.items():
        if slug not in where or (place is not None and where[slug] != [place]):
            yield Broken("locked", 1, round=place or "", question=slug)


def _broken_rounds(problem: Problem, rounds: Mapping[str, list[Question]]) -> Iterable[Broken]:
    for round_ in problem.rounds:
        questions = rounds[round_.key]
        over = sum(question.minutes for question in questions) - round_.room
        if over > 0:
            yield Broken("slot", over, round=round_.key)
        rated = {question.competency for question in questions if question.scored}
        if len(rated) > MOST_RATED:
            yield Broken("six", len(rated) - MOST_RATED, round=round_.key)
        for question in questions:
            if not may_ask(round_, question):
                kind = "role_play" if not may_play(round_, question) else "types"
                if question.slug not in problem.locked or kind == "role_play":
                    yield Broken(kind, 1, round=round_.key, question=question.slug)


def may_play(round_: Round, question: Question) -> bool:
    """A role-play takes two: one plays, one rates."""
    alone = round_.raters < ROLE_PLAY_RATERS and not round_.solo_role_play
    return question.type != ROLE_PLAY or not alone


def may_ask(round_: Round, question: Question) -> bool:
    """Does the round take this type of question?"""
    return may_play(round_, question) and (not round_.types or question.type in round_.types)


def needed(competency: Competency) -> int:
    """The scored questions that there have to be about a competency."""
    return FEWEST_ASKED_ESSENTIAL if competency.essential else FEWEST_ASKED


def _types_asked(rounds: Mapping[str, list[Question]]) -> dict[str | None, dict[str, list[str]]]:
    """The type of each scored question, by competency and by round that asks about it."""
    found: dict[str | None, dict[str, list[str]]] = {}
    for key, questions in rounds.items():
        for question in questions:
            if question.scored:
                found.setdefault(question.competency, {}).setdefault(key, []).append(question.type)
    return found


def _broken_coverage(problem: Problem, rounds: Mapping[str, list[Question]]) -> Iterable[Broken]:
    types = _types_asked(rounds)
    for competency in problem.competencies:
        about = types.get(competency.slug, {})
        short = needed(competency) - sum(map(len, about.values()))
        if short > 0:
            rule = "essential" if competency.essential else "asked"
            yield Broken(rule, short, competency=competency.slug)
        raters = sum(round_.raters for round_ in problem.rounds if round_.key in about)
        if raters < FEWEST_RATERS:
            yield Broken("raters", FEWEST_RATERS - raters, competency=competency.slug)


def _broken_in_all(rounds: Mapping[str, list[Question]]) -> Iterable[Broken]:
    questions = [question for asked_here in rounds.values() for question in asked_here]
    scored = [question for question in questions if question.scored]
    if len(scored) < FEWEST_QUESTIONS:
        yield Broken("questions", FEWEST_QUESTIONS - len(scored))
    minutes = sum(question.minutes for question in questions)
    if minutes < FEWEST_MINUTES:
        yield Broken("minutes", FEWEST_MINUTES - minutes)
    better = sum(question.type in BETTER_TYPES for question in scored)
    # Whole numbers: 100 × better ≥ 80 × scored.
    lacking = BETTER_PER_CENT * len(scored) - 100 * better
    if lacking > 0:
        yield Broken("better_types", -(-lacking // 100))


def objective_of(problem: Problem, placement: Placement) -> tuple[int, int, int, int]:
    """Of a placement: the objectives a and b, the larger the better, c and d, the smaller."""
    rounds = asked(problem, placement)
    types_asked = _types_asked(rounds)
    looks = types = 0
    for competency in problem.competencies:
        about = types_asked.get(competency.slug, {})
        raters = sum(round_.raters for round_ in problem.rounds if round_.key in about)
        looks += competency.weight * min(MOST_LOOKS, raters)
        types += min(MOST_TYPES, len(set().union(*about.values())))
    excess = sum(
        question.askings - problem.least_asked[question.competency, question.type]
        for questions in rounds.values()
        for question in questions
    )
    spare = [
        round_.room - sum(question.minutes for question in rounds[round_.key])
        for round_ in problem.rounds
    ]
    return looks, types, excess, max(spare, default=0)


def rank(objective: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Orders objectives, the best first."""
    a, b, c, d = objective
    return -a, -b, c, d


@dataclass(frozen=True)
class Lack(Broken):
    """A hard rule to slacken where no kit keeps all, by how much, and what else would do. For a
    round: locked `questions` and `competencies`, any one of which could be given up instead. For
    what lacks scored questions: how many fit (`there`), and excluded `questions` that would too.
    A lack of rule `role_play` is that of a round, and nobody lacks raters of what is not asked."""

    questions: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()
    there: int = 0


@dataclass(frozen=True)
class Result:
    """The best kit: `placement` by round, in the order of asking. Where there is none `reasons`
    say what to slacken; where neither is given, time ran out. `proven` is that no kit is better,
    or that there is none. `seconds` are those of the search."""

    placement: Placement
    objective: tuple[int, int, int, int] | None
    proven: bool
    seconds: float
    reasons: tuple[Lack, ...] = ()

    @property
    def is_feasible(self) -> bool:
        return self.objective is not None


def assemble(problem: Problem, *, seconds: float = 5.0) -> Result:
    """The best kit, or why there is none. After `seconds` the best one found, unproven."""
    import scipy.optimize  # noqa: F401 — before the clock starts, for it takes a while

    from interviews.best_kit import optimum, slack
    from interviews.best_kit.programme import Clock

    clock = Clock(seconds)
    problem = sorted_(problem)
    found = optimum.Search(problem, clock).run()
    if found.placement is None:
        gone = clock.gone
        reasons = slack.reasons(problem, Clock(seconds)) if found.impossible else ()
        return Result({}, None, bool(reasons), gone, reasons)
    placement = in_order(problem, optimum.with_earlier_slugs(problem, found.placement))
    gone = clock.gone
    proven = found.proven and not broken_rules(problem, placement)
    return Result(placement, objective_of(problem, placement), proven, gone)


def sorted_(problem: Problem) -> Problem:
    """The same problem, in whatever order its questions came."""
    return replace(problem, questions=tuple(sorted(problem.questions, key=lambda q: q.slug)))


# Warm-ups first, then from what was done to what would be done.
ORDER_OF_TYPES = ("background", "motivation", "behavioural", "situational", "technical", ROLE_PLAY)


def in_order(problem: Problem, placement: Placement) -> dict[str, tuple[str, ...]]:
    """The questions of each round in the order of asking: those not scored first, then one
    competency after the other."""
    places = {competency.slug: number for number, competency in enumerate(problem.competencies)}
    types = {type_: number for number, type_ in enumerate(ORDER_OF_TYPES)}

    def order(slug: str) -> tuple[bool, int, int, str]:
        question = problem.by_slug[slug]
        place = places.get(question.competency or "", len(places)) if question.scored else 0
        return question.scored, place, types.get(question.type, len(types)), slug

    return {
        round_.key: tuple(sorted(placement.get(round_.key, ()), key=order))
        for round_ in problem.rounds
    }


@dataclass(frozen=True)
class Alternative:
    """A question that may stand in for another; `before` and `after` are objectives. `new_type`:
    the kit does not ask about its competency in this way yet. `least_asked`: of its competency and
    type. `asked_less`: by so many askings than the other; `fits_better`: so many minutes of its
    round fewer are unused or too many; both less than 0 for the opposite. `mends`: the rules
    broken now that will be kept, or broken by less."""

    slug: str
    before: tuple[int, int, int, int]
    after: tuple[int, int, int, int]
    same_competency: bool
    new_type: bool
    least_asked: bool
    asked_less: int
    fits_better: int
    mends: tuple[Broken, ...]


def alternatives(problem: Problem, placement: Placement, slug: str) -> list[Alternative]:
    """What could be asked in the place of a chosen question, locked or not, without breaking a
    rule that is not broken now: at most eight, those first that mend the most rules, then by
    objective, those of the same competency, and by slug."""
    from interviews.best_kit import stand_ins

    return stand_ins.alternatives(problem, placement, slug)
