"""The best kit. Nothing that a programme answers is trusted: it is decoded into a placement, and
rules and objectives are counted anew in whole numbers.

Objectives a and b are one programme with scaled whole weights, c and d one each: with all four in
one, the weight of a would be some 10^9, where the tolerances of HiGHS (10^-6) are whole minutes.
What is settled becomes a row of whole numbers, and each value is proven by a bound.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from interviews import assembly
from interviews.assembly import Placement, Problem, Question
from interviews.best_kit.groups import (
    Group,
    asked_within,
    groups_of,
    least_spare,
    promising,
    shortest,
)
from interviews.best_kit.kits import Kits
from interviews.best_kit.programme import SAFE, Answer, Clock

Objective = tuple[int, int, int, int]


@dataclass(frozen=True)
class Found:
    """The best placement found, or None: because there is none (`impossible`) or for want of
    time. `proven` that none is better."""

    placement: Placement | None = None
    proven: bool = False
    impossible: bool = False


@dataclass(frozen=True)
class Cover:
    """Objectives a and b, to be reached; `proven` that no kit has more."""

    looks: int
    types: int
    proven: bool = True


class Search:
    """For the best kit. Mostly one is found at once that reaches the bounds of all objectives;
    where there is none, one objective after the other is settled."""

    def __init__(self, problem: Problem, clock: Clock) -> None:
        self.problem = problem
        self.clock = clock
        self.groups = groups_of(problem)
        self.fixed = sum(group.excess[0] for group in self.groups if group.locked)
        self.best: tuple[Objective, Placement] | None = None

    def run(self) -> Found:
        most = self._most_cover()
        bound = self._straight(most)
        if bound:
            return self._found(bound)
        # Short questions alone will do, were it not for the thirty minutes.
        for pool, thirty in ((shortest(self.problem, self.groups), False), (self.groups, True)):
            cover, answer = self._cover(Kits(self.problem, pool, thirty))
            if cover is None:
                return Found(self.best and self.best[1], impossible=answer.impossible)
            bound = None if cover == most else self._straight(cover)
            bound = bound or self._step_by_step(cover)
            if bound:
                return self._found(bound if cover.proven else None)
        return self._found(None)

    def _found(self, bound: Objective | None) -> Found:
        """The best kit, proven if it is as good as any can be."""
        if self.best is None:
            return Found()
        objective, placement = self.best
        return Found(placement, proven=objective == bound)

    def _take(self, kits: Kits, answer: Answer) -> Objective:
        """Keeps a kit that keeps the rules if it is the best so far; returns its objective."""
        assert answer.values is not None
        placement = kits.placement(answer.values)
        objective = assembly.objective_of(self.problem, placement)
        better = self.best is None or assembly.rank(objective) < assembly.rank(self.best[0])
        if better and not assembly.broken_rules(self.problem, placement):
            self.best = objective, placement
        return objective

    def _most_cover(self) -> Cover:
        """What objectives a and b cannot exceed, whatever the time."""
        looks = types = 0
        for competency in self.problem.competencies:
            about = [
                group
                for group in self.groups
                if group.one.scored and group.one.competency == competency.slug
            ]
            rounds = {place for group in about for place in group.rounds}
            raters = sum(self.problem.rounds[place].raters for place in rounds)
            looks += competency.weight * min(assembly.MOST_LOOKS, raters)
            types += min(assembly.MOST_TYPES, len({group.one.type for group in about}))
        return Cover(looks, types)

    def _cover(self, kits: Kits) -> tuple[Cover | None, Answer]:
        """The most of objective a, then of b, in one programme: b never outweighs 1 of a."""
        worth = 1 + assembly.MOST_TYPES * len(self.problem.competencies)
        cost = [(column, -coefficient * worth) for column, coefficient in kits.looks()]
        cost += [(column, -coefficient) for column, coefficient in kits.types()]
        answer = kits.solve(cost, self.clock.left)
        if answer.values is None:
            return None, answer
        a, b, *_cd = self._take(kits, answer)
        return Cover(a, b, -(a * worth + b) <= answer.bound + SAFE), answer

    def _covering(self, pool: list[Group], cover: Cover) -> Kits:
        kits = Kits(self.problem, pool)
        kits.row(kits.looks(), lower=cover.looks)
        kits.row(kits.types(), lower=cover.types)
        return kits

    def _straight(self, cover: Cover) -> Objective | None:
        """What no kit exceeds, if one with this cover has as little excess as even fractions of
        questions need."""
        lowest = self._lowest(cover)
        return None if lowest is None else self._fullest(cover, lowest)

    def _lowest(self, cover: Cover) -> int | None:
        """A bound of objective c; None where there are not even fractions of kits."""
        kits = self._covering(self.groups, cover)
        bound = kits.bound(kits.excess(), self.clock.left)
        return None if bound is None else max(0, ceil(bound - SAFE))

    def _fullest(self, cover: Cover, excess: int, exists: bool = False) -> Objective | None:
        """What no kit with this cover and excess exceeds. Where it is not known that one exists,
        a small pool decides."""
        within = asked_within(self.groups, excess - self.fixed)
        least = least_spare(self.problem, within)
        for pool in _pools(self.problem, within):
            kits = self._covering(pool, cover)
            kits.row(kits.excess(), upper=excess)
            answer = kits.solve(kits.spare(least), self.clock.left)
            if answer.values is not None:
                spare = self._take(kits, answer)[3]
                if spare == least or (pool is within and spare <= answer.bound + SAFE):
                    return cover.looks, cover.types, excess, spare
                exists = True
            elif not exists and pool is not within:
                return None
        return None

    def _step_by_step(self, cover: Cover) -> Objective | None:
        """What no kit with this cover exceeds; None where thirty minutes stand against it."""
        lowest = self._lowest(cover)
        if lowest is None:
            return None
        limit = None
        for pool in (promising(self.groups, 3), self.groups):
            pool = pool if limit is None else asked_within(pool, limit - self.fixed)
            kits = self._covering(pool, cover)
            excess = kits.excess()
            kits.row(excess, lower=lowest)
            answer = kits.solve(excess, self.clock.left)
            if answer.values is not None:
                limit = self._take(kits, answer)[2]
                if limit == lowest:
                    break
        if limit is None or limit > max(lowest, answer.bound + SAFE):
            return None
        return self._fullest(cover, limit, exists=True)


def _pools(problem: Problem, groups: list[Group]) -> Iterator[list[Group]]:
    """First few, then more, at last all. How few is a matter of speed alone: measured with the
    problems of `tests/benchmarks`."""
    room = sum(round_.room for round_ in problem.rounds)
    for number, minutes in ((1, 1.5 * room), (3, 0)):
        few = promising(groups, number)
        is_small = 3 * len(few) <= sum(map(len, groups))
        if is_small and sum(group.one.minutes for group in few) >= minutes:
            yield few
    yield groups


def with_earlier_slugs(problem: Problem, placement: Placement) -> Placement:
    """As good a placement, in which an earlier slug of the same competency, type and askings stands
    in wherever it can, even if it takes a little longer or less long."""
    chosen = {slug for slugs in placement.values() for slug in slugs}
    taken = chosen | problem.excluded
    free: dict[tuple[str | None, str, bool, int], list[Question]] = defaultdict(list)
    for question in problem.questions:
        if question.slug not in taken:
            free[_alike(question)].append(question)
    most = assembly.objective_of(problem, placement)[3]
    over = sum(problem.by_slug[slug].minutes for slug in chosen) - assembly.FEWEST_MINUTES
    found = {}
    for round_ in problem.rounds:
        slugs = list(placement[round_.key])
        spare = round_.room - sum(problem.by_slug[slug].minutes for slug in slugs)
        for place, slug in enumerate(slugs):
            if slug in problem.locked:
                continue
            leaving = problem.by_slug[slug]
            for number, coming in enumerate(free[_alike(leaving)]):
                more = coming.minutes - leaving.minutes
                if coming.slug < slug and 0 <= spare - more <= most and over + more >= 0:
                    slugs[place] = coming.slug
                    free[_alike(leaving)][number] = leaving
                    spare, over = spare - more, over + more
                    break
        found[round_.key] = tuple(slugs)
    return found


def _alike(question: Question) -> tuple[str | None, str, bool, int]:
    return question.competency, question.type, question.scored, question.askings
