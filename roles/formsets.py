"""Rows edited inside their parent's form, refused in the words of the database's own rules."""

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _


class OfferedFormSet(BaseInlineFormSet):
    """New rows can come filled: as many are offered as `initial` has.

    Give `initial` to an unbound formset only. A bound one would take a row that was left as it
    was offered for an empty one, and not save it.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.extra = max(self.extra, len(self.initial_extra or []))

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:  # its label is not shown in a table
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Delete")


class OnceFormSet(OfferedFormSet):
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
            if holder is not None and holder is not form and not self._goes_before(holder, form):
                raise ValidationError(
                    _(
                        "Two rows cannot take each other's place at once (%(row)s). Give one of "
                        "them a free place first and save; then change the other."
                    ),
                    params={"row": self.model._default_manager.get(pk=holder.instance.pk)},
                )

    def _goes_before(self, holder, form):
        """Whether the holder's row is deleted before the form's is saved, which frees its place."""
        is_deleted = getattr(holder, "cleaned_data", {}).get("DELETE")
        return is_deleted and self.forms.index(holder) < self.forms.index(form)


class WeightsFormSet(OnceFormSet):
    """The competencies of a role: none yet, or weights that sum to 100."""

    def clean(self):
        super().clean()
        kept = [
            form.cleaned_data["weight"]
            for form in self.forms
            if form.cleaned_data.get("weight") and not form.cleaned_data.get("DELETE")
        ]
        if kept and sum(kept) != 100 and not any(self.errors):
            raise ValidationError(
                _("The weights sum to %(total)s; change them so that they sum to 100."),
                params={"total": sum(kept)},
            )


def _as_initial(value):
    return value.pk if isinstance(value, models.Model) else value
