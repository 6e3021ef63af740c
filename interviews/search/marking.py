"""Marking in a text the words that a search found."""

from interviews.search.stemming import stem_of
from interviews.search.words import terms_of, words_in


def highlighted(text: str, query: str) -> list[tuple[str, bool]]:
    """`text` in pieces, `[(piece, is_hit), ...]`: the words that `query` found are hits. Joined,
    the pieces are `text`."""
    terms = terms_of(query)
    if not terms:
        return _pieces(text, [])
    words = list(words_in(text))
    stems = [stem_of(word) for _start, _end, word in words]
    hits = set()
    for term in terms:
        size = len(term.words)
        for first in range(len(stems) - size + 1):
            if term.fits(stems[first : first + size]):
                hits.update(range(first, first + size))
    return _pieces(text, [words[number][:2] for number in sorted(hits)])


def _pieces(text, spans):
    pieces, done = [], 0
    for start, end in spans:
        pieces += [(text[done:start], False), (text[start:end], True)]
        done = end
    pieces.append((text[done:], False))
    return [(piece, is_hit) for piece, is_hit in pieces if piece]
