"""The anchors of a competency as a grid: scale points across, the general row first, then a row for
each role level that says something of its own. Plain data over loaded rows, for form and page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from interviews.models import Anchor, RatingScale
from roles.models import Competency, Level

GENERAL = ""  # the level of the general row, as anchors have it
Texts = Mapping[tuple[int, str], str]  # by pk of the scale point and level


@dataclass(frozen=True)
class Point:
    pk: int
    value: int
    label: str
    definition: str


@dataclass(frozen=True)
class Cell:
    """One point in one row. `text` is its own, `general` what applies where that is empty; a cell
    of the general row has no `general`."""

    point: Point
    text: str
    general: str = ""

    @property
    def is_inherited(self) -> bool:
        return not self.text and bool(self.general)

    @property
    def shown(self) -> str:
        """The text that applies; empty where nobody has written one."""
        return self.text or self.general


@dataclass(frozen=True)
class Row:
    """The general row, or the row of a role level."""

    level: str
    name: str
    cells: tuple[Cell, ...]

    @property
    def is_general(self) -> bool:
        return self.level == GENERAL

    @property
    def filled(self) -> int:
        """How many cells have a text of their own."""
        return sum(bool(cell.text) for cell in self.cells)

    @property
    def texts(self) -> dict[int, str]:
        """What applies, by the number of the point, without the points that nobody has written."""
        return {cell.point.value: cell.shown for cell in self.cells if cell.shown}


@dataclass(frozen=True)
class Grid:
    """The anchors of one competency on one scale."""

    scale: str
    points: tuple[Point, ...]
    rows: tuple[Row, ...]

    @property
    def columns(self) -> tuple[tuple[Point, tuple[tuple[Row, Cell], ...]], ...]:
        """The same by point: each with its rows and their cells, to be read down the grid."""
        return tuple(
            (point, tuple((row, row.cells[number]) for row in self.rows))
            for number, point in enumerate(self.points)
        )

    @property
    def standing(self) -> str:
        """How much of it is written, such as “5 of 5, Senior 2 of 5”."""
        own = {row.level: row.filled for row in self.rows}
        return standing_in_words(len(self.points), own)


def texts_of(anchors: Iterable[Anchor]) -> dict[tuple[int, str], str]:
    """The texts of loaded anchors of one competency."""
    return {(anchor.point_id, anchor.level): anchor.text for anchor in anchors}


def grid_of(scale: RatingScale, texts: Texts, *, every_level: bool = False) -> Grid:
    """The grid of a scale that was fetched with its points: the general row, and the levels that
    have a text of their own, or all levels. From junior to executive."""
    points = tuple(
        Point(point.pk, point.value, point.label, point.definition) for point in scale.points.all()
    )
    written = {level for (pk, level), text in texts.items() if text and _has(points, pk)}
    levels = [level for level in Level.values if every_level or level in written]
    rows = tuple(_row(points, texts, level) for level in (GENERAL, *levels))
    return Grid(scale.name, points, rows)


def _has(points: Sequence[Point], pk: int) -> bool:
    return any(point.pk == pk for point in points)


def _row(points: Sequence[Point], texts: Texts, level: str) -> Row:
    cells = []
    for point in points:
        general = texts.get((point.pk, GENERAL), "") if level != GENERAL else ""
        cells.append(Cell(point, texts.get((point.pk, level), ""), general))
    return Row(level, row_name(level), tuple(cells))


def row_name(level: str) -> str:
    """What a row is called on screen."""
    return str(Level(level).label) if level else _("General")


def grids_to_read(user: Any, competency: Competency) -> list[Grid]:
    """The grid of each scale that a competency has anchors on, of those that `user` may read. Three
    queries."""
    texts = texts_of(Anchor.objects.visible_to(user).filter(competency=competency))
    scales = RatingScale.objects.filter(points__in={point for point, _level in texts}).distinct()
    return [grid_of(scale, texts) for scale in scales.prefetch_related("points")]


def missing_points(scale: RatingScale, texts: Texts, level: str) -> tuple[int, ...]:
    """The numbers of a scale, fetched with its points, that a role at `level` has no anchor for,
    not even a general one."""
    return tuple(
        point.value
        for point in scale.points.all()
        if not (texts.get((point.pk, level)) or texts.get((point.pk, GENERAL)))
    )


def standing_in_words(points: int, own: Mapping[str, int]) -> str:
    """How many of `points` have a text, in the general row and in those of levels: “5 of 5” or
    “5 of 5, Senior 2 of 5”. `own` counts them by level; levels without any are left out."""
    levels = [(level, own.get(level, 0)) for level in Level.values if own.get(level)]
    words = [_("%(count)s of %(points)s") % {"count": own.get(GENERAL, 0), "points": points}]
    for level, count in levels:
        values = {"level": row_name(level), "count": count, "points": points}
        words.append(_("%(level)s %(count)s of %(points)s") % values)
    return ", ".join(words)


def advice_on_row(row: Row, own: Sequence[Any] = ()) -> dict[int, list[Any]]:
    """Advice on wording (`interviews.wording.Advice`) by the number of the point, for the texts
    that a row has of its own; they are read beside those that it takes from the general row."""
    written = {cell.point.value for cell in row.cells if cell.text}
    if not written:
        return {}
    found: dict[int, list[Any]] = {}
    for value, advice in _advice_on(tuple(row.texts.items()), tuple(own), get_language()):
        if value in written:
            found.setdefault(value, []).append(advice)
    return found


@lru_cache(maxsize=1024)
def _advice_on(texts: tuple, own: tuple, language: str | None) -> tuple:
    """Kept in memory: reading the texts of a row takes a tenth of a second. The advice is in the
    language of the reader."""
    from interviews.wording import advice_on_anchors

    return advice_on_anchors(dict(texts), own=own)
