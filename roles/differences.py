"""What changed between two versions of a text, word by word, and of a list, line by line."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 4000  # of both texts together; longer ones are compared line by line
MOST_LINES = 4000  # of both together; longer texts are told whole
MOST_REPEATS = 100_000  # places of words that stand in both; with more, frequent words count less
MOST_PAIRS = 10_000  # of lines that are looked at for being one, changed
LIKE = 0.4  # the share of words that two texts have in common, from which they are one, changed


@dataclass(frozen=True)
class Piece:
    """A part of a text. `kind` is same, removed or added."""

    kind: str
    text: str


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that make `before` (same and removed ones) and `after` (same and added ones).

    A word that changed stands removed first, then added. Pieces of one kind are never neighbours.
    Texts with hardly a word in common are told whole, the old one and the new one.
    """
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    if before == after:
        return (Piece("same", before),) if before else ()
    too_long = len(old) + len(new) > MOST_LINES
    if old and new and (too_long or _in_common(old, new) < LIKE / 2):
        return (Piece("removed", before), Piece("added", after))
    for kind, a, b, c, d in _steps(old, new):
        if kind == "equal":
            _add(pieces, "same", old[a:b])
        else:
            _add(pieces, "removed", old[a:b])
            _add(pieces, "added", new[c:d])
    return tuple(_without_lonely_spaces(pieces))


def line_changes(before: list[str], after: list[str]) -> tuple[tuple[Piece, ...], ...]:
    """The lines of both lists in order, each as its pieces. A line that is much like the one it
    replaces is told as one line with changed words, else the old line stands before the new."""
    lines: list[tuple[Piece, ...]] = []
    for kind, a, b, c, d in _steps(before, after):
        old, new = before[a:b], after[c:d]
        if kind == "equal":
            lines += [(Piece("same", line),) for line in old]
        elif len(before) == len(after) == 1:
            lines.append(word_changes(before[0], after[0]))
        else:
            lines += _replaced_lines(old, new)
    return tuple(lines)


def _steps(old, new):
    """What leads from one to the other. The time grows with the number of places where the same
    stands in both, which somebody may make large on purpose."""
    counts = Counter(old)
    repeats = sum(number * counts[word] for word, number in Counter(new).items())
    return SequenceMatcher(None, old, new, autojunk=repeats > MOST_REPEATS).get_opcodes()


def _replaced_lines(old, new):
    if len(old) * len(new) > MOST_PAIRS:
        return _gone_and_new(old, new)
    lines, fresh = [], []
    for line in new:
        like = next((number for number, other in enumerate(old) if _alike(other, line)), None)
        if like is None:
            fresh.append(line)
            continue
        lines += _gone_and_new(old[:like], fresh)
        lines.append(word_changes(old[like], line))
        old, fresh = old[like + 1 :], []
    return lines + _gone_and_new(old, fresh)


def _gone_and_new(gone, new):
    return [(Piece("removed", line),) for line in gone] + [(Piece("added", line),) for line in new]


def _alike(before, after):
    return _in_common(WORDS.findall(before), WORDS.findall(after)) >= LIKE


def _in_common(old, new):
    """The share of words, spaces aside, that two texts have in common, from 0 to 1. Where they
    stand does not count."""
    old, new = (Counter(word.lower() for word in words if word.strip()) for words in (old, new))
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def _add(pieces, kind, words):
    if words:
        pieces.append(Piece(kind, "".join(words)))


def _without_lonely_spaces(pieces):
    """A space that stayed between two changed words reads better as part of the change."""
    tidy: list[Piece] = []
    removed = added = ""
    for number, piece in enumerate(pieces):
        between = 0 < number < len(pieces) - 1
        if piece.kind == "removed":
            removed += piece.text
        elif piece.kind == "added":
            added += piece.text
        elif between and piece.text.strip(" ") == "" and removed and added:
            removed, added = removed + piece.text, added + piece.text
        else:
            _add(tidy, "removed", [removed])
            _add(tidy, "added", [added])
            removed = added = ""
            tidy.append(piece)
    _add(tidy, "removed", [removed])
    _add(tidy, "added", [added])
    return [piece for piece in tidy if piece.text]
