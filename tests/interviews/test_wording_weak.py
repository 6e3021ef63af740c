"""Questions and anchors that tell an interviewer little."""

from pathlib import Path

import pytest
import yaml

from interviews import wording

SALES = Path("fixtures/sales")


def weak(text, part="prompt"):
    return [one.topic for one in wording.advice_on(text, part=part) if one.kind == "weak"]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Wouldn't you agree that the customer comes first?", "leading"),
        ("You enjoy cold calls, right?", "leading"),
        ("You plan your week, don't you?", "leading"),
        ("Have you ever missed a target?", "yes_no"),
        ("Do you plan your week?", "yes_no"),
        ("How many golf balls fit in a bus?", "brainteaser"),
        ("If you were an animal, which would it be?", "brainteaser"),
        ("What are your strengths and weaknesses?", "opinion"),
        ("Where do you see yourself in five years?", "opinion"),
        ("Why would you be a good fit for our culture?", "culture_fit"),
        ("Describe a conflict with a peer. How do you plan a normal week?", "compound"),
        ("What is a good pipeline, and how do you prepare presentations?", "compound"),
    ],
)
def test_a_weak_question_is_named_with_a_way_to_better_it(text, topic):
    found = {one.topic: one for one in wording.advice_on(text) if one.kind == "weak"}

    assert topic in found
    assert found[topic].severity == "hint"
    assert found[topic].where == ""
    assert found[topic].reason
    assert found[topic].instead
    assert text[found[topic].start : found[topic].end] == found[topic].excerpt


@pytest.mark.parametrize(
    "text",
    [
        "Tell me about a time you lost a deal. What did you do, and what came of it?",
        "Can you walk me through a deal you lost?",
        "Tell me about a deal that you walked away from. What told you to stop?",
        "Describe a project with a fixed date. Who helped you with the plan?",
        "Take one account that grew under you. What was the plan, and what changed?",
        "How did you find out which offer was right?",
        "The role includes one Saturday in four. Can you work that rota?",
        "What would you do first, second and third?",
        "Are you able to work these hours, with or without adjustments?",
    ],
)
def test_a_sound_question_gets_no_hint(text):
    assert weak(text) == []


def test_only_prompts_and_follow_ups_get_hints():
    text = "What are your strengths?"

    assert weak(text) == weak(text, "follow_up") == ["opinion"]
    assert weak(text, "brief") == weak(text, "note") == []


def test_a_follow_up_may_ask_for_a_yes_or_no():
    assert weak("Did you reach the target?", "follow_up") == []


def on(anchors):
    return [(point, one.topic) for point, one in wording.advice_on_anchors(anchors)]


def test_anchors_of_behaviour_get_no_hint():
    assert (
        on(
            {
                1: "Has no plan beyond reacting to requests; effort follows whoever called last.",
                3: "Segments accounts by potential and sets dated objectives with named contacts.",
                5: "Changed the shape of a territory through a plan whose growth can be traced.",
            }
        )
        == []
    )


def test_a_short_anchor_and_a_trait_are_pointed_out():
    found = on({1: "Is lazy.", 3: "Is very friendly and confident with all customers always."})

    assert (1, "short_anchor") in found
    assert (1, "trait_anchor") in found
    assert (3, "trait_anchor") in found
    assert (3, "short_anchor") not in found


def test_anchors_that_differ_in_an_adverb_are_pointed_out_on_the_upper_one():
    found = on(
        {
            1: "Rarely asks the customer open questions before the product is shown",
            2: "Sometimes asks the customer open questions before the product is shown",
        }
    )

    assert found == [(2, "adverb_anchor")]


def test_an_anchor_that_repeats_its_neighbour_is_pointed_out():
    text = "Asks two open questions before the product is shown to the customer."

    assert on({2: text, 4: text}) == [(4, "repeated_anchor")]


def test_an_anchor_may_be_risky_too():
    found = wording.advice_on_anchors({1: "Says that she has no children and is not married yet."})

    assert "family" in {one.topic for _, one in found if one.kind == "risky"}


def test_empty_anchors_are_left_alone():
    assert wording.advice_on_anchors({1: "", 2: "  "}) == ()
    assert wording.advice_on_anchors({}) == ()


def test_rules_of_ones_own_hold_for_anchors():
    own = [wording.OwnRule("pattern", "", "caution", "umbrella*", "Ours.", "")]
    anchors = {1: "Sells umbrellas to customers who asked for something else altogether."}

    assert [one.reason for _, one in wording.advice_on_anchors(anchors, own=own)] == ["Ours."]


def test_the_sales_library_gets_no_hint():
    questions = yaml.safe_load((SALES / "questions.yaml").read_text())["questions"]
    competencies = yaml.safe_load((SALES / "competencies.yaml").read_text())["competencies"]

    hints = [
        (question["slug"], topic)
        for question in questions
        for part, texts in (
            ("prompt", [question["prompt"]]),
            ("follow_up", question.get("follow_ups", [])),
        )
        for text in texts
        for topic in weak(text, part)
    ]
    hints += [
        (competency["slug"], found)
        for competency in competencies
        for levels in competency["anchors"].values()
        for texts in levels.values()
        for found in on(texts)
    ]

    assert hints == []
