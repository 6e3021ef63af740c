"""Two people who write the same question at a time: what each of them has, so that neither text is
lost."""

from dataclasses import dataclass
from datetime import datetime

from django.forms import model_to_dict
from django.utils.text import capfirst

from interviews.models import Question
from roles.differences import Piece, word_changes
from roles.fields import split_lines
from roles.models import Competency, Role

FIELDS = (
    "prompt",
    "type",
    "competency",
    "minutes",
    "follow_ups",
    "positive_indicators",
    "red_flags",
    "levels",
    "roles",
    "materials",
    "language",
    "source",
    "slug",
)


@dataclass(frozen=True)
class Difference:
    """A field that differs. `is_mine` where the person who writes changed it, and not only the
    other one; `pieces` lead from the saved text to theirs."""

    name: str
    label: str
    saved: str
    typed: str
    pieces: tuple[Piece, ...]
    is_mine: bool


@dataclass(frozen=True)
class Conflict:
    """Who saved meanwhile (None where they left or the command line did it), when, what they said,
    and all fields in which their version is not the typed one."""

    by: object
    at: datetime
    comment: str
    differences: tuple[Difference, ...]


def newest_version(question):
    """The number of the newest version of a question, as its form remembers it; "0" for none."""
    newest = question.history.order_by("-history_id").values_list("history_id", flat=True).first()
    return str(newest or 0)


def conflict_of(question, seen, typed):
    """What stands in the way of saving `typed` (values by field, as `values_of` gives them) over a
    question that has changed since version `seen`. None where both say the same."""
    record = question.history.order_by("-history_id").select_related("history_user").first()
    started = question.history.filter(history_id=int(seen)).first() if seen.isdecimal() else None
    saved = values_of(question)
    before = values_of_version(started) if started else {}
    names = _Names((saved, typed))
    differences = tuple(
        Difference(
            name=name,
            label=capfirst(str(Question._meta.get_field(name).verbose_name)),
            saved=names.shown(name, saved[name]),
            typed=names.shown(name, typed[name]),
            pieces=word_changes(names.shown(name, saved[name]), names.shown(name, typed[name])),
            is_mine=before.get(name) != typed[name],
        )
        for name in FIELDS
        if name in typed and saved[name] != typed[name]
    )
    if not differences:
        return None
    return Conflict(
        by=record.history_user if record else None,
        at=record.history_date if record else None,
        comment=(record.history_change_reason or "") if record else "",
        differences=differences,
    )


def values_of(question):
    """The values of a question by field, ready to be compared: roles as their pks in order."""
    values = model_to_dict(question, fields=[name for name in FIELDS if name != "roles"])
    roles = question.roles.order_by("pk").values_list("pk", flat=True) if question.pk else ()
    return values | {"roles": tuple(roles)}


def values_of_version(record):
    """The same of a version in the history."""
    values = {name: getattr(record, name) for name in FIELDS if name not in ("roles", "competency")}
    roles = tuple(sorted(record.roles.values_list("role_id", flat=True)))
    return values | {"competency": record.competency_id, "roles": roles}


class _Names:
    """Values in words. Competencies and roles are read once for both versions."""

    def __init__(self, versions):
        competencies = {version["competency"] for version in versions if version.get("competency")}
        roles = {role for version in versions for role in version.get("roles", ())}
        self.competencies = dict(
            Competency.objects.filter(pk__in=competencies).values_list("pk", "name")
        )
        self.roles = dict(Role.objects.filter(pk__in=roles).values_list("pk", "title"))

    def shown(self, name, value):
        if name == "competency":
            return self.competencies.get(value, "")
        if name == "roles":
            return "\n".join(sorted(self.roles[role] for role in value if role in self.roles))
        if name == "type":
            return str(dict(Question.Type.choices).get(value, value))
        if name == "levels":
            known = dict(Question._meta.get_field("levels").line_choices)
            return "\n".join(str(known.get(line, line)) for line in split_lines(value))
        return str(value)
