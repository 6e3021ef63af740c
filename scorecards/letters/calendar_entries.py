"""Interviews as entries of somebody's calendar: iCalendar texts (RFC 5545, RFC 5546)."""

from __future__ import annotations

import datetime
import zoneinfo
from dataclasses import dataclass

from icalendar import Calendar, Event, vCalAddress

REQUEST = "REQUEST"
CANCEL = "CANCEL"


@dataclass(frozen=True)
class Entry:
    """What a calendar is told. `uid` is the same for the life of an interview and `sequence` rises
    with every change. `start`, `end` and `stamp`, the moment of writing, are aware; the first two
    are written in `zone`. Of the people only the organiser and the one addressed stand in it."""

    uid: str
    sequence: int
    stamp: datetime.datetime
    start: datetime.datetime
    end: datetime.datetime
    zone: zoneinfo.ZoneInfo
    summary: str
    place: str
    description: str
    url: str
    organiser_name: str
    organiser_email: str
    person_name: str
    person_email: str


def as_calendar(entry: Entry, method: str) -> str:
    """The text of an iCalendar object with one event, its lines ended by CR and LF. `method` is
    REQUEST, which also says a change, or CANCEL."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Evenhand//Evenhand//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_event(entry, method))
    # Calendars need the rules of the zone around the event only; all since 1970 are long.
    year = datetime.timedelta(days=366)
    calendar.add_missing_timezones(entry.start.date() - year, entry.end.date() + year)
    return calendar.to_ical().decode()


def _event(entry: Entry, method: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(datetime.UTC))
    event.add("dtstart", _there(entry.start, entry.zone))
    event.add("dtend", _there(entry.end, entry.zone))
    event.add("summary", entry.summary)
    if entry.place:
        event.add("location", entry.place)
    if entry.description:
        event.add("description", entry.description)
    if entry.url:
        event.add("url", entry.url)
    event["organizer"] = vCalAddress.new(entry.organiser_email, cn=entry.organiser_name)
    event["attendee"] = vCalAddress.new(
        entry.person_email,
        cn=entry.person_name,
        cutype="INDIVIDUAL",
        role="REQ-PARTICIPANT",
        partstat="NEEDS-ACTION",
        rsvp=False,  # who cannot come says so on the page, where somebody reads it
    )
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT" if method == CANCEL else "OPAQUE")
    return event


def _there(moment: datetime.datetime, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """In the zone; UTC as such, for which iCalendar has a letter and no rules."""
    return moment.astimezone(datetime.UTC if zone.key == "UTC" else zone)
