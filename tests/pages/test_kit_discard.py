"""Discarding a draft kit that was never published."""

import pytest
from django.urls import reverse

from interviews.models import Kit, Question
from tests.pages.markup import Page
from tests.pages.test_kit_rounds import said
from tests.pages.test_kit_settings import address, data

pytestmark = pytest.mark.django_db


def test_a_draft_that_was_never_published_can_be_discarded(as_, hana, kit):
    page = Page(as_(hana).get(address(kit)))
    assert "goes for good, and no undo brings it back" in page.text
    assert "It has 2 rounds with 6 questions; they stay in the bank." in page.text

    response = as_(hana).post(address(kit, "discard"), {"seen": kit.token})

    assert response.url == reverse("interviews:kit_list")
    assert said(response) == [f"Discarded the draft “{kit.title}”."]
    assert not Kit.objects.exists()
    assert Question.objects.count() == 6


def test_a_published_kit_stays(as_, hana, kit):
    kit.publish(by=hana)
    page = Page(as_(hana).get(address(kit)))
    assert "This kit was published, so it stays" in page.text
    assert address(kit, "discard") not in [form.get("action") for form in page.forms()]

    response = as_(hana).post(address(kit, "discard"), {"seen": kit.token})

    assert response.status_code == 409
    assert "interviews were held by its revisions" in Page(response).text
    assert Kit.objects.exists()


def test_what_somebody_changed_meanwhile_is_not_discarded(as_, hana, root, kit):
    seen = kit.token
    as_(root).post(address(kit), data(kit, title="Theirs"))

    response = as_(hana).post(address(kit, "discard"), {"seen": seen})

    assert response.status_code == 409
    assert "Changed the settings: title." in Page(response).text
    assert Kit.objects.get().title == "Theirs"


@pytest.mark.parametrize("username", ["zoe", "ana", "cora", "libby"])
def test_those_who_do_not_edit_the_kit_get_404(as_, request, kit, username):
    client = as_(request.getfixturevalue(username))

    assert client.post(address(kit, "discard"), {"seen": kit.token}).status_code == 404
    assert Kit.objects.exists()


def test_it_needs_a_login_and_a_post(client, as_, hana, kit):
    assert client.post(address(kit, "discard"), {"seen": kit.token}).status_code == 302
    assert as_(hana).get(address(kit, "discard")).status_code == 405
    assert Kit.objects.exists()
