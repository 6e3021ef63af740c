"""A round as an interviewer meets it: opening, question after question, closing.

Plain data out of a `KitDocument`. All times are whole minutes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from interviews.document import KitDocument, Round
from scorecards.pdf.contents import Asked, asked_in

OPENING, CLOSING = "opening", "closing"


@dataclass(frozen=True)
class Part:
    """A stretch of the interview. `name` is “opening”, the number of a question, or “closing”;
    `before` and `after` are the names of its neighbours, empty at the ends. It is planned from
    minute `start` for `minutes`. `asked` is its question."""

    name: str
    label: str
    start: int
    minutes: int
    asked: Asked | None = None
    before: str = ""
    after: str = ""

    @property
    def end(self) -> int:
        return self.start + self.minutes


def parts_of(document: KitDocument, round_: Round) -> list[Part]:
    """The parts of a round in the order in which they are held."""
    questions = asked_in(document, round_)
    names = [OPENING, *(str(asked.number) for asked in questions), CLOSING]
    labels = [_("Opening"), *(_label(asked) for asked in questions), _("Closing")]
    lengths = [
        round_.opening_minutes,
        *(asked.question.minutes for asked in questions),
        round_.closing_minutes,
    ]
    return [
        Part(
            name=name,
            label=labels[place],
            start=sum(lengths[:place]),
            minutes=lengths[place],
            asked=questions[place - 1] if 0 < place < len(names) - 1 else None,
            before=names[place - 1] if place else "",
            after=names[place + 1] if place < len(names) - 1 else "",
        )
        for place, name in enumerate(names)
    ]


def _label(asked: Asked) -> str:
    return _("Question %(number)d") % {"number": asked.number}


def left_out_first(parts: list[Part]) -> list[Part]:
    """The optional questions in the order in which they are left out when time runs short."""
    optional = [
        (part.asked.question.drop_order, part.start, part)
        for part in parts
        if part.asked and part.asked.question.drop_order
    ]
    return [part for _order, _start, part in sorted(optional, key=lambda row: row[:2])]
