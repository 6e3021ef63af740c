"""A scorecard as it is read: what its author wrote, and what they changed after submitting.

Plain data out of a frozen kit and the rows of one card. Whether somebody may read it is for
`scorecards.visibility` to say, before these rows are fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from scorecards.card.entries import Entry, Field, fields_of

if TYPE_CHECKING:
    from interviews.document import KitDocument, Round
    from scorecards.models import Amendment, Rating, Scorecard, Summary
    from scorecards.pdf.contents import Asked


@dataclass(frozen=True)
class Change:
    """One amendment: what stood there, what stands there since, both in words, why and when."""

    before: str
    after: str
    reason: str
    made_at: datetime


@dataclass(frozen=True)
class Said:
    """What stands in one field, in words; empty where nothing does. `changes` are its amendments,
    the first one first."""

    field: Field
    words: str
    changes: tuple[Change, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.words.splitlines())

    @property
    def is_there(self) -> bool:
        """Whether there is anything to read, now or before a change."""
        return bool(self.words.strip() or self.changes)


@dataclass(frozen=True)
class QuestionView:
    """A question with what its author noted of it. `answer` and `evidence` are None where it is
    not rated, `notes` where the reader is not the author."""

    asked: Asked
    answer: Said | None
    evidence: Said | None
    ticks: tuple[Said, ...]
    own_follow_ups: Said
    notes: Said | None

    @property
    def heading(self) -> str:
        return self.asked.competency.name if self.asked.competency else self.asked.type


@dataclass(frozen=True)
class CardView:
    """A whole card. `own` says that its author reads it; private notes are there only then."""

    pk: int | None
    author: str
    part: str  # chair, member or observer
    language: str  # of the kit's texts
    submitted_at: datetime | None
    questions: tuple[QuestionView, ...]
    strengths: Said
    concerns: Said
    recommendation: Said | None
    reason: Said | None
    notes: Said | None
    own: bool

    @property
    def is_practice(self) -> bool:
        """An observer's scorecard is practice and never counts."""
        return self.part == "observer"

    @property
    def is_amended(self) -> bool:
        return any(said.changes for said in self.said)

    @property
    def said(self) -> list[Said]:
        """Every field that shows."""
        rows = [self.strengths, self.concerns, self.recommendation, self.reason, self.notes]
        for question in self.questions:
            rows += [question.answer, question.evidence, *question.ticks]
            rows += [question.own_follow_ups, question.notes]
        return [said for said in rows if said]


def view_of(
    document: KitDocument,
    round_: Round,
    scorecard: Scorecard,
    ratings: Iterable[Rating],
    summary: Summary | None,
    amendments: Iterable[Amendment],
    *,
    own: bool,
) -> CardView:
    """The card of these rows. `scorecard.panelist` is fetched with its user; no query is made.
    `own` only for its author: private notes go to nobody else."""
    from scorecards.pdf.contents import asked_in

    fields = fields_of(document, round_)
    rows: dict[str, Rating] = {str(row.question_key): row for row in ratings}
    changes = _changes(fields, amendments)
    said = {
        name: _said(field, rows.get(field.question.key) if field.question else summary, changes)
        for name, field in fields.items()
        if own or not field.is_private
    }
    panelist = scorecard.panelist
    return CardView(
        pk=scorecard.pk,
        author=panelist.name,
        part=panelist.part,
        language=document.language,
        submitted_at=scorecard.submitted_at,
        questions=tuple(_question(asked, said) for asked in asked_in(document, round_)),
        strengths=said["strengths"],
        concerns=said["concerns"],
        recommendation=said.get("recommendation"),
        reason=said.get("recommendation-reason"),
        notes=said.get("notes"),
        own=own,
    )


def _question(asked: Asked, said: Mapping[str, Said]) -> QuestionView:
    key = asked.question.key
    ticks = (f"follow-up-{key}", f"indicator-{key}", f"red-flag-{key}")
    return QuestionView(
        asked=asked,
        answer=said.get(f"rating-{key}"),
        evidence=said.get(f"evidence-{key}"),
        ticks=tuple(said[name] for name in ticks if name in said),
        own_follow_ups=said[f"own-follow-ups-{key}"],
        notes=said.get(f"notes-{key}"),
    )


def _said(field: Field, row: Rating | Summary | None, changes: Mapping[str, list[Change]]) -> Said:
    entry: Entry = field.read(row)
    return Said(field, field.in_words(entry.value), tuple(changes.get(field.name, ())))


def _changes(
    fields: Mapping[str, Field], amendments: Iterable[Amendment]
) -> dict[str, list[Change]]:
    changes: dict[str, list[Change]] = {}
    for row in sorted(amendments, key=lambda row: row.pk):
        field = fields[row.field]
        words = (field.in_words(row.before), field.in_words(row.after))
        changes.setdefault(row.field, []).append(Change(*words, row.reason, row.made_at))
    return changes
