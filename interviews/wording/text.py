"""A text as sentences of plain words, each of which knows where it stands in the text.

Words are compared without case, accents, kinds of quotation marks, invisible characters and
contractions: "What’s", "whats" and "WHAT IS" are the same two words. Work and memory grow with
the length of the text and with nothing else, whatever the text is.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

LONGEST_WORD = 40  # characters; nothing that is looked for is longer
LONGEST_SENTENCE = 80  # words; a longer one is looked at piece by piece
OVERLAP = 12  # words that two pieces share, so that nothing hides between them

APOSTROPHES = "'’‘ʼ`´′＇"
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\u0300-\u036f"
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{APOSTROPHES}{INVISIBLE}])*")
DROPPED = re.compile(rf"[{INVISIBLE}]+")
SENTENCE = re.compile(r"[^.!?;\n\r\u2028\u2029…]+(?:[.!?…]+(?=\S)(?![\"'”’)\]]*\s)[^.!?;\n\r…]*)*")

CONTRACTIONS = {
    "ain't": "are not",
    "cannot": "can not",
    "can't": "can not",
    "cant": "can not",
    "couldnt": "could not",
    "didnt": "did not",
    "doesnt": "does not",
    "dont": "do not",
    "hadnt": "had not",
    "hasnt": "has not",
    "havent": "have not",
    "hows": "how is",
    "im": "i am",
    "isnt": "is not",
    "arent": "are not",
    "let's": "let us",
    "shan't": "shall not",
    "ur": "your",
    "wasnt": "was not",
    "werent": "were not",
    "whats": "what is",
    "whens": "when is",
    "wheres": "where is",
    "whos": "who is",
    "won't": "will not",
    "wouldnt": "would not",
    "yall": "you",
    "y'all": "you",
    "youd": "you would",
    "youll": "you will",
    "youre": "you are",
    "youve": "you have",
}
ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
VERB_AFTER = frozenset(
    ("how", "it", "that", "there", "what", "when", "where", "who", "why", "he", "she", "everything")
)


@dataclass(frozen=True)
class Sentence:
    """Words in lower case with the span of each in the text. One written word may be two here."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @cached_property
    def line(self) -> str:
        """The words with one space before, between and after them."""
        return f" {' '.join(self.words)} "

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(word) + 1 for word in self.words), initial=1))

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text of the characters `start` to `end` of the line."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        return self.spans[max(first, 0)][0], self.spans[min(last, len(self.spans) - 1)][1]


def plain_words(written: str) -> tuple[str, ...]:
    """One written word as the words it stands for: "What’s" is what, is."""
    word = DROPPED.sub("", written[:LONGEST_WORD])
    word = "".join(
        "'" if character in APOSTROPHES else character
        for character in unicodedata.normalize("NFKD", word)
        if not unicodedata.combining(character)
    )
    word = word.casefold().strip("'")
    if word in CONTRACTIONS:
        return tuple(CONTRACTIONS[word].split())
    if "'" not in word:
        return (word,) if word else ()
    if word.endswith("n't"):
        return word[:-3], "not"
    stem, _, ending = word.rpartition("'")
    stem = stem.replace("'", "")
    if f"'{ending}" in ENDINGS:
        return stem, ENDINGS[f"'{ending}"]
    if ending == "s":
        return (stem, "is") if stem in VERB_AFTER else (stem, "s")
    return (word.replace("'", ""),)


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences that have words, in their order. A very long one comes in pieces."""
    for part in SENTENCE.finditer(text):
        words: list[str] = []
        spans: list[tuple[int, int]] = []
        for found in WORD.finditer(text, part.start(), part.end()):
            for word in plain_words(found.group()):
                words.append(word)
                spans.append(found.span())
        step = LONGEST_SENTENCE - OVERLAP
        for first in range(0, max(len(words) - OVERLAP, 1), step):
            piece = slice(first, first + LONGEST_SENTENCE)
            if words[piece]:
                yield Sentence(tuple(words[piece]), tuple(spans[piece]))
