"""The interviewer guide: what a panelist reads before the interview."""

import pytest

from scorecards.pdf.sheets import UnknownRoundError, interviewer_guide
from tests.scorecards.paper import (
    EDITION,
    Printed,
    assert_accessible,
    assert_inside,
    assert_no_overlap,
    document,
    texts_of,
)

KIT = document()


@pytest.fixture(scope="module")
def guide():
    return Printed(interviewer_guide(KIT, EDITION, "a4"))


def test_it_is_accessible_and_has_a_title_and_bookmarks(guide):
    assert_accessible(guide.pdf)
    assert_inside(guide)
    assert_no_overlap(guide)
    assert guide.reader.metadata.title == "Kit for tests, interviewer guide"
    assert guide.bookmarks == [
        (1, "Interviewer guide"),
        (1, "Round first"),
        (2, "Opening 0–3 min"),
        (2, "1 Background 3–7 min"),
        (2, "2 Competency alpha 7–13 min"),
        (2, "3 Competency beta 13–19 min"),
        (2, "Closing 19–24 min"),
        (1, "Round second"),
        (2, "Opening 0–3 min"),
        (2, "1 Competency beta 3–9 min"),
        (2, "Closing 9–14 min"),
    ]


def test_it_holds_all_texts_of_all_rounds(guide):
    for round_ in KIT.rounds:
        for text in texts_of(KIT, round_.key):
            assert guide.has(text), text
    for competency in KIT.competencies:
        assert guide.has(competency.level_3)
        assert guide.has(competency.level_5)


def test_its_agenda_runs_by_the_clock(guide):
    for line in (
        "0–3 min Opening Chair",
        "3–7 min 1. Background Seat 1",
        "13–19 min 3. Competency beta Seat 2",
        "19–24 min Closing Chair",
        "24–45 min Spare",
    ):
        assert guide.has(line), line


def test_it_lists_the_materials_to_prepare(guide):
    assert guide.has("Materials and brief for question 1")


def test_it_is_confidential_on_every_page_and_names_its_revision(guide):
    count = len(guide.pages)
    assert len(guide.pages_with("Confidential")) == count
    assert len(guide.pages_with("revision 3 · 9f86d081")) == count
    assert all(f"Page{number}of{count}" in page for number, page in enumerate(guide.pages, 1))


def test_one_round_comes_alone():
    guide = Printed(interviewer_guide(KIT, None, "letter", "second"))
    assert guide.has("Prompt of four")
    assert not guide.has("Prompt of two")
    assert len(guide.pages_with("DRAFT")) == len(guide.pages)


def test_an_unknown_round_is_explained():
    with pytest.raises(UnknownRoundError, match="it has: first, second"):
        interviewer_guide(KIT, EDITION, "a4", "third")
