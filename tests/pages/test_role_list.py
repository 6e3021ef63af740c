"""Browsing roles: search, family, level, competency, and ticking some to compare them."""

import pytest
from django.urls import reverse

from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

LIST = "/roles/"


@pytest.fixture
def forecasting():
    return factories.CompetencyFactory(slug="forecasting", name="Forecasting")


def boxes(page, checked=None):
    """Slugs of the roles that can be ticked, or of those that are."""
    return [
        attributes["value"]
        for tag, attributes in page.elements
        if tag == "input" and attributes.get("type") == "checkbox"
        if checked is None or ("checked" in attributes) == checked
    ]


def hidden(page):
    return [
        attributes["value"]
        for tag, attributes in page.elements
        if tag == "input" and attributes.get("type") == "hidden" and attributes["name"] == "role"
    ]


def test_the_list_goes_from_junior_to_executive_within_a_family(as_, hana, director):
    factories.RoleFactory(title="Zealous Junior", level="junior")

    page = Page(as_(hana).get(LIST))

    _search, listed = page.text.split("2 roles")
    assert listed.index("Junior") < listed.index("Zealous Junior") < listed.index("Sales Director")
    assert "Also called Director of Sales, Head of Regional Sales" in listed
    assert director.family.get_absolute_url() in page.hrefs()


@pytest.mark.parametrize("query", ["director of sales", "SALES DIRECTOR", "head regional"])
def test_other_titles_are_found(as_, hana, director, query):
    factories.RoleFactory(title="Sales Coach")

    page = Page(as_(hana).get(LIST, {"q": query}))

    assert director.get_absolute_url() in page.hrefs()
    assert f"1 role matches “{query}”." in page.text
    assert "Sales Coach" not in page.text


def test_family_level_and_competency_narrow_the_list_together(as_, hana, director, forecasting):
    support = factories.FamilyFactory(slug="support", name="Support")
    wanted = factories.RoleFactory(family=support, level="director", title="Wanted")
    other_level = factories.RoleFactory(family=support, level="lead", title="Lead of it")
    for role in (director, wanted, other_level):
        factories.RoleCompetencyFactory(role=role, competency=forecasting, weight=30)
    factories.RoleFactory(family=support, level="director", title="Without it")

    page = Page(
        as_(hana).get(LIST, {"family": "support", "level": "director", "competency": "forecasting"})
    )

    assert boxes(page) == [wanted.slug]
    assert "1 role matches Support, Director, Forecasting." in page.text
    selected = [a["value"] for tag, a in page.elements if tag == "option" and "selected" in a]
    assert selected == ["support", "director", "forecasting"]


def test_a_competency_shows_its_weight_in_each_role(as_, hana, director, forecasting):
    factories.RoleCompetencyFactory(role=director, weight=65)
    row = factories.RoleCompetencyFactory(
        role=director, competency=forecasting, weight=35, essential=True
    )
    client = as_(hana)

    text = Page(client.get(LIST, {"competency": "forecasting"})).text
    assert "Forecasting: 35 % Essential" in text
    assert "65 %" not in text
    row.essential = False
    row.save()
    assert "Essential" not in Page(client.get(LIST, {"competency": "forecasting"})).text
    assert "35 %" not in Page(client.get(LIST)).text


@pytest.mark.parametrize(
    "query",
    [
        {"family": "nowhere"},
        {"level": "emperor"},
        {"competency": "juggling"},
        {"family": "\0", "level": "\0", "competency": "\0", "role": "\0", "page": "\0"},
        {"role": ["nobody", "x" * 5000]},
    ],
)
def test_what_it_does_not_know_it_leaves_out(as_, hana, director, query):
    response = as_(hana).get(LIST, query)

    page = Page(response)
    assert response.status_code == 200
    assert boxes(page) == [director.slug]
    assert boxes(page, checked=True) == []
    assert "match" not in page.text


def test_a_search_without_a_match_says_what_to_try(as_, hana, director):
    client = as_(hana)
    by_words = Page(client.get(LIST, {"q": "plumber"}))
    by_level = Page(client.get(LIST, {"level": "junior"}))

    assert "No role has that title" in by_words.text
    assert "No role is all of that" in by_level.text
    for page in (by_words, by_level):
        assert page.hrefs().count("?") == 1  # show all


def test_the_list_has_pages_that_keep_the_search_and_the_ticks(as_, hana):
    for number in range(51):
        factories.RoleFactory(title=f"Seller {number:02}", slug=f"seller-{number:02}")
    query = {"q": "seller", "role": "seller-50"}

    first = Page(as_(hana).get(LIST, query))
    second = Page(as_(hana).get(LIST, query | {"page": 2}))

    assert "51 roles match “seller”." in first.text
    assert "Page 1 of 2" in first.text
    assert "?q=seller&role=seller-50&page=2" in first.hrefs()
    assert len(boxes(first)) == 51  # fifty in the list and the one that was ticked
    assert boxes(second) == ["seller-50"]


@pytest.mark.parametrize(
    ("query", "words"),
    [({"level": "boss"}, "left out: Level."), ({"q": "\0", "family": "x"}, "left out: Search")],
)
def test_what_the_list_does_not_know_is_left_out_and_said(as_, hana, director, query, words):
    page = Page(as_(hana).get(LIST, query))

    assert words in page.text
    assert director.get_absolute_url() in page.hrefs()


def test_ticked_roles_go_to_the_comparison(as_, hana, director):
    page = Page(as_(hana).get(LIST))

    (form,) = [
        form for form in page.forms() if form.get("action") == reverse("interviews:comparison")
    ]
    assert form["method"] == "get"
    assert boxes(page) == [director.slug]
    assert "Tick two to four roles to see them side by side." in page.text
    assert reverse("roles:choice") in page.hrefs()


def test_ticks_stay_while_one_searches_on(as_, hana, director):
    coach = factories.RoleFactory(title="Sales Coach", slug="sales-coach")

    page = Page(as_(hana).get(LIST, {"q": "director", "role": [coach.slug, director.slug]}))

    assert boxes(page, checked=True) == [director.slug, coach.slug]  # a row, and one kept below
    assert sorted(hidden(page)) == ["sales-coach", "sales-director"]  # the search takes them along
    assert f"?role={coach.slug}&role={director.slug}" in page.hrefs()  # so does “Show all”
    (keep,) = [a for tag, a in page.elements if tag == "button" and "formaction" in a]
    assert keep["formaction"] == LIST
    nothing = Page(as_(hana).get(LIST, {"q": "plumber", "role": coach.slug}))
    assert boxes(nothing, checked=True) == [coach.slug]


def test_an_empty_library_says_what_comes_next(as_, hana, libby, ana):
    hers, keepers = Page(as_(hana).get(LIST)), Page(as_(libby).get(LIST))

    assert "No roles to show" in Page(as_(ana).get(LIST)).text
    assert "Ask a library admin" in hers.text
    assert "The library has no roles yet" in keepers.text
    assert reverse("admin:roles_jobfamily_changelist") in keepers.hrefs()
    assert reverse("admin:interviews_libraryupload_add") in keepers.hrefs()
    assert boxes(hers) == boxes(keepers) == []


def test_strangers_and_interviewers_see_an_empty_list(as_, zoe, ana, director, forecasting):
    factories.RoleCompetencyFactory(role=director, competency=forecasting)
    for user in (zoe, ana):
        for query in ({}, {"role": director.slug}, {"competency": "forecasting"}):
            text = Page(as_(user).get(LIST, query)).text
            for words in (director.title, director.family.name, forecasting.name):
                assert words not in text


def test_it_needs_a_login(client):
    assert client.get(LIST).url == f"{reverse('login')}?next={LIST}"


def test_nothing_is_posted_to_it(as_, hana):
    assert as_(hana).post(LIST).status_code == 405


@pytest.mark.parametrize("many", [1, 10])
def test_it_asks_a_fixed_number_of_queries(as_, hana, many, forecasting, django_assert_num_queries):
    for role in factories.RoleFactory.create_batch(many):
        factories.RoleCompetencyFactory(role=role, competency=forecasting)
    client = as_(hana)

    with django_assert_num_queries(8):
        assert role.title in client.get(LIST).text
    with django_assert_num_queries(9):
        client.get(LIST, {"competency": "forecasting", "q": "role", "role": role.slug})
