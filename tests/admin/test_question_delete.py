"""Deleting questions: what is in use stays, and says where."""

import pytest
from django.urls import reverse

from interviews.models import KitQuestion, Question
from tests import factories
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db
LIST = "/admin/interviews/question/"
UNUSED = "/admin/interviews/question/delete-unused/"


def delete(question):
    return reverse("admin:interviews_question_delete", args=[question.pk])


def retire(question):
    return reverse("admin:interviews_question_step", args=[question.pk, "retire"])


def test_an_unused_draft_is_deleted_after_one_question(as_, libby):
    question = factories.QuestionFactory(state="draft")
    question.steps.create(state="draft", by=libby)
    client = as_(libby)

    assert "Delete this question for good?" in client.get(delete(question)).text
    assert Question.objects.exists()
    response = client.post(delete(question), {"post": "yes"})

    assert response.status_code == 302
    assert not Question.objects.exists()


def test_a_question_in_a_draft_stays_and_says_where_it_is_used(as_, libby, kit):
    question = KitQuestion.objects.first().question
    client = as_(libby)

    page = Page(client.post(delete(question), {"post": "yes"}))

    assert "This question is in use, so it cannot be deleted:" in page.text
    assert f"Draft of a kit: {kit.title} , round “Round 1”, of Hana Example" in page.text
    assert kit.get_absolute_url() in page.hrefs()
    assert retire(question) in page.hrefs()
    assert Question.objects.filter(pk=question.pk).exists()


def test_a_question_that_only_a_published_revision_asks_stays(as_, libby, revision):
    question = KitQuestion.objects.first().question
    KitQuestion.objects.all().delete()

    page = Page(as_(libby).post(delete(question), {"post": "yes"}))

    assert f"Published: {revision}" in page.text
    assert revision.get_absolute_url() in page.hrefs()
    assert Question.objects.filter(pk=question.pk).exists()


def test_a_retired_question_in_use_is_not_offered_to_retire(as_, libby, kit):
    question = KitQuestion.objects.first().question
    question.retire(by=libby)

    page = Page(as_(libby).get(delete(question)))

    assert "It is retired already" in page.text
    assert retire(question) not in page.hrefs()


def test_a_kit_that_one_may_not_see_is_not_named(as_, kit):
    question = KitQuestion.objects.first().question
    keeper = as_(staff("keeper", "view_question", "change_question", "delete_question"))

    page = Page(keeper.get(delete(question)))

    assert kit.title not in page.text
    assert "1 more that is not named here" in page.text


def several(client, questions):
    pks = [question.pk for question in questions]
    return client.post(LIST, {"action": "delete_selected", "_selected_action": pks})


def test_of_several_the_unused_go_and_the_others_can_be_retired(as_, libby, kit):
    used = KitQuestion.objects.first().question
    spare = factories.QuestionFactory(state="draft")
    client = as_(libby)

    page = Page(several(client, [used, spare]))
    assert "1 question is used nowhere and can be deleted" in page.text
    assert "1 question is in use and stays" in page.text
    assert f"Draft of a kit: {kit.title}" in page.text
    assert Question.objects.filter(pk=spare.pk).exists()
    response = client.post(UNUSED, {"chosen": f"{used.pk},{spare.pk}"}, follow=True)

    assert "1 question was deleted." in response.text
    assert "1 question is in use and was kept." in response.text
    assert not Question.objects.filter(pk=spare.pk).exists()
    assert Question.objects.filter(pk=used.pk).exists()
    address = reverse("admin:interviews_question_steps", args=["retire"])
    offered = client.post(address, {"chosen": str(used.pk), "look": "yes"})
    assert "1 question can take this step" in offered.text
    used.refresh_from_db()
    assert used.state == "approved"


def test_what_came_into_use_since_the_page_is_kept(as_, libby, kit):
    question = factories.QuestionFactory()
    client = as_(libby)
    several(client, [question])
    factories.KitQuestionFactory(round=kit.rounds.first(), question=question)

    client.post(UNUSED, {"chosen": str(question.pk)})

    assert Question.objects.filter(pk=question.pk).exists()


def test_deleting_needs_the_right_to_it(as_):
    question = factories.QuestionFactory(state="draft")
    changer = as_(staff("changer", "view_question", "change_question"))

    assert changer.post(delete(question), {"post": "yes"}).status_code == 403
    assert changer.post(UNUSED, {"chosen": str(question.pk)}).status_code == 403
    assert as_(staff("keeper", "delete_question", "view_question")).get(UNUSED).status_code == 405
    assert Question.objects.exists()


def test_strangers_interviewers_and_visitors_are_sent_to_the_login(as_, zoe, ana, client):
    question = factories.QuestionFactory(state="draft")

    for somebody in (as_(zoe), as_(ana), client):
        for address in (delete(question), UNUSED):
            assert "/login/" in somebody.post(address, {"post": "yes"}).url
    assert Question.objects.exists()
