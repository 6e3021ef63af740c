"""What a panelist has to declare before candidate data shows, and what the record says of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from interviews.models import Declaration, Panelist


def declaration_of(seat: Panelist) -> Declaration | None:
    """The last declaration, which counts; None before confidentiality is accepted. One query, none
    where `declarations` were fetched before: a list of seats prefetches them."""
    return max(seat.declarations.all(), key=lambda row: row.pk, default=None)


def may_enter(seat: Panelist) -> bool:
    """Whether candidate data may show to who has this seat: everything is declared, and no
    conflict waits. Until then the candidate is `number_in_words` for them. Whoever was in before
    the seat ended may still read what they wrote."""
    if not seat.is_live:
        return any(row.opens_the_card for row in seat.declarations.all())
    last = declaration_of(seat)
    return last is not None and last.opens_the_card


def declared(view: Callable) -> Callable:
    """`view(request, seat)` once `may_enter(seat)`; before, a page leads to `card_declare` and a
    script is answered 403 with its address. Stands below `@for_seat`."""

    @wraps(view)
    def after_declaring(request: HttpRequest, seat: Panelist) -> HttpResponseBase:
        if may_enter(seat):
            return view(request, seat)
        address = reverse("scorecards:card_declare", args=[seat.pk])
        if request.accepts("text/html"):
            return redirect(address)
        return JsonResponse({"declare": address}, status=403)

    return after_declaring


def record_of(seat: Panelist) -> str:
    """One line for screen and paper on what was declared, in the active language; empty before
    confidentiality is accepted. Its queries are those of `declaration_of`, and none more where
    declarations were fetched `with_record()`."""
    declaration = declaration_of(seat)
    if declaration is None:
        return ""
    accepted = _("Confidentiality accepted %(date)s (version %(number)d)") % {
        "date": _day(declaration.accepted_at),
        "number": declaration.confidentiality.number,
    }
    return "; ".join(filter(None, [accepted, _conflict_of(declaration)]))


def _conflict_of(declaration: Declaration) -> str:
    if declaration.has_conflict is None:
        return ""
    if not declaration.has_conflict:
        return _("no conflict of interest declared")
    if declaration.is_undecided:
        return _("conflict of interest declared; not decided yet")
    by = declaration.decided_by
    stays = _(
        "conflict of interest declared; stays on the panel by decision of %(person)s, %(date)s"
    )
    left = _("conflict of interest declared; left the panel by decision of %(person)s, %(date)s")
    words = stays if declaration.decision == Declaration.Decision.STAYS else left
    return words % {
        "person": by.get_full_name() or by.get_username(),
        "date": _day(declaration.decided_at),
    }


def deciders_of(seat: Panelist) -> list[User]:
    """Who is asked to decide on a conflict, never the person concerned: the hiring manager; in
    their place the other hiring managers of the opening; where there is none, the superusers.
    Whoever may manage the opening can decide. A few queries for each person looked at."""
    opening = seat.interview.candidate.opening
    others = User.objects.filter(is_active=True).exclude(pk=seat.user_id or 0)
    for users in (
        others.filter(pk=opening.hiring_manager_id),
        others.filter(openings_joined=opening).order_by("last_name", "pk"),
    ):
        if able := [user for user in users if user.has_perm("interviews.change_opening")]:
            return able
    return list(others.filter(is_superuser=True).order_by("pk"))


def _day(moment: datetime.datetime) -> str:
    return date_format(timezone.localtime(moment), "j M Y")
