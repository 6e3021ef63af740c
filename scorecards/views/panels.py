"""Seats on a panel, for those who schedule: filled, given to somebody else, emptied."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interviews.forms.seats import Roster, SeatForm
from interviews.models import Opening, Panelist
from scorecards.letters import invitations
from scorecards.views.scheduling import act, interview_page, own_to_change
from scorecards.views.telling import tell_panels


@require_POST
def add(request, pk):
    interview = own_to_change(request, pk)
    form = SeatForm(request.POST, prefix="add", roster=Roster(), needed=True)

    def seat():
        arguments = {**form.cleaned_data["person"], "part": form.cleaned_data["part"]}
        panelist = interview.add_panelist(**arguments)
        return _("%(person)s joins the panel.") % {"person": panelist.name}

    return _seated(request, interview, form, seat)


@require_POST
def replace(request, pk):
    """Somebody else takes the seat. With a part alone, who sits there takes that part."""
    panelist, interview = _seat(request, pk)
    prefix = f"seat-{pk}"
    if part := request.POST.get("part"):
        words = _("%(person)s has a new part.") % {"person": panelist.name}
        return act(request, interview, lambda: panelist.change_part(part), words)
    form = SeatForm(request.POST, prefix=prefix, roster=Roster(), needed=True)

    def seat():
        stand_in = panelist.replace(**form.cleaned_data["person"])
        if stand_in.part != form.cleaned_data["part"]:
            stand_in.change_part(form.cleaned_data["part"])
        return _("%(person)s sits on the panel in place of %(other)s.") % {
            "person": stand_in.name,
            "other": panelist.name,
        }

    return _seated(request, interview, form, seat)


def _seated(request, interview, form, seat):
    """Seat somebody and tell the panel; what was typed wrongly comes back with the reason."""
    if form.is_valid():
        try:
            with transaction.atomic():
                words = seat()
                tell_panels([interview])
        except ValidationError as error:
            form.add_error("person", error.messages)
        else:
            messages.success(request, words)
            return redirect("scorecards:interview_detail", interview.pk)
    fresh = own_to_change(request, interview.pk)
    return interview_page(request, fresh, status=422, refused=form)


@require_POST
def remove(request, pk):
    panelist, interview = _seat(request, pk)
    reason = request.POST.get("reason", "").strip()
    words = _("%(person)s is off the panel.") % {"person": panelist.name}
    return act(request, interview, lambda: panelist.end(Panelist.Ending.REPLACED, reason), words)


@require_POST
def invite_again(request, pk):
    panelist, interview = _seat(request, pk)
    if not panelist.is_live:
        raise Http404
    if invitations.invite_again(panelist):
        messages.success(
            request, _("The invitation goes to %(email)s again.") % {"email": panelist.email}
        )
    else:
        messages.error(
            request, _("%(person)s cannot be invited to this.") % {"person": panelist.name}
        )
    return redirect("scorecards:interview_detail", interview.pk)


def _seat(request, pk):
    """The seat with its interview, both as `own_to_change` gives them."""
    openings = Opening.objects.scheduled_by(request.user).open()
    panelists = Panelist.objects.filter(interview__candidate__opening__in=openings)
    panelist = get_object_or_404(panelists.select_related("user"), pk=pk)
    interview = own_to_change(request, panelist.interview_id)
    panelist.interview = interview
    return panelist, interview
