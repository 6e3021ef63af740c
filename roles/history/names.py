"""The names of what versions point to: people, competencies, scale points."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext as _

from roles.history.subjects import Subject, history_of, kept_fields, kept_sets
from roles.history.versions import State, Version


@dataclass(frozen=True)
class Names:
    """Rows by model and primary key. What was deleted since is told by its own last version;
    only the others are `live`."""

    rows: dict[tuple, models.Model] = field(default_factory=dict)
    live: frozenset[tuple] = frozenset()

    def of(self, model: type[models.Model], pk: int) -> str:
        row = self.rows.get((model, pk))
        return str(row) if row else _("one that was deleted (%(number)s)") % {"number": pk}

    def row(self, model: type[models.Model], pk: int) -> models.Model | None:
        return self.rows.get((model, pk))

    def is_live(self, model: type[models.Model], pk: int) -> bool:
        return (model, pk) in self.live

    def all_of(self, model: type[models.Model]) -> list[models.Model]:
        return [row for (kind, _pk), row in self.rows.items() if kind is model]


def names_in(subject: Subject, states: Iterable[State]) -> Names:
    """The names of all that these states point to, and of what their parts' rows point to in turn
    (the scale of a point)."""
    rows: dict[tuple, models.Model] = {}
    live: set[tuple] = set()
    wanted = _pointed_at(subject, states)
    for step in (1, 2):
        for model, pks in sorted(wanted.items(), key=lambda item: item[0].__name__):
            there, gone = _fetch(model, pks)
            rows |= {(model, pk): row for pk, row in (gone | there).items()}
            live |= {(model, pk) for pk in there}
        if step == 1:
            wanted = _pointed_at_by_rows(subject, rows)
    return Names(rows, frozenset(live))


def people_in(versions: Iterable[Version]) -> dict[int, str]:
    """The names of those who made these versions, by primary key."""
    pks = {version.by for version in versions if version.by}
    people = get_user_model()._default_manager.filter(pk__in=pks)
    return {person.pk: person.get_full_name() or person.get_username() for person in people}


def who(version: Version, people: dict[int, str]) -> str:
    """Who made a version, in words; `people` as `people_in` gives them."""
    if version.by in people:
        return people[version.by]
    return _("somebody who has left") if version.by or version.has_left else _("the command line")


def _pointed_at(subject, states):
    found: dict[type, set[int]] = {}
    keys = [(None, field_) for field_ in kept_fields(subject.model) if field_.is_relation]
    for number, part in enumerate(subject.parts):
        own = [f for f in kept_fields(part.model) if f.is_relation and f.name != part.parent]
        keys += [(number, field_) for field_ in own]
    for _number, field_ in keys:
        found.setdefault(field_.related_model, set())
    for field_ in kept_sets(subject.model):
        found.setdefault(field_.related_model, set())
    for state in states:
        row = state.row or {}
        for number, field_ in keys:
            within = [row] if number is None else _of_part(state, number)
            pks = {values.get(field_.attname) for values in within}
            found[field_.related_model] |= pks - {None}
        for field_ in kept_sets(subject.model):
            found[field_.related_model] |= set(row.get(field_.name, ()))
    return found


def _of_part(state, number):
    return [values for (part, _identity), values in state.parts.items() if part == number]


def _pointed_at_by_rows(subject, rows):
    found: dict[type, set[int]] = {}
    own = {subject.model, *(part.model for part in subject.parts)}
    through = {
        field_.related_model
        for part in subject.parts
        for field_ in kept_fields(part.model)
        if field_.is_relation and field_.related_model not in own
    }
    for (model, _pk), row in rows.items():
        if model in through:
            for field_ in kept_fields(model):
                if field_.is_relation:
                    found.setdefault(field_.related_model, set()).add(getattr(row, field_.attname))
    return found


def _fetch(model, pks):
    """Rows that are there, and the last version of those that were deleted."""
    if not pks:
        return {}, {}
    there = model._default_manager.in_bulk(pks)
    missing = set(pks) - set(there)
    if not missing or not hasattr(model, "history"):
        return there, {}
    kept = history_of(model).objects.filter(id__in=missing)
    return there, {old.id: old.history_object for old in kept.order_by("history_date")}
