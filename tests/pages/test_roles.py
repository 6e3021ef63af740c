"""The page of one role."""

import datetime

import pytest
from django.urls import reverse

from roles.models import PayBenchmark, RoleLink
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

LIST = "/roles/"


@pytest.fixture
def full():
    """A role that has something in every field."""
    role = factories.full_role()
    competency = factories.CompetencyFactory(
        name="Needs discovery", category="soft", definition="Asks before proposing."
    )
    factories.RoleCompetencyFactory(
        role=role,
        competency=competency,
        weight=40,
        essential=True,
        level_3="Maps one account.",
        level_5="Reframed a decision.",
    )
    PayBenchmark.objects.create(
        role=role, amount=73872, source="An article", note="Agency kind.", position=1
    )
    PayBenchmark.objects.create(
        role=role,
        amount=50,
        currency="EUR",
        period="hour",
        source="A survey",
        date=datetime.date(2024, 5, 6),
        position=2,
    )
    return role


def link(role, kind, target=None, text=""):
    return RoleLink.objects.create(role=role, kind=kind, target=target, text=text)


def test_a_stranger_sees_an_empty_list_and_no_role(as_, zoe, director):
    assert director.title not in Page(as_(zoe).get(LIST)).text
    assert as_(zoe).get(director.get_absolute_url()).status_code == 404


def test_an_interviewer_has_the_role_in_the_kit_and_not_here(as_, ana, interview):
    role = interview.revision.kit.role

    assert role.title in Page(as_(ana).get(interview.revision.get_absolute_url())).text
    assert as_(ana).get(role.get_absolute_url()).status_code == 404


def test_every_field_shows(as_, hana, full, director):
    boss = factories.RoleFactory(title="Chief Seller")
    report = factories.RoleFactory(title="Trainee Seller")
    link(full, "reports_to", boss, "in small firms")
    link(full, "career_from", text="Shop assistant")
    link(full, "career_to", director)
    link(report, "reports_to", full)

    page = Page(as_(hana).get(full.get_absolute_url()))

    for words in (
        "Account Executive", "Sales", "Mid-level", "Client Executive", "Owns the sales cycle.",
        "Own quota.", "Narrower than a manager's post", "Qualify pipeline", "CRM records",
        "Patient listening", "A degree helps.",
        "Two to five years.", "At home or office.", "Once a month.", "Revenue against quota",
        "Base and bonus.", "Telecommunications", "41-3091.00", "Discovery decides most.",
        "Needs discovery", "Soft skill", "40 %", "Essential", "Asks before proposing.",
        "Maps one account.", "Reframed a decision.",
        "73,872 USD a year", "An article, undated.", "Agency kind.",
        "50 EUR an hour", "A survey, 6 May 2024",
        "Chief Seller in small firms", "Shop assistant", "Trainee Seller",
    ):  # fmt: skip
        assert words in page.text
    for role in (boss, director, report):
        assert role.get_absolute_url() in page.hrefs()


def test_empty_fields_leave_no_hole(as_, hana):
    role = factories.RoleFactory()

    text = Page(as_(hana).get(role.get_absolute_url())).text

    for heading in (
        "The work", "Competencies", "The person", "The place", "Where it stands", "Pay", "Market",
        "Also called",
    ):  # fmt: skip
        assert heading not in text


def test_it_lists_the_kits_one_may_read(as_, hana, libby, full):
    published = factories.make_kit(role=full, owner=hana, title="Published one")
    published.publish(by=hana)
    factories.make_kit(role=full, owner=libby, title="Draft of another")

    page = Page(as_(hana).get(full.get_absolute_url()))

    assert published.get_absolute_url() in page.hrefs()
    assert "revision 1" in page.text
    assert "Draft of another" not in page.text


def test_they_need_a_login(client, director):
    for address in (LIST, director.get_absolute_url()):
        assert client.get(address).url == f"{reverse('login')}?next={address}"


def test_nothing_is_posted_to_them(as_, hana, director):
    for address in (LIST, director.get_absolute_url()):
        assert as_(hana).post(address).status_code == 405


@pytest.mark.parametrize("many", [1, 10])
def test_a_role_asks_a_fixed_number_of_queries(as_, hana, full, many, django_assert_num_queries):
    for number in range(many):
        factories.RoleCompetencyFactory(role=full, weight=1)
        link(full, "reports_to", factories.RoleFactory())
        link(factories.RoleFactory(), "reports_to", full)
        PayBenchmark.objects.create(role=full, amount=number + 1, source="A survey")
        factories.make_kit(role=full, owner=hana)
    client = as_(hana)

    with django_assert_num_queries(11):
        client.get(full.get_absolute_url())
