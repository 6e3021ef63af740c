"""Making an opening from a published kit."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Opening
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

NEW = "/new-opening/"


def address(kit):
    return f"{NEW}?kit={kit.slug}"


def data(revision, manager, /, **changes):
    typed = {
        "revision": revision.pk,
        "reference": "AE-2027",
        "title": "Account Executive, South",
        "hiring_manager": manager.pk,
        "retention_months": "12",
        "planned_follow_ups_only": "on",
    }
    return {name: value for name, value in (typed | changes).items() if value is not None}


def values(response):
    """What stands in the fields of the page, by name."""
    inputs = [a for tag, a in Page(response).elements if tag == "input"]
    return {a.get("name"): a.get("value") for a in inputs}


def test_all_that_is_typed_is_kept(as_, hana, cora, revision):
    typed = data(
        revision,
        hana,
        members=[cora.pk],
        retention_months="24",
        planned_follow_ups_only=None,
        hide_names="on",
        totals_only="on",
    )

    response = as_(hana).post(address(revision.kit), typed)

    opening = Opening.objects.get()
    assert response.url == reverse("scorecards:opening_detail", args=["AE-2027"])
    assert (opening.title, opening.revision) == ("Account Executive, South", revision)
    assert (opening.hiring_manager, opening.retention_months) == (hana, 24)
    assert list(opening.members.all()) == [cora]
    assert not opening.planned_follow_ups_only
    assert opening.hide_names
    assert opening.totals_only


def test_the_kit_is_chosen_first_and_only_published_ones_are_offered(as_, hana, revision):
    factories.make_kit(slug="draft", title="Only a draft", owner=hana)

    page = Page(as_(hana).get(NEW))

    assert f"?kit={revision.kit.slug}" in page.hrefs()
    assert "Only a draft" not in page.text
    assert as_(hana).get(f"{NEW}?kit=draft").status_code == 404


def test_without_a_published_kit_it_says_what_to_do(as_, hana, kit):
    page = Page(as_(hana).get(NEW))

    assert "No kit is published yet" in page.text
    assert reverse("interviews:kit_new") in page.hrefs()


def test_kits_are_found_by_title(as_, hana, revision):
    assert "1 published kit matches" in Page(as_(hana).get(NEW, {"q": revision.title})).text
    assert "No published kit matches" in Page(as_(hana).get(NEW, {"q": "plumber"})).text


def test_it_suggests_what_can_be_known(as_, hana, kit):
    kit.planned_follow_ups_only = False
    kit.role.title = "Account Executive"
    kit.role.save()
    kit.save()
    kit.publish(by=hana)
    year = timezone.localdate().year
    factories.OpeningFactory(reference=f"ae-{year}", revision=kit.latest_revision)

    response = as_(hana).get(address(kit))

    assert values(response)["reference"] == f"AE-{year}-2"
    assert values(response)["title"] == "Account Executive"
    assert values(response)["retention_months"] == "12"
    ticked = [a["name"] for tag, a in Page(response).elements if "checked" in a]
    assert "planned_follow_ups_only" not in ticked
    chosen = [a["value"] for tag, a in Page(response).elements if "selected" in a]
    assert str(hana.pk) in chosen


def test_the_latest_revision_is_offered_first(as_, hana, kit, revision):
    kit.rounds.update(minutes=50)
    second = kit.publish(by=hana)

    page = Page(as_(hana).get(address(kit)))

    options = [a["value"] for tag, a in page.elements if tag == "option"]
    assert options[:2] == [str(second.pk), str(revision.pk)]
    as_(hana).post(address(kit), data(revision, hana))
    assert Opening.objects.get().revision == revision


def test_whoever_makes_it_for_another_stays_on(as_, hana, revision):
    hal = person("hal", "Hiring managers")

    as_(hana).post(address(revision.kit), data(revision, hal))

    opening = Opening.objects.get()
    assert opening.hiring_manager == hal
    assert list(opening.members.all()) == [hana]


def test_an_administrator_who_makes_it_is_no_member(as_, root, hana, revision):
    as_(root).post(address(revision.kit), data(revision, hana))

    assert list(Opening.objects.get().members.all()) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reference": ""}, "This field is required."),
        ({"reference": "A E"}, "Write the reference with letters, digits"),
        ({"reference": "job-1"}, "Another opening has that reference"),
        ({"title": ""}, "This field is required."),
        ({"title": "a\u202eb"}, "Remove the character U+202E"),
        ({"retention_months": "0"}, "Keep records from 1 to 120 months."),
        ({"retention_months": "many"}, "Keep records from 1 to 120 months."),
        ({"revision": "0"}, "Choose one of the published revisions."),
        ({"hiring_manager": "0"}, "Select a valid choice"),
        ({"members": ["99999999999999999999"]}, "is not one of the available choices"),
    ],
)
def test_bad_input_explains_itself_and_loses_nothing(as_, hana, revision, opening, changes, words):
    typed = data(revision, hana, **{"title": "Typed title", "retention_months": "7"} | changes)

    response = as_(hana).post(address(revision.kit), typed)

    assert response.status_code == 422
    assert words in Page(response).text
    assert Opening.objects.count() == 1
    kept = values(response)
    assert "title" in changes or kept["title"] == "Typed title"
    assert "retention_months" in changes or kept["retention_months"] == "7"


def test_people_without_a_right_to_it_are_not_offered(as_, hana, ana, zoe, cora, revision):
    text = Page(as_(hana).get(address(revision.kit))).text

    assert "Cora Example" in text
    assert "Ana Example" not in text
    typed = data(revision, hana, members=[zoe.pk])
    assert as_(hana).post(address(revision.kit), typed).status_code == 422


def test_many_people_are_searched_and_nothing_typed_is_lost(as_, hana, cora, revision):
    for number in range(31):
        person(f"helper-{number}", "Coordinators")
    client = as_(hana)
    assert "Helper-7" not in Page(client.get(address(revision.kit))).text
    typed = data(revision, hana, members=[cora.pk], title="Half typed", find="helper-7")

    response = client.post(address(revision.kit), typed | {"search": "1"})

    page = Page(response)
    assert response.status_code == 200
    assert "Helper-7 Example" in page.text
    assert "Helper-8" not in page.text
    assert values(response)["title"] == "Half typed"
    ticked = [
        a["value"] for tag, a in page.elements if a.get("name") == "members" and "checked" in a
    ]
    assert ticked == [str(cora.pk)]
    assert not Opening.objects.exists()
    typed |= {"search": "1", "find": "nobody"}
    assert "Nobody is found for “nobody”" in Page(client.post(address(revision.kit), typed)).text


def test_kit_pages_and_the_list_lead_here(as_, hana, revision):
    client = as_(hana)

    assert address(revision.kit) in Page(client.get(revision.get_absolute_url())).hrefs()
    assert address(revision.kit) in Page(client.get(revision.kit.get_absolute_url())).hrefs()
    assert NEW in Page(client.get("/openings/")).hrefs()


def test_a_kit_that_is_only_a_draft_offers_no_opening(as_, hana, kit):
    assert address(kit) not in Page(as_(hana).get(kit.get_absolute_url())).hrefs()


def test_strangers_panels_and_coordinators_get_404(as_, ana, zoe, cora, interview):
    for user in (ana, zoe, cora):
        assert as_(user).get(address(interview.revision.kit)).status_code == 404
        assert as_(user).post(address(interview.revision.kit), {}).status_code == 404
        assert NEW not in Page(as_(user).get("/openings/")).hrefs()


def test_it_needs_a_login(client, db):
    assert client.get(NEW).url == f"{reverse('login')}?next={NEW}"


@pytest.mark.parametrize("many", [1, 10])
def test_choosing_a_kit_asks_a_fixed_number_of_queries(
    as_, hana, revision, many, django_assert_num_queries
):
    for _number in range(many - 1):
        factories.make_kit(owner=hana).publish(by=hana)
    client = as_(hana)

    with django_assert_num_queries(6):
        client.get(NEW)


@pytest.mark.parametrize("many", [1, 10])
def test_the_form_asks_a_fixed_number_of_queries(
    as_, hana, revision, many, django_assert_num_queries
):
    for number in range(many):
        person(f"helper-{number}", "Coordinators")
    client = as_(hana)

    with django_assert_num_queries(15):
        client.get(address(revision.kit))
