"""A job family: its roles, and who reports to whom as a chart and in words."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from roles.models import ChoiceQuestion, RoleLink
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

FAMILY = "/families/sales/"


@pytest.fixture
def team():
    """A director over a lead over a seller, who has another line to the director."""
    family = factories.FamilyFactory(summary="Roles that win customers.")
    director = factories.RoleFactory(slug="director", title="Sales Director", level="director")
    lead = factories.RoleFactory(slug="lead", title="Team Lead", level="lead")
    seller = factories.RoleFactory(slug="seller", title="Seller", level="junior")
    report(director, text="Chief Executive")
    report(lead, director)
    report(seller, lead)
    report(seller, director, "in smaller companies", position=1)
    return family


def report(role, target=None, text="", position=0):
    RoleLink.objects.create(
        role=role, kind="reports_to", target=target, text=text, position=position
    )


class Outline(Page):
    """The page with its nested list: `places` are (depth, title) of each link in it."""

    def __init__(self, response):
        self.stack, self.places, self._in_title = [], [], False
        super().__init__(response)

    def handle_starttag(self, tag, attributes):
        super().handle_starttag(tag, attributes)
        if tag in ("ul", "li") and (
            self.stack or "outline" in (dict(attributes).get("class") or "")
        ):
            self.stack.append(tag)
        self._in_title = dict(attributes).get("class") == "outline-title"

    def handle_endtag(self, tag):
        super().handle_endtag(tag)
        if tag in ("ul", "li") and self.stack:
            assert self.stack.pop() == tag

    def handle_data(self, data):
        super().handle_data(data)
        if self._in_title:
            self.places.append((self.stack.count("ul"), data))
            self._in_title = False


def svgs(page):
    return [attributes for tag, attributes in page.elements if tag == "svg"]


def charts(page):
    return [svg for svg in svgs(page) if svg.get("class") == "structure-chart"]


def test_who_reports_to_whom_stands_as_nested_lists(as_, hana, team):
    page = Outline(as_(hana).get(FAMILY))

    assert page.places == [(1, "Sales Director"), (2, "Team Lead"), (3, "Seller")]
    assert page.stack == []
    assert "Roles that win customers." in page.text
    assert "Reports to Chief Executive." in page.text
    assert "Reports to Team Lead. Other line: Sales Director, in smaller companies." in page.text
    assert "3 roles" in page.text
    assert reverse("roles:detail", args=["seller"]) in page.hrefs()


def test_the_chart_is_a_drawing_beside_the_words(as_, hana, team):
    page = Page(as_(hana).get(FAMILY))

    (chart,) = charts(page)
    assert chart["aria-hidden"] == "true"
    assert page.text.count("Seller") > 2
    paths = [
        a["class"]
        for tag, a in page.elements
        if tag == "path" and "structure" in a.get("class", "")
    ]
    key = 2
    assert len(paths) == 2 + 2 + key  # a dashed line, and where it arrives
    assert page.against_the_policy() == []
    links = [a for tag, a in page.elements if tag == "a" and a.get("tabindex") == "-1"]
    assert [link["href"] for link in links] == [
        reverse("roles:detail", args=[slug]) for slug in ("director", "lead", "seller")
    ]


def test_roles_without_lines_are_listed_and_not_drawn(as_, hana):
    factories.RoleFactory.create_batch(5)

    page = Outline(as_(hana).get(FAMILY))

    assert len(page.places) == 5
    assert charts(page) == []
    assert "The same in words" not in page.text


def test_one_role_alone_cannot_be_compared(as_, hana):
    factories.RoleFactory(title="Only Role")

    page = Page(as_(hana).get(FAMILY))

    assert "1 role" in page.text
    assert "Tick two to four" not in page.text


def test_sixty_roles_with_very_long_titles_are_drawn(as_, hana):
    roles = [factories.RoleFactory(title=f"{n} {'Long title ' * 14}") for n in range(60)]
    for below, above in zip(roles[1:], roles, strict=False):
        report(below, above)

    page = Outline(as_(hana).get(FAMILY))

    assert len(charts(page)) == 1
    assert [depth for depth, _title in page.places] == list(range(1, 61))
    regions = [a for _tag, a in page.elements if a.get("role") == "region"]
    assert [region["tabindex"] for region in regions] == ["0"]


def test_a_circle_of_lines_is_explained(as_, hana):
    one, other = factories.RoleFactory.create_batch(2)
    report(one, other)
    report(other, one)

    page = Outline(as_(hana).get(FAMILY))

    assert [depth for depth, _title in page.places] == [1, 2]
    assert page.text.count("That line leads back to this role") == 1


def test_a_superior_in_another_family_is_named(as_, hana):
    finance = factories.FamilyFactory(slug="finance", name="Finance")
    report(factories.RoleFactory(), factories.RoleFactory(title="Treasurer", family=finance))

    text = Page(as_(hana).get(FAMILY)).text

    assert "Reports to Treasurer (Finance)." in text
    assert "1 role" in text


def test_more_roles_than_a_chart_can_hold_stand_in_words(as_, hana):
    top, *others = factories.RoleFactory.create_batch(121)
    for role in others:
        report(role, top)

    page = Outline(as_(hana).get(FAMILY))

    assert charts(page) == []
    assert len(page.places) == 121


def test_it_leads_on_to_the_comparison_the_choice_and_the_list(as_, hana, team):
    before = Page(as_(hana).get(FAMILY))
    ChoiceQuestion.objects.create(slug="what", family=team, text="What for?")
    after = Page(as_(hana).get(FAMILY))

    choice = reverse("roles:choice_of", args=["sales"])
    assert choice not in before.hrefs()
    assert choice in after.hrefs()
    assert "/roles/?family=sales" in after.hrefs()
    assert reverse("interviews:comparison") in [form.get("action") for form in after.forms()]
    ticks = [a["value"] for tag, a in after.elements if a.get("type") == "checkbox"]
    assert ticks == ["director", "lead", "seller"]


def test_an_empty_family_says_what_comes_next(as_, hana, libby):
    family = factories.FamilyFactory()

    hers, keepers = Page(as_(hana).get(FAMILY)), Page(as_(libby).get(FAMILY))

    assert "Once a library admin has added roles" in hers.text
    assert f"{reverse('admin:roles_role_add')}?family={family.pk}" in keepers.hrefs()
    assert not [href for href in hers.hrefs() if "/admin/" in href]


def test_strangers_and_interviewers_get_404(as_, zoe, ana, team):
    for user in (zoe, ana):
        assert as_(user).get(FAMILY).status_code == 404


def test_a_right_to_families_alone_shows_none(as_, zoe, team):
    zoe.user_permissions.add(Permission.objects.get(codename="view_jobfamily"))

    assert as_(zoe).get(FAMILY).status_code == 404


def test_an_unknown_family_is_404(as_, hana):
    assert as_(hana).get("/families/plumbing/").status_code == 404


def test_it_needs_a_login(client, team):
    assert client.get(FAMILY).url == f"{reverse('login')}?next={FAMILY}"


def test_nothing_is_posted_to_it(as_, hana, team):
    assert as_(hana).post(FAMILY).status_code == 405


@pytest.mark.parametrize("many", [1, 10])
def test_it_asks_a_fixed_number_of_queries(as_, hana, many, django_assert_num_queries):
    top = factories.RoleFactory()
    for role in factories.RoleFactory.create_batch(many):
        report(role, top)
        report(role, text="Somebody else")
    client = as_(hana)

    with django_assert_num_queries(8):
        client.get(FAMILY)
