"""Error pages say what happened and what to do, and keep the policy."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.template.loader import render_to_string
from django.test import Client
from django.urls import path

from config.urls import urlpatterns as site_map
from tests.pages.markup import Page

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def broken(request):
    raise RuntimeError("as intended")


def forbidden(request):
    raise PermissionDenied


def suspicious(request):
    raise SuspiciousOperation


urlpatterns = [
    *site_map,
    path("broken/", broken),
    path("forbidden/", forbidden),
    path("suspicious/", suspicious),
]


@pytest.fixture
def hanas(as_, hana):
    client = as_(hana)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/no/such/page/", 404, "There is nothing here for you"),
        ("/kits/no-such-kit/", 404, "ask the hiring manager to add you"),
        ("/forbidden/", 403, "Your account may not do this"),
        ("/suspicious/", 400, "This request could not be read"),
        ("/broken/", 500, "Something broke on our side"),
    ],
)
def test_an_error_explains_itself(hanas, address, status, words):
    response = hanas.get(address)

    assert response.status_code == status
    page = Page(response)
    assert words in page.text
    assert "/" in page.hrefs()
    assert page.against_the_policy() == []
    assert "'none'" in response.headers["Content-Security-Policy"]


def test_an_unknown_address_tells_somebody_signed_out_to_sign_in(client):
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert "/login/" in Page(response).hrefs()


def test_a_stale_form_is_explained(hana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(hana)

    response = client.post("/logout/")

    assert response.status_code == 403
    page = Page(response)
    assert "This form was out of date" in page.text
    assert page.against_the_policy() == []


def test_the_page_for_a_broken_server_needs_no_manifest(hanas, settings):
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": manifest}}
    with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
        render_to_string("base.html")

    response = hanas.get("/broken/")

    assert response.status_code == 500
    assert "Something broke on our side" in Page(response).text
