"""Where a role stands among the others, and what can be done with it from its page."""

import pytest

from roles.models import RoleLink
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def role():
    return factories.RoleFactory(slug="seller", title="Seller")


def link(role, kind, target, text=""):
    return RoleLink.objects.create(role=role, kind=kind, target=target, text=text)


def read(as_, user, role):
    return Page(as_(user).get(role.get_absolute_url()))


def test_a_career_named_by_the_other_role_alone_shows_on_both(as_, hana, role):
    manager = factories.RoleFactory(title="Head of Selling")
    link(manager, "career_from", role, "after three years")

    assert "It leads on to Head of Selling after three years" in read(as_, hana, role).text
    assert "People come from Seller after three years" in read(as_, hana, manager).text


def test_a_career_named_by_both_roles_shows_once(as_, hana, role):
    manager = factories.RoleFactory(title="Head of Selling")
    link(manager, "career_from", role)
    link(role, "career_to", manager, "usually")

    chart = read(as_, hana, role).text.split("Where it stands")[1]

    assert chart.count("Head of Selling") == 1
    assert "It leads on to Head of Selling usually" in chart


def test_who_reports_to_it_shows_with_the_words_beside(as_, hana, role):
    trainee = factories.RoleFactory(title="Trainee")
    link(trainee, "reports_to", role, "in shops")

    assert "Who reports to it Trainee in shops" in read(as_, hana, role).text
    assert "Reports to Seller in shops" in read(as_, hana, trainee).text


def test_the_chart_of_weights_reads_as_text(as_, hana, role):
    for name, weight, essential in (("Listening", 60, True), ("Planning", 40, False)):
        factories.RoleCompetencyFactory(
            role=role, competency__name=name, weight=weight, essential=essential
        )

    page = read(as_, hana, role)

    assert "Listening essential 60 % Planning 40 %" in page.text
    bars = [a for tag, a in page.elements if tag == "rect" and a.get("class") == "bar-fill"]
    assert [bar["width"] for bar in bars] == ["60", "40"]


def test_it_leads_on_to_comparison_family_and_job_description(as_, hana, role):
    other = factories.RoleFactory(slug="buyer", title="Buyer")
    link(role, "career_to", other)

    page = read(as_, hana, role)

    assert "/compare/" in [form.get("action") for form in page.forms()]
    options = [a["value"] for tag, a in page.elements if tag == "option"]
    assert options == ["buyer"]
    assert "/families/sales/" in page.hrefs()
    assert "/roles/seller/job-description/" in page.hrefs()


def test_the_only_role_offers_no_comparison(as_, hana, role):
    assert "Compare with" not in read(as_, hana, role).text


def test_only_those_who_keep_roles_are_led_to_the_admin(as_, hana, libby, role):
    address = f"/admin/roles/role/{role.pk}/change/"

    assert address in read(as_, libby, role).hrefs()
    assert address not in read(as_, hana, role).hrefs()
