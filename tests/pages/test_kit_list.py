"""The list of kits."""

import pytest
from django.urls import reverse

from interviews.models import Kit
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

LIST = "/kits/"


def test_each_kit_shows_role_owner_rounds_and_state(as_, hana, kit):
    kit.publish(by=hana)
    draft = factories.make_kit(owner=hana, title="Another kit", rounds=1)

    page = Page(as_(hana).get(LIST))

    assert {kit.get_absolute_url(), draft.get_absolute_url()} <= set(page.hrefs())
    for words in (kit.title, kit.role.title, "Hana Example", "Revision 1"):
        assert words in page.text
    assert f"{draft.title} {draft.role.title} Hana Example Draft" in page.text


def test_the_next_draft_of_a_published_kit_stays_with_its_owner(as_, hana, kit, revision):
    hal = person("hal", "Hiring managers")
    title, role = kit.title, kit.role.title
    secret = factories.RoleFactory(title="Secret Role")
    Kit.objects.update(title="Replacing Bob", role=secret)

    page = Page(as_(hal).get(LIST))
    assert title in page.text
    assert role in page.text
    assert "Bob" not in page.text
    assert "Secret" not in page.text
    for query in ("bob", "secret"):
        assert "No kit matches" in Page(as_(hal).get(LIST, {"q": query})).text
        assert "Replacing Bob" in Page(as_(hana).get(LIST, {"q": query})).text
    frozen = Page(as_(hal).get(revision.get_absolute_url()))
    assert "Bob" not in frozen.text
    assert "Secret" not in frozen.text
    assert secret.get_absolute_url() not in frozen.hrefs()


def test_drafts_of_others_stay_with_them(as_, hana, libby, kit):
    hal = person("hal", "Hiring managers")

    assert kit.title not in Page(as_(hal).get(LIST)).text
    assert kit.title in Page(as_(libby).get(LIST)).text
    kit.publish(by=hana)
    assert kit.title in Page(as_(hal).get(LIST)).text


def test_it_finds_by_title_and_role(as_, hana):
    trainer = factories.RoleFactory(title="Sales Trainer")
    factories.make_kit(owner=hana, title="North", role=trainer)
    factories.make_kit(owner=hana, title="South")

    for query in ("north", "trainer", "TRAINER north"):
        page = Page(as_(hana).get(LIST, {"q": query}))
        assert f"1 kit matches “{query}”." in page.text
        assert "South" not in page.text
    assert "No kit matches" in Page(as_(hana).get(LIST, {"q": "west"})).text


def test_it_has_pages_that_keep_the_search(as_, hana):
    role, scale = factories.RoleFactory(), factories.ScaleFactory()
    for number in range(51):
        factories.KitFactory(title=f"Kit {number:02}", owner=hana, role=role, scale=scale)

    first = Page(as_(hana).get(LIST, {"q": "kit"}))
    second = Page(as_(hana).get(LIST, {"q": "kit", "page": 2}))

    assert "Page 1 of 2" in first.text
    assert "?q=kit&page=2" in first.hrefs()
    assert "Kit 50" not in first.text
    assert "Kit 50" in second.text
    assert as_(hana).get(LIST, {"page": "nonsense"}).status_code == 200


def test_nobody_elses_kits_and_no_kits_at_all_are_explained(as_, hana, zoe, cora):
    assert "Choose the role first" in Page(as_(hana).get(LIST)).text
    for user in (zoe, cora):
        assert "once a hiring manager has published one" in Page(as_(user).get(LIST)).text


def test_it_needs_a_login(client):
    assert client.get(LIST).url == f"{reverse('login')}?next={LIST}"


def test_nothing_is_posted_to_it(as_, hana):
    assert as_(hana).post(LIST).status_code == 405


@pytest.mark.parametrize("many", [1, 10])
def test_the_number_of_queries_stays(as_, hana, many, django_assert_num_queries):
    for _ in range(many):
        factories.make_kit(owner=hana).publish(by=hana)
    client = as_(hana)

    with django_assert_num_queries(6):
        client.get(LIST)
