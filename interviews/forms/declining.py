"""Declining an interview."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roles.fields import validate_length, validate_printable


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why can you not take part?"),
        help_text=_("The hiring manager and the coordinators read it. It is kept with the panel."),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[validate_printable, validate_length],
        error_messages={"required": _("Say why in a sentence, so that the others can plan.")},
    )
    replacement = forms.CharField(
        label=_("Who could take your place?"),
        help_text=_("Only a proposal: nobody is invited by it."),
        max_length=160,
        required=False,
        validators=[validate_printable],
    )
