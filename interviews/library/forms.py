"""From a YAML tree to plain data of a stated form. Every reader notes what is wrong and goes on,
so that one run finds all errors."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _

from interviews.library.reader import Problem
from roles.fields import first_unprintable

SLUG = re.compile(r"^[-a-zA-Z0-9_]+\Z")
BAD = object()  # what a reader gives back after it has noted a problem

KINDS = {
    "str": _("text"),
    "int": _("a whole number"),
    "float": _("a decimal number"),
    "bool": _("true or false"),
    "null": _("nothing"),
    "timestamp": _("a date"),
    "seq": _("a list"),
    "map": _("a group of fields"),
}


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
        self.problems.append(Problem(self.file, line, where, wrong, right))
        return BAD


Reader = Callable[[Notes, yaml.Node, str], Any]


def line_of(node: yaml.Node) -> int:
    return node.start_mark.line + 1


def kind_of(node: yaml.Node) -> str:
    return node.tag.rsplit(":", 1)[-1]


def _expected(notes, node, where, right):
    kind = kind_of(node)
    found = KINDS.get(kind, kind)
    if isinstance(node, yaml.ScalarNode) and node.value and kind != "str":
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
        found = node.value if isinstance(node, yaml.ScalarNode) else KINDS[kind_of(node)]
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
        try:
            value = int(node.value)
        except ValueError:
            return _expected(notes, node, where, right)
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
    """A date."""

    def read(notes, node, where):
        try:
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
