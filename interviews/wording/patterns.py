"""Ways of saying, written so that a lawyer can read them: `are you ... (married|divorced)`.

    word            this word
    word*           this beginning with any ending
    one|other       one of these words
    (a b|c)         one of these runs of words
    [so|such]       the same, or nothing
    <name>          one of the words or runs of a group with this name
    ..  ...         up to two, or up to eight other words
    ^  $            the beginning, the end of the sentence

Words between two others may be anybody's except somebody else's: `..` and `...` never jump over a
word of the group `others` (customer, team, product), so that `your ... age` finds "your present
age" and leaves "your customers' age" alone. That is how a pattern knows whom a sentence is about.

A pattern becomes one regular expression without open-ended repetition, and is tried only on
sentences that have one of its rarer words.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from .text import Sentence, plain_words

PIECE = re.compile(r"[()\[\]^$]|[^\s()\[\]^$]+")
SHORT_GAP, LONG_GAP = 2, 8  # words
KEY = 3  # letters of a word by which patterns are found

Value = TypeVar("Value")


class PatternError(ValueError):
    """A pattern that cannot be read. The message says which and why."""


@dataclass(frozen=True)
class Pattern:
    """`written` is its regular expression over a sentence's line. `keys` are beginnings of words,
    one of which a sentence must have; none means any."""

    source: str
    written: str
    keys: frozenset[str]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Compiled when the first sentence has one of its keys: most never are."""
        return re.compile(rf"(?<= ){self.written}")

    def spans(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Where in the text the sentence says this."""
        for found in self.expression.finditer(sentence.line):
            if found.end() > found.start():
                yield sentence.between(found.start(), found.end() - 1)


@dataclass(frozen=True)
class _Part:
    expression: str
    keys: frozenset[str] | None  # None where it cannot tell whether a sentence may match


class Language:
    """The groups of words that patterns may name."""

    def __init__(self, groups: Mapping[str, Iterable[str]] | None = None):
        self._groups: dict[str, _Part] = {}
        self._other = ""
        for name, members in (groups or {}).items():
            parts = [self._sequence(list(PIECE.findall(member)), member) for member in members]
            self._groups[name] = _one_of(parts)
            if name == "others":
                self._other = f"(?!{self._groups[name].expression})"

    def pattern(self, source: str) -> Pattern:
        pieces = PIECE.findall(source)
        part = self._sequence(pieces, source)
        if pieces:
            raise PatternError(f"“{source}” closes a bracket that it never opened.")
        return Pattern(source, part.expression, part.keys or frozenset())

    def _sequence(self, pieces: list[str], source: str, *, inside: bool = False) -> _Part:
        """Reads `pieces` up to a closing bracket or the end, and removes what it has read.
        `inside` brackets a bar parts whole runs, outside only the words that it touches."""
        runs: list[list[_Part]] = [[]]
        while pieces and pieces[0] not in ")]":
            piece = pieces.pop(0)
            for number, one in enumerate(piece.split("|") if inside else [piece]):
                if number:
                    runs.append([])
                if one:
                    runs[-1].append(self._part(one, pieces, source))
        if not all(runs):
            raise PatternError(f"“{source}” has nothing on one side of a bar.")
        return _one_of([_run(run) for run in runs]) if len(runs) > 1 else _run(runs[0])

    def _part(self, piece: str, pieces: list[str], source: str) -> _Part:
        if piece in "([":
            inner = self._sequence(pieces, source, inside=True)
            if not pieces or pieces.pop(0) != (")" if piece == "(" else "]"):
                raise PatternError(f"“{source}” has a bracket without its other half.")
            return inner if piece == "(" else _Part(f"(?:{inner.expression})?", None)
        if piece == "^":
            return _Part(r"(?<=^ )", None)
        if piece == "$":
            return _Part("$", None)
        if piece in ("..", "..."):
            most = SHORT_GAP if piece == ".." else LONG_GAP
            return _Part(rf"(?:{self._other}\S+ ){{0,{most}}}?", None)
        if "|" in piece:
            return _one_of([self._part(one, pieces, source) for one in piece.split("|")])
        if piece.startswith("<"):
            try:
                return self._groups[piece[1:-1]]
            except KeyError:
                raise PatternError(f"“{source}” names {piece}, which is no group.") from None
        return _word(piece)


class Finder(Generic[Value]):
    """Many patterns, each with a value, looked for at once."""

    def __init__(self, patterns: Iterable[tuple[Pattern, Value]]):
        self._by_key: dict[str, list[tuple[int, Pattern, Value]]] = defaultdict(list)
        self._always: list[tuple[int, Pattern, Value]] = []
        for number, (pattern, value) in enumerate(patterns):
            for key in pattern.keys:
                self._by_key[key].append((number, pattern, value))
            if not pattern.keys:
                self._always.append((number, pattern, value))

    def find(self, sentence: Sentence) -> Iterator[tuple[tuple[int, int], Value]]:
        """Spans in the text with their values, in the order of the patterns."""
        candidates = {entry[0]: entry for entry in self._always}
        for key in {word[:KEY] for word in sentence.words}:
            for entry in self._by_key.get(key, ()):
                candidates[entry[0]] = entry
        for number in sorted(candidates):
            _, pattern, value = candidates[number]
            for span in pattern.spans(sentence):
                yield span, value


def phrase(text: str) -> Pattern:
    """What an admin writes: words, and `*` at the end of a word for any ending. No other sign has
    a meaning, and a text without words matches nothing."""
    parts = [_word(piece) for piece in text.replace("\0", " ").split()]
    parts = [part for part in parts if part.expression]
    if not parts:
        return Pattern(text, "(?!)", frozenset())
    part = _run(parts)
    return Pattern(text, part.expression, part.keys or frozenset())


def _word(piece: str) -> _Part:
    words = [word for run in re.split(r"[^\w'’*]+", piece) for word in _open_words(run)]
    expression = "".join(
        rf"{re.escape(word[:-1])}\S* " if word.endswith("*") else f"{re.escape(word)} "
        for word in words
    )
    longest = max((word.rstrip("*") for word in words), key=len, default="")
    short_and_open = len(longest) < KEY and any(word.endswith("*") for word in words)
    keys = frozenset({longest[:KEY]}) if longest and not short_and_open else None
    return _Part(expression, keys)


def _open_words(written: str) -> list[str]:
    words = list(plain_words(written.rstrip("*"))) if written.strip("*'’") else []
    if words and written.endswith("*"):
        words[-1] += "*"
    return words


def _run(parts: list[_Part]) -> _Part:
    keyed = [part.keys for part in parts if part.keys]
    keys = min(keyed, key=_commonness, default=None)
    return _Part("".join(part.expression for part in parts), keys)


def _one_of(parts: list[_Part]) -> _Part:
    keys: frozenset[str] | None = frozenset()
    for part in parts:
        keys = None if keys is None or part.keys is None else keys | part.keys
    return _Part(f"(?:{'|'.join(part.expression for part in parts)})", keys)


COMMON = frozenset(
    (
        "the",
        "you",
        "are",
        "is",
        "a",
        "of",
        "to",
        "in",
        "do",
        "for",
        "on",
        "at",
        "wha",
        "how",
        "can",
        "be",
        "it",
        "hav",
    )
)


def _commonness(keys: frozenset[str]) -> float:
    return sum(1000 if key in COMMON else 1 for key in keys)
