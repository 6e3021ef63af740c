"""How a part of a kit file stands to what this library has in its place. Differences run from the
words of the file to those of this library."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import capfirst

from roles.differences import line_changes
from roles.history.changes import FieldChange

# What becomes of a part: this library says the same, says it otherwise, lacks some of it, or all.
SAME, CHANGED, LACKING, MISSING = "same", "changed", "lacking", "missing"
OTHER = "other"  # what a person chose in place of what the file names
NEW = "new"  # a question that the bank does not have


def lines_change(
    label: object, before: list[str], after: list[str], *, is_list: bool = False
) -> FieldChange | None:
    """From the lines in the file to those here; None where they are the same."""
    if before == after:
        return None
    return FieldChange(capfirst(str(label)), line_changes(before, after), is_list)


def text_change(label: object, before: str, after: str) -> FieldChange | None:
    """From a text in the file to that here; None where they are the same."""
    return lines_change(label, [before] if before else [], [after] if after else [])


def only(changes: Iterable[FieldChange | None]) -> tuple[FieldChange, ...]:
    return tuple(change for change in changes if change)
