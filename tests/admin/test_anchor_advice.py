"""Advice on the wording of anchors, beside their boxes."""

import pytest
from django.urls import reverse

from interviews.models import Anchor
from interviews.wording import SILENCE
from tests import factories
from tests.admin.anchors import LONG, box, change, make_listening, opened, said
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def scale():
    return factories.ScaleFactory()


@pytest.fixture
def listening():
    return make_listening()


def test_advice_stands_below_the_box_and_silence_is_no_clearance(as_, libby, listening):
    Anchor.objects.filter(point__value=3, level="").update(text="Good.")
    client = as_(libby)

    page = Page(client.get(change(listening)))

    assert "“Good.”" in page.text
    assert str(SILENCE) in page.text


def test_advice_comes_while_typing_for_the_boxes_that_were_sent(as_, libby, scale):
    address = reverse("admin:roles_competency_advice")
    typed = {box(3): "Good.", box(4): LONG}

    response = as_(libby).post(address, typed)

    page = Page(response)
    places = [a["data-advice-for"] for _tag, a in page.elements if "data-advice-for" in a]
    assert f"id_{box(3)}" in places
    assert "“Good.”" in page.text
    assert not Anchor.objects.exists()


def test_advice_is_asked_for_by_post_and_by_those_who_write(as_, libby, hana, zoe, ana):
    address = reverse("admin:roles_competency_advice")

    assert as_(libby).get(address).status_code == 405
    assert as_(staff("reader", "view_competency")).post(address).status_code == 403
    for somebody in (hana, zoe, ana):
        assert "/login/" in as_(somebody).post(address).url


def test_saving_says_that_there_is_advice(as_, libby, listening):
    client = as_(libby)

    response = opened(client, listening).fill(**{box(3, "lead"): "Good."}).save(client)

    assert "There is advice on the wording of 1 anchor" in said(response)
