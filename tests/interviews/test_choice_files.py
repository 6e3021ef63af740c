"""The rules of “Which role do we need?” in library files: in, out, and what is wrong with them."""

import io

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.library import dump, load, reader
from roles.models import ChoiceAnswer, ChoiceQuestion, ChoiceSign, JobFamily
from tests import factories
from tests.interviews.library_files import write
from tests.roles.choices import SALES, ask

pytestmark = pytest.mark.django_db


def rules():
    """Two questions, the second asked first."""

    def sign(**values):
        return {"points": 3, "field": "scope", "words": "own quota", **values}

    return {
        "families": [{"slug": "sales", "name": "Sales"}],
        "choices": [
            {
                "slug": "people",
                "family": "sales",
                "position": 2,
                "text": "How many people?",
                "help": "Count direct reports.",
                "answers": [
                    {"text": "None", "signs": [sign(), sign(points=-1, words="team")]},
                    {"text": "Some"},
                ],
            },
            {
                "slug": "task",
                "family": "sales",
                "position": 1,
                "text": "What for?",
                "answers": [{"text": "Sell", "signs": [sign()]}, {"text": "Lead"}],
            },
        ],
    }


def run(path, **options):
    out = io.StringIO()
    call_command("load_library", str(path), stdout=out, stderr=out, **options)
    return out.getvalue()


def test_rules_are_loaded_in_their_order(tmp_path):
    said = run(write(tmp_path / "rules.yaml", rules()))

    assert "3 created, 0 changed, 0 unchanged." in said
    assert "created  choices/people" in said
    assert [row.slug for row in JobFamily.objects.get().choice_questions.all()] == [
        "task",
        "people",
    ]
    people = ChoiceQuestion.objects.get(slug="people")
    assert people.help == "Count direct reports."
    assert [answer.text for answer in people.answers.all()] == ["None", "Some"]
    assert [str(sign) for sign in people.answers.first().signs.all()] == [
        "+3 scope of authority: own quota",
        "-1 scope of authority: team",
    ]


def test_a_second_load_changes_nothing_and_keeps_the_rows(tmp_path):
    path = write(tmp_path / "rules.yaml", rules())
    run(path)
    before = set(ChoiceSign.objects.values_list("pk", flat=True))

    assert run(path) == "Nothing to change: all 3 entries are as in the files.\n"
    assert set(ChoiceSign.objects.values_list("pk", flat=True)) == before


def test_the_preview_names_the_sign_that_changes(tmp_path):
    run(write(tmp_path / "rules.yaml", rules()))
    data = rules()
    data["choices"][0]["answers"][0]["signs"][1]["points"] = -2
    data["choices"][1]["position"] = 3

    said = run(write(tmp_path / "rules.yaml", data), dry_run=True)

    assert "answers[1].signs[2].points: -1 → -2" in said
    assert "position: 1 → 3" in said
    assert "0 created, 2 changed, 1 unchanged." in said
    assert ChoiceSign.objects.filter(points=-1).exists()


def test_one_question_alone_leaves_the_others_in_their_places(tmp_path):
    run(write(tmp_path / "rules.yaml", rules()))
    data = {"choices": rules()["choices"][:1]}
    data["choices"][0]["text"] = "How many?"

    assert "0 created, 1 changed, 0 unchanged." in run(write(tmp_path / "one.yaml", data))
    assert [row.text for row in ChoiceQuestion.objects.all()] == ["What for?", "How many?"]


def test_answers_left_out_go_and_others_come(tmp_path):
    run(write(tmp_path / "rules.yaml", rules()))
    data = rules()
    data["choices"][1]["answers"] = [{"text": "Teach"}, {"text": "Lead"}, {"text": "Sell"}]

    run(write(tmp_path / "rules.yaml", data))

    task = ChoiceQuestion.objects.get(slug="task")
    assert [answer.text for answer in task.answers.all()] == ["Teach", "Lead", "Sell"]
    assert not ChoiceSign.objects.filter(answer__question=task).exists()


def answers_of(data, number=0):
    return data["choices"][number]["answers"]


@pytest.mark.parametrize(
    ("change", "line", "field", "wrong", "right"),
    [
        (
            lambda data: data["choices"][0].update(family="sale"),
            6,
            "choices[people].family",
            "There is no “sale”.",
            "Did you mean “sales”?",
        ),
        (
            lambda data: data["choices"][0].pop("answers"),
            5,
            "choices[people]",
            "The field “answers” is missing.",
            "Add it to this entry.",
        ),
        (
            lambda data: data["choices"][0].update(answers=[]),
            10,
            "choices[people].answers",
            "A question needs at least two answers.",
            "Add the missing ones.",
        ),
        (
            lambda data: answers_of(data).pop(),
            11,
            "choices[people].answers",
            "A question needs at least two answers.",
            "Add the missing ones.",
        ),
        (
            lambda data: answers_of(data)[1].update(text="None"),
            19,
            "choices[people].answers",
            "“None” stands twice.",
            "Keep one of the two.",
        ),
        (
            lambda data: answers_of(data)[0]["signs"][1].update(words="own quota"),
            16,
            "choices[people].answers[1].signs",
            "“own quota” stands twice.",
            "Keep one of the two.",
        ),
        (
            lambda data: answers_of(data)[0]["signs"][0].update(points=0),
            13,
            "choices[people].answers[1].signs[1].points",
            "0 points say nothing.",
            "Write 1 to 3 for a role, or -1 to -3 against it.",
        ),
        (
            lambda data: answers_of(data)[0]["signs"][0].update(points=4),
            13,
            "choices[people].answers[1].signs[1].points",
            "4 is out of range.",
            "Write a whole number from -3 to 3.",
        ),
        (
            lambda data: answers_of(data)[0]["signs"][0].update(field="salary"),
            14,
            "choices[people].answers[1].signs[1].field",
            "“salary” is unknown.",
            "Write one of: summary, scope, distinctions,",
        ),
        (
            lambda data: answers_of(data)[0]["signs"][0].update(words=" "),
            15,
            "choices[people].answers[1].signs[1].words",
            "There is an empty entry.",
            "Write something, or remove it.",
        ),
        (
            lambda data: data["choices"][0].update(position=-1),
            7,
            "choices[people].position",
            "-1 is out of range.",
            "from 0 to 32767",
        ),
        (
            lambda data: data["choices"][0].update(text="T" * 241),
            8,
            "choices[people].text",
            "The text has 241 characters.",
            "at most 240",
        ),
        (
            lambda data: data["choices"][1].update(slug="people"),
            20,
            "choices[people].slug",
            "The slug “people” is taken by",
            "own slug",
        ),
    ],
)
def test_it_explains_what_is_wrong_and_what_would_be_right(
    tmp_path, change, line, field, wrong, right
):
    data = rules()
    change(data)
    out = io.StringIO()

    with pytest.raises(CommandError, match=r"1 error found; nothing was written\."):
        call_command(
            "load_library", str(write(tmp_path / "bad.yaml", data)), stdout=out, stderr=out
        )

    said = out.getvalue()
    assert f"bad.yaml, line {line}, {field}: {wrong}" in said
    assert right in said
    assert not ChoiceQuestion.objects.exists()


def test_the_dump_goes_family_by_family_in_the_order_of_the_questions(tmp_path):
    service = factories.FamilyFactory(slug="after-sales", name="After sales")
    ask("b", {"One": [(2, "scope", "x")], "Two": []}, position=1, help="Two\nlines.")
    ask("a", {"One": [], "Two": []}, position=2)
    ask("z", {"One": [], "Two": []}, family=service, position=9)

    dump.dump(tmp_path)

    text = (tmp_path / "choices.yaml").read_text()
    assert [line.split()[-1] for line in text.splitlines() if "slug:" in line] == ["z", "b", "a"]
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    JobFamily.objects.all().delete()
    assert load.load(reader.sources_at([tmp_path])).is_clean
    dump.dump(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_shipped_rules_are_in_dumped_form(tmp_path):
    assert load.load(reader.sources_at([SALES])).is_clean

    dump.dump(tmp_path)

    assert (tmp_path / "choices.yaml").read_bytes() == (SALES / "choices.yaml").read_bytes()


# What the admin and a file can both hold: one line, something on it, nothing unprintable.
LINE = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), include_characters=" "),
    min_size=1,
    max_size=30,
).filter(lambda text: text == text.strip() and text)
SIGN = st.fixed_dictionaries(
    {
        "points": st.sampled_from([-3, -2, -1, 1, 2, 3]),
        "field": st.sampled_from(ChoiceSign.Field.values),
        "words": LINE,
    }
)
ANSWER = st.fixed_dictionaries(
    {
        "text": LINE,
        "signs": st.lists(SIGN, max_size=3, unique_by=lambda s: (s["field"], s["words"])),
    }
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    answers=st.lists(ANSWER, min_size=2, max_size=4, unique_by=lambda answer: answer["text"]),
    text=LINE,
    position=st.integers(0, 32767),
)
def test_whatever_is_kept_comes_back_from_its_dump(tmp_path, answers, text, position):
    JobFamily.objects.all().delete()
    question = ask(
        "q",
        {
            answer["text"]: [(s["points"], s["field"], s["words"]) for s in answer["signs"]]
            for answer in answers
        },
        text=text,
        position=position,
    )
    before = question.as_rule()
    dump.dump(tmp_path)
    said = load.check(reader.sources_at([tmp_path]))
    assert said.changes_nothing, (said.problems, said.changes)
    JobFamily.objects.all().delete()
    assert not ChoiceAnswer.objects.exists()

    assert load.load(reader.sources_at([tmp_path])).is_clean

    back = ChoiceQuestion.objects.get()
    assert (back.as_rule(), back.position) == (before, position)
