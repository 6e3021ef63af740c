"""Anchors that do not tell two raters the same thing."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .advice import NOTE, Advice, OwnRule
from .own import with_own_rules
from .patterns import Finder, Language
from .risky import on_topics
from .text import sentences
from .weak import data, weak_advice

NAMES = {
    "short_anchor": gettext_lazy("Short anchor"),
    "trait_anchor": gettext_lazy("Trait in place of behaviour"),
    "adverb_anchor": gettext_lazy("Differs only in degree"),
    "repeated_anchor": gettext_lazy("Repeats its neighbour"),
}
FEWEST_WORDS = 8
TRAIT_SHARE = 4  # one trait in four words or fewer is a description of a person
ALIKE = 0.85  # share of words in common at which an anchor repeats its neighbour


@lru_cache(maxsize=1)
def _traits() -> Finder[str]:
    language = Language()
    opening = "(^|is|are|was|be|being|seems|appears|shows|has|a|an|very|quite|and|highly|too)"
    return Finder((language.pattern(f"{opening} {trait}"), trait) for trait in data()["traits"])


@lru_cache(maxsize=1)
def _degrees() -> frozenset[str]:
    return frozenset(data()["adverbs"])


def on_anchors(
    anchors: Mapping[int, str], own: Sequence[OwnRule]
) -> tuple[tuple[int, Advice], ...]:
    """Remarks on each anchor, with its point. Neighbours are those next to each other in order,
    whatever their values."""
    points = sorted(point for point, text in anchors.items() if text.strip())
    texts = [anchors[point] for point in points]
    risky = with_own_rules(texts, on_topics(texts, part=NOTE), own)
    found: dict[int, list[Advice]] = {
        point: [*remarks, *_alone(text)]
        for point, text, remarks in zip(points, texts, risky, strict=True)
    }
    for lower, upper in pairwise(points):
        found[upper].extend(_beside(anchors[lower], anchors[upper], lower))
    return tuple((point, remark) for point in points for remark in found[point])


def _alone(text: str) -> Iterator[Advice]:
    spoken = list(sentences(text))
    words = [word for sentence in spoken for word in sentence.words]
    whole = (0, len(text))
    if len(words) < FEWEST_WORDS:
        yield _remark(
            text,
            "short_anchor",
            whole,
            _("In fewer than eight words two raters will each see something else."),
            _("Say what the candidate does or says that earns this point."),
        )
    hits = [hit for sentence in spoken for hit in _traits().find(sentence)]
    if hits and len(words) <= TRAIT_SHARE * len(hits) + FEWEST_WORDS // 2:
        yield _remark(
            text,
            "trait_anchor",
            hits[0][0],
            _("It names what a person is like; raters can only see what somebody does."),
            _("Describe what you would hear or see from somebody like that."),
        )


def _beside(lower: str, upper: str, point: int) -> Iterator[Advice]:
    """What is wrong with an anchor because of the one below it."""
    below, above = _words(lower), _words(upper)
    reason = ""
    if below == above or SequenceMatcher(None, below, above, autojunk=False).ratio() >= ALIKE:
        slug, reason = "repeated_anchor", _("It says nearly the same as the anchor of point %s.")
    if _differ_in_degree(below, above):
        slug, reason = (
            "adverb_anchor",
            _("Only words of degree part it from the anchor of point %s."),
        )
    if reason:
        yield _remark(
            upper,
            slug,
            (0, len(upper)),
            reason % point,
            _("Name something that is done at this point and not at the other."),
        )


def _differ_in_degree(below: list[str], above: list[str]) -> bool:
    if below == above:
        return False
    degrees = _degrees()
    bare = [[word for word in words if word not in degrees] for words in (below, above)]
    return bare[0] == bare[1] and bool(bare[0])


def _words(text: str) -> list[str]:
    return [word for sentence in sentences(text[:2000]) for word in sentence.words]


def _remark(text: str, slug: str, span: tuple[int, int], reason: str, instead: str) -> Advice:
    return weak_advice(text, slug, span, reason, instead, name=str(NAMES[slug]))
