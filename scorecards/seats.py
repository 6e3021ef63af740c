"""Whose scorecard it is: a seat belongs to its user, or to the browser of its guest."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Prefetch
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from interviews.models import Declaration, GuestPass, Panelist
from scorecards.card.typed import typed_in

GUEST = "guest_pass"  # in the session of a browser in which the code of a guest link was entered


def seat_of(request, pk):
    """The seat with this key where it is the viewer's own, also one that ended; else None. Its
    declarations are fetched with it, and its card as it is at this moment."""
    declarations = Prefetch("declarations", Declaration.objects.with_record())
    seats = Panelist.objects.with_interview().select_related("scorecard")
    seats = seats.prefetch_related(declarations)
    if request.user.is_authenticated:
        return seats.held_by(request.user).filter(pk=pk).first()
    if not request.session.get(GUEST):
        return None
    return seats.filter(pk__in=_passes(request).of(pk).values("panelist")).first()


def _passes(request):
    """The pass of this browser while it is valid, which every request asks anew."""
    return GuestPass.objects.valid().filter(pk=request.session.get(GUEST))


def login_of(seat):
    """Whose words a browser keeps for later: the same after a new login or a new guest link."""
    return f"guest-{seat.pk}" if seat.is_guest else f"user-{seat.user_id}"


def for_seat(view):
    """`view(request, seat)` for the person whose seat it is. A stranger gets 404; who is neither
    signed in nor a guest is asked to sign in, a script by 401. `request.guest` is the seat of a
    guest, for the head of the page."""

    @login_not_required  # guests have no account; everybody else is asked for one below
    @wraps(view)
    def seated(request, pk):
        seat = seat_of(request, pk)
        if seat:
            request.guest = seat if seat.is_guest else None
            return view(request, seat)
        if request.user.is_authenticated or _passes(request).exists():
            raise Http404
        if not request.accepts("text/html"):
            return JsonResponse({"signed_out": _("You are signed out.")}, status=401)
        if texts := typed_in(request.POST):
            return not_signed_in(request, reverse("scorecards:card", args=[pk]), texts)
        if request.session.get(GUEST):
            return no_way_in(request)
        if request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path())
        return redirect_to_login(reverse("scorecards:card", args=[pk]))  # an act is no page

    return seated


def not_signed_in(request, card, texts):
    """What a form brought after its login was over, given back to be copied: it is kept nowhere."""
    context = {"card": card, "texts": texts, "is_guest": bool(request.session.get(GUEST))}
    return render(request, "scorecards/card_signed_out.html", context, status=403)


def no_way_in(request):
    """The answer to every guest link that does not work, whatever the cause."""
    return render(request, "scorecards/guest_over.html", status=404)
