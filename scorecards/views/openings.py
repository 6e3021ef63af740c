"""Openings: the list, and one with its candidates and rounds."""

from django.shortcuts import get_object_or_404, render

from interviews.models import Opening


def opening_list(request):
    openings = Opening.objects.visible_to(request.user)
    return render(request, "scorecards/opening_list.html", {"openings": openings})


def detail(request, reference):
    opening = get_object_or_404(
        Opening.objects.visible_to(request.user).with_board(), reference=reference
    )
    return render(request, "scorecards/opening_detail.html", {"opening": opening})
