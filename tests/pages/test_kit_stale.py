"""A change of a draft that somebody else has changed meanwhile."""

import pytest

from tests.pages.building import asked, do, row, token
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(as_, hana):
    return as_(hana)


@pytest.fixture
def refused(client, as_, root, kit):
    """hana looks; root moves her first question; she removes it: the answer she gets."""
    seen = token(kit)
    first = asked(kit)[0][0]
    do(as_(root), kit, "kit_question_move", first, step="down")
    return do(client, kit, "kit_question_remove", first, seen=seen)


def field(page, name):
    return [a["value"] for tag, a in page.elements if tag == "input" and a.get("name") == name]


def test_nothing_is_done(refused, kit):
    assert refused.status_code == 409
    assert [len(each) for each in asked(kit)] == [3, 3]


def test_it_says_what_was_done_since_by_whom_and_what_was_wanted(refused, kit):
    text = Page(refused).text

    moved = row(kit, 0, 1).question.prompt
    assert "Somebody changed this kit meanwhile, so nothing was done" in text
    assert f"Moved “{moved}” to place 2 in “Round 1”. Root Example" in text
    assert f"You wanted to remove “{moved}”." in text


def test_pressing_again_does_it_knowingly(client, refused, kit):
    first = row(kit, 0, 1)
    page = Page(refused)
    again = [form for form in page.forms() if form["action"].endswith(f"/{first.pk}/remove/")]

    client.post(again[0]["action"], {"seen": field(page, "seen")[-1]})

    assert first.pk not in asked(kit)[0]


def test_what_was_asked_for_is_sent_along(client, as_, root, kit):
    seen, second = token(kit), kit.rounds.last()
    first, other, _third = asked(kit)[0]
    do(as_(root), kit, "kit_question_lock", other, locked="1")

    values = {"round": second.pk, "place": "1"}
    page = Page(do(client, kit, "kit_question_move", first, seen=seen, **values))

    assert field(page, "round") == [str(second.pk)]
    assert field(page, "place") == ["1"]


def test_the_kit_shows_as_it_is_now(refused, kit):
    rows = [
        int(attributes["data-question"])
        for _tag, attributes in Page(refused).elements
        if "data-question" in attributes
    ]

    assert rows == [pk for round_ in asked(kit) for pk in round_]


def test_a_change_that_no_builder_made_is_noticed_too(client, kit):
    seen = token(kit)
    kit.rounds.update(minutes=50)

    response = do(client, kit, "kit_question_remove", asked(kit)[0][0], seen=seen)

    assert response.status_code == 409
    assert "Done since you looked" not in Page(response).text


@pytest.mark.parametrize("seen", ["", "x", "\0"])
def test_without_a_token_nothing_is_done(client, kit, seen):
    response = do(client, kit, "kit_question_remove", asked(kit)[0][0], seen=seen)

    assert response.status_code == 409
    assert [len(each) for each in asked(kit)] == [3, 3]
