"""Two pages or devices on one scorecard: nothing overwrites, and the person chooses."""

import pytest
from playwright.sync_api import expect

from scorecards.models import Scorecard
from tests.browser.card_page import CardPage, make_seat, serve

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(page, browser, live_server, settings, collected):
    """The same card on a laptop and on a phone, both opened before anything was written."""
    serve(settings, collected)
    laptop = CardPage(page, live_server, make_seat()).open()
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield laptop, laptop.again(context)
    context.close()


def write_both(two, name, first, second):
    """First on the laptop, then on the phone, which knows nothing of it."""
    laptop, phone = two
    laptop.type(name, first)
    laptop.expect_status("All saved")
    phone.type(name, second)
    expect(phone.clash(name)).to_be_visible()


@pytest.mark.parametrize(
    ("button", "outcome"),
    [
        ("Keep this one", "Phone."),
        ("Keep the other", "Laptop."),
        ("Keep both texts", "Laptop.\n\nPhone."),
    ],
)
def test_both_texts_show_and_the_person_chooses(two, button, outcome, inspect):
    laptop, phone = two
    name = f"evidence-{laptop.keys[0]}"
    write_both(two, name, "Laptop.", "Phone.")
    assert laptop.stored(name) == "Laptop.", "a stale write overwrites nothing"
    expect(phone.clash(name)).to_contain_text("Laptop.")
    expect(phone.clash(name)).to_contain_text("Phone.")
    phone.expect_status("Choose a version")

    phone.clash(name).get_by_role("button", name=button).click()
    expect(phone.box(name)).to_have_value(outcome)
    expect(phone.box(name)).to_be_focused()
    phone.expect_status("All saved")
    expect(phone.clash(name)).to_have_count(0)
    assert laptop.stored(name) == outcome
    assert phone.kept() == {}


def test_numbers_and_ticks_are_told_apart_in_words(two):
    laptop, phone = two
    rating, ticks = f"rating-{laptop.keys[0]}", f"indicator-{laptop.keys[1]}"
    laptop.choice(rating, 2).check()
    laptop.choice(ticks, 1).check()
    laptop.expect_status("All saved")
    phone.choice(rating, 4).check()
    phone.choice(ticks, 2).check()

    expect(phone.clash(rating)).to_contain_text("2 · Partly shown")
    expect(phone.clash(rating)).to_contain_text("4 · Strong")
    expect(phone.clash(ticks)).to_contain_text("Names what was done")
    expect(phone.clash(ticks)).to_contain_text("Gives a figure")
    phone.clash(rating).get_by_role("button", name="Keep the other").click()
    expect(phone.choice(rating, 2)).to_be_checked()
    phone.clash(ticks).get_by_role("button", name="Keep this one").click()
    phone.expect_status("All saved")
    assert (laptop.stored(rating), laptop.stored(ticks)) == ("2", "2")


def test_a_choice_is_over_where_both_came_to_the_same(two):
    laptop, phone = two
    name = f"evidence-{laptop.keys[0]}"
    write_both(two, name, "Laptop.", "Phone.")
    laptop.box(name).fill("Phone.")
    laptop.expect_status("All saved")

    phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(phone.clash(name)).to_have_count(0)
    phone.expect_status("All saved")
    phone.type(name, " More.")
    phone.expect_status("All saved")
    assert laptop.stored(name) == "Phone. More."


def test_a_choice_that_waits_outlives_the_page(two):
    laptop, phone = two
    name = f"evidence-{laptop.keys[0]}"
    write_both(two, name, "Laptop.", "Phone.")
    expect(phone.submit).to_contain_text("Not yet")
    phone.page.reload()

    expect(phone.clash(name)).to_contain_text("Phone.")
    expect(phone.clash(name)).to_contain_text("Laptop.")
    assert laptop.stored(name) == "Laptop."


def test_a_page_that_one_comes_back_to_shows_what_was_saved_elsewhere(two):
    laptop, phone = two
    name = f"evidence-{laptop.keys[0]}"
    phone.type(name, "From the phone.")
    phone.expect_status("All saved")

    laptop.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(laptop.box(name)).to_have_value("From the phone.")
    laptop.type(name, " And on.")
    laptop.expect_status("All saved")
    assert laptop.stored(name) == "From the phone. And on."


def test_ones_own_text_whose_answer_was_lost_is_no_conflict(two):
    laptop, _phone = two
    name = f"evidence-{laptop.keys[0]}"

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    laptop.page.route("**/save/", lose_the_answer, times=1)
    with laptop.page.expect_request("**/save/"):
        laptop.type(name, "Written, ")
    laptop.type(name, "and written on.")
    laptop.expect_status("All saved")

    assert laptop.stored(name) == "Written, and written on."
    expect(laptop.clash(name)).to_have_count(0)


def test_what_comes_after_submitting_is_refused_and_can_be_copied(two, complaints):
    laptop, phone = two
    name = f"evidence-{laptop.keys[0]}"
    laptop.fill()
    laptop.expect_status("All saved")
    phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(phone.choice("recommendation", "yes")).to_be_checked()
    laptop.submit.click()
    expect(laptop.page.locator("form[data-card]")).to_have_count(0)

    phone.type(name, " Too late.")
    phone.expect_status("Takes no more")
    expect(phone.submit).to_have_text("Not now: see the note above")
    left = phone.page.locator("[data-card-left]")
    expect(left).to_contain_text("Too late.")
    phone.page.get_by_role("link", name="See it as it is now").click()
    expect(left).to_contain_text("Named the three people who decided. Too late.")
    left.get_by_role("button", name="Throw away").click()
    expect(left).to_be_hidden()
    assert phone.kept() == {}
    assert laptop.stored(name) == "Named the three people who decided."


def test_a_write_of_what_is_stored_anyway_is_no_trouble_after_submitting(two):
    laptop, phone = two
    name = f"notes-{laptop.keys[0]}"
    laptop.fill()
    laptop.box(name).fill("The same.")
    laptop.expect_status("All saved")
    phone.page.route("**/save/", lambda route: (laptop_submits(laptop), route.continue_()))
    phone.type(name, "The same.")
    phone.page.wait_for_function(
        "name => document.getElementsByName('version-' + name)[0].value === '1'", arg=name
    )

    assert Scorecard.objects.get().is_submitted
    assert phone.kept() == {}


def test_what_is_saved_after_all_is_not_listed_as_left(two):
    laptop, phone = two
    laptop.fill()
    laptop.box("strengths").fill("Listens. ")
    laptop.expect_status("All saved")
    phone.page.route("**/save/", lambda route: route.abort())
    phone.page.route("**/state/", lambda route: route.abort())
    phone.box("strengths").fill("Listens. ")
    phone.box("concerns").fill("Late.")
    phone.expect_status("Not saved yet: 2")
    laptop_submits(laptop)

    phone.page.unroute_all()
    phone.page.goto(phone.address)
    expect(phone.page.locator("[data-left]")).to_have_count(1)
    expect(phone.page.locator("[data-left]")).to_contain_text("Late.")


def laptop_submits(laptop):
    laptop.submit.click()
    expect(laptop.page.locator("form[data-card]")).to_have_count(0)
