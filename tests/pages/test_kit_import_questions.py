"""The questions of an imported kit: known ones are asked, others become proposals of one's own."""

import pytest
from django.contrib.messages import get_messages
from django.db.models import Value
from django.db.models.functions import Replace
from django.urls import reverse

from interviews.models import Kit, Question
from tests import factories
from tests.pages.kit_files import (
    IMPORT,
    carried_off,
    changed,
    first_question,
    handed_in,
    library,
    looked_at,
    new_question,
)
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(revision):
    return carried_off(revision)


def test_a_new_question_becomes_a_proposal_of_ones_own(as_, hana, text):
    text = changed(text, new_question)
    client, before = as_(hana), library()

    look = client.post(IMPORT, handed_in(text))
    page = Page(look)
    assert "1 question is new: it becomes a proposal of yours, and waits for review." in page.text
    assert "What is new about it?" in page.text
    assert "has a digest of its own" in page.text
    response = client.post(IMPORT, looked_at(look))

    question = Question.objects.get(slug="new-one")
    assert (question.state, question.proposed_by) == ("draft", hana)
    assert question.kit_questions.get().round.kit == Kit.objects.get()
    assert question.source == "“" + Kit.objects.get().title + "”"
    assert question.history.get().history_user == hana
    assert (question.steps.get().by, question.steps.get().state) == (hana, "draft")
    assert library() == before
    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert any("1 of its questions waits for review" in words for words in said)


def test_the_same_file_twice_proposes_a_question_once(as_, hana, text):
    text = changed(text, new_question)
    client = as_(hana)
    for _ in range(2):
        client.post(IMPORT, looked_at(client.post(IMPORT, handed_in(text))))

    assert Question.objects.filter(prompt="What is new about it?").count() == 1
    assert Kit.objects.count() == 2


def test_a_question_worded_otherwise_here_is_shown_word_by_word_and_chosen(as_, hana, text):
    key = first_question(text)
    Question.objects.filter(slug=key).update(
        prompt=Replace("prompt", Value("occasion"), Value("rare occasion"))
    )
    client, before = as_(hana), library()

    look = client.post(IMPORT, handed_in(text))
    page = Page(look)
    assert "1 question is worded otherwise here: you choose." in page.text
    assert "added: rare" in page.text
    agreed = looked_at(look)
    assert agreed[f"text-{key}"] == "here"
    client.post(IMPORT, agreed | {f"text-{key}": "file"})

    question = Question.objects.get(proposed_by=hana)
    assert question.slug == f"{key}-2"
    assert question.prompt.endswith("What did you do?")
    assert question.kit_questions.exists()
    assert not Question.objects.get(slug=key).kit_questions.exists()
    assert library() == before


def test_this_librarys_text_is_asked_unless_chosen_otherwise(as_, hana, text):
    key = first_question(text)
    Question.objects.filter(slug=key).update(follow_ups="Another follow-up?")
    client = as_(hana)

    client.post(IMPORT, looked_at(client.post(IMPORT, handed_in(text))))

    assert Question.objects.get(slug=key).kit_questions.count() == 1
    assert not Question.objects.filter(proposed_by=hana).exists()


def test_a_question_about_something_else_here_comes_with_the_text_of_the_file(as_, hana, text):
    key = first_question(text)
    Question.objects.filter(slug=key).update(competency=factories.CompetencyFactory())
    client = as_(hana)

    look = client.post(IMPORT, handed_in(text))
    agreed = looked_at(look)
    assert f"text-{key}" not in agreed
    assert "asks about a competency that this kit does not rate" in Page(look).text
    client.post(IMPORT, agreed | {f"text-{key}": "here"})

    assert Question.objects.get(proposed_by=hana).slug == f"{key}-2"


@pytest.mark.parametrize("state", ["draft", "retired"])
def test_what_may_not_be_asked_here_stays_out_and_hidden(as_, hana, text, state):
    key = first_question(text)
    Question.objects.filter(slug=key).update(state=state, prompt="A secret draft?")
    client = as_(hana)

    look = client.post(IMPORT, handed_in(text))
    assert "A secret draft?" not in look.content.decode()
    client.post(IMPORT, looked_at(look))

    assert not Question.objects.get(slug=key).kit_questions.exists()
    assert Question.objects.get(proposed_by=hana).slug == f"{key}-2"


def test_a_retired_question_stays_out_for_those_who_see_it_too(as_, root, text):
    key = first_question(text)
    Question.objects.filter(slug=key).update(state="retired")
    client = as_(root)

    client.post(IMPORT, looked_at(client.post(IMPORT, handed_in(text))))

    assert Question.objects.get(proposed_by=root).slug == f"{key}-2"
    assert not Question.objects.get(slug=key).kit_questions.exists()


def test_a_question_known_under_another_name_is_asked(as_, hana, text):
    Question.objects.filter(slug=first_question(text)).update(slug="another-name")
    client = as_(hana)

    page = Page(look := client.post(IMPORT, handed_in(text)))
    assert "6 questions are known" in page.text
    assert reverse("interviews:question_detail", args=["another-name"]) in page.hrefs()
    client.post(IMPORT, looked_at(look))

    assert Question.objects.get(slug="another-name").kit_questions.count() == 1
    assert Question.objects.count() == 6


def test_two_questions_of_one_wording_stay_two(as_, hana, text):
    def double(document):
        questions = document["rounds"][0]["questions"]
        questions.insert(0, questions[0] | {"key": "twin"})

    client = as_(hana)
    client.post(IMPORT, looked_at(client.post(IMPORT, handed_in(changed(text, double)))))

    asked = Kit.objects.get().rounds.first().kit_questions.values_list("question__slug", flat=True)
    assert list(asked)[:2] == ["twin", first_question(text)]


def test_a_role_play_with_one_panelist_was_allowed_where_it_was_published(as_, hana, text):
    def make_role_play(document):
        document["rounds"][0]["panel_size"] = 1
        new_question(document)
        document["rounds"][0]["questions"][0]["type"] = "role_play"

    client = as_(hana)
    client.post(IMPORT, looked_at(client.post(IMPORT, handed_in(changed(text, make_role_play)))))

    allowed = Kit.objects.get().rounds.values_list("solo_role_play", flat=True)
    assert list(allowed) == [True, False]
