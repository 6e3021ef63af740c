"""From the list of roles and the page of a family to a comparison, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ALL_LOOKS, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_ticks_are_counted_and_stay_while_one_searches_on(page, site, complaints, inspect):
    sign_in(page, site, "hana")
    page.goto(f"{site.url}/roles/")
    found = inspect(ALL_LOOKS)
    compare = page.get_by_role("button", name="Compare")
    expect(compare).to_be_disabled()
    expect(page.get_by_role("button", name="Keep these")).to_have_count(0)

    page.get_by_label("Compare Sales Coach").check()
    expect(page.get_by_text("One role is ticked; tick at least one more.")).to_be_visible()
    page.get_by_label("Search titles").fill("director of sales")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("1 role matches “director of sales”.")).to_be_visible()
    expect(page.get_by_label("Sales Coach")).to_be_checked()
    page.get_by_label("Compare Sales Director").check()
    found += inspect()
    expect(page.get_by_text("2 roles are ticked.")).to_be_visible()
    compare.click()

    page.wait_for_url("**/compare/?role=*")
    assert page.url.endswith("/compare/?role=sales-director&role=sales-coach")
    assert found == []
    assert complaints == []


def test_five_ticks_are_one_too_many(page, site):
    sign_in(page, site, "hana")
    page.goto(f"{site.url}/roles/")
    boxes = page.get_by_role("checkbox")
    for number in range(5):
        boxes.nth(number).check()

    expect(page.get_by_text("5 roles are ticked; four at most stand side by side.")).to_be_visible()
    expect(page.get_by_role("button", name="Compare")).to_be_disabled()
    boxes.first.uncheck()
    expect(page.get_by_role("button", name="Compare")).to_be_enabled()


def test_a_family_is_a_chart_on_a_wide_screen_and_a_list_on_a_phone(
    page, site, complaints, inspect
):
    sign_in(page, site, "hana")
    page.goto(f"{site.url}/roles/")
    page.get_by_role("link", name="Sales", exact=True).click()
    expect(page.get_by_role("heading", name="Who reports to whom")).to_be_visible()
    found = inspect(ALL_LOOKS)

    chart, outline = page.locator("svg.structure-chart"), page.locator("ul.outline")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(chart).to_be_visible()
    expect(outline).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 900})
    expect(chart).to_be_hidden()
    expect(outline).to_be_visible()
    assert found == []
    assert complaints == []


def test_nothing_in_the_chart_leaves_its_box(page, site):
    """The server has no font to measure with, so a browser checks its guess."""
    sign_in(page, site, "hana")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site.url}/families/sales/")

    outside = page.evaluate(
        """() => [...document.querySelectorAll('.structure-chart a')].filter((box) => {
            const [rect, text] = ['rect', 'text'].map((tag) => box.querySelector(tag).getBBox());
            return text.x < rect.x || text.y < rect.y || text.x + text.width > rect.x + rect.width
                || text.y + text.height > rect.y + rect.height;
        }).map((box) => box.textContent)"""
    )

    assert page.locator(".structure-chart a").count() == 11
    assert outside == []
