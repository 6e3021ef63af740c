"""The job description of a role as a page, as Markdown and as plain text."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from roles.job_description import CHOICES, USUAL
from roles.models import PayBenchmark, RoleLink
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

NAMES = ("job_description", "job_description_markdown", "job_description_text")


@pytest.fixture
def role():
    role = factories.RoleFactory(
        slug="seller",
        title="Seller",
        summary="Owns the sales cycle.",
        responsibilities="Close deals",
        industries="Telecommunications",
    )
    PayBenchmark.objects.create(role=role, amount=83778, source="An article")
    return role


def url(name="job_description", **query):
    return reverse(f"roles:{name}", args=["seller"], query=query or None)


def ticked(page):
    return [
        attributes["value"]
        for tag, attributes in page.elements
        if tag == "input" and attributes.get("name") == "section" and "checked" in attributes
    ]


def filled_in(page):
    return {
        attributes["name"]: attributes.get("value", "")
        for tag, attributes in page.elements
        if tag == "input" and attributes.get("name", "").startswith("pay_")
    }


def test_it_shows_the_usual_sections_and_no_others(as_, hana, role):
    page = Page(as_(hana).get(url()))

    assert "About the role Owns the sales cycle. What you will do Close deals" in page.text
    assert "Telecommunications" not in page.text
    assert ticked(page) == ["summary", "responsibilities"]
    assert role.get_absolute_url() in page.hrefs()


def test_the_sections_chosen_stand_in_the_address(as_, hana, role):
    page = Page(as_(hana).get(url(section=["industries", "summary", "nonsense"])))

    assert "Owns the sales cycle. Industries Telecommunications" in page.text
    assert "Close deals" not in page.text
    assert ticked(page) == ["summary", "industries"]
    assert url() in page.hrefs()


def test_sections_without_content_are_named_and_not_offered(as_, hana, libby, role):
    page = Page(as_(hana).get(url(section=["scope", "summary"])))
    offered = [each.get("value") for tag, each in page.elements if each.get("name") == "section"]
    edit = reverse("admin:roles_role_change", args=[role.pk])

    assert offered == ["summary", "responsibilities", "benchmarks", "industries"]
    assert "Nothing on record for: Scope of authority, Measures of performance" in page.text
    assert edit not in page.hrefs()
    assert edit in Page(as_(libby).get(url())).hrefs()


@pytest.mark.parametrize("query", [{"chosen": 1}, {"section": "nonsense"}, {"section": "scope"}])
def test_without_a_section_it_asks_for_one(as_, hana, role, query):
    page = Page(as_(hana).get(url(**query, pay_from=60000, pay_currency="EUR")))

    assert page.text.count("Choose at least one section") == 2
    assert "Owns the sales cycle." not in page.text
    assert filled_in(page)["pay_from"] == "60000"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"pay_from": "60000", "pay_to": "80000"}, "60,000 to 80,000 EUR a year"),
        ({"pay_from": "60,000", "pay_to": "80.000"}, "60,000 to 80,000 EUR a year"),
        ({"pay_from": "60 000", "pay_to": "60000"}, "60,000 EUR a year"),
        ({"pay_from": "25", "pay_period": "hour"}, "From 25 EUR an hour"),
        ({"pay_to": "5000", "pay_period": "month"}, "Up to 5,000 EUR a month"),
    ],
)
def test_the_pay_of_the_vacancy_is_named(as_, hana, role, query, words):
    page = Page(as_(hana).get(url(**query, pay_currency="eur")))

    assert f"Pay {words}" in page.text
    assert "Owns the sales cycle." in page.text
    assert "left out" not in page.text


def test_no_pay_is_named_unless_somebody_does(as_, hana, role):
    page = Page(as_(hana).get(url()))

    assert "Published for this role, to compare: 83,778 USD a year Source: An article" in page.text
    assert filled_in(page) == {"pay_from": "", "pay_to": "", "pay_currency": ""}
    assert "Pay 83,778" not in page.text
    assert "Pay" not in as_(hana).get(url("job_description_text")).content.decode()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"pay_from": "80000", "pay_to": "60000"}, "To : Give a figure that is not below the one"),
        ({"pay_from": "0"}, "From : Give a figure of at least 1."),
        ({"pay_to": "60.0000"}, "To : Give a whole number, such as 60000."),
        ({"pay_to": "60.5"}, "To : Give a whole number, such as 60000."),
        ({"pay_to": "about sixty"}, "To : Give a whole number, such as 60000."),
        ({"pay_to": "9" * 13}, "To : Give a figure of at most twelve digits."),
        ({"pay_to": "9" * 5000}, "To : Give a whole number, such as 60000."),
        ({"pay_from": "1", "pay_currency": "EURO"}, "Currency : Give the currency as three"),
        ({"pay_from": "1", "pay_currency": ""}, "Currency : Give the currency as three capitals"),
        ({"pay_from": "1", "pay_period": "week"}, "Period : Choose a year, a month or an hour."),
    ],
)
def test_pay_that_cannot_be_meant_is_left_out_and_explained(as_, hana, role, query, message):
    query = {"pay_currency": "EUR", **query}
    page = Page(as_(hana).get(url(section="summary", **query)))

    assert message in page.text
    assert "Pay" not in page.text.partition("Level:")[2].partition("What stands in it")[0]
    assert "Owns the sales cycle." in page.text
    assert ticked(page) == ["summary"]
    typed = {name: value for name, value in query.items() if name != "pay_period"}
    assert filled_in(page) == {"pay_from": "", "pay_to": "", **typed}


@pytest.mark.parametrize(
    ("name", "kind", "ending", "words"),
    [
        ("job_description_markdown", "text/markdown", "md", "# Seller\n\nSales · Level: Mid-level"),
        ("job_description_text", "text/plain", "txt", "Seller\n======\n\nSales · Level: Mid-level"),
    ],
)
def test_the_files_carry_the_same_choice(as_, hana, role, name, kind, ending, words):
    response = as_(hana).get(
        url(name, section=["industries"], pay_from="60000", pay_currency="EUR")
    )
    text = response.content.decode()

    assert response["Content-Type"] == f"{kind}; charset=utf-8"
    assert (
        f'attachment; filename="Seller-job-description.{ending}"'
        in (response["Content-Disposition"])
    )
    assert text.startswith(words)
    assert "From 60,000 EUR a year" in text
    assert "- Telecommunications" in text
    assert "Owns the sales cycle." not in text


@pytest.mark.parametrize("name", NAMES[1:])
@pytest.mark.parametrize("fault", [{"chosen": "1"}, {"section": "summary", "pay_from": "much"}])
def test_a_file_of_a_faulty_choice_leads_to_the_page_that_explains_it(as_, hana, role, name, fault):
    response = as_(hana).get(url(name, **fault))

    address = urlsplit(response.url)
    assert (response.status_code, address.path) == (302, url())
    assert parse_qs(address.query) == {key: [value] for key, value in fault.items()}


def test_the_page_offers_all_files_for_the_boxes_as_they_stand(as_, hana, role):
    page = Page(as_(hana).get(url(paper="letter")))
    targets = [
        attributes["formaction"] for _tag, attributes in page.elements if "formaction" in attributes
    ]
    [letter] = [each for _tag, each in page.elements if each.get("value") == "letter"]

    assert targets == [
        reverse("scorecards:job_description", args=["seller"]),
        url("job_description_text"),
        url("job_description_markdown"),
    ]
    assert {"method": "get", "action": url()}.items() <= page.forms()[-1].items()
    assert "checked" in letter


def test_text_is_shown_and_never_run(as_, hana, role):
    role.summary = "<script>alert(1)</script> & <b>bold</b>"
    role.save(update_fields=["summary"])
    response = as_(hana).get(url(pay_from='"><script>alert(2)</script>'))
    page = Page(response)

    assert "<script>alert(1)</script> & <b>bold</b>" in page.text
    assert b"<script>alert" not in response.content
    assert page.against_the_policy() == []


@pytest.mark.parametrize("name", NAMES)
def test_strangers_and_interviewers_find_nothing(as_, zoe, ana, interview, role, name):
    RoleLink.objects.create(role=role, kind="career_to", target=interview.revision.kit.role)

    assert as_(zoe).get(url(name)).status_code == 404
    assert as_(ana).get(url(name)).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_it_needs_a_login_and_is_only_read(client, as_, hana, role, name):
    assert client.get(url(name)).url == f"{reverse('login')}?next={url(name)}"
    assert as_(hana).post(url(name)).status_code == 405
    unknown = reverse(f"roles:{name}", args=["nobody"])
    assert as_(hana).get(unknown).status_code == 404


@pytest.mark.parametrize("many", [1, 10])
@pytest.mark.parametrize("name", NAMES)
def test_it_asks_a_fixed_number_of_queries(as_, hana, role, name, many, django_assert_num_queries):
    for number in range(many):
        factories.RoleCompetencyFactory(role=role, weight=1)
        RoleLink.objects.create(role=role, kind="reports_to", target=factories.RoleFactory())
        RoleLink.objects.create(role=factories.RoleFactory(), kind="reports_to", target=role)
        PayBenchmark.objects.create(role=role, amount=number + 1, source="A survey")
    client = as_(hana)
    address = url(name, section=list(CHOICES))

    with django_assert_num_queries(9):
        client.get(address)


def test_the_usual_sections_need_no_address(as_, hana, role):
    """Somebody may add a pay range to the bare address by hand."""
    short = as_(hana).get(url("job_description_text", pay_to=5, pay_currency="EUR")).content
    long = url("job_description_text", section=list(USUAL), pay_to=5, pay_currency="EUR")

    assert short == as_(hana).get(long).content
