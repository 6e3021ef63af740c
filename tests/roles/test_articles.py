"""What four published articles say about sales roles stands in the sales library, each statement in
its field, and is shown on the page of its role."""

from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from interviews.library import load, reader
from roles.models import Level, Role
from tests.conftest import person
from tests.pages.markup import Page
from tests.roles.articles import ARTICLES, COMPETENCIES, LEVELS, LINKS, PAY, SHARED

pytestmark = pytest.mark.django_db  # the test database is made only where a test asks for it
SALES = settings.BASE_DIR / "fixtures" / "sales"
STATEMENTS = [
    pytest.param(role, field, words, id=f"{article}: {role}, {field}: {words}")
    for article, roles in ARTICLES.items()
    for role, fields in roles.items()
    for field, statements in fields.items()
    for words in statements
]


@dataclass(frozen=True)
class Shown:
    """A role of the sales library, and its page as hana reads it."""

    role: Role
    page: Page

    def lines(self, field):
        """The lines of a field, or its prose as one line; white space and case folded."""
        texts = getattr(self.role, f"{field}_list", None) or [getattr(self.role, field)]
        return [folded(text) for text in texts]

    def shows(self, text):
        return folded(text) in folded(self.page.text)


def folded(text):
    return " ".join(text.split()).casefold()


@pytest.fixture(scope="module")
def library(django_db_setup, django_db_blocker):
    """The roles of the sales library by slug. Loaded and taken back once for the whole module."""
    files = ("families", "scales", "competencies", "roles")
    with django_db_blocker.unblock(), transaction.atomic():
        report = load.load(reader.sources_at([SALES / f"{name}.yaml" for name in files]))
        assert report.is_clean
        client = Client()
        client.force_login(person("hana", "Hiring managers"))
        shown = {
            role.slug: Shown(role, Page(client.get(role.get_absolute_url())))
            for role in Role.objects.with_profile()
        }
        transaction.set_rollback(True)
    return shown


def test_the_articles_speak_of_every_role(library):
    assert {role for roles in ARTICLES.values() for role in roles} == set(library)


@pytest.mark.parametrize(("slug", "field", "words"), STATEMENTS)
def test_a_statement_stands_in_its_field_and_on_the_page(library, slug, field, words):
    shown = library[slug]

    found = [line for line in shown.lines(field) if folded(words) in line]

    assert found, f"{slug}.{field} does not say “{words}”."
    assert shown.shows(words)
    if hasattr(shown.role, f"{field}_list"):
        assert all(shown.shows(line) for line in found)


@pytest.mark.parametrize(("one", "other", "field", "words"), SHARED)
def test_what_two_roles_have_in_common_is_the_same_line_in_both(library, one, other, field, words):
    shared = set(library[one].lines(field)) & set(library[other].lines(field))

    (line,) = [line for line in shared if words in line]

    assert library[one].shows(line)
    assert library[other].shows(line)


@pytest.mark.parametrize(("slug", "kind", "target"), LINKS)
def test_reporting_lines_and_careers_are_links(library, slug, kind, target):
    shown = library[slug]
    links = shown.role.links_of(kind)

    if target in library:
        assert target in [link.target.slug for link in links if link.target]
        assert library[target].role.get_absolute_url() in shown.page.hrefs()
    else:
        assert target in [link.text for link in links if not link.target]
        assert shown.shows(target)


@pytest.mark.parametrize(
    ("slug", "target"), [(s, t) for s, kind, t in LINKS if kind == "reports_to"]
)
def test_who_is_reported_to_shows_who_reports(library, slug, target):
    assert slug in [link.role.slug for link in library[target].role.links_of_reports]
    assert library[slug].role.get_absolute_url() in library[target].page.hrefs()


@pytest.mark.parametrize(("lower", "upper"), LEVELS)
def test_levels_say_who_stands_above(library, lower, upper):
    ranks = Level.values
    lower, upper = library[lower], library[upper]

    assert ranks.index(lower.role.level) < ranks.index(upper.role.level)
    assert upper.shows(upper.role.get_level_display())


@pytest.mark.parametrize(("slug", "competency"), COMPETENCIES)
def test_what_a_role_asks_for_is_among_its_competencies(library, slug, competency):
    shown = library[slug]

    (row,) = [
        row for row in shown.role.role_competencies.all() if row.competency.slug == competency
    ]

    assert shown.shows(row.competency.name)
    assert shown.shows(f"{row.weight} %")


@pytest.mark.parametrize(("slug", "amount", "formatted"), PAY)
def test_published_pay_names_its_source_and_what_it_varies_with(library, slug, amount, formatted):
    shown = library[slug]

    (benchmark,) = shown.role.pay_benchmarks.all()

    assert (benchmark.amount, benchmark.currency) == (amount, "USD")
    assert (benchmark.period, benchmark.date) == ("year", None)
    for words in (formatted, "a year", "undated", benchmark.source):
        assert shown.shows(words)
    for words in ("industry", "company size", "location", "experience"):
        assert words in benchmark.note
    assert shown.shows(benchmark.note)


def test_the_account_executive_who_sells_has_no_figure_of_the_agency_kind(library):
    assert not library["account-executive"].role.pay_benchmarks.all()
