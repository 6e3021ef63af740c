"""Every field of a scorecard saves by itself, and nothing is lost while it cannot."""

import time

import pytest
from playwright.sync_api import expect

from scorecards.models import Scorecard
from tests.browser.card_page import CardPage, add_person, make_seat, serve, sign_in_as

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def card(page, live_server, settings, collected):
    serve(settings, collected)
    return CardPage(page, live_server, make_seat()).open()


def saves(page):
    """The requests to save that the page sends from now on, as what each of them writes."""
    sent = []
    page.on(
        "request",
        lambda request: sent.append(request.post_data) if "/save/" in request.url else None,
    )
    return sent


def lose_session(page):
    page.context.clear_cookies(name="sessionid")


def test_each_field_saves_by_itself_a_moment_after_the_last_key(card, complaints):
    sent = saves(card.page)
    first, second, _third = card.keys
    card.type(f"evidence-{first}", "Asked the buyer.")
    card.expect_status("All saved")
    assert len(sent) == 1, "one request for one field"
    card.choice(f"indicator-{first}", 1).check()
    card.choice(f"indicator-{first}", 2).check()
    card.choice(f"rating-{second}", "no_evidence").check()
    card.expect_status("All saved")

    assert card.stored(f"evidence-{first}") == "Asked the buyer."
    assert card.stored(f"indicator-{first}") == "1,2"
    assert card.stored(f"rating-{second}") == "no_evidence"
    assert card.kept() == {}
    assert all(len(body) < 200 for body in sent)
    assert complaints == []


def test_what_is_typed_without_a_connection_is_saved_when_there_is_one(card):
    name = f"evidence-{card.keys[0]}"
    card.type(name, "Before. ")
    card.expect_status("All saved")
    card.page.context.set_offline(True)
    card.type(name, "In the tunnel.")
    card.choice(f"rating-{card.keys[0]}", 3).check()
    card.expect_status("Not saved yet: 2")
    expect(card.said).to_contain_text("No connection")
    expect(card.page.get_by_text("Go on as you were")).to_be_visible()
    expect(card.submit).to_have_text("Not yet: 2 entries are not saved")
    assert card.stored(name) == "Before. "

    card.page.context.set_offline(False)
    card.expect_status("All saved")

    expect(card.said).to_have_text("All is saved again.")
    expect(card.submit).not_to_contain_text("Not yet")
    assert card.stored(name) == "Before. In the tunnel."
    assert card.stored(f"rating-{card.keys[0]}") == "3"
    assert card.kept() == {}


def test_closing_the_page_without_a_connection_loses_nothing(card):
    name = f"evidence-{card.keys[0]}"
    card.page.context.set_offline(True)
    card.type(name, "Typed in the cellar.")
    card.page.close()
    card.page.context.set_offline(False)
    time.sleep(0.5)  # the browser sends what left with the page

    again = card.again()
    expect(again.box(name)).to_have_value("Typed in the cellar.")
    again.expect_nothing_kept()
    assert again.stored(name) == "Typed in the cellar."


def test_closing_the_page_in_the_middle_of_a_word_loses_nothing(card):
    name = f"evidence-{card.keys[0]}"
    card.type(name, "Half a sen")
    card.page.close(run_before_unload=True)
    time.sleep(0.5)  # what left with the page is under way

    again = card.again()
    expect(again.box(name)).to_have_value("Half a sen")
    again.expect_nothing_kept()
    assert again.stored(name) == "Half a sen"


def test_after_the_login_expired_the_page_goes_on_with_the_next_one(card):
    name = f"evidence-{card.keys[0]}"
    card.type(name, "Before. ")
    card.expect_status("All saved")
    lose_session(card.page)
    card.type(name, "Then the login ended.")
    expect(card.said).to_contain_text("You are signed out")
    with card.page.context.expect_page() as opened:
        card.page.get_by_role("link", name="Sign in on a new page").click()
    sign_in_as(opened.value, "ana")
    opened.value.wait_for_load_state("networkidle")
    opened.value.close()

    card.page.bring_to_front()
    card.page.evaluate("dispatchEvent(new Event('focus'))")
    card.expect_status("All saved")
    assert card.stored(name) == "Before. Then the login ended."
    card.type(name, " And on.")
    card.expect_status("All saved")
    assert card.stored(name).endswith(" And on.")


def test_another_login_is_shown_nothing_and_is_given_nothing(card):
    add_person("zoe")
    secret = "A word for my eyes only."
    name = f"evidence-{card.keys[0]}"
    card.page.context.set_offline(True)
    card.type(name, secret)
    card.page.context.set_offline(False)
    lose_session(card.page)
    other = card.page.context.new_page()
    other.goto(card.address)
    sign_in_as(other, "zoe")

    card.page.evaluate("dispatchEvent(new Event('focus'))")
    expect(
        card.page.get_by_role("heading", name="This page belongs to Ana Example")
    ).to_be_visible()
    expect(card.box(name)).to_be_hidden()
    expect(other.get_by_text(secret)).to_have_count(0)
    assert not Scorecard.objects.filter(ratings__evidence__contains=secret).exists()

    other.context.clear_cookies(name="sessionid")
    other.goto(card.site.url)
    sign_in_as(other, "ana")
    other.close()
    card.page.evaluate("dispatchEvent(new Event('focus'))")
    expect(card.box(name)).to_be_visible()
    card.expect_status("All saved")
    assert card.stored(name) == secret


def test_what_one_login_left_in_the_browser_is_not_put_into_the_page_of_another(card):
    name = f"evidence-{card.keys[0]}"
    card.page.context.set_offline(True)
    card.type(name, "Left by ana.")
    card.page.close()
    card.page.context.set_offline(False)
    card.page.context.clear_cookies()
    seat = card.seat
    seat.user = add_person("ben")
    seat.save(update_fields=["user"])  # the very same seat, to be strict

    bens = CardPage(card.page.context.new_page(), card.site, seat).open()
    bens.type(f"notes-{card.keys[0]}", "Mine.")
    bens.expect_status("All saved")
    expect(bens.box(name)).to_have_value("")
    assert bens.stored(name) == ""


def test_a_browser_that_keeps_nothing_saves_and_says_what_that_means(page, card):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})"
    )
    card.open()
    name = f"evidence-{card.keys[0]}"
    card.type(name, "Saved all the same.")
    card.expect_status("All saved")
    assert card.stored(name) == "Saved all the same."

    page.context.set_offline(True)
    card.type(name, " Not this.")
    expect(page.get_by_text("Leave this page open until all is saved.")).to_be_visible()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(200)
    assert asked == ["beforeunload"]

    page.context.set_offline(False)
    card.expect_status("All saved")
    assert card.stored(name).endswith("Not this.")


def test_a_field_that_is_refused_says_why_and_keeps_the_text(card):
    name = f"notes-{card.keys[0]}"
    card.box(name).fill("Pasted: \u0007 a bell.")
    expect(card.page.get_by_text("U+0007")).to_be_visible()
    card.expect_status("Not saved: see the note")
    expect(card.box(name)).to_have_attribute("aria-invalid", "true")
    card.box(f"evidence-{card.keys[0]}").fill("Others save on.")
    card.page.wait_for_function(
        "name => document.getElementsByName('version-' + name)[0].value === '1'",
        arg=f"evidence-{card.keys[0]}",
    )

    card.box(name).fill("Pasted: a bell.")
    card.expect_status("All saved")
    assert card.stored(name) == "Pasted: a bell."
