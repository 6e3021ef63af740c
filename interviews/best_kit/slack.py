"""Why no kit keeps all hard rules: the fewest rules to slacken, each by as little as can be, and
what else would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from interviews import assembly
from interviews.assembly import Lack, Placement, Problem
from interviews.best_kit.groups import Group, groups_of, shortest
from interviews.best_kit.kits import Ask, Kits
from interviews.best_kit.programme import Answer, Clock, negative

# What slackening a rule by one is worth in minutes of a slot, where equally few rules would do: a
# choice of this project. Time is easiest to find, a locked question harder to give up, and hardest
# it is to ask less than a fair interview has to.
WORTH = {
    "slot": 1,
    "minutes": 2,
    "locked": 30,
    "role_play": 45,
    "six": 60,
    "raters": 60,
    "questions": 90,
    "better_types": 90,
    "asked": 120,
    "essential": 120,
}
Place = tuple[str, ...]  # a rule, and the round, competency and question it is about


@dataclass(frozen=True)
class Slack:
    """The columns of a rule that may be broken: whether it is, and by how much."""

    broken: int
    amount: int


class SlackKits(Kits):
    """All kits, also those that break rules; `slacks` says which and by how much. Even here a
    round asks no type that it does not take, unless it is locked."""

    def __init__(self, problem: Problem, groups: Iterable[Group], thirty: bool) -> None:
        self.slacks: dict[Place, Slack] = {}
        super().__init__(problem, groups, thirty)
        for place, round_ in enumerate(problem.rounds):
            plays = [
                ask
                for ask in self.asks
                if ask.place == place and not assembly.may_play(round_, ask.one)
            ]
            if plays:
                most = sum(len(ask.group) for ask in plays)
                over = negative(self.give("role_play", most, round=round_.key))
                self.row([*over, *(ask.times(1) for ask in plays)], upper=0)

    def give(self, rule: str, most: int, **place: str) -> list[tuple[int, int]]:
        if rule == "slot":
            return self._lengthen(place["round"], most)
        slack = self._slack(rule, most, **place)
        if rule == "raters":
            return [(slack.amount, 1), (self._unasked(place["competency"]), most)]
        return [(slack.amount, 1)]

    def _slack(self, rule: str, most: int, **place: str) -> Slack:
        slack = Slack(self.column(1), self.column(most))
        self.row([(slack.amount, 1), (slack.broken, -most)], upper=0)
        self.slacks[
            rule, place.get("round", ""), place.get("competency", ""), place.get("question", "")
        ] = slack
        return slack

    def _lengthen(self, key: str, most: int) -> list[tuple[int, int]]:
        """Of what a slot is given, a longer opening and closing may take a part."""
        round_ = next(one for one in self.problem.rounds if one.key == key)
        grows_by = round_.grows_by if round_.minutes < round_.grows_at else 0
        most += grows_by
        slack = self._slack("slot", most, round=key)
        terms = [(slack.amount, 1)]
        if grows_by:
            grown = self.column(1)
            self.row([*terms, (grown, -most)], upper=round_.grows_at - 1 - round_.minutes)
            terms.append((grown, -grows_by))
        return terms

    def _unasked(self, competency: str) -> int:
        """A column: 1 only where nothing is asked about a competency; then nobody need rate it."""
        column = self.column(1)
        asks = [a for a in self.asks if a.one.scored and a.one.competency == competency]
        most = sum(len(ask.group) for ask in asks)
        self.row([(column, most), *(ask.times(1) for ask in asks)], upper=most)
        return column

    def _choose(self, group: Group) -> None:
        """A locked question that is let go may be asked elsewhere, or not at all."""
        if not group.locked:
            return super()._choose(group)
        slug = group.one.slug
        places = [*group.rounds, *self._elsewhere(group)]
        asks = [Ask(self.column(1), group, place) for place in places]
        self.asks += asks
        stays = [ask.times(1) for ask in asks[: len(group.rounds)]]
        self.row(stays + self.give("locked", 1, question=slug), 1, 1)
        self.row([ask.times(1) for ask in asks], upper=1)

    def _elsewhere(self, group: Group) -> list[int]:
        known = {competency.slug for competency in self.problem.competencies}
        free = group.one.slug not in self.problem.excluded and (
            group.one.competency in known or not group.one.scored
        )
        return [
            place
            for place, round_ in enumerate(self.problem.rounds)
            if free
            and place not in group.rounds
            and assembly.may_ask(replace(round_, solo_role_play=True), group.one)
        ]

    def fewest(self, clock: Clock) -> Answer:
        """Breaks the fewest rules, and those by as little as can be."""
        broken = [(slack.broken, 1) for slack in self.slacks.values()]
        answer = self.solve(broken, clock.left)
        if answer.values is None:
            return answer
        self.row(broken, upper=sum(answer.values[column] for column, _one in broken))
        worth = [(slack.amount, WORTH[place[0]]) for place, slack in self.slacks.items()]
        return self.solve(worth, clock.left)


def stretched(problem: Problem) -> Problem:
    """The same with room for everything that could be needed, and with role-plays anywhere."""
    longest = max((question.minutes for question in problem.questions), default=0)
    locked = sum(problem.by_slug[slug].minutes for slug in problem.locked)
    questions = 20 * len(problem.competencies) + assembly.FEWEST_QUESTIONS
    more = locked + longest * questions + assembly.FEWEST_MINUTES
    rounds = (
        replace(one, minutes=one.minutes + more - min(0, one.room), solo_role_play=True)
        for one in problem.rounds
    )
    return replace(problem, rounds=tuple(rounds))


def reasons(problem: Problem, clock: Clock) -> tuple[Lack, ...]:
    """What to slacken where no kit keeps all rules; nothing where one does, or time runs out."""
    larger = stretched(problem)
    groups = groups_of(larger)
    for pool, thirty in ((shortest(larger, groups), False), (groups, True)):
        kits = SlackKits(problem, pool, thirty)
        answer = kits.fewest(clock)
        if answer.values is None:
            return ()
        if thirty or _minutes(problem, kits.placement(answer.values)) >= assembly.FEWEST_MINUTES:
            lacks = [
                Lack(rule, answer.values[slack.amount], round_, competency, question)
                for (rule, round_, competency, question), slack in kits.slacks.items()
                if answer.values[slack.amount]
            ]
            return tuple(_with_remedies(problem, lack, lacks, clock) for lack in lacks)
    return ()


def _minutes(problem: Problem, placement: Placement) -> int:
    return sum(problem.by_slug[slug].minutes for slugs in placement.values() for slug in slugs)


def _with_remedies(problem: Problem, lack: Lack, lacks: list[Lack], clock: Clock) -> Lack:
    if lack.rule in ("asked", "essential", "questions"):
        fit, left_out = _fitting(problem, lack.competency)
        return replace(lack, questions=tuple(left_out), there=len(fit))
    if lack.rule not in ("slot", "six"):
        return lack
    others = [other for other in lacks if other is not lack]
    return replace(
        lack,
        questions=tuple(
            slug
            for slug in sorted(problem.locked)
            if _would_do(_without_question(problem, slug), others, clock)
        ),
        competencies=tuple(
            competency.slug
            for competency in problem.competencies
            if not _has_lock(problem, competency.slug)
            and _would_do(_without_competency(problem, competency.slug), others, clock)
        ),
    )


def _fitting(problem: Problem, competency: str) -> tuple[list[str], list[str]]:
    """The scored questions, about this competency if one is given, that a round has room for: those
    that may be chosen, and those that are excluded."""
    known = {competency} if competency else {one.slug for one in problem.competencies}
    excluded = problem.excluded - set(problem.locked)
    fitting = [
        question.slug
        for question in problem.questions
        if question.scored
        and question.competency in known
        and any(
            question.minutes <= round_.room and assembly.may_ask(round_, question)
            for round_ in problem.rounds
        )
    ]
    return (
        [slug for slug in fitting if slug not in excluded],
        [slug for slug in fitting if slug in excluded],
    )


def _has_lock(problem: Problem, competency: str) -> bool:
    locked = [problem.by_slug[slug] for slug in problem.locked]
    return any(question.scored and question.competency == competency for question in locked)


def _without_question(problem: Problem, slug: str) -> Problem:
    locked = {other: key for other, key in problem.locked.items() if other != slug}
    return replace(problem, locked=locked, excluded=problem.excluded | {slug})


def _without_competency(problem: Problem, slug: str) -> Problem:
    left = tuple(competency for competency in problem.competencies if competency.slug != slug)
    return replace(problem, competencies=left)


def _would_do(problem: Problem, lacks: Iterable[Lack], clock: Clock) -> bool:
    """Is there a kit that breaks no rules but these, and those by no more?"""
    if not problem.competencies:
        return False
    larger = stretched(problem)
    kits = SlackKits(problem, shortest(larger, groups_of(larger)), thirty=False)
    given: dict[Place, int] = {
        (lack.rule, lack.round, lack.competency, lack.question): lack.amount for lack in lacks
    }
    for place, slack in kits.slacks.items():
        kits.row([(slack.amount, 1)], upper=given.get(place, 0))
    answer = kits.solve([], clock.left)
    if answer.values is None:
        return False
    fewest = assembly.FEWEST_MINUTES - given.get(("minutes", "", "", ""), 0)
    return _minutes(problem, kits.placement(answer.values)) >= fewest
