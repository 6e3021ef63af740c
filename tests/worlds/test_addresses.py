"""Every address of the site map is asked, and the lists name nothing that is gone."""

import pytest
from django.contrib import admin
from django.urls import path

from scorecards import urls
from tests.worlds import addresses
from tests.worlds.viewers import MANAGED, SCHEDULED, WRITTEN


def test_the_lists_name_what_there_is_and_nothing_else(world):
    asked = {request.name for request in addresses.requests_of(world, "root")}
    known = {address.name for address in addresses.addresses()}

    assert asked == known
    listed = (addresses.OPENING, addresses.CANDIDATE, addresses.INTERVIEW, addresses.SEAT)
    listed += (addresses.CARD, addresses.GUEST, addresses.LIBRARY["scorecards"])
    names = {f"scorecards:{name}" for name in set().union(*listed)} | addresses.ALONE
    names |= {f"{app}:{name}" for app in ("interviews", "roles") for name in addresses.LIBRARY[app]}
    assert names <= known
    assert known >= addresses.SHEETS
    assert {f"scorecards:{name}" for name in SCHEDULED | MANAGED | WRITTEN} <= known


def test_an_address_on_no_list_fails(world, monkeypatch):
    monkeypatch.setattr(
        addresses,
        "get_resolver",
        lambda: type("Map", (), {"url_patterns": [path("new/", lambda: None, name="new")]}),
    )

    with pytest.raises(LookupError, match=r"new .* stands on no list"):
        addresses.requests_of(world, "ana")


def test_the_admin_shows_no_scorecards():
    registered = {f"{one._meta.app_label}_{one._meta.model_name}" for one in admin.site._registry}

    assert registered == addresses.ADMIN
    assert not [name for name in registered if name.startswith(urls.app_name)]
