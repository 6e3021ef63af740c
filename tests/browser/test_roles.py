"""From “which role do we need” to paper, in a real browser."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ALL_LOOKS, PATIENCE, sign_in
from tests.scorecards.paper import assert_accessible

pytestmark = pytest.mark.django_db(transaction=True)


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
    for words in ("new customers", "own target"):
        page.get_by_role("radio", name=words).first.check()
    page.get_by_role("button", name="Show").first.click()
    expect(page.get_by_text("Sales Representative").first).to_be_visible()
    found += inspect(ALL_LOOKS)

    page.get_by_role("button", name="Compare").or_(
        page.get_by_role("link", name="Compare")
    ).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Roles side by side")
    found += inspect(ALL_LOOKS)
    sheet = save(page, page.get_by_role("button", name="Comparison as PDF"))
    assert sheet.suggested_filename.startswith("comparison-")
    assert "Responsibilities" in text_of(sheet)

    page.get_by_role("link", name="Job description").first.click()
    title = page.get_by_role("heading", level=1).inner_text()
    found += inspect(ALL_LOOKS)
    page.get_by_role("checkbox", name="Travel").or_(page.get_by_role("checkbox")).first.uncheck()
    sheet = save(page, page.get_by_role("button", name="PDF").first)
    assert title.split("\n")[0] in text_of(sheet)

    assert found == []
    assert complaints == []


def test_every_page_about_roles_is_sound(page, site, complaints, inspect):
    sign_in(page, site, "hana")
    found = []
    for address in (
        "/roles/",
        "/roles/?q=director+of+sales",
        "/roles/sales-manager/",
        "/roles/agency-account-executive/",
        "/families/sales/",
        "/compare/",
        "/compare/?role=account-executive&role=sales-representative&only=differences",
        "/compare/?role=sales-team-leader&role=sales-manager&role=sales-director&role=vp-sales",
        "/roles/sales-manager/job-description/",
    ):
        page.goto(site.url + address)
        found += inspect(ALL_LOOKS)

    assert found == []
    assert complaints == []
