"""Editing a question of a draft: minutes, score, seat, place, and whether it may be dropped."""

import pytest
from django.test import Client

from interviews.models import KitQuestion
from tests import factories
from tests.pages.building import address, asked, do, page_of, row, token
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(as_, hana):
    return as_(hana)


@pytest.fixture
def edit(client, kit):
    """`edit(minutes="9")`: the answer to the form of the first question with that changed."""

    def post(signed_in=client, **changes):
        first = row(kit, 0, 0)
        values = {
            "minutes": "",
            "scored": "on",
            "asker": "",
            "drop_order": "",
            "round": first.round_id,
            "place": "1",
        }
        return do(signed_in, kit, "kit_question_edit", first.pk, **values | changes)

    return post


def test_it_is_saved_and_can_be_taken_back(client, edit, kit):
    first = row(kit, 0, 0)

    response = edit(minutes="9", asker="2", drop_order="1")

    first.refresh_from_db()
    facts = (first.minutes, first.asker, first.drop_order, first.scored)
    assert facts == (9, 2, 1, True)
    assert response.url == page_of(kit)
    text = Page(client.get(response.url)).text
    assert "Minutes, Asked by, When time runs short" in text
    do(client, kit, "kit_undo")
    first.refresh_from_db()
    assert (first.minutes, first.asker, first.drop_order) == (None, None, None)


def test_it_need_not_be_scored(edit, kit):
    edit(scored="")

    assert not row(kit, 0, 0).scored


def test_a_motive_is_never_scored(client, kit):
    motive = factories.QuestionFactory(type="motivation", competency=None)
    asked_motive = factories.KitQuestionFactory(
        round=kit.rounds.first(), question=motive, scored=False
    )
    page = Page(client.get(address(kit, "kit_question_edit", asked_motive.pk)))

    values = {"scored": "on", "round": asked_motive.round_id, "place": "1"}
    do(client, kit, "kit_question_edit", asked_motive.pk, **values)

    asked_motive.refresh_from_db()
    assert "never scored" in page.text
    assert not asked_motive.scored
    assert asked(kit)[0][0] == asked_motive.pk


def test_it_moves_to_a_place_of_another_round(edit, kit):
    (a, b, c), (d, e, f) = asked(kit)

    edit(round=kit.rounds.last().pk, place="2")
    assert asked(kit) == [[b, c], [d, a, e, f]]


def test_a_place_too_high_is_the_last(edit, kit):
    a, b, c = asked(kit)[0]

    edit(place="99")

    assert asked(kit)[0] == [b, c, a]


def test_the_order_of_dropping_has_each_number_once(client, edit, kit):
    _a, b, c = asked(kit)[0]
    KitQuestion.objects.filter(pk=b).update(drop_order=1)
    KitQuestion.objects.filter(pk=c).update(drop_order=2)

    edit(drop_order="2")
    assert [row(kit, 0, place).drop_order for place in range(3)] == [2, 1, 3]
    edit(drop_order="")
    assert [row(kit, 0, place).drop_order for place in range(3)] == [None, 1, 2]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"minutes": "0"}, "Give the time for the answer, from 1 to 120 minutes"),
        ({"minutes": "121"}, "Give the time for the answer, from 1 to 120 minutes"),
        ({"minutes": "soon"}, "Give the time for the answer, from 1 to 120 minutes"),
        ({"asker": "13"}, "Select a valid choice."),
        ({"drop_order": "7"}, "Select a valid choice."),
        ({"round": "0"}, "Select a valid choice."),
        ({"place": "0"}, "greater than or equal to 1"),
        ({"place": "9" * 30}, "less than or equal to"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(edit, kit, changes, words):
    before = asked(kit)

    response = edit(**{"minutes": "17", **changes})

    page = Page(response)
    assert response.status_code == 422
    assert words in page.text
    values = [a.get("value") for tag, a in page.elements if tag == "input"]
    assert changes.get("minutes", "17") in values
    assert asked(kit) == before
    assert row(kit, 0, 0).minutes is None


def test_a_seat_that_the_round_has_not_is_said(edit, kit):
    second = kit.rounds.last()
    second.panel_size = 1
    second.save()

    response = edit(round=second.pk, asker="2")

    assert response.status_code == 422
    assert "“Round 2” has no seat 2" in Page(response).text


def test_a_stale_form_shows_both_versions_and_saves_when_pressed_again(edit, as_, root, kit):
    seen = token(kit)
    edit(as_(root), minutes="4")

    response = edit(minutes="9", seen=seen)

    page = Page(response)
    assert response.status_code == 409
    assert "Now: 4" in page.text
    assert "Yours: 9" in page.text
    assert "Root Example" in page.text
    assert row(kit, 0, 0).minutes == 4
    edit(minutes="9")
    assert row(kit, 0, 0).minutes == 9


def test_nothing_changed_is_no_change(client, edit, kit):
    edit()

    assert not kit.changes.exists()


@pytest.mark.parametrize("username", ["ana", "zoe", "cora", "libby"])
def test_those_who_do_not_edit_it_get_404(as_, request, edit, kit, username):
    stranger = as_(request.getfixturevalue(username))

    assert stranger.get(address(kit, "kit_question_edit", asked(kit)[0][0])).status_code == 404
    assert edit(stranger, minutes="9").status_code == 404


def test_a_question_of_another_kit_is_not_found(client, ben, kit):
    other = factories.make_kit(owner=ben)

    url = address(kit, "kit_question_edit", asked(other)[0][0])

    assert client.get(url).status_code == 404


def test_it_needs_a_login(kit):
    url = address(kit, "kit_question_edit", asked(kit)[0][0])

    assert Client().get(url).status_code == 302


def test_nothing_in_it_is_against_the_policy(client, kit):
    response = client.get(address(kit, "kit_question_edit", asked(kit)[0][0]))

    assert Page(response).against_the_policy() == []
