"""Patterns and exceptions that administrators add to the topics of the file."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from . import advice as shapes
from .advice import Advice, OwnRule
from .patterns import Finder, phrase
from .text import sentences
from .topics import by_slug

EXCEPTION = "exception"


def with_own_rules(
    texts: Sequence[str], found: Sequence[list[Advice]], own: Sequence[OwnRule]
) -> list[list[Advice]]:
    """What was found, without what an exception allows and with what a pattern finds.

    An exception takes away the remarks that overlap it, of its own topic or, without a topic, of
    any. It does not take away what another pattern of an administrator finds."""
    if not own:
        return list(found)
    finder = Finder((phrase(rule.text), rule) for rule in own)
    both = []
    for text, remarks in zip(texts, found, strict=True):
        hits = [hit for sentence in sentences(text) for hit in finder.find(sentence)]
        allowed = [(span, rule.topic) for span, rule in hits if rule.kind == EXCEPTION]
        added = [_advice(text, span, rule) for span, rule in hits if rule.kind != EXCEPTION]
        kept = [remark for remark in remarks if not _is_allowed(remark, allowed)]
        both.append(sorted({*kept, *added}, key=lambda one: (one.start, one.end, one.topic)))
    return both


def _is_allowed(remark: Advice, allowed: Iterable[tuple[tuple[int, int], str]]) -> bool:
    return any(
        start < remark.end and remark.start < end and topic in ("", remark.topic)
        for (start, end), topic in allowed
    )


def _advice(text: str, span: tuple[int, int], rule: OwnRule) -> Advice:
    topic = by_slug().get(rule.topic)
    start, end = span
    return Advice(
        kind=shapes.RISKY,
        topic=rule.topic,
        name=str(topic.name) if topic else _("House rule"),
        severity=rule.severity or (topic.severity if topic else shapes.CAUTION),
        start=start,
        end=end,
        excerpt=text[start:end],
        reason=rule.reason or (topic.reason if topic else _("An administrator added this phrase.")),
        where=topic.where if topic else "",
        instead=rule.instead or (topic.instead if topic else ""),
        found_by=shapes.WORDS,
    )
