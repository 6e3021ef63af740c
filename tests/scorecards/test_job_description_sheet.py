"""The job description as a PDF."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from pytest_django.asserts import assertTemplateUsed

from roles.job_description import CHOICES, Entry, JobDescription, Part, Section, describe
from roles.models import Role
from scorecards.pdf.leaflets import print_leaflet
from tests import factories
from tests.scorecards.paper import (
    Printed,
    assert_accessible,
    assert_inside,
    assert_no_overlap,
)

LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 5


def url(slug="seller", **query):
    return reverse("scorecards:job_description", args=[slug], query=query or None)


@pytest.fixture
def role(db):
    return factories.RoleFactory(
        slug="seller",
        title="Seller",
        summary="Owns the sales cycle.\nAll of it.",
        responsibilities="Close deals",
        industries="Telecommunications",
    )


def printed(description, paper="a4"):
    return Printed(
        print_leaflet(
            "pdf/job_description.html",
            {"description": description},
            paper,
            title=description.title,
            sheet="Job description",
            styles=("pdf/job-description.css",),
        )
    )


def texts_of(description):
    yield description.title
    yield from description.facts
    for section in description.sections:
        yield section.heading
        for part in section.parts:
            yield from (part.label, *part.paragraphs, *part.lines)
            for entry in part.entries:
                yield from (entry.name, *entry.paragraphs)


def assert_whole(sheet, description):
    """All of it is there, on paper that everybody can read."""
    for text in texts_of(description):
        for word in text.split():
            assert sheet.has(word), word
    assert_accessible(sheet.pdf)
    assert_inside(sheet)
    assert_no_overlap(sheet)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_it_downloads_with_the_sections_and_the_pay_chosen(as_, hana, role, paper):
    response = as_(hana).get(
        url(section=["summary", "industries"], pay_from=60000, pay_currency="EUR", paper=paper)
    )
    sheet = Printed(response.content)

    assert response["Content-Type"] == "application/pdf"
    assert f'filename="Seller-job-description-{paper}.pdf"' in response["Content-Disposition"]
    for words in ("Owns the sales cycle.", "Telecommunications", "From 60,000 EUR a year"):
        assert sheet.has(words)
    assert not sheet.has("Close deals")
    assert (
        round(sheet.reader.pages[0].mediabox.width / 72 * 25.4) == {"a4": 210, "letter": 216}[paper]
    )
    assert sheet.reader.metadata.title == "Seller, Job description"
    assert sheet.bookmarks == [
        (1, "Seller"), (2, "About the role"), (2, "Pay"), (2, "Industries"),
    ]  # fmt: skip
    assert_accessible(sheet.pdf)
    assert_inside(sheet)


def test_a_role_with_little_on_record_fits_a_page(as_, hana, role):
    sheet = Printed(as_(hana).get(url()).content)

    assert len(sheet.pages) == 1
    assert not sheet.has("What you bring")
    assert_accessible(sheet.pdf)


def test_every_role_of_the_library_prints_whole(as_, hana):
    call_command("load_library", settings.BASE_DIR / "fixtures" / "sales", verbosity=0)
    longest = max(
        (describe(role, CHOICES) for role in Role.objects.with_profile()),
        key=lambda description: sum(map(len, texts_of(description))),
    )
    for paper in ("a4", "letter"):
        sheet = printed(longest, paper)
        assert_whole(sheet, longest)
        assert 2 <= len(sheet.pages) <= 5


HOSTILE = JobDescription(
    title=f"Head of {LONG}",
    facts=("销售", "Level: مدير"),
    sections=(
        Section(
            "About the role",
            (
                Part(paragraphs=(LONG, "<b>not bold</b> & {{ nothing }}\nsecond line")),
                Part(
                    "Scope",
                    paragraphs=("كل شيء عن الدور وحدوده", "תפקיד בכיר", "负责整个地区的销售工作"),
                ),
                Part("Skills", lines=tuple(f"{LONG} {number}" for number in range(30))),
            ),
        ),
        Section(
            "What the interviews assess",
            tuple(
                Part(entries=(Entry(f"Name {LONG}", (f"{'words ' * 900}{number}", LONG)),))
                for number in range(3)
            ),
        ),
    ),
)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_texts_that_nobody_would_write_print_whole(paper):
    sheet = printed(HOSTILE, paper)
    rest = {"كل شيء عن الدور وحدوده", "תפקיד בכיר", "مدير"}

    for text in texts_of(HOSTILE):
        if not any(each in text for each in rest):
            assert all(sheet.has(word) for word in text.split())
    for text in rest:
        assert set(text) - {" "} <= set(sheet.text)
    assert_accessible(sheet.pdf)
    assert_inside(sheet)
    assert_no_overlap(sheet)


def test_no_heading_is_left_alone_at_the_foot_of_a_page():
    """Headings come down a little further on each page, so that some meet its foot."""
    sections = []
    for number in range(60):
        lines = tuple(f"Line {line}" for line in range(12 + number % 5))
        text = f"Text {number:02}x begins here and goes on. "
        sections.append(Section(f"Heading {number:02}x", (Part("Label", (text * 9,), lines),)))
    sheet = printed(JobDescription("Seller", ("Sales",), tuple(sections)))

    assert len(sheet.pages) > 20
    for number in range(60):
        [page] = sheet.pages_with(f"Heading {number:02}x")
        assert page in sheet.pages_with(f"Text {number:02}x begins")


def test_a_faulty_choice_leads_to_the_page_that_explains_it(as_, hana, role):
    for fault in ({"chosen": 1}, {"pay_from": 9, "pay_to": 1, "pay_currency": "EUR"}):
        response = as_(hana).get(url(**fault))
        page = reverse("roles:job_description", args=["seller"], query=fault)
        assert (response.status_code, response.url) == (302, page)


def test_paper_that_is_not_there_is_explained(as_, hana, role):
    response = as_(hana).get(url(paper="a5"))

    assert response.status_code == 400
    assertTemplateUsed(response, "pdf/not_printed.html")


def test_strangers_and_interviewers_find_nothing(client, as_, zoe, ana, hana, role):
    assert as_(zoe).get(url()).status_code == 404
    assert as_(ana).get(url()).status_code == 404
    assert as_(hana).get(url("nobody")).status_code == 404
    assert as_(hana).post(url()).status_code == 405
    assert client.get(url()).url == f"{reverse('login')}?next={url()}"
