"""What the page of a new kit asks for."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from interviews.kits.assembling import problem_of
from interviews.kits.new_kits import (
    EQUAL,
    OF_ROLE,
    USUAL_SCALE,
    for_role,
    is_key,
    new_key,
    parts_for,
)
from interviews.kits.presets import PRESETS, has_role_play, numbered_rounds, usual_rounds
from interviews.models import Kit, RatingScale
from roles.fields import validate_printable
from roles.models import Level

OWN = "own"
OWN_ROWS, MOST_ROWS = 5, 8
SAME, ANEW = "same", "anew"  # what becomes of the questions of an earlier kit


class KeyedForm(forms.Form):
    """A form with a title, whose `key` tells one sending of it from the next."""

    title = forms.CharField(
        label=_("Title"),
        max_length=Kit._meta.get_field("title").max_length,
        validators=[validate_printable],
        error_messages={"required": _("Give the kit a title, such as the role and the year.")},
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False, initial=new_key)

    def clean_key(self):
        key = self.cleaned_data["key"]
        return key if is_key(key) else new_key()


class NewKitForm(KeyedForm):
    """A kit for a role."""

    level = forms.ChoiceField(
        label=_("Level"), required=False, help_text=_("It decides which questions and anchors fit.")
    )
    rounds = forms.ChoiceField(
        choices=[(preset.key, preset.title) for preset in PRESETS] + [(OWN, _("My own rounds"))],
        error_messages={"required": _("Choose the rounds.")},
    )
    weights = forms.ChoiceField(
        choices=[(EQUAL, _("All the same")), (OF_ROLE, _("As in the role"))], initial=EQUAL
    )
    scale = forms.ModelChoiceField(
        RatingScale.objects.order_by("name"), label=_("Rating scale"), empty_label=None
    )

    def __init__(self, role, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.role = role
        self.own = OwnRounds(data, prefix="own")
        self.fields["level"].choices = [
            ("", _("As the role: %(level)s") % {"level": role.get_level_display()}),
            *[choice for choice in Level.choices if choice[0] != role.level],
        ]
        self.scales = list(self.fields["scale"].queryset)
        usual = [scale for scale in self.scales if scale.slug == USUAL_SCALE]
        self.fields["scale"].initial = next(iter(usual or self.scales), None)
        if len(self.scales) == 1:
            self.fields["scale"].required = False
            self.fields["scale"].widget = forms.HiddenInput()

    def clean_scale(self):
        return self.cleaned_data["scale"] or self.fields["scale"].initial

    def clean(self):
        super().clean()
        if self.cleaned_data.get("rounds") == OWN and not self.own.is_valid():
            self.add_error("rounds", _("Mend your own rounds: what to do stands beside each."))
        return self.cleaned_data

    def new_kit(self):
        """The kit as rows that are not saved."""
        data = self.cleaned_data
        if data["rounds"] == OWN:
            rounds = numbered_rounds(self.own.given)
        else:
            preset = next(preset for preset in PRESETS if preset.key == data["rounds"])
            problem = problem_of(parts_for(self.role, (), level=data["level"]))
            rounds = usual_rounds(preset, plays=has_role_play(problem))
        return for_role(
            self.role,
            title=data["title"],
            rounds=rounds,
            scale=data["scale"],
            level=data["level"],
            weights=data["weights"],
        )


def _whole_number(label, fewest, most, words):
    number = forms.IntegerField(label=label, error_messages={"required": words, "invalid": words})
    number.validators = [MinValueValidator(fewest, words), MaxValueValidator(most, words)]
    number.widget.attrs.update(min=fewest, max=most)
    return number


class OwnRoundForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        validators=[validate_printable],
        error_messages={"required": _("Name this round, or leave its whole row empty.")},
    )
    minutes = _whole_number(_("Minutes"), 5, 480, _("Give the slot from 5 to 480 minutes."))
    panel_size = _whole_number(_("Panelists"), 1, 12, _("A panel has from 1 to 12 people."))

    use_required_attribute = False


class BaseOwnRounds(forms.BaseFormSet):
    @property
    def given(self):
        """(name, minutes, panelists) of each row that says something."""
        return [
            (
                form.cleaned_data["name"],
                form.cleaned_data["minutes"],
                form.cleaned_data["panel_size"],
            )
            for form in self.forms
            if form.cleaned_data
        ]

    def clean(self):
        if not any(self.errors) and not self.given:
            raise forms.ValidationError(
                _("Give at least one round, with its name, its minutes and its panelists.")
            )


OwnRounds = forms.formset_factory(
    OwnRoundForm,
    formset=BaseOwnRounds,
    extra=OWN_ROWS,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
    validate_max=True,
)


class LikeKitForm(KeyedForm):
    """A kit like an earlier one."""

    questions = forms.ChoiceField(
        choices=[
            (SAME, _("The same questions; others only where one had to be left out")),
            (ANEW, _("New questions for the same rounds; locked ones stay")),
        ],
        initial=SAME,
        widget=forms.RadioSelect,
    )
