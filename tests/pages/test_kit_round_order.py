"""Moving rounds of a kit, and taking them out."""

import pytest

from interviews.models import KitQuestion
from tests import factories
from tests.pages.markup import Page
from tests.pages.test_kit_rounds import address, said

pytestmark = pytest.mark.django_db


def test_a_round_goes_with_its_questions_and_undo_brings_all_back(as_, hana, kit):
    round_ = kit.rounds.first()
    client = as_(hana)
    assert "its 3 questions with it" in Page(client.get(address(kit, "remove", round_.pk))).text
    assert kit.rounds.count() == 2

    response = client.post(address(kit, "remove", round_.pk), {"seen": kit.token})

    assert said(response) == ["Removed the round “Round 1” with its 3 questions."]
    assert [r.name for r in kit.rounds.all()] == ["Round 2"]
    kit.undo()
    assert [r.name for r in kit.rounds.all()] == ["Round 1", "Round 2"]
    assert KitQuestion.objects.filter(round=round_).count() == 3


def test_an_empty_round_goes_too(as_, hana, kit):
    round_ = factories.RoundFactory(kit=kit, name="Spare", position=5)

    response = as_(hana).post(address(kit, "remove", round_.pk), {"seen": kit.token})

    assert said(response) == ["Removed the round “Spare”."]


def test_rounds_move_earlier_and_later(as_, hana, kit):
    first, second = kit.rounds.all()
    client = as_(hana)

    response = client.post(address(kit, "move", second.pk), {"step": "up", "seen": kit.token})

    assert said(response) == ["Moved the round “Round 2” before “Round 1”."]
    assert [r.pk for r in kit.rounds.all()] == [second.pk, first.pk]
    response = client.post(address(kit, "move", second.pk), {"step": "down", "seen": kit.token})
    assert said(response)[-1] == "Moved the round “Round 2” after “Round 1”."
    assert [r.pk for r in kit.rounds.all()] == [first.pk, second.pk]


@pytest.mark.parametrize("step", ["up", "", "sideways"])
def test_the_first_round_goes_no_earlier(as_, hana, kit, step):
    sent = {"step": step, "seen": kit.token}

    response = as_(hana).post(address(kit, "move", kit.rounds.first().pk), sent)

    assert response.status_code == 422
    assert "This round cannot be moved there." in Page(response).text
    assert kit.last_change is None


def test_a_round_of_another_kit_is_neither_moved_nor_removed(as_, hana, kit):
    other = factories.make_kit(owner=factories.UserFactory(username="hal"))
    pk = other.rounds.first().pk
    client = as_(hana)

    assert client.get(address(kit, "remove", pk)).status_code == 404
    for what in ("remove", "move"):
        sent = {"seen": kit.token, "step": "down"}
        assert client.post(address(kit, what, pk), sent).status_code == 404
    assert [r.name for r in other.rounds.all()] == ["Round 1", "Round 2"]


@pytest.mark.parametrize("what", ["remove", "move"])
@pytest.mark.parametrize("username", ["zoe", "ana", "cora", "libby"])
def test_those_who_do_not_edit_the_kit_get_404(as_, request, kit, what, username):
    url = address(kit, what, kit.rounds.first().pk)

    sent = {"seen": kit.token, "step": "down"}
    response = as_(request.getfixturevalue(username)).post(url, sent)

    assert response.status_code == 404
    assert [r.name for r in kit.rounds.all()] == ["Round 1", "Round 2"]


def test_it_needs_a_login_and_moving_a_post(client, as_, hana, kit):
    pk = kit.rounds.first().pk

    assert client.get(address(kit, "remove", pk)).status_code == 302
    assert client.post(address(kit, "move", pk)).status_code == 302
    assert as_(hana).get(address(kit, "move", pk)).status_code == 405
