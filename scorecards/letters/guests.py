"""Letters to guests, and about conflicts of interest. None of them names the candidate or says what
a conflict is: letters are passed on."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from interviews.models import GuestPass, Panelist
from scorecards.declaring import deciders_of
from scorecards.guest_links import link_of, way_to
from scorecards.letters.invitations import when_in_words
from scorecards.models import Mail


def send_code(guest_pass: GuestPass) -> Mail:
    """A letter with a new code. `ValidationError` says when too many were sent."""
    code = guest_pass.new_code()
    context = {"code": f"{code[:4]} {code[4:]}", "site": settings.SITE_URL}
    return Mail.objects.write(
        to=guest_pass.panelist.email,
        subject=_("Your code for Evenhand"),
        body=render_to_string("mail/guest_code.txt", context),
        panelist=guest_pass.panelist,
    )


def send_link(seat: Panelist) -> Mail:
    """A letter with a new link; those before it, and browsers they opened, get in no more.
    `seat` was fetched `with_interview()`."""
    GuestPass.objects.of(seat).revoke()
    return _write(
        seat, _("Your new link to the scorecard: %(opening)s"), "guest_link", link_of(seat)
    )


def tell_who_stays(seat: Panelist) -> Mail | None:
    """That they stay on the panel and may open the scorecard; None without an address."""
    if not seat.email:
        return None
    return _write(seat, _("You stay on the panel: %(opening)s"), "conflict_stays", way_to(seat))


def _write(seat: Panelist, subject: str, name: str, link: str) -> Mail:
    return Mail.objects.write(
        to=seat.email,
        subject=subject % {"opening": seat.interview.candidate.opening.title},
        body=render_to_string(f"mail/{name}.txt", _context(seat, link)),
        panelist=seat,
    )


def _context(seat: Panelist, link: str) -> dict:
    return {"seat": seat, "link": link, "when": when_in_words(seat.interview)}


def tell_deciders(seat: Panelist) -> None:
    """That a conflict waits for them, to each who is asked. `seat` was fetched
    `with_interview()`."""
    link = settings.SITE_URL + reverse("scorecards:recusal_decide", args=[seat.pk])
    body = render_to_string("mail/conflict_waits.txt", _context(seat, link))
    subject = _("Please decide: a conflict of interest in %(reference)s") % {
        "reference": seat.interview.candidate.opening.reference
    }
    for user in deciders_of(seat):
        if user.email:
            Mail.objects.write(to=user.email, subject=subject, body=body)
