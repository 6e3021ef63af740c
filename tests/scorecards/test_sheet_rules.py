"""What a kit asks of its panel stands on its sheets: optional questions, papers, people, review."""

import pytest

from interviews.document import Settings
from scorecards.pdf.sheets import blank_scorecard, interviewer_guide
from tests.scorecards.paper import (
    EDITION,
    Printed,
    assert_accessible,
    assert_inside,
    assert_no_overlap,
    bare,
    document,
    question,
    round_,
)

STRICT = document(
    round_(
        "first",
        [
            question("one", drop_order=2),
            question("two", "beta", reviewed=False),
            question("three", drop_order=1),
        ],
    ),
    settings=Settings(papers_held_back=True, same_panel=True, calibrated_panel=True),
)
LEFT_OUT = "leave out only these questions, in this order: 3, 1."
PRINTS = {"guide": interviewer_guide, "scorecard": blank_scorecard}


@pytest.fixture(scope="module", params=PRINTS)
def sheet(request):
    return request.param, Printed(PRINTS[request.param](STRICT, EDITION, "a4"))


@pytest.fixture(scope="module", params=PRINTS)
def plain(request):
    return Printed(PRINTS[request.param](document(), EDITION, "a4"))


def test_it_says_what_may_be_left_out_and_in_which_order(sheet):
    _name, printed = sheet

    assert printed.has(LEFT_OUT)
    assert printed.text.count(bare("may be left out")) == 2


def test_it_says_what_no_library_admin_has_reviewed(sheet):
    _name, printed = sheet

    assert printed.text.count(bare("not reviewed by a library admin")) == 1


def test_it_says_which_papers_stay_away(sheet):
    name, printed = sheet

    words = {
        "guide": "Read no CV and no test results: they come after your scorecard.",
        "scorecard": "Read no CV and no test results until your scorecard is in.",
    }
    assert printed.has(words[name])


def test_the_guide_says_who_may_sit_on_the_panel():
    printed = Printed(interviewer_guide(STRICT, EDITION, "a4"))

    assert printed.has("The same people hold a round with every candidate")
    assert printed.has("Sit on the panel only if you practised rating")


def test_it_is_still_a_good_sheet(sheet):
    _name, printed = sheet

    assert_accessible(printed.pdf)
    assert_inside(printed)
    assert_no_overlap(printed)


def test_without_such_rules_nothing_is_said_of_them(plain):
    for absent in ("left out", "leave out", "reviewed", "CV", "same people", "practised"):
        assert not plain.has(absent)
