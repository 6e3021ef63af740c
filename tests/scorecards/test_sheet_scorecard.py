"""A scorecard on paper: what stands on it, where, and for whom."""

import pytest

from scorecards.pdf.render import UnknownPaperError
from scorecards.pdf.sheets import UnknownRoundError, blank_scorecard, panel_packet
from tests.scorecards.paper import (
    COPY,
    EDITION,
    Printed,
    assert_accessible,
    assert_inside,
    assert_no_overlap,
    copy_like,
    document,
    texts_of,
)

KIT = document()


@pytest.fixture(scope="module")
def packet():
    """Two panelists and an observer in one interview, then one panelist in the next."""
    adjusted = ("Extra time: a third longer.", "Questions also in writing.")
    copies = [
        COPY,
        copy_like(panelist="Ben Adeyemi", part="member", seat=2, code="AAAA-2222"),
        copy_like(panelist="Odile Martin", part="observer", seat=3, code="BBBB-3333"),
        copy_like(
            candidate="Tomás Herrera",
            round_key="second",
            starts="Wed 13 January 2027, 10:00 UTC",
            code="CCCC-4444",
            adjustments=adjusted,
        ),
    ]
    return Printed(panel_packet([(KIT, EDITION, each) for each in copies], "a4", "JOB-7 packet"))


SIZES = {"a4": (595, 842), "letter": (612, 792)}  # points


@pytest.fixture(scope="module", params=SIZES)
def blank(request):
    printed = Printed(blank_scorecard(KIT, EDITION, request.param, "first"))
    box = printed.reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == SIZES[request.param]
    return printed


def test_it_is_accessible_and_says_what_it_is(packet, blank):
    for printed in (packet, blank):
        assert_accessible(printed.pdf)
        assert printed.reader.metadata.author == "Evenhand"
        assert printed.reader.trailer["/Root"]["/Lang"] == "en"
    assert packet.reader.metadata.title == "JOB-7 packet"
    assert blank.reader.metadata.title == "Kit for tests, scorecard, Round first"


def test_its_fonts_are_ours_and_in_the_file(packet):
    assert all(packet.font_programs.values())
    families = {name.split("+")[1] for name in packet.font_programs}
    assert families == {"Evenhand-Sans", "Evenhand-Sans-Semi-Bold"}


def test_all_text_that_went_in_comes_out_inside_the_page(blank):
    for text in texts_of(KIT, "first"):
        assert blank.has(text), text
    assert_inside(blank)
    assert_no_overlap(blank)


def test_a_scorecard_covers_its_own_round_only(blank):
    for absent in ("Prompt of four", "Round second", "play the buyer"):
        assert not blank.has(absent)


def test_a_question_stands_on_one_page(blank):
    for asked in KIT.round("first").questions:
        (number,) = blank.pages_with(asked.prompt)
        parts = list(asked.follow_ups)
        if asked.scored:
            parts += [anchor.text for anchor in KIT.competency(asked.competency).anchors]
            parts += [*asked.red_flags, "No number, because", "Evidence for the number"]
        for part in parts:
            assert number in blank.pages_with(part), part


def test_the_header_stands_on_every_page_of_a_copy(packet):
    mine = [page for page in packet.pages if "K7QF-2MXD" in page]
    assert len(mine) > 3
    for number, text in enumerate(mine, start=1):
        for part in (
            "AccountExecutive,North·JOB-7",
            "Confidential",
            "NadiaOkafor",
            "AnaExample",
            "Chair·seat1",
            "Roundfirst",
            "Tue12January2027,09:30UTC",
            "Room4",
            "revision3·9f86d081",
            f"Page{number}of{len(mine)}",
        ):
            assert part in text, part


def test_the_body_begins_below_the_header(packet):
    words = packet.words()
    heads = [word for word in words if word.text == "K7QF-2MXD"]
    titles = [word for word in words if word.text == "Scorecard:"]
    assert titles[0].page == heads[0].page
    assert titles[0].top > heads[0].bottom + 10  # points


def test_no_page_is_blank_and_pages_are_counted_per_copy(packet):
    assert [page for page in packet.pages if len(page) < 200] == []
    assert len(packet.pages_with("Page 1 of")) == 4


def test_each_copy_is_even_so_that_no_sheet_of_paper_belongs_to_two(packet, blank):
    assert len(blank.pages) % 2 == 0
    firsts = packet.pages_with("Page 1 of")
    assert [number % 2 for number in firsts] == [0, 0, 0, 0]
    assert len(packet.pages) % 2 == 0
    added = [page for page in packet.pages if page.startswith("Furthernotes")]
    assert added
    for page in added:
        count = len(packet.pages) - firsts[3]
        assert f"Page{count}of{count}" in page
        assert "CCCC-4444" in page


def test_a_copy_names_no_other_panelist_and_no_address(packet):
    names = {"AnaExample": 0, "BenAdeyemi": 0, "OdileMartin": 0}
    for page in packet.pages:
        present = [name for name in names if name in page]
        assert len(present) == 1
        names[present[0]] += 1
    assert all(names.values())
    assert "@" not in packet.text


def test_bookmarks_lead_to_interviews_copies_and_questions(packet):
    assert [title for level, title in packet.bookmarks if level == 1] == [
        "Tue 12 January 2027, 09:30 UTC · Nadia Okafor · Round first",
        "Wed 13 January 2027, 10:00 UTC · Tomás Herrera · Round second",
    ]
    assert [title for level, title in packet.bookmarks if level == 2] == [
        "Ana Example (Chair)",
        "Ben Adeyemi (Member)",
        "Odile Martin (Observer)",
        "Ana Example (Chair)",
    ]
    assert (3, "2 Competency alpha") in packet.bookmarks


def test_adjustments_stand_on_the_first_page_of_their_candidate_only(packet):
    (number,) = packet.pages_with("Questions also in writing.")
    assert number in packet.pages_with("CCCC-4444")
    assert number in packet.pages_with("Page 1 of")


def test_an_observer_s_copy_says_that_it_is_practice(packet):
    assert packet.pages_with("PRACTICE") == packet.pages_with("Odile Martin")


def test_the_last_page_asks_for_everything_that_closes_a_scorecard(blank):
    (last,) = blank.pages_with("Signature")
    assert all(page.startswith("Furthernotes") for page in blank.pages[last + 1 :])
    for part in (
        "Closing",
        "What we promised",
        "Competency alpha",
        "3 of 4",
        "Essential: met?",
        "Strengths",
        "Concerns",
        "Strong yes",
        "No decision, because",
        "Conflict of interest",
        "Training",
        "Signature",
        "Printed name",
        "Date",
    ):
        assert last in blank.pages_with(part), part


def test_a_blank_scorecard_has_neither_name_nor_code(blank):
    assert blank.has("Candidate")
    assert blank.has("Panelist")
    assert not blank.has("K7QF")
    assert not blank.has("Chair")


def test_a_draft_says_so_on_every_page_and_has_no_number():
    draft = Printed(blank_scorecard(KIT, None, "a4", "second"))
    assert len(draft.pages_with("DRAFT")) == len(draft.pages)
    assert not draft.has("revision")
    assert not draft.has(KIT.digest[:8])


def test_all_rounds_come_in_one_file_each_with_its_own_count():
    both = Printed(blank_scorecard(KIT, EDITION, "a4"))
    assert len(both.pages_with("Page 1 of")) == 2
    assert [title for level, title in both.bookmarks if level == 1] == [
        "Scorecard: Round first",
        "Scorecard: Round second",
    ]


def test_what_it_does_not_know_it_explains():
    with pytest.raises(UnknownRoundError, match="no round “third”; it has: first, second"):
        blank_scorecard(KIT, EDITION, "a4", "third")
    with pytest.raises(UnknownPaperError, match="no paper “a5” here: choose a4 or letter"):
        blank_scorecard(KIT, EDITION, "a5", "first")
    with pytest.raises(ValueError, match="at least one"):
        panel_packet([], "a4", "Nothing")
