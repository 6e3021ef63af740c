"""Taking the last change of a draft back, and making it again."""

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import KitChange
from tests import factories
from tests.pages.building import address, asked, do, page_of, row, token
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(as_, hana):
    return as_(hana)


def button(client, kit, name):
    page = Page(client.get(page_of(kit)))
    return next(attributes for _tag, attributes in page.elements if attributes.get("id") == name)


def test_undo_brings_the_kit_back_as_it_was(client, kit):
    before = asked(kit)
    do(client, kit, "kit_question_move", before[0][0], step="down")
    do(client, kit, "kit_question_exclude", before[1][0])

    do(client, kit, "kit_undo")
    assert asked(kit)[1] == before[1]
    assert not kit.excluded_questions.exists()
    response = do(client, kit, "kit_undo")
    assert asked(kit) == before
    assert "Taken back: Moved “" in Page(client.get(response.url)).text


def test_redo_makes_it_again(client, kit):
    first = row(kit, 0, 0)
    do(client, kit, "kit_question_remove", first.pk)
    after = asked(kit)
    do(client, kit, "kit_undo")

    response = do(client, kit, "kit_redo")

    assert asked(kit) == after
    assert "Done again: Removed “" in Page(client.get(response.url)).text


def test_a_row_that_comes_back_is_what_it_was(client, kit):
    first = row(kit, 0, 0)
    first.minutes, first.locked, first.asker, first.drop_order = 9, True, 2, 1
    first.save()

    do(client, kit, "kit_question_remove", first.pk)
    do(client, kit, "kit_undo")

    again = row(kit, 0, 0)
    facts = (again.pk, again.minutes, again.locked, again.asker, again.drop_order)
    assert facts == (first.pk, 9, True, 2, 1)


def test_the_buttons_say_what_they_would_do(client, kit):
    assert "disabled" in button(client, kit, "undo")
    assert "disabled" in button(client, kit, "redo")

    do(client, kit, "kit_question_lock", asked(kit)[0][0], locked="1")
    assert button(client, kit, "undo")["title"].startswith("Locked “Tell me")
    assert "disabled" in button(client, kit, "redo")
    do(client, kit, "kit_undo")
    assert "disabled" in button(client, kit, "undo")
    assert button(client, kit, "redo")["title"].startswith("Locked “Tell me")


def test_a_new_change_leaves_nothing_to_make_again(client, kit):
    first, second, _third = asked(kit)[0]
    do(client, kit, "kit_question_lock", first, locked="1")
    do(client, kit, "kit_undo")
    do(client, kit, "kit_question_lock", second, locked="1")

    response = do(client, kit, "kit_redo")

    assert response.status_code == 422
    assert "There is no change to make again." in Page(response).text


def test_where_nothing_was_done_there_is_nothing_to_take_back(client, kit):
    response = do(client, kit, "kit_undo")

    assert response.status_code == 422
    assert "There is no change to take back." in Page(response).text


def test_what_changes_nothing_is_no_change(client, kit):
    do(client, kit, "kit_question_lock", asked(kit)[0][0], locked="0")

    assert not KitChange.objects.exists()


def test_undo_of_a_draft_that_somebody_changed_meanwhile_is_refused(client, root, as_, kit):
    first, second, _third = asked(kit)[0]
    do(client, kit, "kit_question_lock", first, locked="1")
    seen = token(kit)
    do(as_(root), kit, "kit_question_lock", second, locked="1")

    response = do(client, kit, "kit_undo", seen=seen)

    page = Page(response)
    assert response.status_code == 409
    assert "You wanted to undo the last change" in page.text
    assert "Root Example" in page.text
    assert "Do it all the same" not in page.text
    assert row(kit, 0, 1).locked


@pytest.mark.parametrize("act", ["kit_undo", "kit_redo"])
def test_a_stranger_gets_404_and_it_needs_a_login_and_a_post(client, as_, zoe, ana, kit, act):
    url = address(kit, act)

    assert as_(zoe).post(url).status_code == 404
    assert as_(ana).post(url).status_code == 404
    assert Client().post(url).status_code == 302
    assert client.get(url).status_code == 405


def test_a_question_added_from_the_bank_can_be_taken_back(client, kit):
    before = asked(kit)
    question = factories.QuestionFactory()
    url = reverse("interviews:question_add_to_kit", args=[question.slug])
    client.post(url, {"round": kit.rounds.first().pk})
    assert len(asked(kit)[0]) == 4
    assert kit.kit_competencies.filter(competency=question.competency).exists()

    response = do(client, kit, "kit_undo")

    assert asked(kit) == before
    assert not kit.kit_competencies.filter(competency=question.competency).exists()
    assert "Taken back: Added “" in Page(client.get(response.url)).text
