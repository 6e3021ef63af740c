"""What the sections of a library file share: plain fields of rows, and text as a file holds it."""

from interviews.library import forms
from interviews.library.forms import Field, optional


def lines() -> Field:
    return optional(forms.list_of(forms.line()), list)


def slugs() -> Field:
    return optional(forms.list_of(forms.slug()), list)


def as_text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def values_of(row, names) -> dict:
    """Plain fields of a row; text is given as a file would hold it."""
    values = ((name, getattr(row, name)) for name in names)
    return {name: as_text(value) if isinstance(value, str) else value for name, value in values}


def save(model, slug, row, values):
    if row is None:
        return model.objects.create(slug=slug, **values)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    return row


def joined(record, names) -> dict:
    return {name: "\n".join(record[name]) for name in names}
