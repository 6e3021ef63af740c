"""Roles side by side on paper, read back from the PDF."""

import pytest

from roles.models import RoleLink
from tests import factories
from tests.scorecards.paper import (
    Printed,
    assert_accessible,
    assert_inside,
    assert_no_overlap,
    bare,
)

pytestmark = pytest.mark.django_db

SHEET = "/compare/comparison.pdf"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänspatentverlängerung"


def make_role(title, **changes):
    values = {
        "slug": title.split()[0].lower(),
        "title": title,
        "level": "manager",
        "other_titles": f"Other name of {title}\nHead of {title}",
        "summary": f"Summary of {title}: what the post is for.",
        "scope": f"Scope of {title}; one team.\nA second paragraph.",
        "responsibilities": "Keep records\n" + "\n".join(f"{title} duty {n}" for n in range(14)),
        "measures": f"Measure of {title}",
        "hard_skills": f"Hard skill of {title}",
        "soft_skills": "Patient listening",
        "education": f"Education of {title}",
        "experience": f"Experience of {title}",
        "work_environment": f"Environment of {title}",
        "travel": "Twice a year",
        "pay_structure": f"Pay of {title}",
        "industries": f"Trade\nIndustry of {title}",
    }
    return factories.RoleFactory(**values | changes)


@pytest.fixture
def four():
    """Four roles with something in every part of the sheet."""
    roles = [make_role(title) for title in ("Seller", "Buyer", "Broker", "Clerk")]
    scale = factories.ScaleFactory()
    for number in range(3):
        competency = factories.CompetencyFactory(name=f"Skill {number}")
        factories.give_anchors(competency, scale)
        factories.give_anchors(competency, scale, level="junior")
        for weight, role in enumerate(roles[number:], start=20):
            factories.RoleCompetencyFactory(role=role, competency=competency, weight=weight)
        factories.QuestionFactory(
            competency=competency, levels="", prompt=f"When did you show skill {number}?"
        )
    roles[0].level = "junior"
    roles[0].save(update_fields=["level"])
    for role in roles[1:]:
        RoleLink.objects.create(role=role, kind="reports_to", target=roles[0], text="in town")
    return roles


def printed(as_, user, roles, **query):
    response = as_(user).get(SHEET, {"role": [role.slug for role in roles], **query})
    assert response.status_code == 200
    return Printed(response.content)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("count", [2, 4])
def test_everything_of_the_page_stands_on_the_sheet(as_, hana, four, paper, count):
    roles = four[:count]

    sheet = printed(as_, hana, roles, paper=paper)

    for role in roles:
        for name in (
            "title", "summary", "scope", "education", "experience", "work_environment", "travel",
            "pay_structure",
        ):  # fmt: skip
            assert sheet.has(getattr(role, name)), (role, name)
        for name in (
            "other_titles", "responsibilities", "measures", "hard_skills", "soft_skills",
            "industries",
        ):  # fmt: skip
            for line in getattr(role, f"{name}_list"):
                assert sheet.has(line), (role, line)
    for words in (
        "partly shared", "different", "the same", "in town", "20 %", "21 %", "Skill 0",
        "weighted differently", "differs by level", "Shows Skill 0 junior in the way",
        "Shows Skill 0  in the way that earns a 5", "When did you show skill 0?",
    ):  # fmt: skip
        assert sheet.has(words), words
    assert sheet.has("only Clerk") is False
    assert sheet.has("Both" if count == 2 else "All 4")
    assert_accessible(sheet.pdf)
    assert_inside(sheet)
    assert_no_overlap(sheet)


@pytest.mark.parametrize(
    ("count", "paper", "size"),
    [
        (2, "a4", (595, 842)),
        (4, "a4", (842, 595)),
        (2, "letter", (612, 792)),
        (3, "letter", (792, 612)),
    ],
)
def test_two_roles_stand_upright_and_more_across(as_, hana, four, count, paper, size):
    page = printed(as_, hana, four[:count], paper=paper).reader.pages[0]

    assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_every_page_names_the_roles_and_its_number(as_, hana, four):
    sheet = printed(as_, hana, four)

    assert len(sheet.pages) > 2
    for number, page in enumerate(sheet.pages, start=1):
        assert bare("Seller, Buyer, Broker, Clerk") in page
        assert bare(f"Page {number} of {len(sheet.pages)}") in page
    assert (1, "Roles side by side") in sheet.bookmarks
    assert (2, "The work") in sheet.bookmarks


def test_only_differences_are_printed_when_asked_for(as_, hana, four):
    sheet = printed(as_, hana, four[:2], only="differences")

    assert sheet.has("differences only")
    assert not sheet.has("Twice a year")
    assert not sheet.has("Keep records")
    assert sheet.has("Seller duty 3")


def test_the_kits_that_one_may_read_stand_on_it(as_, hana, libby, four):
    factories.make_kit(role=four[0], owner=hana, title="Seller interviews")
    factories.make_kit(role=four[1], owner=libby, title="Draft of another")

    sheet = printed(as_, hana, four[:2])

    assert sheet.has("Seller interviews")
    assert not sheet.has("Draft of another")


def test_hostile_texts_print_whole(as_, hana):
    many = [f"word{number}" for number in range(900)]
    roles = [
        make_role("Seller " + LONG, scope="مدير المبيعات يقود الفريق", travel=LONG * 3),
        make_role("Buyer", scope="営業部長", responsibilities="<b>bold</b> & {{ code }}"),
        make_role("Clerk", summary="x" * 600, experience=" ".join(many)),
    ]

    sheet = printed(as_, hana, roles)

    for text in (LONG * 3, "<b>bold</b> & {{ code }}", "x" * 600, "営業部長"):
        assert sheet.has(text), text[:40]
    assert set(many) <= {word.text for word in sheet.words()}
    assert_accessible(sheet.pdf)
    assert_inside(sheet)


def test_empty_fields_leave_no_hole(as_, hana):
    sheet = printed(as_, hana, factories.RoleFactory.create_batch(2))

    for words in ("Responsibilities", "Competencies", "Anchors", "Travel", "Where it stands"):
        assert not sheet.has(words), words
    assert len(sheet.pages) == 1


def test_the_file_names_the_roles(as_, hana, four):
    response = as_(hana).get(SHEET, {"role": ["seller", "buyer"], "paper": "letter"})

    assert response.headers["Content-Type"] == "application/pdf"
    assert "comparison-seller-buyer-letter.pdf" in response.headers["Content-Disposition"]


@pytest.mark.parametrize("slugs", [[], ["seller"], ["seller", "nobody"]])
def test_too_few_roles_lead_to_the_choice(as_, hana, four, slugs):
    response = as_(hana).get(SHEET, {"role": slugs})

    assert response.status_code == 302
    assert response.url.startswith("/compare/")
    assert ("role=seller" in response.url) is bool(slugs)


def test_an_unknown_paper_is_refused_in_words(as_, hana, four):
    response = as_(hana).get(SHEET, {"role": ["seller", "buyer"], "paper": "a3"})

    assert response.status_code == 400
    assert "a4 or letter" in response.content.decode()


def test_strangers_and_interviewers_get_404(as_, zoe, ana, four):
    for user in (zoe, ana):
        assert as_(user).get(SHEET, {"role": ["seller", "buyer"]}).status_code == 404


def test_it_needs_a_login(client):
    assert client.get(SHEET).status_code == 302
