"""The advice on wording for the rows of a file. It takes longer than all else, so it comes after
the check, a few rows at a time."""

from collections.abc import Iterable

from interviews.spreadsheets import cells
from interviews.spreadsheets.kinds import COMPETENCIES, QUESTIONS, Kind

PARTS = {"prompt": "prompt", "materials": "brief", "follow_ups": "follow_up"}


def advice_on_rows(kind: Kind, rows: list[dict[str, str]]) -> list[list[dict]]:
    """The advice on each of these rows (cells by the key of their column) as plain data: key of
    the column, kind, severity, name, excerpt, reason and instead."""
    from interviews.models.wording import WordingRule

    own = WordingRule.objects.as_rules()
    if kind is QUESTIONS:
        return _on_questions(rows, own)
    if kind is COMPETENCIES:
        return [_on_anchors(row, own) for row in rows]
    return [[] for _row in rows]


def _on_questions(rows, own):
    from interviews import wording

    found = [[] for _row in rows]
    for key, part in PARTS.items():
        texts = [(number, text) for number, row in enumerate(rows) for text in _texts(key, row)]
        distinct = list(dict.fromkeys(text for _number, text in texts))
        advice = dict(
            zip(distinct, wording.advice_on_many(distinct, part=part, own=own), strict=True)
        )
        for number, text in texts:
            found[number] += [_as_data(key, piece) for piece in advice[text]]
    return found


def _texts(key: str, row: dict[str, str]) -> Iterable[str]:
    text = row.get(key, "")
    return cells.lines_of(text) if key == "follow_ups" else [cells.tidy(text)] if text else []


def _on_anchors(row, own):
    from interviews import wording

    anchors = {
        int(key.removeprefix("anchor_")): cells.tidy(text)
        for key, text in row.items()
        if key.startswith("anchor_") and text.strip()
    }
    found = wording.advice_on_anchors(anchors, own=own)
    return [_as_data(f"anchor_{value}", piece) for value, piece in found]


def _as_data(key, piece):
    words = {name: str(getattr(piece, name)) for name in ("name", "reason", "instead")}
    return words | {
        "key": key,
        "kind": piece.kind,
        "severity": piece.severity,
        "excerpt": piece.excerpt,
    }
