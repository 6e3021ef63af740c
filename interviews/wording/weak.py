"""Questions that tell an interviewer little: leading, closed, puzzling, compound, of opinion."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import advice as shapes
from .advice import Advice
from .patterns import Finder, Language
from .text import Sentence, sentences
from .topics import read

NAMES = {
    "compound": gettext_lazy("Several questions in one"),
    "leading": gettext_lazy("Leading question"),
    "yes_no": gettext_lazy("Yes or no question"),
    "brainteaser": gettext_lazy("Brainteaser"),
    "opinion": gettext_lazy("Asks for an opinion"),
    "culture_fit": gettext_lazy("Culture fit"),
}
QUESTION_PARTS = (shapes.PROMPT, shapes.FOLLOW_UP)
TELLING = ("tell", "describe", "walk", "think", "give", "talk", "take", "recall", "share")
PAST = ("told", "made", "led", "went", "got", "brought", "kept", "let", "gave", "took", "could")
ASKING = ("what", "how", "why", "which", "where", "when", "who", "whom")
POINTING_BACK = frozenset(
    (
        # what was told of, and what else it may be called
        *("it", "its", "that", "this", "these", "those", "they", "them", "their", "there", "then"),
        *(
            "he",
            "she",
            "his",
            "her",
            "him",
            "else",
            "same",
            "one",
            "both",
            "each",
            "first",
            "other",
        ),
        # the rest of a story, or of a case that was set
        *("did", "was", "were", "had", "would", "happened", "came", "followed", "differently"),
        *("next", "so", "result", "outcome", "end", "matters", "mattered", "learnt", "learned"),
    )
)


@dataclass(frozen=True)
class Fault:
    slug: str
    reason: str
    instead: str
    ways: Finder[str]
    unless: Finder[str]


@lru_cache(maxsize=1)
def data() -> Any:
    return read("weak.yaml")


@lru_cache(maxsize=1)
def faults() -> tuple[Fault, ...]:
    language = Language()

    def finder(sources: list[str]) -> Finder[str]:
        return Finder((language.pattern(source), source) for source in sources)

    return tuple(
        Fault(
            entry["slug"],
            entry["reason"],
            entry["instead"],
            finder(entry["ways"]),
            finder(entry.get("unless", [])),
        )
        for entry in data()["questions"]
    )


@lru_cache(maxsize=1)
def _requests() -> Finder[str]:
    language = Language()
    return Finder(
        (language.pattern(f"^ [and|then] {words}"), words) for words in data()["requests"]
    )


def on_form(text: str, part: str) -> list[Advice]:
    """Weak advice on a prompt or a follow-up; none on other parts. A yes or no question is weak
    only where it opens a prompt: a follow-up may well ask for a yes or no."""
    if part not in QUESTION_PARTS:
        return []
    spoken = list(sentences(text))
    found = [*_by_patterns(text, spoken, part), *_compound(text, spoken)]
    return sorted(found, key=lambda one: (one.start, one.end))


def _by_patterns(text: str, spoken: list[Sentence], part: str) -> Iterator[Advice]:
    for fault in faults():
        if fault.slug == "yes_no" and (part != shapes.PROMPT or len(spoken) != 1):
            continue
        for sentence in spoken:
            span = next((span for span, _way in fault.ways.find(sentence)), None)
            if span and not any(fault.unless.find(sentence)):
                yield weak_advice(text, fault.slug, span, fault.reason, fault.instead)
                break


def _compound(text: str, spoken: list[Sentence]) -> Iterator[Advice]:
    """Two requests of which the second says nothing of the first: it neither points back at it
    nor shares a word with it. A sentence that only sets the scene is no request."""
    clauses = [clause for sentence in spoken for clause in _clauses(sentence)]
    asked = [clause for clause in clauses if any(_requests().find(clause))]
    for before, after in pairwise(asked):
        words = set(after.words)
        shared = {word for word in words & set(before.words) if len(word) > 4}
        if _goes_on(before, after):
            continue
        if not shared and not words & POINTING_BACK and len(words) > 3:
            yield weak_advice(
                text,
                "compound",
                (before.start, after.end),
                _("Two unrelated requests: candidates answer one of them, and not the same one."),
                _("Ask the second one as a question of its own."),
            )
            return


def _goes_on(before: Sentence, after: Sentence) -> bool:
    """After a request for a story, a question in the past is about that story."""
    begins, asks = before.words[0], after.words[:3]
    return (
        begins in TELLING
        and asks[0] in ASKING
        and any(word in PAST or word.endswith("ed") for word in asks[1:])
    )


def _clauses(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, parted where it asks anew: before “and what do you”, “and how is your”."""
    words, first = sentence.words, 0
    for at in range(3, len(words) - 3):
        if words[at] == "and" and words[at + 1] in ASKING and _is_anew(words[at + 2 : at + 4]):
            yield Sentence(words[first:at], sentence.spans[first:at])
            first = at
    yield Sentence(words[first:], sentence.spans[first:])


def _is_anew(words: tuple[str, ...]) -> bool:
    verb, subject = words
    return verb in ("do", "does", "is", "are") and subject in ("you", "your")


def weak_advice(
    text: str, slug: str, span: tuple[int, int], reason: str, instead: str, name: str = ""
) -> Advice:
    start, end = span
    return Advice(
        kind=shapes.WEAK,
        topic=slug,
        name=name or str(NAMES[slug]),
        severity=shapes.HINT,
        start=start,
        end=end,
        excerpt=text[start:end],
        reason=reason,
        where="",
        instead=instead,
        found_by=shapes.WORDS,
    )
