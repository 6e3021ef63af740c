"""What somebody typed into a form about a seat, in words that need no kit: whoever is not signed in
is told nothing, and yet gets their own text back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from scorecards.card.entries import state_words

if TYPE_CHECKING:
    from django.http import QueryDict


def typed_in(data: QueryDict) -> list[tuple[str, str]]:
    """Pairs of what a field is and what was written there, in the order of the form."""
    labels, states = _labels(), state_words()
    found = []
    for name in data:
        kind = next((kind for kind in labels if name == kind or name.startswith(f"{kind}-")), "")
        value = ", ".join(data.getlist(name))
        if kind and value.strip():
            found.append((labels[kind], states.get(value, value)))
    return found


def _labels() -> dict[str, str]:
    """By the name of a field, or how the names of one for each question begin."""
    return {
        "follow-up": _("Follow-ups asked"),
        "indicator": _("Positive indicators heard"),
        "red-flag": _("Red flags heard"),
        "own-follow-ups": _("Other follow-ups"),
        "evidence": _("Evidence"),
        "rating": _("Rating"),
        "notes": _("Private notes"),
        "strengths": _("Strengths"),
        "concerns": _("Concerns"),
        "recommendation-reason": _("Reason for no decision"),
        "recommendation": _("Recommendation"),
        "value": _("What it should say"),
        "reason": _("Reason"),
        "replacement": _("Replacement"),
    }
