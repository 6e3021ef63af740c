"""Handing a spreadsheet in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.models import ImportFile, ImportRow
from interviews.spreadsheets.kinds import KINDS, QUESTIONS
from interviews.spreadsheets.tables import RefusedError


def may_import(user, kind):
    """Whether a person may write what such a file holds."""
    return user.has_perms(["interviews.add_importfile", *kind.rights])


def may_read(user, kind):
    """Whether a person may read what such a file holds, drafts of others among it."""
    keeps = kind.slug != QUESTIONS.slug or user.has_perm("interviews.change_question")
    return keeps and user.has_perm(kind.right_to_read)


def kinds_for(user):
    """The kinds of spreadsheet that a person may import."""
    return [kind for kind in KINDS.values() if may_import(user, kind)]


class ImportForm(forms.ModelForm):
    """A spreadsheet, read and kept row by row. What cannot be read is refused here."""

    sheet = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Excel (.xlsx), CSV, YAML or JSON, up to 10 MB and 20,000 rows. Nothing is written "
            "yet: the next page shows what each row would do."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt,.yaml,.yml,.json"}),
    )

    class Meta:
        model = ImportFile
        fields = ["kind"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        allowed = [choice for choice in ImportFile.Kind.choices if choice[0] in self.kinds]
        self.fields["kind"] = forms.ChoiceField(
            label=gettext_lazy("What it holds"),
            choices=allowed,
            widget=forms.RadioSelect,
        )
        if len(allowed) == 1 and not self.initial.get("kind"):
            self.initial["kind"] = allowed[0][0]

    def clean(self):
        cleaned = super().clean()
        if {"kind", "sheet"} <= cleaned.keys():
            self._read(KINDS[cleaned["kind"]], cleaned["sheet"])
        return cleaned

    def _read(self, kind, sheet):
        from interviews.spreadsheets import reading, templates

        try:
            if sheet.size > reading.MOST_BYTES:
                reading.read(sheet.name, b"x" * (reading.MOST_BYTES + 1))
            self.instance.format, table = reading.read(sheet.name, sheet.read())
            rows = reading.cells_of(table, kind)
        except RefusedError as error:
            self.add_error("sheet", ValidationError(str(error)))
            return
        self.rows = [
            (number, cells)
            for number, cells in zip(table.numbers, rows, strict=True)
            if not templates.is_example(kind, cells)
        ]
        if len(self.rows) < len(rows):
            table.notes.append(_("The example row of the template was left out."))
        if not self.rows:
            wrong = _("The file has only the example row. Add rows of your own below it.")
            self.add_error("sheet", ValidationError(wrong))
        self.instance.notes = table.notes
        self.instance.name = sheet.name[:200]

    def save_rows(self):
        ImportRow.objects.bulk_create(
            [ImportRow(file=self.instance, number=n, cells=cells) for n, cells in self.rows],
            batch_size=1000,
        )
