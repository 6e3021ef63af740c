"""When reminders are due: working mornings, time zones, late workers. Plain data, no database."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.letters.reminder_times import (
    CHAIR_TOLD,
    OWN_STAGES,
    SLOT_END,
    CardFacts,
    due,
    next_working_morning,
    passed_by,
    times_of,
)
from scorecards.models import Reminder

ALL = [*OWN_STAGES, CHAIR_TOLD]
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [BERLIN] + [
    ZoneInfo(name)
    for name in ("UTC", "America/New_York", "Pacific/Kiritimati", "Australia/Lord_Howe")
]
timeless = settings(deadline=None, max_examples=50)  # a busy machine is no finding
zones = st.sampled_from(ZONES)
moments = st.datetimes(datetime(2026, 12, 1), datetime(2027, 12, 1), timezones=st.just(UTC))


def live_through(card, minutes=60, days=12):
    """What goes out from the end of the slot on, by a worker that looks every so many minutes."""
    now, noted, sent = card.ends_at, {}, []
    while now < card.ends_at + timedelta(days=days):
        facts = CardFacts(card.ends_at, card.zone, True, card.wants_more, noted)
        if stage := due(facts, now):
            sent.append((stage, now))
            noted = noted | {each: now for each in [*passed_by(stage), stage] if each not in noted}
        now += timedelta(minutes=minutes)
    return sent


def test_the_stages_are_those_of_the_rows():
    assert list(Reminder.Stage.values) == ALL


def test_the_times_of_a_wednesday():
    ends_at = datetime(2027, 1, 13, 15, 45, tzinfo=BERLIN)
    assert list(times_of(ends_at, BERLIN).items()) == [
        ("slot_end", ends_at),
        ("hour_later", datetime(2027, 1, 13, 16, 45, tzinfo=BERLIN)),
        ("next_morning", datetime(2027, 1, 14, 9, tzinfo=BERLIN)),
        ("second_day", datetime(2027, 1, 15, 9, tzinfo=BERLIN)),
        ("third_day", datetime(2027, 1, 18, 9, tzinfo=BERLIN)),
        ("chair_told", datetime(2027, 1, 19, 9, tzinfo=BERLIN)),
    ]


def test_nine_is_nine_after_the_clocks_have_changed():
    friday = datetime(2027, 3, 26, 16, tzinfo=BERLIN)
    morning = next_working_morning(friday, BERLIN)
    assert morning.astimezone(UTC) == datetime(2027, 3, 29, 7, tzinfo=UTC)


def test_the_day_is_that_of_the_interview_and_not_of_the_server():
    auckland = ZoneInfo("Pacific/Auckland")
    friday_there = datetime(2027, 1, 14, 21, tzinfo=UTC)  # Friday morning in Auckland
    assert next_working_morning(friday_there, auckland) == datetime(2027, 1, 18, 9, tzinfo=auckland)


@timeless
@given(moments, zones)
def test_all_stages_follow_one_another(ends_at, zone):
    times = times_of(ends_at, zone)
    assert list(times) == ALL
    assert sorted(times.values()) == list(times.values())
    for stage in ALL[2:]:
        there = times[stage].astimezone(zone)
        assert (there.hour, there.minute) == (9, 0)
        assert there.weekday() < 5


@timeless
@given(moments, zones, moments, st.sets(st.sampled_from(ALL)))
def test_never_for_a_card_that_is_in(ends_at, zone, now, noted):
    facts = CardFacts(ends_at, zone, False, True, dict.fromkeys(noted, ends_at))
    assert due(facts, now) is None


@timeless
@given(moments, zones, moments)
def test_never_before_the_end_of_the_slot(ends_at, zone, now):
    assert now >= ends_at or due(CardFacts(ends_at, zone), now) is None


@timeless
@given(moments, zones, moments, st.sets(st.sampled_from(ALL)), st.booleans())
def test_never_twice_and_never_backwards(ends_at, zone, now, noted, wants_more):
    facts = CardFacts(ends_at, zone, True, wants_more, dict.fromkeys(noted, ends_at))
    stage = due(facts, now)
    assert stage not in noted


@timeless
@given(moments, zones)
def test_whoever_never_fills_it_in_hears_each_stage_once_in_order(ends_at, zone):
    assert [stage for stage, _at in live_through(CardFacts(ends_at, zone))] == ALL


@timeless
@given(moments, zones)
def test_who_wants_no_more_hears_the_first_and_then_the_chair_is_told(ends_at, zone):
    facts = CardFacts(ends_at, zone, wants_more=False)
    assert [stage for stage, _at in live_through(facts)] == [SLOT_END, CHAIR_TOLD]


@timeless
@given(moments, zones, st.integers(1, 20_000))
def test_a_late_worker_sends_one_in_working_hours(ends_at, zone, minutes):
    """However long nothing ran: one reminder, never at night or at a weekend unless the interview
    itself was just over."""
    now = ends_at + timedelta(minutes=minutes)
    there = now.astimezone(zone)
    stage = due(CardFacts(ends_at, zone), now)
    times = times_of(ends_at, zone)
    in_hours = there.weekday() < 5 and 9 <= there.hour < 18
    assert stage != CHAIR_TOLD, "the person comes first"
    assert stage is None or in_hours or now - times[stage] <= timedelta(hours=2)
    assert stage is not None or not in_hours


def test_the_chair_is_told_a_working_morning_after_the_person():
    """A worker that was down for two weeks does not tell the chair what the person never heard."""
    ends_at = datetime(2027, 1, 13, 15, 45, tzinfo=BERLIN)
    back = datetime(2027, 1, 29, 11, tzinfo=BERLIN)  # a Friday
    assert due(CardFacts(ends_at, BERLIN), back) == "third_day"
    noted = dict.fromkeys(OWN_STAGES, back)
    facts = CardFacts(ends_at, BERLIN, noted=noted)
    assert due(facts, back + timedelta(minutes=5)) is None
    assert due(facts, datetime(2027, 2, 1, 8, 59, tzinfo=BERLIN)) is None
    assert due(facts, datetime(2027, 2, 1, 9, tzinfo=BERLIN)) == CHAIR_TOLD


@pytest.mark.parametrize(
    ("now", "stage"),
    [
        (datetime(2027, 1, 15, 17, 45, tzinfo=BERLIN), "slot_end"),
        (datetime(2027, 1, 15, 20, 44, tzinfo=BERLIN), "hour_later"),
        (datetime(2027, 1, 15, 22, 0, tzinfo=BERLIN), None),  # Friday night
        (datetime(2027, 1, 17, 12, 0, tzinfo=BERLIN), None),  # Sunday
        (datetime(2027, 1, 18, 9, 0, tzinfo=BERLIN), "next_morning"),
    ],
)
def test_what_the_first_pass_after_a_friday_evening_sends(now, stage):
    assert due(CardFacts(datetime(2027, 1, 15, 17, 45, tzinfo=BERLIN), BERLIN), now) == stage
