"""KitDocument: what fits together goes through JSON unchanged, what does not is refused."""

import datetime
import json

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

from interviews.document import (
    JobAnalysis,
    KitDocument,
    Settings,
    usual_closing,
    usual_opening,
)
from tests.interviews.documents import kit_documents


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kit_documents())
def test_it_goes_through_json_unchanged(document):
    again = KitDocument.from_json(json.dumps(document.as_data()))

    assert again == document
    assert again.canonical() == document.canonical()
    assert again.digest == document.digest
    assert KitDocument.from_json(document.canonical()) == document
    assert KitDocument.from_data(document.as_data()) == document


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kit_documents(), kit_documents())
def test_the_digest_tells_documents_apart(one, other):
    assert (one == other) == (one.digest == other.digest)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kit_documents())
def test_the_canonical_form_is_sorted_utf8_and_holds_no_fractions(document):
    def refuse(number):
        raise AssertionError(f"{number} is a fraction")

    data = json.loads(document.canonical().decode("utf-8"), parse_float=refuse)

    assert document.canonical() == json.dumps(
        data, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    ).encode("utf-8")


@pytest.fixture
def data():
    """A small document as data, to break in one place at a time."""
    anchors = [{"value": value, "text": f"Earns {value}"} for value in (1, 2)]
    return {
        "format": 1,
        "key": "kit",
        "title": "Kit",
        "role": {"key": "role", "title": "Role"},
        "scale": {
            "key": "scale",
            "name": "Scale",
            "points": [{"value": value, "label": str(value)} for value in (1, 2)],
        },
        "competencies": [{"key": "c", "name": "C", "weight": 1, "anchors": anchors}],
        "rounds": [
            {
                "key": "r",
                "name": "R",
                "minutes": 30,
                "panel_size": 1,
                "opening_minutes": 2,
                "closing_minutes": 3,
                "questions": [
                    {
                        "key": "q",
                        "competency": "c",
                        "type": "technical",
                        "prompt": "P?",
                        "minutes": 5,
                    }
                ],
            }
        ],
    }


def break_at(data, path, value):
    *steps, last = path
    for step in steps:
        data = data[step]
    data[last] = value


def test_the_small_document_is_fine(data):
    document = KitDocument.from_data(data)

    assert document.rounds[0].planned_minutes == 10
    assert document.rounds[0].spare_minutes == 20
    assert document.rounds[0].rated == ("c",)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("format",), 2, "Input should be 1"),
        (("surprise",), 1, "Extra inputs"),
        (("title",), "  ", "is empty"),
        (("title",), "a\x00b", "U\\+0000"),
        (("title",), "a\ud800b", "surrogate|U\\+D800"),
        (("rounds", 0, "minutes"), "30", "valid integer"),
        (("rounds", 0, "minutes"), 30.5, "valid integer"),
        (("rounds", 0, "minutes"), 0, "greater than or equal to 5"),
        (("rounds", 0, "questions", 0, "competency"), "x", "not among the competencies"),
        (("rounds", 0, "questions", 0, "competency"), None, "needs a competency"),
        (("rounds", 0, "questions", 0, "type"), "motivation", "never scored"),
        (("rounds", 0, "questions", 0, "type"), "riddle", "Input should be"),
        (("rounds", 0, "questions", 0, "asker"), 2, "asked by seat 2"),
        (("competencies", 0, "anchors"), [{"value": 1, "text": "One"}], "has anchors for"),
        (("competencies", 0, "weight"), 0, "greater than or equal to 1"),
        (("scale", "points", 1, "value"), 1, "each number once"),
    ],
)
def test_what_does_not_fit_together_is_refused(data, path, value, message):
    break_at(data, path, value)

    with pytest.raises(ValidationError, match=message):
        KitDocument.from_data(data)


def test_nothing_stands_twice(data):
    data["rounds"].append(data["rounds"][0] | {"questions": []})

    with pytest.raises(ValidationError, match="the round “r” stands twice"):
        KitDocument.from_data(data)


def test_a_question_is_asked_once_in_the_whole_kit(data):
    data["rounds"].append(data["rounds"][0] | {"key": "other"})

    with pytest.raises(ValidationError, match="the question “q” stands twice"):
        KitDocument.from_data(data)


def test_it_is_frozen(data):
    document = KitDocument.from_data(data)

    with pytest.raises(ValidationError, match="frozen"):
        document.title = "Other"


def test_unknown_keys_are_key_errors(data):
    document = KitDocument.from_data(data)

    with pytest.raises(KeyError):
        document.round("nowhere")
    with pytest.raises(KeyError):
        document.competency("nothing")


def test_short_slots_have_short_openings_and_closings():
    assert [(usual_opening(m), usual_closing(m)) for m in (30, 31)] == [(2, 3), (3, 5)]


def test_a_date_that_is_none_is_refused():
    with pytest.raises(ValidationError, match="is no date"):
        JobAnalysis(on="2026-02-31")


def test_what_came_later_is_left_out_while_it_says_nothing():
    assert Settings().model_dump() == {"planned_follow_ups_only": True}
    assert Settings(same_panel=True).model_dump() == {
        "planned_follow_ups_only": True,
        "same_panel": True,
    }
    assert JobAnalysis(source="Diaries", on="2026-02-28").date == datetime.date(2026, 2, 28)
