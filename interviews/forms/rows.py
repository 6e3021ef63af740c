"""Rows to tick."""

from django import forms
from django.core.exceptions import ValidationError


class RowsField(forms.ModelMultipleChoiceField):
    """Any of the rows; a number that no database can hold is no choice, like any other unknown."""

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError:  # SQLite refuses to look for it
            words = self.error_messages["invalid_choice"]
            raise ValidationError(words, "invalid_choice", {"value": value[0][:20]}) from None
