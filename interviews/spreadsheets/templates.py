"""Files to begin with: headings, a filled example row and, in Excel, notes and lists of what is
allowed. The example is known again by its slug, and never imported."""

from django.utils.translation import gettext as _

from interviews.spreadsheets import writing
from interviews.spreadsheets.cells import names_in_library
from interviews.spreadsheets.kinds import Kind
from interviews.spreadsheets.reading import MOST_ROWS, NOTES_SHEET

MOST_LISTED = 250  # choices that Excel offers in a cell
LAST_ROW = 2000  # of the rows that offer choices


def columns_of(kind: Kind) -> list:
    """What a person fills in."""
    return [column for column in kind.columns if column.form != "note"]


def example_of(kind: Kind) -> dict[str, str]:
    """The filled row. What it refers to is taken from the library, where it has something."""
    row = {column.key: column.example for column in columns_of(kind)}
    names = names_in_library()
    for column in columns_of(kind):
        if column.refers_to and row[column.key]:
            known = names[column.refers_to].by_slug
            if known and row[column.key] not in known:
                row[column.key] = sorted(known)[0]
    return row


def is_example(kind: Kind, row: dict[str, str]) -> bool:
    """Whether a row is the example, filled in or not. Also `example_of`."""
    return row.get("slug", "").strip() == kind.column("slug").example


def template(kind: Kind, format: str) -> bytes:
    columns = columns_of(kind)
    rows = [example_of(kind)]
    if format != "xlsx":
        return writing.write(format, columns, rows, str(kind.name))
    book = writing.workbook(columns, rows, str(kind.name))
    _offer_choices(book, columns)
    _explain(book, kind, columns)
    return writing.workbook_bytes(book)


def _offer_choices(book, columns):
    """Lists to choose from, kept in a hidden sheet; a cell may still hold something else."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    lists = book.create_sheet("Lists")
    lists.sheet_state = "hidden"
    names = names_in_library()
    for number, column in enumerate(columns, start=1):
        if column.form == "choice":
            offered = [str(label) for _value, label in column.choices]
        elif column.form == "reference":
            offered = sorted(names[column.refers_to].by_slug)
        elif column.form == "yes_no":
            offered = [_("yes"), _("no")]
        else:
            continue
        if not 0 < len(offered) <= MOST_LISTED:
            continue
        letter = get_column_letter(number)
        for place, word in enumerate(offered, start=1):
            lists.cell(place, number, word)
        source = f"Lists!${letter}$1:${letter}${len(offered)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        rule.errorStyle, rule.showErrorMessage = "warning", True
        rule.error = _("This is not in the list.")
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        book.worksheets[0].add_data_validation(rule)


def _explain(book, kind, columns):
    from openpyxl.styles import Alignment, Font

    notes = book.create_sheet(str(NOTES_SHEET))
    wrapped = Alignment(wrap_text=True, vertical="top")
    lines = [
        (str(kind.explanation), ""),
        (_("The example row is not imported: write over it, or leave it."), ""),
        (_("At most %(most)s rows in one file.") % {"most": f"{MOST_ROWS:,}"}, ""),
        ("", ""),
    ]
    for column in columns:
        heading = f"{column.heading} *" if column.is_needed else str(column.heading)
        known = ", ".join(str(label) for _value, label in column.choices)
        lines.append((heading, f"{column.help} {known}".strip()))
    lines.append((_("* needed for a new entry"), ""))
    for number, (name, text) in enumerate(lines, start=1):
        notes.cell(number, 1, name).font = Font(bold=bool(text))
        notes.cell(number, 2, text or None).alignment = wrapped
        if text:
            notes.cell(number, 1).alignment = wrapped
    notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = 28, 80
