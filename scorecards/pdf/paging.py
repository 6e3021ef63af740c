"""How blocks are dealt onto pages, and how the room that is left becomes note lines.

Plain arithmetic over heights in millimetres, so that no page ends in a hole and no block is cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LINE = 8.0  # millimetres from one note line to the next
GAP = 6.0  # millimetres above a block that does not begin a page, with its rule
SLACK = 1.0  # millimetres left free on each page, for what measuring rounds away
REST_HEAD = 8.0  # millimetres of the label above lines that belong to no block
LEAST_REST = 2  # such lines: fewer are not worth a label


@dataclass(frozen=True)
class Block:
    """Something printed whole: its height without note lines, and how many lines it needs.

    Room to spare goes to blocks in proportion to their `minutes`. A block that `keeps_next` shares
    its page with the next one wherever a page can hold both.
    """

    height: float
    least_lines: int
    most_lines: int = 99
    minutes: int = 1
    keeps_next: bool = False


@dataclass(frozen=True)
class Place:
    """Where a block goes: whether it begins a page (None: nowhere, it is only measured), its note
    lines, the lines below it that belong to no block, whether it must be cut."""

    begins_page: bool | None
    lines: int
    rest: int = 0
    is_cut: bool = False


def deal(blocks: Sequence[Block], page: float) -> list[Place]:
    """One place per block, in order, on pages with `page` millimetres of room.

    A block that no page can hold is marked as cut: it begins a page and runs on.
    """
    room = page - SLACK
    places = []
    for group in _groups(blocks, room):
        lines, rest = _share(group, room)
        for index, (block, count) in enumerate(zip(group, lines, strict=True)):
            is_last = index == len(group) - 1
            places.append(Place(index == 0, count, rest if is_last else 0, block.height > room))
    return places


def _need(block: Block, room: float) -> float:
    """What a block asks for. Where its least lines would not fit, it makes do with a page."""
    need = block.height + block.least_lines * LINE
    return max(block.height, min(need, room))


def _need_of(blocks: Sequence[Block], room: float) -> float:
    return sum(_need(block, room) + GAP for block in blocks) - GAP


def _groups(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    """Blocks that share a page. What follows a cut block begins a page of its own."""
    groups: list[list[Block]] = []
    for unit in _units(blocks, room):
        if groups and _need_of([*groups[-1], *unit], room) <= room:
            groups[-1] += unit
        else:
            groups.append(unit)
    return groups


def _units(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    """Blocks that go to a page together."""
    units: list[list[Block]] = []
    for block in blocks:
        is_kept = bool(units) and units[-1][-1].keeps_next
        if is_kept and _need_of([*units[-1], block], room) <= room:
            units[-1].append(block)
        else:
            units.append([block])
    return units


def _share(group: Sequence[Block], room: float) -> tuple[list[int], int]:
    """Lines per block, the least each needs and then the page's by minutes up to its most; and
    the lines that are left."""
    if group[0].height > room:
        return [group[0].least_lines], 0
    lines = [int((_need(block, room) - block.height) // LINE) for block in group]
    used = sum(block.height + GAP for block in group) - GAP
    left = room - used - sum(lines) * LINE
    while left >= LINE:
        hungry = [index for index, block in enumerate(group) if lines[index] < block.most_lines]
        if not hungry:
            break
        lines[min(hungry, key=lambda index: (lines[index] + 1) / group[index].minutes)] += 1
        left -= LINE
    rest = int((left - REST_HEAD) // LINE)
    return lines, rest if rest >= LEAST_REST else 0
