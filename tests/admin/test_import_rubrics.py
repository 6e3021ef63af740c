"""Spreadsheets of competencies with anchors, and of roles with weights."""

import pytest

from interviews.models import Anchor
from roles.models import Competency, Role
from tests import factories
from tests.admin.importing import act, hand_in, last, mend, sheet_of, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def scale(db):
    return factories.ScaleFactory()


@pytest.fixture
def desk(as_, libby, scale):
    return as_(libby)


def anchors(level="", **changes):
    row = {
        "Name": "Listening",
        "Category": "Soft skill",
        "Definition": "Hears what is meant.",
        "Role level": level,
    }
    row |= {f"Anchor {n}": f"Listens {level} like a {n}." for n in range(1, 6)}
    return row | changes


def weight(competency, per_cent, **changes):
    row = {"Title": "Seller", "Competency": competency, "Weight": per_cent}
    return row | changes


def whole_role(**changes):
    return {"Job family": "sales", "Level": "mid", "Summary": "Sells."} | changes


def test_rows_of_a_competency_are_written_together(desk, libby):
    second = {"Category": "", "Definition": ""}
    hand_in(desk, sheet_of(anchors(), anchors("senior", **second)), kind="competencies")

    response = write(desk, last())

    competency = Competency.objects.get()
    assert f"?id__in={competency.pk}" in response.text
    assert (competency.slug, competency.category) == ("listening", "soft")
    assert (
        Anchor.objects.filter(level="").count()
        == Anchor.objects.filter(level="senior").count()
        == 5
    )
    assert competency.history.get().history_user == libby
    assert {row.history_user for row in Anchor.history.all()} == {libby}


def test_changed_and_emptied_anchors_are_shown_and_written(desk, scale, libby):
    competency = factories.CompetencyFactory(slug="c", name="Listening")
    factories.give_anchors(competency, scale)
    row = {"slug": "c", "anchor 1": "Interrupts.", "2": ""}

    response = hand_in(desk, sheet_of(row), kind="competencies")
    assert "<b>1</b> changed" in response.text
    assert {key for key, _b, _a in last().rows.get().changes} == {"anchor_1", "anchor_2"}
    write(desk, last())

    texts = dict(competency.anchors.values_list("point__value", "text"))
    assert texts[1] == "Interrupts."
    assert sorted(texts) == [1, 3, 4, 5]
    deleted = Anchor.history.get(history_type="-")
    assert deleted.history_user == libby


@pytest.mark.parametrize(
    ("rows", "key", "expected"),
    [
        ([anchors(**{"Anchor 6": "x"})], "anchor_6", "has no point 6"),
        ([anchors(**{"Rating scale": "ten"})], "scale", "Write one of: Five-point scale."),
        ([anchors("wizard")], "level", "“wizard” is unknown."),
        ([anchors(), anchors()], "level", "Row 2 has the anchors for this scale and level"),
        (
            [anchors(), anchors("mid", Definition="Else.")],
            "definition",
            "Row 2 says something else",
        ),
        ([anchors(Category="")], "category", "This is needed."),
    ],
)
def test_faults_of_anchors_are_named_by_row_and_column(desk, rows, key, expected):
    hand_in(desk, sheet_of(*rows), kind="competencies")

    faults = [fault for row in last().rows.all() for fault in row.faults if fault[0]]
    assert [fault[0] for fault in faults] == [key]
    assert expected in faults[0][1]


def test_a_row_is_held_back_by_a_faulty_one_of_the_same_competency(desk):
    response = hand_in(desk, sheet_of(anchors(), anchors("wizard")), kind="competencies")

    assert "Held back: see row 3." in response.text
    assert "Nothing can be written yet." in response.text
    assert "Write the 2 good rows" in mend(desk, last(), 3, level="senior").text


@pytest.fixture
def competencies(db):
    factories.FamilyFactory()
    return [factories.CompetencyFactory(slug=slug) for slug in ("ask", "close", "plan")]


def test_a_role_and_its_weights_are_written_together(desk, competencies):
    rows = [weight("ask", "60 %", **whole_role(Essential="yes")), weight("close", "40")]
    hand_in(desk, sheet_of(*rows), kind="roles")

    write(desk, last())

    role = Role.objects.get(slug="seller")
    assert role.summary == "Sells."
    weights = role.role_competencies.values_list("competency__slug", "weight", "essential")
    assert list(weights) == [("ask", 60, True), ("close", 40, False)]


def test_weights_that_do_not_sum_to_100_can_be_mended(desk, competencies):
    rows = [weight("ask", "60", **whole_role()), weight("close", "30")]
    response = hand_in(desk, sheet_of(*rows), kind="roles")
    assert response.text.count("The weights of this role sum to 90") == 2

    response = mend(desk, last(), 3, weight="40")

    assert "Write the 2 good rows" in response.text


def test_what_a_file_of_roles_leaves_out_is_dropped_and_said_before(desk, competencies, libby):
    role = factories.RoleFactory(slug="seller", title="Seller")
    for competency, per_cent in zip(competencies, (50, 30, 20), strict=True):
        factories.RoleCompetencyFactory(role=role, competency=competency, weight=per_cent)
    rows = [weight("ask", "50", slug="seller"), weight("close", "50", slug="seller")]

    hand_in(desk, sheet_of(*rows), kind="roles")
    assert ["competency", "plan", ""] in last().rows.first().changes
    write(desk, last())

    kept = role.role_competencies.values_list("competency__slug", "weight", "level_3")
    text = "Does it alone in ordinary cases."
    assert list(kept) == [("ask", 50, text), ("close", 50, text)]
    assert role.role_competencies.model.history.get(history_type="-").history_user == libby


def test_leaving_out_a_row_of_a_role_is_checked_against_the_others(desk, competencies):
    rows = [weight("ask", "60", **whole_role()), weight("close", "40")]
    hand_in(desk, sheet_of(*rows), kind="roles")
    second = last().rows.last()

    act(desk, "mend", last(), {"shown": second.pk, "left_out": second.pk})

    assert last().rows.first().faults[0][0] == "weight"


def test_a_job_family_has_to_be_there_first(desk, competencies):
    rows = [weight("ask", "100", **whole_role(**{"Job family": "Space"}))]

    response = hand_in(desk, sheet_of(*rows), kind="roles")

    assert "The library has no “Space”. Perhaps: Sales." in response.text
