"""Advice on texts that the advice was not made from, and whom a sentence is about."""

import csv
from pathlib import Path

import pytest
import yaml

from interviews import wording
from interviews.wording import meaning
from interviews.wording.said import as_asked, said
from interviews.wording.text import sentences
from interviews.wording.topics import NAMES

TEXTS = Path(__file__).parent / "wording"
SALES = Path("fixtures/sales")
MOST_FALSE_ALARMS = 0.03


def risky(text, part="prompt", own=()):
    return [one for one in wording.advice_on(text, part=part, own=own) if one.kind == "risky"]


def topics_in(text, part="prompt"):
    return {one.topic for one in risky(text, part)}


def share_flagged(name, label):
    with open(TEXTS / name, encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file) if row["risky"] == label]
    found = wording.advice_on_many(texts)
    return sum(any(one.kind == "risky" for one in remarks) for remarks in found) / len(texts)


def test_it_finds_the_plain_questions_of_the_half_kept_for_checking():
    assert share_flagged("checking.csv", "1") >= 0.95
    assert share_flagged("checking.csv", "0") <= MOST_FALSE_ALARMS


# The texts of "independent" are by the writers of the examples; those of "unseen" by another one,
# and were looked at by nobody while patterns and examples were made. Keep it so.
written = pytest.mark.parametrize("writer", ["independent", "unseen"])


@written
def test_it_finds_nine_in_ten_plain_questions_it_has_never_seen(writer):
    assert share_flagged(f"{writer}_plain.csv", "1") >= 0.9


@written
def test_it_finds_three_in_five_euphemisms_it_has_never_seen(writer):
    assert share_flagged(f"{writer}_euphemism.csv", "1") >= 0.6


@written
def test_it_leaves_harmless_look_alikes_alone(writer):
    assert share_flagged(f"{writer}_harmless.csv", "0") <= MOST_FALSE_ALARMS


def test_no_measured_text_is_among_the_examples():
    known = set(meaning.examples().texts)
    for path in (*TEXTS.glob("independent_*.csv"), *TEXTS.glob("unseen_*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            assert not known & {row["text"] for row in csv.DictReader(file)}
    with open(TEXTS / "checking.csv", encoding="utf-8", newline="") as file:
        assert not known & {row["text"] for row in csv.DictReader(file)}


def test_the_sales_library_asks_nothing_risky():
    texts = {"prompt": [], "follow_up": [], "brief": []}
    for question in yaml.safe_load((SALES / "questions.yaml").read_text())["questions"]:
        texts["prompt"].append(question["prompt"])
        texts["follow_up"] += question.get("follow_ups", [])
        texts["brief"] += [question["materials"]] if "materials" in question else []

    found = [
        (one.topic, one.excerpt)
        for part, of_part in texts.items()
        for remarks in wording.advice_on_many(of_part, part=part)
        for one in remarks
        if one.kind == "risky"
    ]

    assert texts["brief"]
    assert found == []


def test_no_anchor_of_the_sales_library_is_risky():
    found = []
    for competency in yaml.safe_load((SALES / "competencies.yaml").read_text())["competencies"]:
        for of_scale in competency["anchors"].values():
            for anchors in of_scale.values():
                found += wording.advice_on_anchors(anchors)

    assert [one for _, one in found if one.kind == "risky"] == []


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("How old are you?", "age"),
        ("Who looks after your children when you travel?", "family"),
        ("Are you pregnant?", "pregnancy"),
        ("Which church do you go to?", "religion"),
        ("Where are your parents from?", "origin"),
        ("What is your ethnic background?", "race"),
        ("Do you have any disabilities?", "disability"),
        ("Have you ever had a genetic test?", "genetic"),
        ("Are you transgender?", "sex"),
        ("Are you gay?", "orientation"),
        ("What is your current salary?", "pay_history"),
        ("Have you ever been arrested?", "convictions"),
        ("What type of military discharge did you get?", "military"),
        ("Are you a member of a union?", "union_politics"),
        ("What is your credit score?", "credit"),
        ("How much do you weigh?", "body"),
        ("Do you smoke?", "substance_use"),
        ("What are your hobbies?", "private_life"),
    ],
)
def test_each_topic_is_found_with_its_reason_place_and_alternative(text, topic):
    found = {one.topic: one for one in risky(text)}

    assert topic in found
    assert found[topic].reason
    assert found[topic].where
    assert found[topic].instead
    assert found[topic].severity in ("stop", "caution")


@pytest.mark.parametrize(
    ("about_you", "about_others"),
    [
        ("How old are you?", "How old is the system you replaced?"),
        ("Are you married?", "How did you bring two price lists together in one?"),
        ("Do you have a disability?", "How did you sell a disability insurance product?"),
        ("What is your religion?", "How would you serve customers whatever their religion?"),
        ("Are you pregnant?", "What did you do with a pregnant pause in a negotiation?"),
        ("Are you in the army?", "Describe a time you managed a customer in the military sector."),
        ("Do you have children?", "Walk me through the child records in your data model."),
        ("What do you earn now?", "How much revenue did your team earn?"),
    ],
)
def test_it_knows_whom_a_sentence_is_about(about_you, about_others):
    assert risky(about_you)
    assert risky(about_others) == []


@pytest.mark.parametrize(
    "text",
    [
        "The role involves three nights away each month. Can you meet that requirement?",
        "Are you legally entitled to work in this country?",
        "Are you at least 18, as the law requires for this work?",
        "The range is fifty to sixty thousand. Does that match your expectations?",
        "Do you need any adjustment to take part in this interview?",
    ],
)
def test_what_may_be_asked_of_anybody_is_left_alone(text):
    assert risky(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Would you travel to our customers in the north?",
        "Do you speak German well enough to negotiate in it?",
        "Are you a good listener?",
        "What is your notice period?",
        "Have you ever led a project?",
        "Where would you like to be in three years?",
    ],
)
def test_ordinary_questions_are_no_risk_even_where_they_are_weak(text):
    assert risky(text) == []


def named(text):
    """What the words of a text name, whatever it is like in meaning."""
    return {(hit.topic, hit.kind) for one in as_asked(list(sentences(text))) for hit in said(one)}


def test_words_of_a_topic_count_by_whom_they_are_about():
    assert ("pregnancy", "ways") in named("Are you pregnant?")
    assert named("How would you advise a pregnant traveller?") == set()
    assert named("Are you ready to serve pregnant customers?") == set()


def test_a_form_that_is_fine_takes_what_it_overlaps_and_no_more():
    assert named("Can you do this, with or without adjustments because of a disability?") != set()
    assert named("Do you need adjustments for the interview?") == set()
    assert named("As the law requires, are you legally entitled to work in Spain?") == set()


def test_a_form_that_is_fine_does_not_hide_a_question_beside_it():
    assert "origin" in topics_in("Are you legally entitled to work here, and where were you born?")


@pytest.mark.parametrize(
    "text",
    [
        "WHAT IS YOUR AGE?",
        "whats your age",
        "What’s  your\u00a0age?",
        "Whàt ís yóur áge?",
        "What is your a\u200bge?",
        "What is\nyour age?",
    ],
)
def test_case_accents_quotes_and_spaces_hide_nothing(text):
    assert "age" in topics_in(text)


def test_she_and_he_are_the_candidate_where_nobody_else_is_named():
    assert "pregnancy" in topics_in("Find out whether she is pregnant.", "brief")
    assert "pregnancy" in topics_in("She mentioned that she is pregnant.", "note")
    assert topics_in("The customer has been away because she is pregnant.", "brief") == set()


def test_the_excerpt_is_the_words_at_the_span():
    text = "Thank you for coming. By the way, how old are you? Then tell me about a deal."

    (found,) = [one for one in risky(text) if one.topic == "age"]

    assert text[found.start : found.end] == found.excerpt == "how old are you"
    assert (found.severity, found.found_by) == ("stop", "words")


def test_likeness_in_meaning_only_cautions_and_says_what_it_is_like():
    text = "Would the two of you be hearing the patter of feet one of these days?"
    found = risky(text)

    assert found
    assert all(one.severity == "caution" for one in found)
    by_meaning = [one for one in found if one.found_by == "meaning"]
    assert all("reads like" in one.reason for one in by_meaning)


def test_the_topic_of_a_euphemism_is_mostly_the_right_one():
    with open(TEXTS / "independent_euphemism.csv", encoding="utf-8", newline="") as file:
        rows = [(row["text"], row["category"]) for row in csv.DictReader(file)]

    found = wording.advice_on_many([text for text, _ in rows])
    topics = [
        (category, {one.topic for one in remarks if one.kind == "risky"})
        for (_, category), remarks in zip(rows, found, strict=True)
    ]
    flagged = [(category, known) for category, known in topics if known]

    assert sum(category in known for category, known in flagged) >= 0.5 * len(flagged)


def test_every_remark_on_a_euphemism_is_of_a_known_topic():
    with open(TEXTS / "independent_euphemism.csv", encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]

    found = [one for remarks in wording.advice_on_many(texts) for one in remarks]

    assert {one.topic for one in found if one.kind == "risky"} <= set(NAMES)
    assert any(one.found_by == "meaning" and "reads like" in one.reason for one in found)


def test_a_risky_sentence_is_found_in_a_long_brief():
    brief = "You play a buyer with a fixed budget. Ask for two references. " * 100

    assert risky(brief, "brief") == []
    assert "family" in topics_in(f"{brief}Then ask: are you married? {brief}", "brief")


def test_many_texts_get_what_each_gets_alone():
    texts = ["How old are you?", "Tell me about a deal you lost.", "", "Do you smoke?"]

    assert wording.advice_on_many(texts) == [wording.advice_on(text) for text in texts]
    assert wording.advice_on_many([]) == []


def test_topics_explain_themselves():
    assert [topic.slug for topic in wording.topics()] == list(NAMES)
    for topic in wording.topics():
        assert topic.severity in ("stop", "caution")
        assert topic.name
        assert topic.reason
        assert topic.where
        assert topic.instead
        assert topic.sources


def test_silence_is_no_clearance():
    assert "does not mean" in str(wording.SILENCE)
