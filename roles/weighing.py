"""What the competencies of several roles weigh, side by side, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roles.models import Role, RoleCompetency

SAME, PARTLY, DIFFERENT = "same", "partly", "different"


@dataclass(frozen=True)
class Weighing:
    """What a competency counts in one role, in per cent (0: the role does not ask for it), and
    what it looks like there."""

    title: str
    weight: int = 0
    is_essential: bool = False
    level_3: str = ""
    level_5: str = ""


@dataclass(frozen=True)
class Weighed:
    """A competency with its weighing in each role."""

    name: str
    category: str
    definition: str
    weighings: tuple[Weighing, ...]

    @property
    def counted(self) -> list[Weighing]:
        return [weighing for weighing in self.weighings if weighing.weight]

    @property
    def is_shared(self) -> bool:
        """Whether at least two of the roles ask for it."""
        return len(self.counted) > 1

    @property
    def state(self) -> str:
        """SAME: in every role, with one weight and the same words. PARTLY: in two or more.
        DIFFERENT: in one role only."""
        if not self.is_shared:
            return DIFFERENT
        kinds = {replace(weighing, title="") for weighing in self.counted}
        return SAME if len(kinds) == 1 and self.is_in_all else PARTLY

    @property
    def is_in_all(self) -> bool:
        return len(self.counted) == len(self.weighings)

    @property
    def has_equal_weights(self) -> bool:
        return len({weighing.weight for weighing in self.counted}) == 1


@dataclass(frozen=True)
class Overlap:
    """How much of two roles' competency weights is the same: 0 to 100 per cent, the sum of the
    smaller of the two weights over all competencies."""

    titles: tuple[str, str]
    per_cent: int


def weighed(roles: Sequence[Role]) -> list[Weighed]:
    """Every competency that one of the roles asks for: those of more roles first, then those that
    weigh more. The roles have their competencies loaded."""
    rows: list[dict[int, RoleCompetency]] = [
        {row.competency_id: row for row in role.role_competencies.all()} for role in roles
    ]
    competencies = {row.competency_id: row.competency for own in rows for row in own.values()}
    found = [
        Weighed(
            competency.name,
            competency.get_category_display(),
            competency.definition,
            tuple(
                _weighing(role.title, own.get(pk)) for role, own in zip(roles, rows, strict=True)
            ),
        )
        for pk, competency in competencies.items()
    ]
    return sorted(
        found,
        key=lambda each: (
            -len(each.counted),
            -sum(weighing.weight for weighing in each.counted),
            each.name,
        ),
    )


def _weighing(title: str, row: RoleCompetency | None) -> Weighing:
    if row is None:
        return Weighing(title)
    return Weighing(title, row.weight, row.essential, row.level_3, row.level_5)


def overlaps(roles: Sequence[Role]) -> list[Overlap]:
    """The overlap of each pair of roles that both have competencies."""
    weights = [
        (role.title, {row.competency_id: row.weight for row in role.role_competencies.all()})
        for role in roles
    ]
    return [
        Overlap(
            (first, second),
            sum(min(weight, theirs[pk]) for pk, weight in own.items() if pk in theirs),
        )
        for (first, own), (second, theirs) in combinations(weights, 2)
        if own and theirs
    ]
