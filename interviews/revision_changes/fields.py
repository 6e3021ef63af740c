"""What differs between two versions of a part of a kit, field by field, in words.

Each function takes a part of a `KitDocument` as it was and as it is, and gives a `FieldChange` for
each field that differs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.document import (
    Competency,
    JobAnalysis,
    KitDocument,
    Question,
    Recommendation,
    Role,
    Round,
    Scale,
    Settings,
)
from interviews.models.questions import Question as BankQuestion
from roles.differences import Piece, line_changes, word_changes


@dataclass(frozen=True)
class FieldChange:
    """A field that differs. `name` is the field of the document. A value is told in `words`, such
    as “from 6 minutes to 8 minutes”; a text in `lines` of pieces, one of them unless `is_list`.
    `is_spacing` where nothing but spaces and line ends differs, which nobody would see."""

    name: str
    label: str
    words: str = ""
    lines: tuple[tuple[Piece, ...], ...] = ()
    is_list: bool = False
    is_spacing: bool = False


Fields = tuple[FieldChange, ...]


def text(name: str, label: str, before: str, after: str) -> FieldChange | None:
    """A text, word by word; None where both say the same."""
    if before == after:
        return None
    spacing = "".join(before.split()) == "".join(after.split())
    return FieldChange(name, label, lines=(word_changes(before, after),), is_spacing=spacing)


def lines(name: str, label: str, before: Iterable[str], after: Iterable[str]) -> FieldChange | None:
    """A list of texts, line by line; None where both say the same."""
    old, new = list(before), list(after)
    if old == new:
        return None
    spacing = ["".join(line.split()) for line in old] == ["".join(line.split()) for line in new]
    pieces = line_changes(old, new)
    return FieldChange(name, label, lines=pieces, is_list=True, is_spacing=spacing)


def value(name: str, label: str, before: str, after: str) -> FieldChange | None:
    """A value, as it was and as it is; None where both are the same."""
    if before == after:
        return None
    if not before:
        return FieldChange(name, label, _("now %(value)s") % {"value": after})
    if not after:
        return FieldChange(name, label, _("no longer %(value)s") % {"value": before})
    words = _("from %(before)s to %(after)s") % {"before": before, "after": after}
    return FieldChange(name, label, words)


def minutes_in_words(minutes: int) -> str:
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def quoted(words: str) -> str:
    return _("“%(words)s”") % {"words": words} if words else ""


def _yes_or_no(name: str, label: str, before: bool, after: bool) -> FieldChange | None:
    return (
        None
        if before == after
        else FieldChange(name, label, _("now yes") if after else _("now no"))
    )


def kit_fields(before: KitDocument, after: KitDocument) -> Fields:
    """What stands above rounds and competencies: title, role, settings, job analysis."""
    return _kept(
        text("title", _("Title"), before.title, after.title),
        value("key", _("Name in addresses"), quoted(before.key), quoted(after.key)),
        value("language", _("Language"), before.language, after.language),
        *_role_fields(before.role, after.role),
        *_settings_fields(before.settings, after.settings),
        *_analysis_fields(before.analysis, after.analysis),
        lines(
            "recommendations",
            _("Overall recommendations"),
            *_told_apart(before.recommendations, after.recommendations),
        ),
    )


def _role_fields(before: Role, after: Role) -> list[FieldChange | None]:
    # The title tells roles apart for a reader; the key only where titles are the same.
    role = [(role.title, role.key) for role in (before, after)]
    level = [(role.level_name, role.level) for role in (before, after)]
    return [
        value("role", _("Role"), *_clear(*role)),
        value("level", _("Level"), *_clear(*level)),
        text("summary", _("Summary of the role"), before.summary, after.summary),
    ]


def _clear(before: tuple[str, str], after: tuple[str, str]) -> tuple[str, str]:
    """Both (words, key) as words, with the key where the words alone would not tell them apart."""
    if before != after and before[0] == after[0]:
        return " ".join(filter(None, before)), " ".join(filter(None, after))
    return before[0], after[0]


def _told_apart(
    before: Iterable[Recommendation], after: Iterable[Recommendation]
) -> tuple[list[str], list[str]]:
    old, new = list(before), list(after)
    if [option.label for option in old] == [option.label for option in new]:
        return [f"{o.label} ({o.key})" for o in old], [f"{o.label} ({o.key})" for o in new]
    return [option.label for option in old], [option.label for option in new]


def _settings_fields(before: Settings, after: Settings) -> list[FieldChange | None]:
    labels = {
        "planned_follow_ups_only": _("Planned follow-ups only"),
        "papers_held_back": _("CV and test results held back until scorecards are in"),
        "same_panel": _("Same panel for all candidates"),
        "calibrated_panel": _("Panel has practised rating"),
    }
    return [
        _yes_or_no(name, label, getattr(before, name), getattr(after, name))
        for name, label in labels.items()
    ]


def _analysis_fields(before: JobAnalysis, after: JobAnalysis) -> list[FieldChange | None]:
    return [
        text("source", _("Source of the job analysis"), before.source, after.source),
        text("expert", _("Expert on the job"), before.expert, after.expert),
        value("on", _("Date of the job analysis"), _day(before.on), _day(after.on)),
    ]


def _day(on: str) -> str:
    try:
        return date_format(date.fromisoformat(on), "j F Y")
    except ValueError:  # none, or a date that no calendar has
        return on


def scale_fields(before: Scale, after: Scale) -> Fields:
    """The rating scale: its name, its instruction, and each of its numbers."""
    old = {point.value: point for point in before.points}
    new = {point.value: point for point in after.points}
    found = [
        text("name", _("Name"), before.name, after.name),
        value("key", _("Name in addresses"), quoted(before.key), quoted(after.key)),
        text("instruction", _("Instruction"), before.instruction, after.instruction),
    ]
    for number in sorted(old.keys() | new.keys()):
        label = _("Number %(number)d") % {"number": number}
        found.append(
            lines(
                "points",
                label,
                *(
                    [point.label, *filter(None, [point.definition])] if point else []
                    for point in (old.get(number), new.get(number))
                ),
            )
        )
    return _kept(*found)


def competency_fields(before: Competency, after: Competency) -> Fields:
    """What is said of a competency, its weight aside."""
    essential = None
    if before.essential != after.essential:
        words = _("now essential") if after.essential else _("no longer essential")
        essential = FieldChange("essential", _("Standing"), words)
    old = {anchor.value: anchor.text for anchor in before.anchors}
    new = {anchor.value: anchor.text for anchor in after.anchors}
    return _kept(
        text("name", _("Name"), before.name, after.name),
        essential,
        text("definition", _("Definition"), before.definition, after.definition),
        *(
            text("anchors", _("Anchor %(number)d") % {"number": number}, *_at(number, old, new))
            for number in sorted(old.keys() | new.keys())
        ),
        text("level_3", _("What a 3 looks like in this role"), before.level_3, after.level_3),
        text("level_5", _("What a 5 looks like in this role"), before.level_5, after.level_5),
    )


def _at(number: int, before: dict[int, str], after: dict[int, str]) -> tuple[str, str]:
    return before.get(number, ""), after.get(number, "")


def round_fields(before: Round, after: Round) -> Fields:
    """What is said of a round, its questions aside."""
    return _kept(
        text("name", _("Name"), before.name, after.name),
        text("purpose", _("Purpose"), before.purpose, after.purpose),
        *(
            value(name, label, *(minutes_in_words(getattr(row, name)) for row in (before, after)))
            for name, label in (
                ("minutes", _("Slot")),
                ("opening_minutes", _("Opening")),
                ("closing_minutes", _("Closing")),
            )
        ),
        value("panel_size", _("Panel"), _panelists(before), _panelists(after)),
        text(
            "opening_script", _("Opening, read aloud"), before.opening_script, after.opening_script
        ),
        text(
            "closing_script", _("Closing, read aloud"), before.closing_script, after.closing_script
        ),
    )


def _panelists(round_: Round) -> str:
    size = round_.panel_size
    return ngettext("%(count)d panelist", "%(count)d panelists", size) % {"count": size}


def question_fields(
    before: Question, after: Question, names: tuple[dict[str, str], dict[str, str]]
) -> Fields:
    """How a question differs. `names` holds the names of competencies by key, before and after."""
    old, new = names
    competency = [
        (known.get(row.competency or "", ""), row.competency or "")
        for row, known in ((before, old), (after, new))
    ]
    # A competency that was renamed is told with the competencies.
    moved = before.competency != after.competency
    return _kept(
        text("prompt", _("Wording"), before.prompt, after.prompt),
        text("materials", _("Materials"), before.materials, after.materials),
        *(
            lines(name, label, getattr(before, name), getattr(after, name))
            for name, label in (
                ("follow_ups", _("Follow-ups")),
                ("positive_indicators", _("Positive indicators")),
                ("red_flags", _("Red flags")),
            )
        ),
        value("competency", _("Competency"), *_clear(*competency)) if moved else None,
        value("type", _("Type"), type_in_words(before), type_in_words(after)),
        value(
            "minutes",
            _("Time"),
            minutes_in_words(before.minutes),
            minutes_in_words(after.minutes),
        ),
        *_handling_fields(before, after),
    )


def _handling_fields(before: Question, after: Question) -> list[FieldChange | None]:
    scored = reviewed = None
    if before.scored != after.scored:
        words = _("now scored") if after.scored else _("no longer scored")
        scored = FieldChange("scored", _("Scoring"), words)
    if before.reviewed != after.reviewed:
        words = _("now reviewed") if after.reviewed else _("no longer reviewed")
        reviewed = FieldChange("reviewed", _("Review"), words)
    return [
        scored,
        value("asker", _("Who asks"), _asker(before), _asker(after)),
        value("drop_order", _("When time runs short"), _dropped(before), _dropped(after)),
        reviewed,
        value("source", _("In the question bank"), quoted(before.source), quoted(after.source)),
    ]


def _asker(question: Question) -> str:
    if not question.asker:
        return _("anybody on the panel")
    return _("seat %(seat)d") % {"seat": question.asker}


def _dropped(question: Question) -> str:
    if not question.drop_order:
        return _("always asked")
    return _("optional, left out as number %(number)d") % {"number": question.drop_order}


def type_in_words(question: Question) -> str:
    return str(BankQuestion.Type(question.type).label)


def _kept(*found: FieldChange | None) -> Fields:
    return tuple(field for field in found if field)
