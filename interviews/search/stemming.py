"""The stem of an English word, as the search index makes it.

M. F. Porter, “An algorithm for suffix stripping”, Program 14 (1980), with the two later departures
(-bli and -logi) of the author's own program. SQLite's FTS5 and PostgreSQL's snowball dictionary
“porter” stem the same way, so what they find can be marked here.
"""

import re
from functools import lru_cache

LONGEST_STEMMED = 63  # characters; FTS5 leaves longer words alone

STEP_2 = (
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("logi", "log"),
    ("bli", "ble"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
)
STEP_3 = (
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
)
STEP_4 = (
    *("al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion"),
    *("ou", "ism", "ate", "iti", "ous", "ive", "ize"),
)
# What words end in that the steps below take off, for words that are still being typed.
ENDINGS = (
    *("s", "es", "ies", "ed", "ing", "ings", "ation", "ations", "ational", "tional", "ency"),
    *("ancy", "izer", "logy", "bly", "ally", "ently", "ely", "ously", "ization", "ator", "alism"),
    *("iveness", "fulness", "ousness", "ality", "ivity", "bility", "icate", "ative", "alize"),
    *("icity", "ical", "ful", "ness", "al", "ance", "ence", "er", "ers", "ic", "able", "ible"),
    *("ant", "ement", "ment", "ent", "ion", "ions", "ism", "ate", "ity", "ous", "ive", "ize"),
)


def _shape(stem: str) -> str:
    """`c` for each consonant and `v` for each vowel; y is a vowel after a consonant."""
    shape = ""
    for letter in stem:
        is_vowel = letter in "aeiou" or (letter == "y" and shape[-1:] == "c")
        shape += "v" if is_vowel else "c"
    return shape


def _measure(stem: str) -> int:
    """How many times a vowel is followed by a consonant."""
    return len(re.findall("v+c+", _shape(stem)))


def _ends_double(stem: str) -> bool:
    return len(stem) > 1 and stem[-1] == stem[-2] and _shape(stem)[-1] == "c"


def _ends_cvc(stem: str) -> bool:
    return _shape(stem)[-3:] == "cvc" and stem[-1] not in "wxy"


def _has_vowel(stem: str) -> bool:
    return "v" in _shape(stem)


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The stem of a word in small letters without accents."""
    if not 2 < len(word) <= LONGEST_STEMMED:
        return word
    word = _without_plural(word)
    word = _without_past(word)
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _replaced(word, STEP_2)
    word = _replaced(word, STEP_3)
    word = _without_suffix(word)
    return _tidied(word)


def _without_plural(word):
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_past(word):
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and _has_vowel(stem):
            return _completed(stem)
    return word


def _completed(stem):
    if stem.endswith(("at", "bl", "iz")):
        return stem + "e"
    if _ends_double(stem) and stem[-1] not in "lsz":
        return stem[:-1]
    return stem + "e" if _measure(stem) == 1 and _ends_cvc(stem) else stem


def _replaced(word, endings):
    for ending, instead in sorted(endings, key=lambda pair: -len(pair[0])):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            return stem + instead if _measure(stem) > 0 else word
    return word


def _without_suffix(word):
    for ending in sorted(STEP_4, key=len, reverse=True):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            goes = _measure(stem) > 1 and (ending != "ion" or stem.endswith(("s", "t")))
            return stem if goes else word
    return word


def _tidied(word):
    if word.endswith("e"):
        stem = word[:-1]
        if _measure(stem) > 1 or (_measure(stem) == 1 and not _ends_cvc(stem)):
            word = stem
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word


@lru_cache(maxsize=5_000)
def stems_of_a_beginning(beginning: str) -> frozenset[str]:
    """Stems that a word may have which begins so, beside those that begin like it themselves:
    “negoti” for “negotia”, because “negotiation” is kept as that."""
    covered = stem_of(beginning)
    found = set()
    for size in range(3, len(beginning)):
        rest = beginning[size:]
        for ending in ENDINGS:
            if ending.startswith(rest):
                found.add(stem_of(beginning[:size] + ending))
    return frozenset(stem for stem in found if not stem.startswith(covered))
