"""A real Chromium, the system's own. Where it is missing the tests fail; they are never skipped."""

import io
import os
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import expect

from config.settings import STORAGES

# Playwright keeps an event loop in the thread of the tests, where Django would refuse queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PATIENCE = 120_000  # milliseconds; a whole packet is printed while other tests run beside
AXE = Path(__file__).parent.parent / "vendor" / "axe" / "axe.min.js"
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail("No Chromium was found: run the tests through ./start test, or install it.")
    return {
        "executable_path": path,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    }


@pytest.fixture
def complaints(page):
    """What the browser's console complains of, errors and warnings, while the page is open."""
    heard = []
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: (
            heard.append(f"{page.url}: {message.text}")
            if message.type in ("error", "warning")
            else None
        ),
    )
    return heard


# Colours depend on the scheme and layout on the width, so two of the pairs show it all on most
# pages; ALL_LOOKS has every pair, and paper.
LOOKS = (("light", 390, "screen"), ("dark", 1280, "screen"))
ALL_LOOKS = (
    *LOOKS,
    ("light", 1280, "screen"),
    ("dark", 390, "screen"),
    ("light", 794, "print"),  # the width of A4 in CSS pixels
)


@pytest.fixture
def inspect(page):
    """`inspect()`: what axe finds on the page in some looks; and whether the page has to be
    scrolled sideways."""
    axe = AXE.read_text(encoding="utf-8")

    def look(looks=LOOKS):
        # A click returns before the page that it leads to is there.
        page.wait_for_load_state()
        expect(page.locator("h1").first).to_be_attached()
        found, colours_seen = [], set()
        for scheme, width, media in looks:
            page.emulate_media(color_scheme=scheme, media=media, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 900})
            place = f"{page.url} ({scheme}, {width} px, {media})"
            page.evaluate(axe)
            # Contrast takes half of the time, and depends on the colours alone.
            rules = {"color-contrast": {"enabled": (scheme, media) not in colours_seen}}
            colours_seen.add((scheme, media))
            options = {"resultTypes": ["violations"], "preload": False, "rules": rules}
            result = page.evaluate("options => axe.run(options)", options)
            found += [
                f"{place}: {violation['id']}: {node['html'][:160]}"
                for violation in result["violations"]
                for node in violation["nodes"]
            ]
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append(f"{place}: scrolls sideways")
        page.emulate_media(media="screen")
        return found

    return look


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """The folder of the static files under the long-lived names that a real site gives them."""
    root = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=root, STORAGES=STORAGES):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


@pytest.fixture
def site(live_server, settings, collected):
    """The demo company, being served as a real site is. A test before may have emptied the
    database, and with it what migrations put there."""
    settings.STATIC_ROOT, settings.STORAGES = collected, STORAGES
    settings.STATICFILES_DIRS = [collected]  # where the live server looks
    import_module("interviews.migrations.0002_groups").make_groups(apps, None)
    import_module("interviews.migrations.0003_choice_rights").give_rights(apps, None)
    import_module("interviews.migrations.0005_review_data").give_rights(apps, None)
    import_module("interviews.migrations.0007_import_file").give_rights(apps, None)
    panel_data = import_module("interviews.migrations.0010_panel_data")
    panel_data.give_rights(apps, None)
    panel_data.write_first_statements(apps, None)
    call_command("load_demo", stdout=io.StringIO())
    return live_server


def sign_in(page, site, username):
    page.goto(site.url)
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill("evenhand-demo")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
