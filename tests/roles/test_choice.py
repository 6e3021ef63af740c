"""Ranking roles by answers: what counts, what is quoted, and what is close."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.choice import (
    Answer,
    Line,
    Profile,
    Question,
    Reply,
    Sign,
    advise,
    close_to_best,
    finds,
    keys_of,
    mark,
    not_understood,
    passages,
    rank,
    replies_to,
)


def role(title="Seller", **fields):
    lines = {name: tuple(map(Line, texts)) for name, texts in fields.items()}
    return Profile(slug=title.lower(), title=title, lines=lines)


def question(*signs, slug="q", key="yes"):
    answer = Answer(key, key.title(), tuple(Sign(*sign) for sign in signs))
    return Question(slug, f"What about {slug}?", answers=(answer, Answer("no", "No")))


def reply(*signs, slug="q"):
    asked = question(*signs, slug=slug)
    return Reply(asked, asked.answers[0])


@pytest.mark.parametrize(
    ("words", "line", "found"),
    [
        ("individual quota", "Individual quota; mid-sized deals", True),
        ("INDIVIDUAL  Quota", "an individual\n quota", True),
        ("quota", "Quotas and targets", False),
        ("team", "Steam engines", False),
        ("team", "the team's target", True),
        ("several teams", "several sales teams", False),
        ("C-level", "C-level colleagues", True),
        ("straße", "DIE STRASSE HINAUF", True),
        ("café", "Cafe\u0301 owners", True),
        ("client's aims", "Turn the client’s aims into a plan", True),
        ("C++", "C++ and Java", True),
        ("a.c", "abc", False),
        ("销售", "负责销售团队", True),
    ],
)
def test_words_are_found_as_whole_words_in_any_case(words, line, found):
    assert bool(finds(Sign(1, "scope", words), role(scope=[line]))) is found


def test_words_are_looked_for_in_their_field_alone():
    seller = role(summary=["Sells to schools"], scope=["Own quota"])

    assert finds(Sign(2, "summary", "schools"), seller) == ("Sells to schools",)
    assert finds(Sign(2, "scope", "schools"), seller) == ()
    assert finds(Sign(2, "travel", "schools"), seller) == ()


def test_a_line_may_be_found_by_other_text_than_it_shows():
    profile = Profile("s", "S", {"competencies": (Line("Coaching, 25 %, essential", "Coaching"),)})

    assert finds(Sign(1, "competencies", "coaching"), profile) == ("Coaching, 25 %, essential",)
    assert finds(Sign(1, "competencies", "essential"), profile) == ()


def test_the_strongest_sign_each_way_counts_and_the_others_are_reasons():
    seller = role(scope=["Own quota", "New customers"], travel=["Every week"])
    given = reply((1, "scope", "quota"), (3, "scope", "customers"), (-2, "travel", "week"))

    result = mark(given.question, given.answer, seller)

    assert result.points == 1
    assert [(r.points, r.text) for r in result.in_favour] == [
        (3, "New customers"),
        (1, "Own quota"),
    ]
    assert [(r.points, r.field, r.text) for r in result.against] == [(-2, "travel", "Every week")]


def test_a_line_is_one_reason_however_many_signs_find_it():
    given = reply((1, "scope", "own"), (3, "scope", "quota"), (2, "scope", "own quota"))

    result = mark(given.question, given.answer, role(scope=["Own quota"]))

    assert [(reason.points, reason.text) for reason in result.in_favour] == [(3, "Own quota")]


def test_at_most_three_reasons_are_given_for_one_answer():
    given = reply((2, "measures", "growth"))

    result = mark(given.question, given.answer, role(measures=[f"Growth {n}" for n in range(5)]))

    assert [reason.text for reason in result.in_favour] == ["Growth 0", "Growth 1", "Growth 2"]
    assert result.points == 2


def test_roles_are_ranked_by_points_then_by_answers_that_fit_then_by_title():
    replies = [
        reply((3, "scope", "quota"), (1, "scope", "target"), slug="a"),
        reply((2, "scope", "target"), slug="b"),
    ]
    best = role("Zed", scope=["quota", "target"])
    one_answer = role("Ann", scope=["quota"])
    two_answers = role("Yan", scope=["target"])
    same = role("Bob", scope=["target"])

    ranked = rank([one_answer, same, two_answers, best], replies)

    assert [(s.profile.title, s.points, s.most) for s in ranked] == [
        ("Zed", 5, 6),
        ("Bob", 3, 6),
        ("Yan", 3, 6),
        ("Ann", 3, 6),
    ]


def test_questions_left_open_count_for_nothing():
    left_open = Reply(question((3, "scope", "quota"), slug="b"), None)

    (standing,) = rank([role(scope=["quota"])], [reply((2, "scope", "quota")), left_open])

    assert (standing.points, standing.most, len(standing.marks)) == (2, 3, 1)


def test_an_answer_that_nothing_speaks_for_or_against_is_named():
    replies = [reply((2, "scope", "quota"), slug="a"), reply((2, "scope", "travel"), slug="b")]

    (standing,) = rank([role(scope=["quota"])], replies)

    assert [mark.question.slug for mark in standing.fits] == ["a"]
    assert [mark.question.slug for mark in standing.silent] == ["b"]


SIX = [
    reply(*((points, "scope", f"w{number}p{points}") for points in (1, 2, 3)), slug=f"q{number}")
    for number in range(6)
]


def roles_with(*points):
    """Roles that have these points out of six answers, `SIX`."""

    def scope(total):
        return [f"w{n}p{min(3, total - 3 * n)}" for n in range(6) if total > 3 * n]

    return [role(f"R{number}", scope=scope(total)) for number, total in enumerate(points)]


@pytest.mark.parametrize(
    ("points", "close"),
    [
        ((11, 10, 9), [11, 10]),
        ((11, 9), []),
        ((11, 11, 11, 11, 11, 3), [11] * 5),
        ((1, 0), []),
        ((0, 0), []),
        ((5,), []),
        ((), []),
    ],
)
def test_close_is_within_a_tenth_of_the_most_and_at_least_one_point(points, close):
    assert [standing.points for standing in close_to_best(rank(roles_with(*points), SIX))] == close


def test_with_ten_answers_three_points_are_close():
    replies = [reply((3, "scope", "a"), (2, "scope", "b"), slug=f"q{n}") for n in range(3)]
    replies += [reply((3, "scope", "c"), slug=f"q{n}") for n in range(3, 10)]
    roles = [
        role("Best", scope=["a", "c"]),
        role("Near", scope=["b", "c"]),
        role("Far", scope=["c"]),
    ]

    assert [s.points for s in rank(roles, replies)] == [30, 27, 21]
    assert [s.profile.title for s in close_to_best(rank(roles, replies))] == ["Best", "Near"]


def test_what_is_close_is_compared_else_the_first_three():
    replies = [reply((3, "scope", "a"), (2, "scope", "b"), (-2, "scope", "d"))]

    def compared(*scopes):
        roles = [role(f"R{n}", scope=[words]) for n, words in enumerate(scopes)]
        return [standing.points for standing in advise(roles, replies).to_compare]

    assert compared("a", "b", "d") == [3, 2]
    assert compared("a", "a", "a", "a", "a") == [3, 3, 3, 3]
    assert compared("a", "d", "d") == []
    assert compared() == []
    apart = advise(roles_with(9, 6, 4, 2), SIX)
    assert [standing.points for standing in apart.to_compare] == [9, 6, 4]


def test_roles_that_nothing_speaks_for_are_not_recommended():
    roles = [role("Fits", scope=["a"]), role("Silent"), role("Against", scope=["b"])]

    advice = advise(roles, [reply((3, "scope", "a"), (-2, "scope", "b"))])

    assert [standing.profile.title for standing in advice.recommended] == ["Fits"]
    assert [standing.profile.title for standing in advice.others] == ["Silent", "Against"]
    assert [standing.share for standing in (*advice.recommended, *advice.others)] == [100, 0, 0]


def test_prose_is_quoted_in_sentences_and_at_semicolons():
    text = "Own quota; mid-sized deals.  Works e.g. with schools. 12 weeks long!\nAnd “so on”."

    assert passages(text) == (
        "Own quota",
        "mid-sized deals.",
        "Works e.g. with schools.",
        "12 weeks long!",
        "And “so on”.",
    )
    assert passages("") == passages(" \n ") == ()
    assert passages("负责销售。管理团队。") == ("负责销售。", "管理团队。")


@given(st.text())
def test_every_passage_stands_in_the_text_word_for_word(text):
    found = passages(text)

    assert all(part and part in text for part in found)
    kept = "".join("".join(part.split()) for part in found).replace(";", "")
    assert kept == "".join(text.split()).replace(";", "")


def test_an_address_is_read_by_the_keys_of_answers():
    asked = [question(slug="a"), question(slug="b"), question(slug="c")]

    replies = replies_to(asked, {"a": "yes", "b": "maybe", "x": "yes"})

    assert [reply.answer and reply.answer.key for reply in replies] == ["yes", None, None]
    given = {"a": "yes", "b": "maybe", "x": "yes", "c": ""}
    assert not_understood(asked, given) == ["b", "x"]


@given(st.lists(st.text(max_size=80), max_size=6))
def test_keys_are_all_different_and_short(texts):
    keys = keys_of(texts)

    assert len(set(keys)) == len(texts)
    assert all(0 < len(key) <= 80 for key in keys)


def test_keys_are_readable():
    assert keys_of(["One team, with a say", "One team with a say", "?", "多个团队"]) == [
        "one-team-with-a-say",
        "one-team-with-a-say-2",
        "3",
        "多个团队",
    ]


WORDS = st.sampled_from(["quota", "team", "travel", "budget", "clients"])
SIGNS = st.tuples(st.sampled_from([-3, -2, -1, 1, 2, 3]), st.just("scope"), WORDS)


@given(
    st.lists(st.lists(SIGNS, max_size=5), min_size=1, max_size=4),
    st.lists(st.lists(WORDS, max_size=4), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_any_order_of_roles_gives_the_same_ranking_within_bounds(rules, scopes, random):
    replies = [reply(*signs, slug=f"q{n}") for n, signs in enumerate(rules)]
    roles = [role(f"R{n}", scope=scope) for n, scope in enumerate(scopes)]
    ranked = rank(roles, replies)
    random.shuffle(roles)

    assert rank(roles, replies) == ranked
    assert all(-s.most <= s.points <= s.most for s in ranked)
    assert all(0 <= s.share <= 100 for s in ranked)
    for standing in ranked:
        for one in standing.marks:
            quoted = {reason.text for reason in (*one.in_favour, *one.against)}
            assert quoted <= {line.text for line in standing.profile.lines["scope"]}
