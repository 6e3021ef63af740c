"""The one button that submits a scorecard waits for what is not saved yet, and sends once."""

import pytest
from playwright.sync_api import expect

from scorecards.models import Scorecard
from tests.browser.card_page import CardPage, make_seat, serve

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def card(page, live_server, settings, collected):
    serve(settings, collected)
    return CardPage(page, live_server, make_seat()).open()


def posts(page):
    """The forms that the page sends from now on to submit the card."""
    sent = []
    page.on(
        "request",
        lambda request: sent.append(request) if request.url.endswith("/submit/") else None,
    )
    return sent


def test_it_waits_for_what_was_just_typed_and_sends_once_however_often_it_is_pressed(card):
    sent = posts(card.page)
    card.fill()
    card.page.route("**/save/", lambda route: (card.page.wait_for_timeout(300), route.continue_()))
    card.type("strengths", "The last words.")
    card.submit.dblclick()
    card.submit.click(force=True)

    expect(card.page.locator("form[data-card]")).to_have_count(0)
    assert Scorecard.objects.get().is_submitted
    assert card.stored("strengths") == "The last words."
    assert len(sent) == 1


def test_what_was_typed_and_taken_back_holds_it_up_no_longer(card):
    card.fill()
    card.expect_status("All saved")
    card.type("strengths", "x")
    card.box("strengths").press("Backspace")
    card.submit.click()
    expect(card.page.locator("form[data-card]")).to_have_count(0)
    assert Scorecard.objects.get().is_submitted


def test_without_a_connection_it_says_not_yet_and_goes_nowhere(card):
    card.fill()
    card.expect_status("All saved")
    card.page.context.set_offline(True)
    expect(card.submit).to_contain_text("Not yet: no connection")
    card.type("strengths", "More.")
    expect(card.submit).to_contain_text("Not yet: 1 entry is not saved")
    card.submit.click(force=True)  # it says that it is disabled, and yet it explains itself
    expect(card.page.locator("[data-card-trouble]")).to_be_focused()
    expect(card.box("strengths")).to_have_value("More.")

    card.page.context.set_offline(False)
    card.expect_status("All saved")
    card.submit.click()
    expect(card.page.locator("form[data-card]")).to_have_count(0)
    assert Scorecard.objects.get().is_submitted


def test_what_is_missing_is_said_with_links_and_nothing_is_lost(card, inspect):
    first, second, _third = card.keys
    card.box(f"evidence-{first}").fill("Only this.")
    card.submit.click()
    missing = card.page.get_by_role("link", name="Question 2: choose a number")
    expect(missing).to_be_visible()
    assert inspect() == []

    missing.click()
    expect(card.choice(f"rating-{second}", 1)).to_be_in_viewport()
    expect(card.box(f"evidence-{first}")).to_have_value("Only this.")
    assert not Scorecard.objects.get().is_submitted


def test_a_choice_that_waits_comes_first(card, browser):
    name = f"evidence-{card.keys[0]}"
    context = browser.new_context()
    other = card.again(context)
    card.fill()
    card.expect_status("All saved")
    other.box(name).fill("Another text.")
    expect(other.clash(name)).to_be_visible()

    other.submit.click(force=True)
    expect(other.clash(name)).to_be_focused()
    other.clash(name).get_by_role("button", name="Keep the other").click()
    other.page.reload()
    other.submit.click()
    expect(other.page.locator("form[data-card]")).to_have_count(0)
    assert Scorecard.objects.get().is_submitted
    context.close()


def test_enter_in_a_line_of_text_submits_nothing(card):
    sent = posts(card.page)
    card.choice("recommendation", "no_decision").check()
    card.type("recommendation-reason", "Too little time.")
    card.box("recommendation-reason").press("Enter")
    card.expect_status("All saved")
    assert sent == []
    assert card.stored("recommendation-reason").strip() == "Too little time."
