"""Many questions at once into the database, with the roles they fit and a version of each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps

from interviews.models.questions import Question
from roles.models import Role

BATCH = 500


def set_roles(fits: Mapping[Question, Iterable[Role]]) -> None:
    """The roles that each of these questions fits, and no others. Leaves no version behind."""
    through = Question.roles.through
    through.objects.filter(question__in=list(fits)).delete()
    through.objects.bulk_create(
        [
            through(question=question, role_id=role.pk)
            for question, roles in fits.items()
            for role in roles
        ],
        batch_size=BATCH,
    )


def keep_versions(questions: list[Question], *, update: bool, **facts: Any) -> None:
    """A version of each question in the history, with its roles. `facts` are those that
    django-simple-history takes: `default_user`, `default_change_reason`."""
    versions = (
        Question.history.bulk_history_create(questions, update=update, batch_size=BATCH, **facts)
        or []
    )
    roles: dict[int, list[tuple[int, int]]] = {}
    pairs = Question.roles.through.objects.filter(question__in=questions)
    for pk, question, role in pairs.values_list("pk", "question_id", "role_id"):
        roles.setdefault(question, []).append((pk, role))
    kept = apps.get_model("interviews", "HistoricalQuestion_roles")
    kept.objects.bulk_create(
        [
            kept(id=pk, history_id=version.pk, question_id=version.id, role_id=role)
            for version in versions
            for pk, role in roles.get(version.id, ())
        ],
        batch_size=BATCH,
    )
