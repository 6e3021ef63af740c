"""Questions in library files."""

from django.utils.translation import gettext as _

from interviews.library import forms
from interviews.library.forms import Field, optional, required_text
from interviews.library.sections.rows import joined, lines, slugs, values_of
from interviews.models import Question, QuestionStep
from interviews.storing import keep_versions, set_roles
from roles import models as roles

QUESTION_LINES = ("follow_ups", "positive_indicators", "red_flags")
QUESTION_TEXTS = ("type", "minutes", "prompt", "materials", "language", "source")
QUESTION = {
    "slug": Field(forms.slug(120)),
    "state": optional(forms.one_of(Question.State.values)),
    "competency": optional(forms.slug(80)),
    "type": Field(forms.one_of(Question.Type.values)),
    "minutes": Field(forms.whole_number(1, 120)),
    "prompt": required_text(),
    "follow_ups": lines(),
    "positive_indicators": lines(),
    "red_flags": lines(),
    "materials": optional(forms.text()),
    "language": optional(forms.text(20), lambda: "en"),
    "source": optional(forms.text(200)),
    "roles": slugs(),
    "levels": optional(forms.list_of(forms.one_of(roles.Level.values)), list),
}


def question_data(question):
    return {
        **values_of(question, ("slug", "state", *QUESTION_TEXTS)),
        "competency": question.competency.slug if question.competency else "",
        **{name: getattr(question, f"{name}_list") for name in QUESTION_LINES},
        "roles": sorted(role.slug for role in question.roles.all()),
        "levels": question.levels_list,
    }


def write_questions(records, rows, by):
    """Create or change the questions of these records. `rows` has those that are there by slug.
    What becomes of their states: see `state_after`."""
    competencies = roles.Competency.objects.in_bulk(
        {record["competency"] for record in records}, field_name="slug"
    )
    fitting = roles.Role.objects.in_bulk(
        {slug for record in records for slug in record["roles"]}, field_name="slug"
    )
    before = {slug: (row.state, row.wording) for slug, row in rows.items()}
    new, changed, fits, entered = [], [], {}, []
    for record in records:
        question = rows.get(record["slug"]) or Question(slug=record["slug"])
        for name, value in _values(record, competencies).items():
            setattr(question, name, value)
        (changed if question.pk else new).append(question)
        state = state_after(record["state"], question, before.get(question.slug), by)
        if state != question.state:
            question.state = state
            entered.append(question)
        fits[record["slug"]] = [fitting[slug] for slug in record["roles"]]
    Question.objects.bulk_create(new)
    if changed:
        names = [*QUESTION_TEXTS, *QUESTION_LINES, "levels", "competency", "state"]
        Question.objects.bulk_update(changed, names)
    set_roles({question: fits[question.slug] for question in (*new, *changed)})
    comment = _("Loaded from a library file.")
    # A version without a person and without a reason is the command line's.
    facts = {"default_user": by, "default_change_reason": comment if by else None}
    keep_versions(new, update=False, **facts)
    keep_versions(changed, update=True, **facts)
    QuestionStep.objects.bulk_create(
        QuestionStep(question=question, state=question.state, by=by, comment=comment)
        for question in entered
    )


def _values(record, competencies):
    values = {name: record[name] for name in QUESTION_TEXTS}
    values |= joined(record, (*QUESTION_LINES, "levels"))
    return values | {"competency": competencies.get(record["competency"])}


def state_after(state, question, before, by):
    """The state that a load brings a question into: the one that its file gives, or where it gives
    none the one that it is in; a new one is a draft then. `before` is the (state, wording) of the
    question before the load, None for a new one.

    Files are no way around a review: what a person other than a superuser loads is in review
    where the file says approved, unless just this wording was approved before. `by` is None for
    the command line, whose user could write to the database anyway.
    """
    approved = Question.State.APPROVED
    state = state or question.state
    was_approved = before == (approved, question.wording)
    if state == approved and not was_approved and by and not by.is_superuser:
        return Question.State.IN_REVIEW
    return state
