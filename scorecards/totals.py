"""What ratings come to: a score for each competency, and a total with its coverage.

A rater is a person: their questions of one competency are pooled over the rounds they sat in. With
w the weight of a competency and x its score, the mean over its raters of each rater's mean over its
questions, the total is sum(w * x) / sum(w) over the competencies that have a score. The order is
question, rater, competency, total, so that unequal numbers of questions change no weight. Computed
in exact fractions; `rounded` is for showing alone. A state is never a number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

LEAST_COVERAGE = Fraction(8, 10)  # of the weight; below it there is no total


@dataclass(frozen=True)
class Weighed:
    """A competency as the kit weighs it: `weight` in parts of the sum of all weights."""

    key: str
    name: str
    weight: int
    essential: bool = False


@dataclass(frozen=True)
class Given:
    """A number that one person gave for one question of a competency."""

    rater: int | str
    competency: str
    number: int


@dataclass(frozen=True)
class RaterMean:
    """One person's mean over the questions of a competency, and how many of them have a number."""

    mean: Fraction
    numbers: int


@dataclass(frozen=True)
class Score:
    """A competency: the mean over its raters of each rater's mean; None where nobody gave a number.
    `by_rater` holds only those who gave one."""

    weighed: Weighed
    value: Fraction | None
    by_rater: dict[int | str, RaterMean]

    @property
    def raters(self) -> int:
        return len(self.by_rater)


@dataclass(frozen=True)
class Tally:
    """All scores in the order of the kit. `total` is None where it is withheld: `too_little` of the
    weight has a score, or the essential competencies in `missing` have none."""

    scores: tuple[Score, ...]
    coverage: Fraction
    total: Fraction | None
    too_little: bool
    missing: tuple[Weighed, ...]
    raters: int

    @property
    def counted(self) -> int:
        """How many competencies have a score."""
        return sum(score.value is not None for score in self.scores)


def tally(weighed: Sequence[Weighed], given: Iterable[Given]) -> Tally:
    """Scores and total over the competencies of a kit. Numbers for competencies that are not in
    `weighed` are left out. Raises `ValueError` where the weights sum to nothing."""
    whole = sum(one.weight for one in weighed)
    if whole <= 0:
        raise ValueError("the weights sum to nothing")
    numbers: dict[str, dict[int | str, list[int]]] = {one.key: {} for one in weighed}
    for one in given:
        if one.competency in numbers:
            numbers[one.competency].setdefault(one.rater, []).append(one.number)
    scores = tuple(_score(one, numbers[one.key]) for one in weighed)
    known = [(score.weighed.weight, score.value) for score in scores if score.value is not None]
    covered = sum(weight for weight, _value in known)
    coverage = Fraction(covered, whole)
    missing = tuple(
        score.weighed for score in scores if score.weighed.essential and score.value is None
    )
    too_little = coverage < LEAST_COVERAGE
    total = None
    if known and not missing and not too_little:
        total = sum((weight * value for weight, value in known), Fraction(0)) / covered
    raters = {rater for score in scores for rater in score.by_rater}
    return Tally(scores, coverage, total, too_little, missing, len(raters))


def _score(weighed: Weighed, numbers: dict[int | str, list[int]]) -> Score:
    by_rater = {
        rater: RaterMean(Fraction(sum(given), len(given)), len(given))
        for rater, given in numbers.items()
    }
    if not by_rater:
        return Score(weighed, None, {})
    means = [one.mean for one in by_rater.values()]
    return Score(weighed, sum(means, Fraction(0)) / len(means), by_rater)


def of_scale(total: Fraction, lowest: int, highest: int) -> Fraction:
    """Where a total stands on the scale, from 0 for its lowest point to 1 for its highest."""
    return (total - lowest) / (highest - lowest)


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """The fraction for showing: half up, away from nothing but the exact value. Not negative."""
    shift = 10**places
    units = (2 * value.numerator * shift + value.denominator) // (2 * value.denominator)
    return Decimal(units).scaleb(-places)
