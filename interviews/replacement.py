"""One term in place of another, in texts: plain functions over plain data."""

import re
from collections.abc import Callable
from dataclasses import dataclass

WORD = re.compile(r"\w")


@dataclass(frozen=True)
class Replacement:
    """What to look for and what to write instead. Both are words, never patterns.

    With `match_case` the term is found as it is written, and so is what stands instead. Without,
    it is found in any case, and what stands instead follows the case of what was found: a capital
    at the beginning stays one, and a word all in capitals stays so. With `whole_words` the term is
    not found inside a longer word.
    """

    term: str
    by: str
    match_case: bool = False
    whole_words: bool = True

    def in_text(self, text: str) -> str:
        """`text` with every occurrence replaced."""
        return self._pattern().sub(self._instead(), text)

    def in_texts(self, texts: list[str]) -> list[str]:
        """The same for many texts."""
        pattern, instead = self._pattern(), self._instead()
        return [pattern.sub(instead, text) for text in texts]

    def _pattern(self) -> re.Pattern[str]:
        pattern = re.escape(self.term)
        if self.whole_words:
            # Where a term begins or ends with another sign, such as “C++”, no word goes on.
            if WORD.match(self.term):
                pattern = rf"(?<!\w){pattern}"
            if WORD.match(self.term[-1:]):
                pattern = rf"{pattern}(?!\w)"
        return re.compile(pattern, 0 if self.match_case else re.IGNORECASE)

    def _instead(self) -> Callable[[re.Match[str]], str]:
        if self.match_case:
            return lambda found: self.by
        return lambda found: self._in_the_case_of(found.group())

    def _in_the_case_of(self, found: str) -> str:
        if found == self.term or not self.by:
            return self.by
        if len(found) > 1 and found.isupper():
            return self.by.upper()
        if found[:1].isupper() and self.term[:1].islower():
            return self.by[:1].upper() + self.by[1:]
        return self.by
