"""Rating scales in the admin: their points in one table, and what keeps a number as it is."""

import pytest
from django.urls import reverse

from interviews.models import RatingScale
from tests import factories
from tests.admin.anchors import said
from tests.admin.forms import Form
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

LIST = "/admin/interviews/ratingscale/"


@pytest.fixture
def scale():
    return factories.ScaleFactory()


@pytest.fixture
def listening(scale):
    """A competency with an anchor for each number."""
    competency = factories.CompetencyFactory(name="Listening")
    factories.give_anchors(competency, scale)
    return competency


def change(scale):
    return reverse("admin:interviews_ratingscale_change", args=[scale.pk])


def opened(client, scale):
    return Form(client.get(change(scale)))


def test_points_stand_from_low_to_high_whatever_their_age(as_, libby, scale):
    scale.points.get(value=1).delete()
    scale.points.create(value=1, label="Again", definition="Made last.")

    form = opened(as_(libby), scale)

    assert [row["value"] for row in form.rows("points")] == ["1", "2", "3", "4", "5"]


def test_every_field_of_a_point_has_a_name(as_, libby, scale):
    page = Page(as_(libby).get(change(scale)))

    named = {
        attributes.get("aria-label")
        for tag, attributes in page.elements
        if tag in ("input", "textarea") and attributes.get("type") != "hidden"
        if attributes.get("name", "").startswith("points-0-")
    }
    assert named == {"Number", "Label", "Definition", "Delete"}
    assert page.against_the_policy() == []


def test_words_of_a_point_can_change_while_anchors_use_it(as_, libby, scale, listening):
    client = as_(libby)

    opened(client, scale).fill(**{"points-2-label": "Sound"}).save(client)

    assert scale.points.get(value=3).label == "Sound"


def test_a_number_with_anchors_stays_and_says_who_needs_it(as_, libby, scale, listening):
    client = as_(libby)
    form = opened(client, scale).fill(**{"points-4-value": "6", "points-4-label": "Best"})

    response = form.save(client)

    assert (
        "5 keeps its number: Listening has anchors for it, which would change their meaning. "
        "Begin another scale instead." in Page(response).text
    )
    assert Form(response).data["points-4-label"] == "Best"
    assert scale.points.filter(value=5).exists()


def test_a_number_without_anchors_may_change(as_, libby, scale):
    client = as_(libby)

    opened(client, scale).fill(**{"points-4-value": "6"}).save(client)

    assert scale.points.filter(value=6).exists()


def test_a_point_with_anchors_is_not_deleted_and_says_who_needs_it(as_, libby, scale, listening):
    for number in range(6):
        factories.give_anchors(factories.CompetencyFactory(name=f"Other {number}"), scale)
    client = as_(libby)
    form = opened(client, scale)
    form.data["points-4-DELETE"] = "on"

    response = form.save(client)

    page = Page(response)
    assert (
        "5 cannot be deleted: 7 competencies have anchors for it, such as Listening, Other 0, "
        "Other 1, Other 2, Other 3." in page.text
    )
    assert "would require deleting" not in page.text
    assert scale.points.count() == 5


def test_a_point_without_anchors_is_deleted(as_, libby, scale):
    client = as_(libby)
    form = opened(client, scale)
    form.data["points-4-DELETE"] = "on"

    assert form.save(client).status_code == 302
    assert scale.points.count() == 4


def test_a_new_point_names_those_who_lack_an_anchor_for_it(as_, libby, scale, listening):
    client = as_(libby)
    form = opened(client, scale).add_row("points", value="6", label="Best", definition="The best.")

    response = form.save(client)

    assert "1 competency has anchors on this scale and none for the new point" in said(response)


def test_a_new_scale_needs_no_such_word(as_, libby):
    client = as_(libby)
    form = Form(client.get(f"{LIST}add/")).fill(name="Two", slug="two")
    for value in (1, 2):
        form.add_row("points", value=value, label=f"Label {value}", definition="Means this.")

    response = form.save(client)

    assert "none for the new point" not in said(response)
    assert RatingScale.objects.get().points.count() == 2


def test_a_scale_in_use_stays_and_names_competencies_and_kits(as_, libby, kit):
    factories.give_anchors(factories.CompetencyFactory(name="Listening"), kit.scale)
    address = reverse("admin:interviews_ratingscale_delete", args=[kit.scale.pk])

    page = Page(as_(libby).post(address, {"post": "yes"}))

    assert "is in use, so it cannot be deleted" in page.text
    assert "Competency: Listening" in page.text
    assert f"Interview kit: {kit.title}" in page.text
    assert RatingScale.objects.filter(pk=kit.scale.pk).exists()


def test_a_kit_that_one_may_not_see_is_not_named(as_, kit):
    keeper = staff("keeper", "view_ratingscale", "delete_ratingscale")
    address = reverse("admin:interviews_ratingscale_delete", args=[kit.scale.pk])

    page = Page(as_(keeper).post(address, {"post": "yes"}))

    assert "1 interview kit that you may not see." in page.text
    assert kit.title not in page.text


def test_the_list_says_points_and_uses(as_, libby, kit):
    factories.give_anchors(factories.CompetencyFactory(), kit.scale, "senior")

    page = Page(as_(libby).get(LIST))

    assert "1 Not shown · 2 Partly shown · 3 Solid · 4 Strong · 5 Outstanding" in page.text
    assert f"{kit.kit_competencies.count() + 1} 1 five-point" in page.text


def test_strangers_and_interviewers_are_sent_to_the_login(as_, client, zoe, ana, scale):
    for somebody in (as_(zoe), as_(ana), client):
        for address in (LIST, change(scale)):
            assert "/login/" in somebody.get(address).url


@pytest.mark.parametrize("many", [1, 10])
def test_the_list_asks_a_fixed_number_of_queries(as_, libby, many, django_assert_num_queries):
    for number in range(many):
        scale = factories.ScaleFactory(slug=f"scale-{number}")
        factories.give_anchors(factories.CompetencyFactory(), scale)
    client = as_(libby)

    with django_assert_num_queries(8):
        client.get(LIST)


def test_the_list_does_not_join_anchors_with_kits(as_, libby, scale, django_assert_num_queries):
    """With thousands of anchors and hundreds of kits that would be millions of rows."""
    client = as_(libby)

    with django_assert_num_queries(8) as asked:
        client.get(LIST)

    assert not [query for query in asked if 'JOIN "interviews_kit"' in query["sql"]]
