"""From “which role do we need” to paper, in a real browser."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from roles.models import ChoiceQuestion, JobFamily
from tests.browser.conftest import ALL_LOOKS, PATIENCE, sign_in
from tests.scorecards.paper import assert_accessible

pytestmark = pytest.mark.django_db(transaction=True)
CLOSE = "Sales Representative and Account Executive are close"


def text_of(download):
    path = Path(download.path())
    assert_accessible(path.read_bytes())
    shown = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return " ".join(shown.stdout.decode().split())


def save(page, button):
    with page.expect_download(timeout=PATIENCE) as download:
        button.click(timeout=PATIENCE)
    return download.value


def test_from_which_role_to_a_comparison_and_a_job_description(page, site, complaints, inspect):
    sign_in(page, site, "hana")
    page.get_by_role("navigation").get_by_role("link", name="Roles").first.click()
    expect(page.get_by_role("heading", level=1, name="Roles")).to_be_visible()
    found = inspect(ALL_LOOKS)

    page.get_by_role("link", name="Which role do we need?").first.click()
    expect(page.get_by_role("heading", level=1, name="Which role do we need?")).to_be_visible()
    found += inspect(ALL_LOOKS)
    for answer in (
        "To sell, with their own target",
        "Nobody",
        "Single deals or pieces of work, within limits",
        "Mostly from new customers",
        "A set of middle-sized accounts",
    ):
        page.get_by_role("radio", name=answer, exact=True).check()
    page.get_by_role("button", name="Show the roles that fit", exact=True).click()
    expect(page.get_by_role("heading", level=2).first).to_have_text(CLOSE)
    expect(page.get_by_text("Meet or beat the sales quota for each period")).to_be_visible()
    found += inspect(ALL_LOOKS)

    page.get_by_role("link", name="Compare them", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Roles side by side")
    found += inspect(ALL_LOOKS)
    sheet = save(page, page.get_by_role("button", name="Comparison as PDF"))
    assert sheet.suggested_filename.startswith("comparison-")
    text = text_of(sheet)
    assert "Account Executive" in text
    assert "Sales Representative" in text
    assert "Questions that serve both" in text

    page.get_by_role("link", name="Job description Account Executive", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Job description")
    found += inspect(ALL_LOOKS)
    page.get_by_role("checkbox", name="Reporting lines", exact=True).uncheck()
    page.get_by_label("From", exact=True).fill("60000")
    page.get_by_label("Currency", exact=True).fill("EUR")
    text = text_of(save(page, page.get_by_role("button", name="PDF", exact=True)))
    assert "What you will do" in text
    assert "From 60,000 EUR a year" in text
    assert "You report to" not in text

    assert found == []
    assert complaints == []


def test_every_page_about_roles_is_sound(page, site, complaints, inspect):
    second = JobFamily.objects.create(slug="support", name="Support")
    ChoiceQuestion.objects.create(slug="hours", family=second, text="When are customers helped?")
    sign_in(page, site, "hana")
    found = []
    for address in (
        "/roles/?q=director+of+sales",
        "/roles/sales-manager/",
        "/families/sales/",
        "/families/support/",
        "/which-role/",
        "/which-role/support/",
        "/compare/",
        "/compare/?role=account-executive&role=sales-representative&only=differences",
        "/compare/?role=sales-team-leader&role=sales-manager&role=sales-director&role=vp-sales",
        "/roles/sales-manager/job-description/",
    ):
        page.goto(site.url + address)
        found += inspect(ALL_LOOKS)

    assert found == []
    assert complaints == []
