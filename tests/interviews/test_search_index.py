"""The database keeps the search index itself, whatever writes to its tables."""

import io

import pytest
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

from interviews.models import Anchor, Question
from interviews.search import index, matching, matching_competencies
from roles.models import Competency
from tests import factories

pytestmark = pytest.mark.django_db


def found(text):
    return sorted(matching(Question.objects.all(), text).values_list("slug", flat=True))


def competencies(text):
    found = matching_competencies(Competency.objects.all(), text)
    return sorted(found.values_list("name", flat=True))


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def question(db):
    competency = factories.CompetencyFactory(name="Forecasting")
    return factories.QuestionFactory(slug="one", prompt="About apples?", competency=competency)


def test_saved_changed_and_deleted(question):
    assert found("apple") == found("forecast") == ["one"]
    question.prompt = "About pears?"
    question.save()
    assert (found("apple"), found("pear")) == ([], ["one"])
    question.delete()
    assert found("pear") == []


def test_update_bulk_create_and_bulk_update(question):
    Question.objects.update(follow_ups="Which plums?")
    assert found("plum") == ["one"]
    made = Question.objects.bulk_create(
        Question(slug=f"more-{n}", type="background", prompt=f"About cherries {n}?")
        for n in range(3)
    )
    assert found("cherry") == ["more-0", "more-1", "more-2"]
    for row in made:
        row.red_flags = "Dislikes zucchini"
    Question.objects.bulk_update(made, ["red_flags"])
    assert len(found("zucchini")) == 3
    Question.objects.bulk_create(
        [Question(slug="more-0", type="background", prompt="About dates?")],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["prompt"],
    )
    assert (found("dates"), found("cherry")) == (["more-0"], ["more-1", "more-2"])
    Question.objects.filter(slug__startswith="more").delete()
    assert found("zucchini") == []


def test_sql_typed_by_hand(question):
    run("UPDATE interviews_question SET prompt = 'About quinces?' WHERE slug = 'one'")

    assert found("quince") == ["one"]
    run(f"DELETE FROM interviews_question WHERE id = {question.pk}".replace("\n", ""))
    assert found("quince") == []


def test_another_name_or_another_competency(question):
    other = factories.CompetencyFactory(name="Listening")
    question.competency.name = "Prediction"
    question.competency.save()
    assert (found("forecast"), found("prediction")) == ([], ["one"])
    Question.objects.update(competency=other)
    assert (found("prediction"), found("listening")) == ([], ["one"])
    Question.objects.update(competency=None, type="background")
    assert found("listening") == []


def test_a_step_leaves_the_index_as_it_is(question, hana):
    question.retire(by=hana)

    assert found("apple") == ["one"]


def test_anchors_are_kept_with_their_competency(question):
    scale = factories.ScaleFactory()
    anchors = factories.give_anchors(question.competency, scale)
    other = factories.CompetencyFactory(name="Listening")
    Anchor.objects.filter(pk=anchors[0].pk).update(text="Counts walnuts.")
    assert competencies("walnut") == ["Forecasting"]
    Anchor.objects.filter(pk=anchors[0].pk).update(competency=other)
    assert competencies("walnut") == ["Listening"]
    Anchor.objects.all().delete()
    assert competencies("walnut") == []
    other.delete()
    assert competencies("listening") == []


def test_a_library_file_finds_its_way_in(db):
    call_command("load_library", "fixtures/sales", stdout=io.StringIO())

    assert Question.objects.count() > 100
    for question in Question.objects.all():
        assert question in matching(Question.objects.all(), f'"{question.prompt[:40]}')
    best = matching_competencies(Competency.objects.all(), "negotiation").first()
    assert best.name == "Negotiation and closing"


def test_a_fixture_may_bring_the_question_before_its_competency(question):
    out = io.StringIO()
    call_command("dumpdata", "interviews.Question", "roles.Competency", stdout=out)
    assert index.QUESTIONS not in out.getvalue()
    with connection.constraint_checks_disabled():
        Question.objects.all().delete()
        Competency.objects.all().delete()
        Question.objects.bulk_create(
            [Question(pk=7, slug="one", type="technical", prompt="Apples?", competency_id=70)]
        )
        factories.CompetencyFactory(pk=70, name="Orchards")

    assert found("orchard") == ["one"]


def test_an_emptied_table_empties_the_index(question):
    run("SET CONSTRAINTS ALL IMMEDIATE") if connection.vendor == "postgresql" else None
    tables = [Question._meta.db_table, Anchor._meta.db_table, Competency._meta.db_table]
    flush = connection.ops.sql_flush(no_style(), tables, allow_cascade=True)
    connection.ops.execute_sql_flush(flush)

    for table in (index.QUESTIONS, index.COMPETENCIES):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)


def test_every_trigger_is_there_after_all_migrations(db):
    assert index.missing_triggers(connection) == []


def test_a_lost_trigger_is_named_and_made_again(question):
    on = "" if connection.vendor == "sqlite" else " ON interviews_question"
    run(f"DROP TRIGGER interviews_search_question_changed{on}")
    Question.objects.update(prompt="About oranges?")
    assert found("orange") == []
    missing = ["interviews_question.interviews_search_question_changed"]
    assert index.missing_triggers(connection) == missing

    # As a migration does it; SQLite's own schema editor refuses to work within a test.
    class Editor:
        def __init__(self):
            self.connection = connection

        def execute(self, sql, params):
            run(sql)

    index.make_again(None, Editor())

    assert index.missing_triggers(connection) == []
    assert (found("orange"), found("forecast")) == (["one"], ["one"])


def test_long_texts_can_be_saved_and_are_found(question):
    question.materials = " ".join(f"word{number}" for number in range(60_000))
    question.save()

    assert found("word17") == ["one"]
