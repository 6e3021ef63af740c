"""What differs between two states of a row, field by field and word by word."""

from dataclasses import dataclass

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.differences import Piece, line_changes
from roles.fields import LinesField, LinesOfChoicesField, split_lines
from roles.history.names import Names
from roles.history.subjects import Subject, kept_fields, kept_sets
from roles.history.versions import State

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True)
class FieldChange:
    """A field before and after: its lines, each as pieces that stayed, went or came."""

    label: str
    lines: tuple[tuple[Piece, ...], ...]
    is_list: bool = False


@dataclass(frozen=True)
class RowChange:
    """A row that was changed, added or removed. Without a title it is the row itself."""

    kind: str
    title: str
    fields: tuple[FieldChange, ...]


def changes_between(
    before: State, after: State, subject: Subject, names: Names
) -> tuple[RowChange, ...]:
    """What to tell a reader, the row itself first, then its parts in order. A row that is new or
    gone is told in full."""
    found = []
    own = _row_change("", before.row, after.row, _fields_of(subject.model), names)
    if own:
        found.append(own)
    for number, part in enumerate(subject.parts):
        fields = [
            field
            for field in kept_fields(part.model)
            if field.attname not in part.identity and field.name != part.parent
        ]
        places = {place for place in [*before.parts, *after.parts] if place[0] == number}
        for place in sorted(places, key=lambda place: _order(place, before, after, names, part)):
            old, new = before.parts.get(place), after.parts.get(place)
            title = part.title(new or old, names)
            if change := _row_change(title, old, new, fields, names):
                found.append(change)
    return tuple(found)


def contents_of(state: State, subject: Subject, names: Names) -> tuple[RowChange, ...]:
    """All that a state says, as a row with everything in it."""
    unchanged = changes_between(state, State(), subject, names)
    return tuple(
        RowChange(
            CHANGED,
            row.title,
            tuple(FieldChange(f.label, _as_same(f.lines), f.is_list) for f in row.fields),
        )
        for row in unchanged
    )


def _as_same(lines):
    return tuple(tuple(Piece("same", piece.text) for piece in line) for line in lines)


def _fields_of(model):
    return [*kept_fields(model), *kept_sets(model)]


def _order(place, before, after, names, part):
    """Parts stand in their own order where they have one, else in that of their titles."""
    values = after.parts.get(place) or before.parts[place]
    return (values.get("position", 0), part.title(values, names))


def _row_change(title, old, new, fields, names):
    if old == new:
        return None
    kind = CHANGED if old is not None and new is not None else REMOVED if old else ADDED
    changed = []
    for field in fields:
        key = field.name if field.many_to_many else field.attname
        was, now = (old or {}).get(key), (new or {}).get(key)
        if was != now:
            before = _lines(field, was, names) if old is not None else []
            after = _lines(field, now, names) if new is not None else []
            if before != after:
                label = capfirst(str(field.verbose_name))
                changed.append(FieldChange(label, line_changes(before, after), _is_list(field)))
    return RowChange(kind, title, tuple(changed)) if changed or kind != CHANGED else None


def _is_list(field):
    return field.many_to_many or isinstance(field, LinesField)


def _lines(field, value, names: Names) -> list[str]:
    """The value in words; a list of one line unless people edit it as a list."""
    if field.many_to_many:
        return sorted(names.of(field.related_model, pk) for pk in value or ())
    if value is None or value == "":
        return []
    if field.is_relation:
        return [names.of(field.related_model, value)]
    if isinstance(field, LinesOfChoicesField):
        words = dict(field.line_choices)
        return [str(words.get(line, line)) for line in split_lines(value)]
    if isinstance(field, LinesField):
        return split_lines(value)
    if isinstance(field, models.BooleanField):
        return [_("yes") if value else _("no")]
    return [str(dict(field.flatchoices).get(value, value))]
