"""The server is killed while somebody types: whatever it had acknowledged is there, and the rest is
in the browser."""

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from playwright.sync_api import expect

from config.settings import BASE_DIR
from tests.browser.card_page import PASSWORD, CardPage, make_seat

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 60_000  # milliseconds


class Server:
    """A real server of its own on a copy of the database; only this process is ever ended."""

    def __init__(self, folder, collected, database):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        (folder / "static").symlink_to(collected)
        self.environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(folder),
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DEMO": "1",
        }
        self.log = folder / "server.log"
        self.process = None

    def start(self):
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "gunicorn", "config.wsgi", "--no-control-socket"),
                    *("--bind", f"127.0.0.1:{self.port}", "--threads", "4"),
                ],
                cwd=BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,  # master and worker are killed together
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=5):
                    return
            except OSError:
                time.sleep(0.05)
        pytest.fail(self.log.read_text())

    def kill(self):
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def copy_of_database(folder):
    """The address of a database with what the test has made."""
    if connection.vendor != "sqlite":
        held = connection.settings_dict
        return f"postgres://{held['USER']}@/{held['HOST']}/{held['NAME']}"
    with sqlite3.connect(folder / "evenhand.sqlite3") as copy:
        connection.connection.backup(copy)
    copy.close()
    return f"sqlite:///{folder}/evenhand.sqlite3"


@pytest.fixture
def killed(page, tmp_path, collected):
    """A card, and the server that it comes from."""
    seat = make_seat()
    # The server has the hashers of a real site, not the quick one of the tests.
    seat.user.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", iterations=10)
    seat.user.save(update_fields=["password"])
    server = Server(tmp_path, collected, copy_of_database(tmp_path))
    server.start()
    yield SimpleNamespace(card=CardPage(page, server, seat).open(), server=server)
    server.kill()


def test_after_a_kill_all_that_was_acknowledged_is_there_and_the_rest_is_put_back(killed):
    card, server = killed.card, killed.server
    chance = random.Random(6)
    acknowledged = {}
    card.page.on("response", lambda response: note(acknowledged, response))
    names = [f"{kind}-{key}" for key in card.keys for kind in ("evidence", "notes")]
    typed = dict.fromkeys(names, "")
    for turn in range(3):
        for name in names:
            words = f"{turn} in {name[:5]}. "
            card.type(name, words)
            typed[name] += words
        card.page.wait_for_timeout(chance.randrange(900))
        server.kill()
        card.type(names[turn], "After it. ")
        typed[names[turn]] += "After it. "
        server.start()
        then = dict(acknowledged)
        card.page.reload()

        for name, text in typed.items():
            expect(card.box(name)).to_have_value(text)
        expect(card.page.locator("[data-clash-of]")).to_have_count(0)
        stored = stored_now(card.page)
        for name, text in then.items():
            assert stored[name].startswith(text), "acknowledged means written"
        card.expect_nothing_kept()
    assert {name: stored_now(card.page)[name] for name in names} == typed
    assert acknowledged.keys() >= set(names)


def note(acknowledged, response):
    """What the page was told is saved."""
    if "/save/" not in response.url or response.status != 200:
        return
    written = dict(urllib.parse.parse_qsl(response.request.post_data, keep_blank_values=True))
    acknowledged[written["field"]] = written["value"]


def stored_now(page):
    """What the server holds by now, as it tells the page."""
    state = page.evaluate(
        "async () => (await fetch(document.querySelector('[data-card]').dataset.state)).json()"
    )
    return {name: field["value"] for name, field in state["fields"].items()}


def test_a_page_that_stays_open_goes_on_by_itself_when_the_server_is_back(killed):
    card, server = killed.card, killed.server
    name = f"evidence-{card.keys[0]}"
    card.type(name, "Before. ")
    card.expect_status("All saved")
    server.kill()
    card.type(name, "While it was gone.")
    card.expect_status("Not saved yet: 1")

    server.start()
    expect(card.status).to_have_text("All saved", timeout=PATIENCE)
    assert stored_now(card.page)[name] == "Before. While it was gone."
