"""One competency with its anchors, to read."""

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from interviews.anchor_grid import grids_to_read
from interviews.models import Question
from roles.models import Competency, Role

MOST_OF_A_TYPE = 5
MOST_ROLES = 30


@require_safe
def detail(request, slug):
    """What a competency means, what earns each number, which roles ask for it, and how."""
    competency = get_object_or_404(Competency.objects.visible_to(request.user), slug=slug)
    roles = Role.objects.visible_to(request.user)
    weights = competency.role_competencies.filter(role__in=roles).select_related("role")
    weights = weights.order_by("-weight", "role__title")
    return render(
        request,
        "interviews/competency_detail.html",
        {
            "competency": competency,
            "grids": grids_to_read(request.user, competency),
            "weights": weights[:MOST_ROLES],
            "questions": _questions(request.user, competency),
        },
    )


def _questions(user, competency):
    """The first approved ones of each type, in order of type, each with how many its type has."""
    of_type = {"partition_by": [F("type")]}
    return (
        Question.objects.visible_to(user)
        .approved()
        .filter(competency=competency)
        .annotate(
            place=Window(RowNumber(), order_by=F("slug").asc(), **of_type),
            of_its_type=Window(Count("pk"), **of_type),
        )
        .filter(place__lte=MOST_OF_A_TYPE)
        .order_by("type", "slug")
    )
