"""The fields of a scorecard: which there are, what they take, and what a whole card needs."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from interviews import document as d
from scorecards.card.entries import Entry, fields_of, missing_in

QUESTION = d.Question(
    key="q1",
    competency="listening",
    type="behavioural",
    prompt="Tell me about a time.",
    follow_ups=("And then?", "What came of it?"),
    positive_indicators=("Gives a figure",),
    minutes=5,
)
TALK = d.Question(key="q2", type="motivation", scored=False, prompt="Why here?", minutes=3)
SCALE = d.Scale(
    key="s",
    name="Scale",
    points=tuple(d.ScalePoint(value=n, label=f"Step {n}") for n in (1, 2, 3)),
)


def fields(recommendations=("yes", "no_decision")):
    round_ = d.Round(
        key="r", name="Round", minutes=30, panel_size=1, opening_minutes=2, closing_minutes=2,
        questions=(QUESTION, TALK),
    )  # fmt: skip
    document = d.KitDocument(
        key="k", title="Kit", role=d.Role(key="role", title="Role"), scale=SCALE, rounds=(round_,),
        competencies=(d.Competency(key="listening", name="Listening", weight=1),),
        recommendations=tuple(d.Recommendation(key=k, label=k.title()) for k in recommendations),
    )  # fmt: skip
    return fields_of(document, round_)


def refusal(name, value):
    with pytest.raises(ValidationError) as caught:
        fields()[name].clean(value)
    return " ".join(caught.value.messages)


def lacking(**values):
    whole = {"evidence-q1": "Said so.", "rating-q1": "3", "recommendation": "yes"}
    named = {name.replace("_", "-"): value for name, value in values.items()}
    return [each.name for each in missing_in(fields(), whole | named)]


def test_the_fields_stand_in_the_order_of_the_page():
    assert list(fields()) == [
        "follow-up-q1", "indicator-q1", "own-follow-ups-q1", "evidence-q1", "rating-q1",
        "notes-q1", "own-follow-ups-q2", "notes-q2",
        "strengths", "concerns", "recommendation", "recommendation-reason", "notes",
    ]  # fmt: skip


def test_a_kit_without_recommendations_asks_for_none():
    assert not {"recommendation", "recommendation-reason"} & set(fields(recommendations=()))
    assert missing_in(fields(()), {"evidence-q1": "Said so.", "rating-q1": "3"}) == []


def test_a_rating_is_a_number_of_the_scale_or_one_of_three_states():
    rating = fields()["rating-q1"]
    for value in ("1", "3", "not_asked", "no_evidence", "declined", ""):
        assert rating.clean(value) == value
    assert refusal("rating-q1", "4") == (
        "Choose one of: 1 · Step 1, 2 · Step 2, 3 · Step 3, not asked, no evidence, "
        "declined to answer."
    )
    assert refusal("rating-q1", "²")


def test_ticks_are_kept_in_order_and_within_the_lines():
    assert fields()["follow-up-q1"].clean(" 2, 1,2") == "1,2"
    assert "does not have" in refusal("follow-up-q1", "3")
    assert "does not have" in refusal("follow-up-q1", "1,x")


def test_a_recommendation_is_one_of_the_kit_s():
    assert fields()["recommendation"].clean("no_decision") == "no_decision"
    assert refusal("recommendation", "maybe") == "Choose one of: Yes, No_Decision."


def test_line_breaks_of_every_origin_are_the_same():
    assert fields()["strengths"].clean("a\r\nb\rc\vd\u2028e") == "a\nb\nc\nd\ne"
    assert fields()["recommendation-reason"].clean("No\r\ntime.") == "No time."


def test_what_cannot_be_printed_or_is_endless_is_refused_in_words():
    assert "U+0000" in refusal("strengths", "a\x00b")
    assert "20001 characters" in refusal("strengths", "x" * 20_001)


def test_a_value_reads_as_words():
    assert fields()["rating-q1"].in_words("2") == "2 · Step 2"
    assert fields()["rating-q1"].in_words("no_evidence") == "no evidence"
    assert fields()["follow-up-q1"].in_words("1,2") == "And then?\nWhat came of it?"
    assert fields()["recommendation"].in_words("yes") == "Yes"
    assert fields()["recommendation"].in_words("") == ""


def test_a_whole_card_lacks_nothing():
    assert lacking() == []
    assert lacking(rating_q1="not_asked", evidence_q1="") == []


def test_what_is_missing_is_named_by_the_field_that_mends_it():
    assert lacking(rating_q1="") == ["rating-q1"]
    assert lacking(evidence_q1=" \n") == ["evidence-q1"]
    assert lacking(recommendation="") == ["recommendation"]
    assert lacking(recommendation="no_decision", recommendation_reason=" ") == [
        "recommendation-reason"
    ]
    assert lacking(recommendation="no_decision", recommendation_reason="Ill.") == []


def test_every_field_reads_back_what_it_wrote():
    for name, field in fields().items():
        for value in ("", *dict(field.options)):
            row = SimpleNamespace(**field.columns(value), **{field.version_column: 7})
            assert field.read(row) == Entry(name, value, 7)
