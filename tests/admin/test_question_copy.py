"""A question as the start of another."""

import pytest
from django.urls import reverse

from interviews.models import KitQuestion, Question
from tests import factories
from tests.conftest import staff

pytestmark = pytest.mark.django_db


def copy(question):
    return reverse("admin:interviews_question_copy", args=[question.pk])


@pytest.fixture
def original(libby):
    question = factories.QuestionFactory(
        slug="listen", materials="A brief.", source="A book", levels="mid\nsenior", language="de"
    )
    question.roles.add(factories.RoleFactory(), factories.RoleFactory())
    question.steps.create(state="approved", by=libby)
    return question


def test_a_copy_is_a_draft_with_the_same_texts_and_opens_at_once(as_, libby, original):
    response = as_(libby).post(copy(original))

    draft = Question.objects.get(slug="listen-copy")
    assert response.url == reverse("admin:interviews_question_change", args=[draft.pk])
    assert draft.state == "draft"
    names = {f.name for f in Question._meta.concrete_fields} - {"id", "slug", "state"}
    for name in names:
        assert getattr(draft, name) == getattr(original, name), name
    assert set(draft.roles.all()) == set(original.roles.all())
    assert original.state == "approved"


def test_nothing_of_the_originals_steps_and_uses_comes_along(as_, libby, original, hana):
    factories.KitQuestionFactory(question=original)
    Question.objects.filter(pk=original.pk).update(proposed_by=hana)

    as_(libby).post(copy(original))

    draft = Question.objects.get(slug="listen-copy")
    steps = draft.steps.values_list("state", "by__username", "comment")
    assert list(steps) == [("draft", "libby", "Copy of listen")]
    assert draft.proposed_by is None
    assert KitQuestion.objects.get().question == original


def test_whoever_copies_is_its_author(as_, libby, root, original):
    as_(root).post(copy(original))

    versions = Question.objects.get(slug="listen-copy").history.all()
    assert {version.history_user for version in versions} == {root}


def test_each_copy_takes_a_slug_that_is_free(as_, libby):
    question = factories.QuestionFactory(slug="s" * 120)

    for ending in ("-copy", "-copy-2", "-copy-3"):
        as_(libby).post(copy(question))
        assert len(Question.objects.get(slug__endswith=f"s{ending}").slug) == 120


def test_looking_makes_no_copy(as_, libby, original):
    assert as_(libby).get(copy(original)).status_code == 405
    assert Question.objects.count() == 1


def test_a_copy_needs_the_right_to_add_and_a_question_that_is_there(as_, libby, original):
    changer = as_(staff("changer", "view_question", "change_question"))

    assert changer.post(copy(original)).status_code == 403
    gone = reverse("admin:interviews_question_copy", args=[999])
    assert as_(libby).post(gone).status_code == 404
    assert Question.objects.count() == 1


def test_strangers_interviewers_and_visitors_are_sent_to_the_login(as_, zoe, ana, client, original):
    for somebody in (as_(zoe), as_(ana), client):
        assert "/login/" in somebody.post(copy(original)).url
    assert Question.objects.count() == 1
