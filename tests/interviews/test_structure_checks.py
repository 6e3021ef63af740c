"""The design half of the fifteen structure checks, each at every value that it can have."""

import datetime

import pytest

from interviews import document as d
from interviews.structure_checks import CAUTION, design_checks

TODAY = datetime.date(2027, 3, 10)
DEEDS = (
    "keeps no record and relies on memory when somebody asks about",
    "writes down the outcome but not the reasons when asked about",
    "names the reasons and the figures without being asked about",
    "shows how a colleague could repeat the result in matters of",
    "changed the way in which the whole team goes about",
)


def competency(name, **changes):
    values = {"key": name, "name": name.capitalize(), "weight": 1, "anchors": own_anchors(name)}
    return d.Competency(**values | changes)


def own_anchors(name):
    """Anchors that would tell of this competency even without its name."""
    return tuple(
        d.Anchor(value=value, text=f"{text} {'x' * len(name)} {sum(map(ord, name))}.")
        for value, text in enumerate(DEEDS, start=1)
    )


def question(key, about, **changes):
    values = {
        "key": key,
        "competency": about,
        "type": "behavioural",
        "prompt": f"Tell me about a day on which {key} mattered. What did you do?",
        "follow_ups": ("What came of it?",),
        "minutes": 6,
    }
    return d.Question(**values | changes)


def round_(key, *questions, **changes):
    values = {
        "key": key,
        "name": key.capitalize(),
        "minutes": 60,
        "panel_size": 1,
        "opening_minutes": 3,
        "closing_minutes": 5,
        "questions": questions,
    }
    return d.Round(**values | changes)


def kit(**changes):
    """A kit that meets all fifteen: five competencies, each asked in two rounds of one rater."""
    names = ("listening", "planning", "closing", "coaching", "writing")
    values = {
        "key": "kit",
        "title": "Kit",
        "role": d.Role(key="role", title="Role"),
        "scale": d.Scale(
            key="five",
            name="Five",
            points=tuple(d.ScalePoint(value=value, label=str(value)) for value in range(1, 6)),
        ),
        "competencies": tuple(competency(name) for name in names),
        "rounds": (
            round_("screen", *(question(f"{name}-1", name) for name in names)),
            round_("panel", *(question(f"{name}-2", name) for name in names)),
        ),
        "settings": d.Settings(papers_held_back=True, same_panel=True, calibrated_panel=True),
        "analysis": d.JobAnalysis(source="Three diaries", expert="Ida Example", on="2026-11-02"),
    }
    return d.KitDocument(**values | changes)


def with_questions(*questions, screen=None, **changes):
    """The kit with these questions in its panel, and nothing else there."""
    first, second = kit().rounds
    screen = first if screen is None else round_("screen", *screen)
    return kit(rounds=(screen, second.model_copy(update={"questions": questions})), **changes)


def row(document, number, today=TODAY):
    return design_checks(document, today).rows[number - 1]


EMPTY = kit(rounds=(), competencies=())
UNSCORED = question("hello", None, type="background", scored=False)


def test_a_kit_that_does_all_of_it_has_a_hundred():
    checks = design_checks(kit(), TODAY)

    assert [check.number for check in checks.rows] == list(range(1, 16))
    assert {check.value for check in checks.rows} == {1}
    assert all(check.found and not check.remedy for check in checks.rows)
    assert (checks.score, checks.weak) == (100, ())


def test_the_core_counts_double():
    checks = design_checks(kit(), TODAY)

    assert [check.number for check in checks.rows if check.is_core] == [1, 2, 4, 8, 9, 11, 14]
    assert sum(check.weight for check in checks.rows) == 22


@pytest.mark.parametrize(
    ("changes", "score"),
    [
        ({"settings": d.Settings()}, 82),  # 6 and 12 count 1, 14 counts 2: 18 of 22
        ({"analysis": d.JobAnalysis()}, 95),  # half of 2: 21 of 22
        ({"settings": d.Settings(papers_held_back=True, same_panel=True)}, 91),  # 20 of 22
    ],
)
def test_the_score_is_the_weighted_share(changes, score):
    assert design_checks(kit(**changes), TODAY).score == score


def test_what_has_nothing_to_look_at_counts_for_nothing():
    one = kit(rounds=(round_("screen", question("a", "listening")),))
    checks = design_checks(one.model_copy(update={"competencies": ()}), TODAY)

    assert checks.rows[14].value is None
    assert checks.rows[14].mark == "–"
    # 21 of the 22 have a value; 5 and 15 do not add to it
    assert checks.score == 95


def test_an_empty_kit_has_no_score_and_says_where_to_begin():
    checks = design_checks(EMPTY, TODAY)

    assert checks.score is None
    assert [check.number for check in checks.rows if check.value is None] == [
        2, 3, 4, 7, 8, 9, 11, 15,
    ]  # fmt: skip
    assert all(check.remedy and check.place for check in checks.weak)


def test_the_caution_says_whose_choice_the_weights_are():
    assert "choices of this project" in design_checks(kit(), TODAY).caution
    assert "no legal judgement" in str(CAUTION)


@pytest.mark.parametrize(
    ("analysis", "value"),
    [
        ({"on": "2025-03-11"}, 1),  # a day short of 24 months
        ({"on": "2025-03-10"}, 0.5),
        ({"on": "2027-03-10"}, 1),
        ({"on": "2027-03-11"}, 0.5),  # not yet
        ({"on": ""}, 0.5),
        ({"source": " "}, 0.5),
        ({"expert": ""}, 0.5),
    ],
)
def test_1_job_analysis(analysis, value):
    changed = kit(analysis=kit().analysis.model_copy(update=analysis))

    assert row(changed, 1).value == value
    assert row(changed, 1).place == ("" if value == 1 else "settings")


def test_1_is_not_met_while_no_question_belongs_to_a_competency():
    assert row(kit(rounds=(round_("screen", UNSCORED),)), 1).value == 0


def test_2_same_questions():
    some = kit(rounds=(*kit().rounds, round_("lunch")))

    assert (row(some, 2).value, row(some, 2).place) == (0.5, "round-lunch")
    assert "“Lunch”" in row(some, 2).found
    assert row(kit(rounds=(round_("lunch"),)), 2).value is None


@pytest.mark.parametrize(
    ("follow_ups", "only", "value", "place"),
    [
        (1, True, 1, ""),
        (4, True, 1, ""),
        (4, False, 0.5, "settings"),
        (5, True, 0.5, "question-b"),
        (0, True, 0.5, "question-b"),
        (0, False, 0, "question-b"),
    ],
)
def test_3_limited_prompting(follow_ups, only, value, place):
    lines = tuple(f"And the {number}. time?" for number in range(follow_ups))
    document = with_questions(
        question("a", "listening"),
        question("b", "planning", follow_ups=lines),
        UNSCORED,  # asks what it likes
        settings=d.Settings(planned_follow_ups_only=only),
    )

    assert (row(document, 3).value, row(document, 3).place) == (value, place)


@pytest.mark.parametrize(
    "prompt",
    ["What are your strengths and weaknesses?", "How many golf balls fit into a school bus?"],
)
def test_4_opinions_and_brainteasers_are_met_in_part_only(prompt):
    document = with_questions(question("a", "listening", prompt=prompt))

    assert (row(document, 4).value, row(document, 4).place) == (0.5, "question-a")
    assert prompt in row(document, 4).found


def test_4_what_is_not_scored_may_ask_for_an_opinion():
    prompt = "What are your strengths and weaknesses?"
    unscored = question("a", None, type="background", scored=False, prompt=prompt)

    assert row(with_questions(unscored), 4).value == 1


@pytest.mark.parametrize(("others", "value"), [(1, 1), (2, 0)])
def test_4_four_of_five_have_a_better_type(others, value):
    # A document refuses such a question; the check does not rely on that.
    known = [question(name, "listening") for name in "abc"]
    odd = [
        question(name, "listening").model_copy(update={"type": "motivation"})
        for name in "de"[:others]
    ]
    plain = [question("f", "listening")] if others == 1 else []
    document = with_questions(screen=[])
    rounds = (document.rounds[1].model_copy(update={"questions": (*known, *plain, *odd)}),)

    assert row(document.model_copy(update={"rounds": rounds}), 4).value == value


@pytest.mark.parametrize(
    ("number", "minutes", "value"), [(5, 6, 1), (4, 10, 0), (5, 5, 0), (6, 5, 1)]
)
def test_5_length(number, minutes, value):
    names = [row.key for row in kit().competencies]
    asked = [question(f"q-{place}", names[place % 5], minutes=minutes) for place in range(number)]

    assert row(kit(rounds=(round_("panel", *asked),)), 5).value == value


def test_5_names_what_is_asked_once_and_what_is_never_asked():
    names = [row.key for row in kit().competencies]
    first = [question(f"{name}-1", name) for name in names[:4]]
    twice = with_questions(question("again", "listening"), screen=first)
    whole = with_questions(question("again", "writing"), question("more", "closing"), screen=first)

    assert (row(twice, 5).value, row(twice, 5).place) == (0.5, "coverage")
    assert "no question asks about “Writing”" in row(twice, 5).found
    assert row(whole, 5).value == 1
    assert "twice is better: “Listening”, “Planning”, “Coaching” and 1 more." in row(whole, 5).found


def test_6_papers():
    assert row(kit(settings=d.Settings()), 6).value == 0
    assert row(kit(settings=d.Settings(papers_held_back=True)), 6).value == 1


def test_7_the_candidates_questions():
    first, second = kit().rounds
    hasty = second.model_copy(update={"closing_minutes": 0})
    hastier = first.model_copy(update={"closing_minutes": 0})

    some = row(kit(rounds=(first, hasty)), 7)
    assert (some.value, some.place) == (0.5, "round-panel")
    assert row(kit(rounds=(hastier, hasty)), 7).value == 0


@pytest.mark.parametrize("number", [8, 10, 13])
def test_what_the_product_sees_to_is_met_in_any_kit(number):
    assert row(with_questions(question("a", "listening"), settings=d.Settings()), number).value == 1


def with_anchors(*texts):
    """The kit with these anchors, from 1 on, for its first competency."""
    changed = tuple(d.Anchor(value=value, text=text) for value, text in enumerate(texts, start=1))
    first, *others = kit().competencies
    return kit(competencies=(first.model_copy(update={"anchors": changed}), *others))


LONG = [f"Deed {number} of this one that takes at least eight words." for number in range(5)]


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (LONG, 1),
        ([*LONG[:3], "Too short.", "Short as well."], 1),
        ([*LONG[:2], "Too short.", "Short as well.", "And this."], 0),
        ([*LONG[:4], LONG[0].upper()], 0),  # two alike
        (["Has exactly seven words in it, here.", *LONG[:2], "Short.", "Shorter."], 0),
        (["Has exactly eight words in it, here, yes.", *LONG[:2], "Short.", "Shorter."], 1),
    ],
)
def test_9_anchors(texts, value):
    found = row(with_anchors(*texts), 9)

    assert found.value == value
    assert ("“Listening”" in found.found) is (value == 0)


def test_9_no_anchors_are_no_scale():
    first, *others = kit().competencies
    bare = first.model_copy(update={"anchors": ()})

    assert row(kit(competencies=(bare, *others)), 9).value == 0


@pytest.mark.parametrize("words", ["{}", "in all of it"])
def test_9_the_same_anchors_for_several_are_generic(words):
    names = [row.key for row in kit().competencies]
    generic = tuple(
        competency(
            name,
            anchors=tuple(
                d.Anchor(value=value, text=f"{text} {words.format(name)}.")
                for value, text in enumerate(DEEDS, start=1)
            ),
        )
        for name in names
    )

    assert row(kit(competencies=generic), 9).value == 0.5


def test_9_a_competency_that_nothing_asks_about_needs_no_anchors():
    spare = competency("spare", anchors=())

    assert row(kit(competencies=(*kit().competencies, spare)), 9).value == 1


@pytest.mark.parametrize(("seats", "value"), [(1, 0), (2, 0.5)])
def test_11_raters(seats, value):
    screen, panel = kit().rounds
    fewer = panel.model_copy(update={"questions": panel.questions[:4]})
    rounds = (screen, fewer.model_copy(update={"panel_size": seats}))

    found = row(kit(rounds=rounds), 11)

    assert (found.value, found.place) == (value, "coverage")
    assert "“Writing”" in found.found


def test_12_and_14_are_asked_of_the_panel():
    for number, name in ((12, "same_panel"), (14, "calibrated_panel")):
        assert row(kit(settings=d.Settings()), number).value == 0
        assert row(kit(settings=d.Settings(**{name: True})), number).value == 1


@pytest.mark.parametrize(("reason", "value"), [("As measured.", 1), ("  ", 0)])
def test_15_weights_that_differ_need_a_reason(reason, value):
    first, *others = kit().competencies
    heavy = first.model_copy(update={"weight": 3})

    assert row(kit(competencies=(heavy, *others), weights_reason=reason), 15).value == value
