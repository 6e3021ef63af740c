"""What would become of each row of a file. Nothing is written."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from interviews.spreadsheets import cells, records
from interviews.spreadsheets.kinds import QUESTIONS, Kind
from interviews.spreadsheets.records import Record, Row
from interviews.spreadsheets.resources import RESOURCES, SheetResource

CHUNK = 200  # records that are compared between two signs of life
BLOCK = 2000  # records that are kept at once; for each block the whole bank is read
NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"
MOST_ALIKE = 5


@dataclass
class Outcome:
    """What would become of a row. Faults are `(column key, what to do)`, changes `(column key,
    cell now, cell then)`; alike is plain data for the page."""

    row: Row
    status: str
    target: int | None = None
    alike: list[dict] = field(default_factory=list)

    @property
    def facts(self) -> tuple:
        """All that a fingerprint is taken of."""
        return (
            self.row.number,
            self.status,
            [list(fault) for fault in self.row.faults],
            [list(change) for change in self.row.changes],
        )


def fingerprint(facts: Iterable[tuple]) -> str:
    """The same for two checks that found the same: 16 hexadecimal digits."""
    return hashlib.sha256(repr(sorted(facts)).encode()).hexdigest()[:16]


def put_together(kind: Kind, rows: Iterable[Row]) -> list[Record]:
    """The records of these rows, each with the thing in the library that it is about."""
    found = records.gather(kind, rows)
    model = RESOURCES[kind.slug]._meta.model
    records.find_targets(kind, found, model.objects.values_list("pk", "slug", kind.called))
    records.note_twins(kind, found)
    return found


def compare(
    kind: Kind, found: list[Record], *, is_writing: bool = False
) -> tuple[SheetResource, list[Outcome]]:
    """What would become of the rows of these records, and the resource that staged it."""
    resource = RESOURCES[kind.slug](cells.names_in_library(), is_writing)
    outcomes = []
    for some in _chunks(found):
        outcomes += _compare(resource, some)
    return resource, outcomes


def check(
    kind: Kind, found: list[Record], tick: Callable[[int], Any] = lambda count: None
) -> Iterator[list[Outcome]]:
    """As `compare`, a block at a time, with the questions alike. `tick` is told how many rows each
    chunk had."""
    resource = RESOURCES[kind.slug](cells.names_in_library())
    for block in _chunks(found, BLOCK):
        outcomes = []
        for some in _chunks(block):
            compared = _compare(resource, some)
            tick(len(compared))
            outcomes += compared
        if kind is QUESTIONS:
            _find_alike(outcomes)
        yield outcomes


def _chunks(found, size=CHUNK):
    for start in range(0, len(found), size):
        yield found[start : start + size]


def _compare(resource, some):
    resource.compare(some)
    return [outcome for record in some for outcome in _outcomes(record)]


def _outcomes(record):
    faulty = next((row.number for row in record.rows if row.faults), None)
    for row in record.rows:
        if faulty is not None:
            if not row.faults:
                row.faults.append(("", _("Held back: see row %(number)s.") % {"number": faulty}))
            row.changes = []
            yield Outcome(row, REFUSED, record.target)
        elif record.target is None:
            yield Outcome(row, NEW)
        else:
            yield Outcome(row, CHANGED if row.changes else UNCHANGED, record.target)


def _new_cells(outcome):
    """The cells of a row that would be written."""
    if outcome.status == NEW:
        return outcome.row.cells
    return {key: after for key, _before, after in outcome.row.changes}


def _find_alike(outcomes):
    """Note the questions of the library that a new prompt is most like."""
    from interviews import search

    asked = [outcome for outcome in outcomes if _new_cells(outcome).get("prompt")]
    texts = [cells.tidy(outcome.row.cells["prompt"]) for outcome in asked]
    for outcome, found in zip(asked, search.nearest_many(texts, most=MOST_ALIKE + 1), strict=True):
        others = [(one, score) for one, score in found if one.pk != outcome.target]
        outcome.alike = [
            {"pk": question.pk, "prompt": str(question), "score": score}
            for question, score in others[:MOST_ALIKE]
        ]
