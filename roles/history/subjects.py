"""What belongs together in a history: a row, and the rows that are edited in its form."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from roles.models import Competency, Role, RoleCompetency


@dataclass(frozen=True)
class Part:
    """Rows that belong to another row. `parent` names their key to it, `identity` the attributes
    that make two of them the same one in two versions, and `title(values, names)` gives the words
    for one of them."""

    model: type[models.Model]
    parent: str
    identity: tuple[str, ...]
    title: Callable[[dict, object], str]


@dataclass(frozen=True)
class Subject:
    """A model with a history, and its parts. `save(row, by=, reason=)` saves a row that is there
    already with the fields of an earlier version; without it the row is just saved.
    `consequence(pk, now, then)` tells what else a restore does, "" for nothing."""

    model: type[models.Model]
    parts: tuple[Part, ...] = ()
    save: Callable[..., object] | None = None
    consequence: Callable[..., str] = lambda pk, now, then: ""


def history_of(model: type[models.Model]) -> type[models.Model]:
    """The model whose rows are the records of `model`."""
    return model.history.model


def kept_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields whose history is kept, in order, without the primary key."""
    return [field for field in history_of(model).tracked_fields if not field.primary_key]


def kept_sets(model: type[models.Model]) -> list[models.ManyToManyField]:
    """The many-to-many fields whose history is kept."""
    return list(history_of(model)._history_m2m_fields)


def _competency_of(values, names):
    return names.of(Competency, values["competency_id"])


def _consequence_for_role(pk, now, then):
    if now.row is None:
        return _("Its links to other roles and its pay benchmarks are gone: add them again.")
    return _("Its links to other roles and its pay benchmarks stay as they are.")


ROLE = Subject(
    Role,
    (Part(RoleCompetency, "role", ("competency_id",), _competency_of),),
    consequence=_consequence_for_role,
)
