"""From rows to the bytes of a file."""

import csv
import io
import json
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from interviews.spreadsheets.cells import NO, lines_of, tidy
from interviews.spreadsheets.kinds import Column, plain
from interviews.spreadsheets.tables import RefusedError, neutral

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
EXCEL_CELL = 32_767  # characters; it cuts off what is longer, without a word
WIDTHS = {"number": 10, "yes_no": 10, "choice": 16, "slug": 26, "reference": 22, "line": 28}
LONG_WIDTH = 44

Cells = Mapping[str, str]


def write(format: str, columns: Iterable[Column], rows: Iterable[Cells], title: str = "") -> bytes:
    """A file with these columns; `rows` are cells by the key of their column. In CSV and XLSX no
    cell is a formula, whatever it begins with. `RefusedError` where the format cannot hold them."""
    columns = list(columns)
    if format == "csv":
        return _csv(columns, rows)
    if format == "xlsx":
        return workbook_bytes(workbook(columns, rows, title))
    entries = [_entry(columns, row) for row in rows]
    if format == "json":
        return json.dumps(entries, ensure_ascii=False, indent=2).encode() + b"\n"
    return _yaml(entries)


def _csv(columns, rows):
    """With a byte order mark, or Excel would take it for Windows-1252."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([str(column.heading) for column in columns])
    for row in rows:
        writer.writerow([neutral(row.get(column.key, "")) for column in columns])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _entry(columns, row):
    """An entry of YAML or JSON: lists as lists and numbers as numbers; what is empty is left out
    only where the row has no such cell."""
    return {column.key: _value(column, row[column.key]) for column in columns if column.key in row}


def _value(column, text):
    if column.form in ("lines", "choices", "references"):
        return lines_of(text)
    if column.form == "number" and text.isdecimal():
        return int(text)
    if column.form == "yes_no":
        return plain(text) not in NO | {plain(_("no"))}
    return tidy(text)


def _yaml(entries):
    import yaml

    from interviews.library.dump import Plain

    text = yaml.dump(entries, Dumper=Plain, allow_unicode=True, sort_keys=False, width=96)
    return text.encode()


def workbook(columns, rows, title):
    """An openpyxl workbook with one sheet: headings that stay in sight, and wrapped text."""
    import openpyxl
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title[:31] or "Evenhand"
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, column in enumerate(columns, start=1):
        cell = sheet.cell(1, number, str(column.heading))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E4E9F2")
        width = LONG_WIDTH if column.is_long or column.form == "note" else WIDTHS[column.form]
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row_number, row in enumerate(rows, start=2):
        for number, column in enumerate(columns, start=1):
            text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", row.get(column.key, ""))
            if len(text) > EXCEL_CELL - 1:
                raise RefusedError(
                    _(
                        "“%(heading)s” in row %(row)s has more text than an Excel cell can hold. "
                        "Choose CSV, YAML or JSON instead."
                    )
                    % {"heading": column.heading, "row": row_number}
                )
            if not text:
                continue
            is_number = column.form == "number" and text.isdecimal()
            cell = sheet.cell(row_number, number, int(text) if is_number else neutral(text))
            cell.alignment = wrapped
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    return book


def workbook_bytes(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
