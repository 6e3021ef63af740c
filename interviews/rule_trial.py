"""What a rule on wording would do, before and after it is saved: to a text, and to the bank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviews.advice import Remark, remark
from interviews.models import Question, WordingRule
from roles.fields import split_lines

if TYPE_CHECKING:
    from interviews.wording import OwnRule

TEXTS = ("prompt", "follow_ups", "materials")
FEWEST_LETTERS = 3
SMALL_BANK = 10  # up to so many questions, a share of them says nothing


@dataclass(frozen=True)
class Trial:
    """Remarks on a text without and with a rule. Its other rules hold in both."""

    without: list[Remark]
    with_rule: list[Remark]

    @property
    def changes_nothing(self) -> bool:
        return self.without == self.with_rule


@dataclass(frozen=True)
class Reach:
    """In how many of `total` questions the words of a rule stand, and some of those questions."""

    count: int
    total: int
    examples: tuple[Question, ...]

    @property
    def is_too_wide(self) -> bool:
        return self.total > SMALL_BANK and self.count * 2 > self.total


def trial(text: str, rule: OwnRule, *, without: int | None = None) -> Trial:
    """What is said about a text with `rule`, which may be saved already as the row `without`."""
    from interviews.wording import advice_on

    others = WordingRule.objects.exclude(pk=without).as_rules()
    return Trial(
        without=[remark(text, advice) for advice in advice_on(text, own=others)],
        with_rule=[remark(text, advice) for advice in advice_on(text, own=(*others, rule))],
    )


def reach(words: str, *, most: int = 10) -> Reach:
    """Where in the bank, retired questions left out, these words of a rule stand."""
    questions = Question.objects.exclude(state=Question.State.RETIRED).only("slug", *TEXTS)
    found = [question for question in questions if _says(question, words)]
    return Reach(len(found), len(questions), tuple(found[:most]))


def letters(words: str) -> int:
    return sum(character.isalnum() for character in words)


def _says(question: Question, words: str) -> bool:
    from interviews.wording.patterns import phrase
    from interviews.wording.text import sentences

    pattern = phrase(words)
    return any(
        next(pattern.spans(sentence), None)
        for text in _texts(question)
        for sentence in sentences(text)
    )


def _texts(question: Question) -> Iterator[str]:
    yield question.prompt
    yield question.materials
    yield from split_lines(question.follow_ups)
