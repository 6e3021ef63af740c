"""From a spreadsheet of candidates to plain rows, each with what is to be mended in it."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interviews.candidate_files.links import WEB_LINK
from interviews.models import Candidate
from interviews.spreadsheets import cells, reading, writing
from interviews.spreadsheets.kinds import Column, plain
from interviews.spreadsheets.tables import RefusedError, Table

MOST_BYTES = 2 * 2**20
MOST_ROWS = 1000
MOST_LETTERS = 400_000  # in all; they travel with the page until somebody agrees
LONGEST_ADJUSTMENTS = 2000  # characters
FORMATS = ("csv", "xlsx")
EXAMPLE_EMAIL = "robin.example@mail.example"

COLUMNS = (
    Column("name", gettext_lazy("Name"), "line", example="Robin Example"),
    Column("email", gettext_lazy("E-mail"), "line", example=EXAMPLE_EMAIL),
    Column(
        "adjustments",
        gettext_lazy("Adjustments"),
        "lines",
        example="Show each question in writing",
    ),
    Column("link", gettext_lazy("CV link"), "line", example="https://files.example/robin-cv"),
)
# What other programs call these columns, as `plain` gives it.
ALSO = {
    "name": {"candidate", "candidatename", "fullname", "applicant"},
    "first": {"firstname", "givenname", "forename"},
    "last": {"lastname", "surname", "familyname"},
    "email": {"mail", "emailaddress", "candidateemail"},
    "adjustments": {"adjustment", "accommodations"},
    "link": {"cv", "resume", "cvurl", "resumelink", "resumeurl", "linktothecv"},
}


@dataclass(frozen=True)
class Row:
    """A candidate as the file has it. `number` is that of the row in the file; `problems` say in
    words what is to be mended before it can be taken."""

    number: int
    name: str
    email: str
    adjustments: str
    link: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The rows of a file, and what was left unread in it."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def read(name: str, data: bytes) -> Sheet:
    """What stands in a CSV or Excel file. `RefusedError`, in words, where it cannot be read."""
    if len(data) > MOST_BYTES:
        raise RefusedError(
            _("The file has %(size).1f MB; at most 2 MB are read. Split it into several files.")
            % {"size": len(data) / 2**20}
        )
    format_, table = reading.read(name, data)
    if format_ not in FORMATS:
        raise RefusedError(_("Hand in an Excel (.xlsx) or CSV file."))
    if len(table.rows) > MOST_ROWS:
        raise RefusedError(
            _("The file has %(rows)s rows; at most %(most)s are read. Split it into several files.")
            % {"rows": len(table.rows), "most": MOST_ROWS}
        )
    if sum(len(cell) for row in table.rows for cell in row) > MOST_LETTERS:
        raise RefusedError(
            _("The file has more text than a list of candidates needs. Split it into several.")
        )
    places = _places(table)
    rows = [
        _row(number, {key: _cell(row, place) for key, place in places.items()})
        for number, row in zip(table.numbers, table.rows, strict=True)
    ]
    rows = [row for row in rows if row.email.lower() != EXAMPLE_EMAIL]
    if not rows:
        raise RefusedError(_("The file has only the example. Write candidates below it."))
    return Sheet(tuple(rows), tuple(table.notes))


def _cell(row, place):
    return cells.tidy(row[place]) if place < len(row) else ""


def _places(table: Table) -> dict[str, int]:
    """The place of each known column. `RefusedError` where none has the names."""
    places: dict[str, int] = {}
    unread = []
    for place, heading in enumerate(table.headings):
        key = _key_of(plain(heading))
        if key and key not in places:
            places[key] = place
        elif heading:
            unread.append(f"“{heading[:60]}”")
    if "name" not in places and "last" not in places:
        raise RefusedError(
            _(
                "The first row has to hold the headings, with “Name” among them. Found: "
                "%(found)s. Start from the template to be sure."
            )
            % {"found": ", ".join(f"“{text[:40]}”" for text in table.headings[:12] if text) or "–"}
        )
    if unread:
        words = ngettext(
            "This column was not read: %(names)s.",
            "These columns were not read: %(names)s.",
            len(unread),
        )
        table.notes.append(words % {"names": ", ".join(unread[:20])})
    return places


def _key_of(heading: str) -> str | None:
    for column in COLUMNS:
        if heading in column.names:
            return column.key
    return next((key for key, names in ALSO.items() if heading in names), None)


def _row(number: int, cell: dict[str, str]) -> Row:
    name = cell.get("name") or f"{cell.get('first', '')} {cell.get('last', '')}"
    values = {
        "name": " ".join(name.split()),
        "email": cell.get("email", "").removeprefix("mailto:"),
        "adjustments": "\n".join(cells.lines_of(cell.get("adjustments", ""))),
        "papers_link": cell.get("link", ""),
    }
    return Row(
        number,
        values["name"],
        values["email"],
        values["adjustments"],
        values["papers_link"],
        tuple(_problems(values)),
    )


def _problems(values: dict[str, Any]):
    if not values["name"]:
        yield _("The name is missing.")
    if len(values["adjustments"]) > LONGEST_ADJUSTMENTS:
        yield _("The adjustments are too long; say in a few lines what the panel does.")
    for field, text in values.items():
        try:
            if text:
                Candidate._meta.get_field(field).run_validators(text)
                if field == "papers_link":
                    WEB_LINK(text)
        except ValidationError as error:
            heading = next(c.heading for c in COLUMNS if field.endswith(c.key))
            yield f"{heading}: {error.messages[0]}"


def template(format_: str) -> bytes:
    """A file to begin with: headings and an example, which is known again and never taken."""
    row = {column.key: column.example for column in COLUMNS}
    return writing.write(format_, COLUMNS, [row], _("Candidates"))
