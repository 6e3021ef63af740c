"""The file of a published kit: the same bytes whenever it is fetched."""

import json

import pytest
from django.urls import reverse

from interviews.exchange.reading import read
from interviews.models import KitRevision, Question
from roles.models import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(kit, revision):
    return reverse("interviews:revision_json", args=[kit.slug, 1])


def test_it_is_a_file_that_an_import_reads(as_, hana, kit, revision, address):
    response = as_(hana).get(address)

    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == f'attachment; filename="{kit.slug}-revision-1.json"'
    assert response["Cache-Control"] == "no-store"
    file = read(response.content)
    assert file.document == revision.as_document()
    assert (file.number, file.digest) == (1, revision.digest)
    assert file.published_at == revision.published_at.replace(microsecond=0)


def test_it_is_the_same_whatever_becomes_of_the_library(as_, hana, kit, address):
    before = as_(hana).get(address).content
    Question.objects.update(prompt="Something else?")
    Role.objects.update(title="Another title")

    assert as_(hana).get(address).content == before


def test_it_holds_nothing_of_people(as_, hana, address):
    text = as_(hana).get(address).content.decode()

    assert set(json.loads(text)) == {"digest", "document", "number", "published_at"}
    assert hana.last_name not in text
    assert hana.username not in text


def test_those_who_read_the_kit_may_take_it_and_others_get_404(as_, libby, cora, ana, zoe, address):
    for reader in (libby, cora):
        assert as_(reader).get(address).status_code == 200
    for other in (ana, zoe):
        assert as_(other).get(address).status_code == 404


def test_a_panelist_may_take_the_kit_of_an_own_interview(as_, interview, ana):
    revision = KitRevision.objects.get()

    address = reverse("interviews:revision_json", args=[revision.kit.slug, revision.number])

    assert as_(ana).get(address).status_code == 200


def test_it_needs_a_login(client, address):
    assert client.get(address).url == f"{reverse('login')}?next={address}"


@pytest.mark.parametrize("rounds", [2, 8])
def test_it_costs_the_same_for_a_short_kit_and_a_long_one(
    as_, hana, rounds, django_assert_num_queries
):
    kit = factories.make_kit(owner=hana, rounds=rounds)
    kit.publish(by=hana)
    client = as_(hana)

    with django_assert_num_queries(5):
        client.get(reverse("interviews:revision_json", args=[kit.slug, 1]))
