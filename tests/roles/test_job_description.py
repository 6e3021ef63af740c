"""The job description out of a role: what stands in it, and what does not."""

import pytest
from django.conf import settings
from django.core.management import call_command

from roles.job_description import (
    CHOICES,
    UNUSUAL,
    USUAL,
    Entry,
    PayRange,
    describe,
    keys_on_record,
    pay_in_words,
)
from roles.markdown import markdown
from roles.models import PayBenchmark, Role, RoleLink
from roles.plain_text import plain_text
from tests import factories
from tests.roles.reading import leftover, read

PAY = PayRange(60000, 80000, "EUR", "year")
# All words that do not come from a field.
PHRASES = (
    "About the role", "What you will do", "How success is measured", "What you bring",
    "Where you will work", "Reporting lines", "Pay", "Career path", "What the interviews assess",
    "Industries", "Also known as",
    "Scope", "Professional skills", "Personal skills", "Education", "Experience", "Travel",
    "You report to", "Reporting to you", "Published figures", "People come from", "It leads on to",
    "Level", "Source", "undated", "60,000 to 80,000 EUR a year",
)  # fmt: skip


def profile(role):
    return Role.objects.with_profile().get(pk=role.pk)


def part(description, heading, label=""):
    [section] = [each for each in description.sections if each.heading == heading]
    [found] = [each for each in section.parts if each.label == label]
    return found


@pytest.fixture
def role(db):
    """A role that has something in every field."""
    role = factories.full_role(
        summary="Owns the sales cycle.\nFrom end to end.\n\nAnd learns from it.",
        responsibilities="Qualify pipeline\nClose deals",
    )
    factories.RoleCompetencyFactory(
        role=role, competency__name="Discovery", competency__definition="Asks before proposing."
    )
    boss = factories.RoleFactory(title="Sales Director")
    RoleLink.objects.create(role=role, kind="reports_to", target=boss, text="in small firms")
    RoleLink.objects.create(role=role, kind="career_from", text="Shop assistant")
    RoleLink.objects.create(role=role, kind="career_to", target=boss)
    trainee = factories.RoleFactory(title="Trainee")
    RoleLink.objects.create(role=trainee, kind="reports_to", target=role, text="at first")
    PayBenchmark.objects.create(role=role, amount=73872, source="An article", note="Read it.")
    PayBenchmark.objects.create(
        role=role, amount=50, currency="EUR", period="hour", source="A survey", date="2024-05-06"
    )
    return profile(role)


def test_what_sets_a_role_apart_is_for_those_who_choose_and_never_in_it(role):
    assert "Narrower than a manager's post" in role.distinctions
    assert "Narrower than" not in plain_text(describe(role, CHOICES, PAY))


def test_every_field_has_its_place(role):
    said = describe(role, CHOICES, PAY)

    assert (said.title, said.facts) == ("Account Executive", ("Sales", "Level: Mid-level"))
    assert [section.heading for section in said.sections] == list(PHRASES[:11])
    assert part(said, "About the role").paragraphs == (
        "Owns the sales cycle.\nFrom end to end.",
        "And learns from it.",
    )
    assert part(said, "About the role", "Scope").paragraphs == ("Own quota.",)
    assert part(said, "What you will do").lines == ("Qualify pipeline", "Close deals")
    assert part(said, "How success is measured").lines == ("Revenue against quota",)
    assert part(said, "What you bring", "Professional skills").lines == ("CRM records",)
    assert part(said, "What you bring", "Personal skills").lines == ("Patient listening",)
    assert part(said, "What you bring", "Education").paragraphs == ("A degree helps.",)
    assert part(said, "What you bring", "Experience").paragraphs == ("Two to five years.",)
    assert part(said, "Where you will work").paragraphs == ("At home or office.",)
    assert part(said, "Where you will work", "Travel").paragraphs == ("Once a month.",)
    assert part(said, "Reporting lines", "You report to").lines == (
        "Sales Director, in small firms",
    )
    assert part(said, "Reporting lines", "Reporting to you").lines == ("Trainee, at first",)
    assert part(said, "Career path", "People come from").lines == ("Shop assistant",)
    assert part(said, "Career path", "It leads on to").lines == ("Sales Director",)
    assert part(said, "What the interviews assess").entries == (
        Entry("Discovery", ("Asks before proposing.",)),
    )
    assert part(said, "Pay", "Published figures").entries == (
        Entry("73,872 USD a year", ("Source: An article, undated.", "Read it.")),
        Entry("50 EUR an hour", ("Source: A survey, 6 May 2024.",)),
    )
    assert [each.paragraphs for each in said.sections[6].parts[:2]] == [
        ("60,000 to 80,000 EUR a year",),
        ("Base and bonus.",),
    ]
    assert part(said, "Industries").lines == ("Telecommunications",)
    assert part(said, "Also known as").lines == ("Client Executive",)


@pytest.mark.parametrize("key", CHOICES)
def test_each_section_can_stand_alone(role, key):
    [section] = describe(role, [key]).sections

    assert section.parts
    assert all(each.paragraphs or each.lines or each.entries for each in section.parts)


def test_what_is_left_out_is_gone_with_its_heading(role):
    headings = {section.heading for section in describe(role, USUAL).sections}

    assert {"Pay", "Industries", "Also known as"}.isdisjoint(headings)
    assert set(UNUSUAL) | set(USUAL) == set(CHOICES)
    assert describe(role, ["nonsense", "onet_soc"]).sections == ()


def test_a_role_with_a_title_and_a_summary_leaves_no_hole(db):
    role = profile(factories.RoleFactory(title="Bare", summary="Does it."))

    assert keys_on_record(role) == ("summary",)
    assert plain_text(describe(role, CHOICES)) == (
        "Bare\n====\n\nSales · Level: Mid-level\n\nAbout the role\n--------------\n\nDoes it.\n"
    )
    assert markdown(describe(role, CHOICES)) == (
        "# Bare\n\nSales · Level: Mid-level\n\n## About the role\n\nDoes it.\n"
    )


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (60000, 80000, "60,000 to 80,000 EUR a month"),
        (60000, 60000, "60,000 EUR a month"),
        (60000, None, "From 60,000 EUR a month"),
        (None, 80000, "Up to 80,000 EUR a month"),
    ],
)
def test_pay_is_put_in_words(least, most, words):
    assert pay_in_words(PayRange(least, most, "EUR", "month")) == words


def fields_of(role):
    """Every text the library has about the role, as a reader finds it in running text."""
    yield from (role.title, role.family.name, role.get_level_display())
    for name in ("summary", "scope", "education", "experience", "work_environment", "travel"):
        yield getattr(role, name)
    yield role.pay_structure
    for name in (
        "responsibilities", "measures", "hard_skills", "soft_skills", "industries", "other_titles",
    ):  # fmt: skip
        yield from getattr(role, f"{name}_list")
    for link in (*role.reports_to, *role.career_from, *role.career_to):
        yield from (link.target.title if link.target else "", link.text)
    for link in role.links_of_reports:
        yield from (link.role.title, link.text)
    for row in role.role_competencies.all():
        yield from (row.competency.name, row.competency.definition)
    for figure in role.pay_benchmarks.all():
        yield from (f"{figure.amount:,} USD a year", figure.source, figure.note)


def test_nothing_in_it_is_invented(db):
    call_command("load_library", settings.BASE_DIR / "fixtures" / "sales", verbosity=0)
    roles = list(Role.objects.with_profile())
    assert len(roles) >= 11

    for role in roles:
        known = [*fields_of(role), *PHRASES]
        said = describe(role, CHOICES, PAY)
        assert leftover(plain_text(said), known) == ""
        assert leftover(" ".join(text for _kind, text in read(markdown(said))), known) == ""
