"""Which topics a text names: the first of two layers, which reads words.

A way of saying counts where it is about the candidate. Three things take it away: a form that is
fine to ask anybody, a “you” that does the work and is not asked about (“How would you advise a
pregnant traveller?”), and words that show the sentence to be about something else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .patterns import Finder
from .text import Sentence
from .topics import rules

PRONOUNS = {
    "he": "you", "she": "you", "him": "you", "her": "your", "his": "your", "hers": "yours",
    "himself": "yourself", "herself": "yourself",
}  # fmt: skip
VERBS = {"is": "are", "was": "were", "does": "do", "has": "have"}
Span = tuple[int, int]


@dataclass(frozen=True)
class Said:
    """A topic and where the text names it. `kind` is `ways`, `roundabout` or `words`."""

    topic: str
    kind: str
    span: Span


def as_asked(text: list[Sentence], *, always: bool = False) -> list[Sentence]:
    """The sentences with “she” and “he” read as “you” where they can only mean the candidate:
    the text names nobody else, and tells an interviewer what to ask. Notes need no such telling:
    they are `always` about the candidate."""
    known = rules()
    if not any(set(PRONOUNS) & set(sentence.words) for sentence in text):
        return text
    named = any(
        {"candidate", "applicant", "interviewee"} & set(sentence.words) for sentence in text
    )
    if not named and any(_has(known.people, sentence) for sentence in text):
        return text
    if not always and not any(_has(known.instructions, sentence) for sentence in text):
        return text
    return [_addressed(sentence) for sentence in text]


def said(sentence: Sentence) -> Iterator[Said]:
    """What a sentence of `as_asked` names, in the order of the patterns."""
    known = rules()
    hits = list(known.ways.find(sentence))
    if not hits:
        return
    fine = [span for span, _ in known.fine.find(sentence)]
    others = [span for span, _ in known.people.find(sentence)]
    work = [span for span, _ in known.work.find(sentence)]
    elsewhere = {topic for _, topic in known.elsewhere.find(sentence)}
    asks = _asks_the_candidate(sentence, work)
    for span, way in hits:
        if way.topic in elsewhere or _overlaps(span, fine):
            continue
        if way.kind == "words" and not asks:
            continue
        if way.kind != "words" and _overlaps(span, work):
            continue
        if any(start <= span[1] + 2 and span[1] < start for start, _ in others):
            continue
        yield Said(way.topic, way.kind, span)


def evidence(text: Sequence[Sentence], named: Sequence[Said]) -> tuple[float, ...]:
    """What the words of a text say for and against it, 1 or 0 each: a way, a roundabout way, only
    words of a topic; work, the candidate, a form that is fine, somebody else, an instruction;
    several sentences. `meaning.learn` finds out how much each of them counts."""
    known = rules()
    kinds = {hit.kind for hit in named}
    work = [[span for span, _ in known.work.find(sentence)] for sentence in text]
    return tuple(
        float(fact)
        for fact in (
            "ways" in kinds,
            "roundabout" in kinds,
            "words" in kinds and "ways" not in kinds,
            any(work),
            any(map(_asks_the_candidate, text, work)),
            any(_has(known.fine, sentence) for sentence in text),
            any(_has(known.people, sentence) for sentence in text),
            any(_has(known.instructions, sentence) for sentence in text),
            len(text) > 1,
        )
    )


def _asks_the_candidate(sentence: Sentence, work: list[Span]) -> bool:
    known = rules()
    if _has(known.people, sentence):
        return False
    return any(not _overlaps(span, work) for span, _ in known.addressed.find(sentence))


def _addressed(sentence: Sentence) -> Sentence:
    words: list[str] = []
    spans: list[Span] = []
    for word, span in zip(sentence.words, sentence.spans, strict=True):
        word = PRONOUNS.get(word, word)
        if word == "you" and len(words) > 1 and words[-1] == "or" and words[-2] == "you":
            words.pop()
            spans.pop()
            continue
        words.append(word)
        spans.append(span)
    if "you" in words:
        at = words.index("you")
        for near in (at - 1, at + 1):
            if 0 <= near < len(words):
                words[near] = VERBS.get(words[near], words[near])
    return replace(sentence, words=tuple(words), spans=tuple(spans))


def _has(finder: Finder[str], sentence: Sentence) -> bool:
    return next(iter(finder.find(sentence)), None) is not None


def _overlaps(span: Span, spans: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)
