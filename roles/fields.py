"""A list that people edit as text: one entry per line."""

import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


def split_lines(text: str) -> list[str]:
    """The non-empty lines of `text`, each without surrounding space."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


LINE_AND_PARAGRAPH_SEPARATORS = "\u2028\u2029"
DIRECTION_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e"  # they make a name read as another


def first_unprintable(text: str) -> str | None:
    """The first character that has no place in a text: a control character other than line break
    and tab, half of a surrogate pair, a line separator or an override of the direction."""
    for character in text:
        if character in "\n\t":
            continue
        if unicodedata.category(character) in ("Cc", "Cs"):
            return character
        if character in LINE_AND_PARAGRAPH_SEPARATORS + DIRECTION_OVERRIDES:
            return character
    return None


def validate_printable(text):
    if character := first_unprintable(text):
        raise ValidationError(
            _("Remove the character U+%(code)s: it cannot be printed."),
            params={"code": f"{ord(character):04X}"},
        )


LONGEST_PROSE = 20_000  # characters, some seven printed pages
MOST_ENTRIES = 100


def validate_length(text):
    """Nobody reads more than that in an interview; and all of it is searched and compared."""
    if len(text) > LONGEST_PROSE:
        raise ValidationError(
            _("This has %(length)s characters. Shorten it to %(most)s."),
            params={"length": len(text), "most": LONGEST_PROSE},
        )


def validate_entries(text):
    if (count := len(split_lines(text))) > MOST_ENTRIES:
        raise ValidationError(
            _("This has %(count)s lines. Keep the %(most)s that matter."),
            params={"count": count, "most": MOST_ENTRIES},
        )


class LineField(models.CharField):
    """A line of text that can be printed."""

    default_validators = [validate_printable]


class ProseField(models.TextField):
    """Text that can be printed; its line breaks are plain, whatever browser they come from."""

    default_validators = [validate_printable, validate_length]

    def to_python(self, value):
        value = super().to_python(value)
        return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


class LinesField(ProseField):
    """Text with one entry per line. Gives its model `<name>_list`, the entries as a list."""

    default_validators = [*ProseField.default_validators, validate_entries]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs.setdefault("help_text", _("One per line."))
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, f"{name}_list", property(lambda row: split_lines(getattr(row, name))))

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else "\n".join(split_lines(value))

    def get_prep_value(self, value):
        return super().get_prep_value(self.to_python(value))


class LinesOfChoicesField(LinesField):
    """One of `choices` per line; a form offers them as boxes to tick."""

    def __init__(self, *args, line_choices=(), **kwargs):
        self.line_choices = line_choices
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "line_choices": list(self.line_choices)}

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        known = dict(self.line_choices)
        for line in split_lines(value):
            if line not in known:
                raise ValidationError(
                    _("“%(line)s” is not one of: %(known)s."),
                    params={"line": line, "known": ", ".join(known)},
                )

    def formfield(self, **kwargs):
        from django import forms

        class TickedLines(forms.TypedMultipleChoiceField):
            def clean(self, value):
                return "\n".join(super().clean(value))

            def prepare_value(self, value):
                return split_lines(value) if isinstance(value, str) else value

            def has_changed(self, initial, data):
                return super().has_changed(self.prepare_value(initial), data)

        return TickedLines(
            choices=self.line_choices,
            coerce=str,
            required=not self.blank,
            widget=forms.CheckboxSelectMultiple,
            label=kwargs.get("label") or str(self.verbose_name).capitalize(),
            help_text=kwargs.get("help_text", ""),
            initial=self.get_default(),
        )
