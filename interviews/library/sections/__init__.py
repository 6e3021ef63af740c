"""The six sections of a library file: their fields, rows as data, and data as rows.

`SECTIONS` is in the order in which entries can refer to one another. For each section, `data(row)`
gives exactly what a file with that row would be read as, so that comparing the two tells what a
load would change, and dumping the one gives the other.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Prefetch

from interviews.library import forms
from interviews.library.forms import Field
from interviews.library.sections import choices, questions, roles, rubrics
from interviews.models import Question, RatingScale
from roles import models


def _by_slug(row):
    return row.slug


@dataclass(frozen=True)
class Section:
    """One kind of entry. `fields` is in the order in which they are written."""

    name: str
    model: type
    fields: dict[str, Field]
    rows: Callable  # a QuerySet with all that `data` reads
    data: Callable
    write: Callable | None  # write(record, row or None) -> row; questions are written at once
    order: Callable = _by_slug  # what rows are written in order of

    @property
    def read(self):
        return forms.list_of(forms.record(self.fields))

    def current(self) -> dict[str, dict]:
        """The entries in the database by slug, as data, in the order in which they are written."""
        # Sorted here: databases disagree on where a hyphen goes.
        rows = sorted(self.rows(), key=self.order)
        return {row.slug: self.data(row) for row in rows}


SECTIONS = (
    Section(
        "families",
        models.JobFamily,
        roles.FAMILY,
        models.JobFamily.objects.all,
        roles.family_data,
        roles.write_family,
    ),
    Section(
        "scales",
        RatingScale,
        rubrics.SCALE,
        lambda: RatingScale.objects.prefetch_related("points"),
        rubrics.scale_data,
        rubrics.write_scale,
    ),
    Section(
        "competencies",
        models.Competency,
        rubrics.COMPETENCY,
        lambda: models.Competency.objects.prefetch_related("anchors__point__scale"),
        rubrics.competency_data,
        rubrics.write_competency,
    ),
    Section(
        "roles",
        models.Role,
        roles.ROLE,
        lambda: models.Role.objects.with_profile(),
        roles.role_data,
        roles.write_role,
    ),
    Section(
        "questions",
        Question,
        questions.QUESTION,
        lambda: Question.objects.select_related("competency").prefetch_related(
            Prefetch("roles", models.Role.objects.only("slug"))
        ),
        questions.question_data,
        None,
    ),
    Section(
        "choices",
        models.ChoiceQuestion,
        choices.CHOICE,
        choices.choice_rows,
        choices.choice_data,
        choices.write_choice,
        choices.in_order,
    ),
)
