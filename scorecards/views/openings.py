"""Openings: the list, and one with its candidates and rounds."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from interviews.models import Interview, Opening
from scorecards.board import board

OPENINGS_ON_A_PAGE = 50
CANDIDATES_ON_A_PAGE = 50


@require_safe
def opening_list(request):
    """The openings this person runs or helps to run; archived ones come last."""
    query = request.GET.get("q", "").strip()
    openings = Opening.objects.visible_to(request.user).matching(query).with_summary()
    page = Paginator(openings.open_first(), OPENINGS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "scorecards/opening_list.html", {"page": page, "query": query})


@require_safe
def detail(request, reference):
    """One opening: its kit, its people, and the board of candidates and rounds."""
    opening = get_object_or_404(
        Opening.objects.visible_to(request.user).with_details(), reference__iexact=reference
    )
    candidates = opening.candidates.with_interviews()
    page = Paginator(candidates, CANDIDATES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "scorecards/opening_detail.html",
        {
            "opening": opening,
            "page": page,
            "board": board(opening.revision, page),
            "has_interviews": Interview.objects.for_opening(opening).exists(),
        },
    )
