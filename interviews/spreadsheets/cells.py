"""The text of a cell as a value of the library, and back.

A cell is always text, whatever the file; lists are lines. `written(column, read(column, text))`
says the same as `text`, and `read` after `written` gives the value back.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from interviews.models.rubrics import RatingScale
from interviews.spreadsheets.kinds import Column, plain
from roles.fields import first_unprintable, split_lines
from roles.models import Competency, JobFamily, Role

SLUG = re.compile(r"^[-a-zA-Z0-9_]+\Z")
NUMBER = re.compile(r"^([0-9]{1,9})(?:[.,]0+)?\s*(?:%|min|mins|minutes)?\Z", re.IGNORECASE)
SPREADSHEET_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
YES = {"yes", "y", "true", "1", "x", "essential"}
NO = {"", "no", "n", "false", "0"}
OTHER_SPELLINGS = {"behavioral": "behavioural", "mid": "mid", "general": ""}
SEVERAL = re.compile(r"\s*[,;|]\s*")
MOST_NAMED = 8


class CellError(ValueError):
    """A cell that cannot be read. Its text says what is wrong and what would be right."""


@dataclass
class Names:
    """Things that cells refer to, by slug and by name."""

    by_slug: dict[str, Any] = field(default_factory=dict)
    by_name: dict[str, list] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Any]) -> "Names":
        names = cls()
        for row in rows:
            names.by_slug[row.slug] = row
            names.by_name.setdefault(plain(str(row)), []).append(row)
        return names

    def find(self, text: str) -> Any | None:
        """The one thing that `text` names; None where there is none, or more than one."""
        if row := self.by_slug.get(text) or self.by_slug.get(text.lower()):
            return row
        found = self.by_name.get(plain(text), [])
        return found[0] if len(found) == 1 else None


def names_in_library() -> dict[str, Names]:
    """All that cells can refer to, by what a column `refers_to`: four queries."""
    return {
        "competencies": Names.of(Competency.objects.only("slug", "name")),
        "roles": Names.of(Role.objects.only("slug", "title")),
        "families": Names.of(JobFamily.objects.only("slug", "name")),
        "scales": Names.of(RatingScale.objects.only("slug", "name")),
    }


def tidy(text: str) -> str:
    """Text without space around it, and with plain line breaks."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def joined(lines: Iterable[str]) -> str:
    """Lines as one cell. A single one with a bar in it keeps its line break, which says that the
    bar is text."""
    lines = list(lines)
    if len(lines) == 1 and "|" in lines[0]:
        return f"{lines[0]}\n"
    return "\n".join(lines)


def lines_of(text: str) -> list[str]:
    """The entries of a cell: its lines or, where all stand on one line, what | divides."""
    if "\n" in text or "\r" in text or "|" not in text:
        return split_lines(text)
    return [part.strip() for part in text.split("|") if part.strip()]


def read(column: Column, text: str, names: dict[str, Names]) -> Any:
    """The value of a cell: text, a number, True or False, a thing of `names` or None, or for
    `references` a list of such things in order of slug. Raises `CellError`."""
    if text.strip() in SPREADSHEET_ERRORS:
        raise CellError(
            _("The spreadsheet has the error %(error)s here. Write the value itself.")
            % {"error": text.strip()}
        )
    if character := first_unprintable(tidy(text)):
        raise CellError(
            _("Remove the character U+%(code)s: it cannot be printed.")
            % {"code": f"{ord(character):04X}"}
        )
    return READERS[column.form](column, text if text.strip() else column.default, names)


def _read_text(column, text, names):
    return tidy(text)


def _read_slug(column, text, names):
    slug = text.strip()
    if slug and not SLUG.match(slug):
        raise CellError(
            _("“%(slug)s” is no slug. Use letters, digits and hyphens, such as “discovery-1”.")
            % {"slug": slug[:60]}
        )
    return slug


def _read_lines(column, text, names):
    return "\n".join(lines_of(text))


def _read_number(column, text, names):
    text = text.strip()
    if not text:
        return None
    right = _("Write a whole number from %(low)s to %(high)s.") % {
        "low": column.low,
        "high": column.high,
    }
    found = NUMBER.match(text)
    if not found or not column.low <= int(found[1]) <= column.high:
        raise CellError(_("Here stands “%(found)s”.") % {"found": text[:40]} + f" {right}")
    return int(found[1])


def _read_yes_no(column, text, names):
    word = plain(text)
    yes, no = YES | {plain(_("yes"))}, NO | {plain(_("no"))}
    if word not in yes | no:
        raise CellError(_("“%(word)s” is unknown. Write yes or no.") % {"word": text.strip()[:40]})
    return word in yes


def _choice(column, word):
    wanted = plain(word)
    wanted = OTHER_SPELLINGS.get(wanted, wanted)
    for value, label in column.choices:
        if wanted in (plain(value), plain(label)):
            return value
    if not wanted:
        return ""
    known = ", ".join(str(label) for _value, label in column.choices)
    raise CellError(
        _("“%(word)s” is unknown. Write one of: %(known)s.")
        % {"word": word.strip()[:60], "known": known}
    )


def _read_choice(column, text, names):
    return _choice(column, text)


def _read_choices(column, text, names):
    found = [_choice(column, word) for line in split_lines(text) for word in SEVERAL.split(line)]
    return "\n".join(value for value, _label in column.choices if value in found)


def _reference(column, word, names):
    known = names[column.refers_to]
    if thing := known.find(word):
        return thing
    if len(known.by_name.get(plain(word), [])) > 1:
        raise CellError(
            _("There are several called “%(word)s”. Write the slug of the one that is meant.")
            % {"word": word[:60]}
        )
    raise CellError(
        _("The library has no “%(word)s”.") % {"word": word[:60]} + " " + _advice(word, known)
    )


def _advice(word, known):
    if not known.by_slug:
        return _("It has none at all yet: add it first.")
    offered = {plain(thing.slug): str(thing) for thing in known.by_slug.values()}
    offered |= {plain(str(thing)): str(thing) for thing in known.by_slug.values()}
    wanted = plain(word)
    near = [name for name in offered if len(wanted) > 3 and (wanted in name or name in wanted)]
    near = near[:3] or difflib.get_close_matches(wanted, offered, n=3, cutoff=0.5)
    if near:
        meant = dict.fromkeys(offered[name] for name in near)
        return _("Perhaps: %(near)s.") % {"near": ", ".join(meant)}
    if len(known.by_slug) <= MOST_NAMED:
        listed = ", ".join(sorted(set(offered.values())))
        return _("Write one of: %(known)s.") % {"known": listed}
    return _("Check its spelling, or add it to the library first.")


def _read_reference(column, text, names):
    return _reference(column, text.strip(), names) if text.strip() else None


def _read_references(column, text, names):
    found = {}
    for line in split_lines(text):
        whole = names[column.refers_to].find(line)
        words = [line] if whole else [word for word in SEVERAL.split(line) if word]
        for word in words:
            thing = _reference(column, word, names)
            found[thing.slug] = thing
    return [found[slug] for slug in sorted(found)]


READERS = {
    "slug": _read_slug,
    "line": _read_text,
    "prose": _read_text,
    "lines": _read_lines,
    "number": _read_number,
    "yes_no": _read_yes_no,
    "choice": _read_choice,
    "choices": _read_choices,
    "reference": _read_reference,
    "references": _read_references,
}


def written(column: Column, value: Any) -> str:
    """The cell for a value, in the words that a person would write."""
    match column.form:
        case "lines":
            return joined(split_lines(value))
        case "number":
            return "" if value is None else str(value)
        case "yes_no":
            return _("yes") if value else _("no")
        case "choice":
            return str(dict(column.choices).get(value, value or ""))
        case "choices":
            chosen = split_lines(value)
            return "\n".join(str(label) for key, label in column.choices if key in chosen)
        case "reference":
            return value.slug if value else ""
        case "references":
            return "\n".join(thing.slug for thing in value)
    return tidy(str(value or ""))
