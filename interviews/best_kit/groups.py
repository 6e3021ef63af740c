"""The questions of a problem as groups of interchangeable ones, and which of them are needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from interviews import assembly
from interviews.assembly import Problem, Question, Round


@dataclass(frozen=True)
class Group:
    """Interchangeable questions, those first that were asked least, and the indexes of the rounds
    that may ask them. A locked question is a group of its own."""

    questions: tuple[Question, ...]
    excess: tuple[int, ...]
    rounds: tuple[int, ...]
    locked: bool = False

    @property
    def one(self) -> Question:
        return self.questions[0]

    @property
    def kind(self) -> tuple[str | None, str, bool]:
        return self.one.competency, self.one.type, self.one.scored

    def first(self, number: int) -> Group:
        return Group(self.questions[:number], self.excess[:number], self.rounds, self.locked)

    def __len__(self) -> int:
        return len(self.questions)


def groups_of(problem: Problem) -> list[Group]:
    """All that may be chosen, in an order of its own: of each group as many as fit the rounds."""
    known = {competency.slug for competency in problem.competencies}
    free = [
        question
        for question in problem.questions
        if question.slug not in problem.locked
        and question.slug not in problem.excluded
        and (question.competency in known or not question.scored)
    ]
    free.sort(key=lambda question: (*_group(question), question.askings, question.slug))
    found = []
    for _key, alike in groupby(free, _group):
        questions = list(alike)
        rounds = tuple(
            number
            for number, round_ in enumerate(problem.rounds)
            if assembly.may_ask(round_, questions[0]) and fits(round_, questions[0])
        )
        most = sum(fits(problem.rounds[number], questions[0]) for number in rounds)
        if most:
            found.append(_as_group(problem, questions[:most], rounds))
    return found + [_locked(problem, slug) for slug in sorted(problem.locked)]


def _group(question: Question) -> tuple[str, str, bool, int]:
    return question.competency or "", question.type, question.scored, question.minutes


def fits(round_: Round, question: Question) -> int:
    """How many questions of this length a round has room for."""
    return max(0, round_.room // question.minutes)


def _as_group(
    problem: Problem, questions: Sequence[Question], rounds: tuple[int, ...], locked: bool = False
) -> Group:
    least = problem.least_asked
    excess = tuple(q.askings - least[q.competency, q.type] for q in questions)
    return Group(tuple(questions), excess, rounds, locked)


def _locked(problem: Problem, slug: str) -> Group:
    """It may stand in a round that does not take its type."""
    question, key = problem.by_slug[slug], problem.locked[slug]
    rounds = tuple(
        number
        for number, round_ in enumerate(problem.rounds)
        if key in (None, round_.key) and assembly.may_play(round_, question)
    )
    return _as_group(problem, [question], rounds, locked=True)


def shortest(problem: Problem, groups: Sequence[Group]) -> list[Group]:
    """Were it not for the thirty minutes, all that rules and objectives a and b need: of each
    competency and type the shortest questions, as many as fit, and as many as are of use. In any
    kit they can stand for longer ones."""
    number = len(problem.rounds) + assembly.FEWEST_QUESTIONS + assembly.FEWEST_ASKED_ESSENTIAL
    if any(group.one.scored and group.one.type not in assembly.BETTER_TYPES for group in groups):
        number = sum(map(len, groups))
    minutes: dict[tuple[str | None, str, bool], int] = {}
    numbers: dict[tuple[str | None, str, bool], int] = defaultdict(lambda: number)
    found = []
    for group in sorted(groups, key=lambda group: group.one.minutes):
        if group.locked:
            found.append(group)
        elif group.one.scored:
            kind, each = group.kind, group.one.minutes
            room = minutes.setdefault(kind, sum(problem.rounds[n].room for n in group.rounds))
            most = min(len(group), room // each, numbers[kind])
            if most > 0:
                minutes[kind] -= most * each
                numbers[kind] -= most
                found.append(group.first(most))
    return found


def asked_within(groups: Iterable[Group], excess: int) -> list[Group]:
    """The questions asked at most `excess` times more than the least asked of their kind."""
    counted = (
        (group, len(group) if group.locked else sum(each <= excess for each in group.excess))
        for group in groups
    )
    return [group.first(most) for group, most in counted if most]


def promising(groups: Iterable[Group], number: int) -> list[Group]:
    """Of each kind the `number` shortest of the least asked questions, and those for which a
    shorter one was asked oftener: a small pool in which the best kit is likely to be."""
    least: dict[tuple[str | None, str, bool], list[int]] = defaultdict(list)
    found = []
    # Within a kind the groups come with the shortest first.
    for group in groups:
        before = least[group.kind]
        if group.locked:
            found.append(group)
        elif not before or group.excess[0] < before[-1]:
            found.append(group.first(1))
            before.append(group.excess[0])
        elif group.excess[0] == 0 and before.count(0) < number:
            found.append(group.first(1))
            before.append(0)
    return found


def least_spare(problem: Problem, groups: Iterable[Group]) -> int:
    """A bound of objective d: what the lengths of these questions leave of a round however many of
    each it asks, such as 2 of 37 minutes where all take 5 or 10."""
    lengths: dict[int, set[int]] = defaultdict(set)
    for group in groups:
        for place in group.rounds:
            lengths[place].add(group.one.minutes)
    left = (_left(round_.room, lengths[place]) for place, round_ in enumerate(problem.rounds))
    return max(left, default=0)


def _left(room: int, lengths: Iterable[int]) -> int:
    filled = {0}
    for minutes in range(1, room + 1):
        if any(minutes - each in filled for each in lengths):
            filled.add(minutes)
    return max(0, room - max(filled))
