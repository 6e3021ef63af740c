"""What changed between two documents of a kit: nothing is missed, and nothing is made up."""

import copy

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from interviews.document import KitDocument
from interviews.revision_changes import changes_between, summary
from interviews.revision_changes.order import merged, moved_keys
from tests.interviews.documents import kit_documents

patiently = settings(
    max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


def question(key, competency="listening", **more):
    return {
        "key": key,
        "source": key,
        "competency": competency,
        "type": "behavioural",
        "scored": True,
        "prompt": f"Tell me about the time of {key}. What did you do?",
        "follow_ups": ["What came first?", "What came of it?"],
        "positive_indicators": ["Names what was done"],
        "red_flags": ["Speaks of others only"],
        "materials": "A page of figures.",
        "minutes": 6,
        "asker": 1,
        "drop_order": 1,
        "reviewed": False,
    } | more


def round_(key, *questions, **more):
    return {
        "key": key,
        "name": key.capitalize(),
        "purpose": "To get to know the work.",
        "minutes": 45,
        "panel_size": 2,
        "opening_minutes": 3,
        "closing_minutes": 5,
        "opening_script": "Welcome.",
        "closing_script": "Thank you.",
        "questions": list(questions),
    } | more


def competency(key, weight=1, **more):
    return {
        "key": key,
        "name": key.capitalize(),
        "definition": f"What {key} is.",
        "weight": weight,
        "essential": False,
        "anchors": [{"value": n, "text": f"Shows {key} as a {n}."} for n in (1, 2)],
        "level_3": "Alone.",
        "level_5": "Copied by others.",
    } | more


@pytest.fixture
def data():
    """A document that says something everywhere, as data to change."""
    return {
        "format": 1,
        "key": "kit",
        "title": "Account executive",
        "language": "en",
        "role": {
            "key": "executive",
            "title": "Account Executive",
            "level": "mid",
            "level_name": "Mid-level",
            "summary": "Owns the cycle.",
        },
        "scale": {
            "key": "scale",
            "name": "Two points",
            "instruction": "Rate at once.",
            "points": [
                {"value": n, "label": f"Label {n}", "definition": f"Means {n}."} for n in (1, 2)
            ],
        },
        "recommendations": [{"key": "no", "label": "No"}, {"key": "yes", "label": "Yes"}],
        "competencies": [competency("listening"), competency("closing"), competency("pricing")],
        "weights_reason": "All matter alike.",
        "rounds": [
            round_("screen", question("a"), question("b"), question("c", "closing")),
            round_("panel", question("d"), question("e", "pricing")),
        ],
        "settings": {
            "planned_follow_ups_only": True,
            "papers_held_back": True,
            "same_panel": True,
            "calibrated_panel": True,
        },
        "analysis": {"source": "Three talks", "expert": "Hana", "on": "2027-01-11"},
    }


def changed(data, change):
    """What leads from `data` to what `change` makes of it."""
    other = copy.deepcopy(data)
    change(other)
    return changes_between(KitDocument.from_data(data), KitDocument.from_data(other))


def told(changes):
    """The fields that changed, as {label: words, or the pieces as marked text}."""

    def say(field):
        marks = {"removed": "-{}-", "added": "+{}+", "same": "{}"}
        texts = ["".join(marks[p.kind].format(p.text) for p in line) for line in field.lines]
        return field.words or texts

    rows = [*changes.rounds, *changes.questions, *changes.competencies]
    fields = [*changes.kit, *changes.scale, *(field for row in rows for field in row.fields)]
    return {field.label: say(field) for field in fields}


# What is missed and what is made up


@patiently
@given(kit_documents())
def test_a_document_beside_itself_shows_nothing(document):
    changes = changes_between(document, document)

    assert not changes
    assert summary(changes) == []


@patiently
@given(kit_documents(), kit_documents())
def test_documents_that_differ_show_it_both_ways(one, other):
    for before, after in ((one, other), (other, one)):
        changes = changes_between(before, after)

        assert bool(changes) == (before != after)
        assert bool(summary(changes)) == (before != after)


def leaves(value, path=()):
    """The places in data at which a text, number, choice or list stands."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, (*path, key))
    else:
        yield path
        if isinstance(value, list):
            for number, part in enumerate(value):
                yield from leaves(part, (*path, number))


def another(value, key):
    """Something else that could stand in the place of this value."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, list):
        return value[1:] or None
    others = {
        "type": "technical",
        "competency": "pricing",
        "on": "2027-02-12",
        "level": "senior",
        "language": "de",
    }
    return others.get(key, f"{value}-2")


def put(data, path, value):
    *above, last = path
    for key in above:
        data = data[key]
    data[last] = value


def value_at(data, path):
    for key in path:
        data = data[key]
    return data


def test_each_single_field_shows_when_it_changes(data):
    before = KitDocument.from_data(data)
    seen = set()
    for path in leaves(data):
        other = copy.deepcopy(data)
        put(other, path, another(value_at(data, path), path[-1]))
        try:
            after = KitDocument.from_data(other)
        except ValidationError:
            continue  # such as a scale without the number that anchors have
        if after == before:
            continue
        changes = changes_between(before, after)
        assert changes, f"{path} is missed"
        assert summary(changes), f"{path} is missed in the summary"
        seen.add(tuple(part for part in path if isinstance(part, str)))
    for part in (before, before.role, before.settings, before.analysis, before.scale):
        for name in type(part).model_fields:
            assert name == "format" or any(name in path for path in seen), name
    for part in (before.questions[0], before.rounds[0], before.competencies[0]):
        for name in type(part).model_fields:
            assert any(name in path for path in seen), name


@patiently
@given(kit_documents(), st.data())
def test_a_document_with_one_value_changed_shows_it(document, draw):
    data = document.as_data()
    path = draw.draw(st.sampled_from(list(leaves(data))))
    put(data, path, another(value_at(data, path), path[-1]))
    try:
        after = KitDocument.from_data(data)
    except ValidationError:
        assume(False)

    assert bool(changes_between(document, after)) == (document != after)


# Questions


def test_added_and_removed_questions_are_told_where_they_stand(data):
    changes = changed(
        data, lambda other: other["rounds"][0]["questions"].insert(1, question("z", "pricing"))
    )

    (round_change,) = changes.rounds
    (added,) = round_change.questions
    assert (added.kind, added.number, added.competency) == ("added", 2, "Pricing")
    assert added.question.prompt.startswith("Tell me about the time of z")
    assert summary(changes) == ["1 question added"]

    changes = changed(data, lambda other: other["rounds"][1]["questions"].pop())

    assert [(c.kind, c.question.key) for c in changes.questions] == [("removed", "e")]
    assert summary(changes) == ["1 question removed"]


def test_what_shifted_because_another_went_has_not_moved(data):
    changes = changed(data, lambda other: other["rounds"][0]["questions"].pop(0))

    assert [(change.kind, change.question.key) for change in changes.questions] == [
        ("removed", "a")
    ]


def test_a_question_moved_to_the_end_is_the_only_one_that_moved(data):
    def to_the_end(other):
        questions = other["rounds"][0]["questions"]
        questions.append(questions.pop(0))

    changes = changed(data, to_the_end)

    (moved,) = changes.questions
    assert (moved.question.key, moved.move) == ("a", "moved from question 1 to question 3")
    assert summary(changes) == ["1 question moved"]


def test_a_question_of_another_round_is_told_in_both(data):
    def to_the_panel(other):
        other["rounds"][1]["questions"].insert(0, other["rounds"][0]["questions"].pop(1))

    changes = changed(data, to_the_panel)

    screen, panel = changes.rounds
    assert [(asked.key, name) for asked, name in screen.went] == [("b", "Panel")]
    assert not screen.questions
    assert [change.move for change in panel.questions] == ["moved here from “Screen”"]
    assert summary(changes) == ["1 question moved"]


def test_one_for_another_of_the_same_competency_is_swapped(data):
    def swap(other):
        other["rounds"][0]["questions"][0] = question("z")
        other["rounds"][0]["questions"][2] = question("y", "pricing")

    changes = changed(data, swap)

    found = {change.question.key: change for change in changes.questions}
    assert {key: change.kind for key, change in found.items()} == {
        "z": "swapped",
        "y": "added",
        "c": "removed",
    }
    assert found["z"].replaced.key == "a"
    assert summary(changes) == ["1 question added", "1 question removed", "1 question swapped"]


def test_a_reworded_question_is_told_word_by_word(data):
    def reword(other):
        asked = other["rounds"][0]["questions"][0]
        asked["prompt"] = asked["prompt"].replace("What", "What exactly")
        asked["follow_ups"][1] = "What came of it in the end?"

    changes = changed(data, reword)

    assert told(changes) == {
        "Wording": ["Tell me about the time of a. What +exactly +did you do?"],
        "Follow-ups": ["What came first?", "What came of it+ in the end+?"],
    }
    assert summary(changes) == [
        "1 question reworded",
        "follow-ups, indicators or materials of 1 question changed",
    ]


def test_how_a_question_is_handled_is_told_in_words(data):
    def handle(other):
        other["rounds"][0]["questions"][0] |= {
            "scored": False, "minutes": 8, "asker": None, "drop_order": 2, "reviewed": True,
            "type": "technical", "competency": "pricing",
        }  # fmt: skip

    assert told(changed(data, handle)) == {
        "Competency": "from Listening to Pricing",
        "Type": "from Behavioural to Technical",
        "Time": "from 6 minutes to 8 minutes",
        "Scoring": "no longer scored",
        "Who asks": "from seat 1 to anybody on the panel",
        "When time runs short": "from optional, left out as number 1 to optional, left out as "
        "number 2",
        "Review": "now reviewed",
    }


def test_spaces_that_nobody_sees_are_told_as_such(data):
    changes = changed(data, lambda other: other["rounds"][0].update(opening_script="Welcome.\n"))

    (field,) = changes.rounds[0].fields
    assert field.is_spacing


# Rounds


def test_a_round_that_is_longer_and_has_another_panel(data):
    changes = changed(
        data,
        lambda other: other["rounds"][1].update(minutes=60, panel_size=3, closing_script="Bye."),
    )

    assert told(changes) == {
        "Slot": "from 45 minutes to 60 minutes",
        "Panel": "from 2 panelists to 3 panelists",
        "Closing, read aloud": ["-Thank you-+Bye+."],
    }
    assert summary(changes) == [
        "“Panel” 15 minutes longer",
        "“Panel” with 3 panelists",
        "scripts of “Panel” changed",
    ]


def test_a_round_that_came_brings_its_questions(data):
    changes = changed(data, lambda other: other["rounds"].insert(1, round_("visit", question("v"))))

    (visit,) = changes.rounds
    assert visit.kind == "added"
    assert [change.kind for change in visit.questions] == ["added"]
    assert summary(changes) == ["1 question added", "“Visit” added"]


def test_a_round_that_went_stands_where_it_was(data):
    def without_the_first(other):
        gone = other["rounds"].pop(0)
        other["rounds"][0]["questions"].append(gone["questions"][0])

    changes = changed(data, without_the_first)

    screen, panel = changes.rounds
    assert (screen.kind, panel.kind) == ("removed", "changed")
    assert [change.question.key for change in screen.questions] == ["b", "c"]
    assert [(asked.key, name) for asked, name in screen.went] == [("a", "Panel")]
    assert panel.questions[0].move == "moved here from “Screen”"


def test_rounds_in_another_order(data):
    changes = changed(data, lambda other: other["rounds"].reverse())

    assert len([change for change in changes.rounds if change.move]) == 1
    assert summary(changes) == ["rounds in another order"]


# Competencies


def test_weights_are_told_as_shares_of_all(data):
    def weigh(other):
        other["competencies"][1]["weight"] = 2
        other["competencies"].sort(key=lambda row: -row["weight"])
        other["weights_reason"] = "Closing decides."

    changes = changed(data, weigh)

    assert [(row.name, row.share_before, row.share_after) for row in changes.weights] == [
        ("Closing", 33, 50),
        ("Listening", 33, 25),
        ("Pricing", 33, 25),
    ]
    assert [row.is_different for row in changes.weights] == [True, False, False]
    assert not changes.competencies, "another place by weight is no move"
    assert summary(changes) == ["weights changed", "reason for the weights changed"]


def test_competencies_that_came_and_went(data):
    def other_ones(other):
        other["competencies"][0] = competency("honesty", essential=True)
        for row in other["rounds"]:
            row["questions"] = [q for q in row["questions"] if q["competency"] != "listening"]

    changes = changed(data, other_ones)

    assert {(row.kind, row.competency.key) for row in changes.competencies} == {
        ("added", "honesty"),
        ("removed", "listening"),
    }
    assert {(row.name, row.before, row.after) for row in changes.weights} == {
        ("Honesty", None, 1),
        ("Listening", 1, None),
        ("Closing", 1, 1),
        ("Pricing", 1, 1),
    }
    assert "weights changed" not in summary(changes)


def test_anchors_and_essentials(data):
    def sharpen(other):
        row = other["competencies"][0]
        row["essential"] = True
        row["anchors"][1]["text"] = "Shows listening as a strong 2."

    changes = changed(data, sharpen)

    assert told(changes) == {
        "Standing": "now essential",
        "Anchor 2": ["Shows listening as a +strong +2."],
    }
    assert summary(changes) == [
        "1 competency essential or not any more",
        "anchors of 1 competency changed",
    ]


# The rest


def test_title_settings_scale_and_analysis(data):
    def rest(other):
        other["title"] = "Account executive, North"
        other["role"] |= {"level": "senior", "level_name": "Senior"}
        other["settings"]["same_panel"] = False
        other["analysis"]["on"] = ""
        other["scale"]["points"][0]["label"] = "Not seen"

    changes = changed(data, rest)

    assert told(changes) == {
        "Title": ["Account executive+, North+"],
        "Level": "from Mid-level to Senior",
        "Same panel for all candidates": "now no",
        "Date of the job analysis": "no longer 11 January 2027",
        "Number 1": ["-Label 1-", "+Not seen+", "Means 1."],
    }
    assert summary(changes) == [
        "title changed",
        "another level",
        "settings changed",
        "job analysis changed",
        "rating scale changed",
    ]


# Order

keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(keys, keys)
def test_without_the_moved_ones_the_order_is_the_same(before, after):
    moved = moved_keys(before, after)
    common = set(before) & set(after) - moved

    assert moved <= set(before) & set(after)
    assert [key for key in before if key in common] == [key for key in after if key in common]


@given(keys, st.data())
def test_taking_away_and_putting_in_moves_nothing(before, draw):
    after = [key for key in before if draw.draw(st.booleans())]
    for key in "xyz":
        after.insert(draw.draw(st.integers(0, len(after))), key)

    assert moved_keys(before, after) == set()


@given(keys, st.data())
def test_one_that_moved_is_at_most_one(before, draw):
    assume(before)
    after = list(before)
    after.insert(
        draw.draw(st.integers(0, len(after))), after.pop(draw.draw(st.integers(0, len(after) - 1)))
    )

    assert len(moved_keys(before, after)) <= 1


@given(keys, keys)
def test_merged_has_each_once_in_the_newer_order(before, after):
    result = merged(before, after)

    assert sorted(result) == sorted(set(before) | set(after))
    assert [key for key in result if key in after] == after
