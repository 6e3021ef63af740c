"""What the step to states and histories makes of a library that was there before."""

from importlib import import_module

import pytest
from django.apps import apps

from interviews.models import Anchor, PublishedQuestion, Question
from roles.models import Competency
from tests import factories

pytestmark = pytest.mark.django_db

MIGRATION = import_module("interviews.migrations.0005_review_data")


def test_what_was_there_counts_as_approved():
    factories.QuestionFactory(state="draft")

    MIGRATION.approve_what_is_there(apps, None)

    assert Question.objects.get().is_approved


def test_every_row_gets_its_first_version(kit):
    question = factories.QuestionFactory()
    role = factories.RoleFactory()
    question.roles.add(role)
    for model in (Question, Competency, Anchor):
        model.history.all().delete()

    MIGRATION.keep_first_versions(apps, None)

    first = Question.history.get(id=question.pk)
    assert (first.prompt, first.history_type, first.history_user) == (question.prompt, "+", None)
    assert [fits.role for fits in first.roles.all()] == [role]
    assert Question.history.count() == Question.objects.count() == 7
    assert Anchor.history.count() == Anchor.objects.count() == 30


def test_the_text_before_the_first_edit_is_not_lost():
    question = factories.QuestionFactory(prompt="The old words?")
    Question.history.all().delete()
    MIGRATION.keep_first_versions(apps, None)

    question.prompt = "The new words?"
    question.save()

    prompts = Question.history.order_by("history_id").values_list("prompt", flat=True)
    assert list(prompts) == ["The old words?", "The new words?"]


def test_published_kits_tell_which_questions_they_ask(revision):
    kept = set(PublishedQuestion.objects.values_list("revision", "round_key", "question"))
    assert len(kept) == 6
    PublishedQuestion.objects.all().delete()

    MIGRATION.note_where_published(apps, None)

    found = set(PublishedQuestion.objects.values_list("revision", "round_key", "question"))
    assert found == kept
