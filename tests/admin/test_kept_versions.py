"""What counts as one version: all that one person saved in one act, and nothing else."""

import pytest
import time_machine

from interviews.history import COMPETENCY, QUESTION, SCALE
from interviews.library import load, reader
from interviews.models import Question
from roles.history.records import LibraryRecords
from roles.history.subjects import ROLE
from roles.history.versions import current_state, fingerprint, versions_of
from tests import factories
from tests.admin.histories import (
    later,
    save,
)

pytestmark = pytest.mark.django_db


def test_roles_set_after_a_save_are_part_of_the_same_version(libby, question):
    role = factories.RoleFactory(title="Seller")
    with time_machine.travel(later(9)):
        question._history_user = libby
        question.prompt = "Tell me of a lost deal."
        question.save()
        question.roles.set([role])

    versions = versions_of(QUESTION, question.pk)

    assert question.history.count() == 4
    assert [version.kind for version in versions] == ["created", "changed", "changed"]
    assert versions[-1].state.row["roles"] == (role.pk,)


def test_two_edits_in_a_moment_stay_two_versions(libby, question):
    save(question, by=libby, minutes=9, prompt="One text.")
    save(question, by=libby, minutes=9, prompt="Another text.")

    prompts = [version.state.row["prompt"] for version in versions_of(QUESTION, question.pk)]

    assert prompts[-2:] == ["One text.", "Another text."]


def test_edits_of_two_people_in_a_moment_stay_two_versions(libby, root, question):
    role = factories.RoleFactory()
    save(question, by=libby, minutes=9, prompt="One text.")
    with time_machine.travel(later(9), tick=False):
        question._history_user = root
        question.roles.set([role])

    assert [version.by for version in versions_of(QUESTION, question.pk)[-2:]] == [
        libby.pk,
        root.pk,
    ]


def test_a_load_of_library_files_makes_one_version(libby):
    role, competency = factories.RoleFactory(slug="seller"), factories.CompetencyFactory(slug="ask")
    text = f"""
questions:
  - slug: lost-deal
    competency: {competency.slug}
    type: behavioural
    minutes: 6
    prompt: Tell me about a deal that you lost.
    roles: [{role.slug}]
"""
    assert load.load([reader.Source("q.yaml", text.encode())]).is_clean

    (version,) = versions_of(QUESTION, Question.objects.get(slug="lost-deal").pk)

    assert version.kind == "created"
    assert version.state.row["roles"] == (role.pk,)


def test_what_a_person_does_has_a_reason_if_only_an_empty_one(libby, question):
    """So that it does not pass for the command line's once the account is gone."""
    question._history_user, question._change_reason = libby, None
    given = LibraryRecords().get_change_reason_for_object(question, "~", None)
    question._history_user = None

    assert given == ""
    assert LibraryRecords().get_change_reason_for_object(question, "~", None) is None


@pytest.mark.parametrize(
    ("subject", "factory"),
    [
        (QUESTION, factories.QuestionFactory),
        (COMPETENCY, factories.CompetencyFactory),
        (SCALE, factories.ScaleFactory),
        (ROLE, factories.RoleFactory),
    ],
)
def test_the_newest_version_is_what_stands(subject, factory):
    row = factory()

    newest = versions_of(subject, row.pk)[-1].state

    assert fingerprint(newest) == fingerprint(current_state(subject, row.pk))
