"""The kits of a problem as an integer linear programme: its columns count how many questions of a
group each round asks, its rows are the hard rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from interviews import assembly
from interviews.assembly import Problem, Question
from interviews.best_kit.groups import Group
from interviews.best_kit.programme import Programme, negative


@dataclass(frozen=True)
class Ask:
    """The column that counts how many questions of a group a round asks."""

    column: int
    group: Group
    place: int

    @property
    def one(self) -> Question:
        return self.group.one

    def times(self, coefficient: int) -> tuple[int, int]:
        return self.column, coefficient


class Kits(Programme):
    """All kits out of some groups that keep the hard rules, but for the thirty minutes where
    `thirty` is not set."""

    def __init__(self, problem: Problem, groups: Iterable[Group], thirty: bool = True) -> None:
        super().__init__()
        self.problem = problem
        self.asks: list[Ask] = []
        for group in groups:
            self._choose(group)
        self.about: dict[tuple[str | None, int], list[Ask]] = defaultdict(list)
        for ask in self.asks:
            if ask.one.scored:
                self.about[ask.one.competency, ask.place].append(ask)
        self.sees = {key: self._see(asks) for key, asks in self.about.items()}
        for place in range(len(problem.rounds)):
            self._fill(place)
        for competency in problem.competencies:
            self._cover(competency)
        self._count(thirty)

    def give(self, rule: str, most: int, **place: str) -> list[tuple[int, int]]:
        """The terms by which a rule may be broken: none."""
        return []

    def _choose(self, group: Group) -> None:
        asks = [Ask(self.column(len(group)), group, place) for place in group.rounds]
        self.asks += asks
        columns = [ask.times(1) for ask in asks]
        if group.locked:
            self.row(columns + self.give("locked", 1, question=group.one.slug), 1, 1)
        else:
            self.row(columns, upper=len(group))

    def _see(self, asks: list[Ask]) -> int:
        """A column: 1 only where a round asks about a competency."""
        column = self.column(1)
        self.row([(column, -1), *(ask.times(1) for ask in asks)], lower=0)
        return column

    def _fill(self, place: int) -> None:
        round_ = self.problem.rounds[place]
        slot = [ask.times(ask.one.minutes) for ask in self.asks if ask.place == place]
        longest = sum(len(ask.group) * ask.one.minutes for ask in self.asks if ask.place == place)
        over = self.give("slot", max(0, longest - round_.room), round=round_.key)
        self.row(slot + negative(over), upper=round_.room)
        rated = [competency for competency, there in self.about if there == place]
        if len(rated) > assembly.MOST_RATED:
            for competency in rated:
                asks = self.about[competency, place]
                most = sum(len(ask.group) * ask.one.minutes for ask in asks)
                most = min(most, round_.room) if not over else most
                minutes = [ask.times(ask.one.minutes) for ask in asks]
                self.row([*minutes, (self.sees[competency, place], -most)], upper=0)
            columns = [(self.sees[competency, place], 1) for competency in rated]
            over = self.give("six", len(rated), round=round_.key)
            self.row(columns + negative(over), upper=assembly.MOST_RATED)

    def _cover(self, competency: assembly.Competency) -> None:
        asks = [
            ask for ask in self.asks if ask.one.scored and ask.one.competency == competency.slug
        ]
        needed = assembly.needed(competency)
        rule = "essential" if competency.essential else "asked"
        columns = [ask.times(1) for ask in asks]
        self.row(columns + self.give(rule, needed, competency=competency.slug), lower=needed)
        fewest = assembly.FEWEST_RATERS
        over = self.give("raters", fewest, competency=competency.slug)
        self.row(self.raters(competency.slug) + over, lower=fewest)

    def raters(self, competency: str) -> list[tuple[int, int]]:
        return [
            (self.sees[competency, place], round_.raters)
            for place, round_ in enumerate(self.problem.rounds)
            if (competency, place) in self.sees
        ]

    def _count(self, thirty: bool) -> None:
        scored = [ask for ask in self.asks if ask.one.scored]
        columns = [ask.times(1) for ask in scored]
        self.row(
            columns + self.give("questions", assembly.FEWEST_QUESTIONS),
            lower=assembly.FEWEST_QUESTIONS,
        )
        if thirty:
            minutes = [ask.times(ask.one.minutes) for ask in self.asks]
            self.row(
                minutes + self.give("minutes", assembly.FEWEST_MINUTES),
                lower=assembly.FEWEST_MINUTES,
            )
        worth = [
            ask.times(100 * (ask.one.type in assembly.BETTER_TYPES) - assembly.BETTER_PER_CENT)
            for ask in scored
        ]
        most = sum(len(ask.group) for ask in scored)
        lacking = [(column, 100 * by) for column, by in self.give("better_types", most)]
        self.row(worth + lacking, lower=0)

    def looks(self) -> list[tuple[int, int]]:
        """The terms of objective a."""
        terms = []
        for competency in self.problem.competencies:
            column = self.column(assembly.MOST_LOOKS)
            self.row([(column, -1), *self.raters(competency.slug)], lower=0)
            terms.append((column, competency.weight))
        return terms

    def types(self) -> list[tuple[int, int]]:
        """The terms of objective b."""
        kinds: dict[str | None, dict[str, list[Ask]]] = {}
        for ask in self.asks:
            if ask.one.scored:
                kinds.setdefault(ask.one.competency, {}).setdefault(ask.one.type, []).append(ask)
        terms = []
        for competency in self.problem.competencies:
            counted = [(self._see(asks), 1) for asks in kinds.get(competency.slug, {}).values()]
            column = self.column(assembly.MOST_TYPES)
            self.row([(column, -1), *counted], lower=0)
            terms.append((column, 1))
        return terms

    def excess(self) -> list[tuple[int, int]]:
        """The terms of objective c: those asked least are counted first, being the cheapest."""
        by_group = groupby(self.asks, lambda ask: id(ask.group))
        terms = []
        for asks in (list(asks) for _key, asks in by_group):
            levels = [
                (self.column(len(list(same))), excess)
                for excess, same in groupby(asks[0].group.excess)
            ]
            if levels[-1][1]:
                taken = [(column, -1) for column, _excess in levels]
                self.row([*taken, *(ask.times(1) for ask in asks)], 0, 0)
                terms += [level for level in levels if level[1]]
        return terms

    def spare(self, least: int) -> list[tuple[int, int]]:
        """The term of objective d, which is at least so much."""
        most = max([0, *(round_.room for round_ in self.problem.rounds)])
        column = self.column(most, lower=least)
        for place, round_ in enumerate(self.problem.rounds):
            minutes = [ask.times(ask.one.minutes) for ask in self.asks if ask.place == place]
            self.row([(column, 1), *minutes], lower=round_.room)
        return [(column, 1)]

    def placement(self, values: Sequence[int]) -> dict[str, tuple[str, ...]]:
        """What the values of the columns choose: of each group those asked least, first rounds
        first."""
        chosen: dict[str, list[str]] = {round_.key: [] for round_ in self.problem.rounds}
        left = {id(ask.group): iter(ask.group.questions) for ask in self.asks}
        for ask in self.asks:
            key, questions = self.problem.rounds[ask.place].key, left[id(ask.group)]
            chosen[key] += [next(questions).slug for _number in range(values[ask.column])]
        return {key: tuple(slugs) for key, slugs in chosen.items()}
