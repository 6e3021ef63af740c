"""Anchors as plain data: rows by level, points across, and how much of them is written."""

import pytest

from interviews.anchor_grid import grid_of, missing_points, standing_in_words, texts_of
from interviews.models.rubrics import anchors_at
from roles.models import Level
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def scale():
    return factories.ScaleFactory()


@pytest.fixture
def point(scale):
    return lambda value: scale.points.get(value=value).pk


def test_rows_go_from_general_to_executive(scale, point):
    texts = {(point(1), "executive"): "E", (point(1), "junior"): "J", (point(2), ""): "G"}

    grid = grid_of(scale, texts)

    assert [row.level for row in grid.rows] == ["", "junior", "executive"]
    assert [row.name for row in grid.rows] == ["General", "Junior", "Executive"]
    assert [cell.text for cell in grid.rows[0].cells] == ["", "G", "", "", ""]


def test_every_level_can_be_asked_for(scale):
    assert [row.level for row in grid_of(scale, {}, every_level=True).rows] == ["", *Level.values]


def test_a_level_takes_from_the_general_row_what_it_does_not_say(scale, point):
    texts = {(point(1), ""): "G1", (point(2), ""): "G2", (point(2), "senior"): "S2"}

    general, senior = grid_of(scale, texts).rows

    assert senior.texts == {1: "G1", 2: "S2"}
    assert [cell.is_inherited for cell in senior.cells] == [True, False, False, False, False]
    assert not any(cell.is_inherited for cell in general.cells)
    assert (general.filled, senior.filled) == (2, 1)


def test_what_applies_is_what_a_kit_would_freeze(scale):
    competency = factories.CompetencyFactory()
    factories.give_anchors(competency, scale)
    factories.give_anchors(competency, scale, "senior")[1].delete()
    anchors = list(competency.anchors.select_related("point"))

    _general, senior = grid_of(scale, texts_of(anchors)).rows

    assert senior.texts == anchors_at(anchors, scale, "senior")


def test_columns_are_the_same_cells_by_point(scale, point):
    grid = grid_of(scale, {(point(3), "lead"): "L3"})

    columns = {column.value: [cell.text for _row, cell in cells] for column, cells in grid.columns}

    assert columns == {1: ["", ""], 2: ["", ""], 3: ["", "L3"], 4: ["", ""], 5: ["", ""]}


def test_texts_of_another_scale_are_no_rows_of_this_one(scale):
    other = factories.ScaleFactory(slug="other")

    grid = grid_of(scale, {(other.points.first().pk, "senior"): "Elsewhere."})

    assert [row.level for row in grid.rows] == [""]


def test_missing_points_count_the_general_row_in(scale, point):
    texts = {(point(value), ""): "G" for value in (1, 2)} | {(point(3), "senior"): "S"}

    assert missing_points(scale, texts, "senior") == (4, 5)
    assert missing_points(scale, texts, "junior") == (3, 4, 5)


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({"": 5}, "5 of 5"),
        ({"": 5, "senior": 2, "junior": 5}, "5 of 5, Junior 5 of 5, Senior 2 of 5"),
        ({"lead": 1}, "0 of 5, Lead 1 of 5"),
        ({}, "0 of 5"),
    ],
)
def test_standing_in_words(own, words):
    assert standing_in_words(5, own) == words
