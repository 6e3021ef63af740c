"""Refused rows: mended on the page, left out, or taken away with the reasons."""

import pytest
from django.urls import reverse

from interviews.models import Question
from interviews.spreadsheets import reading
from interviews.spreadsheets.kinds import QUESTIONS
from tests import factories
from tests.admin.importing import act, hand_in, last, mend, page_of, question, sheet_of, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(as_, libby):
    factories.CompetencyFactory(slug="discovery", name="Needs discovery")
    return as_(libby)


@pytest.mark.parametrize(
    ("changes", "key", "expected"),
    [
        ({"Type": "Riddle"}, "type", "Write one of: Behavioural, Situational"),
        ({"Type": ""}, "type", "This is needed. Fill it in."),
        ({"Minutes": "a quarter"}, "minutes", "Write a whole number from 1 to 120."),
        ({"Minutes": "900"}, "minutes", "Write a whole number from 1 to 120."),
        ({"Competency": "Discovry"}, "competency", "Perhaps: Needs discovery."),
        ({"Competency": ""}, "competency", "Choose the competency that this question asks about"),
        ({"Prompt": ""}, "prompt", "This is needed. Fill it in."),
        ({"Prompt": "#REF!"}, "prompt", "The spreadsheet has the error #REF! here."),
        ({"Prompt": "bell \a"}, "prompt", "Remove the character U+0007"),
        ({"Slug": "a b"}, "slug", "is no slug"),
        ({"Source": "x" * 201}, "source", "at most 200 characters"),
        ({"Roles it fits": "wizard"}, "roles", "It has none at all yet: add it first."),
        ({"Levels": "mid, wizard"}, "levels", "“wizard” is unknown."),
    ],
)
def test_a_faulty_cell_says_what_to_do(desk, changes, key, expected):
    response = hand_in(desk, sheet_of(question(1, **changes)))

    (fault,) = last().rows.get().faults
    assert fault[0] == key
    assert expected in fault[1]
    assert f'name="cell-{last().rows.get().pk}-{key}"' in response.text
    assert "Nothing can be written yet." in response.text


def test_a_row_can_be_mended_on_the_page(desk):
    hand_in(desk, sheet_of(question(1, Type="Riddle", Minutes="soon"), question(2)))

    response = mend(desk, last(), 2, type="Situational", minutes="8")

    assert "Checked again. No row is refused any more." in response.text
    assert "Write the 2 good rows" in response.text
    write(desk, last())
    assert Question.objects.get(slug="new-1").minutes == 8


def test_where_no_row_is_refused_any_more_the_page_shows_those_to_write(desk):
    hand_in(desk, sheet_of(question(1, Type="Riddle"), question(2)))
    mend(desk, last(), 2, type="Situational")

    text = page_of(desk, last(), "?show=refused").text

    assert '<a href="?show=all" aria-current="page">' in text
    assert "customer 1" in text


def test_a_file_of_what_the_library_holds_already_shows_its_rows(desk):
    hand_in(desk, sheet_of(question(1)))
    write(desk, last())

    text = hand_in(desk, sheet_of(question(1))).text

    assert '<a href="?show=unchanged" aria-current="page">' in text
    assert "customer 1" in text


def test_what_no_page_would_send_does_no_harm(desk):
    hand_in(desk, sheet_of(question(1, Type="Riddle")))
    file, huge = last(), "9" * 20
    row = file.rows.get()
    wrong = {"left_out": [huge, "x"], "everywhere": f"{huge}-type", f"cell-{huge}-type": "x"}

    act(desk, "mend", file, {"shown": [row.pk, huge], f"cell-{row.pk}-prompt": "a\0b", **wrong})

    row.refresh_from_db()
    assert row.cells["prompt"] == "a\N{REPLACEMENT CHARACTER}b"
    assert page_of(desk, file, f"?p={huge}").status_code == 200
    assert (
        desk.get(reverse("admin:interviews_question_changelist"), {"import": huge}).status_code
        == 200
    )


def test_what_is_still_wrong_is_said_and_nothing_is_lost(desk):
    hand_in(desk, sheet_of(question(1, Type="Riddle")))

    response = mend(desk, last(), 2, type="Rhyme")

    assert "Checked again. 1 row is still refused." in response.text
    assert 'value="Rhyme"' in response.text
    assert "“Rhyme” is unknown." in response.text


def test_one_cure_can_serve_all_rows_with_the_same_fault(desk):
    rows = [question(n, Competency="Discovry") for n in range(5)]
    page = hand_in(desk, sheet_of(*rows, question(9, Competency="Other"))).text
    first = last().rows.first()
    assert "Write the same in 4 other rows with this cell" in page

    key = f"{first.pk}-competency"
    data = {"shown": first.pk, f"cell-{key}": "discovery", "everywhere": key}
    response = act(desk, "mend", last(), data)

    assert "Checked again. 1 row is still refused." in response.text
    assert "Write the 5 good rows" in response.text


def test_one_cure_leaves_what_was_mended_in_another_row_of_the_page(desk):
    hand_in(desk, sheet_of(*[question(n, Competency="Discovry") for n in range(3)]))
    first, second, third = last().rows.all()
    data = {"shown": [first.pk, second.pk, third.pk], "everywhere": f"{first.pk}-competency"}
    typed = {first: "discovery", second: "Discovry", third: "Discoverie"}
    cells = {f"cell-{row.pk}-competency": text for row, text in typed.items()}

    response = act(desk, "mend", last(), data | cells)

    assert "Checked again. 1 row is still refused." in response.text
    assert 'value="Discoverie"' in response.text


def test_a_row_can_be_left_out_and_taken_in_again(desk):
    hand_in(desk, sheet_of(question(1), question(2)))
    row = last().rows.first()

    response = act(desk, "mend", last(), {"shown": row.pk, "left_out": row.pk})
    assert "Write the 1 good row" in response.text
    response = act(desk, "mend", last(), {"shown": row.pk})
    assert "Write the 2 good rows" in response.text


def test_leaving_out_one_of_two_twins_frees_the_other(desk):
    hand_in(desk, sheet_of(question(1), question(1)))
    first = last().rows.first()

    act(desk, "mend", last(), {"shown": first.pk, "left_out": first.pk})

    assert last().counts()["refused"] == 0
    assert last().counts()["new"] == 1


def test_good_rows_can_be_written_without_the_refused_ones(desk):
    hand_in(desk, sheet_of(question(1), question(2, Type="Riddle")))

    response = write(desk, last())

    assert [row.slug for row in Question.objects.all()] == ["new-1"]
    assert "Download the refused rows, with the reasons" in response.text


@pytest.mark.parametrize("name", ["bank.csv", "bank.json"])
def test_refused_rows_can_be_taken_away_and_handed_in_again(desk, name):
    data = sheet_of(question(1), question(2, Type="Riddle"))
    if name.endswith("json"):
        data = b'[{"prompt": "a", "type": "Riddle", "competency": "discovery"}]'
    hand_in(desk, data, name=name)

    response = desk.get(reverse("admin:interviews_importfile_refused", args=[last().pk]))

    assert "bank-refused" in response["Content-Disposition"]
    _format, table = reading.read(name, response.content)
    (row,) = reading.cells_of(table, QUESTIONS)
    assert row["what_is_wrong"].startswith("Type: “Riddle” is unknown.")
    assert row["type"] == "Riddle"
    again = hand_in(desk, response.content, name=name)
    assert "<b>0</b> new" in again.text
    assert "not known" not in again.text


def test_rows_that_somebody_else_mended_meanwhile_are_looked_at_again(desk):
    hand_in(desk, sheet_of(question(1), question(2, Type="Riddle")))
    seen = last().fingerprint
    mend(desk, last(), 3, type="Situational")

    response = act(desk, "write", last(), {"seen": seen})

    assert "Somebody changed these rows since you looked." in response.text
    assert not Question.objects.exists()


def test_cells_of_other_imports_are_left_alone(desk):
    hand_in(desk, sheet_of(question(1, Type="Riddle")))
    other = last().rows.get()
    hand_in(desk, sheet_of(question(2)))

    data = {"shown": other.pk, f"cell-{other.pk}-type": "Situational", "left_out": other.pk}
    act(desk, "mend", last(), data)

    other.refresh_from_db()
    assert other.cells["type"] == "Riddle"
    assert not other.left_out


def test_a_page_that_is_not_there_shows_the_last_one(desk):
    hand_in(desk, sheet_of(*[question(n) for n in range(60)]))

    assert "Page 2 of 2" in page_of(desk, last(), "?show=new&p=9").text
    assert "Page 1 of 2" in page_of(desk, last(), "?show=nonsense&p=x").text
