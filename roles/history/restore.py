"""Bringing an earlier version back, which is itself a new version."""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from roles.history.changes import RowChange, changes_between
from roles.history.names import Names, names_in
from roles.history.subjects import Subject, history_of, kept_fields, kept_sets
from roles.history.versions import State, Version, current_state, fingerprint


class OutdatedError(Exception):
    """The row has changed since somebody looked at what a restore would do."""


@dataclass(frozen=True)
class Plan:
    """What restoring a version would do: `changes` from `now` to `then`, the names that are left
    out because they were deleted since, and the `obstacles`, sentences that say what to do first.
    `seen` stands for the present state."""

    subject: Subject
    pk: int
    version: Version
    now: State
    then: State
    changes: tuple[RowChange, ...]
    left_out: tuple[str, ...]
    obstacles: tuple[str, ...]
    consequence: str
    seen: str

    @property
    def is_deleted_now(self) -> bool:
        return self.now.row is None

    @property
    def reason(self) -> str:
        """What the new version will say of itself."""
        return _("Restored from %(when)s") % {"when": moment(self.version.at)}


def moment(at) -> str:
    """Day and time in words, such as 3 March 2026, 14:02, in the site's time zone."""
    return date_format(timezone.localtime(at), "j F Y, H:i")


def plan(subject: Subject, pk: int, version: Version) -> Plan:
    """What restoring this version of the row would do now. Nothing is written."""
    now = current_state(subject, pk)
    names = names_in(subject, [now, version.state])
    then, left_out = _without_gone(version.state, subject, names)
    return Plan(
        subject=subject,
        pk=pk,
        version=version,
        now=now,
        then=then,
        changes=changes_between(now, then, subject, names),
        left_out=left_out,
        obstacles=tuple(_obstacles(subject, pk, now, then, names)),
        consequence=subject.consequence(pk, now, then),
        seen=fingerprint(now),
    )


@transaction.atomic
def restore(plan: Plan, *, by, seen: str):
    """Do it, and return the row. `OutdatedError` where the row is not as it was `seen`;
    `ValidationError` with sentences where the version no longer fits. Then nothing is written."""
    subject = plan.subject
    model = subject.model
    row = model._default_manager.select_for_update().filter(pk=plan.pk).first()
    if fingerprint(current_state(subject, plan.pk)) != seen:
        raise OutdatedError
    if plan.obstacles:
        raise ValidationError(list(plan.obstacles))
    row = _restore_row(plan, row, by)
    errors: list[str] = []
    for number, part in enumerate(subject.parts):
        errors += _restore_part(plan, number, part, row)
    if errors:
        raise ValidationError(errors)
    return row


def _without_gone(state, subject, names):
    """The state without members of its sets that were deleted since, and their names."""
    row, left_out = dict(state.row or {}), []
    for field in kept_sets(subject.model):
        kept = row.get(field.name, ())
        row[field.name] = tuple(k for k in kept if names.is_live(field.related_model, k))
        gone = sorted(set(kept) - set(row[field.name]))
        left_out += [names.of(field.related_model, pk) for pk in gone]
    return replace(state, row=row), tuple(left_out)


def _obstacles(subject, pk, now, then, names):
    yield from _missing(subject.model, then.row, names, "")
    for number, part in enumerate(subject.parts):
        told = set()
        for (owner, _identity), values in then.parts.items():
            if owner == number:
                for sentence in _missing(part.model, values, names, part.parent):
                    if sentence not in told:
                        yield sentence
                    told.add(sentence)
    for field in kept_fields(subject.model):
        if not field.unique:
            continue
        taken = subject.model._default_manager.exclude(pk=pk)
        if other := taken.filter(**{field.attname: then.row[field.attname]}).first():
            yield _(
                "“%(other)s” has the %(field)s “%(value)s” by now. Give that one another "
                "%(field)s first, then restore this."
            ) % {
                "other": other,
                "field": field.verbose_name,
                "value": then.row[field.attname],
            }


def _missing(model, values, names: Names, parent):
    for field in kept_fields(model):
        pk = values.get(field.attname)
        if not field.is_relation or field.name == parent or pk is None:
            continue
        if not names.is_live(field.related_model, pk):
            yield _(
                "The %(kind)s “%(name)s” of that version was deleted since. Restore it first, "
                "or write this version anew without it."
            ) % {
                "kind": field.related_model._meta.verbose_name,
                "name": names.of(field.related_model, pk),
            }


def _restore_row(plan, row, by):
    model, adding = plan.subject.model, row is None
    if adding:
        row = model(pk=plan.pk)
    sets = {field.name for field in kept_sets(model)}
    for name, value in plan.then.row.items():
        if name not in sets:
            setattr(row, name, value)
    _check(row)
    row._change_reason = plan.reason
    if adding:
        row.save(force_insert=True)
    elif plan.subject.save:
        plan.subject.save(row, by=by, reason=plan.reason)
    else:
        row.save()
    for name in sets:
        if adding or plan.then.row[name] != plan.now.row[name]:
            getattr(row, name).set(plan.then.row[name])
    return row


def _restore_part(plan, number, part, parent):
    """Rows that the version has not are deleted, the others changed in place or made again with
    the key that they had. Returns what stands in the way, in sentences."""
    wanted = {place: v for place, v in plan.then.parts.items() if place[0] == number}
    there = part.model._default_manager.filter(**{part.parent: parent})
    there = {(number, tuple(getattr(row, name) for name in part.identity)): row for row in there}
    errors = []
    for place in there.keys() - wanted.keys():
        errors += _delete(there[place], plan.reason)
    for place, values in wanted.items():
        row = there.get(place) or part.model(pk=plan.then.keys[place])
        if place in there and plan.now.parts.get(place) == values:
            continue
        for name, value in values.items():
            setattr(row, name, value)
        setattr(row, part.parent, parent)
        try:
            _check(row)
        except ValidationError as error:
            errors += [f"{row}: {message}" for message in error.messages]
            continue
        row._change_reason = plan.reason
        row.save()
    return errors


def _delete(row, reason):
    row._change_reason = reason
    try:
        row.delete()
    except models.ProtectedError as error:
        model = type(next(iter(error.protected_objects)))._meta
        return [
            _("“%(row)s” is not part of that version, but %(count)s %(users)s use it: remove them "
              "first.")
            % {
                "row": row,
                "count": len(error.protected_objects),
                "users": model.verbose_name_plural,
            }
        ]  # fmt: skip
    return []


def _check(row):
    """`ValidationError` with sentences that name their field."""
    try:
        row.full_clean()
    except ValidationError as error:
        sentences = []
        for name, messages in error.message_dict.items():
            label = "" if name == "__all__" else capfirst(row._meta.get_field(name).verbose_name)
            sentences += [f"{label}: {message}" if label else message for message in messages]
        raise ValidationError(sentences) from error


def in_words(names: tuple[str, ...]) -> str:
    """A list of names as a reader says it."""
    return get_text_list([_("“%s”") % name for name in names], _("and"))


def deleted_of(subject: Subject):
    """The last record of each row of this model that is no longer there, newest first."""
    records = history_of(subject.model).objects.filter(history_type="-")
    later = records.filter(
        models.Q(history_date__gt=models.OuterRef("history_date"))
        | models.Q(
            history_date=models.OuterRef("history_date"),
            history_id__gt=models.OuterRef("history_id"),
        ),
        id=models.OuterRef("id"),
    )
    there = subject.model._default_manager.filter(pk=models.OuterRef("id"))
    return records.filter(~models.Exists(there), ~models.Exists(later)).order_by(
        "-history_date", "-history_id"
    )
