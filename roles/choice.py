"""Which roles fit a few answers, and why: from the rules of a job family and the roles' own words.

A rule says where to look, never whom to find. An answer has signs: words looked for in one field
of a role, worth 1 to 3 points for the role or -1 to -3 against it. The line of the field in which
the words stand is the reason shown. So a new or copied role is ranked without a change of the
rules, and a role whose text changes is ranked by its new text.

Points. For one answer a role gets the strongest sign for it plus the strongest sign against it,
from -3 to 3; several signs of one kind are more reasons, not more points. A role's points are the
sum over the answers given, and 3 for each answer is the most that can be had.

Close. A role is close to the best one where at most a tenth of the most that can be had lies
between them, and at least one point: with five answers, 15 points, one point; with ten, three.

Nothing here knows a database; `roles.models.choice` makes this data from rows.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.text import slugify

from roles.comparison import MOST

MOST_POINTS = 3  # for one answer
MOST_REASONS = 3  # shown for one answer, in favour and against
CLOSE_SHARE = 10  # a tenth of the most points is close
LONGEST_KEY = 60  # characters
MINUS = "\u2212"  # as wide as the plus, and no hyphen

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W_a-zß-öø-ÿ]|[“”\"'(])|(?<=[。！？])|;\s+|\n+")


@dataclass(frozen=True)
class Sign:
    """Words that speak for a role, or with negative points against it, if its `field` has them."""

    points: int
    field: str
    words: str


@dataclass(frozen=True)
class Answer:
    """`key` stands for the answer in an address and is unlike the others of its question."""

    key: str
    text: str
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True)
class Question:
    slug: str
    text: str
    help: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line of a role as it is shown; `sought` is what words are looked for in, if other text."""

    text: str
    sought: str = ""


@dataclass(frozen=True)
class Profile:
    """What the rules can see of a role: its lines by the name of their field."""

    slug: str
    title: str
    lines: Mapping[str, tuple[Line, ...]]
    level: str = ""


@dataclass(frozen=True)
class Reply:
    """A question with the answer chosen for it; None where it is left open."""

    question: Question
    answer: Answer | None


@dataclass(frozen=True)
class Reason:
    """A line of a role that speaks for it or against it, word for word."""

    points: int
    field: str
    text: str


@dataclass(frozen=True)
class Mark:
    """What one answer means for one role."""

    question: Question
    answer: Answer
    points: int
    in_favour: tuple[Reason, ...]
    against: tuple[Reason, ...]

    @property
    def figure(self) -> str:
        """The points with their sign, as they are printed."""
        return f"{self.points:+d}".replace("-", MINUS) if self.points else "0"


@dataclass(frozen=True)
class Standing:
    """How well a role fits all answers together: a mark for each, in the order of the questions."""

    profile: Profile
    marks: tuple[Mark, ...]

    @property
    def points(self) -> int:
        return sum(mark.points for mark in self.marks)

    @property
    def figure(self) -> str:
        """The points as they are printed."""
        return str(self.points).replace("-", MINUS)

    @property
    def most(self) -> int:
        """The most points that these answers can bring."""
        return MOST_POINTS * len(self.marks)

    @property
    def share(self) -> int:
        """Points in whole per cent of the most, from 0, for a bar."""
        return max(0, 100 * self.points // self.most) if self.most else 0

    @property
    def fits(self) -> tuple[Mark, ...]:
        """The answers that something speaks for."""
        return tuple(mark for mark in self.marks if mark.in_favour)

    @property
    def silent(self) -> tuple[Mark, ...]:
        """The answers that nothing speaks for or against."""
        return tuple(mark for mark in self.marks if not mark.in_favour and not mark.against)

    @property
    def is_recommended(self) -> bool:
        return self.points > 0


@dataclass(frozen=True)
class Advice:
    """All roles in their order: those recommended, those close to the best, and the others."""

    recommended: tuple[Standing, ...]
    close: tuple[Standing, ...]
    others: tuple[Standing, ...]

    @property
    def to_compare(self) -> tuple[Standing, ...]:
        """What to lay side by side: the close ones, else the first three; none where there is
        nothing to compare with."""
        first = self.close[:MOST] or self.recommended[:3]
        return first if len(first) > 1 else ()


def passages(text: str) -> tuple[str, ...]:
    """Prose in parts short enough to quote: its sentences, divided at semicolons and line breaks
    as well. Each part stands in `text` word for word."""
    parts = (part.strip() for part in SENTENCE_END.split(text) if part)
    return tuple(part for part in parts if part)


def keys_of(texts: Iterable[str]) -> list[str]:
    """A short key for each text, made from its words, all different from one another."""
    keys: list[str] = []
    for number, text in enumerate(texts, start=1):
        key = slugify(text, allow_unicode=True)[:LONGEST_KEY].strip("-") or str(number)
        while key in keys:
            key = f"{key}-{number}"
        keys.append(key)
    return keys


def replies_to(questions: Sequence[Question], given: Mapping[str, str]) -> tuple[Reply, ...]:
    """Each question with its answer in `given`, the keys of answers by the slugs of questions.
    What `given` does not say, or says in no known key, is left open."""
    return tuple(
        Reply(
            question,
            next((a for a in question.answers if a.key == given.get(question.slug)), None),
        )
        for question in questions
    )


def not_understood(questions: Sequence[Question], given: Mapping[str, str]) -> list[str]:
    """The names in `given` that are no question, or whose answer is none of that question's."""
    known = {question.slug: {answer.key for answer in question.answers} for question in questions}
    return [name for name in given if given[name] and given[name] not in known.get(name, ())]


def finds(sign: Sign, profile: Profile) -> tuple[str, ...]:
    """The lines of the role that have the sign's words, as they are shown."""
    pattern = _pattern(sign.words)
    lines = profile.lines.get(sign.field, ())
    return tuple(line.text for line in lines if pattern.search(_plain(line.sought or line.text)))


def mark(question: Question, answer: Answer, profile: Profile) -> Mark:
    """What the answer means for the role; each line is a reason once, the strongest first."""
    found = [
        Reason(sign.points, sign.field, text)
        for sign in sorted(answer.signs, key=lambda sign: -abs(sign.points))
        for text in finds(sign, profile)
    ]
    in_favour = _once(reason for reason in found if reason.points > 0)
    against = _once(reason for reason in found if reason.points < 0)
    points = sum(reasons[0].points for reasons in (in_favour, against) if reasons)
    return Mark(question, answer, points, in_favour[:MOST_REASONS], against[:MOST_REASONS])


def rank(profiles: Iterable[Profile], replies: Iterable[Reply]) -> list[Standing]:
    """The roles from the best fit to the worst: by points, then by the number of answers that
    something speaks for, then by title. Questions left open count for nothing."""
    given = [(reply.question, reply.answer) for reply in replies if reply.answer]
    standings = [
        Standing(profile, tuple(mark(question, answer, profile) for question, answer in given))
        for profile in profiles
    ]
    return sorted(
        standings,
        key=lambda standing: (
            -standing.points,
            -len(standing.fits),
            standing.profile.title.casefold(),
            standing.profile.slug,
        ),
    )


def close_to_best(ranked: Sequence[Standing]) -> list[Standing]:
    """Of ranked roles the best and those close to it by the rule above, recommended ones only;
    empty where the best stands alone, or no role is recommended."""
    close = [
        standing
        for standing in ranked
        if standing.is_recommended and _is_close(ranked[0].points - standing.points, standing.most)
    ]
    return close if len(close) > 1 else []


def advise(profiles: Iterable[Profile], replies: Iterable[Reply]) -> Advice:
    """What these answers say about these roles."""
    ranked = rank(profiles, replies)
    return Advice(
        recommended=tuple(standing for standing in ranked if standing.is_recommended),
        close=tuple(close_to_best(ranked)),
        others=tuple(standing for standing in ranked if not standing.is_recommended),
    )


def _is_close(difference: int, most: int) -> bool:
    return difference * CLOSE_SHARE <= max(CLOSE_SHARE, most)


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The first reason of each line."""
    first: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        first.setdefault((reason.field, reason.text), reason)
    return tuple(first.values())


def _plain(text: str) -> str:
    """Text as it is compared: case, apostrophes and ways of writing one letter do not count."""
    return unicodedata.normalize("NFC", text).casefold().replace("’", "'")


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str]:
    """Finds the words, in their order with any white space between, where they are not a part of
    other words. Chinese and Japanese have no space between words, so none is asked for there."""
    plain = _plain(words).split()
    if not plain:
        return re.compile(r"(?!)")
    phrase = r"\s+".join(map(re.escape, plain))
    before = "" if _is_wide(plain[0][0]) else r"(?<!\w)"
    after = "" if _is_wide(plain[-1][-1]) else r"(?!\w)"
    return re.compile(f"{before}{phrase}{after}")


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
