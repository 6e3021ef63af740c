"""One question as panelists will see it, before it is in a kit or saved. Nothing is written."""

from django import forms
from django.forms import model_to_dict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from interviews.models import Question, RatingScale
from roles.fields import split_lines
from roles.models import Level

TEXTS = (
    "prompt",
    "type",
    "competency",
    "minutes",
    "follow_ups",
    "positive_indicators",
    "red_flags",
    "materials",
    "language",
)


class OneQuestionForm(forms.ModelForm):
    """The texts of a question, as they are typed, and for which anchors it is shown."""

    level = forms.ChoiceField(
        label=_("Role level"),
        required=False,
        choices=[("", _("No level: general anchors")), *Level.choices],
    )
    scale = forms.ModelChoiceField(
        RatingScale.objects.prefetch_related("points"),
        label=_("Rating scale"),
        error_messages={"required": _("Make a rating scale first: there is none to rate on.")},
    )

    class Meta:
        model = Question
        fields = TEXTS

    @property
    def hidden_texts(self):
        """The texts again, for a page that hands them on."""
        return [self[name] for name in TEXTS]

    @property
    def choices_to_show(self):
        return [self["level"], self["scale"]]

    def problems(self):
        """What is missing, as sentences that name the field."""
        return [
            f"{capfirst(str(self.fields[name].label))}: {message}"
            if name in self.fields
            else message
            for name, messages in self.errors.items()
            for message in messages
        ]

    def document(self):
        """The `KitDocument` that asks this question alone; `ValidationError` where it is none."""
        from interviews.drafts import document_of_question

        self.instance.slug = self.instance.slug or "preview"
        return document_of_question(
            self.instance, scale=self.cleaned_data["scale"], level=self.cleaned_data["level"]
        )

    def lacks_anchors(self):
        """Whether its competency has not an anchor for every point of the scale at this level."""
        competency = self.instance.competency
        if not competency or not self.instance.can_be_scored:
            return False
        return not self.document().competency(competency.slug).anchors


def form_of(data):
    """The form for texts that were sent, with a level and scale that suit them where none is named
    yet: the one level that it fits, the scale that its competency has anchors on."""
    data = data.copy()
    if "level" not in data:
        levels = data.getlist("levels")
        data["level"] = levels[0] if len(levels) == 1 else ""
    if not data.get("scale"):
        data["scale"] = _usual_scale(data.get("competency"))
    return OneQuestionForm(data)


def data_of(question, query):
    """What the form of a saved question would send, with what the address says (a QueryDict)."""
    data = query.copy()
    for name, value in model_to_dict(question, fields=TEXTS).items():
        data[name] = "" if value is None else value
    data.setlist("levels", split_lines(question.levels))
    return data


def _usual_scale(competency):
    scales = RatingScale.objects.order_by("slug")
    if str(competency or "").isdecimal():
        anchored = scales.filter(points__anchors__competency=competency).distinct()
        if scale := anchored.first():
            return scale.pk
    scale = scales.first()
    return scale.pk if scale else ""


def may_preview(user):
    """Those who write questions or propose them."""
    return any(
        user.has_perm(f"interviews.{right}")
        for right in ("add_question", "change_question", "propose_question")
    )
