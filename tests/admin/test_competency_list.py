"""The list of competencies: found by their words, and by what they lack."""

import datetime

import pytest
import time_machine

from roles.models import Competency
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

LIST = "/admin/roles/competency/"


@pytest.fixture
def complete():
    """Anchors for everybody and for seniors, two questions of which one is approved, a role."""
    competency = factories.CompetencyFactory(name="Complete", definition="Lacks nothing at all.")
    scale = factories.ScaleFactory()
    factories.give_anchors(competency, scale)
    factories.give_anchors(competency, scale, "senior")[0].delete()
    factories.QuestionFactory(competency=competency)
    factories.QuestionFactory(competency=competency, state="draft")
    factories.RoleCompetencyFactory(competency=competency)
    return competency


def names(response):
    return [competency.name for competency in response.context["cl"].result_list]


def test_a_row_says_how_complete_its_anchors_are_and_who_uses_it(as_, libby, complete):
    text = Page(as_(libby).get(LIST)).text

    assert "Anchors 5 of 5, Senior 4 of 5" in text
    assert "Approved questions 1 of 2" in text
    assert "Roles 1 Changed" in text


def test_a_row_says_what_is_lacking(as_, libby):
    factories.CompetencyFactory()

    response = as_(libby).get(LIST)

    assert '<span class="lacking">none</span>' in response.text
    assert '<span class="lacking">0 of 0</span>' in response.text


def test_several_scales_are_named(as_, libby, complete):
    other = factories.ScaleFactory(slug="other", name="Other scale")
    factories.give_anchors(complete, other)[0].delete()

    text = Page(as_(libby).get(LIST)).text

    assert "Five-point scale: 5 of 5, Senior 4 of 5 Other scale: 4 of 5" in text


@pytest.mark.parametrize("need", ["anchors", "row", "question", "role"])
def test_what_needs_attention_is_found(as_, libby, complete, need):
    lacking = factories.CompetencyFactory(name="Lacking")
    if need != "anchors":
        anchors = factories.give_anchors(lacking, factories.ScaleFactory())
        if need == "row":
            anchors[2].delete()
    if need != "question":
        factories.QuestionFactory(competency=lacking)
    if need != "role":
        factories.RoleCompetencyFactory(competency=lacking)
    client = as_(libby)

    for wanted in ("any", need):
        assert names(client.get(LIST, {"needs": wanted})) == ["Lacking"]
    others = {"anchors", "row", "question", "role"} - {need}
    for other in others:
        assert names(client.get(LIST, {"needs": other})) == []


def test_a_level_may_take_the_rest_from_the_general_row(as_, libby, complete):
    assert names(as_(libby).get(LIST, {"needs": "row"})) == []


def test_a_scale_with_anchors_for_one_level_alone_is_incomplete(as_, libby, complete):
    complete.anchors.filter(level="").delete()

    assert names(as_(libby).get(LIST, {"needs": "row"})) == ["Complete"]


def test_words_find_it_and_a_clicked_column_sorts_what_was_found(as_, libby):
    for name, definition in (
        ("Bargaining", "Finds terms that both sides keep."),
        ("Archery", "Keeps a steady hand; talks terms of bargaining too."),
        ("Cooking", "Keeps the kitchen clean."),
    ):
        factories.CompetencyFactory(name=name, definition=definition)
    client = as_(libby)

    assert names(client.get(LIST, {"q": "bargain"})) == ["Bargaining", "Archery"]
    assert names(client.get(LIST, {"q": "bargain", "o": "1"})) == ["Archery", "Bargaining"]
    assert names(client.get(LIST, {"q": "   "})) == ["Archery", "Bargaining", "Cooking"]
    assert names(client.get(LIST, {"q": "unheard"})) == []


def test_what_was_found_is_marked_where_it_stands(as_, libby):
    bargaining = factories.CompetencyFactory(name="Bargaining", definition="Keeps <b>terms</b>.")
    point = factories.ScaleFactory().points.get(value=3)
    bargaining.anchors.create(point=point, text="Names a price and waits.")
    client = as_(libby)

    assert "<mark>Bargaining</mark>" in client.get(LIST, {"q": "bargain"}).text
    definition = client.get(LIST, {"q": "term"}).text
    assert "Definition: Keeps &lt;b&gt;<mark>terms</mark>&lt;/b&gt;." in definition
    assert (
        "Anchor 3: Names a <mark>price</mark> and waits." in client.get(LIST, {"q": "price"}).text
    )


def test_columns_can_be_sorted_by_use_and_change(as_, libby, complete):
    with time_machine.travel(datetime.datetime(2027, 6, 1, tzinfo=datetime.UTC)):
        lately = factories.CompetencyFactory(name="Lately")
    client = as_(libby)

    assert names(client.get(LIST, {"o": "-4"})) == ["Complete", "Lately"]
    assert names(client.get(LIST, {"o": "-6"})) == ["Lately", "Complete"]
    with time_machine.travel(datetime.datetime(2027, 7, 1, tzinfo=datetime.UTC)):
        complete.anchors.filter(level="").first().delete()
    assert names(client.get(LIST, {"o": "-6"})) == ["Complete", "Lately"]
    assert lately.anchors.count() == 0


def test_roles_and_questions_still_find_competencies_to_choose(as_, libby, complete):
    response = as_(libby).get(
        "/admin/autocomplete/",
        {"app_label": "roles", "model_name": "rolecompetency", "field_name": "competency",
         "term": "compl"},
    )  # fmt: skip

    assert [found["text"] for found in response.json()["results"]] == ["Complete"]


def test_strangers_and_interviewers_are_sent_to_the_login(as_, client, zoe, ana):
    for somebody in (as_(zoe), as_(ana), client):
        assert "/login/" in somebody.get(LIST).url


@pytest.mark.parametrize("many", [1, 60])
def test_it_asks_a_fixed_number_of_queries(as_, libby, complete, many, django_assert_num_queries):
    scale = factories.ScaleFactory()
    for _number in range(many):
        factories.give_anchors(factories.CompetencyFactory(), scale)
    client = as_(libby)

    with django_assert_num_queries(9):
        client.get(LIST)
    assert Competency.objects.count() == many + 1
