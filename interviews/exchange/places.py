"""Where in a kit something does not fit, and what, in words for whoever holds the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHORT = 60  # characters of a name or prompt

PARTS = {
    "competencies": gettext_lazy("competency"),
    "rounds": gettext_lazy("round"),
    "questions": gettext_lazy("question"),
    "anchors": gettext_lazy("anchor"),
    "points": gettext_lazy("scale point"),
    "recommendations": gettext_lazy("recommendation"),
    "follow_ups": gettext_lazy("follow-up"),
    "positive_indicators": gettext_lazy("positive indicator"),
    "red_flags": gettext_lazy("red flag"),
}
WRONG = {
    "missing": gettext_lazy("is missing"),
    "extra_forbidden": gettext_lazy("is not known here"),
    "string_type": gettext_lazy("has to be text"),
    "int_type": gettext_lazy("has to be a whole number"),
    "bool_type": gettext_lazy("has to be true or false"),
    "tuple_type": gettext_lazy("has to be a list"),
    "model_type": gettext_lazy("has to be a group of fields"),
    "greater_than_equal": gettext_lazy("has to be %(ge)s or more"),
    "less_than_equal": gettext_lazy("has to be %(le)s or less"),
    "literal_error": gettext_lazy("has to be one of: %(expected)s"),
    "string_pattern_mismatch": gettext_lazy("is not written as it should be"),
    "too_short": gettext_lazy("has too few entries"),
}


def in_words(detail: Mapping[str, Any], data: Any) -> str:
    """One of pydantic's error details as a sentence; `data` is what it looked at."""
    place = _place(detail["loc"], data)
    if words := WRONG.get(detail["type"]):
        what = str(words) % detail.get("ctx", {})
    else:
        what = detail["msg"].removeprefix("Value error, ")
    sentence = f"{place}: {what}." if place else f"{what}."
    return sentence[:1].upper() + sentence[1:]


def _place(steps: tuple[int | str, ...], data: Any) -> str:
    """Such as: round 2 “Panel”, question 1 “Tell me …”, minutes."""
    names: list[str] = []
    for step in steps:
        data = _inside(data, step)
        if isinstance(step, int) and names:
            names[-1] = f"{PARTS.get(names[-1], names[-1])} {step + 1}{_name_of(data)}"
        else:
            names.append(str(step)[:SHORT])
    return ", ".join(name.replace("_", " ") if name.isidentifier() else name for name in names)


def _inside(data: Any, step: int | str) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _name_of(data: Any) -> str:
    if isinstance(data, dict):
        for field in ("name", "prompt", "label", "key"):
            if isinstance(data.get(field), str) and data[field].strip():
                return " " + _("“%(name)s”") % {"name": data[field][:SHORT]}
    return ""
