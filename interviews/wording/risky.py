"""Topics that an interviewer should leave alone: what words say and what a text is like, together.

A short text is judged as a whole, as the examples were learnt, and so is each of its sentences. Of
a long one only the sentences are, and they must be clearer, because there are so many of them. A
text that plainly names a topic needs less likeness than one that does not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import advice as shapes
from .advice import Advice
from .meaning import Likeness, likeness
from .said import Said, as_asked, evidence, said
from .text import Sentence, sentences
from .topics import by_slug

SHORT = 70  # words; the longest text that is judged as a whole
NEEDED = {"ways": 0.6, "roundabout": 1.0, "words": 1.3, "": 1.3}  # likeness, by what words say
NEEDED_OF_ONE = 2.0  # more for one sentence of several
NEEDED_OF_STATEMENTS = 1.5  # more for a brief or a note, which ask for nothing by themselves
SENTENCES_OF_NO_INTEREST = 2  # words; shorter ones are not looked at by meaning
STRENGTH = ("ways", "roundabout", "words", "")


@dataclass(frozen=True)
class Unit:
    """Sentences judged together; `needed` is how much more likeness they need."""

    sentences: tuple[Sentence, ...]
    named: tuple[Said, ...]
    text: str
    needed: float

    @property
    def strongest(self) -> str:
        kinds = {hit.kind for hit in self.named}
        return next(kind for kind in STRENGTH if kind in kinds or not kind)

    @property
    def span(self) -> tuple[int, int]:
        return self.sentences[0].start, self.sentences[-1].end


def on_topics(texts: Sequence[str], *, part: str) -> list[list[Advice]]:
    """Advice on each text in the order of where it stands. All texts are encoded in one go."""
    units = [_units(text, part) for text in texts]
    flat = [unit for of_text in units for unit in of_text]
    judged = iter(likeness([unit.text for unit in flat], [_evidence(unit) for unit in flat]))
    return [
        _merged(text, [(unit, next(judged)) for unit in of_text])
        for text, of_text in zip(texts, units, strict=True)
    ]


def _units(text: str, part: str) -> list[Unit]:
    written = list(sentences(text))
    if not written:
        return []
    asked = as_asked(written, always=part == shapes.NOTE)
    named = [tuple(said(sentence)) for sentence in asked]
    total = sum(len(sentence.words) for sentence in written)
    short = total <= SHORT
    more = NEEDED_OF_STATEMENTS if part in (shapes.BRIEF, shapes.NOTE) else 0.0
    units = []
    if short:
        every = tuple(hit for hits in named for hit in hits)
        units.append(Unit(tuple(asked), every, " ".join(text.split()), more))
    if not short or len(asked) > 1:
        for sentence, hits in zip(asked, named, strict=True):
            if len(sentence.words) > SENTENCES_OF_NO_INTEREST or hits:
                whole = text[sentence.start : sentence.end + 1]
                units.append(Unit((sentence,), hits, " ".join(whole.split()), more + NEEDED_OF_ONE))
    return units


def _evidence(unit: Unit) -> tuple[float, ...]:
    return evidence(unit.sentences, unit.named)


def _merged(text: str, judged: list[tuple[Unit, Likeness]]) -> list[Advice]:
    """One remark for each topic that is named, at its strongest; where none is, one for the part
    that is most like an example."""
    found: dict[str, Advice] = {}
    silent: list[tuple[float, Unit, Likeness]] = []
    for unit, like in judged:
        if like.score < NEEDED[unit.strongest] + unit.needed * (unit.strongest != "ways"):
            continue
        named = list(_by_topic(unit, like))
        for hit in named:
            found.setdefault(hit.topic, _named(text, hit))
        if not named:
            silent.append((len(unit.sentences) * -1.0, unit, like))
    if not found and silent:
        __, unit, like = max(silent, key=lambda entry: (entry[0], entry[2].score))
        found[like.topic] = _alike(text, unit, like)
    return sorted(found.values(), key=lambda advice: (advice.start, advice.end, advice.topic))


def _by_topic(unit: Unit, like: Likeness) -> Iterator[Said]:
    """The topics that the strongest kind of words names, each once. Single words of a topic are no
    way of asking about it: they name it only where the text is like its examples."""
    seen = set()
    for hit in unit.named:
        if hit.kind != unit.strongest or hit.topic in seen:
            continue
        if hit.kind != "words" or hit.topic == like.topic:
            seen.add(hit.topic)
            yield hit


def _named(text: str, hit: Said) -> Advice:
    topic = by_slug()[hit.topic]
    severity = topic.severity if hit.kind == "ways" else shapes.CAUTION
    return _advice(text, hit.topic, hit.span, severity, topic.reason, shapes.WORDS)


def _alike(text: str, unit: Unit, like: Likeness) -> Advice:
    topic = by_slug()[like.topic]
    reason = _("It reads like “%(example)s”") % {"example": like.example}
    return _advice(
        text, like.topic, unit.span, shapes.CAUTION, f"{reason} {topic.reason}", shapes.MEANING
    )


def _advice(
    text: str, slug: str, span: tuple[int, int], severity: str, reason: str, found_by: str
) -> Advice:
    topic = by_slug()[slug]
    start, end = span
    return Advice(
        kind=shapes.RISKY,
        topic=slug,
        name=str(topic.name),
        severity=severity,
        start=start,
        end=end,
        excerpt=text[start:end],
        reason=reason,
        where=topic.where,
        instead=topic.instead,
        found_by=found_by,
    )


def evidence_of(text: str) -> tuple[float, ...]:
    """What the words of an example say, as for a text that is judged as a whole."""
    asked = as_asked(list(sentences(text)))
    return evidence(asked, [hit for sentence in asked for hit in said(sentence)])
