"""A guest on a panel, and what such a person reads in e-mails."""

import re

from django.urls import reverse

from scorecards.guest_links import token_of
from scorecards.models import Mail
from tests import factories


def seat_guest(interview, **changes):
    """A guest in the third seat of this interview."""
    return factories.GuestFactory(interview=interview, seat=3, **changes)


def address(name, guest_pass):
    return reverse(f"scorecards:guest_{name}", args=[token_of(guest_pass)])


def last_letter(seat):
    return Mail.objects.filter(to=seat.email).latest("pk")


def code_in(letter):
    """The digits of a code, without the space between them."""
    return "".join(re.search(r"\b(\d{4}) (\d{4})\b", letter.body).groups())


def let_in(client, guest_pass):
    """Ask for a code and enter it, as the guest does."""
    client.post(address("send_code", guest_pass))
    code = code_in(last_letter(guest_pass.panelist))
    return client.post(address("enter_code", guest_pass), {"code": code})
