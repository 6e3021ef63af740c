"""The page of a candidate, and the act of seeing the scorecards."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interviews.models import Candidate
from scorecards import visibility
from scorecards.sight.explaining import explanation, people_around, table_of
from scorecards.sight.visits import undeclared_seat, visit_of, why_not_yet


@require_safe
def candidate(request, reference, number):
    """One candidate, for those who run the opening and those who sit on a panel."""
    candidate = _candidate(reference, number)
    visit = visit_of(request.user, candidate)
    if visit:
        return _page(request, visit)
    seat = undeclared_seat(request.user, candidate)
    if seat:
        return redirect("scorecards:card_declare", seat.pk)
    raise Http404


@require_POST
def open_cards(request, reference, number):
    """Open the scorecards of this candidate: what is shown from here on was asked for."""
    visit = visit_of(request.user, _candidate(reference, number))
    if visit is None:
        raise Http404
    reason = request.POST.get("reason", "")
    try:
        look = visibility.open_cards(request.user, visit.candidate, reason)
    except ValidationError as error:
        refused = {"refused": error.messages, "reason": reason}
        return _page(request, visit, status=422, **refused)
    messages.success(request, _words_for(look))
    return redirect(_address(visit.candidate) + "#opened")


def _candidate(reference, number):
    candidates = Candidate.objects.select_related("opening__hiring_manager", "opening__revision")
    return get_object_or_404(candidates, opening__reference__iexact=reference, number=number)


def _address(candidate):
    place = [candidate.opening.reference, candidate.number]
    return reverse("scorecards:candidate_detail", args=place)


def _words_for(look):
    if look.totals_only:
        return _("The total is open. That you opened it is noted.")
    return _("The scorecards are open. That you opened them is noted.")


def _page(request, visit, status=200, **context):
    context |= {
        "visit": visit,
        "candidate": visit.candidate,
        "opening": visit.candidate.opening,
        "why_not_yet": why_not_yet(visit),
    }
    return render(request, "scorecards/candidate_detail.html", context, status=status)


@require_safe
def who_sees_what(request, reference, number):
    """What somebody can see of a candidate, and why: for superusers, without a word of a card."""
    if not request.user.is_superuser:
        raise Http404
    candidate = _candidate(reference, number)
    chosen = request.GET.get("person", "")
    explained = explanation(request.user, chosen, candidate) if chosen else None
    if chosen and explained is None:
        raise Http404
    context = {
        "candidate": candidate,
        "opening": candidate.opening,
        "people": people_around(candidate),
        "chosen": chosen,
        "explained": explained,
        "table": table_of(explained),
    }
    return render(request, "scorecards/who_sees_what.html", context)
