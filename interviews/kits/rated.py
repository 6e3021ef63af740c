"""What a kit rates and may rate, as it stands."""

from dataclasses import dataclass

from django.db.models import Count

from interviews.models import Anchor, KitQuestion
from roles.models import Competency


@dataclass(frozen=True)
class Rated:
    """A competency to rate or not, as it stands. `weight` in parts; `role_weight` in per cent, 0
    where the role does not ask for it; `questions` of the kit that ask about it."""

    competency: Competency
    is_rated: bool
    weight: int
    essential: bool
    role_weight: int
    role_essential: bool
    questions: int
    has_anchors: bool


def fitting_anchors(kit):
    """Anchors on the scale of a kit that hold at its level."""
    return Anchor.objects.filter(point__scale=kit.scale_id, level__in=["", kit.fitting_level])


def competencies_of(kit):
    """`Rated` for each competency that the kit rates, in its order, then for those that its role
    asks for besides."""
    in_kit = {row.competency_id: row for row in kit.kit_competencies.select_related("competency")}
    in_role = {
        row.competency_id: row for row in kit.role.role_competencies.select_related("competency")
    }
    rows = in_role | in_kit
    asked = dict(
        KitQuestion.objects.filter(round__kit=kit)
        .order_by()
        .values_list("question__competency")
        .annotate(Count("pk"))
    )
    anchors = fitting_anchors(kit).filter(competency__in=rows)
    anchored = set(anchors.values_list("competency", flat=True))
    lightest = min((row.weight for row in in_kit.values()), default=1)
    return [
        Rated(
            competency=rows[pk].competency,
            is_rated=pk in in_kit,
            weight=in_kit[pk].weight if pk in in_kit else lightest,
            essential=rows[pk].essential,
            role_weight=in_role[pk].weight if pk in in_role else 0,
            role_essential=pk in in_role and in_role[pk].essential,
            questions=asked.get(pk, 0),
            has_anchors=pk in anchored,
        )
        for pk in [*in_kit, *(pk for pk in in_role if pk not in in_kit)]
    ]
