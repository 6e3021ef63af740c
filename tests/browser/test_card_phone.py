"""A whole scorecard on a phone held in one hand, and on a small window, by keys and with axe."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from scorecards.models import Preference, Scorecard
from tests.browser.card_page import CardPage, make_seat, serve, sign_in_as
from tests.browser.conftest import ALL_LOOKS

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def seat(settings, collected):
    serve(settings, collected)
    return make_seat()


@pytest.fixture
def phone(browser):
    context = browser.new_context(**PHONE)
    yield context.new_page()
    context.close()


def test_a_whole_scorecard_on_a_phone_from_home_to_submitted(phone, live_server, seat):
    phone.goto(live_server.url)
    sign_in_as(phone, "ana")
    phone.get_by_role("link", name="Open my scorecard").first.tap()
    turn = phone.get_by_role("navigation", name="Back and on").locator("visible=true")
    expect(phone.get_by_role("heading", name="Opening")).to_be_visible()
    assert_fits(phone)
    for number in (1, 2, 3):
        turn.get_by_role("button", name="Next").tap()
        part = phone.get_by_role("region", name=f"{number}.")
        expect(part).to_be_visible()
        part.get_by_label("What did you try first?").tap()
        part.get_by_label("Evidence for the number").tap()
        phone.keyboard.type(f"Told of three visits, number {number}.")
        part.get_by_role("radio", name="4 Strong").tap()
        assert_fits(phone)
        expect(part.locator("[data-card-status]")).to_have_text("All saved")
    turn.get_by_role("button", name="Next").tap()
    closing = phone.get_by_role("region", name="Closing")
    expect(closing.get_by_text("4 · Strong")).to_have_count(3)
    closing.get_by_label("Strengths").fill("Prepares.")
    closing.get_by_role("radio", name="Yes", exact=True).tap()
    assert_fits(phone)
    closing.get_by_role("button", name="Submit my scorecard").tap()

    expect(phone.get_by_text("Your scorecard is submitted.")).to_be_visible()
    assert_fits(phone)
    card = Scorecard.objects.get()
    assert card.is_submitted
    assert [rating.number for rating in card.ratings.all()] == [4, 4, 4]
    assert {rating.follow_ups for rating in card.ratings.all()} == {"1"}
    assert card.summary.recommendation == "yes"


def assert_fits(page):
    """Nothing to scroll to sideways, and what turns the page lies within the window."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for button in page.locator(".trial-turn .btn:visible, .rating-step:visible").all():
        box = button.bounding_box()
        assert box["height"] >= 44, "big enough for a thumb"
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


def test_it_is_sound_in_every_look_and_at_twice_the_size(page, live_server, seat, inspect):
    card = CardPage(page, live_server, seat).open()
    found = inspect(ALL_LOOKS)
    page.goto(f"{live_server.url}/scorecards/{seat.pk}/?question=1")
    found += inspect()
    # What 1280 × 1024 pixels show at 200 and at 400 %.
    for width, height in ((640, 512), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        for part in ("?question=1", "?question=closing", "?all=1"):
            page.goto(f"{live_server.url}/scorecards/{seat.pk}/{part}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    card.page.context.set_offline(True)
    card.type("strengths", "Offline.")
    expect(card.page.locator("[data-trouble='offline']")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert inspect() == found == []


def test_keys_rate_and_turn_and_what_they_rate_is_saved(page, live_server, seat, complaints):
    card = CardPage(page, live_server, seat)
    card.open()
    page.get_by_role("button", name="One at a time").click()
    page.get_by_role("button", name=re.compile("^Question 2")).click()
    expect(page.get_by_role("region", name=re.compile(r"^2\."))).to_be_visible()
    page.keyboard.press("3")
    expect(page.locator("[data-rating-said]")).to_have_text("Rated: 3 · Solid")
    card.expect_status("All saved")
    assert card.stored(f"rating-{card.keys[1]}") == "3"

    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("region", name=re.compile(r"^3\."))).to_be_visible()
    card.choice(f"rating-{card.keys[2]}", 2).focus()
    page.keyboard.press("ArrowRight")  # among numbers an arrow chooses, as it does everywhere
    expect(page.get_by_role("region", name=re.compile(r"^3\."))).to_be_visible()
    expect(card.choice(f"rating-{card.keys[2]}", 3)).to_be_checked()
    card.expect_status("All saved")
    assert complaints == []


def test_how_the_page_shows_is_remembered(page, live_server, seat):
    CardPage(page, live_server, seat).open()
    with page.expect_response("**/save-all/") as answer:
        page.get_by_role("button", name="All on one page").click()
    assert answer.value.status == 204
    assert Preference.objects.get().shows_all_questions
    page.goto(f"{live_server.url}/scorecards/{seat.pk}/")
    expect(page.get_by_role("region", name=re.compile(r"^3\."))).to_be_visible()

    with page.expect_response("**/save-all/"):
        page.get_by_role("button", name="One at a time").click()
    expect(page.get_by_role("region", name=re.compile(r"^3\."))).to_be_hidden()
    assert not Preference.objects.get().shows_all_questions


def test_it_works_without_scripts(browser, live_server, seat):
    context = browser.new_context(java_script_enabled=False)
    card = CardPage(context.new_page(), live_server, seat).open()
    card.fill()
    card.page.get_by_role("button", name="Save", exact=True).last.click()
    expect(card.page.get_by_text("Saved.", exact=True)).to_be_visible()
    card.page.goto(card.address)
    card.submit.click()

    expect(card.page.get_by_text("Your scorecard is submitted.")).to_be_visible()
    assert Scorecard.objects.get().submitted_at <= timezone.now()
    context.close()
