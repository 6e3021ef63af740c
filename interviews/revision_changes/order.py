"""Two orders of keys: what really moved, and both in one."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence


def moved_keys(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The fewest of the keys standing in both that have to be moved to get from one order to the
    other: those outside a longest common subsequence."""
    place = {key: number for number, key in enumerate(before)}
    common = [key for key in after if key in place]
    tails: list[int] = []  # of the best rising run of each length, the place of its last key
    runs: list[int] = []
    for key in common:
        length = bisect_left(tails, place[key])
        tails[length : length + 1] = [place[key]]
        runs.append(length)
    stay, wanted = set(), len(tails) - 1
    limit = len(before)
    for key, length in zip(reversed(common), reversed(runs), strict=True):
        if length == wanted and place[key] < limit:
            stay.add(key)
            wanted, limit = wanted - 1, place[key]
    return set(common) - stay


def merged(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """The keys of both, in the order of `after`; one that went follows the one it followed."""
    result = list(after)
    known, previous = set(result), None
    for key in before:
        if key not in known:
            result.insert(result.index(previous) + 1 if previous is not None else 0, key)
        previous = key
    return result
