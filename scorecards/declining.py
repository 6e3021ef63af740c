"""Declining an interview: the seat ends, and those who plan the panel are told."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from interviews.models import Interview, Panelist
from scorecards.models import Mail
from scorecards.models.refusals import why_closed


def decline(seat, *, reason, replacement=""):
    """This person does not take part. Raises `ValidationError` where it is too late for that.
    `seat` was fetched `with_interview()`."""
    from scorecards.letters.invitations import tell_panel

    with transaction.atomic():
        if words := why_closed(seat):
            raise ValidationError(words)
        seat.end(Panelist.Ending.DECLINED, reason, replacement)
        for user in planners_of(seat.interview.candidate.opening):
            _write_to(user, seat)
        tell_panel(Interview.objects.with_panel().get(pk=seat.interview_id))


def planners_of(opening):
    """The hiring manager and the coordinators of an opening, those with an address."""
    people = get_user_model().objects.filter(is_active=True).exclude(email="")
    manages = Q(openings_managed=opening)
    coordinates = Q(openings_joined=opening, groups__name="Coordinators")
    return people.filter(manages | coordinates).distinct().order_by("pk")


def _write_to(user, seat):
    interview = seat.interview
    starts = interview.starts_there
    facts = {
        "seat": seat,
        "interview": interview,
        "opening": interview.candidate.opening,
        "when": f"{date_format(starts, 'D j M Y, H:i')} {starts.tzname()}",
        "link": settings.SITE_URL + reverse("scorecards:interview_detail", args=[interview.pk]),
    }
    Mail.objects.write(
        to=user.email,
        subject=_("%(person)s declined an interview: %(reference)s")
        % {"person": seat.name, "reference": facts["opening"].reference},
        body=render_to_string("mail/declined.txt", facts),
    )
