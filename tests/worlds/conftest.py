"""The world, at its hour. It is built anew for each test: quicker than it sounds, and nothing that
one viewer does stays for the next."""

import pytest
import time_machine
from django.template import Template
from django.test.utils import _TestState

from tests.worlds.answers import count_keys_from
from tests.worlds.world import NOW, build


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def world(db, settings, tmp_path, monkeypatch, clock):
    """With candidates' papers in a folder of its own, and without the copies that Django's test
    client makes of every template's context."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)
    count_keys_from(1_000)  # above the rows of migrations, below those of a request
    return build()
