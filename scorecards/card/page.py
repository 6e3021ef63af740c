"""The scorecard page: the parts of an interview with what its author wrote of each so far.

Plain data out of a frozen kit and the entries of a card.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from scorecards.card.entries import LINE, PROSE, TICKS, Entry, Field

if TYPE_CHECKING:
    from django.http import QueryDict

    from scorecards.card.sitting import Part


@dataclass(frozen=True)
class Own:
    """What its author wrote of one question; None where the question has no such field."""

    rating: Entry | None
    evidence: Entry | None
    notes: Entry | None
    follow_ups: Entry | None
    indicators: Entry | None
    red_flags: Entry | None
    own_follow_ups: Entry | None


@dataclass(frozen=True)
class Page:
    """A part of the interview on the page. `watched` is the field that tells whether it is done,
    empty where none does; `none` says so before, `said` once it is. `own` is what was written of
    its question."""

    part: Part
    own: Own | None = None
    watched: str = ""
    none: str = ""
    said: str = ""


def pages_of(
    parts: Iterable[Part], fields: Mapping[str, Field], entries: Mapping[str, Entry]
) -> list[Page]:
    """The parts of a round, from `scorecards.card.sitting`, with the entries by the name of their
    field."""
    return [_page(part, fields, entries) for part in parts]


def _page(part: Part, fields: Mapping[str, Field], entries: Mapping[str, Entry]) -> Page:
    watched, none, own = "", "", None
    if part.asked:
        key = part.asked.question.key
        own = own_of(key, entries)
        watched = f"rating-{key}" if own.rating else ""
        none = _("to rate") if own.rating else _("not rated")
    elif not part.after and "recommendation" in fields:
        watched, none = "recommendation", _("to do")
    said = fields[watched].in_words(entries[watched].value) if watched else ""
    return Page(part, own, watched, none, said)


def own_of(key: str, entries: Mapping[str, Entry]) -> Own:
    """What was written of the question with this key."""
    return Own(
        rating=entries.get(f"rating-{key}"),
        evidence=entries.get(f"evidence-{key}"),
        notes=entries.get(f"notes-{key}"),
        follow_ups=entries.get(f"follow-up-{key}"),
        indicators=entries.get(f"indicator-{key}"),
        red_flags=entries.get(f"red-flag-{key}"),
        own_follow_ups=entries.get(f"own-follow-ups-{key}"),
    )


def summary_of(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """What was written of the whole, under names that a template can say."""
    names = ("strengths", "concerns", "recommendation", "recommendation-reason", "notes")
    return {name.replace("-", "_"): entries[name] for name in names if name in entries}


def entries_in(data: QueryDict, fields: Mapping[str, Field]) -> list[Entry]:
    """What a form says: each field whose version stands in it. Boxes that are not
    ticked are not sent; where a form only has one choose (`choosing`), nothing chosen is nothing
    said."""
    found = []
    for name, field in fields.items():
        version = data.get(f"version-{name}", "")
        if not version.isdecimal() or len(version) > 9:
            continue
        if name not in data and (field.kind in (PROSE, LINE) or "choosing" in data):
            continue
        value = ",".join(data.getlist(name)) if field.kind == TICKS else data.get(name, "")
        found.append(Entry(name, value, int(version)))
    return found
