"""What a person chooses for a job description. It stands in the address and is stored nowhere."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from roles.job_description import (
    CHOICES,
    PERIODS,
    USUAL,
    JobDescription,
    PayRange,
    describe,
    keys_on_record,
)
from roles.models import Role

WHOLE = re.compile(r"-?\d+")
THOUSANDS = re.compile(r"\d{1,3}(?:[ .,’'\u00a0\u202f]\d{3})+")


class KnownChoicesField(forms.MultipleChoiceField):
    """Leaves out what is not, or no longer, a choice: old addresses keep working."""

    def to_python(self, value):
        return [each for each in super().to_python(value) if self.valid_value(each)]


class AmountField(forms.IntegerField):
    """A whole sum of money, also as people write it: 60,000, 60.000 or 60 000."""

    default_error_messages = {
        "invalid": _("Give a whole number, such as 60000."),
        "min_value": _("Give a figure of at least 1."),
        "max_value": _("Give a figure of at most twelve digits."),
    }

    def __init__(self, **kwargs):
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(
            required=False, min_value=1, max_value=999_999_999_999, widget=widget, **kwargs
        )

    def to_python(self, value):
        value = (value or "").strip()
        if THOUSANDS.fullmatch(value):
            value = "".join(sign for sign in value if sign.isdigit())
        elif value and not WHOLE.fullmatch(value):
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return super().to_python(value)


class JobDescriptionForm(forms.Form):
    """Bound to the address of a page, a QueryDict. Without a choice of sections there, the usual
    ones are taken, unless `chosen` says that leaving all of them out was the choice."""

    section = KnownChoicesField(
        choices=list(CHOICES.items()),
        label=_("Sections"),
        widget=forms.CheckboxSelectMultiple({"class": "form-check-input"}),
        error_messages={"required": _("Choose at least one section.")},
    )
    pay_from = AmountField(label=_("From"))
    pay_to = AmountField(label=_("To"))
    pay_currency = forms.RegexField(
        r"^[A-Za-z]{3}\Z",
        required=False,
        strip=True,
        label=_("Currency"),
        error_messages={"invalid": _("Give the currency as three capitals, such as USD.")},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    pay_period = forms.ChoiceField(
        choices=list(PERIODS.items()),
        required=False,
        label=_("Period"),
        error_messages={"invalid_choice": _("Choose a year, a month or an hour.")},
    )

    def __init__(self, address, role: Role):
        self.role = role
        self.keys_on_record = keys_on_record(role)
        data = address.copy()
        if "section" not in data and "chosen" not in data:
            data.setlist("section", USUAL)
        super().__init__(data)
        names = self.fields["section"].choices
        self.fields["section"].choices = [
            (key, name) for key, name in names if key in self.keys_on_record
        ]

    def clean_pay_currency(self):
        return self.cleaned_data["pay_currency"].upper()

    def clean_pay_period(self):
        return self.cleaned_data["pay_period"] or "year"

    def clean(self):
        data = super().clean()
        least, most = data.get("pay_from"), data.get("pay_to")
        if least and most and least > most:
            self.add_error("pay_to", _("Give a figure that is not below the one under “From”."))
        if (least or most) and data.get("pay_currency") == "":
            self.add_error("pay_currency", self.fields["pay_currency"].error_messages["invalid"])
        return data

    @property
    def pay_errors(self) -> list[tuple[forms.BoundField, str]]:
        """The pay fields that are faulty, each with what to do about it."""
        return [
            (self[name], message)
            for name in self.fields
            if name.startswith("pay_")
            for message in self.errors.get(name, ())
        ]

    @property
    def empty_sections(self) -> list[str]:
        """The names of the sections for which the role has nothing on record."""
        return [str(name) for key, name in CHOICES.items() if key not in self.keys_on_record]

    def pay_range(self) -> PayRange | None:
        """None where no pay is given, or where what is given cannot be understood."""
        if self.pay_errors:
            return None
        data = self.cleaned_data
        least, most = data["pay_from"], data["pay_to"]
        return (
            PayRange(least, most, data["pay_currency"], data["pay_period"])
            if least or most
            else None
        )

    def description(self) -> JobDescription:
        """What was chosen, without what is faulty; the form says what that is."""
        pay = self.pay_range()
        return describe(self.role, self.cleaned_data.get("section", ()), pay)
