"""The world, at its hour. It is built anew for each test: quicker than it sounds, and nothing that
one viewer does stays for the next."""

import pytest
import time_machine
from django.template import Template
from django.test.utils import _TestState

from tests.worlds.world import NOW, build


@pytest.fixture
def world(db, settings, tmp_path, monkeypatch):
    """With candidates' papers in a folder of its own, and without the copies that Django's test
    client makes of every template's context."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)
    with time_machine.travel(NOW, tick=False):
        yield build()
