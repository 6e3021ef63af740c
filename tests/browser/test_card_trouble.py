"""A server that answers, and yet saves nothing: the page says so, keeps the text, asks seldom."""

import pytest
from playwright.sync_api import expect

from tests.browser.card_page import CardPage, make_seat, serve

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def card(page, live_server, settings, collected):
    serve(settings, collected)
    return CardPage(page, live_server, make_seat()).open()


def refuse_to_save(page, word):
    """From now on no text with this word is saved. Gives the attempts."""
    attempts = []

    def answer(route):
        if word not in route.request.post_data:
            return route.continue_()
        attempts.append(route.request.post_data)
        return route.fulfill(status=500, body="out of order")

    page.route("**/save/", answer)
    return attempts


def test_it_says_that_nothing_is_saved_and_tries_again_ever_more_seldom(card):
    name = f"evidence-{card.keys[0]}"
    attempts = refuse_to_save(card.page, "Kept")
    card.type(name, "Kept.")
    card.expect_status("Not saved yet: 1")
    card.page.wait_for_timeout(3000)
    assert 2 <= len(attempts) <= 4
    card.expect_status("Not saved yet: 1")
    assert card.kept()[name]["value"] == "Kept."

    card.page.unroute("**/save/")
    expect(card.status).to_have_text("All saved", timeout=30_000)
    assert card.stored(name) == "Kept."


def test_a_field_that_cannot_be_saved_holds_up_no_other(card):
    first, second, third = [f"evidence-{key}" for key in card.keys]
    refuse_to_save(card.page, "Kept")
    card.type(first, "Kept.")
    card.type(second, "Two.")
    card.type(third, "Three.")
    expect(card.status).to_have_text("Not saved yet: 1", timeout=30_000)
    assert [card.stored(name) for name in (first, second, third)] == ["", "Two.", "Three."]
