"""What a role's weights sum to shows while they are typed."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from roles.models import Role
from tests.browser.conftest import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def line(page, site):
    """The line of the sum in the form of a role whose weights are whole."""
    sign_in(page, site, "libby")
    role = Role.objects.get(slug="account-executive")
    page.goto(site.url + reverse("admin:roles_role_change", args=[role.pk]))
    return page.locator("[data-weights-sum]")


def weight(page, row):
    return page.locator(f"#id_role_competencies-{row}-weight")


def test_it_follows_what_is_typed(page, line, complaints):
    expect(line).to_have_text("Weights: 100 of 100")

    weight(page, 0).press("End")
    weight(page, 0).press_sequentially("0")  # 20 becomes 200
    expect(line).to_have_text("Weights: 280 of 100, 180 too many")
    weight(page, 0).fill("5")
    expect(line).to_have_text("Weights: 85 of 100, 15 missing")
    weight(page, 0).fill("")
    expect(line).to_have_text("Weights: 80 of 100, 20 missing")
    assert complaints == []


def test_rows_that_come_and_go_count(page, line, complaints):
    last = page.locator("#role_competencies-group tr.form-row:not(.empty-form)").count()
    page.locator("#role_competencies-0").get_by_role("checkbox").last.check()
    expect(line).to_have_text("Weights: 80 of 100, 20 missing")

    page.locator("#role_competencies-group .add-row a").click()
    expect(line).to_have_text("Weights: 80 of 100, 20 missing")
    weight(page, last).fill("25")
    expect(line).to_have_text("Weights: 105 of 100, 5 too many")
    page.locator(f"#role_competencies-{last} .inline-deletelink").click()
    expect(line).to_have_text("Weights: 80 of 100, 20 missing")
    page.locator("#role_competencies-0").get_by_role("checkbox").last.uncheck()
    expect(line).to_have_text("Weights: 100 of 100")
    assert complaints == []


def test_it_is_right_when_the_server_sends_the_form_back(page, line, complaints):
    weight(page, 0).fill("30")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("The weights sum to 110")).to_be_visible()
    expect(line).to_have_text("Weights: 110 of 100, 10 too many")
    assert complaints == []


def test_a_form_without_weights_says_what_they_come_to(page, line, site):
    page.goto(site.url + reverse("admin:roles_role_add"))

    expect(line).to_have_text("Weights: none yet; together they make 100.")


def test_it_stays_in_sight_while_the_rows_are_filled(page, line):
    page.set_viewport_size({"width": 1280, "height": 500})
    weight(page, 6).focus()
    weight(page, 6).scroll_into_view_if_needed()

    expect(line).to_be_in_viewport(ratio=1)
