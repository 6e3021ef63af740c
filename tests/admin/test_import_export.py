"""Downloads: templates, and what the library holds."""

import pytest
from django.urls import reverse

from interviews.spreadsheets import reading
from interviews.spreadsheets.kinds import COMPETENCIES, KINDS, QUESTIONS
from interviews.spreadsheets.tables import FORMATS
from tests import factories
from tests.admin.importing import hand_in
from tests.conftest import staff

pytestmark = pytest.mark.django_db
EXPORT = "admin:interviews_importfile_export"
TEMPLATE = "admin:interviews_importfile_template"


def rows_in(response, kind, format):
    _format, table = reading.read(f"x.{format}", response.content)
    return reading.cells_of(table, kind)


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_can_be_handed_in_again_and_changes_nothing(as_, libby, format):
    factories.QuestionFactory(prompt="=What?", follow_ups="a | b")
    client = as_(libby)

    response = client.get(reverse(EXPORT), {"kind": "questions", "format": format})
    assert response["Content-Disposition"].endswith(f".{format}")
    again = hand_in(client, response.content, name=f"bank.{format}")

    assert "<b>1</b> unchanged" in again.text
    assert "The library holds all of this already." in again.text


def test_what_a_change_list_shows_can_be_exported(as_, libby):
    factories.QuestionFactory(slug="one", type="technical")
    factories.QuestionFactory(slug="two")
    query = {"kind": "questions", "format": "csv", "type__exact": "technical"}

    response = as_(libby).get(reverse(EXPORT), query)

    assert [row["slug"] for row in rows_in(response, QUESTIONS, "csv")] == ["one"]


def test_without_a_format_the_page_asks_for_one_and_keeps_the_filter(as_, libby):
    factories.QuestionFactory(slug="one", type="technical")
    factories.QuestionFactory(slug="two")
    client = as_(libby)

    asked = client.get(reverse(EXPORT), {"kind": "questions", "type__exact": "technical"})

    assert "Questions: 1. Which format" in asked.text
    fields = dict(asked.context["passed_on"])
    response = client.get(reverse(EXPORT), fields | {"format": "csv"})
    assert [row["slug"] for row in rows_in(response, QUESTIONS, "csv")] == ["one"]


def test_a_list_leads_to_the_export_of_what_it_shows(as_, libby):
    factories.QuestionFactory(type="technical")

    page = as_(libby).get(
        reverse("admin:interviews_question_changelist"), {"type__exact": "technical"}
    )

    assert f"{reverse(EXPORT)}?kind=questions&amp;type__exact=technical" in page.text


def test_selected_rows_can_be_exported(as_, libby):
    kept = factories.QuestionFactory(slug="one")
    factories.QuestionFactory(slug="two")
    data = {"action": "export_selected", "_selected_action": [kept.pk]}
    address = reverse("admin:interviews_question_changelist")

    page = as_(libby).post(address, data)
    assert "Questions: 1. Which format" in page.text
    response = as_(libby).post(address, data | {"format": "json"})

    assert [row["slug"] for row in rows_in(response, QUESTIONS, "json")] == ["one"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format", FORMATS)
def test_there_is_a_template_for_each_kind_and_format(as_, libby, kind, format):
    response = as_(libby).get(reverse(TEMPLATE), {"kind": kind, "format": format})

    (row,) = rows_in(response, KINDS[kind], format)
    assert row["slug"].startswith("example-")


def test_competencies_have_a_row_for_each_level(as_, libby):
    competency = factories.CompetencyFactory(slug="c", name="Listening")
    factories.give_anchors(competency, factories.ScaleFactory())
    factories.give_anchors(competency, factories.ScaleFactory(), level="senior")

    response = as_(libby).get(reverse(EXPORT), {"kind": "competencies", "format": "csv"})

    rows = rows_in(response, COMPETENCIES, "csv")
    assert [(row["name"], row["level"], row["anchor_1"]) for row in rows] == [
        ("Listening", "", "Shows Listening  in the way that earns a 1 here."),
        ("Listening", "Senior", "Shows Listening senior in the way that earns a 1 here."),
    ]
    assert [row["definition"] for row in rows] == [competency.definition, ""]


def test_the_page_of_imports_leads_to_all_of_them(as_, libby):
    page = as_(libby).get(reverse("admin:interviews_importfile_changelist")).text

    assert "Nothing has been imported yet." in page
    for kind in KINDS:
        assert f"{reverse(EXPORT)}?kind={kind}&amp;format=xlsx" in page
        assert f"{reverse(TEMPLATE)}?kind={kind}&amp;format=json" in page


@pytest.mark.parametrize(
    "query", [{}, {"kind": "kits", "format": "csv"}, {"kind": "roles", "format": "exe"}]
)
def test_there_is_no_other_download(as_, libby, query):
    for address in (EXPORT, TEMPLATE):
        assert as_(libby).get(reverse(address), query).status_code == 404


def test_who_may_not_read_roles_does_not_export_them(as_):
    reader = as_(staff("reader", "view_question", "view_importfile"))

    assert reader.get(reverse(EXPORT), {"kind": "roles", "format": "csv"}).status_code == 403
    assert reader.get(reverse(EXPORT), {"kind": "questions", "format": "csv"}).status_code == 200
