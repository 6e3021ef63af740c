"""A spreadsheet as plain data, whatever file it comes from or goes to."""

import re
from dataclasses import dataclass, field

FORMATS = {"xlsx": "Excel", "csv": "CSV", "yaml": "YAML", "json": "JSON"}
# Some programs skip spaces first, and in East Asia the wide signs count as well.
BEGINS_LIKE_A_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")


class RefusedError(Exception):
    """A file that is not read. Its text says why, and what to do about it."""


@dataclass
class Table:
    """Headings, and rows of as many cells of text. `numbers` are the rows' numbers in the file,
    the row of headings being 1; `notes` say what was left unread."""

    headings: list[str]
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def neutral(text: str) -> str:
    """A cell that no spreadsheet takes for a formula. `plain_again` takes the mark off."""
    return f"'{text}" if BEGINS_LIKE_A_FORMULA.match(text) else text


def plain_again(text: str) -> str:
    """A cell without the mark that `neutral` puts before it."""
    return text[1:] if text.startswith("'") and BEGINS_LIKE_A_FORMULA.match(text) else text
