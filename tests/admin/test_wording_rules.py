"""Rules on wording that the house adds: written, tried out, and counted in the bank."""

import pytest
from django.urls import reverse

from interviews.models import WordingRule
from interviews.wording import SILENCE, topics
from tests import factories
from tests.admin.forms import Form
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

ADD = "/admin/interviews/wordingrule/add/"
TRY = "/admin/interviews/wordingrule/try/"
TOPICS = "/admin/interviews/wordingrule/topics/"
LIST = "/admin/interviews/wordingrule/"


def test_a_pattern_is_saved_and_says_how_much_of_the_bank_it_finds(as_, libby):
    factories.QuestionFactory(prompt="Tell me about the star signs in your team.")
    factories.QuestionFactory(prompt="Tell me about a deal.")
    client = as_(libby)
    form = Form(client.get(ADD)).fill(
        text="star sign*", topic="religion", severity="stop", reason="It says nothing."
    )

    response = form.save(client)

    rule = WordingRule.objects.get()
    assert (rule.kind, rule.topic, rule.severity) == ("pattern", "religion", "stop")
    assert "stand in 1 of 2 questions of the bank" in Page(client.get(response.url)).text
    page = Page(client.get(reverse("admin:interviews_wordingrule_change", args=[rule.pk])))
    assert "Its words stand in 1 of 2 questions." in page.text
    assert "Tell me about the star signs in your team." in page.text


def test_a_list_without_rules_says_what_a_rule_is_for(as_, libby):
    client = as_(libby)

    empty = Page(client.get(LIST))
    assert "You have no rules of your own yet" in empty.text
    assert "By severity" not in empty.text

    WordingRule.objects.create(kind="pattern", text="rock star*", reason="Says nothing.")
    page = Page(client.get(LIST))
    assert "You have no rules of your own yet" not in page.text
    assert "rock star*" in page.text
    assert "You have no rules" not in Page(client.get(LIST + "?q=nothing-like-it")).text


def test_a_topic_is_chosen_from_those_of_the_advice(as_, libby):
    page = Page(as_(libby).get(ADD))
    offered = {a["value"] for tag, a in page.elements if tag == "option"}
    assert {topic.slug for topic in topics()} <= offered
    response = as_(libby).post(
        ADD, {"kind": "pattern", "text": "some words", "topic": "x", "reason": "y"}
    )
    assert "Select a valid choice" in Page(response).text
    assert not WordingRule.objects.exists()


@pytest.mark.parametrize("words", ["a*", "*", "? !", "de"])
def test_a_phrase_too_short_to_mean_anything_is_refused(as_, libby, words):
    client = as_(libby)
    response = Form(client.get(ADD)).fill(text=words, reason="Because").save(client)
    assert "Write at least three letters" in Page(response).text
    assert Form(response).data["reason"] == "Because"
    assert not WordingRule.objects.exists()


def test_a_phrase_that_would_find_half_of_the_bank_is_refused(as_, libby):
    factories.QuestionFactory.create_batch(12)
    client = as_(libby)
    form = Form(client.get(ADD)).fill(text="tell me about*", reason="Because")
    assert "These words stand in 12 of 12 questions" in Page(form.save(client)).text
    assert not WordingRule.objects.exists()
    # An exception may be as wide as it likes.
    assert form.fill(kind="exception").save(client).status_code == 302


def test_a_rule_is_tried_before_it_is_saved(as_, libby):
    response = as_(libby).post(
        TRY,
        {
            "kind": "pattern",
            "text": "star sign*",
            "topic": "religion",
            "severity": "caution",
            "reason": "It says nothing.",
            "sample": "Which star signs <b>work</b> best here, in your view?",
        },
    )

    page = Page(response)
    with_rule, without = page.text.split("With the rule")[1].split("Without it")
    assert "It says nothing." in with_rule
    assert "It says nothing." not in without
    assert "<b>work</b>" not in response.text
    assert str(SILENCE) in page.text
    assert not WordingRule.objects.exists()


def test_a_saved_rule_that_is_tried_anew_does_not_count_twice(as_, libby):
    rule = WordingRule.objects.create(text="star sign*", topic="religion", reason="Nothing.")
    response = as_(libby).post(
        TRY,
        {
            "rule": rule.pk,
            "fragment": "1",
            "kind": "pattern",
            "text": "moon sign*",
            "topic": "religion",
            "severity": "caution",
            "reason": "Nothing.",
            "sample": "Which star signs are there, among those who asked?",
        },
    )
    page = Page(response)
    assert "The rule changes nothing about this text." in page.text
    assert "No advice." in page.text
    assert "<html" not in response.text


def test_an_exception_is_tried_too(as_, libby):
    response = as_(libby).post(
        TRY,
        {"kind": "exception", "text": "how old are you", "sample": "How old are you?"},
    )
    with_rule, without = Page(response).text.split("With the rule")[1].split("Without it")
    assert "No advice." in with_rule
    assert "How old are you" in without


def test_a_trial_without_words_says_what_to_write(as_, libby):
    page = Page(as_(libby).post(TRY, {"text": "", "sample": "Anything"}))
    assert "Write the words of the rule first" in page.text


def test_the_list_names_topic_and_severity(as_, libby):
    WordingRule.objects.create(text="star sign*", topic="religion", reason="Nothing.")
    WordingRule.objects.create(kind="exception", text="agency", reason="Our trade.")
    page = Page(as_(libby).get(LIST))
    assert "Religion" in page.text
    assert TOPICS in page.hrefs()


@pytest.mark.parametrize("more", [0, 20])
def test_the_list_costs_the_same_queries_however_long(as_, libby, django_assert_num_queries, more):
    for number in range(1 + more):
        WordingRule.objects.create(text=f"phrase {number}", reason="Because.")
    client = as_(libby)
    with django_assert_num_queries(7):
        client.get(LIST)


def test_the_topics_show_with_reasons_places_and_sources(as_, libby):
    page = Page(as_(libby).get(TOPICS))
    assert str(SILENCE) in page.text
    for topic in topics():
        for words in (topic.name, topic.reason, topic.where, topic.instead, *topic.sources):
            assert " ".join(str(words).split()) in page.text
    assert page.against_the_policy() == []


def test_it_is_for_library_admins(as_, client, libby, ana, zoe):
    for user in (ana, zoe):
        for address in (LIST, ADD, TOPICS):
            assert as_(user).get(address).status_code == 302
        assert as_(user).post(TRY, {}).status_code == 302
    assert client.get(TOPICS).status_code == 302
    assert as_(libby).get(TRY).status_code == 405


def test_staff_without_the_right_are_refused(as_):
    reader = staff("rita", "view_question")
    assert as_(reader).get(TOPICS).status_code == 403
    assert as_(reader).post(TRY, {"text": "words"}).status_code == 403
