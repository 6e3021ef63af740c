"""The entries that other calendars read, read back by another library than the one that wrote."""

import datetime
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.letters.calendar_entries import CANCEL, REQUEST, Entry, as_calendar

ENTRY = Entry(
    uid="6f0b1c1e@evenhand.example.org",
    sequence=3,
    stamp=datetime.datetime(2027, 1, 4, 8, tzinfo=datetime.UTC),
    start=datetime.datetime(2027, 3, 26, 8, 30, tzinfo=datetime.UTC),
    end=datetime.datetime(2027, 3, 26, 9, 15, tzinfo=datetime.UTC),
    zone=ZoneInfo("Europe/Berlin"),
    summary="Interview: Candidate 3, Screen, Account Executive North",
    place="Room 4; second floor, left",
    description="Your scorecard:\nhttps://evenhand.example.org/scorecards/7/",
    url="https://evenhand.example.org/scorecards/7/",
    organiser_name="Hana Example",
    organiser_email="evenhand@example.org",
    person_name="Ana Example",
    person_email="ana@company.example",
)


def read(entry, method=REQUEST):
    return vobject.readOne(as_calendar(entry, method))


def test_it_says_what_was_put_in():
    calendar = read(ENTRY)
    event = calendar.vevent
    assert calendar.method.value == "REQUEST"
    assert calendar.version.value == "2.0"
    assert event.uid.value == ENTRY.uid
    assert event.sequence.value == "3"
    assert event.summary.value == ENTRY.summary
    assert event.location.value == ENTRY.place
    assert event.description.value == ENTRY.description
    assert event.url.value == ENTRY.url
    assert event.status.value == "CONFIRMED"
    assert event.dtstamp.value == ENTRY.stamp
    assert event.organizer.value == "mailto:evenhand@example.org"
    assert event.organizer.params["CN"] == ["Hana Example"]
    assert [each.value for each in event.attendee_list] == ["mailto:ana@company.example"]
    assert not hasattr(event, "valarm")


def test_a_cancellation_says_so_twice():
    calendar = read(ENTRY, CANCEL)
    assert calendar.method.value == "CANCEL"
    assert calendar.vevent.status.value == "CANCELLED"
    assert calendar.vevent.uid.value == ENTRY.uid


def test_what_is_empty_leaves_no_line():
    text = as_calendar(replace(ENTRY, place="", description="", url=""), REQUEST)
    for name in ("LOCATION", "DESCRIPTION", "URL"):
        assert f"\r\n{name}" not in text


@pytest.mark.parametrize(
    ("day", "local_hour"), [(27, 9), (28, 10)], ids=["before summer time", "after"]
)
def test_times_hold_over_the_change_of_the_clocks(day, local_hour):
    start = datetime.datetime(2027, 3, day, 8, 30, tzinfo=datetime.UTC)
    entry = replace(ENTRY, start=start, end=start + datetime.timedelta(minutes=45))
    text = as_calendar(entry, REQUEST)
    assert f"DTSTART;TZID=Europe/Berlin:202703{day}T{local_hour:02}3000" in text
    assert "BEGIN:VTIMEZONE" in text
    event = vobject.readOne(text).vevent
    assert event.dtstart.value == start
    assert event.dtend.value == entry.end


def test_a_slot_across_the_change_is_as_long_as_it_is():
    start = datetime.datetime(2027, 10, 31, 0, 30, tzinfo=datetime.UTC)  # 02:30, an hour twice
    entry = replace(ENTRY, start=start, end=start + datetime.timedelta(hours=2))
    event = read(entry).vevent
    assert event.dtend.value - datetime.datetime(2027, 10, 31, 2, 30, tzinfo=datetime.UTC) == (
        datetime.timedelta(0)
    )


def test_universal_time_needs_no_rules():
    text = as_calendar(replace(ENTRY, zone=ZoneInfo("UTC")), REQUEST)
    assert "DTSTART:20270326T083000Z" in text
    assert "VTIMEZONE" not in text


@pytest.mark.parametrize(
    "zone",
    ["Asia/Kolkata", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Etc/GMT+5"],
)
def test_zones_of_all_kinds_come_back_as_the_same_moment(zone):
    event = read(replace(ENTRY, zone=ZoneInfo(zone))).vevent
    assert event.dtstart.value == ENTRY.start


LONG = "Vertriebsbeauftragte für Bestandskunden " * 12
RIGHT_TO_LEFT = "مقابلة: مدير الحسابات الرئيسية للمنطقة الشمالية " * 6


@pytest.mark.parametrize("words", [LONG.strip(), RIGHT_TO_LEFT.strip(), "会議室 " * 40 + "A"])
def test_long_texts_are_folded_and_come_back(words):
    text = as_calendar(replace(ENTRY, summary=words, place=words), REQUEST)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    event = vobject.readOne(text).vevent
    assert event.summary.value == words
    assert event.location.value == words


WORDS = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1).map(
    str.strip
)


@settings(deadline=None, max_examples=50)  # a busy machine is no finding
@given(WORDS.filter(bool))
def test_any_text_comes_back_and_breaks_nothing(words):
    event = read(replace(ENTRY, summary=words, description=f"{words}\n{words}")).vevent
    assert event.summary.value == words
    assert event.description.value == f"{words}\n{words}"
    assert event.uid.value == ENTRY.uid


@pytest.mark.parametrize("name", ['Ana "the" Example', "Example; Ana, Ms: X", "Ana\nSTATUS:X"])
def test_a_name_cannot_break_out(name):
    event = read(replace(ENTRY, person_name=name, organiser_name=name)).vevent
    assert event.status.value == "CONFIRMED"
    assert event.attendee.value == "mailto:ana@company.example"
