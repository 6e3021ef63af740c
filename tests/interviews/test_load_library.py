"""manage.py load_library: files go in whole or not at all."""

import io
import os

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from interviews.models import Anchor, Question
from roles.models import Competency, Role, RoleCompetency
from tests.interviews.library_files import small, write

pytestmark = pytest.mark.django_db
SALES = settings.BASE_DIR / "fixtures" / "sales"


def load(*paths, **options):
    out = io.StringIO()
    call_command("load_library", *map(str, paths), stdout=out, stderr=out, **options)
    return out.getvalue()


def errors_of(*paths):
    """What the command says when it refuses; and that nothing was written."""
    out = io.StringIO()
    with pytest.raises(CommandError, match="nothing was written"):
        call_command("load_library", *map(str, paths), stdout=out, stderr=out)
    assert not Role.objects.exists()
    assert not Competency.objects.exists()
    return out.getvalue()


def test_it_creates_every_entry(tmp_path):
    said = load(write(tmp_path / "all.yaml", small()))

    assert "8 created, 0 changed, 0 unchanged." in said
    seller = Role.objects.get(slug="seller")
    assert seller.other_titles_list == ["Vendor"]
    assert [(link.target and link.target.slug, link.text) for link in seller.reports_to] == [
        ("head", ""),
        (None, "Owner, in small firms"),
    ]
    assert [(row.competency.slug, row.weight) for row in seller.role_competencies.all()] == [
        ("listening", 60),
        ("planning", 40),
    ]
    assert seller.pay_benchmarks.get().date is None
    assert Anchor.objects.count() == 6
    assert Question.objects.get(slug="background-1").competency is None


def test_a_second_run_changes_nothing_and_says_so(tmp_path):
    path = write(tmp_path / "all.yaml", small())
    load(path)
    before = list(RoleCompetency.objects.values_list("pk", flat=True))

    assert load(path) == "Nothing to change: all 8 entries are as in the files.\n"
    assert list(RoleCompetency.objects.values_list("pk", flat=True)) == before


def test_it_reports_each_changed_field(tmp_path):
    load(write(tmp_path / "all.yaml", small()))
    data = small()
    data["questions"][0]["minutes"] = 8
    data["questions"][0]["follow_ups"] = ["What did you hear?", "And then?"]
    data["competencies"][0]["anchors"]["three-point"]["general"][2] = "Does something else instead."

    said = load(write(tmp_path / "all.yaml", data))

    assert "changed  questions/listening-1" in said
    assert "minutes: 6 → 8" in said
    assert "follow_ups: ['What did you hear?'] → ['What did you hear?', 'And then?']" in said
    assert "changed  competencies/listening" in said
    assert "0 created, 2 changed, 6 unchanged." in said
    assert Question.objects.get(slug="listening-1").minutes == 8
    assert Anchor.objects.filter(text="Does something else instead.").count() == 1


def test_a_field_that_is_left_out_becomes_empty(tmp_path):
    load(write(tmp_path / "all.yaml", small()))
    data = small()
    del data["roles"][0]["other_titles"]

    load(write(tmp_path / "all.yaml", data))

    assert Role.objects.get(slug="seller").other_titles == ""


def test_a_dry_run_writes_nothing(tmp_path):
    said = load(write(tmp_path / "all.yaml", small()), dry_run=True)

    assert "nothing was written" in said
    assert "8 created" in said
    assert not Role.objects.exists()


def test_entries_may_refer_to_other_files_and_to_the_database(tmp_path):
    data = small()
    questions = {"questions": data.pop("questions")}
    folder = tmp_path / "library"
    folder.mkdir()
    write(folder / "a.yaml", questions)
    write(folder / "b.yml", data)
    load(folder)

    questions["questions"][0]["minutes"] = 9
    assert "1 changed" in load(write(tmp_path / "later.yaml", questions))


@pytest.mark.parametrize(
    ("change", "field", "wrong", "right"),
    [
        (
            lambda data: data["questions"][0].update(competency="listenin"),
            "questions[listening-1].competency",
            "There is no “listenin”.",
            "Did you mean “listening”?",
        ),
        (
            lambda data: data["roles"][0].update(family="marketing"),
            "roles[seller].family",
            "There is no “marketing”.",
            "Add it",
        ),
        (
            lambda data: data["roles"][0]["reports_to"][0].update(role="boss"),
            "roles[seller].reports_to",
            "There is no “boss”.",
            "Add it",
        ),
        (
            lambda data: data["roles"][0]["competencies"][0].update(weight=50),
            "roles[seller].competencies",
            "The weights sum to 90.",
            "sum to 100",
        ),
        (
            lambda data: data["roles"][0]["competencies"][1].update(competency="listening"),
            "roles[seller].competencies",
            "“listening” stands twice.",
            "Keep one",
        ),
        (
            lambda data: data["competencies"][0]["anchors"]["three-point"]["general"].pop(2),
            "competencies[listening].anchors.three-point.general",
            "There is no anchor for 2.",
            "Write one for each point: 1, 2, 3.",
        ),
        (
            lambda data: data["competencies"][0].pop("anchors"),
            "competencies[listening]",
            "The field “anchors” is missing.",
            "Add it",
        ),
        (
            lambda data: data["questions"][0].update(type="riddle"),
            "questions[listening-1].type",
            "“riddle” is unknown.",
            "behavioural, situational, role_play, technical, background, motivation",
        ),
        (
            lambda data: data["questions"][0].pop("competency"),
            "questions[listening-1].competency",
            "A behavioural question needs a competency.",
            "Name the competency",
        ),
        (
            lambda data: data["questions"][0].update(minutes="six"),
            "questions[listening-1].minutes",
            "Here stands text.",
            "Write a whole number from 1 to 120.",
        ),
        (
            lambda data: data["roles"][0]["pay_benchmarks"][0].update(date="2026-W05-1"),
            "roles[seller].pay_benchmarks[1].date",
            "Here stands text.",
            "Write a date such as",
        ),
        (
            lambda data: data["competencies"][0].update(definition="Reads \u202eflipped"),
            "competencies[listening].definition",
            "cannot be printed: U+202E",
            "Remove it.",
        ),
        (
            lambda data: data["questions"][0].update(minutes=6.5),
            "questions[listening-1].minutes",
            "Here stands a decimal number (6.5).",
            "whole number",
        ),
        (
            lambda data: data["questions"][0].update(minutes=1000),
            "questions[listening-1].minutes",
            "1000 is out of range.",
            "from 1 to 120",
        ),
        (
            lambda data: data["questions"][0].update(follow_ups="What?"),
            "questions[listening-1].follow_ups",
            "Here stands text.",
            "Write a list",
        ),
        (
            lambda data: data["questions"][0].update(prompt=False),
            "questions[listening-1].prompt",
            "Here stands true or false (false).",
            "put quotes around it",
        ),
        (
            lambda data: data["questions"][0].update(prompt="Bell \x07 rings"),
            "questions[listening-1].prompt",
            "cannot be printed: U+0007",
            "Remove it.",
        ),
        (
            lambda data: data["questions"][0].update(prompts="What?"),
            "questions[listening-1]",
            "The field “prompts” is unknown.",
            "The fields here are: slug,",
        ),
        (
            lambda data: data["questions"][1].update(slug="listening-1"),
            "questions[listening-1].slug",
            "The slug “listening-1” is taken by",
            "own slug",
        ),
        (
            lambda data: data["questions"][1].update(slug="two words"),
            "slug",
            "“two words” is no slug.",
            "letters, digits and hyphens",
        ),
        (
            lambda data: data["roles"][0]["pay_benchmarks"][0].update(currency="eur"),
            "roles[seller].pay_benchmarks",
            "“eur” is no currency code.",
            "three capitals",
        ),
        (
            lambda data: data["roles"][0].update(title="T" * 200),
            "roles[seller].title",
            "The text has 200 characters.",
            "at most 160",
        ),
        (
            lambda data: data.update(questions={"slug": "x"}),
            "questions",
            "Here stands a group of fields.",
            "Write a list",
        ),
        (
            lambda data: data.update(recipes=[]),
            "recipes",
            "The section “recipes” is unknown.",
            "families, scales, competencies, roles, questions",
        ),
    ],
)
def test_it_explains_what_is_wrong_and_what_would_be_right(tmp_path, change, field, wrong, right):
    data = small()
    change(data)
    path = write(tmp_path / "broken.yaml", data)

    said = errors_of(path)

    (line,) = [line for line in said.splitlines() if wrong in line]
    assert line.startswith(f"{path}, line ")
    assert f"{field}: " in line
    assert right in line


def test_the_line_is_the_line_of_the_fault(tmp_path):
    text = "families:\n- slug: sales\n  name: Sales\n- slug: other\n  name: 12\n"

    assert "broken.yaml, line 5, families[other].name:" in errors_of(
        write(tmp_path / "broken.yaml", text)
    )


def test_it_lists_every_error_of_every_file(tmp_path):
    first, second = small(), {"questions": [{"slug": "q"}]}
    first["roles"][0]["level"] = "boss"
    first["questions"][0]["minutes"] = 0
    one = write(tmp_path / "one.yaml", first)
    two = write(tmp_path / "two.yaml", second)
    three = write(tmp_path / "three.yaml", "{")

    said = errors_of(one, two, three, tmp_path / "nowhere.yaml")

    for expected in (
        "“boss” is unknown",
        "0 is out of range",
        "“type” is missing",
        "“minutes” is missing",
        "“prompt” is missing",
        "This is not YAML",
        "nowhere.yaml: The file cannot be read",
    ):
        assert expected in said


def test_an_entry_with_a_fault_is_still_known_to_those_that_refer_to_it(tmp_path):
    data = small()
    data["competencies"][0]["category"] = "odd"

    said = errors_of(write(tmp_path / "broken.yaml", data))

    assert "“odd” is unknown" in said
    assert "There is no" not in said


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("roles: [unclosed", "This is not YAML"),
        ("a: b: c", "This is not YAML"),
        ("", "The file is empty."),
        ("  \n\n", "The file is empty."),
        ("# nothing but a remark\n", "The file has only comments."),
        ("just words", "not a library file"),
        ("- a\n- list", "not a library file"),
        ("roles: []\n---\nroles: []\n", "several YAML documents"),
        ("roles:\n- slug: é\n".encode("latin-1"), "line 2: The file is not in UTF-8"),
        ("roles: []".encode("utf-16"), "not in UTF-8"),
        ("a: &a [x]\nb: *a\n", "line 2: The file uses a YAML alias (*a)."),
        ("a: " + "[" * 5000 + "]" * 5000, "nested too deeply"),
        (b"roles: \x00", "This is not YAML"),
        (b"PK\x03\x04\x00\x00", "This is not YAML"),
        ("roles: []\nroles: []\n", "The section “roles” stands twice."),
        ("families:\n- slug: a\n  slug: b\n  name: x\n", "“slug” stands twice"),
        ("roles:\n- slug: a\n  level: !foo [a]\n", "“!foo” is unknown."),
        ("questions:\n- slug: a\n  type: !!set {a}\n", "“set” is unknown."),
        ("questions:\n- slug: a\n  minutes: 010\n", "Here stands a whole number (010)."),
        ("? [a]\n: b\n", "A section has no name."),
        ("roles:\n" + "- 1\n" * 5000, "There are more than 1000 errors."),
        ("families:\n- ? [a]\n  : b\n", "Write the name of a field."),
        ("families: !!python/object:os.system {}\n", "Here stands os.system"),
        ("roles:\n", "roles: Here stands nothing."),
    ],
)
def test_a_file_that_is_no_library_is_refused_in_words(tmp_path, content, expected):
    assert expected in errors_of(write(tmp_path / "odd.yaml", content))


def test_alias_bombs_are_refused_before_they_grow(tmp_path):
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )

    assert "uses a YAML alias" in errors_of(write(tmp_path / "bomb.yaml", bomb))


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path):
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)

    assert "The file has 50.0 MB; a library file has at most 5 MB." in errors_of(path)


def test_what_is_no_ordinary_file_is_refused_unread(tmp_path):
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)

    assert "This is no ordinary file." in errors_of(pipe)


def test_a_changed_anchor_is_named_by_its_place(tmp_path):
    load(write(tmp_path / "all.yaml", small()))
    data = small()
    data["competencies"][1]["anchors"]["three-point"]["general"][3] = "Two  spaces\nand a line."

    said = load(write(tmp_path / "all.yaml", data))

    assert "anchors.three-point.general.3: Does the part of planning" in said
    assert "Nothing to change" in load(write(tmp_path / "all.yaml", data))


def test_a_folder_without_files_says_so(tmp_path):
    assert "The folder has no .yaml file." in errors_of(tmp_path)


def test_a_scale_keeps_the_points_that_anchors_stand_on(tmp_path):
    load(write(tmp_path / "all.yaml", small()))
    scale = {"scales": small()["scales"]}
    scale["scales"][0]["points"].pop()
    out = io.StringIO()

    with pytest.raises(CommandError):
        call_command("load_library", write(tmp_path / "s.yaml", scale), stdout=out, stderr=out)

    assert "A point is left out that has anchors: listening, planning." in out.getvalue()


def test_a_point_without_anchors_may_go(tmp_path):
    data = small()
    del data["competencies"], data["roles"], data["questions"]
    load(write(tmp_path / "all.yaml", data))
    data["scales"][0]["points"].pop()

    assert "points: " in load(write(tmp_path / "all.yaml", data))


def test_the_sales_library_loads_whole(tmp_path):
    said = load(SALES)

    assert "0 changed, 0 unchanged." in said
    assert Role.objects.count() == 11
    assert Role.objects.get(slug="sales-manager").pay_benchmarks.get().amount == 83778
    assert Role.objects.get(slug="agency-account-executive").pay_benchmarks.get().amount == 73872
    assert "Director of Sales" in Role.objects.get(slug="sales-director").other_titles_list
    overridden = Anchor.objects.exclude(level="").values("competency").distinct().count()
    assert overridden >= 2
