"""Rows edited inside their parent's form, refused in the words of the database's own rules."""

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _


class OnceFormSet(BaseInlineFormSet):
    """Rows whose unique constraints speak for themselves, and that cannot trade places.

    Rows are saved one after the other, so a row that takes what another one still has would
    break the constraint half-way; such a trade is refused before anything is written.
    """

    def get_unique_error_message(self, unique_check):
        for constraint in self._unique_constraints():
            if set(constraint.fields) - {self.fk.name} == set(unique_check) - {self.fk.name}:
                return constraint.get_violation_error_message()
        return super().get_unique_error_message(unique_check)

    def clean(self):
        super().clean()
        for constraint in self._unique_constraints():
            names = [name for name in constraint.fields if name != self.fk.name]
            self._refuse_trades(names)

    def _unique_constraints(self):
        return [
            constraint
            for constraint in self.model._meta.constraints
            if isinstance(constraint, models.UniqueConstraint)
            and self.fk.name in constraint.fields
            and constraint.condition is None
        ]

    def _refuse_trades(self, names):
        had = {tuple(form.initial.get(name) for name in names): form for form in self.initial_forms}
        for form in self.forms:
            if not hasattr(form, "cleaned_data") or form.cleaned_data.get("DELETE"):
                continue
            wants = tuple(_as_initial(form.cleaned_data.get(name)) for name in names)
            holder = had.get(wants)
            if holder is not None and holder is not form:
                raise ValidationError(
                    _(
                        "Two rows cannot take each other's place at once (%(row)s). Give one of "
                        "them a free place first and save; then change the other."
                    ),
                    params={"row": holder.instance},
                )


def _as_initial(value):
    return value.pk if isinstance(value, models.Model) else value
