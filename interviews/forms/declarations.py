"""Forms of declaring: the question about conflicts, a conflict noticed later, and its decision."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.models import Declaration
from roles.fields import validate_length, validate_printable

SAY_WHAT = gettext_lazy("Say in a sentence what it is.")


class ProseInput(forms.CharField):
    """A few sentences that can be printed."""

    default_validators = [validate_printable, validate_length]
    widget = forms.Textarea(attrs={"rows": 3})


class AnswerForm(forms.Form):
    """The answer to the question, for the version of it that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    has_conflict = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[
            ("no", gettext_lazy("No, there is nothing")),
            ("yes", gettext_lazy("Yes, there is something")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose No or Yes.")},
    )
    words = ProseInput(
        label=gettext_lazy("If yes: what is it?"),
        help_text=gettext_lazy("Only those who decide on it read this."),
        required=False,
    )

    def __init__(self, *args, statement, **kwargs):
        super().__init__(*args, initial={"version": statement.number}, **kwargs)
        self.statement = statement

    @property
    def is_outdated(self):
        """Whether the wording changed while the page was open."""
        return self.is_bound and "version" in self.errors

    def clean_version(self):
        if self.cleaned_data["version"] != self.statement.number:
            raise forms.ValidationError(_("The wording has changed. Read it again, then answer."))
        return self.statement.number

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("has_conflict") == "yes" and not (
            cleaned.get("words") or "words" in self.errors
        ):
            self.add_error("words", SAY_WHAT)
        return cleaned

    @property
    def answer(self):
        """What `Declaration.answer` takes."""
        return {
            "has_conflict": self.cleaned_data["has_conflict"] == "yes",
            "words": self.cleaned_data["words"],
        }


class ConflictForm(forms.Form):
    """A conflict noticed after the question was answered."""

    words = ProseInput(
        label=gettext_lazy("What is it?"),
        help_text=gettext_lazy("Only those who decide on it read this."),
        error_messages={"required": SAY_WHAT},
    )


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=Declaration.Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )
    reason = ProseInput(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Stays on record. The person concerned reads it."),
        error_messages={"required": gettext_lazy("Give the reason in a sentence.")},
    )
