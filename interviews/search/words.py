"""Words of a text as the search index sees them, and what a person typed as terms to look for."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from interviews.search.stemming import stem_of, stems_of_a_beginning

LONGEST_QUERY = 200  # characters
LONGEST_WORD = 60  # characters of a word that is looked for
MOST_TERMS = 16

ACCENTS = "\u0300-\u036f"
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{ACCENTS}])*")
QUOTES = re.compile("[“”„«»]")
POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
# They tell nothing apart, so they are looked for only within quotation marks or when alone.
COMMON_WORDS = """
    a about an and any are as at be been but by can could did do does for from had has have how i if
    in into is it its me my of on or our so than that the their them then there these they this to
    us was we were what when where which who whom why will with would you your
"""
COMMON = frozenset(COMMON_WORDS.split())


@dataclass(frozen=True)
class Term:
    """Folded words that must follow one another; the last may be no more than a beginning."""

    words: tuple[str, ...]
    is_beginning: bool = False

    @property
    def alternatives(self) -> frozenset[str]:
        """Further stems that a beginning may stand for."""
        is_single = self.is_beginning and len(self.words) == 1
        return stems_of_a_beginning(self.words[0]) if is_single else frozenset()

    def fits(self, stems: list[str]) -> bool:
        """Whether these stems, as many as it has words, are what it looks for."""
        *first, last = map(stem_of, self.words)
        if stems[:-1] != first:
            return False
        if stems[-1] == last or stems[-1] in self.alternatives:
            return True
        return self.is_beginning and stems[-1].startswith(last)


def folded(text: str) -> str:
    """In small letters, without accents."""
    plain = unicodedata.normalize("NFD", text.lower())
    return re.sub(f"[{ACCENTS}]", "", plain)


def words_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word of `text`: where it starts and ends, and the word folded."""
    for found in WORD.finditer(text):
        yield found.start(), found.end(), folded(found.group())


def stems_in(text: str) -> list[str]:
    return [stem_of(word) for _start, _end, word in words_in(text)]


def terms_of(query: str) -> tuple[Term, ...]:
    """What to look for: words and quoted phrases, of which a text must have all. The last word is
    taken as the beginning of one. Nothing, where `query` has no word."""
    query = QUOTES.sub('"', query[:LONGEST_QUERY].replace("\0", " "))
    phrases = query.split('"')
    terms = []
    for number, part in enumerate(phrases):
        is_quoted = number % 2 and number < len(phrases) - 1
        terms += [_term(part)] if is_quoted else map(_term, POSSESSIVE.sub("", part).split())
    terms = [term for term in terms if term.words]
    if terms and phrases[-1].strip():
        terms[-1] = replace(terms[-1], is_beginning=True)
    telling = [term for term in terms if len(term.words) > 1 or term.words[0] not in COMMON]
    return tuple(dict.fromkeys((telling or terms)[:MOST_TERMS]))


def _term(text):
    return Term(tuple(word[:LONGEST_WORD] for _start, _end, word in words_in(text)))
