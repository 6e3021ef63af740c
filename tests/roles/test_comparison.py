"""Roles side by side, as plain data."""

import pytest

from roles.comparison import Line, compare, row_of
from roles.models import Role, RoleLink
from roles.weighing import DIFFERENT, PARTLY, SAME
from tests import factories

TITLES = ["Seller", "Buyer", "Broker"]


def row(*entries, is_list=True):
    lines = [[Line(text) for text in texts] for texts in entries]
    return row_of("Field", TITLES[: len(entries)], lines, is_list)


def texts(lines):
    return [line.text for line in lines]


def test_what_all_say_stands_once_and_the_rest_with_its_role():
    found = row(["Call", "Plan"], ["Plan", "Write"])

    assert texts(found.shared) == ["Plan"]
    assert [(cell.title, texts(cell.lines)) for cell in found.cells] == [
        ("Seller", ["Call"]),
        ("Buyer", ["Write"]),
    ]
    assert found.state == PARTLY


def test_case_space_and_a_full_stop_make_no_difference():
    assert row(["Plans  the week."], ["plans the Week"]).state == SAME


def test_what_only_some_say_names_the_others():
    found = row(["Call"], ["Plan", "Call"], ["Write"])

    assert found.shared == ()
    assert found.cells[0].lines == (Line("Call", also=("Buyer",)),)
    assert found.cells[1].lines == (Line("Plan"), Line("Call", also=("Seller",)))
    assert found.state == PARTLY


def test_nothing_in_common_is_different():
    assert row(["Call"], ["Write"]).state == DIFFERENT


def test_a_role_without_an_entry_is_told_from_one_with_nothing_further():
    found = row(["Call"], ["Call", "Write"], [])

    assert [cell.is_blank for cell in found.cells] == [False, False, True]
    assert row(["Call"], ["Call", "Write"]).cells[0].is_blank is False


def test_a_field_that_is_empty_everywhere_has_no_row():
    assert row([], []) is None


def test_an_entry_that_stands_twice_counts_once():
    assert texts(row(["Call", "call"], ["Write"]).cells[0].lines) == ["Call"]


def test_the_same_role_with_other_words_beside_is_shared_but_not_the_same():
    found = row_of(
        "Reports to",
        TITLES[:2],
        [[Line("Head", slug="head")], [Line("Head", note="in small firms", slug="head")]],
    )

    assert found.shared == ()
    assert [cell.lines[0].also for cell in found.cells] == [("Buyer",), ("Seller",)]
    assert found.cells[1].lines[0].note == "in small firms"


def weigh(role, competency, weight, **changes):
    factories.RoleCompetencyFactory(role=role, competency=competency, weight=weight, **changes)


@pytest.fixture
def roles(db):
    seller, buyer, _broker = (
        factories.RoleFactory(slug=title.lower(), title=title) for title in TITLES
    )
    listening = factories.CompetencyFactory(name="Listening")
    planning = factories.CompetencyFactory(name="Planning")
    haggling = factories.CompetencyFactory(name="Haggling")
    weigh(seller, listening, 60, essential=True, level_3="Asks.")
    weigh(seller, planning, 40)
    weigh(buyer, listening, 30)
    weigh(buyer, planning, 40)
    weigh(buyer, haggling, 30)
    RoleLink.objects.create(role=buyer, kind="reports_to", target=seller, text="now and then")
    found = Role.objects.with_profile().in_bulk(["seller", "buyer", "broker"], field_name="slug")
    return [found["seller"], found["buyer"], found["broker"]]


def test_competencies_are_shared_weighted_differently_or_only_here(roles):
    found = {weighed.name: weighed for weighed in compare(roles[:2]).competencies}
    listening, planning, haggling = found["Listening"], found["Planning"], found["Haggling"]

    assert (planning.state, planning.has_equal_weights) == (SAME, True)
    assert (listening.state, listening.has_equal_weights) == (PARTLY, False)
    assert listening.is_in_all
    assert haggling.state == DIFFERENT
    assert [weighing.weight for weighing in haggling.weighings] == [0, 30]
    assert listening.weighings[0].is_essential
    assert listening.weighings[0].level_3 == "Asks."


def test_what_more_roles_ask_for_comes_first_then_what_weighs_most(roles):
    names = [weighed.name for weighed in compare(roles).competencies]

    assert names == ["Listening", "Planning", "Haggling"]


def test_overlap_is_the_weight_that_two_roles_share(roles):
    overlaps = compare(roles).overlaps

    assert [(overlap.titles, overlap.per_cent) for overlap in overlaps] == [
        (("Seller", "Buyer"), 70)  # 30 of listening, 40 of planning
    ]


def test_the_order_asked_for_is_kept(roles):
    assert compare(roles[::-1]).titles == ("Broker", "Buyer", "Seller")


def test_who_reports_to_a_role_has_a_row_of_its_own(roles):
    rows = {row.label: row for group in compare(roles).groups for row in group.rows}

    assert rows["Who reports to it"].cells[0].lines == (
        Line("Buyer", note="now and then", slug="buyer"),
    )
    assert "Travel" not in rows


def test_only_differences_leaves_out_what_is_the_same(roles):
    comparison = compare(roles[:2])
    labels = [row.label for group in comparison.differing_groups for row in group.rows]

    assert "Job family" not in labels
    assert "Level" not in labels
    assert "Reports to" in labels
    assert [weighed.name for weighed in comparison.differing_competencies] == [
        "Listening",
        "Haggling",
    ]


def test_no_query_is_made(roles, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert compare(roles).groups
