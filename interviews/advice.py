"""The advice on the wording of a question, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interviews.models import Question
    from interviews.wording import Advice, OwnRule

ADVISED = ("prompt", "follow_ups", "materials")  # the fields that Question.advice looks at
HEAVIEST = ("stop", "caution", "hint")
REMEMBERED = 2_000  # texts whose advice is kept in memory: the builder asks again with every act
AROUND = 70  # characters of the text that show on each side of what the advice is about


@dataclass(frozen=True)
class Remark:
    """One piece of advice, with the words that it is about and some of the text around them."""

    advice: Advice
    before: str
    hit: str
    after: str


def remark(text: str, advice: Advice) -> Remark:
    """The advice beside its place in `text`; what is cut off shows as an ellipsis."""
    start, end = max(0, advice.start - AROUND), advice.end + AROUND
    return Remark(
        advice=advice,
        before=f"{'…' if start else ''}{text[start : advice.start]}",
        hit=text[advice.start : advice.end],
        after=f"{text[advice.end : end]}{'…' if end < len(text) else ''}",
    )


@lru_cache(maxsize=REMEMBERED)
def advice_on(text: str, part: str, own: tuple[OwnRule, ...]) -> tuple[Advice, ...]:
    """As `wording.advice_on`, for texts that a process asks about again and again."""
    from interviews import wording

    return wording.advice_on(text, part=part, own=own)


def remarks_on(question: Question) -> dict[str, list[Remark]]:
    """What the advice says about the texts of a question, saved or not, by the name of the field.
    Fields without any are left out; the heaviest come first."""
    found: dict[str, list[Remark]] = {}
    for name, text, advice in sorted(question.advice(), key=_heaviness):
        found.setdefault(name, []).append(remark(text, advice))
    return found


def _heaviness(found):
    _name, _text, advice = found
    return HEAVIEST.index(advice.severity)
