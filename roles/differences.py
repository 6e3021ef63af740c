"""What changed between two versions of a text, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 4000  # of both texts together; longer ones are compared line by line


@dataclass(frozen=True)
class Piece:
    """A part of a text. `kind` is same, removed or added."""

    kind: str
    text: str


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that make `before` (same and removed ones) and `after` (same and added ones).

    A word that changed stands removed first, then added. Pieces of one kind are never neighbours.
    """
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            _add(pieces, "same", old[a:b])
        else:
            _add(pieces, "removed", old[a:b])
            _add(pieces, "added", new[c:d])
    return tuple(_without_lonely_spaces(pieces))


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
