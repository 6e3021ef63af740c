"""Advice on the wording of questions, follow-ups, role-play briefs, notes and anchors.

    advice_on(text, part="prompt")       remarks on one text
    advice_on_many(texts, part="prompt") the same for many texts, much quicker for each
    advice_on_anchors({1: text, ...})    remarks on the anchors of one competency
    topics()                             what the advice knows about, with reasons and sources

Advice is risky (a topic that is unlawful or unwise to ask about) or weak (a question or an anchor
that will tell an interviewer little). It is for English texts. Silence is no clearance: show
`SILENCE` wherever advice is shown.

Plain functions over text: nothing here knows a database, and numpy and the sentence encoder are
imported with the first text that needs them. What is known stands in fixtures/wording/.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from .advice import PROMPT, Advice, OwnRule
from .anchors import on_anchors
from .own import with_own_rules
from .risky import on_topics
from .topics import Topic, topics
from .weak import on_form

__all__ = [
    "SILENCE",
    "Advice",
    "OwnRule",
    "Topic",
    "advice_on",
    "advice_on_anchors",
    "advice_on_many",
    "topics",
]

SILENCE = _(
    "No advice does not mean that a question is lawful or fair: this looks for known topics in "
    "English texts and overlooks some. The law of your country and your own judgement decide."
)


def advice_on(text: str, *, part: str = PROMPT, own: Sequence[OwnRule] = ()) -> tuple[Advice, ...]:
    """Remarks in the order of where they stand in the text, risky ones first where they share a
    place. `part` is prompt, follow_up, brief (role-play briefs and materials) or note; only the
    first two get weak advice."""
    return advice_on_many([text], part=part, own=own)[0]


def advice_on_many(
    texts: Sequence[str], *, part: str = PROMPT, own: Sequence[OwnRule] = ()
) -> list[tuple[Advice, ...]]:
    """`advice_on` for each text, in their order."""
    found = with_own_rules(texts, on_topics(texts, part=part), own)
    return [
        tuple(sorted([*remarks, *on_form(text, part)], key=lambda one: (one.start, one.kind)))
        for text, remarks in zip(texts, found, strict=True)
    ]


def advice_on_anchors(
    anchors: Mapping[int, str], *, own: Sequence[OwnRule] = ()
) -> tuple[tuple[int, Advice], ...]:
    """Remarks on the anchors of one competency, by the value of the scale point: each with the
    point that it is about, in the order of the points. Empty anchors are left alone."""
    return on_anchors(anchors, own)
