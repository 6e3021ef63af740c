"""The grid of anchors as the form shows it: a box for each point in each row of each scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms

from interviews.admin.rubrics.stale import plain
from interviews.anchor_grid import GENERAL, Cell, Row
from interviews.models import RatingScale
from roles.fields import validate_printable


class AnchorField(forms.CharField):
    """A text as an anchor has it. Empty means that there is no anchor."""

    def __init__(self, label):
        super().__init__(
            label=label,
            required=False,
            validators=[validate_printable],
            widget=forms.Textarea({"rows": 6, "cols": 20, "dir": "auto"}),
        )

    def to_python(self, value):
        return plain(super().to_python(value))

    def has_changed(self, initial, data):
        return plain(initial) != plain(data)


def field_name(point, level):
    """The name of the box for a scale point (its pk) in the row of a level."""
    return f"anchor-{point}-{level or 'general'}"


@dataclass
class Box:
    """A cell of the grid with the field to write it in, and what is to be said beside it."""

    cell: Cell
    field: forms.BoundField
    advice: Sequence = ()
    theirs: str | None = None  # what somebody else saved meanwhile, "" where they took it out
    pieces: tuple = ()
    record: object = None  # of the history: who that was, and when

    @property
    def note(self):
        """The id of what stands below the box: errors and advice."""
        return f"{self.field.id_for_label}_note"

    @property
    def widget(self):
        """The box. An empty one of a level shows the general text faintly."""
        attributes = {"aria-describedby": self.note}
        if self.cell.general:
            attributes["placeholder"] = self.cell.general
        return self.field.as_widget(attrs=attributes)


@dataclass
class Line:
    """A row of the grid with its boxes. `stored` counts its texts in the database; `is_open` where
    it has, or is getting, a text."""

    row: Row
    boxes: list[Box]
    stored: int
    is_open: bool
    remove_name: str
    is_removed: bool


@dataclass
class Sheet:
    """The grid of one scale. `is_started` where the competency has anchors on it."""

    scale: RatingScale
    lines: list[Line]
    is_started: bool

    @property
    def shown(self):
        return [line for line in self.lines if line.is_open]

    @property
    def offered(self):
        """Rows to add. A grid begins with its general row."""
        return [line for line in self.lines if not line.is_open] if self.is_started else []


def remove_name(scale, level):
    """The name of the box to tick that empties a row; the general row has none."""
    return f"remove-{scale.pk}-{level}" if level != GENERAL else ""
