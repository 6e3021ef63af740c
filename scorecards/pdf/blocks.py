"""The parts of a scorecard as blocks, and the room that each is given, in the templates' words."""

from collections.abc import Mapping
from typing import Any

from interviews.document import Round
from scorecards.pdf.contents import Asked
from scorecards.pdf.paging import LINE, SLACK, Block, Place, deal

LONG = 10  # minutes from which a rated question needs
LONG_LINES = 8  # lines for notes, if need be on a page of their own
RATED_LINES, UNRATED_LINES, MOST_UNRATED = 5, 4, 8


def arrange(
    body: Mapping[str, Any], heights: Mapping[str, float], room: float, *, with_extra: bool
) -> dict[str, Any]:
    """The body with a place for each block; `with_extra` adds a page for further notes."""
    blocks = _blocks(body["round"], body["questions"], heights, room)
    if with_extra:
        blocks["extra"] = Block(heights["further"], least_lines=99)
    places = dict(zip(blocks, deal(list(blocks.values()), room), strict=True))
    return _placed(body, blocks, places)


def bare(body: Mapping[str, Any]) -> dict[str, Any]:
    """The body without room for notes, and with one of everything, to be measured."""
    blocks = dict.fromkeys(
        ["intro", "opening", *map(_key, body["questions"]), "closing", "summary", "further"],
        Block(0, least_lines=0),
    )
    return _placed(body, blocks, dict.fromkeys(blocks, Place(begins_page=None, lines=0)))


def _key(asked: Asked) -> str:
    return f"question-{asked.number}"


def _blocks(
    round_: Round, questions: list[Asked], heights: Mapping[str, float], room: float
) -> dict[str, Block]:
    blocks = {
        "intro": Block(heights["intro"], least_lines=0, most_lines=0),
        "opening": Block(heights["opening"], 1, 8, minutes=max(1, round_.opening_minutes)),
    }
    for asked in questions:
        block = _block(asked, heights[_key(asked)])
        blocks[_key(asked)] = block
        if block.least_lines == LONG_LINES and _is_short_of_lines(block, room - SLACK):
            blocks[f"more-{asked.number}"] = Block(
                heights["further"], LONG_LINES, minutes=block.minutes
            )
    blocks["closing"] = Block(
        heights["closing"], 1, 6, minutes=max(1, round_.closing_minutes), keeps_next=True
    )
    blocks["summary"] = Block(heights["summary"], least_lines=6, minutes=12)
    return blocks


def _block(asked: Asked, height: float) -> Block:
    minutes = max(1, asked.question.minutes)
    if not asked.steps:
        return Block(height, UNRATED_LINES, MOST_UNRATED, minutes=minutes)
    return Block(height, LONG_LINES if minutes >= LONG else RATED_LINES, minutes=minutes)


def _is_short_of_lines(block: Block, room: float) -> bool:
    return block.height <= room < block.height + block.least_lines * LINE


def _placed(
    body: Mapping[str, Any], blocks: Mapping[str, Block], places: Mapping[str, Place]
) -> dict[str, Any]:
    found = {key: _for_template(blocks[key], place) for key, place in places.items()}
    return {
        **body,
        "opening_place": found["opening"],
        "asked_places": [
            (asked, found[_key(asked)], found.get(f"more-{asked.number}"))
            for asked in body["questions"]
        ],
        "closing_place": found["closing"],
        "summary_place": found["summary"],
        "extra_place": found.get("extra"),
        "further_place": found.get("further"),
        "begun_pages": sum(place.begins_page is True for place in places.values()),
    }


def _for_template(block: Block, place: Place) -> dict[str, Any]:
    half = place.lines // 2
    more_evidence = 1 if place.lines > block.least_lines else 0
    return {
        "start": {True: " begins-page", False: " follows", None: ""}[place.begins_page],
        "is_cut": place.is_cut,
        "lines": _lines(place.lines),
        "notes_above_evidence": _lines(place.lines - more_evidence),
        "evidence": _lines(1 + more_evidence),
        "strengths": _lines(place.lines - half),
        "concerns": _lines(half),
        "rest": _lines(place.rest) if place.rest else "",
    }


def _lines(count: int) -> str:
    return f"height: {count * LINE:g}mm"
