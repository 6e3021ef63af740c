"""Checks 8 to 15: how answers are rated, and by whom."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from interviews.assembly import FEWEST_RATERS
from interviews.coverage import coverage
from interviews.document import Competency, KitDocument

from .checks import IN_PART, MET, NOT_MET, NOTHING, Finding, named, nothing_rated, scored_in

FEWEST_ANCHORS = 3  # of a competency, on the five-point scale
FEWEST_ANCHOR_WORDS = 8


def rating(document: KitDocument) -> Finding:
    return nothing_rated(document) or Finding(
        MET, _("Every scorecard has a rating for each scored question.")
    )


def anchors(document: KitDocument) -> Finding:
    if nothing := nothing_rated(document):
        return nothing
    rated = _rated_in(document)
    thin = [competency.name for competency in rated if not _is_anchored(competency)]
    if thin:
        found = _("Fewer than three anchors of eight words, or two alike: %(names)s.")
        return Finding(
            NOT_MET,
            found % {"names": named(thin)},
            _("Have its anchors written in the library, or ask about another competency."),
            "coverage",
        )
    if generic := _generic(rated):
        return Finding(
            IN_PART,
            _("Share their anchors with another competency: %(names)s.")
            % {"names": named(generic)},
            _("Have anchors of its own written in the library for each competency."),
            "coverage",
        )
    return Finding(MET, _("Every competency has anchors of its own that tell the ratings apart."))


def _rated_in(document: KitDocument) -> list[Competency]:
    """The competencies that some question asks about, in the order of weight."""
    asked = {question.competency for question in scored_in(document)}
    return [competency for competency in document.competencies if competency.key in asked]


def _is_anchored(competency: Competency) -> bool:
    """At least three anchors of eight words or more, and no two of its anchors the same."""
    texts = [_plain(anchor.text) for anchor in competency.anchors]
    whole = [text for text in texts if len(text.split()) >= FEWEST_ANCHOR_WORDS]
    return len(whole) >= FEWEST_ANCHORS and len(set(texts)) == len(texts)


def _generic(competencies: Iterable[Competency]) -> list[str]:
    """The names of those of which an anchor says the same as one of another, or would if it did
    not name its own competency."""
    of_text: dict[str, set[str]] = {}
    for competency in competencies:
        for anchor in competency.anchors:
            text = _plain(anchor.text).replace(_plain(competency.name), "…")
            of_text.setdefault(text, set()).add(competency.name)
    shared = set().union(*(names for names in of_text.values() if len(names) > 1))
    return sorted(shared)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def notes(document: KitDocument) -> Finding:
    return Finding(
        MET, _("Every scorecard has room for notes and a field for the evidence of each rating.")
    )


def raters(document: KitDocument) -> Finding:
    if nothing := nothing_rated(document):
        return nothing
    few = [row.competency.name for row in coverage(document).rows if row.raters < FEWEST_RATERS]
    if not few:
        return Finding(MET, _("At least two raters see every competency."))
    some = any(round_.panel_size >= FEWEST_RATERS for round_ in document.rounds)
    return Finding(
        IN_PART if some else NOT_MET,
        _("Fewer than two raters see %(names)s.") % {"names": named(few)},
        _("Ask about it in another round, or seat a second panelist."),
        "coverage",
    )


def same_panel(document: KitDocument) -> Finding:
    if document.settings.same_panel:
        return Finding(MET, _("The same people hold a round with every candidate."))
    return Finding(
        NOT_MET,
        _("Nothing says that the panel stays the same for all candidates."),
        _("Ask for the same panel with every candidate."),
        "settings",
        "same_panel",
    )


def apart(document: KitDocument) -> Finding:
    return Finding(
        MET, _("Ratings of colleagues show to a panelist only after their own scorecard is in.")
    )


def training(document: KitDocument) -> Finding:
    if document.settings.calibrated_panel:
        found = _("Only people who practised rating in the last twelve months sit on the panel.")
        return Finding(MET, found)
    return Finding(
        NOT_MET,
        _("Nobody on the panel has to have practised rating."),
        _("Ask for a panel that has practised."),
        "settings",
        "calibrated_panel",
    )


def combination(document: KitDocument) -> Finding:
    weights = {competency.weight for competency in document.competencies}
    if not weights:
        return Finding(
            NOTHING,
            _("The kit rates no competency yet."),
            _("Choose the competencies and their weights."),
            "weights",
        )
    if len(weights) == 1:
        return Finding(
            MET, _("All competencies weigh the same; the total is computed by a fixed rule.")
        )
    if document.weights_reason.strip():
        found = _("The weights have a reason on record; the total is computed by a fixed rule.")
        return Finding(MET, found)
    return Finding(
        NOT_MET,
        _("The weights differ, and nothing says why."),
        _("Write down the reason, or make all weights equal."),
        "weights",
    )
