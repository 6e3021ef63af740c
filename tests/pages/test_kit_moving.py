"""Moving, locking, removing and keeping out questions in the builder."""

import pytest
from django.test import Client

from interviews.models import KitQuestion
from tests import factories
from tests.pages.building import address, asked, do, page_of, row, token
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

ACTS = ["move", "remove", "lock", "exclude"]


@pytest.fixture
def client(as_, hana):
    return as_(hana)


def test_a_step_down_changes_places(client, kit):
    (a, b, c), (d, e, f) = asked(kit)

    response = do(client, kit, "kit_question_move", a, step="down")

    assert asked(kit) == [[b, a, c], [d, e, f]]
    assert response.url == page_of(kit)
    assert "to place 2 in “Round 1”." in Page(client.get(response.url)).text


def test_a_step_past_the_end_enters_the_next_round(client, kit):
    (a, b, c), (d, e, f) = asked(kit)

    do(client, kit, "kit_question_move", c, step="down")
    assert asked(kit) == [[a, b], [c, d, e, f]]
    do(client, kit, "kit_question_move", c, step="up")
    assert asked(kit) == [[a, b, c], [d, e, f]]


@pytest.mark.parametrize(
    ("ends", "way", "words"), [((0, 0), "up", "first question"), ((1, 2), "down", "last question")]
)
def test_a_step_out_of_the_kit_is_refused_and_said(client, kit, ends, way, words):
    before = asked(kit)

    response = do(client, kit, "kit_question_move", row(kit, *ends).pk, step=way)

    assert response.status_code == 422
    assert f"It is the {words} of the kit already." in Page(response).text
    assert asked(kit) == before


def test_a_question_is_put_where_it_was_dropped(client, kit):
    (a, b, c), (d, e, f) = asked(kit)
    second = kit.rounds.last()

    do(client, kit, "kit_question_move", a, round=second.pk, place="1")
    assert asked(kit) == [[b, c], [d, a, e, f]]
    do(client, kit, "kit_question_move", a, round=second.pk, place="3")
    assert asked(kit) == [[b, c], [d, e, f, a]]
    positions = second.kit_questions.values_list("position", flat=True)
    assert sorted(positions) == [0, 1, 2, 3]


def test_without_a_place_it_comes_last(client, kit):
    (a, b, c), (d, e, f) = asked(kit)

    do(client, kit, "kit_question_move", a, round=kit.rounds.last().pk)

    assert asked(kit) == [[b, c], [d, e, f, a]]


def test_it_keeps_its_minutes_and_lock_but_not_a_seat_that_is_not_there(client, kit):
    first = row(kit, 0, 0)
    KitQuestion.objects.filter(pk=first.pk).update(minutes=9, locked=True, asker=2)
    second = kit.rounds.last()
    second.panel_size = 1
    second.save()

    response = do(client, kit, "kit_question_move", first.pk, round=second.pk)

    first.refresh_from_db()
    assert (first.round, first.minutes, first.locked, first.asker) == (second, 9, True, None)
    text = Page(client.get(response.url)).text
    assert "The panel there is smaller, so who asks it is open again." in text


def test_optional_questions_are_numbered_anew(client, kit):
    (a, b, c), (d, _e, _f) = asked(kit)
    for pk, number in ((a, 1), (b, 2), (c, 3), (d, 1)):
        KitQuestion.objects.filter(pk=pk).update(drop_order=number)

    do(client, kit, "kit_question_move", a, round=kit.rounds.last().pk)

    orders = dict(KitQuestion.objects.values_list("pk", "drop_order"))
    assert (orders[b], orders[c]) == (1, 2)
    assert sorted([orders[a], orders[d]]) == [1, 2]


def test_a_round_does_not_take_the_same_question_twice(client, kit):
    first, second = kit.rounds.order_by("position")
    twin = row(kit, 0, 0)
    factories.KitQuestionFactory(round=second, question=twin.question)

    response = do(client, kit, "kit_question_move", twin.pk, round=second.pk)

    assert response.status_code == 422
    assert "“Round 2” asks that question already." in Page(response).text
    assert twin.pk in first.kit_questions.values_list("pk", flat=True)


@pytest.mark.parametrize("round_", ["", "x", "0", "9" * 30])
def test_a_round_that_is_not_there_is_said(client, kit, round_):
    before = asked(kit)

    response = do(client, kit, "kit_question_move", before[0][0], round=round_)

    assert response.status_code == 422
    assert "That round is not in the kit any more." in Page(response).text
    assert asked(kit) == before


def test_a_round_of_another_kit_takes_nothing(client, hana, kit):
    other = factories.make_kit(owner=hana)

    do(client, kit, "kit_question_move", asked(kit)[0][0], round=other.rounds.first().pk)

    assert [len(each) for each in asked(other)] == [3, 3]


def test_a_question_is_removed_and_the_others_close_up(client, kit):
    (a, b, c), rest = asked(kit)

    do(client, kit, "kit_question_remove", a)

    assert asked(kit) == [[b, c], rest]
    assert sorted(kit.rounds.first().kit_questions.values_list("position", flat=True)) == [0, 1]
    assert not kit.excluded_questions.exists()


def test_a_question_is_kept_out_and_allowed_again(client, kit):
    first = row(kit, 0, 0)

    do(client, kit, "kit_question_exclude", first.pk)
    page = Page(client.get(page_of(kit)))
    assert list(kit.excluded_questions.all()) == [first.question]
    assert not KitQuestion.objects.filter(pk=first.pk).exists()
    assert "Kept out" in page.text

    do(client, kit, "kit_question_allow", first.question_id)
    assert not kit.excluded_questions.exists()
    assert "Kept out" not in Page(client.get(page_of(kit))).text
    response = do(client, kit, "kit_question_allow", first.question_id)
    assert "That question is not kept out any more." in Page(response).text


def test_a_question_is_locked_and_unlocked(client, kit):
    first = row(kit, 0, 0)

    do(client, kit, "kit_question_lock", first.pk, locked="1")
    first.refresh_from_db()
    assert first.locked
    do(client, kit, "kit_question_lock", first.pk, locked="0")
    first.refresh_from_db()
    assert not first.locked


@pytest.mark.parametrize("act", ACTS)
def test_a_question_that_is_gone_is_said(client, kit, act):
    gone = asked(kit)[0][0]
    KitQuestion.objects.filter(pk=gone).delete()

    response = do(client, kit, f"kit_question_{act}", gone, step="down")

    assert response.status_code == 422
    assert "That question is not in the kit any more." in Page(response).text


@pytest.mark.parametrize("act", ACTS)
def test_a_question_of_another_kit_is_out_of_reach(client, ben, kit, act):
    other = factories.make_kit(owner=ben)
    theirs = asked(other)[0][0]

    do(client, kit, f"kit_question_{act}", theirs, step="down")

    before = [theirs, *asked(other)[0][1:]]
    assert asked(other)[0] == before
    assert not KitQuestion.objects.get(pk=theirs).locked


@pytest.mark.parametrize("act", [*ACTS, "allow"])
@pytest.mark.parametrize("username", ["ana", "zoe", "cora", "libby"])
def test_those_who_do_not_edit_it_get_404(as_, request, kit, act, username):
    url = address(kit, f"kit_question_{act}", asked(kit)[0][0])

    response = as_(request.getfixturevalue(username)).post(url, {"seen": token(kit)})

    assert response.status_code == 404
    assert [len(each) for each in asked(kit)] == [3, 3]


@pytest.mark.parametrize("act", [*ACTS, "allow"])
def test_it_needs_a_login_and_a_post(client, kit, act):
    url = address(kit, f"kit_question_{act}", asked(kit)[0][0])

    assert Client().post(url).status_code == 302
    assert client.get(url).status_code == 405
