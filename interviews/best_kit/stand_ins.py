"""Which questions could stand in for a chosen one; `assembly.alternatives` is the way in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from interviews import assembly
from interviews.assembly import Alternative, Broken, Placement, Problem, Question, Round

MOST = 8


@dataclass(frozen=True)
class Kit:
    """What is to be known of a placement; `broken` is by rule and place."""

    broken: dict[tuple[str, str, str, str], Broken]
    objective: tuple[int, int, int, int]

    @classmethod
    def of(cls, problem: Problem, placement: Placement) -> Kit:
        broken = assembly.broken_rules(problem, placement)
        return cls(
            {(each.rule, each.round, each.competency, each.question): each for each in broken},
            assembly.objective_of(problem, placement),
        )

    def amount(self, place: tuple[str, str, str, str]) -> int:
        return self.broken[place].amount if place in self.broken else 0


@dataclass(frozen=True)
class Swap:
    """One question for another, and the kits before and after."""

    leaving: Question
    coming: Question
    now: Kit
    then: Kit

    @property
    def keeps_rules(self) -> bool:
        """Is nothing broken, or by more, that was not before?"""
        return all(
            each.amount <= self.now.amount(place) for place, each in self.then.broken.items()
        )

    @property
    def mends(self) -> tuple[Broken, ...]:
        return tuple(
            each
            for place, each in self.now.broken.items()
            if self.then.amount(place) < each.amount and each.question != self.leaving.slug
        )


def alternatives(problem: Problem, placement: Placement, slug: str) -> list[Alternative]:
    """Questions that differ in nothing but their askings are judged once."""
    locked = {other: key for other, key in problem.locked.items() if other != slug}
    problem = replace(problem, locked=locked)
    round_ = next(one for one in problem.rounds if slug in placement.get(one.key, ()))
    leaving = problem.by_slug[slug]
    kinds = {
        (problem.by_slug[each].competency, problem.by_slug[each].type) for each in _all(placement)
    }
    unused = round_.room - sum(problem.by_slug[each].minutes for each in placement[round_.key])
    now = Kit.of(problem, placement)
    found = []
    for alike in _candidates(problem, placement, round_, leaving):
        first = alike[0]
        swap = Swap(
            leaving, first, now, Kit.of(problem, _swapped(placement, round_, slug, first.slug))
        )
        if swap.keeps_rules:
            fits = abs(unused) - abs(unused + leaving.minutes - first.minutes)
            new = first.scored and (first.competency, first.type) not in kinds
            found += [_alternative(problem, swap, question, fits, new) for question in alike[:MOST]]
    found.sort(
        key=lambda one: (
            -len(one.mends),
            assembly.rank(one.after),
            not one.same_competency,
            one.slug,
        )
    )
    return found[:MOST]


def _all(placement: Placement) -> Iterable[str]:
    return (slug for slugs in placement.values() for slug in slugs)


def _alternative(
    problem: Problem, swap: Swap, question: Question, fits: int, new: bool
) -> Alternative:
    """`question` is interchangeable with the one that the swap has judged."""
    a, b, c, d = swap.then.objective
    least = problem.least_asked[question.competency, question.type]
    return Alternative(
        slug=question.slug,
        before=swap.now.objective,
        after=(a, b, c + question.askings - swap.coming.askings, d),
        same_competency=question.competency == swap.leaving.competency,
        new_type=new,
        least_asked=question.askings == least,
        asked_less=swap.leaving.askings - question.askings,
        fits_better=fits,
        mends=swap.mends,
    )


def _candidates(
    problem: Problem, placement: Placement, round_: Round, leaving: Question
) -> Iterable[list[Question]]:
    """Lists of interchangeable questions, those first that were asked least, which the round takes
    and has room for; where it is too long already, it may be so by no more."""
    chosen = set(_all(placement))
    known = {competency.slug for competency in problem.competencies}
    taken = sum(problem.by_slug[slug].minutes for slug in placement[round_.key])
    most = leaving.minutes + max(0, round_.room - taken)
    found: dict[tuple[str | None, str, int, bool], list[Question]] = defaultdict(list)
    for question in problem.questions:
        if (
            question.slug not in chosen
            and question.slug not in problem.excluded
            and question.minutes <= most
            and (question.competency in known or not question.scored)
            and assembly.may_ask(round_, question)
        ):
            kind = question.competency, question.type, question.minutes, question.scored
            found[kind].append(question)
    for alike in found.values():
        alike.sort(key=lambda question: (question.askings, question.slug))
    return found.values()


def _swapped(placement: Placement, round_: Round, slug: str, other: str) -> Placement:
    slugs = (other if each == slug else each for each in placement[round_.key])
    return {**placement, round_.key: tuple(slugs)}
