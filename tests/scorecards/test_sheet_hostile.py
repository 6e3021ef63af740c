"""Texts that nobody would write, and names that people have: all is printed, nothing is clipped."""

import pytest

from interviews.document import Anchor
from scorecards.pdf.render import NoRoomError
from scorecards.pdf.sheets import blank_scorecard, interviewer_guide, panel_packet
from tests.scorecards.paper import (
    EDITION,
    Printed,
    assert_accessible,
    assert_inside,
    assert_no_overlap,
    competency,
    copy_like,
    document,
    question,
    round_,
    texts_of,
    unscored,
)

LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 5  # 210 letters without a place to break


def long_text(mark, words):
    """Words that occur once in the whole kit, so that each can be looked for on its own."""
    return " ".join(f"{mark}{number:03}x" for number in range(words))


HOSTILE = document(
    round_(
        "words",
        [
            question(
                "w",
                prompt=f"Prompt with {LONG}",
                follow_ups=(f"Follow {LONG}",),
                positive_indicators=(f"Plus {LONG}",),
                red_flags=(),
                materials=f"Materials {LONG}",
            ),
        ],
        name=f"Round {LONG}",
        purpose=f"Purpose {LONG}",
        opening_script=f"Opening {LONG}",
        closing_script=f"Closing {LONG}",
    ),
    round_(
        "twenty",
        [question(f"q{n:02}", ("alpha", "beta")[n % 2], minutes=1) for n in range(20)],
        minutes=60,
    ),
    round_(
        "bare",
        [question("b", follow_ups=(), positive_indicators=(), red_flags=(), asker=None)],
        purpose="",
        opening_script="",
        closing_script="",
    ),
    round_("unrated", [unscored("u"), unscored("v", follow_ups=())]),
    round_(
        "endless",
        [
            question(
                "e", "endless", follow_ups=tuple(long_text(f"f{n:02}", 45) for n in range(20))
            ),
            question("after"),
        ],
        opening_script=long_text("o", 600),
    ),
    competencies=(
        competency("alpha", definition="", anchors=(), level_3="", level_5=""),
        competency("beta", name=f"Beta {LONG}", essential=True),
        competency(
            "endless",
            anchors=tuple(Anchor(value=n, text=long_text(f"a{n}", 200)) for n in range(1, 6)),
        ),
    ),
)
NAMES = {
    "long": "Maximiliana Konstantinopolitanischewadudelsackpfeifenmacher de la Santísima Trinidad "
    "y Todos los Santos von Hohenzollern-X",
    "one word": LONG[:120],
    "markup": '<b>Ana</b> & "Ben" {{ x }} {% y %}',
    "arabic": "نادية عبد الرحمن الخوارزمي",
    "chinese": "王小明（歐陽）",
    "hebrew": "נועה בן־דוד",
    "emoji": "Sam 🎉🚀 O’Neill 👩‍💻",
    "thai": "สมชาย ใจดี",
    "devanagari": "नादिया शर्मा",
}


@pytest.fixture(scope="module", params=[round_.key for round_ in HOSTILE.rounds])
def scorecard(request):
    pdf = blank_scorecard(HOSTILE, EDITION, "letter", request.param)
    return request.param, Printed(pdf)


def test_no_text_is_lost_clipped_or_printed_over(scorecard):
    key, printed = scorecard
    for text in texts_of(HOSTILE, key):
        for word in text.split():
            assert printed.has(word), word
    assert_accessible(printed.pdf)
    assert_inside(printed)
    assert_no_overlap(printed)


def test_every_page_has_something_on_it(scorecard):
    _key, printed = scorecard
    header = len("Kitfortests·ScorecardConfidential") + len("CandidatePanelistDate")
    assert len(printed.pages) % 2 == 0
    assert all(
        len(page) > header + 100 or page.startswith("Furthernotes") for page in printed.pages
    )


def test_no_question_that_a_page_can_hold_is_split(scorecard):
    key, printed = scorecard
    for asked in HOSTILE.round(key).questions:
        if asked.competency != "endless":
            (number,) = printed.pages_with(asked.prompt)
            parts = list(asked.follow_ups)
            if asked.scored:
                parts += [*asked.red_flags, *asked.positive_indicators]
            for part in parts:
                assert number in printed.pages_with(part)
    rated = len(HOSTILE.round(key).scored_questions)
    assert len(printed.pages_with("Evidence for the number")) == rated


def test_closing_and_ratings_share_the_last_page_even_for_twenty_questions(scorecard):
    key, printed = scorecard
    if key == "twenty":
        (last,) = printed.pages_with("Signature")
        for part in ("What we promised", "Concerns", "Q20"):
            assert last in printed.pages_with(part)


@pytest.mark.parametrize("key", ["words", "endless"])
def test_the_guide_loses_nothing_either(key):
    printed = Printed(interviewer_guide(HOSTILE, EDITION, "a4", key))
    for text in texts_of(HOSTILE, key):
        for word in text.split():
            assert printed.has(word), word
    assert_accessible(printed.pdf)
    assert_inside(printed)
    assert_no_overlap(printed)


@pytest.fixture(scope="module")
def named():
    """Three copies, each with three of the names: candidate, panelist and place."""
    names = list(NAMES.values())
    items = [
        (
            HOSTILE,
            EDITION,
            copy_like(candidate=one, panelist=two, place=three, round_key="unrated"),
        )
        for one, two, three in (names[:3], names[3:6], names[6:])
    ]
    return Printed(panel_packet(items, "letter", "Names"))


def test_any_name_prints_whole_on_every_page(named):
    assert_accessible(named.pdf)
    assert_inside(named)
    assert_no_overlap(named)
    for key in ("long", "one word", "chinese", "markup"):
        assert len(named.pages_with(NAMES[key])) == len(named.pages) / 3, key
    for sign in "🎉🚀":
        assert sign in named.text


@pytest.fixture(scope="module")
def longest():
    """A copy with the longest names that the forms accept, in the widest letter, and another."""
    copies = [
        copy_like(
            opening_title="W" * 160,
            candidate="W" * 160,
            panelist=f"{'W' * 150} {'W' * 150}",
            place="W" * 240,
            round_key="unrated",
        ),
        copy_like(round_key="unrated", code="AAAA-2222"),
    ]
    items = [(HOSTILE, EDITION, copy) for copy in copies]
    return Printed(panel_packet(items, "letter", "Longest"))


def test_the_longest_names_print_whole_and_leave_room_to_write(longest):
    assert_accessible(longest.pdf)
    assert_inside(longest)
    assert_no_overlap(longest)
    pages = longest.pages_with("K7QF-2MXD")
    assert longest.pages_with("W" * 240) == pages == longest.pages_with("W" * 300)
    assert len(longest.pages_with("Signature")) == 2


def test_long_names_step_down_to_nine_points_and_no_further(longest):
    def size(page, text):
        return max(word.bottom - word.top for word in longest.words() if page(word) and text(word))

    first = longest.pages_with("AAAA-2222")[0]
    usual = size(lambda word: word.page == first, lambda word: word.text == "Nadia")
    small = size(lambda word: word.page == 0, lambda word: word.text.startswith("WWW"))
    assert small / usual == pytest.approx(9 / 13, abs=0.01)


def test_names_that_fill_the_page_are_refused_with_a_reason():
    copy = copy_like(place="WW " * 1500, round_key="unrated")
    with pytest.raises(NoRoomError, match="leave no room to write"):
        panel_packet([(HOSTILE, EDITION, copy)], "letter", "Too long")


def test_letters_written_from_right_to_left_are_all_there(named):
    for key in ("arabic", "hebrew"):
        assert set(NAMES[key]) - {" "} <= set(named.text), key


def test_a_sign_that_no_font_has_becomes_a_box():
    copy = copy_like(candidate="Ana \ue123 Example", round_key="unrated")
    printed = Printed(panel_packet([(HOSTILE, EDITION, copy)], "a4", "Signs"))
    assert_accessible(printed.pdf)
    assert "Ana□Example" in printed.text
