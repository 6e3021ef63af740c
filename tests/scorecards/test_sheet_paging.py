"""How blocks are dealt onto pages: whole, in order, and without holes."""

from hypothesis import given
from hypothesis import strategies as st

from scorecards.pdf.paging import GAP, LINE, REST_HEAD, SLACK, Block, deal

PAGE = 200.0
blocks = st.builds(
    Block,
    height=st.floats(min_value=5, max_value=PAGE * 2),
    least_lines=st.integers(min_value=0, max_value=6),
    most_lines=st.integers(min_value=6, max_value=20),
)


def test_two_blocks_share_a_page_where_both_fit():
    places = deal([Block(60, 4), Block(60, 4)], PAGE)
    assert [place.begins_page for place in places] == [True, False]


def test_a_block_that_does_not_fit_begins_the_next_page():
    places = deal([Block(120, 4), Block(120, 4)], PAGE)
    assert [place.begins_page for place in places] == [True, True]


def test_what_is_left_of_a_page_becomes_note_lines():
    (place,) = deal([Block(100, 4)], PAGE)
    assert 100 + place.lines * LINE <= PAGE - SLACK < 100 + (place.lines + 1) * LINE


def test_a_block_that_fits_only_without_all_its_lines_gets_fewer_and_is_not_cut():
    (place,) = deal([Block(180, 5)], PAGE)
    assert (place.lines, place.is_cut) == (2, False)


def test_a_block_taller_than_a_page_is_cut_and_keeps_its_least_lines():
    places = deal([Block(20, 1), Block(250, 5), Block(20, 1)], PAGE)
    assert [place.is_cut for place in places] == [False, True, False]
    assert [place.begins_page for place in places] == [True, True, True]
    assert places[1].lines == 5


def test_room_to_spare_goes_by_minutes():
    short, long = deal([Block(40, 2, minutes=2), Block(40, 2, minutes=10)], PAGE)
    assert (short.lines, long.lines) == (2, 12)


def test_what_a_block_has_no_use_for_is_left_below_it():
    (place,) = deal([Block(50, 4, 8)], PAGE)
    assert place.lines == 8
    assert 50 + (8 + place.rest) * LINE + REST_HEAD <= PAGE - SLACK
    assert place.rest == 9


def test_blocks_that_belong_together_share_a_page_if_one_can_hold_them():
    first, closing, summary = Block(100, 1), Block(30, 1, 6, keeps_next=True), Block(120, 2)
    places = deal([first, closing, summary], PAGE)
    assert [place.begins_page for place in places] == [True, True, False]
    places = deal([first, closing, Block(180, 2)], PAGE)
    assert [place.begins_page for place in places] == [True, False, True]


@given(st.lists(blocks, min_size=1, max_size=12))
def test_no_page_overflows_and_none_that_shares_could_hold_more(given_blocks):
    places = deal(given_blocks, PAGE)
    used = 0.0
    for block, place in zip(given_blocks, places, strict=True):
        assert place.is_cut or place.lines <= max(block.least_lines, block.most_lines)
        used = 0.0 if place.begins_page else used + GAP
        used += block.height + place.lines * LINE
        used += REST_HEAD + place.rest * LINE if place.rest else 0
        assert place.is_cut or used <= PAGE - SLACK + 1e-6
        assert place.is_cut == (block.height > PAGE - SLACK)
    assert places[0].begins_page
