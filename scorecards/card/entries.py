"""What may be written on a scorecard: its fields by name, and what is still missing.

Plain data out of a frozen kit. Every value is text as a form sends it: of a rating the number or
the state (“4”, “not_asked”), of lines to tick their numbers from 1 (“1,3”), of a recommendation its
key. Nothing written is the empty text. A version counts the writes of one field, from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roles.fields import validate_length, validate_printable

if TYPE_CHECKING:  # Pydantic takes a third of a second to import
    from interviews.document import KitDocument, Question, Round

ANSWER, PROSE, LINE, TICKS, CHOICE = "answer", "prose", "line", "ticks", "choice"
NO_DECISION = "no_decision"
STATES = ("not_asked", "no_evidence", "declined")
CLOSING = "closing"  # the part of the page on which the whole is summed up
PRIVATE = "notes"  # the column of what its author alone ever reads

# Line breaks of other programs, such as those of a text that was pasted out of a word processor.
LINE_BREAKS = ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")


@dataclass(frozen=True)
class Entry:
    """What stands in a field, or is to stand there. `already` says that a card that takes nothing
    more has it as it is."""

    name: str
    value: str = ""
    version: int = 0
    already: bool = False

    @property
    def ticked(self) -> tuple[int, ...]:
        """The numbers of the ticked lines."""
        return tuple(int(number) for number in self.value.split(",") if number.isdecimal())

    @property
    def number(self) -> int | None:
        return int(self.value) if self.value.isdecimal() else None


@dataclass(frozen=True)
class Field:
    """A field of the card: `kind` is one of the five above, `column` where it is kept in the row of
    its question, or in the summary where it has none. `options` are the values it may have beside
    the empty one, with their words. `part` names the part of the page on which it stands."""

    name: str
    kind: str
    column: str
    part: str
    question: Question | None = None
    options: tuple[tuple[str, str], ...] = ()

    @property
    def version_column(self) -> str:
        return f"{self.column}_version"

    @property
    def is_private(self) -> bool:
        return self.column == PRIVATE

    @cached_property
    def label(self) -> str:
        """What the field is, in words."""
        if self.question is None:
            return _summary_labels()[self.name]
        return _question_labels()[self.column] % {"number": self.part}

    def clean(self, value: str) -> str:
        """The value as it is kept; `ValidationError` in words where it has no place here."""
        if self.kind == PROSE:
            return _plain(value)
        if self.kind == LINE:
            return " ".join(_plain(value).splitlines())
        if self.kind == TICKS:
            return self._ticks(value)
        if value and value not in dict(self.options):
            raise ValidationError(_("Choose one of: %(words)s.") % {"words": self._choices()})
        return value

    def _ticks(self, value: str) -> str:
        chosen = {number.strip() for number in value.split(",") if number.strip()}
        if chosen - set(dict(self.options)):
            raise ValidationError(_("A line was ticked that this question does not have."))
        return ",".join(number for number, _words in self.options if number in chosen)

    def _choices(self) -> str:
        return ", ".join(words for _value, words in self.options)

    def in_words(self, value: str) -> str:
        """The value as a person reads it; ticked lines one below the other."""
        words = dict(self.options)
        if self.kind == TICKS:
            return "\n".join(words[number] for number in value.split(",") if number in words)
        return words.get(value, value)

    def columns(self, value: str) -> dict[str, Any]:
        """What is written into the row for a value."""
        if self.kind != ANSWER:
            return {self.column: value}
        return {
            "number": int(value) if value.isdecimal() else None,
            "state": "" if value.isdecimal() else value,
        }

    def read(self, row: Any) -> Entry:
        """What stands in the row; the empty entry where there is none yet."""
        if row is None:
            return Entry(self.name)
        if self.kind == ANSWER:
            value = row.state if row.number is None else str(row.number)
        else:
            value = getattr(row, self.column)
        return Entry(self.name, value, getattr(row, self.version_column))


def _plain(text: str) -> str:
    for line_break in LINE_BREAKS:
        text = text.replace(line_break, "\n")
    validate_printable(text)
    validate_length(text)
    return text


def _question_labels() -> dict[str, str]:
    return {
        "answer": _("Question %(number)s, rating"),
        "evidence": _("Question %(number)s, evidence"),
        "notes": _("Question %(number)s, private notes"),
        "follow_ups": _("Question %(number)s, follow-ups asked"),
        "positive_indicators": _("Question %(number)s, positive indicators"),
        "red_flags": _("Question %(number)s, red flags"),
        "own_follow_ups": _("Question %(number)s, other follow-ups"),
    }


def _summary_labels() -> dict[str, str]:
    return {
        "strengths": _("Strengths"),
        "concerns": _("Concerns"),
        "recommendation": _("Recommendation"),
        "recommendation-reason": _("Reason for no decision"),
        "notes": _("Private notes"),
    }


def state_words() -> dict[str, str]:
    """Why there is no number, in words."""
    return {
        "not_asked": _("not asked"),
        "no_evidence": _("no evidence"),
        "declined": _("declined to answer"),
    }


def fields_of(document: KitDocument, round_: Round) -> dict[str, Field]:
    """The fields of a card of this round by name, in the order of the page."""
    steps = [
        (str(point.value), f"{point.value} · {point.label}") for point in document.scale.points
    ]
    answers = (*steps, *state_words().items())
    fields = [
        field
        for number, question in enumerate(round_.questions, start=1)
        for field in _fields_of_question(question, str(number), answers)
    ]
    fields += [
        Field("strengths", PROSE, "strengths", CLOSING),
        Field("concerns", PROSE, "concerns", CLOSING),
    ]
    recommendations = tuple((each.key, each.label) for each in document.recommendations)
    if recommendations:
        fields.append(
            Field("recommendation", CHOICE, "recommendation", CLOSING, options=recommendations)
        )
    if NO_DECISION in dict(recommendations):
        fields.append(Field("recommendation-reason", LINE, "recommendation_reason", CLOSING))
    fields.append(Field("notes", PROSE, "notes", CLOSING))
    return {field.name: field for field in fields}


def _fields_of_question(
    question: Question, part: str, answers: tuple[tuple[str, str], ...]
) -> Iterable[Field]:
    key = question.key
    for name, column, lines in (
        ("follow-up", "follow_ups", question.follow_ups),
        ("indicator", "positive_indicators", question.positive_indicators),
        ("red-flag", "red_flags", question.red_flags),
    ):
        if lines:
            numbered = tuple((str(number), line) for number, line in enumerate(lines, start=1))
            yield Field(f"{name}-{key}", TICKS, column, part, question, numbered)
    yield Field(f"own-follow-ups-{key}", PROSE, "own_follow_ups", part, question)
    if question.scored:
        yield Field(f"evidence-{key}", PROSE, "evidence", part, question)
        yield Field(f"rating-{key}", ANSWER, "answer", part, question, answers)
    yield Field(f"notes-{key}", PROSE, "notes", part, question)


class Missing(NamedTuple):
    """What a card lacks before it can be submitted, and the field that mends it."""

    words: str
    name: str


def missing_in(fields: Mapping[str, Field], values: Mapping[str, str]) -> list[Missing]:
    """What is missing, in the order of the page: of every scored question a number with its
    evidence or why there is none, a recommendation where the kit offers any, and the reason of
    “no decision”. `values` are by the name of their field."""
    found: list[Missing] = []
    for name, field in fields.items():
        value = values.get(name, "")
        if field.kind == ANSWER and field.question:
            found += _missing_of(field, value, values.get(f"evidence-{field.question.key}", ""))
        elif name == "recommendation":
            reason = values.get("recommendation-reason", "")
            found += _missing_verdict(value, reason)
    return found


def _missing_of(field: Field, answer: str, evidence: str) -> Iterable[Missing]:
    where = {"number": field.part, "answer": answer}
    if not answer:
        yield Missing(
            _("Question %(number)s: choose a number, or why there is none.") % where, field.name
        )
    elif answer not in STATES and not evidence.strip() and field.question:
        yield Missing(
            _("Question %(number)s: write the evidence for your %(answer)s.") % where,
            f"evidence-{field.question.key}",
        )


def _missing_verdict(value: str, reason: str) -> Iterable[Missing]:
    if not value:
        yield Missing(_("Closing: choose a recommendation."), "recommendation")
    elif value == NO_DECISION and not reason.strip():
        yield Missing(_("Closing: say why you make no decision."), "recommendation-reason")
