"""Trying out a round in a real browser: it works by mouse and by keys, and sends nothing."""

import re

import pytest
from playwright.sync_api import expect

from interviews.models import Kit
from tests.browser.conftest import ALL_LOOKS, LOOKS, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def trial(page, site):
    """The first round of a kit of hana's, opened by her; gives the address."""
    kit = Kit.objects.get(slug="account-executive-2027")
    round_ = kit.rounds.first()
    sign_in(page, site, "hana")
    address = f"{site.url}/kits/{kit.slug}/draft/rounds/{round_.key}/try/"
    page.goto(address)
    return address


def test_what_is_typed_stays_from_part_to_part_and_nothing_is_sent(page, trial, complaints):
    sent = []
    expect(page.get_by_role("heading", level=2, name="Opening")).to_be_visible()
    # The browser looks for the icon again with every new address.
    page.on("request", lambda r: None if "/static/icon." in r.url else sent.append(r.url))

    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", level=2, name="1.")).to_be_focused()
    page.get_by_role("link", name="Question 2").click()
    second = page.get_by_role("region", name="2.")
    second.get_by_label("Evidence for the number").fill("Found the hidden buyer.")
    second.get_by_label("Evidence for the number").press("End")
    second.get_by_label("Evidence for the number").press("3")
    second.get_by_role("checkbox").first.check()
    second.get_by_role("checkbox").first.press("Enter")
    page.get_by_role("radio", name="4 Strong").check()
    page.get_by_role("link", name="Closing").click()
    expect(page.get_by_text("4 · Strong", exact=True)).to_be_visible()
    page.get_by_label("Reason for no decision").fill("Ran out of time.")
    page.get_by_label("Reason for no decision").press("Enter")
    page.get_by_role("link", name="All on one page").click()
    expect(page.get_by_role("heading", level=2, name="Opening")).to_be_visible()
    expect(page.get_by_label("Reason for no decision")).to_have_value("Ran out of time.")
    evidence = second.get_by_label("Evidence for the number")
    expect(evidence).to_have_value("Found the hidden buyer.3")
    page.go_back()

    expect(page.get_by_role("heading", level=2, name="Closing")).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="Opening")).to_be_hidden()
    assert sent == []
    assert complaints == []


def test_keys_rate_and_turn_the_page_until_they_are_switched_off(page, trial, complaints):
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=2, name="1.")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("2")
    expect(page.get_by_role("radio", name="2 Partly shown")).to_be_checked()
    expect(page.get_by_role("status")).to_have_text("Rated: 2 · Partly shown")
    page.keyboard.press("9")
    expect(page.get_by_role("radio", name="2 Partly shown")).to_be_checked()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", level=2, name="1.")).to_be_visible()

    page.get_by_label("Number keys rate, arrow keys turn the page").uncheck()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=2, name="1.")).to_be_visible()
    assert complaints == []


def test_the_clock_runs_when_started_and_says_when_it_is_over(page, trial, complaints):
    page.clock.install()
    page.goto(trial)
    page.get_by_role("button", name="Start the clock").click()
    page.clock.run_for(60_000)
    clock = page.get_by_role("button", name="Pause the clock")
    expect(clock).to_contain_text(re.compile(r"1:0. of 30:00"))
    expect(clock).to_contain_text(re.compile(r"here 1:0. of 2:00"))
    page.get_by_role("link", name="Next").click()
    page.clock.run_for(30_000)
    expect(clock).to_contain_text(re.compile(r"here 0:3. of 4:00"))
    page.get_by_role("link", name="All on one page").click()
    expect(clock).to_contain_text("planned now: Opening")

    page.clock.run_for(30 * 60_000)
    expect(clock).to_contain_text(re.compile(r"over by 1:3."))
    clock.click()
    page.clock.run_for(60_000)
    expect(page.get_by_role("button", name="Start the clock")).to_contain_text(
        re.compile(r"over by 1:3.")
    )
    assert complaints == []


def test_every_part_is_sound(page, trial, inspect):
    found = inspect()
    for part, looks in (("question=2", ALL_LOOKS), ("question=closing", LOOKS), ("all=1", LOOKS)):
        page.goto(f"{trial}?{part}")
        found += inspect(looks)

    assert found == []
