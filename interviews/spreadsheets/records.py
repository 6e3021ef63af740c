"""Rows of a spreadsheet put together: all rows about one competency or one role are one record,
and each row about a question is one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from interviews.spreadsheets import cells
from interviews.spreadsheets.kinds import Column, Kind, plain

ABSENT = object()  # the file has no such column, so what is there stays


@dataclass
class Row:
    """A row of a file: its number there, and its cells by the key of their column. What checking
    finds is added: faults and changes stand beside the key of their column."""

    number: int
    cells: dict[str, str]
    pk: int | None = None  # where it is kept, if it is
    faults: list[tuple[str, str]] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class Record:
    """All that a file says about one thing. `target` is the pk of the thing in the library, None
    for a new one."""

    kind: Kind
    rows: list[Row]
    target: int | None = None

    @property
    def slug(self) -> str:
        return next((row.cells["slug"].strip() for row in self.rows if _says(row, "slug")), "")

    @property
    def called(self) -> str:
        called = self.kind.called
        return next((cells.tidy(r.cells[called]) for r in self.rows if _says(r, called)), "")

    def row_of(self, column: Column) -> Row:
        """The row whose cell counts for a column of the whole: the first that says something."""
        return next((row for row in self.rows if _says(row, column.key)), self.rows[0])

    def whole(self, column: Column) -> Any:
        """The cell that counts, `ABSENT` where no row has the column."""
        if not any(column.key in row.cells for row in self.rows):
            return ABSENT
        return self.row_of(column).cells.get(column.key, "")

    @property
    def has_parts(self) -> bool:
        return any(_says(row, column.key) for row in self.rows for column in self.kind.parts)

    @property
    def is_faulty(self) -> bool:
        return any(row.faults for row in self.rows)


def _says(row, key):
    return bool(row.cells.get(key, "").strip())


def gather(kind: Kind, rows: Iterable[Row]) -> list[Record]:
    """The records of these rows, in the order of their first row. Contradictions between rows of
    one record are noted as faults."""
    rows = list(rows)
    if not kind.parts:
        return [Record(kind, [row]) for row in rows]
    slugs = {
        plain(row.cells[kind.called]): row.cells["slug"].strip()
        for row in rows
        if _says(row, kind.called) and _says(row, "slug")
    }
    groups: dict[str, list[Row]] = {}
    for row in rows:
        name = plain(row.cells.get(kind.called, ""))
        slug = row.cells.get("slug", "").strip() or slugs.get(name, "")
        identity = f"slug {slug}" if slug else f"name {name}" if name else f"row {row.number}"
        groups.setdefault(identity, []).append(row)
    records = [Record(kind, group) for group in groups.values()]
    for record in records:
        _note_contradictions(record)
    return records


def _note_contradictions(record):
    for column in record.kind.wholes:
        if column.form in ("note", "slug"):
            continue
        first = record.row_of(column)
        wanted = cells.tidy(first.cells.get(column.key, ""))
        for row in record.rows:
            found = cells.tidy(row.cells.get(column.key, ""))
            if found and found != wanted:
                row.faults.append(
                    (
                        column.key,
                        _("Row %(number)s says something else. Write the same, or leave it empty.")
                        % {"number": first.number},
                    )
                )


def note_twins(kind: Kind, records: Iterable[Record]) -> None:
    """Note as a fault where a second record is about the same thing as one before."""
    seen: dict[Any, Record] = {}
    for record in records:
        row = record.rows[0]
        identities = {record.target or record.slug or plain(record.called)} - {""}
        for identity in identities:
            if identity in seen:
                twin = seen[identity]
                words = (
                    _("Row %(number)s has this slug too. Write another, or leave this row out.")
                    if record.slug and record.slug == twin.slug
                    else _("Row %(number)s is about the same. Change this one, or leave it out.")
                )
                key = "slug" if record.slug else kind.called
                row.faults.append((key, words % {"number": twin.rows[0].number}))
            seen.setdefault(identity, record)


def find_targets(kind: Kind, records: Iterable[Record], things: Iterable[tuple]) -> None:
    """Set the target of each record. `things` are all of the library, `(pk, slug, called)`. What
    has no slug in the file is known by what it is called."""
    by_slug, by_name = {}, {}
    for pk, slug, called in things:
        by_slug[slug] = pk
        by_name.setdefault(plain(called), []).append(pk)
    for record in records:
        named = by_name.get(plain(record.called), []) if record.called else []
        if record.slug:
            record.target = by_slug.get(record.slug)
        elif len(named) == 1:
            record.target = named[0]
        elif named:
            record.rows[0].faults.append(
                ("slug", _("There are several with these words. Write the slug of the one meant."))
            )


def touched_by(
    kind: Kind, cells_before_and_after: Iterable[dict[str, str]], rows: Iterable[Row]
) -> set[int]:
    """The pks of the rows about the same things as cells that were changed."""
    slugs, names = set(), set()
    for changed in cells_before_and_after:
        slugs.add(changed.get("slug", "").strip())
        names.add(plain(changed.get(kind.called, "")))
    slugs, names = slugs - {""}, names - {""}
    return {
        row.pk
        for row in rows
        if row.cells.get("slug", "").strip() in slugs
        or plain(row.cells.get(kind.called, "")) in names
    }
