"""How much two questions ask the same, and which of the bank come nearest to a text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviews.search.finding import having_any
from interviews.search.stemming import stem_of
from interviews.search.words import COMMON, LONGEST_WORD, words_in

MOST_WORDS = 40  # of a text, that candidates are looked for by
MOST_CANDIDATES = 60
MOST_COMPARED = 25  # candidates of each of many texts
# What most questions begin and end with; it says little about what they ask.
FRAME_WORDS = """
    asked came come describe did do example explain give happen happened last look made make once
    one outcome people person result say said situation take talk tell thing time walk went work
    worked working
"""
FRAME = frozenset(FRAME_WORDS.split())
COMMON_WEIGHT, FRAME_WEIGHT, TELLING_WEIGHT = 0.1, 0.25, 1.0
WORDS_SHARE, ORDER_SHARE = 0.75, 0.25


@dataclass(frozen=True)
class Profile:
    """A text, ready to be compared: its stems, and its pairs of neighbouring stems, by weight."""

    text: str
    weights: dict[str, float]
    pairs: dict[tuple[str, str], float]
    total: float
    total_of_pairs: float


def profile_of(text: str) -> Profile:
    words = [word for _start, _end, word in words_in(text)]
    stems = [stem_of(word) for word in words]
    weights = {stem_of(word): _weight(word) for word in words}
    pairs = {pair: weights[pair[0]] + weights[pair[1]] for pair in pairwise(stems)}
    return Profile(" ".join(words), weights, pairs, sum(weights.values()), sum(pairs.values()))


def _weight(word):
    if word in COMMON:
        return COMMON_WEIGHT
    return FRAME_WEIGHT if word in FRAME else TELLING_WEIGHT


def likeness(one: Profile, other: Profile) -> int:
    """0 to 100: 100 for the same words in the same order, whatever their case and accents, and for
    nothing else. Three quarters of it are shared stems (Dice's coefficient, where words that most
    questions have weigh less), one quarter is their order."""
    if one.text == other.text:
        return 100 if one.text else 0
    shared = sum(weight for stem, weight in one.weights.items() if stem in other.weights)
    if not shared:
        return 0
    words = 2 * shared / (one.total + other.total)
    pairs = one.total_of_pairs + other.total_of_pairs
    shared = sum(weight for pair, weight in one.pairs.items() if pair in other.pairs)
    order = 2 * shared / pairs if pairs else words
    return min(99, round(100 * (WORDS_SHARE * words + ORDER_SHARE * order)))


def nearest(text, *, without=None, most=5, among=None, language=""):
    """The questions most like `text`, `[(Question, score)]`, best first; the score is 0 to 100,
    as `likeness` says. `without` is the pk of one to leave out, `among` a QuerySet to keep to.
    Of two that are as near, one in `language` comes first."""
    from interviews.models import Question

    words = _telling(text)
    if not words:
        return []
    questions = Question.objects.all() if among is None else among
    candidates = having_any(questions, words).select_related("competency")
    if without is not None:
        candidates = candidates.exclude(pk=without)
    asked = profile_of(text)
    scored = [
        (question, likeness(asked, profile_of(question.prompt)))
        for question in candidates[:MOST_CANDIDATES]
    ]
    return _best(scored, most, language)


def nearest_many(texts: Sequence[str], *, most=5, among=None):
    """`nearest` for each of many texts: a list as long as `texts`. The whole bank is read once."""
    from interviews.models import Question

    questions = Question.objects.all() if among is None else among
    questions = list(questions.select_related("competency"))
    profiles = [profile_of(question.prompt) for question in questions]
    having = defaultdict(list)
    for number, profile in enumerate(profiles):
        for stem in profile.weights:
            having[stem].append(number)
    answers = {}
    for text in dict.fromkeys(texts):
        asked = profile_of(text)
        scored = [
            (questions[number], likeness(asked, profiles[number]))
            for number in _candidates(asked, having)
        ]
        answers[text] = _best(scored, most, "")
    return [answers[text] for text in texts]


def _candidates(asked, having) -> Iterable[int]:
    """Those that share the rarest stems of a text; the numbers of the questions."""
    stems = sorted((stem for stem in asked.weights if stem in having), key=lambda s: len(having[s]))
    points = defaultdict(float)
    for stem in stems[:8]:
        worth = asked.weights[stem] / (1 + len(having[stem])) ** 0.5
        for number in having[stem]:
            points[number] += worth
    return sorted(points, key=points.__getitem__, reverse=True)[:MOST_COMPARED]


def _best(scored, most, language):
    scored = [(question, score) for question, score in scored if score]
    scored.sort(key=lambda pair: (-pair[1], pair[0].language != language, pair[0].pk))
    return scored[:most]


def _telling(text):
    """The words to look for candidates by: the telling ones, else those of the frame, else all."""
    words = dict.fromkeys(word[:LONGEST_WORD] for _start, _end, word in words_in(text))
    telling = [word for word in words if word not in COMMON and word not in FRAME]
    return (telling or [word for word in words if word not in COMMON] or list(words))[:MOST_WORDS]
