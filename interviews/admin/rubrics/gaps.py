"""Draft kits that a change of anchors would leave without one."""

from dataclasses import dataclass
from hashlib import sha256

from interviews.anchor_grid import missing_points
from interviews.models import Kit


@dataclass(frozen=True)
class Gap:
    """A kit that rates the competency, and the numbers that it would lose the anchor of."""

    kit: Kit
    values: tuple[int, ...]


def kits_left_without(competency, before, after):
    """The kits that had an anchor of `competency` for a point in `before` and have none in `after`,
    both as `anchor_grid` has texts. At most two queries."""
    kits = (
        Kit.objects.filter(kit_competencies__competency=competency)
        .select_related("role", "scale")
        .prefetch_related("scale__points")
        .order_by("title", "pk")
    )
    found = []
    for kit in kits:
        had = missing_points(kit.scale, before, kit.role.level)
        lacks = missing_points(kit.scale, after, kit.role.level)
        lost = tuple(value for value in lacks if value not in had)
        if lost:
            found.append(Gap(kit, lost))
    return found


def answer_to(found):
    """Stands for exactly these gaps: whoever agreed to them did not agree to others."""
    said = ";".join(f"{gap.kit.pk}:{gap.values}" for gap in found)
    return sha256(said.encode()).hexdigest()[:12]
