"""Spreadsheets out and in again: what is exported is read back as unchanged, whatever it says."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from interviews.models import Question
from interviews.spreadsheets import checking, reading, resources, templates, writing
from interviews.spreadsheets.kinds import COMPETENCIES, KINDS, QUESTIONS, ROLES
from interviews.spreadsheets.records import Row
from interviews.spreadsheets.tables import FORMATS, neutral, plain_again
from roles.fields import first_unprintable
from roles.models import Competency, Role
from tests import factories

NASTY = st.text(
    st.one_of(
        st.sampled_from(list("=+-@'\"|;,\t\n #:{}[]&*!%<>x1é“”\u00a0\u200f\u05d0😀")),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip() and not first_unprintable(text.strip()))
ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
TEXT = NASTY.filter(lambda text: text.strip() not in ERRORS)


def round_trip(kind, format):
    """The outcome of each row of an export that is read again."""
    model = resources.RESOURCES[kind.slug]._meta.model
    rows = resources.rows_to_export(kind, model.objects.all())
    columns = [column for column in kind.columns if column.key != "what_is_wrong"]
    data = writing.write(format, columns, rows, str(kind.name))
    _format, table = reading.read(f"export.{format}", data)
    cells = reading.cells_of(table, kind)
    numbered = [Row(n, row) for n, row in zip(table.numbers, cells, strict=True)]
    return checking.compare(kind, checking.put_together(kind, numbered))[1]


def complaints(outcomes):
    return [
        (outcome.row.number, outcome.status, outcome.row.faults, outcome.row.changes)
        for outcome in outcomes
        if outcome.status != "unchanged"
    ]


class TestNastyTexts(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(prompt=TEXT, lines=st.lists(TEXT, max_size=3), materials=TEXT, source=TEXT)
    def test_questions_come_back_as_they_were(self, prompt, lines, materials, source):
        question = factories.QuestionFactory(
            prompt=prompt, follow_ups="\n".join(lines), materials=materials, source=source[:200]
        )
        question.roles.add(factories.RoleFactory())

        for format in FORMATS:
            outcomes = round_trip(QUESTIONS, format)
            assert len(outcomes) == 1
            assert complaints(outcomes) == [], format

    @settings(max_examples=6, deadline=None)
    @given(name=TEXT, definition=TEXT, anchor=TEXT)
    def test_competencies_come_back_as_they_were(self, name, definition, anchor):
        scale = factories.ScaleFactory()
        competency = factories.CompetencyFactory(name=name, definition=definition)
        factories.give_anchors(competency, scale)
        for level in ("senior", "junior"):
            competency.anchors.create(point=scale.points.last(), level=level, text=anchor)
        factories.CompetencyFactory()

        for format in FORMATS:
            outcomes = round_trip(COMPETENCIES, format)
            assert len(outcomes) == 4
            assert complaints(outcomes) == [], format

    @settings(max_examples=6, deadline=None)
    @given(title=TEXT, line=TEXT, level_3=TEXT)
    def test_roles_come_back_as_they_were(self, title, line, level_3):
        role = factories.full_role(title=title, responsibilities=line)
        factories.RoleCompetencyFactory(role=role, weight=40, level_3=level_3, essential=True)
        factories.RoleCompetencyFactory(role=role, weight=30)
        factories.RoleFactory()

        for format in FORMATS:
            outcomes = round_trip(ROLES, format)
            assert len(outcomes) == 3
            assert complaints(outcomes) == [], format

    @given(TEXT)
    def test_the_mark_against_formulas_comes_off_again(self, text):
        assert plain_again(neutral(text)) == text
        assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.django_db
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.slug)
def test_a_template_can_be_filled_in(kind, format):
    factories.ScaleFactory()
    factories.FamilyFactory()
    factories.CompetencyFactory(slug="discovery")
    factories.RoleFactory(slug="account-executive")

    _format, table = reading.read(f"t.{format}", templates.template(kind, format))
    cells = reading.cells_of(table, kind)
    outcomes = checking.compare(kind, checking.put_together(kind, [Row(2, cells[0])]))[1]

    assert table.notes == []
    assert [(outcome.status, outcome.row.faults) for outcome in outcomes] == [("new", [])]
    assert templates.is_example(kind, cells[0])


@pytest.mark.django_db
def test_an_excel_template_offers_what_is_allowed():
    factories.CompetencyFactory(slug="discovery")

    book = openpyxl.load_workbook(io.BytesIO(templates.template(QUESTIONS, "xlsx")))

    assert book.sheetnames == ["Questions", "Lists", "How to fill it in"]
    assert book["Lists"].sheet_state == "hidden"
    offered = {cell.value for column in book["Lists"].columns for cell in column}
    assert {"Behavioural", "discovery"} <= offered
    assert len(book["Questions"].data_validations.dataValidation) == 2
    told = [cell.value for row in book["How to fill it in"].rows for cell in row]
    assert "The example row is not imported: write over it, or leave it." in told


@pytest.mark.parametrize("text", ["=1", " =1", "\n=1", "\u00a0@SUM(1)", "＝1", "'=1", "''- 1"])
def test_a_mark_keeps_every_kind_of_formula_from_being_one(text):
    assert neutral(text) == f"'{text}"
    assert plain_again(neutral(text)) == text


@pytest.mark.django_db
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_no_cell_of_an_export_is_a_formula(format):
    factories.QuestionFactory(prompt='=HYPERLINK("http://example.com")', source="@SUM(1)")

    columns = [QUESTIONS.column("prompt"), QUESTIONS.column("source")]
    rows = resources.rows_to_export(QUESTIONS, Question.objects.all())
    data = writing.write(format, columns, rows)

    if format == "csv":
        assert "\"'=HYPERLINK" in data.decode("utf-8-sig")
        assert ",'@SUM(1)" in data.decode("utf-8-sig")
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        assert sheet["A2"].value == '\'=HYPERLINK("http://example.com")'
        assert {cell.data_type for cell in sheet[2]} == {"s"}


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "queries"), [(QUESTIONS, 3), (COMPETENCIES, 4), (ROLES, 3)])
def test_an_export_takes_the_same_number_of_queries_for_one_and_for_many(
    kind, queries, django_assert_num_queries
):
    def one_more():
        question = factories.QuestionFactory()
        question.roles.add(role := factories.RoleFactory())
        factories.give_anchors(question.competency, factories.ScaleFactory())
        factories.RoleCompetencyFactory(role=role, competency=question.competency, weight=100)

    models = {"questions": Question, "competencies": Competency, "roles": Role}
    things = models[kind.slug].objects.all()
    one_more()
    with django_assert_num_queries(queries):
        list(resources.rows_to_export(kind, things))
    for _ in range(20):
        one_more()
    with django_assert_num_queries(queries):
        list(resources.rows_to_export(kind, things))
