"""What an imported kit rests on here: role, rating scale, competencies and their anchors."""

import pytest

from interviews.models import Anchor, Kit, RatingScale
from roles.models import Role
from tests.pages.kit_files import IMPORT, carried_off, handed_in, library, looked_at
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(revision):
    return carried_off(revision)


def test_anchors_that_differ_are_shown_and_stay_those_of_this_library(as_, hana, text):
    anchor = Anchor.objects.first()
    Anchor.objects.filter(pk=anchor.pk).update(text=anchor.text + " Always.")
    client, before = as_(hana), library()

    page = Page(look := client.post(IMPORT, handed_in(text)))
    assert "Known, and worded otherwise" in page.text
    assert f"Anchor {anchor.point.value}" in page.text
    assert "added: Always." in page.text
    client.post(IMPORT, looked_at(look))

    assert Kit.objects.count() == 1
    assert library() == before


def test_an_unknown_role_is_chosen_from_those_here(as_, hana, text, director):
    Role.objects.exclude(pk=director.pk).update(slug="renamed")
    client = as_(hana)

    look = client.post(IMPORT, handed_in(text))
    page = Page(look)
    assert "Not ready to import" in page.text
    assert "Not in this library" in page.text
    refused = client.post(IMPORT, looked_at(look) | {"role": ""})
    assert refused.status_code == 409
    assert not Kit.objects.exists()

    look = client.post(IMPORT, handed_in(text) | {"role": "sales-director"})
    assert "Here: Sales Director" in Page(look).text
    client.post(IMPORT, looked_at(look) | {"role": "sales-director"})
    kit = Kit.objects.get()
    assert kit.role == director
    assert kit.level == "mid"  # what the file is for


def test_another_role_than_the_one_looked_at_is_looked_at_first(as_, hana, text, director):
    client = as_(hana)
    look = client.post(IMPORT, handed_in(text))

    response = client.post(IMPORT, looked_at(look) | {"role": director.slug})

    assert response.status_code == 409
    assert "your choices changed since you looked" in Page(response).text
    assert not Kit.objects.exists()
    client.post(IMPORT, looked_at(response) | {"role": director.slug})
    assert Kit.objects.get().role == director


def test_an_unknown_scale_may_be_replaced_by_one_of_ours(as_, hana, text):
    RatingScale.objects.update(slug="ours")
    client = as_(hana)
    look = client.post(IMPORT, handed_in(text))
    assert "Not ready to import" in Page(look).text

    look = client.post(IMPORT, handed_in(text) | {"scale": "ours"})
    client.post(IMPORT, looked_at(look) | {"scale": "ours"})

    assert Kit.objects.get().scale.slug == "ours"
