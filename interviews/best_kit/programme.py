"""Integer linear programmes, solved by HiGHS within a time."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scipy.optimize import OptimizeResult

Terms = Iterable[tuple[int, int]]  # columns with their coefficients
SAFE = 1e-3  # how far off a whole number the bound of a cost may be; HiGHS itself keeps 1e-6


class Clock:
    """Seconds since its making, and those left."""

    def __init__(self, seconds: float) -> None:
        self.start = time.perf_counter()
        self.seconds = seconds

    @property
    def gone(self) -> float:
        return time.perf_counter() - self.start

    @property
    def left(self) -> float:
        return self.seconds - self.gone


@contextmanager
def silent_solver() -> Iterator[None]:
    """Keeps the standard output of a command to itself: now and then HiGHS prints a line there,
    whatever its options say. Of the whole process, hence not for a server with threads."""
    sys.stdout.flush()
    output, nothing = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    try:
        yield
    finally:
        ctypes.CDLL(None).fflush(None)  # what C still holds back is lost, too
        os.dup2(output, 1)
        os.close(output)
        os.close(nothing)


@dataclass(frozen=True)
class Answer:
    """The values of a programme's columns, None where none were found: because there are none
    (`impossible`) or for want of time. No values cost less than `bound`."""

    values: list[int] | None
    bound: float = -inf
    impossible: bool = False


class Programme:
    """Columns between bounds, and rows of whole coefficients between bounds."""

    def __init__(self) -> None:
        self.bounds: list[tuple[float, float]] = [(0, 0)]  # scipy asks for at least one column
        self.limits: list[tuple[float, float]] = []
        self.entries: tuple[list[int], list[int], list[int]] = ([], [], [])

    def column(self, upper: float, lower: float = 0) -> int:
        self.bounds.append((lower, upper))
        return len(self.bounds) - 1

    def row(self, terms: Terms, lower: float = -inf, upper: float = inf) -> None:
        coefficients, rows, columns = self.entries
        for column, coefficient in terms:
            coefficients.append(coefficient)
            rows.append(len(self.limits))
            columns.append(column)
        self.limits.append((lower, upper))

    def bound(self, cost: Terms, seconds: float) -> float | None:
        """What the cost cannot go below, from fractions; None where there are not even those."""
        found = self._run(cost, whole=False, seconds=seconds) if seconds > 0 else None
        return found.fun if found and found.success else None

    def solve(self, cost: Terms, seconds: float) -> Answer:
        """The whole numbers that cost least. The same programme has the same answer, unless it
        takes longer than `seconds`: then the best so far."""
        if seconds <= 0:
            return Answer(None)
        found = self._run(cost, whole=True, seconds=seconds)
        if found.x is None:
            return Answer(None, impossible=found.status == 2)
        bound = -inf if found.mip_dual_bound is None else found.mip_dual_bound
        return Answer([round(value) for value in found.x.tolist()], bound)

    def _run(self, cost: Terms, whole: bool, seconds: float) -> OptimizeResult:
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csc_array

        costs = np.zeros(len(self.bounds))
        for column, coefficient in cost:
            costs[column] += coefficient
        coefficients, rows, columns = self.entries
        shape = (len(self.limits), len(self.bounds))
        matrix = csc_array((np.array(coefficients, float), (rows, columns)), shape=shape)
        return milp(
            costs,
            integrality=int(whole),
            bounds=Bounds(*np.array(self.bounds, float).T),
            constraints=LinearConstraint(matrix, *np.array(self.limits, float).T),
            options={"mip_rel_gap": 0, "time_limit": seconds},
        )


def negative(terms: Terms) -> list[tuple[int, int]]:
    return [(column, -coefficient) for column, coefficient in terms]
