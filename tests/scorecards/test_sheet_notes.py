"""How much room to write a scorecard gives, and where."""

import pytest

from scorecards.pdf.blocks import arrange
from scorecards.pdf.contents import asked_in
from scorecards.pdf.sheets import blank_scorecard
from tests.scorecards.paper import (
    EDITION,
    Printed,
    assert_inside,
    assert_no_overlap,
    competency,
    document,
    question,
    round_,
    unscored,
)

HEIGHTS = {"intro": 150.0, "opening": 30.0, "closing": 22.0, "summary": 130.0, "further": 6.0}


def arranged(questions, room=241.0, *, height=180.0):
    kit = document(round_("r", questions))
    asked = asked_in(kit, kit.rounds[0])
    heights = HEIGHTS | {f"question-{each.number}": height for each in asked}
    body = {"round": kit.rounds[0], "questions": asked}
    return arrange(body, heights, room, with_extra=False)


def lines(style):
    return float(style.removeprefix("height: ").removesuffix("mm")) / 8


def test_an_unrated_question_takes_four_to_eight_lines():
    ((_asked, place, more),) = arranged([unscored("u", minutes=20)], height=45.0)["asked_places"]
    assert lines(place["lines"]) == 8
    assert lines(place["rest"]) >= 2
    assert more is None


def test_a_warm_up_that_fits_stands_on_the_first_page():
    placed = arranged([unscored("u")], room=300.0, height=45.0)
    assert placed["asked_places"][0][1]["start"] == " follows"
    assert lines(placed["opening_place"]["lines"]) >= 1


@pytest.mark.parametrize(("height", "notes", "evidence"), [(180, 6, 2), (200, 5, 1), (210, 3, 1)])
def test_the_evidence_has_two_lines_where_there_is_room(height, notes, evidence):
    ((_asked, place, more),) = arranged([question("q")], height=height)["asked_places"]
    assert lines(place["notes_above_evidence"]) == notes
    assert lines(place["evidence"]) == evidence
    assert more is None


def test_a_long_question_short_of_lines_gets_a_page_of_them():
    long = question("q", type="role_play", minutes=12)
    ((_asked, place, more),) = arranged([long], height=200.0)["asked_places"]
    assert lines(place["lines"]) == 5
    assert more["start"] == " begins-page"
    assert lines(more["lines"]) >= 8
    ((_asked, place, more),) = arranged([long], height=150.0)["asked_places"]
    assert lines(place["notes_above_evidence"]) >= 8
    assert more is None


def test_closing_and_summary_share_the_last_page():
    placed = arranged([question("q")], room=223.4)
    assert placed["closing_place"]["start"] == " begins-page"
    assert placed["summary_place"]["start"] == " follows"
    assert 1 <= lines(placed["closing_place"]["lines"]) <= 6
    assert lines(placed["summary_place"]["concerns"]) >= 3


NAMES = (
    "Needs discovery and active listening",
    "Value presentation and demonstration",
    "Negotiation and closing",
    "Account and territory planning",
    "Prospecting and pipeline generation",
    "Pipeline discipline and forecasting",
)
COMPETENCIES = tuple(
    competency(f"c{n}", name=name, weight=10, essential=n < 3) for n, name in enumerate(NAMES)
)


def test_the_last_page_holds_all_that_closes_a_panel_round():
    questions = [question(f"q{n}", f"c{n % 6}", minutes=2) for n in range(8)]
    questions[0] = question("long", "c0", type="role_play", minutes=12, materials="Brief. " * 200)
    kit = document(round_("panel", questions, minutes=60), competencies=COMPETENCIES)
    printed = Printed(blank_scorecard(kit, EDITION, "letter"))
    (last,) = printed.pages_with("Signature")
    for part in ("Closing", "Strengths", "No decision, because", "Q8"):
        assert last in printed.pages_with(part), part
    assert printed.has("Notes on question 1")
    assert_inside(printed)
    assert_no_overlap(printed)
