"""A panelist without an account: from the letter to the scorecard, in a real browser."""

import datetime
import re

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import expect

from scorecards.guest_links import link_of
from scorecards.models import Scorecard
from tests import factories
from tests.browser.card_page import serve

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def guest(live_server, settings, collected):
    """A guest on the panel of an interview that begins in five minutes."""
    serve(settings, collected)
    settings.SITE_URL = live_server.url
    kit = factories.make_kit()
    User.objects.filter(pk=kit.owner.pk).update(is_superuser=True)  # groups are gone here
    opening = factories.OpeningFactory(revision=kit.publish(by=kit.owner))
    soon = timezone.now() + datetime.timedelta(minutes=5)
    interview = factories.InterviewFactory(candidate__opening=opening, starts_at=soon)
    return factories.GuestFactory(interview=interview, seat=1)


def enter(page, outbox, link):
    """The link, the code out of the outbox, the code entered."""
    page.goto(link)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_text("A code is on its way")).to_be_visible()
    code = re.search(r"\d{4} \d{4}", outbox[-1].body).group()
    page.get_by_label("Code from the e-mail").fill(code)
    page.get_by_role("button", name="Open the scorecard").click()
    expect(page.get_by_role("heading", name="Keep it confidential")).to_be_visible()


def test_a_guest_goes_from_the_link_to_a_scorecard_that_saves(
    page, guest, mailoutbox, inspect, complaints, browser
):
    candidate = guest.interview.candidate.name
    link = link_of(guest)
    page.goto(link)
    assert inspect() == []
    enter(page, mailoutbox, link)
    expect(page.get_by_text("Gita Guest")).to_be_visible()
    expect(page.get_by_text(candidate)).to_have_count(0)
    assert inspect() == []
    page.get_by_role("button", name="I accept").click()
    expect(page.get_by_text(candidate)).to_be_visible()
    assert inspect() == []
    page.get_by_label("No, there is nothing").check()
    page.get_by_role("button", name="Answer and go on").click()
    expect(page.get_by_role("heading", level=1, name=candidate)).to_be_visible()

    page.goto(f"{page.url.split('?')[0]}?all=1")
    page.locator("[name='notes']").fill("Heard in the first minute.")
    expect(page.locator("[data-card-status]:visible").first).to_have_text("All saved")
    stored = Scorecard.objects.get(panelist=guest).summary
    assert stored.notes == "Heard in the first minute."

    elsewhere = browser.new_context().new_page()
    elsewhere.goto(link)
    expect(elsewhere.get_by_role("button", name="Send me a code")).to_be_visible()
    elsewhere.goto(page.url)
    expect(elsewhere.get_by_role("heading", name="Sign in")).to_be_visible()
    assert candidate not in elsewhere.content()
    elsewhere.context.close()

    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("heading", name="You have left")).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("button", name="Send me another code")).to_have_count(0)
    assert complaints == []


def test_a_conflict_waits_and_the_page_says_who_decides(
    page, guest, mailoutbox, inspect, complaints
):
    enter(page, mailoutbox, link_of(guest))
    page.get_by_role("button", name="I accept").click()
    page.get_by_label("Yes, there is something").check()
    page.get_by_role("button", name="Answer and go on").click()
    expect(page.get_by_text("Say in a sentence what it is.")).to_be_visible()
    assert page.get_by_label("Yes, there is something").is_checked()
    complaints.clear()  # of the answer 422, which is one
    page.get_by_label("If yes: what is it?").fill("We were at school together.")
    page.get_by_role("button", name="Answer and go on").click()
    expect(page.get_by_role("heading", name="waits for a decision")).to_be_visible()
    expect(page.get_by_text("Hana Example")).to_be_visible()
    assert inspect() == []
    assert complaints == []
