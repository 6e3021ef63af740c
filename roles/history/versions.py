"""From records to versions: what was saved in one act is one version."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from roles.history.subjects import Part, Subject, history_of, kept_fields, kept_sets

Values = dict[str, Any]  # by attribute; a many-to-many field holds a tuple of primary keys
Place = tuple[int, tuple]  # the number of a part in its subject, and the identity of a row there

ONE_ACT = timedelta(seconds=1)  # from one record to the next, by the same person
CREATED, CHANGED, DELETED, RESTORED, FIRST_KEPT = (
    "created", "changed", "deleted", "restored", "first_kept",
)  # fmt: skip


@dataclass(frozen=True)
class State:
    """What a row and its parts say at one time. `row` is None where there is none; `keys` are the
    primary keys that the parts have."""

    row: Values | None = None
    parts: dict[Place, Values] = field(default_factory=dict)
    keys: dict[Place, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Version:
    """The state after an act, and before it. Numbers count from 1, the oldest. `by` is the primary
    key of a person; None with `has_left` where the account is gone, else for the command line."""

    number: int
    at: datetime
    by: int | None
    has_left: bool
    reason: str
    kind: str
    before: State
    state: State


@dataclass(frozen=True)
class Record:
    """One row of a history. `part` is None for the row itself, else the number of the part."""

    part: int | None
    pk: int
    number: int
    at: datetime
    by: int | None
    reason: str | None
    is_deletion: bool
    is_creation: bool
    values: Values
    sets: Values

    def repeats(self, other: "Record") -> bool:
        """Whether it only adds the many-to-many fields that are set after a row was saved."""
        changes = not (self.is_deletion or self.is_creation or other.is_deletion)
        return changes and self.values == other.values


def versions_of(subject: Subject, pk: int) -> list[Version]:
    """All versions of a row, whether or not it is still there, oldest first. Acts that left
    everything as it was are left out. The number of queries depends on the subject only."""
    versions: list[Version] = []
    numbers, state, rows = count(1), State(), {}
    for act in _acts(_records(subject, pk)):
        before = state
        for record in act:
            if record.is_deletion:
                rows.pop((record.part, record.pk), None)
            else:
                rows[record.part, record.pk] = record.values | record.sets
        state = _state(subject, rows)
        if state == before:
            continue
        reasons = [record.reason for record in act if record.reason]
        versions.append(
            Version(
                number=next(numbers),
                at=act[0].at,
                by=act[0].by,
                has_left=act[0].by is None and any(record.reason is not None for record in act),
                reason=reasons[0] if reasons else "",
                kind=_kind(before, state, act, versions),
                before=before,
                state=state,
            )
        )
    return versions


def current_state(subject: Subject, pk: int) -> State:
    """What the row and its parts say now, read from their own tables."""
    rows = {}
    for part, model, where in _tables(subject, pk):
        names = [field.attname for field in kept_fields(model)]
        for values in model._default_manager.filter(**where).values("pk", *names):
            rows[part, values.pop("pk")] = values
    if (None, pk) in rows:
        for field_ in kept_sets(subject.model):
            near, far = field_.m2m_field_name(), f"{field_.m2m_reverse_field_name()}_id"
            there = field_.remote_field.through.objects.filter(**{near: pk})
            rows[None, pk][field_.name] = tuple(sorted(there.values_list(far, flat=True)))
    return _state(subject, rows)


def fingerprint(state: State) -> str:
    """The same for two states that say the same: 16 hexadecimal digits."""
    parts = sorted((repr(place), sorted(values.items())) for place, values in state.parts.items())
    row = sorted(state.row.items()) if state.row is not None else None
    return hashlib.sha256(repr((row, parts)).encode()).hexdigest()[:16]


def _tables(subject, pk):
    """Each part's number (None for the row itself), its model, and how its rows are found."""
    yield None, subject.model, {"id": pk}
    for number, part in enumerate(subject.parts):
        yield number, part.model, {f"{part.parent}_id": pk}


def _records(subject: Subject, pk: int) -> list[Record]:
    found = []
    for part, model, where in _tables(subject, pk):
        names = [field.attname for field in kept_fields(model)]
        sets = _kept_sets_of(pk, model) if part is None else {}
        for row in history_of(model).objects.filter(**where).order_by().values():
            found.append(
                Record(
                    part=part,
                    pk=row["id"],
                    number=row["history_id"],
                    at=row["history_date"],
                    by=row["history_user_id"],
                    reason=row["history_change_reason"],
                    is_deletion=row["history_type"] == "-",
                    is_creation=row["history_type"] == "+",
                    values={name: row[name] for name in names},
                    sets={name: tuple(kept[row["history_id"]]) for name, kept in sets.items()},
                )
            )
    return sorted(found, key=lambda record: (record.at, record.part is not None, record.number))


def _kept_sets_of(pk, model) -> dict[str, dict[int, list[int]]]:
    """By many-to-many field and record: the primary keys that it held, sorted."""
    found = {}
    for field_ in kept_sets(model):
        kept = defaultdict(list)
        far = f"{field_.m2m_reverse_field_name()}_id"
        rows = getattr(history_of(model), field_.name).filter(history__id=pk)
        for record, key in rows.order_by(far).values_list("history_id", far):
            kept[record].append(key)
        found[field_.name] = kept
    return found


def _acts(records: list[Record]) -> Iterator[list[Record]]:
    """Records that one person made within a moment are one act: a row, the fields that are set
    after it, its parts. A row that is changed again begins the next one."""
    act: list[Record] = []
    latest: dict[tuple, Record] = {}
    for record in records:
        row = (record.part, record.pk)
        if act and not (
            record.by == act[-1].by
            and record.at - act[-1].at <= ONE_ACT
            and (row not in latest or record.repeats(latest[row]))
            and _agree(record, act)
        ):
            yield act
            act, latest = [], {}
        act.append(record)
        latest[row] = record
    if act:
        yield act


def _agree(record, act):
    """Two different reasons are two acts, however quickly they follow each other."""
    given = {other.reason for other in [*act, record] if other.reason}
    return len(given) < 2


def _state(subject: Subject, rows: dict[tuple, Values]) -> State:
    own, parts, keys = None, {}, {}
    for (number, pk), values in rows.items():
        if number is None:
            own = values
            continue
        part: Part = subject.parts[number]
        place = (number, tuple(values[name] for name in part.identity))
        parts[place] = {k: v for k, v in values.items() if k != f"{part.parent}_id"}
        keys[place] = pk
    return State(own, parts, keys)


def _kind(before, state, act, versions):
    if state.row is None:
        return DELETED
    if before.row is not None:
        return CHANGED
    if any(version.kind == DELETED for version in versions):
        return RESTORED
    return CREATED if any(r.is_creation for r in act if r.part is None) else FIRST_KEPT
