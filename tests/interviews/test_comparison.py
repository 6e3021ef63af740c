"""Anchors and questions of roles side by side, as plain data."""

import pytest

from interviews.comparison import anchor_tables, serving_questions
from interviews.models import Anchor, Question
from roles.models import Role
from tests import factories

pytestmark = pytest.mark.django_db

MOST = 4


@pytest.fixture
def coaching():
    competency = factories.CompetencyFactory(slug="coaching", name="Coaching")
    factories.give_anchors(competency, factories.ScaleFactory())
    return competency


def role(title, level, *competencies):
    role = factories.RoleFactory(slug=title.lower(), title=title, level=level)
    for competency in competencies:
        factories.RoleCompetencyFactory(role=role, competency=competency, weight=10)
    return Role.objects.with_profile().get(pk=role.pk)


def tables(*roles):
    return anchor_tables(roles, Anchor.objects.select_related("point__scale"))


def served(*roles):
    return serving_questions(roles, Question.objects.all(), MOST)


def test_levels_with_anchors_of_their_own_stand_beside_the_general_ones(coaching):
    factories.give_anchors(coaching, factories.ScaleFactory(), level="manager")

    [table] = tables(role("Lead", "lead", coaching), role("Manager", "manager", coaching))

    assert (table.competency, table.scale, table.is_alike) == (
        "Coaching", "Five-point scale", False,
    )  # fmt: skip
    assert [row.value for row in table.rows] == [1, 2, 3, 4, 5]
    first = table.rows[0]
    assert [(column.levels, column.titles) for column, _text in first.cells] == [
        (("Lead",), ("Lead",)),
        (("Manager",), ("Manager",)),
    ]
    assert [text for _column, text in first.cells] == [
        "Shows Coaching  in the way that earns a 1 here.",
        "Shows Coaching manager in the way that earns a 1 here.",
    ]


def test_levels_with_the_same_anchors_share_a_column(coaching):
    [table] = tables(role("Boss", "director", coaching), role("Junior", "junior", coaching))

    assert table.is_alike
    [(column, text)] = table.rows[2].cells
    assert (column.levels, column.titles) == (("Junior", "Director"), ("Junior", "Boss"))
    assert table.rows[2].text == text


def test_a_level_that_overrides_one_number_differs_in_that_alone(coaching):
    scale = factories.ScaleFactory()
    Anchor.objects.create(
        competency=coaching, point=scale.points.get(value=5), level="manager", text="Whole team."
    )

    [table] = tables(role("Lead", "lead", coaching), role("Manager", "manager", coaching))

    assert [row.is_alike for row in table.rows] == [True, True, True, True, False]
    assert table.rows[4].cells[1][1] == "Whole team."


def test_a_competency_that_one_role_alone_asks_for_has_no_table(coaching):
    assert tables(role("Lead", "lead", coaching), role("Junior", "junior")) == []


def test_a_question_serves_the_roles_that_it_names(coaching):
    lead, manager, director = (
        role(title, level, coaching)
        for title, level in (("Lead", "lead"), ("Manager", "manager"), ("Director", "director"))
    )
    question = factories.QuestionFactory(competency=coaching, prompt="Whom did you coach?")
    question.roles.set([lead, manager])

    [group] = served(lead, manager, director)

    assert group.competency == "Coaching"
    [found] = group.questions
    assert (found.prompt, found.titles, found.serves_all) == (
        "Whom did you coach?", ("Lead", "Manager"), False,
    )  # fmt: skip
    assert served(lead, director) == []


@pytest.mark.parametrize(
    ("levels", "serves"),
    [("", True), ("lead\nmanager", True), ("lead", False), ("junior", False)],
)
def test_a_question_that_names_no_role_goes_by_level(coaching, levels, serves):
    lead, manager = role("Lead", "lead", coaching), role("Manager", "manager", coaching)
    factories.QuestionFactory(competency=coaching, levels=levels)

    assert bool(served(lead, manager)) is serves


def test_a_question_about_a_competency_that_a_role_lacks_does_not_serve_it(coaching):
    lead, junior = role("Lead", "lead", coaching), role("Junior", "junior")
    question = factories.QuestionFactory(competency=coaching, levels="")
    question.roles.set([lead, junior])

    assert served(lead, junior) == []


def test_a_question_without_competency_can_serve_all():
    factories.QuestionFactory(competency=None, type="motivation", levels="")

    [group] = served(role("Lead", "lead"), role("Junior", "junior"))

    assert group.competency == ""
    assert group.questions[0].serves_all


def test_of_many_questions_it_shows_some_and_counts_the_rest(coaching):
    factories.QuestionFactory.create_batch(MOST + 3, competency=coaching, levels="")

    [group] = served(role("Lead", "lead", coaching), role("Manager", "manager", coaching))

    assert (len(group.questions), group.more) == (MOST, 3)
