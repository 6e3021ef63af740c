"""From a YAML tree to plain data of a stated form. Every reader notes what is wrong and goes on,
so that one run finds all errors."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.library.reader import Problem
from roles.fields import first_unprintable

PLAIN_NUMBER = re.compile(r"^-?(0|[1-9][0-9]{0,14})\Z")
PLAIN_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}\Z")
SLUG = re.compile(r"^[-a-zA-Z0-9_]+\Z")
MOST_PROBLEMS = 1000  # in one file
BAD = object()  # what a reader gives back after it has noted a problem

KINDS = {
    "str": gettext_lazy("text"),
    "int": gettext_lazy("a whole number"),
    "float": gettext_lazy("a decimal number"),
    "bool": gettext_lazy("true or false"),
    "null": gettext_lazy("nothing"),
    "timestamp": gettext_lazy("a date"),
    "seq": gettext_lazy("a list"),
    "map": gettext_lazy("a group of fields"),
}


class TooManyProblemsError(Exception):
    """One file has so many errors that it is hardly a library file."""


class Slug(str):
    """A reference, with the line it stands in."""

    line: int = 0


class Record(dict):
    """The fields of one entry, with the line of each."""

    def __init__(self, file: str, line: int):
        super().__init__()
        self.file = file
        self.line = line
        self.lines: dict[str, int] = {}

    def line_of(self, name: str) -> int:
        return self.lines.get(name, self.line)


@dataclass
class Notes:
    """The problems found so far in one file."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: int, where: str, wrong: str, right: str) -> object:
        """Note a problem. `TooManyProblemsError` once nobody would read the rest."""
        if len(self.problems) == MOST_PROBLEMS:
            wrong = _("There are more than %(most)s errors.") % {"most": MOST_PROBLEMS}
            right = _("Mend those above first; the rest of the file was not read.")
            self.problems.append(Problem(self.file, line, "", wrong, right))
            raise TooManyProblemsError
        self.problems.append(Problem(self.file, line, where, wrong, right))
        return BAD


Reader = Callable[[Notes, yaml.Node, str], Any]


def line_of(node: yaml.Node) -> int:
    return node.start_mark.line + 1


def kind_of(node: yaml.Node) -> str:
    return node.tag.rsplit(":", 1)[-1]


def kind_name(node: yaml.Node) -> str:
    """What stands there, in words."""
    kind = kind_of(node)
    return str(KINDS.get(kind, kind))


def _expected(notes, node, where, right):
    found = kind_name(node)
    if isinstance(node, yaml.ScalarNode) and node.value and kind_of(node) != "str":
        found = f"{found} ({node.value[:40]})"
    wrong = _("Here stands %(found)s.") % {"found": found}
    return notes.add(line_of(node), where, wrong, right)


def text(max_length: int | None = None) -> Reader:
    """Text, without surrounding space."""

    def read(notes, node, where):
        if not isinstance(node, yaml.ScalarNode) or kind_of(node) != "str":
            right = _("Write text; put quotes around it if it looks like something else.")
            return _expected(notes, node, where, right)
        value = node.value.strip()
        if character := first_unprintable(value):
            wrong = _("The text has a character that cannot be printed: U+%(code)s.")
            code = {"code": f"{ord(character):04X}"}
            return notes.add(line_of(node), where, wrong % code, _("Remove it."))
        if max_length and len(value) > max_length:
            wrong = _("The text has %(length)s characters.") % {"length": len(value)}
            right = _("Shorten it to at most %(limit)s.") % {"limit": max_length}
            return notes.add(line_of(node), where, wrong, right)
        return value

    return read


def line(max_length: int | None = None) -> Reader:
    """One line of text, not empty."""
    read_text = text(max_length)

    def read(notes, node, where):
        value = read_text(notes, node, where)
        if value is BAD:
            return BAD
        if not value:
            wrong = _("There is an empty entry.")
            return notes.add(line_of(node), where, wrong, _("Write something, or remove it."))
        if len(value.splitlines()) > 1:
            wrong = _("The entry has a line break.")
            return notes.add(line_of(node), where, wrong, _("Keep each entry on one line."))
        return value

    return read


def slug(max_length: int = 120) -> Reader:
    """A short name for references: letters, digits, hyphens and underscores."""

    def read(notes, node, where):
        value = text(max_length)(notes, node, where)
        if value is BAD:
            return BAD
        if not SLUG.match(value):
            wrong = _("“%(value)s” is no slug.") % {"value": value}
            right = _("Use letters, digits and hyphens, such as “account-executive”.")
            return notes.add(line_of(node), where, wrong, right)
        result = Slug(value)
        result.line = line_of(node)
        return result

    return read


def one_of(choices) -> Reader:
    """One of the words in `choices`."""
    known = list(choices)

    def read(notes, node, where):
        if isinstance(node, yaml.ScalarNode) and node.value in known:
            return node.value
        found = node.value if isinstance(node, yaml.ScalarNode) else kind_name(node)
        wrong = _("“%(found)s” is unknown.") % {"found": str(found)[:60]}
        right = _("Write one of: %(known)s.") % {"known": ", ".join(known)}
        return notes.add(line_of(node), where, wrong, right)

    return read


def whole_number(low: int, high: int) -> Reader:
    """A whole number from `low` to `high`."""

    def read(notes, node, where):
        right = _("Write a whole number from %(low)s to %(high)s.") % {"low": low, "high": high}
        if kind_of(node) != "int":
            return _expected(notes, node, where, right)
        if not PLAIN_NUMBER.match(node.value):
            return _expected(notes, node, where, right)
        value = int(node.value)
        if not low <= value <= high:
            wrong = _("%(value)s is out of range.") % {"value": node.value[:40]}
            return notes.add(line_of(node), where, wrong, right)
        return value

    return read


def yes_or_no() -> Reader:
    """true or false."""

    def read(notes, node, where):
        value = node.value.lower() if isinstance(node, yaml.ScalarNode) else ""
        if kind_of(node) != "bool" or value not in ("true", "false"):
            return _expected(notes, node, where, _("Write true or false."))
        return value == "true"

    return read


def day() -> Reader:
    """A date, or nothing."""

    def read(notes, node, where):
        if kind_of(node) == "null":
            return None
        try:
            if not PLAIN_DAY.match(node.value):
                raise ValueError
            return datetime.date.fromisoformat(node.value)
        except (ValueError, TypeError):
            return _expected(notes, node, where, _("Write a date such as 2026-11-23."))

    return read


def list_of(read_item: Reader) -> Reader:
    """A list, each of its items read by `read_item`."""

    def read(notes, node, where):
        if not isinstance(node, yaml.SequenceNode):
            right = _("Write a list: one entry a line, each after a hyphen.")
            return _expected(notes, node, where, right)
        items = [
            read_item(notes, item, f"{where}[{number}]")
            for number, item in enumerate(node.value, start=1)
        ]
        return BAD if any(item is BAD for item in items) else items

    return read


def mapping(read_key: Reader, read_value: Reader) -> Reader:
    """Fields whose names are data too, such as scale points."""

    def read(notes, node, where):
        pairs = _pairs(notes, node, where)
        if pairs is BAD:
            return BAD
        result, good = {}, True
        for key_node, value_node in pairs:
            key = read_key(notes, key_node, where)
            value = read_value(notes, value_node, f"{where}.{key_node.value}")
            if key is BAD or value is BAD:
                good = False
            elif key in result:
                wrong = _("“%(name)s” stands twice in this entry.") % {"name": key}
                notes.add(line_of(key_node), where, wrong, _("Keep one of the two."))
                good = False
            else:
                result[key] = value
        return result if good else BAD

    return read


def _pairs(notes, node, where):
    """The pairs of a mapping node, after complaining of names that stand twice."""
    if not isinstance(node, yaml.MappingNode):
        right = _("Write fields: a name, a colon, and the value.")
        return _expected(notes, node, where, right)
    pairs, seen = [], set()
    for key_node, value_node in node.value:
        name = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
        if name is None:
            return _expected(notes, key_node, where, _("Write the name of a field."))
        if name in seen:
            wrong = _("“%(name)s” stands twice in this entry.") % {"name": name}
            notes.add(line_of(key_node), where, wrong, _("Keep one of the two."))
            continue
        seen.add(name)
        pairs.append((key_node, value_node))
    return pairs


@dataclass(frozen=True)
class Field:
    """A field of a record. One that is not `required` may be left out and is then `default()`."""

    read: Reader
    required: bool = True
    default: Callable[[], Any] = str


def optional(read: Reader, default: Callable[[], Any] = str) -> Field:
    return Field(read, required=False, default=default)


def required_text(max_length: int | None = None) -> Field:
    """Text that must say something."""
    read_text = text(max_length)

    def read(notes, node, where):
        value = read_text(notes, node, where)
        if value == "":
            return notes.add(line_of(node), where, _("The field is empty."), _("Fill it in."))
        return value

    return Field(read)


def record(fields: dict[str, Field]) -> Reader:
    """An entry with exactly these fields; those left out get their default."""

    def read(notes, node, where):
        pairs = _pairs(notes, node, where)
        if pairs is BAD:
            return BAD
        result, good = Record(notes.file, line_of(node)), True
        for key_node, value_node in pairs:
            name = key_node.value
            place = f"{where}.{name}" if where else name
            if name not in fields:
                wrong = _("The field “%(name)s” is unknown.") % {"name": name[:60]}
                right = _("The fields here are: %(known)s.") % {"known": ", ".join(fields)}
                notes.add(line_of(key_node), where, wrong, right)
                good = False
                continue
            value = fields[name].read(notes, value_node, place)
            good = good and value is not BAD
            result[name] = value
            result.lines[name] = line_of(value_node)
        for name, spec in fields.items():
            if name in result:
                continue
            if spec.required:
                wrong = _("The field “%(name)s” is missing.") % {"name": name}
                notes.add(result.line, where, wrong, _("Add it to this entry."))
                good = False
            else:
                result[name] = spec.default()
        return result if good else BAD

    return read
