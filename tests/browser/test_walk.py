"""A hiring manager's way from the login to the printed packet, in a real browser."""

import subprocess
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from interviews.models import Panelist
from tests.browser.conftest import PATIENCE, sign_in
from tests.scorecards.paper import assert_accessible

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_hiring_manager_opens_a_kit_and_downloads_the_packet(page, site, complaints, inspect):
    found = []
    page.goto(site.url)
    found += inspect()
    sign_in(page, site, "hana")
    found += inspect()

    page.get_by_role("navigation").get_by_role("link", name="Roles").first.click()
    found += inspect()
    page.get_by_role("link", name="Account Executive", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Account Executive")
    found += inspect()

    page.get_by_role("navigation").get_by_role("link", name="Kits").first.click()
    found += inspect()
    page.get_by_role("link", name="Account Executive interviews").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Account Executive interviews")
    expect(page.get_by_text("Role-play").first).to_be_visible()
    found += inspect()

    page.get_by_role("link", name="DEMO-AE").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Account Executive")
    found += inspect()
    with page.expect_download(timeout=PATIENCE) as download:
        page.locator("a[href*='packet.pdf'][href*='a4']").first.click(timeout=PATIENCE)
        expect(page.get_by_text("Making the PDF")).to_be_visible()

    expect(page.get_by_text("Making the PDF")).to_be_hidden()
    assert_packet(download.value)
    assert found == []
    assert complaints == []


def assert_packet(download):
    """The packet has every copy, each with its own person, code and page count."""
    assert download.suggested_filename.endswith(".pdf")
    assert "DEMO-AE" in download.suggested_filename
    path = Path(download.path())
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    pages = [" ".join(page.split()) for page in text.split("\f")[:-1]]
    seats = Panelist.objects.select_related("user", "interview__candidate")
    assert seats.count() == 25
    for seat in seats:
        own = [page for page in pages if seat.copy_code in page]
        assert own, seat
        for number, page in enumerate(own, start=1):
            assert seat.name in page
            assert seat.interview.candidate.name in page
            assert f"Page {number} of {len(own)}" in page
    assert all(sum(seat.copy_code in page for seat in seats) == 1 for page in pages)
    assert_accessible(path.read_bytes())


def test_a_hiring_manager_publishes_a_draft(page, site, complaints, inspect):
    sign_in(page, site, "hana")
    page.goto(site.url + reverse("interviews:kit_detail", args=["sales-representative-2027"]))
    found = inspect()
    page.get_by_text("Publish", exact=False).first.click()
    button = page.get_by_role("button", name="Publish")
    button.click()
    expect(page.get_by_text("Published as revision 1.")).to_be_visible()
    found += inspect()

    assert found == []
    assert complaints == []


def test_everybody_lands_on_a_page_of_their_own(page, site, complaints, inspect):
    found = []
    for username in ("admin", "libby", "cora", "ana"):
        sign_in(page, site, username)
        found += inspect()
        page.context.clear_cookies()

    assert found == []
    assert complaints == []
