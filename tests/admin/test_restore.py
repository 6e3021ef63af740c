"""Bringing an earlier version back: what it shows first, what it writes, what it refuses."""

import pytest
import time_machine
from django.urls import reverse

from interviews.history import QUESTION
from interviews.models import Question
from roles.history.versions import versions_of
from roles.models import Role
from tests import factories
from tests.admin.forms import Form
from tests.admin.histories import (
    START,
    added,
    delete,
    history,
    refused,
    removed,
    restore,
    restore_page,
    save,
)
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(libby):
    """An approved question of which two versions are kept, each with a role of its own."""
    with time_machine.travel(START, tick=False):
        row = factories.QuestionFactory(prompt="Tell me about a deal that you lost.", minutes=6)
        row.roles.set([factories.RoleFactory(title="Seller")])
    with time_machine.travel(START.replace(hour=15), tick=False):
        row.prompt, row.minutes, row._history_user = "Tell me about a lost deal.", 9, libby
        row.save()
        row.roles.set([factories.RoleFactory(title="Buyer")])
    return row


def test_it_shows_what_would_change_from_now_to_then(as_, libby, question):
    response = as_(libby).get(restore_page(question, 1))
    page = Page(response)

    assert "Restore version 1 of “Tell me about a lost deal.”?" in page.text
    assert removed(response) == ["9", " deal", "Buyer"]
    assert added(response) == ["6", "deal that you ", "Seller"]
    assert "so the question goes back to review" in page.text
    assert page.against_the_policy() == []
    question.refresh_from_db()
    assert question.minutes == 9


def test_it_brings_fields_and_roles_back_as_a_new_version(as_, libby, question):
    response = restore(as_(libby), question, 1)
    question.refresh_from_db()
    newest = versions_of(QUESTION, question.pk)[-1]

    assert response["Location"] == reverse("admin:interviews_question_change", args=[question.pk])
    assert (question.prompt, question.minutes) == ("Tell me about a deal that you lost.", 6)
    assert [role.title for role in question.roles.all()] == ["Seller"]
    assert newest.number == 3
    assert newest.reason == "Restored from 3 March 2026, 14:02"
    assert newest.by == libby.pk


def test_an_approved_question_goes_back_to_review_with_its_wording(as_, libby, question):
    restore(as_(libby), question, 1)
    question.refresh_from_db()

    assert question.state == "in_review"
    assert question.steps.get().comment == "Restored from 3 March 2026, 14:02"


def test_an_approved_question_stays_approved_with_the_same_wording(as_, libby, question):
    save(question, by=libby, minutes=90, source="A book")
    client = as_(libby)

    assert "back to review" not in Page(client.get(restore_page(question, 2))).text
    restore(client, question, 2)
    question.refresh_from_db()

    assert (question.state, question.source) == ("approved", "")


def test_a_version_that_says_what_stands_offers_nothing(as_, libby, question):
    assert "nothing to restore" in Page(as_(libby).get(restore_page(question, 2))).text


def test_it_is_refused_when_something_changed_since_the_look(as_, libby, root, question):
    client = as_(libby)
    form = Form(client.get(restore_page(question, 1)))
    save(question, by=root, minutes=90, prompt="Tell me about the deal you lost last.")

    response = form.save(client)
    question.refresh_from_db()

    assert "This has changed since you looked" in Page(response).text
    assert " last" in removed(response)
    assert question.prompt == "Tell me about the deal you lost last."
    assert Form(response).data["seen"] != form.data["seen"]


def test_roles_that_were_deleted_since_are_left_out_and_named(as_, libby, question):
    Role.objects.get(title="Seller").delete()
    client = as_(libby)

    page = Page(client.get(restore_page(question, 1)))
    restore(client, question, 1)

    assert "Left out, since it was deleted: “Seller”." in page.text
    assert question.roles.count() == 0
    question.refresh_from_db()
    assert question.minutes == 6


def test_a_version_with_a_competency_that_is_gone_says_what_to_do(as_, libby, question):
    old = question.competency
    save(question, by=libby, minutes=90, competency=factories.CompetencyFactory())
    name = old.name
    old.delete()

    text = refused(as_(libby), QUESTION, question, 2)

    assert f"The competency “{name}” of that version was deleted since. Restore it first" in text
    question.refresh_from_db()
    assert question.competency_id != old.pk


def test_a_deleted_question_comes_back_as_a_draft_with_its_slug(as_, libby, question):
    slug, pk, client = question.slug, question.pk, as_(libby)
    delete(question, by=libby, minutes=90)
    question.pk = pk

    page = Page(client.get(restore_page(question, 2)))
    restore(client, question, 2)
    back = Question.objects.get(slug=slug)

    assert "It comes back as a draft" in page.text
    assert (back.pk, back.state, back.prompt) == (pk, "draft", "Tell me about a lost deal.")
    assert [role.title for role in back.roles.all()] == ["Buyer"]
    assert [version.kind for version in versions_of(QUESTION, pk)][-2:] == ["deleted", "restored"]


def test_a_deleted_question_whose_slug_was_taken_says_what_to_do(as_, libby, question):
    slug, pk = question.slug, question.pk
    delete(question, by=libby, minutes=90)
    question.pk = pk
    factories.QuestionFactory(slug=slug, prompt="Who took it?")

    text = refused(as_(libby), QUESTION, question, 2)

    assert f"“Who took it?” has the slug “{slug}” by now." in text
    assert not Question.objects.filter(pk=pk).exists()


def test_what_no_longer_passes_the_rules_is_refused_in_words(as_, libby, question):
    Question.history.filter(id=question.pk, minutes=6).update(minutes=0)
    client = as_(libby)

    response = restore(client, question, 1)
    question.refresh_from_db()

    assert "Give the time for the answer, from 1 to 120 minutes." in Page(response).text
    assert question.minutes == 9


def test_whoever_may_not_change_questions_is_refused(as_, question):
    client = as_(staff("olga", "view_question"))

    assert client.get(restore_page(question, 1)).status_code == 403
    assert client.post(restore_page(question, 1)).status_code == 403


def test_bringing_back_what_was_deleted_takes_the_right_to_add(as_, libby, question):
    pk = question.pk
    delete(question, by=libby, minutes=90)
    question.pk = pk

    assert as_(staff("olga", "change_question")).get(restore_page(question, 1)).status_code == 403


def test_strangers_and_interviewers_are_sent_to_sign_in(as_, client, zoe, ana, question):
    for visitor in (client, as_(zoe), as_(ana)):
        assert "/login/" in visitor.post(restore_page(question, 1))["Location"]


def test_a_version_that_never_was_is_not_found(as_, libby, question):
    assert as_(libby).get(restore_page(question, 99)).status_code == 404


def test_a_deletion_is_no_version_to_restore(as_, libby, question):
    pk = question.pk
    delete(question, by=libby, minutes=90)
    question.pk = pk

    assert as_(libby).get(restore_page(question, 3)).status_code == 404


def test_the_history_offers_each_version_but_the_newest(as_, libby, question):
    hrefs = Page(as_(libby).get(history(question))).hrefs()

    assert restore_page(question, 1) in hrefs
    assert restore_page(question, 2) not in hrefs
