"""Who reports to whom, as an outline and as boxes and lines."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.structure import Line, Post, outline
from roles.structure_chart import BOX, PADDING, chart, wrap


def post(slug, *lines, rank=0, title=""):
    """A post; a line given as a slug leads to that post, with no words."""
    lines = [Line(line.upper(), line) if isinstance(line, str) else line for line in lines]
    return Post(slug, title or slug.upper(), "Senior", rank, tuple(lines))


def shape(entries):
    return [(entry.post.slug, entry.depth) for entry in entries]


def drawn(*posts):
    return chart(outline(posts))


def words(chart, slug):
    (box,) = [box for box in chart.boxes if box.slug == slug]
    return " ".join(text.text for text in box.texts)


def test_reports_stand_below_their_superior_the_most_senior_first():
    entries = outline(
        [
            post("rep", "lead"),
            post("coach", "director", rank=1),
            post("lead", "director", rank=2),
            post("director", rank=5),
        ]
    )

    assert shape(entries) == [("director", 0), ("lead", 1), ("rep", 2), ("coach", 1)]
    assert [entry.superior and entry.superior.slug for entry in entries] == [
        None, "director", "lead", "director",
    ]  # fmt: skip


def test_the_first_line_to_a_role_counts_and_the_others_keep_their_words():
    elsewhere = Line("Chief Executive")
    dotted = Line("VP", "vp", "in smaller companies")
    coach = post("coach", elsewhere, "director", dotted)

    entries = outline([coach, post("director", "vp", rank=1), post("vp", rank=2)])

    assert entries[-1].superior.slug == "director"
    assert coach.others == (elsewhere, dotted)
    assert str(dotted) == "VP, in smaller companies"


def test_titles_alone_are_said_at_the_top():
    chief = post("chief", Line("The board"), Line("The owner", words="where there is one"))

    text = words(drawn(chief), "chief")

    assert "Reports to The board" in text
    assert "Other line: The owner, where there is one" in text


def test_a_first_line_that_leaves_the_family_is_named_in_words():
    seller = post("seller", Line("Head of Finance (Finance)", "head"), "lead")

    entries = outline([seller, post("lead", rank=1)])
    drawing = chart(entries)

    assert shape(entries) == [("lead", 0), ("seller", 0)]
    assert "Reports to Head of Finance (Finance)" in words(drawing, "seller")
    assert (len(drawing.solid), len(drawing.dashed)) == (0, 2)  # the line, and where it arrives


def test_a_circle_opens_at_its_most_senior_post():
    entries = outline(
        [post("a", "b", rank=1), post("b", "c", rank=3), post("c", "a", rank=2), post("d", "a")]
    )

    assert shape(entries) == [("b", 0), ("a", 1), ("c", 2), ("d", 2)]
    assert [entry.post.slug for entry in entries if entry.in_circle] == ["b"]
    assert len(chart(entries).dashed) == 2


def test_a_circle_opens_there_whoever_reports_into_it_from_outside():
    entries = outline([post("chief", "a", rank=9), post("a", "b"), post("b", "a", rank=1)])

    assert shape(entries) == [("b", 0), ("a", 1), ("chief", 2)]


def test_a_line_to_itself_and_one_to_nobody_known_lead_nowhere():
    drawing = drawn(post("self", "self"), post("lost", "gone"))

    assert len(drawing.boxes) == 2
    assert not drawing.has_lines


def test_nothing_at_all_is_drawn_as_nothing():
    assert outline([]) == []
    assert drawn().boxes == ()


def test_a_very_long_chain_is_walked_to_its_end():
    posts = [post("p0"), *[post(f"p{n}", f"p{n - 1}") for n in range(1, 3000)]]

    entries = outline(posts)

    assert [entry.depth for entry in entries] == list(range(3000))
    assert len(entries[-1].closes) == 2999


def test_dashed_lines_to_one_superior_are_never_drawn_over_one_another():
    drawing = drawn(
        post("top", rank=2),
        post("mid", "top", rank=1),
        *[post(f"low{n}", "mid", "top") for n in range(4)],
    )

    upright = [
        (start, end)
        for path in drawing.dashed
        for start, end in segments(path)
        if start[0] == end[0] > BOX
    ]
    for one, other in combinations(upright, 2):
        if one[0][0] == other[0][0]:
            spans = [sorted((start[1], end[1])) for start, end in (one, other)]
            assert min(spans[0][1], spans[1][1]) <= max(spans[0][0], spans[1][0])


def test_a_wide_chart_says_so():
    chain = [post("p0"), *[post(f"p{n}", f"p{n - 1}") for n in range(1, 6)]]

    assert drawn(*chain).is_wide
    assert not drawn(*chain[:5]).is_wide


@pytest.mark.parametrize(
    "text",
    [
        "Short",
        "Several words that do not fit into one line",
        "W" * 160,
        "営業部長" * 20,
        "a b " * 40,
    ],
)
def test_wrapping_loses_no_letter_and_keeps_to_the_width(text):
    lines = wrap(text, 170, 15)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(wrap(line, 170, 15) == [line] for line in lines)
    assert len(wrap("W" * 160, 170, 15)) > 10


def segments(path):
    """The straight pieces of a path of M, H and V, as pairs of points."""
    points = []
    for letter, numbers in re.findall(r"([MHV])([-\d ]+)", path):
        values = [int(number) for number in numbers.split()]
        x, y = points[-1] if points else (0, 0)
        points.append(
            tuple(values) if letter == "M" else (values[0], y) if letter == "H" else (x, values[0])
        )
    return list(pairwise(points))


def passes_through(box, start, end):
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    return (
        left < box.x + box.width and right > box.x and top < box.y + box.height and bottom > box.y
    )


titles = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)


@st.composite
def families(draw):
    """Any lines between up to twelve posts: trees, circles, several tops, none."""
    slugs = [f"p{number}" for number in range(draw(st.integers(1, 12)))]
    known = st.builds(Line, titles, st.sampled_from([*slugs, "elsewhere", ""]), titles)
    return [
        Post(
            slug,
            draw(titles),
            "Lead",
            draw(st.integers(0, 6)),
            tuple(draw(st.lists(known, max_size=3))),
        )
        for slug in slugs
    ]


@given(families())
def test_every_role_stands_once_below_whom_it_reports_to_and_lists_close(posts):
    entries = outline(posts)

    slugs = [entry.post.slug for entry in entries]
    assert sorted(slugs) == sorted(post.slug for post in posts)
    for number, entry in enumerate(entries):
        if entry.superior:
            above = entries[slugs.index(entry.superior.slug)]
            assert slugs.index(above.post.slug) < number
            assert entry.depth == above.depth + 1
    assert sum(entry.opens for entry in entries) == sum(len(entry.closes) for entry in entries)


@given(families())
def test_boxes_hold_their_words_apart_from_one_another_and_no_line_runs_through_them(posts):
    drawing = drawn(*posts)

    for box in drawing.boxes:
        assert 0 <= box.x <= drawing.width - box.width
        assert 0 <= box.y <= drawing.height - box.height
        assert all(box.y < text.y < box.y + box.height - PADDING // 2 for text in box.texts)
    for one, other in combinations(drawing.boxes, 2):
        assert not passes_through(one, (other.x, other.y), (other.x + BOX, other.y + other.height))
    for path in (*drawing.solid, *drawing.dashed):
        for start, end in segments(path):
            assert not any(passes_through(box, start, end) for box in drawing.boxes), path
