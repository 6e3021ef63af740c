"""The outline of a family as boxes and lines to draw.

A first line to a superior is drawn solid, further lines dashed. Lengths are units of the drawing, a
CSS pixel each where the chart has room, and positions count from its top left corner.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roles.structure import Entry

BOX = 190
GUTTER = 42  # between two columns of boxes; lines run down in it
ROW_GAP = 18
LANE = 8  # between two dashed lines that run beside one another
PADDING = 10
TITLE_SIZE, TITLE_LINE = 15, 19
SMALL_SIZE, SMALL_LINE = 13, 17
SOLID_PORT, DASHED_PORT = 20, 38  # below the top of a box
MOST_IN_A_CHART = 120


@dataclass(frozen=True)
class Text:
    """A line of text in a box, with the baseline it stands on."""

    kind: str  # "title", "level" or "words"
    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Box:
    slug: str
    x: int
    y: int
    width: int
    height: int
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Chart:
    """Boxes and lines to draw, each line as the path of an SVG."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    solid: tuple[str, ...]
    dashed: tuple[str, ...]

    @property
    def has_lines(self) -> bool:
        return bool(self.solid or self.dashed)

    @property
    def is_broad(self) -> bool:
        """Read best on a sheet of paper laid sideways, by itself."""
        return self.width > 3 * (BOX + GUTTER) and self.height < 0.8 * self.width

    @property
    def is_wide(self) -> bool:
        """Too wide for a screen without scrolling."""
        return self.width > 5 * (BOX + GUTTER)


def chart(entries: Sequence[Entry]) -> Chart:
    """The outline as boxes: a column for each step down, a first report beside its superior, the
    others below. Rows below a box stay empty in its column until its reports end, so that no line
    passes behind a box."""
    rows = _rows(entries)
    known = {entry.post.slug for entry in entries}
    drawn = [_texts(entry, known) for entry in entries]
    heights = [0] * (max(rows, default=-1) + 1)
    dashes = [0] * len(heights)
    for entry, row, texts in zip(entries, rows, drawn, strict=True):
        heights[row] = max(heights[row], _height(texts))
        dashes[row] += len(_dashed_lines(entry, known))
    tops = [0]
    for height, count in zip(heights, dashes, strict=True):
        tops.append(tops[-1] + height + ROW_GAP + LANE * count)
    boxes = {
        entry.post.slug: _box(entry, texts, tops[row])
        for entry, row, texts in zip(entries, rows, drawn, strict=True)
    }
    dashed = _dashed_paths(entries, rows, boxes, [*map(sum, zip(tops, heights, strict=False))])
    columns = max((entry.depth for entry in entries), default=0) + 1
    return Chart(
        width=columns * BOX + (columns if dashed else columns - 1) * GUTTER,
        height=tops[-1],
        boxes=tuple(boxes.values()),
        solid=tuple(
            _solid_path(boxes[entry.superior.slug], boxes[entry.post.slug])
            for entry in entries
            if entry.superior
        ),
        dashed=dashed,
    )


def _rows(entries: Sequence[Entry]) -> list[int]:
    """The row of each entry: a first report shares its superior's, any other begins one."""
    rows: list[int] = []
    for number, entry in enumerate(entries):
        shares = number > 0 and entry.opens
        rows.append(rows[-1] + (not shares) if rows else 0)
    return rows


def _dashed_lines(entry: Entry, known: set[str]) -> list[str]:
    """Slugs that dashed lines lead to: other lines, and a first line that closes a circle."""
    lines = entry.post.others
    if entry.in_circle and entry.post.first:
        lines = (entry.post.first, *lines)
    slugs = dict.fromkeys(line.slug for line in lines if line.slug in known)
    hangs_on = entry.superior.slug if entry.superior else ""
    return [slug for slug in slugs if slug not in (entry.post.slug, hangs_on)]


def _texts(entry: Entry, known: set[str]) -> list[tuple[str, str]]:
    """What a box says, as (kind, text) wrapped into lines."""
    post = entry.post
    texts = [("title", line) for line in wrap(post.title, BOX - 2 * PADDING, TITLE_SIZE)]
    texts.append(("level", post.level))
    words = []
    if post.first and (post.first.words or not entry.superior):
        words.append(_("Reports to %s") % post.first)
    words += [_("Other line: %s") % line for line in post.others]
    for sentence in words:
        texts += [("words", line) for line in wrap(sentence, BOX - 2 * PADDING, SMALL_SIZE)]
    return texts


def _line_height(kind: str) -> int:
    return TITLE_LINE if kind == "title" else SMALL_LINE


def _height(texts: Sequence[tuple[str, str]]) -> int:
    return 2 * PADDING + sum(_line_height(kind) for kind, _text in texts)


def _box(entry: Entry, texts: Sequence[tuple[str, str]], top: int) -> Box:
    left = entry.depth * (BOX + GUTTER)
    placed, bottom = [], top + PADDING
    for kind, text in texts:
        bottom += _line_height(kind)
        placed.append(Text(kind, text, left + PADDING, bottom - 5))
    return Box(entry.post.slug, left, top, BOX, _height(texts), tuple(placed))


def _solid_path(superior: Box, report: Box) -> str:
    start, y = superior.x + superior.width, superior.y + SOLID_PORT
    return f"M{start} {y}H{start + 14}V{report.y + SOLID_PORT}H{report.x}"


def _dashed_paths(entries, rows, boxes, bottoms) -> tuple[str, ...]:
    """Out of the bottom of a box, along a lane below its row, and in the gutter beside the other
    superior up or down to the superior's right side. Lines to one superior join in the gutter and
    are drawn once there: dashes on dashes would look solid."""
    paths, lanes, joined, gutters = [], {}, {}, {}
    for entry, row in zip(entries, rows, strict=True):
        box = boxes[entry.post.slug]
        for number, slug in enumerate(_dashed_lines(entry, boxes.keys())):
            superior = boxes[slug]
            if slug not in joined:
                place = gutters[superior.x] = gutters.get(superior.x, -1) + 1
                joined[slug] = (superior.x + superior.width + 21 + 6 * (place % 3), [])
            x, ends = joined[slug]
            lanes[row] = lanes.get(row, 0) + 1
            y = bottoms[row] + LANE * lanes[row]
            ends.append(y)
            start = box.x + box.width - 20 - 12 * (number % 12)
            paths.append(f"M{start} {box.y + box.height}V{y}H{x}")
    for slug, (x, ends) in joined.items():
        superior = boxes[slug]
        port = superior.y + DASHED_PORT
        paths.append(f"M{superior.x + superior.width} {port}H{x}V{max(*ends, port)}")
        if min(ends) < port:
            paths.append(f"M{x} {port}V{min(ends)}")
    return tuple(paths)


def wrap(text: str, width: float, size: float) -> list[str]:
    """`text` in lines no wider than `width` when set at `size`; a longer word is broken."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _measure(longer, size) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if _measure(lines[-1] + character, size) > width:
                lines.append("")
            lines[-1] += character
    return lines


def _measure(text: str, size: float) -> float:
    """How wide `text` may be at `size`: a generous estimate, since no font is at hand."""
    return size * sum(map(_relative_width, text))


def _relative_width(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    if character in " ijlI.,:;'|!":
        return 0.31
    if character in "tfr()[]-/":
        return 0.42
    if character in "mwMW@%—…":
        return 0.96
    return 0.73 if character.isupper() else 0.6
