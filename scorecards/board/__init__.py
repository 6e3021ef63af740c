"""The board of an opening: who meets whom in which round, what is in and what waits. It shows
states alone, the same to everybody who sees the board."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from django.core.paginator import Page, Paginator
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from interviews.models import Opening
from scorecards.board.facts import (
    go_aheads_of,
    meetings_of,
    people_of,
    scheduled_in,
    seats_of,
    waits_of,
)
from scorecards.board.rows import Row, RowMaker, next_round

CANDIDATES_ON_A_PAGE = 200


class Show(TextChoices):
    """Which candidates the board shows."""

    ALL = "", gettext_lazy("All")
    TO_SCHEDULE = "to-schedule", gettext_lazy("To schedule")
    OUTSTANDING = "outstanding", gettext_lazy("Scorecards outstanding")
    WAITING = "waiting", gettext_lazy("Panel to settle")


@dataclass(frozen=True)
class Board:
    """A page of candidates by rounds. `rounds` are plain data, as in the document of a revision;
    `counts` say how many candidates each choice of `Show` has."""

    rounds: tuple[dict, ...]
    rows: tuple[Row, ...]
    page: Page
    query: str
    show: str
    counts: tuple[tuple[Show, int], ...]
    has_interviews: bool
    has_elsewhere: bool


def board_of(opening: Opening, user, params: Mapping[str, str]) -> Board:
    """The board of an opening that was fetched with its revision, for somebody who may see it.
    `params` may hold a search `q`, a choice `show` and a `page`. Six queries, and one where
    interviews keep an earlier revision."""
    query = params.get("q", "").strip()
    show = params.get("show", "")
    people, scheduled = people_of(opening, query), scheduled_in(opening)
    goes_on, waits = go_aheads_of(opening), waits_of(opening)
    order = list(opening.revision.rounds_by_key)
    chosen = {
        Show.ALL: people,
        Show.TO_SCHEDULE: [
            person for person in people if next_round(person, scheduled, goes_on, order)
        ],
        Show.OUTSTANDING: [person for person in people if person.pk in waits.cards],
        Show.WAITING: [person for person in people if person.pk in waits.panels],
    }
    page = Paginator(chosen.get(show, people), CANDIDATES_ON_A_PAGE).get_page(params.get("page"))
    meetings = meetings_of(page)
    maker = RowMaker(
        opening, user, scheduled, goes_on, waits, seats_of(page), chain(*meetings.values())
    )
    rows = tuple(maker.row(person, meetings[person.pk]) for person in page)
    return Board(
        rounds=tuple(opening.revision.rounds_by_key.values()),
        rows=rows,
        page=page,
        query=query,
        show=show if show in chosen else "",
        counts=tuple((choice, len(chosen[choice])) for choice in Show),
        has_interviews=bool(scheduled),
        has_elsewhere=any(row.elsewhere for row in rows),
    )
