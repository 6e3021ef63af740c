"""Questions that are much the same: a new one is asked about once, a saved one shows them."""

import pytest
from django.urls import reverse

from interviews.models import Question
from tests import factories
from tests.admin.forms import Form
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

ADD = "/admin/interviews/question/add/"
LOST = "Tell me about a deal that you lost to a rival. What did you learn from losing?"
NEARLY = "Tell me about a deal that you lost to a rival. What did you learn?"


def change(question):
    return reverse("admin:interviews_question_change", args=[question.pk])


@pytest.fixture
def known():
    factories.QuestionFactory(prompt="Describe the budget that you kept to last year, and how.")
    return factories.QuestionFactory(slug="known", prompt=LOST)


def typed(client, known, prompt=NEARLY):
    return Form(client.get(ADD)).fill(
        prompt=prompt, type="behavioural", competency=str(known.competency_id), red_flags="Blames"
    )


def test_a_new_one_like_one_of_the_bank_is_asked_about_once(as_, libby, known):
    client = as_(libby)
    response = typed(client, known).save(client)

    page = Page(response)
    assert response.status_code == 200
    assert not Question.objects.filter(prompt=NEARLY).exists()
    assert "The bank has similar questions" in page.text
    assert change(known) in page.hrefs()
    assert "of 100 alike" in page.text
    assert "<del>" in response.text
    again = Form(response)
    assert (again.data["prompt"], again.data["red_flags"]) == (NEARLY, "Blames")

    assert again.fill(similar_seen="on").save(client).status_code == 302
    assert Question.objects.get(prompt=NEARLY).red_flags == "Blames"


def test_one_unlike_any_other_is_saved_at_once(as_, libby, known):
    client = as_(libby)
    form = typed(client, known, "Which parsnips would you grow on a balcony, and why those?")
    assert form.save(client).status_code == 302


def test_the_page_of_a_question_shows_the_most_similar_ones_but_not_itself(as_, libby, known):
    near = factories.QuestionFactory(prompt=NEARLY)
    page = Page(as_(libby).get(change(known)))
    assert "Most similar in the bank" in page.text
    assert change(near) in page.hrefs()
    assert page.text.count("of 100 alike") >= 1
    assert f"{known.slug} " not in page.text.split("Most similar in the bank")[1]


def test_a_bank_of_one_question_says_so(as_, libby):
    page = Page(as_(libby).get(change(factories.QuestionFactory())))
    assert "The bank has no question like this one." in page.text


def test_a_changed_prompt_that_comes_near_another_is_saved_with_a_word(as_, libby, known):
    other = factories.QuestionFactory(prompt="Which parsnips would you grow on a balcony?")
    client = as_(libby)
    response = Form(client.get(change(other))).fill(prompt=NEARLY).save(client)

    other.refresh_from_db()
    assert other.prompt == NEARLY
    page = Page(client.get(response.url))
    assert "The bank has questions much like it now" in page.text
    assert change(known) in page.hrefs()
