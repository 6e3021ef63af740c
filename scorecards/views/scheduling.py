"""Interviews for those who schedule them: made, moved, cancelled, missed; and who goes on."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews.bookings import last_panel
from interviews.forms.scheduling import MoveForm, Scheduling, zone_names
from interviews.forms.seats import Roster, SeatForm
from interviews.models import Candidate, Interview, Opening
from scorecards import going_on
from scorecards.declaring import may_enter
from scorecards.models import GoAhead, Mail
from scorecards.panel_states import interview_for, leavers_of, seats_of, warnings_for
from scorecards.scheduling_choice import choices_for
from scorecards.views.telling import tell_panels


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request, reference):
    """Interviews of one round (`?round=`) for the candidates ticked (`?candidates=1,2`): checked
    first, with what to look at, then all made together or none."""
    openings = Opening.objects.scheduled_by(request.user).open().with_details()
    opening = get_object_or_404(openings, reference__iexact=reference)
    choices = choices_for(opening, request.GET.get("round", ""))
    scheduling = _scheduling(request, opening, choices)
    is_checked = scheduling.is_checked()
    if is_checked and "schedule" in request.POST and scheduling.was_seen:
        try:
            with transaction.atomic():
                interviews = scheduling.save()
                tell_panels(interviews)
        except ValidationError as error:
            scheduling.errors.extend(error.messages)
            is_checked = False
        else:
            messages.success(request, _scheduled_in_words(interviews))
            return redirect("scorecards:opening_detail", opening.reference)
    context = {
        "opening": opening,
        "choices": choices,
        "scheduling": scheduling,
        "ticks_another": any(
            choice.candidate.number in scheduling.chosen for choice in choices.others
        ),
        "is_checked": is_checked,
        "has_changed": is_checked and "schedule" in request.POST,
        "zones": zone_names(),
    }
    status = 422 if request.method == "POST" and not is_checked else 200
    return render(request, "scorecards/schedule.html", context, status=status)


def _scheduling(request, opening, choices):
    """As typed; at first with place, zone and panel of the interview of this round arranged last,
    unless `?panel=empty`."""
    if request.method == "POST":
        return Scheduling(opening, choices.key, choices.candidates, data=request.POST)
    chosen = [
        int(number)
        for number in request.GET.get("candidates", "").split(",")
        if number.isdecimal() and len(number) < 10
    ]
    if not chosen and len(choices.waiting) == 1:
        chosen = [choices.waiting[0].candidate.number]
    last = last_panel(opening, choices.key)
    is_copied = last and request.GET.get("panel") != "empty"
    panel = [seat for seat in last.panel if _is_there(seat)] if is_copied else []
    return Scheduling(
        opening, choices.key, choices.candidates, chosen=chosen, last=last, panel=panel
    )


def _is_there(seat):
    return seat.user is None or seat.user.is_active


def _scheduled_in_words(interviews):
    words = ngettext(
        "%(count)d interview is scheduled, and its panel invited.",
        "%(count)d interviews are scheduled, and their panels invited.",
        len(interviews),
    )
    if any(interview.is_held for interview in interviews):
        words = ngettext(
            "%(count)d interview is scheduled. Nobody is invited to one that is over.",
            "%(count)d interviews are scheduled. Nobody is invited to one that is over.",
            len(interviews),
        )
    return words % {"count": len(interviews)}


@require_safe
def interview(request, pk):
    """One interview: when and where, the panel with its states, and what can be done."""
    return interview_page(request, _own(request, pk))


def _own(request, pk):
    openings = Opening.objects.scheduled_by(request.user)
    found = interview_for(Interview.objects.in_openings(openings), pk)
    if found is None:
        raise Http404
    return found


def own_to_change(request, pk):
    """The same, as long as the opening is not archived."""
    interview = _own(request, pk)
    if interview.candidate.opening.archived_at:
        raise Http404
    return interview


def interview_page(request, interview, *, status=200, **typed):
    """`typed` may hold the form of a seat that was refused, by its prefix, as `refused`."""
    opening, user, refused = interview.candidate.opening, request.user, typed.get("refused")
    roster = Roster()

    def form(prefix, **initial):
        if refused and refused.prefix == prefix:
            return refused
        return SeatForm(prefix=prefix, roster=roster, initial=initial, needed=True)

    seats = seats_of(interview)
    may_manage = user.has_perm("interviews.change_opening")
    gone = GoAhead.objects.filter(candidate=interview.candidate, round_key=interview.round_key)
    context = {
        "interview": interview,
        "opening": opening,
        "seats": [
            (seat, form(f"seat-{seat.panelist.pk}", part=seat.panelist.part)) for seat in seats
        ],
        "leavers": [
            (
                left,
                form(
                    f"seat-{left.panelist.pk}",
                    person=left.panelist.proposed_replacement,
                    part=left.panelist.part,
                )
                if left.is_empty
                else None,
            )
            for left in leavers_of(interview)
        ],
        "add_form": form("add", part="member"),
        "warnings": warnings_for(interview),
        "unsent": Mail.objects.troubled_for(interview),
        "roster": roster,
        "may_change": not opening.archived_at and interview.candidate.is_current,
        "may_manage": may_manage,
        "gone": gone.select_related("by").first(),
        "may_let_go_on": going_on.may_let_go_on(user, interview, manages=may_manage),
        "has_cards_in": any(not seat.may_leave for seat in seats),
        **typed,
    }
    return render(request, "scorecards/interview_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, pk):
    """A new time or place: checked first, then done, and the panel told."""
    interview = own_to_change(request, pk)
    form = MoveForm(interview, request.POST or None)
    is_checked = form.is_valid() and not form.says_nothing_new
    if is_checked and "move" in request.POST and request.POST.get("seen") == form.seen:
        try:
            with transaction.atomic():
                form.save()
                tell_panels([interview])
        except ValidationError as error:
            form.add_error(None, error)
            is_checked = False
        else:
            messages.success(request, _("The interview is moved, and its panel told."))
            return redirect("scorecards:interview_detail", pk)
    context = {
        "interview": interview,
        "form": form,
        "is_checked": is_checked,
        "says_nothing_new": form.is_bound and form.is_valid() and form.says_nothing_new,
        "has_changed": is_checked and "move" in request.POST,
        "zones": zone_names(),
    }
    status = 422 if form.is_bound and not is_checked else 200
    return render(request, "scorecards/interview_move.html", context, status=status)


def act(request, interview, verb, words):
    """Do it and tell the panel, or say why not; back to the interview."""
    try:
        with transaction.atomic():
            verb()
            tell_panels([interview])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, words)
    return redirect("scorecards:interview_detail", interview.pk)


@require_POST
def cancel(request, pk):
    interview = own_to_change(request, pk)
    reason = " ".join(request.POST.get("reason", "").split())
    return act(
        request,
        interview,
        lambda: interview.cancel(reason=reason),
        _("The interview is cancelled, and its panel told."),
    )


@require_POST
def no_show(request, pk):
    interview = own_to_change(request, pk)
    if "take_back" in request.POST:
        words = _("The interview counts as held again.")
        return act(request, interview, interview.take_back_no_show, words)
    words = _("Noted that the candidate did not come. Nobody owes a scorecard of it.")
    return act(request, interview, interview.mark_no_show, words)


@require_POST
def go_ahead(request, reference, number):
    """By whoever manages the opening or chaired the round (`round`), which has been held."""
    candidates = Candidate.objects.select_related("opening__revision")
    candidate = get_object_or_404(
        candidates, opening__reference__iexact=reference, number=number, opening__archived_at=None
    )
    key = request.POST.get("round", "")
    managed = Opening.objects.managed_by(request.user).filter(pk=candidate.opening_id)
    if not managed.exists():
        held = candidate.interviews.standing().filter(round_key=key).with_panel()
        seat = going_on.deciding_seat(request.user, held)
        if seat is None:
            raise Http404
        if not may_enter(seat):
            return redirect("scorecards:card_declare", seat.pk)
    try:
        if "take_back" in request.POST:
            going_on.take_back(candidate, key)
            messages.success(request, _("The go-ahead is taken back."))
        else:
            going_on.let_go_on(candidate, key, by=request.user)
            messages.success(request, _("Noted: on to the next round."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _back_from_go_ahead(request, candidate)


def _back_from_go_ahead(request, candidate):
    """To the page that it was said on: an interview, the candidate, or the board."""
    place = [candidate.opening.reference, candidate.number]
    back = request.POST.get("back", "")
    if back.isdecimal() and candidate.interviews.filter(pk=int(back[:18])).exists():
        return redirect("scorecards:interview_detail", back)
    sees_board = Opening.objects.visible_to(request.user).filter(pk=candidate.opening_id)
    if back == "candidate" or not sees_board.exists():
        return redirect("scorecards:candidate_detail", *place)
    return redirect("scorecards:opening_detail", candidate.opening.reference)
