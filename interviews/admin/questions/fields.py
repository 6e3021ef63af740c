"""The fields of the form of a question, and what stands beside them."""

from itertools import groupby
from operator import itemgetter

from django import forms

from interviews.advice import ADVISED
from roles.fields import split_lines


class PlainTextField(forms.CharField):
    """Text whose line breaks are plain, so that an untouched text counts as unchanged."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


class PlainLinesField(PlainTextField):
    def to_python(self, value):
        return "\n".join(split_lines(super().to_python(value)))


class RolesByFamily(forms.models.ModelChoiceIterator):
    def __iter__(self):
        for family, roles in groupby(self.queryset, key=lambda role: role.family):
            yield family.name, [self.choice(role) for role in roles]


class RolesField(forms.ModelMultipleChoiceField):
    iterator = RolesByFamily
    widget = forms.CheckboxSelectMultiple


class WritingField(forms.BoundField):
    """A field with what belongs beside it: advice, a count of entries, boxes under headings."""

    @property
    def advice(self):
        return self.form.advice.get(self.name, [])

    @property
    def is_advised(self):
        return self.name in ADVISED

    @property
    def entries(self):
        """How many entries a field with one per line has; None for other fields."""
        if isinstance(self.field, PlainLinesField):
            return len(split_lines(self.value() or ""))
        return None

    @property
    def groups(self):
        """Boxes to tick as `[(heading or None, [option, ...])]`."""
        attributes = {"id": self.auto_id, "aria-invalid": "true" if self.errors else None}
        widget = self.field.widget
        context = widget.get_context(
            self.html_name, self.value(), {name: v for name, v in attributes.items() if v}
        )
        # Django gives each option without a heading a group of its own.
        return [
            (heading, [option for _heading, options, _i in groups for option in options])
            for heading, groups in groupby(context["widget"]["optgroups"], key=itemgetter(0))
        ]

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        if self.is_advised:
            ids = [attrs.get("aria-describedby"), f"{self.auto_id}_advice"]
            attrs["aria-describedby"] = " ".join(filter(None, ids))
        return attrs
