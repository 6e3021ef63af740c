"""The dialog of the builder: where it opens, and what it makes way for."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from interviews.models import Kit
from tests.browser.conftest import PATIENCE, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kit(page, site):
    """A kit of hana's, who looks at it in the builder."""
    sign_in(page, site, "hana")
    kit = Kit.objects.get(slug="account-executive-2027")
    page.goto(f"{site.url}/kits/{kit.slug}/build/")
    return kit


def somebody_changes(kit):
    with kit.being_changed(by=User.objects.get(username="admin"), seen=kit.token) as change:
        change.draft.rounds.update(purpose="Another purpose.")
        change.words = "Changed the purposes."


def press_when_stale(page, kit, opened, pressed):
    page.get_by_role("link", name=opened).first.click()
    button = page.locator("#sheet").get_by_role("button", name=pressed).first
    expect(button).to_be_visible(timeout=PATIENCE)
    somebody_changes(kit)
    button.click()


@pytest.mark.parametrize(
    ("opened", "pressed"), [("Swap", "Take this one"), ("Assemble", "Assemble")]
)
def test_the_dialog_makes_way_for_what_is_said(page, kit, opened, pressed):
    press_when_stale(page, kit, opened, pressed)

    expect(page.locator("#sheet")).to_be_hidden(timeout=PATIENCE)
    expect(page.locator("#stale")).to_be_focused()
    expect(page.locator("#stale")).to_contain_text("Changed the purposes.")

    page.get_by_role("button", name="Do it all the same").click()
    expect(page.locator("#stale")).to_be_hidden(timeout=PATIENCE)


def test_what_mends_a_check_opens_at_its_field(page, kit):
    page.get_by_role("link", name="Ask for a panel that has practised.").click()

    expect(page.get_by_label("Only panelists who have practised")).to_be_focused(timeout=PATIENCE)
    assert page.locator("#sheet").is_visible()
