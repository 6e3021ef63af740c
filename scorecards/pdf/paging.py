"""How blocks are dealt onto pages, and how the room that is left becomes note lines.

Plain arithmetic over heights in millimetres, so that no page ends in a hole and no block is cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LINE = 8.0  # millimetres from one note line to the next
GAP = 6.0  # millimetres above a block that does not begin a page, with its rule
SLACK = 1.0  # millimetres left free on each page, for what measuring rounds away


@dataclass(frozen=True)
class Block:
    """Something printed whole: its height without note lines, and how many lines it needs."""

    height: float
    least_lines: int
    most_lines: int = 99


@dataclass(frozen=True)
class Place:
    """Where a block goes: whether it begins a page (None: nowhere, it is only measured), its note
    lines, whether it must be cut."""

    begins_page: bool | None
    lines: int
    is_cut: bool = False


def deal(blocks: Sequence[Block], page: float) -> list[Place]:
    """One place per block, in order, on pages with `page` millimetres of room.

    A block that no page can hold is marked as cut: it begins a page and runs on.
    """
    room = page - SLACK
    places = []
    for group in _groups(blocks, room):
        lines = _share(group, room)
        for index, (block, count) in enumerate(zip(group, lines, strict=True)):
            places.append(Place(index == 0, count, is_cut=block.height > room))
    return places


def _need(block: Block, room: float) -> float:
    """What a block asks for. Where its least lines would not fit, it makes do with a page."""
    need = block.height + block.least_lines * LINE
    return max(block.height, min(need, room))


def _groups(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    """Blocks that share a page. What follows a cut block begins a page of its own."""
    groups: list[list[Block]] = []
    used = room
    for block in blocks:
        need = _need(block, room)
        if not groups or used + GAP + need > room:
            groups.append([])
            used = -GAP
        groups[-1].append(block)
        used += GAP + need
    return groups


def _share(group: Sequence[Block], room: float) -> list[int]:
    """Lines per block: the least each needs, then the rest of the page in turn.

    A block alone on its page takes all of it, more than its most if need be.
    """
    if group[0].height > room:
        return [group[0].least_lines]
    lines = [int((_need(block, room) - block.height) // LINE) for block in group]
    used = sum(block.height + GAP for block in group) - GAP
    left = room - used - sum(lines) * LINE
    while left >= LINE:
        hungry = [
            index
            for index, block in enumerate(group)
            if len(group) == 1 or lines[index] < block.most_lines
        ]
        if not hungry:
            break
        lines[min(hungry, key=lambda index: lines[index])] += 1
        left -= LINE
    return lines
