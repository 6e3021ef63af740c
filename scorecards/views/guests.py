"""The way in for a guest: a link shows a page, a code from an e-mail opens the scorecard in this
browser. Opening the link does nothing, for mail scanners open links too."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from interviews.models import GuestPass, Opening, Panelist
from scorecards.guest_links import pass_of
from scorecards.letters.guests import send_code as send
from scorecards.letters.guests import send_link
from scorecards.seats import GUEST, no_way_in


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code from the e-mail"),
        error_messages={"required": gettext_lazy("Type the code from the e-mail.")},
    )

    def clean_code(self):
        """The digits alone, whatever was typed or pasted between them."""
        return "".join(filter(str.isdecimal, self.cleaned_data["code"]))


@login_not_required  # a guest has no account
@require_safe
def enter(request, token):
    guest_pass = pass_of(token)
    if guest_pass is None:
        return no_way_in(request)
    if not request.user.is_authenticated and request.session.get(GUEST) == guest_pass.pk:
        return redirect("scorecards:card", guest_pass.panelist_id)
    return _way_in(request, token, guest_pass, CodeForm())


def _way_in(request, token, guest_pass, form):
    """Always 200: of other answers the log would keep the address, and with it the link."""
    context = {"token": token, "guest_pass": guest_pass, "form": form}
    return render(request, "scorecards/guest_enter.html", context)


@login_not_required
@require_POST
def send_code(request, token):
    guest_pass = pass_of(token)
    if guest_pass is None:
        return no_way_in(request)
    if not request.user.is_authenticated:
        try:
            with transaction.atomic():
                send(guest_pass)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(
                request, _("A code is on its way to the address that the invitation went to.")
            )
    return redirect("scorecards:guest_enter", token)


@login_not_required
@require_POST
def enter_code(request, token):
    guest_pass = pass_of(token)
    if guest_pass is None:
        return no_way_in(request)
    if request.user.is_authenticated:
        return redirect("scorecards:guest_enter", token)
    form = CodeForm(request.POST)
    if form.is_valid():
        if guest_pass.take_code(form.cleaned_data["code"]):
            request.session.cycle_key()
            request.session[GUEST] = guest_pass.pk
            return redirect("scorecards:card", guest_pass.panelist_id)
        form.add_error("code", _what_now(guest_pass))
    return _way_in(request, token, guest_pass, form)


def _what_now(guest_pass):
    if not guest_pass.has_code:
        return _("This code does not work, or not any more. Ask for a new one.")
    words = ngettext(
        "This is not the code. You have %(count)d more try.",
        "This is not the code. You have %(count)d more tries.",
        guest_pass.tries_left,
    )
    return words % {"count": guest_pass.tries_left}


@login_not_required
@require_POST
def leave(request):
    """This browser forgets the guest; what was typed is saved."""
    request.session.pop(GUEST, None)
    return render(request, "scorecards/guest_left.html")


@require_POST
def make_link(request, pk):
    seat = _guest_seat(request.user, pk)
    with transaction.atomic():
        send_link(seat)
    messages.success(
        request,
        _("A new link is on its way to %(guest)s. The one before does not work any more.")
        % {"guest": seat.email},
    )
    return redirect("scorecards:interview_detail", seat.interview_id)


@require_POST
def revoke_link(request, pk):
    seat = _guest_seat(request.user, pk)
    GuestPass.objects.of(seat).revoke()
    messages.success(
        request,
        _(
            "The link of %(guest)s does not work any more. The next letter to them brings a new "
            "one; to keep them out, take them off the panel."
        )
        % {"guest": seat.name},
    )
    return redirect("scorecards:interview_detail", seat.interview_id)


def _guest_seat(user, pk):
    """The live seat of a guest in an opening in which this person schedules."""
    openings = Opening.objects.scheduled_by(user)
    guests = Panelist.objects.live().filter(user=None, interview__candidate__opening__in=openings)
    return get_object_or_404(guests.with_interview(), pk=pk)
