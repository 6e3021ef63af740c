"""Signing in, and changing one's password."""

import pytest
from django.urls import reverse

from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough sentence"


@pytest.fixture
def hana_with_password(hana):
    hana.set_password(PASSWORD)
    hana.save()
    return hana


def test_one_signs_in_and_comes_back_to_where_one_wanted(client, hana_with_password):
    first = Page(client.get("/kits/", follow=True))
    assert "You will come straight back to it." in first.text

    response = client.post("/login/", {"username": "hana", "password": PASSWORD, "next": "/kits/"})

    assert response.url == "/kits/"


def test_a_wrong_password_is_explained_and_keeps_the_name(client, hana_with_password):
    response = client.post("/login/", {"username": "hana", "password": "guess"})

    page = Page(response)
    assert "Please enter a correct username and password" in page.text
    assert "can set a new one" in page.text
    assert any(a.get("role") == "alert" for _, a in page.elements)
    assert any(a.get("value") == "hana" for tag, a in page.elements if tag == "input")
    assert page.against_the_policy() == []


def test_the_demo_says_where_its_logins_are(client, settings):
    settings.DEMO = True
    assert "printed in the terminal where ./start ran" in Page(client.get("/login/")).text
    settings.DEMO = False
    assert "./start" not in Page(client.get("/login/")).text


def test_somebody_signed_in_goes_home(as_, hana):
    assert as_(hana).get("/login/").url == "/"


def test_one_changes_the_password(as_, hana_with_password):
    client = as_(hana_with_password)
    new = "another long sentence"

    response = client.post(
        "/password/",
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
        follow=True,
    )

    assert "Your password is changed" in Page(response).text
    hana_with_password.refresh_from_db()
    assert hana_with_password.check_password(new)


def test_a_weak_password_is_explained(as_, hana_with_password):
    response = as_(hana_with_password).post(
        "/password/", {"old_password": "no", "new_password1": "1234", "new_password2": "1234"}
    )

    page = Page(response)
    assert "Your old password was entered incorrectly" in page.text
    assert "This password is too short" in page.text
    assert page.against_the_policy() == []


def test_changing_it_needs_a_login(client):
    assert client.get("/password/").url == f"{reverse('login')}?next=/password/"
