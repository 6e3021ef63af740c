"""Inviting panels: what each panelist was last told, and what has to be said now."""

from __future__ import annotations

import hashlib
import zoneinfo
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from interviews.models import Interview, Panelist
from scorecards.guest_links import way_to
from scorecards.letters.calendar_entries import CANCEL, REQUEST, Entry, as_calendar
from scorecards.models import Mail


def tell_panel(interview: Interview) -> None:
    """Write the letters that are due: an invitation to who has none, a new one to whom a change
    concerns, a cancellation to who was invited and need not come. A second call writes nothing. In
    the transaction of the act that it follows."""
    with transaction.atomic():
        interview = _as_stored(interview)
        if interview.no_show_at:
            return
        seats = _seats_to_invite(interview)
        last = _last_letters(interview)
        invited = [
            seat
            for who, seat in seats.items()
            if who not in last or last[who].told != _digest(seat) or last[who].method == CANCEL
        ]
        dismissed = [
            mail for who, mail in last.items() if who not in seats and mail.method == REQUEST
        ]
        if interview.ends_at <= timezone.now():
            dismissed = []  # nobody needs a past entry out of their calendar
            invited = invited if last else []  # nor a first one in it
        if dismissed or any(_who(seat) in last for seat in invited):
            _raise_sequence(interview)
        for seat in invited:
            before = last.get(_who(seat))
            _invite(seat, interview, is_change=bool(before and before.method == REQUEST))
        for mail in dismissed:
            _dismiss(mail, interview)


def invite_again(seat: Panelist) -> Mail | None:
    """The same invitation once more, for who has lost it; None where nobody can be invited: the
    seat has no address or has ended, or the interview is off."""
    with transaction.atomic():
        interview = _as_stored(seat.interview)
        found = _seats_to_invite(interview).get(_who(seat)) if seat.email else None
        if found is None or found.pk != seat.pk or interview.no_show_at:
            return None
        return _invite(found, interview, is_change=False)


def when_in_words(interview: Interview) -> str:
    """“Monday 11 January 2027, 09:00 to 10:00 (Europe/Berlin)”, in the interview's own zone."""
    start, end = interview.starts_there, interview.ends_there
    until = time_format(end, "H:i")
    if end.date() != start.date():
        until = date_format(end, "l j F Y, H:i")
    return _("%(start)s to %(end)s (%(zone)s)") % {
        "start": date_format(start, "l j F Y, H:i"),
        "end": until,
        "zone": zone_in_words(interview.zone),
    }


def zone_in_words(zone: zoneinfo.ZoneInfo) -> str:
    return zone.key.replace("_", " ")


def _as_stored(interview: Interview) -> Interview:
    """As this transaction sees it, the candidate locked: two acts at once tell nobody twice."""
    interview.lock_candidate()
    found = Interview.objects.select_related(
        "candidate__opening__hiring_manager", "revision__kit"
    ).prefetch_related("panelists__user")
    return found.get(pk=interview.pk)


def _who(seat: Panelist) -> tuple[int | str, str]:
    """The person with the address: a new address is told anew, and the old one dismissed."""
    return seat.person, seat.email.lower()


def _seats_to_invite(interview: Interview) -> dict[tuple[int | str, str], Panelist]:
    if interview.cancelled_at or not interview.candidate.is_current:
        return {}
    return {_who(seat): seat for seat in interview.panel if seat.email}


def _last_letters(interview: Interview) -> dict[tuple[int | str, str], Mail]:
    letters = Mail.objects.invitations_to(interview).select_related("panelist__user")
    return {(mail.panelist.person, mail.to.lower()): mail for mail in letters}


def _digest(seat: Panelist) -> str:
    """Of what a letter to this seat would tell."""
    interview = seat.interview
    told = (
        seat.pk,
        interview.candidate.number,
        interview.round_key,
        interview.starts_at.isoformat(),
        interview.ends_at.isoformat(),
        interview.zone.key,
        interview.place,
        seat.part,
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _raise_sequence(interview: Interview) -> None:
    Interview.objects.filter(pk=interview.pk).update(sequence=models.F("sequence") + 1)
    interview.refresh_from_db(fields=["sequence"])


def _invite(seat: Panelist, interview: Interview, *, is_change: bool) -> Mail:
    link = way_to(seat)
    body = render_to_string(
        "mail/invitation.txt",
        _words(seat, interview) | {"link": link, "is_change": is_change},
    )
    subject = _("Changed: %(title)s, %(day)s") if is_change else _("%(title)s, %(day)s")
    return Mail.objects.write(
        to=seat.email,
        subject=subject % {"title": _title(interview), "day": _day(interview)},
        body=body,
        panelist=seat,
        calendar=as_calendar(_entry(seat, interview, link=link), REQUEST),
        method=REQUEST,
        told=_digest(seat),
    )


def _dismiss(mail: Mail, interview: Interview) -> None:
    seat = mail.panelist
    Mail.objects.write(
        to=mail.to,
        subject=_("Cancelled: %(title)s, %(day)s")
        % {"title": _title(interview), "day": _day(interview)},
        body=render_to_string("mail/cancellation.txt", _words(seat, interview)),
        panelist=seat,
        calendar=as_calendar(_entry(seat, interview, to=mail.to), CANCEL),
        method=CANCEL,
    )


def _title(interview: Interview) -> str:
    """The candidate by number: the panelist has declared nothing yet, and e-mail leaks."""
    return _("Interview: %(candidate)s, %(round)s, %(opening)s") % {
        "candidate": interview.candidate.number_in_words,
        "round": interview.round_name,
        "opening": interview.candidate.opening.title,
    }


def _day(interview: Interview) -> str:
    return date_format(interview.starts_there, "D j M, H:i")


def _words(seat: Panelist, interview: Interview) -> dict:
    """What the letters to a seat say."""
    manager = interview.candidate.opening.hiring_manager
    return {
        "seat": seat,
        "interview": interview,
        "opening": interview.candidate.opening,
        "manager": manager.get_full_name() or manager.get_username(),
        "kit": interview.revision.document["title"],
        "when": when_in_words(interview),
        "colleagues": [each for each in interview.panel if each.pk != seat.pk],
    }


def _entry(seat: Panelist, interview: Interview, *, link: str = "", to: str = "") -> Entry:
    manager = interview.candidate.opening.hiring_manager
    host = urlsplit(settings.SITE_URL).hostname
    description = render_to_string("mail/entry.txt", {"link": link}).strip() if link else ""
    return Entry(
        uid=f"{interview.uid}@{host}",
        sequence=interview.sequence,
        stamp=timezone.now(),
        start=interview.starts_at,
        end=interview.ends_at,
        zone=interview.zone,
        summary=_title(interview),
        place=interview.place,
        description=description,
        url=link,
        # The sender, so that it stays the same when the hiring manager changes: calendars take a
        # change only from who sent the first invitation.
        organiser_name=manager.get_full_name() or manager.get_username(),
        organiser_email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        person_name=seat.name,
        person_email=to or seat.email,
    )
