"""The shapes that the checks come in, and what more than one of them asks of a kit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.document import KitDocument, Question

MET, IN_PART, NOT_MET, NOTHING = 1.0, 0.5, 0.0, None
RATING = 8  # without a rated answer there is no score
NAMED = 3  # questions or competencies that a sentence names before it counts the rest

CAUTION = gettext_lazy(
    "Weights and thresholds are choices of this project, not published cut-offs. The score "
    "describes the method. It predicts nothing about anybody, and it is no legal judgement."
)


@dataclass(frozen=True)
class Finding:
    """What a check found. `value` is 1, 0.5, 0, or None where there is nothing to look at yet.
    `remedy` is one thing to do, empty where the check is met; `place` says where in the builder:
    `settings`, `weights`, `coverage`, `rounds`, `round-KEY` or `question-KEY`; `field` which of the
    settings."""

    value: float | None
    found: str
    remedy: str = ""
    place: str = ""
    field: str = ""


@dataclass(frozen=True)
class Check:
    """One component of structure, by its number from 1 to 15, and what was found."""

    number: int
    component: str
    is_core: bool
    finding: Finding

    @property
    def value(self) -> float | None:
        return self.finding.value

    @property
    def found(self) -> str:
        return self.finding.found

    @property
    def remedy(self) -> str:
        return self.finding.remedy

    @property
    def place(self) -> str:
        return self.finding.place

    @property
    def field(self) -> str:
        return self.finding.field

    @property
    def weight(self) -> int:
        return 2 if self.is_core else 1

    @property
    def is_met(self) -> bool:
        return self.value == MET

    @property
    def mark(self) -> str:
        """The value in words."""
        if self.value is None:
            return "–"
        return {MET: _("met"), IN_PART: _("in part"), NOT_MET: _("not met")}[self.value]


@dataclass(frozen=True)
class Checks:
    """All fifteen, in their order."""

    rows: tuple[Check, ...]

    @property
    def score(self) -> int | None:
        """From 0 to 100, rounded half up; None while no answer is rated."""
        if self.rows[RATING - 1].value is None:
            return None
        judged = [(row.weight, row.value) for row in self.rows if row.value is not None]
        halves = sum(weight * round(2 * value) for weight, value in judged)
        total = sum(weight for weight, _value in judged)
        return (100 * halves + total) // (2 * total)

    @property
    def met(self) -> tuple[Check, ...]:
        return tuple(row for row in self.rows if row.is_met)

    @property
    def weak(self) -> tuple[Check, ...]:
        """Those that are not met, or only in part, or have nothing to look at yet."""
        return tuple(row for row in self.rows if not row.is_met)

    @property
    def caution(self) -> str:
        return str(CAUTION)


def scored_in(document: KitDocument) -> list[Question]:
    return [question for question in document.questions if question.scored]


def nothing_rated(document: KitDocument) -> Finding | None:
    """What a check of the rated questions finds where there are none."""
    if scored_in(document):
        return None
    found = _("The kit has no scored question yet.")
    return Finding(NOTHING, found, _("Add scored questions."), "rounds")


def named(names: Iterable[str]) -> str:
    """The first few in quotation marks, and how many more there are."""
    names = list(names)
    shown = ", ".join(f"“{name}”" for name in names[:NAMED])
    if len(names) <= NAMED:
        return shown
    return _("%(names)s and %(more)d more") % {"names": shown, "more": len(names) - NAMED}
