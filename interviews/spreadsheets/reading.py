"""From the bytes of a file to a `Table`. Nothing here trusts its input."""

import csv
import datetime
import io
import json
import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interviews.spreadsheets import cells
from interviews.spreadsheets.guards import OLD_FORMAT, check_workbook, has_formulas
from interviews.spreadsheets.kinds import Kind, kind_that_fits
from interviews.spreadsheets.tables import RefusedError, Table, plain_again

MOST_BYTES = 10 * 2**20
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_EMPTY_ROWS = 2000  # in a row: what follows is formatting, not data
ENDINGS = {
    "csv": "csv",
    "txt": "csv",
    "tsv": "csv",
    "xlsx": "xlsx",
    "yaml": "yaml",
    "yml": "yaml",
    "json": "json",
}
NOTES_SHEET = gettext_lazy("How to fill it in")  # of our own templates
SEPARATORS = ",;\t|"
NO_TEXT = re.compile("[\0\ud800-\udfff]")  # no database keeps these

Rows = Iterator[tuple[int, list[str]]]


def read(name: str, data: bytes) -> tuple[str, Table]:
    """The format of a file (csv, xlsx, yaml or json) and what stands in it. `RefusedError` for
    whatever cannot or should not be read."""
    if len(data) > MOST_BYTES:
        raise RefusedError(
            _("The file has %(size).1f MB; at most 10 MB are read. Split it into several files.")
            % {"size": len(data) / 2**20}
        )
    if not data.strip():
        raise RefusedError(_("The file is empty. Fill in a template, and hand that in."))
    format = format_of(name, data)
    table = READERS[format](data)
    if not table.rows:
        raise RefusedError(
            _("The file has headings, but no rows below them. Add a row for each entry.")
        )
    return format, table


def format_of(name: str, data: bytes) -> str:
    """What a file is by its content, and where that does not tell, by its name."""
    ending = name.rpartition(".")[2].lower()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", OLD_FORMAT)):
        if ending in ("ods", "numbers"):
            raise RefusedError(_("Files of this program are not read. Save it as .xlsx or CSV."))
        return "xlsx"
    if ending == "xlsx":
        raise RefusedError(
            _("The file is called .xlsx but is no Excel workbook. Save it again as .xlsx.")
        )
    if ending not in ENDINGS:
        raise RefusedError(
            _("“%(name)s” cannot be read. Hand in an .xlsx, .csv, .yaml or .json file.")
            % {"name": name}
        )
    return ENDINGS[ending]


def decoded(data: bytes) -> str:
    """Text in UTF-8 or UTF-16, or else in Windows-1252 as Excel writes CSV in many countries."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _decode(data, encoding)
    half = data[: 2000 - 2000 % 2]
    if half[1::2].count(0) > len(half) / 4:
        return _decode(data, "utf-16-le")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode(data, "cp1252")


def _decode(data, encoding):
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError(
            _(
                "The letters of this file cannot be read. Save it as “CSV UTF-8” or as .xlsx and "
                "hand that in."
            )
        ) from error


def _read_csv(data):
    text = decoded(data)
    first, _break, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        separator, text, skipped = first.strip()[4], rest, 1  # a hint that Excel writes and hides
    else:
        separator, skipped = _separator(text), 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return _table(_csv_rows(reader, skipped), are_marked=True)


def _csv_rows(reader, skipped):
    try:
        yield from enumerate(reader, start=1 + skipped)
    except csv.Error as error:
        raise RefusedError(
            _("The file breaks off near line %(line)s: a quote is missing or a cell is too long.")
            % {"line": reader.line_num}
        ) from error


def _separator(text):
    """What divides the cells: the sign that stands most often outside quotes in the headings."""
    counts = dict.fromkeys(SEPARATORS, 0)
    quoted = False
    for sign in text[:20_000]:
        if sign == '"':
            quoted = not quoted
        elif not quoted and sign in "\r\n" and any(counts.values()):
            break
        elif not quoted and sign in counts:
            counts[sign] += 1
    return max(counts, key=lambda sign: counts[sign])


def _read_xlsx(data):
    check_workbook(data)
    try:
        book = _book(data)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise RefusedError(_("The workbook has no visible sheet. Show the one with the rows."))
        sheet = sheets[0]
        table = _table(_xlsx_rows(data, sheet), are_marked=True)
    except RefusedError:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, SyntaxError) as error:
        raise RefusedError(
            _("The workbook cannot be read. Save it again as .xlsx, or as CSV, and hand that in.")
        ) from error
    others = [other.title for other in sheets[1:] if other.title != NOTES_SHEET]
    if others or sheet.title != book.sheetnames[0]:
        table.notes.append(
            _("The workbook has several sheets. Only the first visible one was read: “%(name)s”.")
            % {"name": sheet.title}
        )
    return table


def _book(data, *, values=True):
    """With the values that formulas had when the file was saved, or with the formulas."""
    import openpyxl  # slow to import, and rarely needed

    return openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=values, keep_links=False
    )


def _xlsx_rows(data, sheet):
    rows = _cells(sheet)
    if not has_formulas(data):
        yield from ((number, [_cell(cell) for cell in row]) for number, row in enumerate(rows, 1))
        return
    written = _cells(_book(data, values=False)[sheet.title])
    for number, (row, twins) in enumerate(zip(rows, written, strict=True), start=1):
        pairs = zip(row, twins, strict=True)
        yield number, [_cell(cell) or _formula(cell, twin) for cell, twin in pairs]


def _cells(sheet):
    sheet.reset_dimensions()  # some programs write wrong ones
    return sheet.iter_rows(max_col=MOST_COLUMNS)


def _formula(cell, twin):
    """The formula itself where no value was saved beside it, as with text that begins with “=” and
    was written by a program. What was worked out and is empty is empty."""
    if twin.data_type != "f" or cell.data_type == "str":
        return ""
    return str(getattr(twin.value, "text", twin.value))


def _cell(cell):
    """What a person sees in the cell, as text."""
    value = cell.value
    if isinstance(value, float) and "%" in (cell.number_format or ""):
        value = round(value * 100, 6)  # 0.2 shows as 20 %
    return as_text(value)


def as_text(value: Any) -> str:
    """A value of any format as the text of a cell; lists are lines."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() else f"{value:.10g}"
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case datetime.date() | datetime.time():
            return value.isoformat()
        case list() | tuple():
            return cells.joined(" ".join(as_text(item).split("\n")) for item in value)
        case dict():
            return "\n".join(f"{key}: {as_text(item)}" for key, item in value.items())
    return str(value)


def _read_json(data):
    try:
        content = json.loads(decoded(data))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise RefusedError(
            _("This is not JSON: look at line %(line)s. A comma or a quote may be missing.")
            % {"line": line}
        ) from error
    return _records(content)


def _read_yaml(data):
    import yaml

    from interviews.library.reader import Loader

    text = decoded(data)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.AliasEvent):
                raise RefusedError(
                    _("The file uses a YAML alias (*%(name)s). Write the value out in full.")
                    % {"name": event.anchor}
                )
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > 6:
                raise RefusedError(_("The entries are nested too deeply. Start from a template."))
        content = yaml.load(text, Loader=Loader)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        raise RefusedError(
            _("This is not YAML: look at line %(line)s. Check indentation, colons and quotes.")
            % {"line": mark.line + 1 if mark else 1}
        ) from error
    return _records(content)


def _records(content):
    """A list of entries, as YAML and JSON files have it, with each name as a heading."""
    if isinstance(content, dict) and len(content) == 1:
        content = next(iter(content.values()))  # the list under one heading
    if not isinstance(content, list) or not all(isinstance(entry, dict) for entry in content):
        raise RefusedError(
            _("The file has to be one list of entries with named fields. Start from a template.")
        )
    names = list(dict.fromkeys(str(name) for entry in content for name in entry))
    entries = (
        [as_text({str(key): value for key, value in entry.items()}.get(name)) for name in names]
        for entry in content
    )
    try:
        return _table(enumerate(chain([names], entries)), are_marked=False)
    except (ValueError, RecursionError) as error:
        raise RefusedError(
            _("A number or a list in the file is too large for a cell. Start from a template.")
        ) from error


READERS = {"csv": _read_csv, "xlsx": _read_xlsx, "json": _read_json, "yaml": _read_yaml}


def _table(rows: Rows, are_marked: bool) -> Table:
    """The first row that says something has the headings; empty rows below are left out."""
    table, empty = None, 0
    for number, row in rows:
        if found := NO_TEXT.search("".join(row)):
            raise RefusedError(
                _("Row %(row)s has a character that is none, U+%(code)s. Take it out.")
                % {"row": number, "code": f"{ord(found[0]):04X}"}
            )
        if not any(text and not text.isspace() for text in row):
            empty += 1
            if empty > MOST_EMPTY_ROWS:
                break
            continue
        empty = 0
        if table is None:
            if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
                raise RefusedError(
                    _("The file has more than %(most)s columns. Start from a template.")
                    % {"most": MOST_COLUMNS}
                )
            table = Table([text.strip() for text in row])
            continue
        if len(table.rows) == MOST_ROWS:
            raise RefusedError(
                _("The file has more than 20,000 rows. Split it into several files.")
            )
        table.rows.append([plain_again(text) for text in row] if are_marked else row)
        table.numbers.append(number)
    if table is None:
        raise RefusedError(_("The file is empty. Fill in a template, and hand that in."))
    return table


def cells_of(table: Table, kind: Kind) -> list[dict[str, str]]:
    """The cells of each row by the key of their column. Adds to the notes of the table which
    columns were not read. `RefusedError` where the headings are those of something else."""
    places = _places(table, kind)
    _check_headings(table, kind, set(places))
    return [
        {key: row[place] if place < len(row) else "" for key, place in places.items()}
        for row in table.rows
    ]


def _places(table, kind):
    places, unknown, unnamed = {}, [], []
    for place, heading in enumerate(table.headings):
        column = kind.column_named(heading) if heading else None
        if column and column.key in places:
            raise RefusedError(
                _("Two columns are headed “%(heading)s”. Keep one of them.") % {"heading": heading}
            )
        if column:
            places[column.key] = place
        elif heading:
            unknown.append(heading)
        elif any(place < len(row) and row[place].strip() for row in table.rows):
            unnamed.append(place)
    _note_unread(table, unknown, unnamed)
    return places


def _note_unread(table, unknown, unnamed):
    if unknown:
        table.notes.append(
            ngettext(
                "This column is not known and was not read: %(names)s.",
                "These columns are not known and were not read: %(names)s.",
                len(unknown),
            )
            % {"names": ", ".join(f"“{name[:60]}”" for name in unknown[:20])}
        )
    if unnamed:
        table.notes.append(
            _("Columns without a heading were not read: number %(numbers)s.")
            % {"numbers": ", ".join(str(place + 1) for place in unnamed[:20])}
        )


def _check_headings(table, kind, found):
    fitting = kind_that_fits(table.headings)
    named = ", ".join(f"“{heading[:40]}”" for heading in table.headings[:12] if heading)
    if not found & {"slug", kind.called}:
        if fitting is not kind and any(map(fitting.column_named, table.headings)):
            raise RefusedError(
                _("These are headings of “%(fitting)s”. Choose that kind and hand it in again.")
                % {"fitting": fitting.name}
            )
        raise RefusedError(
            _(
                "The first row has to hold the headings, with “Slug” or “%(called)s” among them. "
                "Found: %(named)s. Start from a template to be sure."
            )
            % {"called": kind.column(kind.called).heading, "named": named or "–"}
        )
    if fitting is not kind and _knows(fitting, table) > _knows(kind, table) + 2:
        raise RefusedError(
            _("These are headings of “%(fitting)s”. Choose that kind and hand it in again.")
            % {"fitting": fitting.name}
        )
    missing = [str(c.heading) for c in kind.columns if c.is_needed and c.key not in found]
    if missing:
        table.notes.append(
            _("Missing: %(names)s. Entries that are there already keep theirs; new ones need it.")
            % {"names": ", ".join(f"“{name}”" for name in missing)}
        )


def _knows(kind, table):
    return sum(bool(kind.column_named(heading)) for heading in table.headings)
