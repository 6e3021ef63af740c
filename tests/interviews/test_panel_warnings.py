"""What a clock means, and what to look at before an interview is arranged: plain data."""

import datetime
import zoneinfo
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.scheduling import Booking, Known, Plan, Sitter, moments_of, warnings_of

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
NINE = datetime.datetime(2027, 3, 1, 9, tzinfo=BERLIN)
HOUR = datetime.timedelta(hours=1)
ANA, BEN = Sitter(1, 1, "Ana Example", "chair"), Sitter(2, 2, "Ben Example", "member")
PLAN = Plan(7, NINE, NINE + HOUR, (ANA, BEN))


def question(competency, asker=None):
    return {"competency": competency, "scored": True, "asker": asker}


CLOSING = (question("closing"),)


def known(*, size=2, questions=CLOSING, **changes):
    document = {
        "settings": changes.pop("settings", {}),
        "competencies": [{"key": "closing", "name": "Closing"}, {"key": "care", "name": "Care"}],
        "rounds": [
            {"key": "screen", "panel_size": 1, "questions": [question("care")]},
            {"key": "panel", "panel_size": size, "questions": list(questions)},
        ],
    }
    now = NINE - datetime.timedelta(days=3)
    return Known(**{"document": document, "round_key": "panel", "now": now} | changes)


def test_an_ordinary_time_is_one_moment():
    assert moments_of(datetime.datetime(2027, 3, 1, 9), BERLIN) == (NINE,)


def test_the_hour_that_the_clocks_skip_is_none():
    assert moments_of(datetime.datetime(2027, 3, 28, 2, 30), BERLIN) == ()


def test_the_hour_that_the_clocks_repeat_is_two_in_order():
    first, second = moments_of(datetime.datetime(2027, 10, 31, 2, 30), BERLIN)

    assert second.astimezone(datetime.UTC) - first.astimezone(datetime.UTC) == HOUR
    assert [first.tzname(), second.tzname()] == ["CEST", "CET"]


@given(
    st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2099, 12, 31)),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_each_moment_shows_the_time_that_was_meant(clock, name):
    zone = zoneinfo.ZoneInfo(name)

    for moment in moments_of(clock, zone):
        read = moment.astimezone(datetime.UTC).astimezone(zone)
        assert read.replace(tzinfo=None, fold=0) == clock.replace(fold=0)


def test_a_good_plan_has_nothing_to_look_at():
    assert warnings_of(PLAN, known()) == ()


def test_somebody_booked_twice_is_named_with_the_hours_there():
    busy = Booking(9, NINE + HOUR / 2, NINE + 2 * HOUR, frozenset({2}))

    assert warnings_of(PLAN, known(bookings=(busy,))) == (
        "Ben Example has another interview then (9:30 a.m. to 11 a.m.).",
    )


@pytest.mark.parametrize("start", [NINE - HOUR, NINE + HOUR])
def test_interviews_back_to_back_do_not_overlap(start):
    busy = Booking(9, start, start + HOUR, frozenset({1, 2}))

    assert warnings_of(PLAN, known(bookings=(busy,))) == ()


def test_the_candidate_is_booked_twice_too():
    busy = Booking(7, NINE, NINE + HOUR, frozenset())

    assert "The candidate has another interview" in warnings_of(PLAN, known(bookings=(busy,)))[0]


def test_interviews_planned_together_count_as_booked():
    other = replace(PLAN, candidate=8)

    words = " ".join(warnings_of(PLAN, known(), [PLAN, other]))

    assert "Ana Example has another interview" in words
    assert "Ben Example has another interview" in words


def test_the_past_is_past():
    assert warnings_of(PLAN, known(now=NINE)) == ("It starts in the past.",)


def test_a_conflict_declared_before_is_named_for_that_candidate_alone():
    known_ = known(conflicts=frozenset({(1, 7), (2, 8)}))

    for candidate, name in ((7, "Ana Example"), (8, "Ben Example")):
        assert warnings_of(replace(PLAN, candidate=candidate), known_) == (
            f"{name} has declared a conflict of interest with this candidate before.",
        )


def test_a_small_panel_and_one_without_a_chair_are_told():
    found = warnings_of(replace(PLAN, panel=(BEN,)), known())

    assert found[:2] == ("Planned for 2 people, and has 1.", "Nobody chairs it.")


def test_observers_alone_rate_nothing():
    watcher = replace(ANA, part="observer")

    assert warnings_of(replace(PLAN, panel=(watcher,)), known()) == (
        "Only observers sit on it: nobody rates.",
    )


def test_an_empty_panel_is_smaller_than_planned_and_no_more():
    assert warnings_of(replace(PLAN, panel=()), known()) == ("Planned for 2 people, and has 0.",)


def test_a_competency_asked_by_an_empty_seat_is_named():
    questions = [question("closing", asker=2), question("care", asker=1)]

    found = warnings_of(replace(PLAN, panel=(ANA,)), known(size=1, questions=questions))

    assert "Nobody asks about Closing: those questions are for a seat left empty." in found
    assert not [words for words in found if "Nobody asks about Care" in words]


def test_a_competency_that_one_person_sees_over_all_rounds_is_named():
    seen = {7: {"screen": frozenset({1})}}
    questions = [question("care")]

    alone = warnings_of(replace(PLAN, panel=(ANA,)), known(size=1, questions=questions, seen=seen))
    together = warnings_of(PLAN, known(questions=questions, seen=seen))

    assert alone == ("Fewer than two people see Care over all rounds.",)
    assert together == ()


@pytest.mark.parametrize("wants", [True, False])
def test_another_panel_than_before_is_told_where_the_kit_wants_the_same(wants):
    known_ = known(settings={"same_panel": wants}, earlier={1: "Ana Example", 3: "Cora Example"})

    found = warnings_of(PLAN, known_)

    assert any("Ana Example, Cora Example" in words for words in found) == wants
