"""Questions in library files."""

from interviews.library import forms
from interviews.library.forms import Field, optional, required_text
from interviews.library.sections.rows import joined, lines, save, slugs, values_of
from interviews.models import Question
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


def write_question(record, row):
    values = {name: record[name] for name in QUESTION_TEXTS}
    values |= joined(record, (*QUESTION_LINES, "levels"))
    values["competency"] = roles.Competency.objects.filter(slug=record["competency"]).first()
    row = save(Question, record["slug"], row, values)
    row.roles.set(roles.Role.objects.filter(slug__in=record["roles"]))
    return row


def standing(row):
    """State and wording of a question before a load; None for one that is new."""
    return (row.state, row.wording) if row else None


def enter_state(record, before, by):
    """Bring a question that was loaded into the state that its file gives; without one it stays
    where it is, and a new one is a draft. `before` is its `standing`.

    Files are no way around a review: what a person other than a superuser loads is in review
    where the file says approved, unless just this wording was approved before. `by` is None for
    the command line, whose user could write to the database anyway.
    """
    state, approved = record["state"], Question.State.APPROVED
    question = Question.objects.get(slug=record["slug"])
    was_approved = before is not None and before == (approved, question.wording)
    state = state or question.state
    if state == approved and not was_approved and by and not by.is_superuser:
        state = Question.State.IN_REVIEW
    if state != question.state:
        question.enter_by_file(state, by=by)
