"""What changed between two texts, word by word, and between two lists, line by line."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from roles.differences import MOST_WORDS, Piece, line_changes, word_changes

WORDS = st.lists(st.sampled_from(["ask", "tell", "me", "about", ",", " ", "  ", "\n", "then"]))


def pieces(before, after):
    return [(piece.kind, piece.text) for piece in word_changes(before, after)]


def lines(before, after):
    return [[(piece.kind, piece.text) for piece in line] for line in line_changes(before, after)]


def before_and_after(found):
    before = "".join(piece.text for piece in found if piece.kind != "added")
    after = "".join(piece.text for piece in found if piece.kind != "removed")
    return before, after


def test_a_changed_word_stands_removed_first_and_then_added():
    assert pieces("Tell me about a deal.", "Tell me about a customer.") == [
        ("same", "Tell me about a "),
        ("removed", "deal"),
        ("added", "customer"),
        ("same", "."),
    ]


def test_what_stays_is_one_piece():
    assert pieces("Tell me.", "Tell me.") == [("same", "Tell me.")]


def test_neighbouring_words_change_together():
    changed = pieces("Tell me about the last big deal you lost.", "Tell me of one deal you lost.")

    assert changed == [
        ("same", "Tell me "),
        ("removed", "about the last big"),
        ("added", "of one"),
        ("same", " deal you lost."),
    ]


def test_texts_with_hardly_a_word_in_common_are_told_whole():
    before = "How do you prepare a first call with a new customer?"
    after = "Tell me about mistakes made under pressure; what did they teach you?"

    assert pieces(before, after) == [("removed", before), ("added", after)]


def test_an_empty_text_changes_into_added_words_alone():
    assert pieces("", "Ask why.") == [("added", "Ask why.")]
    assert pieces("Ask why.", "") == [("removed", "Ask why.")]
    assert pieces("", "") == []


def test_long_texts_are_compared_by_lines():
    before = "".join(f"line {number} of a long text\n" for number in range(MOST_WORDS // 8))
    after = before.replace("line 7 of", "line seven of", 1)

    assert ("removed", "line 7 of a long text\n") in pieces(before, after)


@given(WORDS, WORDS)
def test_the_pieces_make_both_texts(old, new):
    before, after = "".join(old), "".join(new)
    found = word_changes(before, after)

    assert before_and_after(found) == (before, after)
    assert all(piece.text for piece in found)
    assert all(a.kind != b.kind for a, b in itertools.pairwise(found))


def test_lines_that_stay_are_told_once_and_others_as_gone_or_new():
    assert lines(["Sell", "Keep"], ["Sell", "Grow"]) == [
        [("same", "Sell")],
        [("removed", "Keep")],
        [("added", "Grow")],
    ]


def test_a_line_that_was_reworded_is_one_line_with_changed_words():
    assert lines(
        ["What did you try first?", "Who helped you?"],
        ["What did you try last?", "Who helped you?", "What came of it?"],
    ) == [
        [
            ("same", "What did you try "),
            ("removed", "first"),
            ("added", "last"),
            ("same", "?"),
        ],
        [("same", "Who helped you?")],
        [("added", "What came of it?")],
    ]


def test_a_line_that_was_taken_out_stands_where_it_stood():
    assert lines(["One thing here", "Two more", "Three of it"], ["One thing here", "Three of it"])[
        1
    ] == [("removed", "Two more")]


@given(st.lists(st.sampled_from(["a b c", "a b d", "x", "y z"])), st.lists(st.just("a b c")))
def test_the_lines_make_both_lists(before, after):
    found = line_changes(before, after)
    old = ["".join(p.text for p in line if p.kind != "added") for line in found]
    new = ["".join(p.text for p in line if p.kind != "removed") for line in found]

    assert [line for line in old if line] == before
    assert [line for line in new if line] == after
    assert all(isinstance(piece, Piece) for line in found for piece in line)


def test_a_text_of_endless_repetition_is_told_whole():
    """To look for every place of every word in it would take minutes."""
    before, after = "go on " * 480, "on go " * 480

    assert pieces(before, after) == [("removed", before), ("added", after)]


def test_a_text_of_thousands_of_lines_is_told_whole():
    before, after = "".join(f"{n}\n" for n in range(3000)), "".join(f"{n}\n" for n in range(2999))

    assert pieces(before, after) == [("removed", before), ("added", after)]


def test_a_word_that_changed_in_a_long_text_is_found():
    before = " ".join(f"Ask for example {n}, and for what came of it." for n in range(80))

    found = pieces(before, before.replace("example 60", "instance 60"))

    assert [piece for piece in found if piece[0] != "same"] == [
        ("removed", "example"),
        ("added", "instance"),
    ]


def test_lists_of_many_unlike_lines_are_told_whole():
    before = [f"What came of deal {n}?" for n in range(150)]
    after = [f"What came of deal {n}, then?" for n in range(150)]

    assert len(lines(before, after)) == 300
