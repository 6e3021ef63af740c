"""Scorecards that somebody opened: the cards by interview, the figures they come to, and who
recommends what. Everything starts from what `scorecards.visibility` shows this person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from interviews.models import Candidate, Declaration, Interview
from scorecards.card.view import CardView, view_of
from scorecards.declaring import record_of
from scorecards.models import Rating, Scorecard
from scorecards.totals import Given, RaterMean, Score, Tally, Weighed, rounded, tally
from scorecards.visibility import FEWEST_RATERS, Standing, not_blind, totalled_for

if TYPE_CHECKING:  # Pydantic takes a third of a second to import
    from interviews.document import KitDocument


@dataclass(frozen=True)
class Rater:
    """Somebody who wrote cards of the candidate. `is_not_blind` says that they had seen others'
    cards before one of them was in."""

    person: int | str
    name: str
    is_not_blind: bool


@dataclass(frozen=True)
class Row:
    """A competency: its score, and the mean of each rater, None where they gave no number."""

    score: Score
    means: tuple[RaterMean | None, ...]

    @property
    def shown(self) -> Decimal | None:
        return None if self.score.value is None else rounded(self.score.value)

    @property
    def cells(self) -> tuple[tuple[Decimal, int] | None, ...]:
        """The mean of each rater as it shows, with the count of numbers behind it."""
        return tuple(mean and (rounded(mean.mean), mean.numbers) for mean in self.means)


@dataclass(frozen=True)
class Figures:
    """What the numbers come to. The total is withheld where `few` people gave numbers and only
    totals show, or where the rounds were rated on `mixed` scales."""

    tally: Tally
    raters: tuple[Rater, ...]
    lowest: int
    highest: int
    few: bool = False
    mixed: bool = False

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(score, tuple(score.by_rater.get(rater.person) for rater in self.raters))
            for score in self.tally.scores
        )

    @property
    def total(self) -> Decimal | None:
        if self.tally.total is None or self.few or self.mixed:
            return None
        return rounded(self.tally.total)

    @property
    def coverage(self) -> Decimal:
        """In percent of the weight; with a tenth where it is not whole."""
        percent = self.tally.coverage * 100
        return rounded(percent, 0 if percent.denominator == 1 else 1)


@dataclass(frozen=True)
class OpenedCard:
    """A card with who wrote it. `declared` is what the record says of their declarations."""

    view: CardView
    rater: Rater
    is_own: bool
    declared: str


@dataclass(frozen=True)
class Held:
    """An interview with its opened cards, by seat."""

    interview: Interview
    cards: tuple[OpenedCard, ...]


@dataclass(frozen=True)
class Opened:
    """What somebody sees after opening. In an opening that shows totals only there are figures
    and no `held`."""

    figures: Figures | None
    held: tuple[Held, ...]
    totals_only: bool

    @property
    def cards(self) -> list[OpenedCard]:
        return [card for held in self.held for card in held.cards]

    @property
    def recommends(self) -> bool:
        """Whether anybody was asked for a recommendation."""
        return any(card.view.recommendation for card in self.cards)


def opened_by(user, candidate: Candidate, standing: Standing) -> Opened | None:
    """What this person opened and may see now; None where there is nothing."""
    cards = list(_with_rows(totalled_for(user, candidate, standing), standing.totals_only))
    if not cards:
        return None
    documents = {}
    for card in cards:
        revision = card.panelist.interview.revision
        if revision.pk not in documents:
            documents[revision.pk] = revision.as_document()
    raters = _raters(cards)
    figures = _figures(cards, documents, raters, totals_only=standing.totals_only)
    held = () if standing.totals_only else _held(cards, documents, raters, user)
    return Opened(figures, held, standing.totals_only)


def _with_rows(cards: QuerySet[Scorecard], totals_only: bool) -> QuerySet[Scorecard]:
    """By time and seat. Where totals only show, nothing but numbers is fetched."""
    cards = cards.select_related("panelist__user").order_by(
        "panelist__interview__starts_at", "panelist__interview", "panelist__seat"
    )
    if totals_only:
        numbers = Rating.objects.only("scorecard", "question_key", "number")
        return cards.prefetch_related("panelist__interview__revision", Prefetch("ratings", numbers))
    return cards.select_related("summary").prefetch_related(
        "panelist__interview__revision",
        "ratings",
        "amendments",
        Prefetch("panelist__declarations", Declaration.objects.with_record()),
    )


def _raters(cards: Iterable[Scorecard]) -> dict[int | str, Rater]:
    seats = [card.panelist for card in cards]
    seen = not_blind(seats)
    names = {seat.person: seat.name for seat in seats}
    marked = {seat.person for seat in seats if seat.pk in seen}
    return {person: Rater(person, name, person in marked) for person, name in names.items()}


def _figures(
    cards: list[Scorecard],
    documents: dict[int, KitDocument],
    raters: dict[int | str, Rater],
    *,
    totals_only: bool,
) -> Figures | None:
    """Weighed by the revision of the last of these interviews; None where it weighs nothing."""
    last = documents[cards[-1].panelist.interview.revision_id]
    weighed = [Weighed(one.key, one.name, one.weight, one.essential) for one in last.competencies]
    if not weighed:
        return None
    counted = tally(weighed, _given(cards, documents))
    return Figures(
        counted,
        tuple(raters.values()),
        last.scale.values[0],
        last.scale.values[-1],
        few=totals_only and counted.raters < FEWEST_RATERS,
        mixed=len({document.scale.values for document in documents.values()}) > 1,
    )


def _given(cards: Iterable[Scorecard], documents: dict[int, KitDocument]) -> Iterable[Given]:
    for card in cards:
        interview = card.panelist.interview
        round_ = documents[interview.revision_id].round(interview.round_key)
        assesses = {one.key: one.competency for one in round_.scored_questions}
        for rating in card.ratings.all():
            competency = assesses.get(rating.question_key)
            if competency and rating.number is not None:
                yield Given(card.panelist.person, competency, rating.number)


def _held(
    cards: list[Scorecard],
    documents: dict[int, KitDocument],
    raters: dict[int | str, Rater],
    user,
) -> tuple[Held, ...]:
    interviews = {card.panelist.interview_id: card.panelist.interview for card in cards}
    return tuple(
        Held(
            interview,
            tuple(
                _card(card, documents[interview.revision_id], raters, user)
                for card in cards
                if card.panelist.interview_id == pk
            ),
        )
        for pk, interview in interviews.items()
    )


def _card(
    card: Scorecard, document: KitDocument, raters: dict[int | str, Rater], user
) -> OpenedCard:
    """Without private notes, one's own too: this page may be looked at together, or printed."""
    seat = card.panelist
    view = view_of(
        document,
        document.round(seat.interview.round_key),
        card,
        card.ratings.all(),
        getattr(card, "summary", None),
        card.amendments.all(),
        own=False,
    )
    return OpenedCard(view, raters[seat.person], seat.user_id == user.pk, record_of(seat))
