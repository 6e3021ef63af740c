"""Load library files: check everything, then write all or nothing."""

import hashlib
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils.translation import gettext as _

from interviews.library import check as checks
from interviews.library.reader import Problem, Source
from interviews.library.sections import SECTIONS
from interviews.library.sections.questions import write_questions
from interviews.library.sections.roles import write_links

LOAD_LOCK = 0x45564C  # any number that nothing else locks
CREATED, CHANGED, UNCHANGED = "created", "changed", "unchanged"


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, as data. The name is a path, such as `anchors.five-point`."""

    name: str
    before: object
    after: object


@dataclass(frozen=True)
class Change:
    """What a load does to one entry: it is created, changed or unchanged."""

    section: str
    slug: str
    status: str
    fields: tuple[FieldChange, ...] = ()


@dataclass
class Report:
    """What a load found or did. With problems there are no changes."""

    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.problems

    def with_status(self, status: str) -> list[Change]:
        return [change for change in self.changes if change.status == status]

    @property
    def created(self) -> list[Change]:
        return self.with_status(CREATED)

    @property
    def changed(self) -> list[Change]:
        return self.with_status(CHANGED)

    @property
    def unchanged(self) -> list[Change]:
        return self.with_status(UNCHANGED)

    @property
    def changes_nothing(self) -> bool:
        return self.is_clean and not self.created and not self.changed

    @property
    def fingerprint(self) -> str:
        """The same for two reports that say the same: 16 hexadecimal digits."""
        return hashlib.sha256(repr((self.problems, self.changes)).encode()).hexdigest()[:16]

    @property
    def summary(self) -> str:
        counts = {
            "created": len(self.created),
            "changed": len(self.changed),
            "unchanged": len(self.unchanged),
        }
        if self.is_clean and not self.changes:
            return _("The files have no entries, so there is nothing to change.")
        if self.changes_nothing:
            return _("Nothing to change: all %(unchanged)s entries are as in the files.") % counts
        return _("%(created)s created, %(changed)s changed, %(unchanged)s unchanged.") % counts


def check(sources: list[Source]) -> Report:
    """What loading these files would do. Nothing is written."""
    files = checks.read(sources)
    if problems := checks.problems_of(files):
        return Report(problems=problems)
    return Report(changes=_compare(files.entries))


class OutdatedError(Exception):
    """What a load would do is no longer what was looked at. Carries the new `Report`."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.summary)
        self.report = report


def load(sources: list[Source], seen: str | None = None, by=None) -> Report:
    """Write the entries of these files, matched by slug. With any problem nothing is written.

    `seen` is the fingerprint of the report that somebody agreed to; where the load would now do
    something else, `OutdatedError` is raised and nothing is written. `by` is the person who loads
    them, None on the command line.

    A file's entry is the whole entry: a field it leaves out becomes empty. Entries that are in
    the database only stay as they are.
    """
    files = checks.read(sources)  # before any lock: this is most of the time
    with transaction.atomic():
        _wait_for_other_loads()
        if problems := checks.problems_of(files):
            return Report(problems=problems)
        report = Report(changes=_compare(files.entries))
        if seen not in (None, report.fingerprint):
            raise OutdatedError(report)
        _write(files.entries, report, by)
    return report


def _wait_for_other_loads():
    """Two loads at once would meet in the middle; SQLite lets one in at a time by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOAD_LOCK])


def _write(entries, report, by):
    touched = {
        (change.section, change.slug) for change in report.changes if change.status != UNCHANGED
    }
    for section in SECTIONS:
        records = [row for row in entries[section.name] if (section.name, row["slug"]) in touched]
        rows = section.model.objects.in_bulk(
            [record["slug"] for record in records], field_name="slug"
        )
        if section.name == "questions":
            write_questions(records, rows, by)
            continue
        for record in records:
            section.write(record, rows.get(record["slug"]))
        if section.name == "roles":
            for record in records:
                write_links(record)


def _compare(entries):
    changes = []
    for section in SECTIONS:
        records = entries[section.name]
        current = section.current() if records else {}
        for record in records:
            before = current.get(record["slug"])
            changes.append(_change(section, record, before))
    return changes


def _change(section, record, before):
    if before is None:
        return Change(section.name, record["slug"], CREATED)
    after = normal(record)
    fields = tuple(
        change
        for name in section.fields
        if after[name] is not None
        for change in _differences(name, before[name], after[name])
    )
    return Change(section.name, record["slug"], CHANGED if fields else UNCHANGED, fields)


def _differences(name, before, after):
    """The fields that differ, named by their path; of groups and lists of groups the parts."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            yield from _differences(f"{name}.{key}", before.get(key, ""), after.get(key, ""))
    elif _is_groups(before) and _is_groups(after) and len(before) == len(after):
        for number, (old, new) in enumerate(zip(before, after, strict=True), start=1):
            yield from _differences(f"{name}[{number}]", old, new)
    else:
        yield FieldChange(name, before, after)


def _is_groups(value):
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def normal(record) -> dict:
    """A record as rows would give it back: sets of references in order of slug."""
    data = dict(record)
    if "prompt" in data:
        data["roles"] = sorted(data["roles"])
        data["state"] = data["state"] or None  # not said, so not changed
    return data
