"""What changed between two revisions of a kit, or a revision and the draft.

Works on two `KitDocument`s. Rounds, questions and competencies are the same where their keys are.
What only shifted because something before it came or went has not moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from interviews.document import Competency, KitDocument, Question, Round
from interviews.revision_changes.fields import (
    FieldChange,
    Fields,
    competency_fields,
    kit_fields,
    question_fields,
    round_fields,
    scale_fields,
    text,
)
from interviews.revision_changes.order import merged, moved_keys
from interviews.revision_changes.summary import phrases

Kind = Literal["added", "removed", "swapped", "changed"]


@dataclass(frozen=True)
class QuestionChange:
    """A question that came, went, took the place of another, moved or reads differently.

    `question` is as it is after, or as it was where it went; `competency` is the name of what it
    rates, or empty; `number` its place in its round, from 1. `fields` are of one that stayed.
    """

    kind: Kind
    question: Question
    competency: str
    number: int
    fields: Fields = ()
    move: str = ""
    replaced: Question | None = None

    @property
    def rewording(self) -> FieldChange | None:
        """How the prompt differs."""
        return next((field for field in self.fields if field.name == "prompt"), None)

    @property
    def beside(self) -> Fields:
        """Everything but the prompt."""
        return tuple(field for field in self.fields if field.name != "prompt")


@dataclass(frozen=True)
class RoundChange:
    """A round that came, went, moved, or is another inside. `went` are questions that it gave to
    other rounds, each with the name of that round. `longer` is in minutes, negative if shorter."""

    kind: Kind
    round: Round
    fields: Fields = ()
    questions: tuple[QuestionChange, ...] = ()
    went: tuple[tuple[Question, str], ...] = ()
    move: str = ""
    longer: int = 0


@dataclass(frozen=True)
class CompetencyChange:
    """A competency that came, went, or is told differently. Weights stand by themselves."""

    kind: Kind
    competency: Competency
    fields: Fields = ()
    move: str = ""


@dataclass(frozen=True)
class WeightChange:
    """The weight of a competency before and after, in parts of the total, and as a share in per
    cent, rounded half up; None where the kit did not or does not rate it."""

    name: str
    before: int | None
    after: int | None
    share_before: int | None
    share_after: int | None

    @property
    def is_different(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class KitChanges:
    """All that changed; nothing is in it, and it is false, where both documents say the same.

    `rounds` stand in the order of the newer document, those that went where they were. `weights`
    has every competency, or none where weights are as they were. `before` and `after` are the
    documents compared.
    """

    before: KitDocument
    after: KitDocument
    kit: Fields
    scale: Fields
    weights: tuple[WeightChange, ...]
    weights_reason: FieldChange | None
    competencies: tuple[CompetencyChange, ...]
    rounds: tuple[RoundChange, ...]

    def __bool__(self) -> bool:
        return any(
            (
                self.kit,
                self.scale,
                self.weights,
                self.weights_reason,
                self.competencies,
                self.rounds,
            )
        )

    @property
    def questions(self) -> tuple[QuestionChange, ...]:
        return tuple(question for round_ in self.rounds for question in round_.questions)


def changes_between(before: KitDocument, after: KitDocument) -> KitChanges:
    """What leads from one document to the other."""
    return KitChanges(
        before=before,
        after=after,
        kit=kit_fields(before, after),
        scale=scale_fields(before.scale, after.scale),
        weights=_weights(before, after),
        weights_reason=text(
            "weights_reason",
            _("Reason for the weights"),
            before.weights_reason,
            after.weights_reason,
        ),
        competencies=_competencies(before, after),
        rounds=_rounds(before, after),
    )


def summary(changes: KitChanges) -> list[str]:
    """The changes in short phrases, such as “2 questions added”, the weightiest first. Empty where
    nothing changed."""
    return phrases(changes)


def _rounds(before: KitDocument, after: KitDocument) -> tuple[RoundChange, ...]:
    old = {round_.key: round_ for round_ in before.rounds}
    new = {round_.key: round_ for round_ in after.rounds}
    moved = moved_keys(list(old), list(new))
    found = []
    for key in merged(old, new):
        was, now = old.get(key), new.get(key)
        change = RoundChange(
            kind=_kind(was, now),
            round=now or old[key],
            fields=round_fields(was, now) if was and now else (),
            questions=_questions(was, now, before, after),
            went=_went(was, key, after),
            move=_place_to_place(list(old), list(new), key, _("round")) if key in moved else "",
            longer=now.minutes - was.minutes if was and now else 0,
        )
        parts = (change.fields, change.questions, change.went, change.move)
        if change.kind != "changed" or any(parts):
            found.append(change)
    return tuple(found)


def _kind(was: object, now: object) -> Kind:
    if was and now:
        return "changed"
    return "added" if now else "removed"


def _place_to_place(before: list[str], after: list[str], key: str, thing: str) -> str:
    one, other = before.index(key) + 1, after.index(key) + 1
    names = {"thing": thing, "before": one, "after": other}
    if one == other:
        return _("moved among the others, still %(thing)s %(after)d") % names
    return _("moved from %(thing)s %(before)d to %(thing)s %(after)d") % names


def _went(was: Round | None, key: str, after: KitDocument) -> tuple[tuple[Question, str], ...]:
    """The questions that another round asks now."""
    now = {question.key: round_ for round_ in after.rounds for question in round_.questions}
    return tuple(
        (question, now[question.key].name)
        for question in (was.questions if was else ())
        if question.key in now and now[question.key].key != key
    )


def _questions(
    was: Round | None, now: Round | None, before: KitDocument, after: KitDocument
) -> tuple[QuestionChange, ...]:
    """What changed in one round, in the order of asking."""
    place = {question.key: round_ for round_ in before.rounds for question in round_.questions}
    everywhere = {question.key: question for question in before.questions}
    kept = {question.key for question in after.questions}
    old = [question.key for question in (was.questions if was else ())]
    new = {question.key: question for question in (now.questions if now else ())}
    names = _names(before), _names(after)
    moved = moved_keys(old, list(new))
    swapped = _swapped(
        [everywhere[key] for key in old if key not in kept],
        [question for key, question in new.items() if key not in place],
    )
    gone = set(old) - kept - {question.key for question in swapped.values()}
    found = []
    for key in merged(old, new):
        if key in gone:
            found.append(_told("removed", everywhere[key], names[0], old))
        elif key in new and key not in place:
            kind: Kind = "swapped" if key in swapped else "added"
            found.append(_told(kind, new[key], names[1], list(new), replaced=swapped.get(key)))
        elif key in new:
            fields = question_fields(everywhere[key], new[key], names)
            move = ""
            if key not in old:
                move = _("moved here from “%(round)s”") % {"round": place[key].name}
            elif key in moved:
                move = _place_to_place(old, list(new), key, _("question"))
            if fields or move:
                told = _told("changed", new[key], names[1], list(new), fields=fields, move=move)
                found.append(told)
    return tuple(found)


def _told(
    kind: Kind,
    question: Question,
    names: dict[str, str],
    order: list[str],
    *,
    fields: Fields = (),
    move: str = "",
    replaced: Question | None = None,
) -> QuestionChange:
    competency = names.get(question.competency or "", "")
    number = order.index(question.key) + 1
    return QuestionChange(kind, question, competency, number, fields, move, replaced)


def _swapped(gone: list[Question], come: list[Question]) -> dict[str, Question]:
    """By the key of a question that came, the one whose place it took: in the same round, for the
    same competency, or for none and of the same type."""
    free = list(gone)
    pairs = {}
    for question in come:
        for other in free:
            alike = other.competency == question.competency
            if alike and (question.competency or other.type == question.type):
                pairs[question.key] = other
                free.remove(other)
                break
    return pairs


def _names(document: KitDocument) -> dict[str, str]:
    return {competency.key: competency.name for competency in document.competencies}


def _competencies(before: KitDocument, after: KitDocument) -> tuple[CompetencyChange, ...]:
    old = {competency.key: competency for competency in before.competencies}
    new = {competency.key: competency for competency in after.competencies}
    # They stand in order of weight: another weight brings another place, and is told by itself.
    steady = {key for key in old.keys() & new.keys() if old[key].weight == new[key].weight}
    moved = moved_keys([key for key in old if key in steady], [key for key in new if key in steady])
    found = []
    for key in merged(old, new):
        was, now = old.get(key), new.get(key)
        fields = competency_fields(was, now) if was and now else ()
        move = ""
        if key in moved:
            move = _place_to_place(list(old), list(new), key, _("competency"))
        if fields or move or not (was and now):
            found.append(CompetencyChange(_kind(was, now), now or old[key], fields, move))
    return tuple(found)


def _weights(before: KitDocument, after: KitDocument) -> tuple[WeightChange, ...]:
    old = {competency.key: competency for competency in before.competencies}
    new = {competency.key: competency for competency in after.competencies}
    if {k: c.weight for k, c in old.items()} == {k: c.weight for k, c in new.items()}:
        return ()
    rows = []
    for key in merged(old, new):
        was, now = old.get(key), new.get(key)
        rows.append(
            WeightChange(
                name=(now or old[key]).name,
                before=was.weight if was else None,
                after=now.weight if now else None,
                share_before=_share(was.weight, before.total_weight) if was else None,
                share_after=_share(now.weight, after.total_weight) if now else None,
            )
        )
    return tuple(rows)


def _share(weight: int, total: int) -> int:
    """In per cent, rounded half up."""
    return (200 * weight + total) // (2 * total)
