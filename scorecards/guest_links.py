"""The link by which a guest gets in. It is signed and kept nowhere: a pass makes it anew."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from interviews.models import GuestPass, Panelist

SIGNER = Signer(salt="scorecards.guest_links", sep=".")


def link_of(panelist: Panelist) -> str:
    """The absolute address for a guest of a live seat. Writes: it makes a pass where none is valid
    and moves its end along with the interview. For letters, never for pages."""
    token = token_of(GuestPass.objects.issue(panelist))
    return settings.SITE_URL + reverse("scorecards:guest_enter", args=[token])


def token_of(guest_pass: GuestPass) -> str:
    """The same for as long as the pass lasts."""
    return SIGNER.sign_object([guest_pass.pk, guest_pass.nonce])


def pass_of(token: str) -> GuestPass | None:
    """The valid pass with its seat, or None: forged, expired and revoked ones are alike."""
    try:
        pk, nonce = SIGNER.unsign_object(token)
    except (BadSignature, ValueError):
        return None
    passes = GuestPass.objects.valid().select_related("panelist")
    return passes.filter(pk=pk, nonce=nonce).first()


def way_to(seat: Panelist) -> str:
    """The absolute address that leads whoever has this seat to their scorecard. Writes for guests,
    as `link_of` does."""
    if seat.is_guest:
        return link_of(seat)
    return settings.SITE_URL + reverse("scorecards:card", args=[seat.pk])
