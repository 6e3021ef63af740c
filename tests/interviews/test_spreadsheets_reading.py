"""Files as spreadsheet programs save them, and files that are better not opened."""

import datetime
import io
import re
import zipfile

import openpyxl
import pytest

from interviews.spreadsheets import reading
from interviews.spreadsheets.kinds import QUESTIONS, ROLES
from interviews.spreadsheets.tables import RefusedError

HEADINGS = "Prompt,Type,Follow-ups\n"
ROW = "What “did” you do?,Behavioural,Café\n"
WANTED = {"prompt": "What “did” you do?", "type": "Behavioural", "follow_ups": "Café"}


def cells(name, data, kind=QUESTIONS):
    _format, table = reading.read(name, data)
    return reading.cells_of(table, kind), table


def workbook(fill=None, **more):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Prompt", "Type", "Minutes"])
    sheet.append(["What did you do?", "Behavioural", 7.0])
    if fill:
        fill(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def packed(parts, data=None):
    """A workbook with these parts added."""
    stream = io.BytesIO(data or workbook())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def changed(data, name, before, after):
    """A workbook with what matches `before` in a part exchanged."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == name:
                content, times = re.subn(before, after, content)
                assert times == 1
            new.writestr(part, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        (HEADINGS + ROW).encode(),
        (HEADINGS + ROW).encode("utf-8-sig"),
        (HEADINGS + ROW).encode("utf-16"),
        (HEADINGS + ROW).encode("utf-16-le"),
        (HEADINGS + ROW).encode("cp1252"),
        (HEADINGS + ROW).replace(",", ";").encode("cp1252"),
        (HEADINGS + ROW).replace(",", "\t").encode("utf-16"),
        ("sep=;\r\n" + (HEADINGS + ROW).replace(",", ";")).encode("cp1252"),
        (HEADINGS + ROW).replace("\n", "\r\n").encode(),
        ("\n,,\n" + HEADINGS + ",,\n" + ROW + ",,\n,,\n").encode(),
    ],
    ids=["utf8", "bom", "utf16", "utf16-bare", "1252", "semicolon", "tab", "sep", "crlf", "empty"],
)
def test_it_reads_what_excel_saves(data):
    assert cells("questions.csv", data)[0] == [WANTED]


def test_headings_may_be_written_in_many_ways():
    data = b"follow UPS,,Question Type ,  PROMPT,Red-Flags,Owner\na,,b,c,d,ana\n"

    rows, table = cells("x.csv", data)

    assert rows == [{"follow_ups": "a", "type": "b", "prompt": "c", "red_flags": "d"}]
    assert table.notes == ["This column is not known and was not read: “Owner”."]


def test_it_says_what_was_not_read_and_what_is_missing():
    _rows, table = cells("x.csv", b"Prompt,\nWhat?,left over\n")

    assert "Columns without a heading were not read: number 2." in table.notes
    assert any("Missing: “Type”" in note for note in table.notes)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Colour,Size\nred,1\n", "“Slug” or “Prompt”"),
        (b"Title,Competency,Weight,Job family,Summary\na,b,1,c,d\n", "“Roles with weights”"),
        (b"Prompt,Question\na,b\n", "Two columns are headed “Question”"),
    ],
)
def test_headings_that_do_not_fit_are_explained(data, expected):
    with pytest.raises(RefusedError, match=expected):
        cells("x.csv", data)


def test_values_of_a_workbook_are_what_a_person_sees():
    def fill(book, sheet):
        sheet.title = "Bank"
        sheet.append(["Text", True, datetime.datetime(2026, 11, 23)])
        sheet.append(["'=1+1", None, 0.2])
        sheet["C4"].number_format = "0 %"
        hidden = book.create_sheet("Secret", 0)
        hidden.sheet_state = "hidden"
        hidden.append(["Prompt"])

    rows, table = cells("x.xlsx", workbook(fill))

    assert [row["minutes"] for row in rows] == ["7", "2026-11-23", "20"]
    assert rows[1]["type"] == "TRUE"
    assert rows[2]["prompt"] == "=1+1"
    assert "Only the first visible one was read: “Bank”." in table.notes[0]


def test_a_text_that_only_looks_like_a_formula_is_text():
    rows, _table = cells("x.csv", b"Prompt,Type\n=1+1,'-2\n")

    assert rows == [{"prompt": "=1+1", "type": "-2"}]


def test_a_formula_without_a_value_is_text_and_one_with_a_value_is_the_value():
    def fill(_book, sheet):
        sheet.append(["=> What next?", "Behavioural", "=3+4"])

    data = workbook(fill)
    rows, _table = cells("x.xlsx", data)
    assert rows[1] == {"prompt": "=> What next?", "type": "Behavioural", "minutes": "=3+4"}

    sheet = "xl/worksheets/sheet1.xml"
    saved = changed(data, sheet, rb"<f>3\+4</f><v(></v| ?/)>", b"<f>3+4</f><v>7</v>")
    rows, _table = cells("x.xlsx", saved)
    assert rows[1]["minutes"] == "7"


def test_a_formula_that_was_worked_out_as_nothing_is_empty():
    data = workbook(lambda _book, sheet: sheet.append(["What?", "Behavioural", '=IF(1,"",2)']))
    sheet = "xl/worksheets/sheet1.xml"
    saved = changed(data, sheet, rb'<c r="C3"><f>', b'<c r="C3" t="str"><f>')

    rows, _table = cells("x.xlsx", saved)

    assert rows[1]["minutes"] == ""


def test_entries_of_yaml_and_json_have_lists_and_numbers():
    wanted = [{"prompt": "What?", "minutes": "7", "follow_ups": "a\nb"}]
    yaml = b"- Prompt: What?\n  minutes: 7\n  follow-ups: [a, b]\n"
    json = b'{"questions": [{"prompt": "What?", "minutes": 7.0, "follow_ups": ["a", "b"]}]}'

    assert cells("x.yaml", yaml)[0] == wanted
    assert cells("x.json", json)[0] == wanted


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("x.csv", b"", "The file is empty"),
        ("x.csv", b"Prompt\n", "no rows below"),
        ("x.csv", b"Prompt\n" + b"a\n" * 20_001, "more than 20,000 rows"),
        ("x.csv", b"x" * (10 * 2**20 + 1), "at most 10 MB"),
        ("x.csv", b"Prompt\n\x81\x8d", "letters of this file cannot be read"),
        ("x.doc", b"Prompt\na\n", "Hand in an .xlsx, .csv"),
        ("x.xlsx", b"Prompt\na\n", "is no Excel workbook"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "Save it as .xlsx"),
        (
            "x.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        ("x.yaml", b"a: [}", "This is not YAML: look at line 1"),
        ("x.yaml", b"- &a {prompt: x}\n- *a\n", "YAML alias"),
        ("x.yaml", b"[" * 40 + b"]" * 40, "nested too deeply"),
        ("x.json", b'[{"prompt": }]', "This is not JSON: look at line 1"),
        ("x.json", b"[" * 100_000, "This is not JSON"),
        ("x.json", b'{"a": 1, "b": 2}', "one list of entries"),
        ("x.json", b'[{"prompt": ' + b"[" * 700 + b"]" * 700 + b"}]", "too large for a cell"),
        ("x.yaml", b"- prompt: 0x" + b"f" * 5000, "too large for a cell"),
        ("x.json", b'[{"prompt": "a"}, {"prompt": "a\\u0000b"}]', r"Row 2 .* U\+0000"),
        ("x.json", b'[{"prompt": "a\\ud800b"}]', r"Row 1 .* U\+D800"),
        ("x.csv", b"Prompt\na\0b\n", r"Row 2 .* U\+0000"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(name, data, expected):
    with pytest.raises(RefusedError, match=expected):
        reading.read(name, data)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"xl/vbaProject.bin": b"x"}, "has macros"),
        ({"xl/macrosheets/sheet1.xml": b"<x/>"}, "has macros"),
        ({"xl/externalLinks/externalLink1.xml": b"<x/>"}, "other workbooks"),
        ({"xl/bomb.xml": b" " * 50 * 2**20}, "far more than it seems"),
        ({f"xl/{n}.bin": b"" for n in range(2001)}, "far more than it seems"),
        ({"xl/evil.xml": b'<!DOCTYPE lolz [<!ENTITY a "b">]><x>&a;</x>'}, "definitions"),
        ({"xl/evil.xml": "<!DOCTYPE x><x/>".encode("utf-16")}, "definitions"),
        ({"xl/evil.dat": b'\n<!DOCTYPE lolz [<!ENTITY a "b">]><x>&a;</x>'}, "definitions"),
    ],
    ids=[
        "macros",
        "old-macros",
        "links",
        "bomb",
        "parts",
        "entities",
        "entities-in-utf16",
        "other-name",
    ],
)
def test_a_workbook_that_could_do_harm_is_not_opened(parts, expected):
    with pytest.raises(RefusedError, match=expected):
        reading.read("x.xlsx", packed(parts))


def test_a_workbook_that_was_cut_off_is_refused():
    with pytest.raises(RefusedError, match="damaged"):
        reading.read("x.xlsx", workbook()[:-400])


def test_thousands_of_empty_rows_at_the_end_are_not_read():
    def fill(book, sheet):
        sheet.cell(900_000, 1, " ")

    rows, table = cells("x.xlsx", workbook(fill))

    assert len(rows) == 1
    assert table.numbers == [2]


def test_a_file_of_roles_is_known_by_its_headings():
    rows, _table = cells("x.csv", b"Title,Competency,Weight\nSeller,discovery,20\n", ROLES)

    assert rows == [{"title": "Seller", "competency": "discovery", "weight": "20"}]
