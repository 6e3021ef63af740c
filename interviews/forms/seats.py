"""Who sits on a panel, as it is typed: a colleague from the list, or a guest with an address."""

import re

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.models import Panelist
from interviews.scheduling import Sitter

MOST_SEATS = 12
GUEST = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>\s]*)>\s*")


class Roster:
    """People who may sit on a panel, and how they are written: “Ana Kraus (ana)”."""

    def __init__(self):
        self.users = list(
            User.objects.filter(is_active=True).order_by("first_name", "last_name", "username")
        )
        self.labels = {self.label_of(user): user for user in self.users}

    @staticmethod
    def label_of(user):
        return f"{user.get_full_name() or user.get_username()} ({user.get_username()})"

    @staticmethod
    def written(panelist):
        """A seat as it would be typed."""
        if panelist.user:
            return Roster.label_of(panelist.user)
        return f"{panelist.guest_name} <{panelist.guest_email}>"

    def find(self, text):
        """The arguments of a seat for what was typed: a colleague, or a guest with an address.
        `ValidationError` says how to write it."""
        text = " ".join(text.split())
        if user := self.labels.get(text):
            return {"user": user}
        if guest := GUEST.fullmatch(text):
            return self._guest(guest["name"].strip(), guest["email"])
        found = [user for user in self.users if text.casefold() in self._names(user)]
        if len(found) == 1:
            return {"user": found[0]}
        if found:
            raise ValidationError(
                _("More than one person is called %(text)s: choose one from the list."),
                params={"text": text},
            )
        raise ValidationError(
            _(
                "Nobody here is called %(text)s. Choose a colleague from the list, or write a "
                "guest as Maria Ruiz <maria@client.example>."
            ),
            params={"text": text[:80]},
        )

    @staticmethod
    def _names(user):
        names = (user.get_username(), user.get_full_name(), user.email)
        return {name.casefold() for name in names if name}

    def _guest(self, name, email):
        colleague = [user for user in self.users if user.email.casefold() == email.casefold()]
        if email and colleague:
            return {"user": colleague[0]}
        try:
            validate_email(email)
        except ValidationError:
            raise ValidationError(
                _("%(email)s is no e-mail address: a guest gets a link by e-mail."),
                params={"email": email or "<>"},
            ) from None
        if not name:
            raise ValidationError(
                _("Write the guest’s name before the address: Maria Ruiz <%(email)s>."),
                params={"email": email},
            )
        if len(name) > 160 or len(email) > 254:
            raise ValidationError(_("Shorten the guest’s name to 160 letters."))
        return {"guest_name": name, "guest_email": email}


class SeatForm(forms.Form):
    person = forms.CharField(
        label=gettext_lazy("Colleague or guest"),
        max_length=430,
        required=False,
        widget=forms.TextInput(
            attrs={"list": "people", "autocomplete": "off", "class": "form-control"}
        ),
    )
    part = forms.ChoiceField(
        label=gettext_lazy("Part"),
        required=False,
        choices=Panelist.Part,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args, roster, seat=None, needed=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.roster, self.seat = roster, seat
        self.fields["person"].required = needed

    def clean_person(self):
        text = self.cleaned_data["person"]
        return self.roster.find(text) if text else None

    def clean_part(self):
        return self.cleaned_data["part"] or Panelist.Part.MEMBER

    @property
    def arguments(self):
        """Of `Interview.add_panelist`, or None for an empty seat."""
        if not (person := self.cleaned_data.get("person")):
            return None
        return {**person, "part": self.cleaned_data["part"], "seat": self.seat}

    @property
    def sitter(self):
        person = self.cleaned_data["person"]
        user = person.get("user")
        name = (user.get_full_name() or user.get_username()) if user else person["guest_name"]
        key = user.pk if user else person["guest_email"].lower()
        return Sitter(self.seat, key, name, self.cleaned_data["part"])


def seats_for(size, roster, data=None, panel=()):
    """A form for every seat as planned, for those on the panel beyond, and for one more. An empty
    first seat offers the chair."""
    panel = {panelist.seat: panelist for panelist in panel}
    count = max([size, *panel]) + 1
    if data is not None:
        typed = [name for name in data if re.fullmatch(r"seat-\d{1,2}-person", name)]
        count = max([count, *(int(name.split("-")[1]) for name in typed)])
    forms_ = []
    for seat in range(1, min(max(count, 2), MOST_SEATS) + 1):
        there = panel.get(seat)
        first = Panelist.Part.CHAIR if seat == 1 else Panelist.Part.MEMBER
        initial = {
            "person": Roster.written(there) if there else "",
            "part": there.part if there else first,
        }
        forms_.append(
            SeatForm(data, prefix=f"seat-{seat}", initial=initial, roster=roster, seat=seat)
        )
    return forms_
