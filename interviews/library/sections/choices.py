"""The rules of “Which role do we need?” in library files."""

from django.utils.translation import gettext as _

from interviews.library import forms
from interviews.library.forms import Field, optional
from interviews.library.sections.rows import as_text, save, values_of
from roles import models as roles
from roles.choice import MOST_POINTS

LAST_POSITION = 32_767  # as far as the column goes
FIELDS = roles.ChoiceSign.Field.values


def _points() -> forms.Reader:
    read_number = forms.whole_number(-MOST_POINTS, MOST_POINTS)

    def read(notes, node, where):
        value = read_number(notes, node, where)
        if value == 0:
            wrong = _("0 points say nothing.")
            right = _("Write 1 to 3 for a role, or -1 to -3 against it.")
            return notes.add(forms.line_of(node), where, wrong, right)
        return value

    return read


SIGN = {
    "points": Field(_points()),
    "field": Field(forms.one_of(FIELDS)),
    "words": Field(forms.line(160)),
}
ANSWER = {
    "text": Field(forms.line(240)),
    "signs": optional(forms.list_of(forms.record(SIGN)), list),
}
CHOICE = {
    "slug": Field(forms.slug(80)),
    "family": Field(forms.slug(80)),
    "position": Field(forms.whole_number(0, LAST_POSITION)),
    "text": Field(forms.line(240)),
    "help": optional(forms.text()),
    "answers": Field(forms.list_of(forms.record(ANSWER))),
}


def choice_rows():
    return roles.ChoiceQuestion.objects.select_related("family").with_rules()


def in_order(question):
    """Families one after the other, each with its questions as they are asked."""
    return question.family.slug, question.position, question.slug


def choice_data(question):
    return {
        **values_of(question, ("slug", "position", "text", "help")),
        "family": question.family.slug,
        "answers": [
            {
                "text": as_text(answer.text),
                "signs": [values_of(sign, SIGN) for sign in answer.signs.all()],
            }
            for answer in question.answers.all()
        ],
    }


def write_choice(record, row):
    values = {name: record[name] for name in ("position", "text", "help")}
    values["family"] = roles.JobFamily.objects.get(slug=record["family"])
    row = save(roles.ChoiceQuestion, record["slug"], row, values)
    row.answers.all().delete()
    for position, answer in enumerate(record["answers"]):
        answer_row = row.answers.create(position=position, text=answer["text"])
        roles.ChoiceSign.objects.bulk_create(
            roles.ChoiceSign(answer=answer_row, position=number, **sign)
            for number, sign in enumerate(answer["signs"])
        )
    return row
