"""A spreadsheet of questions: hand it in, look at what it would do, write it."""

import html
import re

import pytest
from django.urls import reverse

from interviews.models import ImportFile, Question
from interviews.wording import SILENCE
from tests import factories
from tests.admin.importing import (
    ADD,
    CHANGE,
    act,
    hand_in,
    last,
    page_of,
    question,
    sheet_of,
    write,
)
from tests.conftest import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def discovery(db):
    return factories.CompetencyFactory(slug="discovery", name="Discovery")


@pytest.fixture
def desk(as_, libby, discovery):
    """libby's client; the library has one competency."""
    return as_(libby)


def test_every_row_is_previewed_before_anything_is_written(desk):
    response = hand_in(desk, sheet_of(question(1), question(2), question(3, Type="Riddle")))

    assert "<b>2</b> new, <b>0</b> changed, <b>0</b> unchanged, <b>1</b> refused." in response.text
    assert "Write the 2 good rows" in response.text
    assert "“Riddle” is unknown. Write one of: Behavioural" in response.text
    assert not Question.objects.exists()
    assert last().handed_in_by.username == "libby"


def test_writing_makes_drafts_with_their_history_and_steps(desk, libby):
    role = factories.RoleFactory(slug="seller")
    hand_in(desk, sheet_of(question(1, **{"Roles it fits": "seller", "Levels": "mid; Senior"})))

    response = write(desk, last())

    made = Question.objects.get(slug="new-1")
    assert made.state == "draft"
    assert (made.minutes, made.levels, made.language) == (7, "mid\nsenior", "en")
    assert [(step.state, step.by) for step in made.steps.all()] == [("draft", libby)]
    version = made.history.get()
    assert (version.history_user, version.history_type) == (libby, "+")
    assert version.history_change_reason == "Imported from “bank.csv”."
    assert [kept.role for kept in version.roles.all()] == [role] == list(made.roles.all())
    assert "Written: 1 new row." in response.text
    assert "send them to review" in response.text


def test_new_questions_can_go_straight_to_review(desk):
    hand_in(desk, sheet_of(question(1)))

    write(desk, last(), to_review="1")

    made = Question.objects.get()
    assert made.state == "in_review"
    assert {step.state for step in made.steps.all()} == {"draft", "in_review"}


def test_the_report_leads_to_what_was_written(desk):
    factories.QuestionFactory(prompt="Another one")
    hand_in(desk, sheet_of(question(1)))
    response = write(desk, last())

    address = re.search(r'href="([^"]+\?import=\d+)"', response.text)[1]
    listed = desk.get(address).context["cl"].queryset

    assert [row.slug for row in listed] == ["new-1"]


def test_a_changed_wording_is_shown_word_by_word_and_goes_to_review(desk, libby, discovery):
    there = factories.QuestionFactory(
        slug="new-1", competency=discovery, prompt="What did you try?", minutes=7
    )
    changed = {"slug": "new-1", "prompt": "What did you achieve?"}

    response = hand_in(desk, sheet_of(changed))
    assert "<del>" in response.text
    assert re.search(r"<ins>.*achieve</ins>", response.text)
    write(desk, last())

    there.refresh_from_db()
    assert (there.prompt, there.minutes, there.state) == ("What did you achieve?", 7, "in_review")
    assert there.steps.get().by == libby
    assert there.history.first().history_user == libby


def test_a_change_that_no_candidate_hears_leaves_it_approved(desk):
    there = factories.QuestionFactory(slug="new-1")
    hand_in(desk, sheet_of({"slug": "new-1", "minutes": "9"}))

    write(desk, last())

    there.refresh_from_db()
    assert (there.minutes, there.state) == (9, "approved")
    assert not there.steps.exists()


def test_rows_without_a_slug_are_known_by_their_prompt_and_get_a_slug(desk):
    there = factories.QuestionFactory(prompt="What did you try first?", minutes=5)
    rows = [
        question(n, Slug="", Prompt=p) for n, p in enumerate([there.prompt, "Why us?", "为什么"])
    ]

    hand_in(desk, sheet_of(*rows))
    write(desk, last())

    there.refresh_from_db()
    assert there.minutes == 7
    assert set(Question.objects.values_list("slug", flat=True)) == {
        there.slug,
        "why-us",
        "questions",
    }


def test_twins_in_one_file_are_refused(desk):
    response = hand_in(desk, sheet_of(question(1, Slug=""), question(1, Slug="")))

    assert "Row 2 is about the same. Change this one, or leave it out." in response.text
    assert "Write the 1 good row" in response.text


def test_a_slug_given_twice_is_named_as_that(desk):
    response = hand_in(desk, sheet_of(question(1), question(2, Slug="new-1")))

    assert "Row 2 has this slug too. Write another, or leave this row out." in response.text


def test_the_example_row_and_unknown_columns_are_named(desk):
    example = question(1, Slug="example-discovery-1")

    response = hand_in(desk, sheet_of(example, question(2, Owner="ana")))

    assert "The example row of the template was left out." in response.text
    assert "This column is not known and was not read: “Owner”." in response.text
    assert last().rows.count() == 1


def test_the_heaviest_advice_on_a_row_stands_first(desk):
    text = hand_in(desk, sheet_of(question(1, Prompt="Are you planning to have children?"))).text

    assert 0 < text.index("Do not ask this") < text.index("Hint:")


def test_questions_alike_and_advice_on_wording_stand_beside_a_row(desk):
    there = factories.QuestionFactory(prompt="Tell me about customer 8 whom you won back.")
    risky = "How old are you, and are you married?"

    hand_in(desk, sheet_of(question(1), question(2, Prompt=risky)))

    alike = page_of(desk, last(), "?show=alike").text
    assert reverse("admin:interviews_question_change", args=[there.pk]) in alike
    advised = page_of(desk, last(), "?show=advised").text
    assert "Do not ask this:" in advised
    assert "are you married" in advised
    assert "No advice" in advised  # silence is no clearance


def test_rows_without_advice_say_that_silence_is_no_clearance(desk):
    harmless = hand_in(desk, sheet_of(question(1)))

    assert not last().counts()["advised"]
    assert str(SILENCE) in html.unescape(harmless.text)


def test_what_was_not_previewed_is_not_written(desk, discovery):
    there = factories.QuestionFactory(slug="new-1", competency=discovery)
    hand_in(desk, sheet_of({"slug": "new-1", "minutes": "9"}))
    Question.objects.filter(pk=there.pk).update(minutes=12)

    response = write(desk, last())

    assert "The library has changed since you looked, so nothing was written." in response.text
    assert re.search(r"<del>.*12</del>", response.text)
    assert Question.objects.get().minutes == 12
    write(desk, last())
    assert Question.objects.get().minutes == 9


def test_it_is_written_once(desk):
    hand_in(desk, sheet_of(question(1)))
    seen = last().fingerprint
    act(desk, "write", last(), {"seen": seen})

    response = act(desk, "write", last(), {"seen": seen})

    assert "This file has been written already." in response.text
    assert Question.objects.get().history.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("bank.csv", b"", "The submitted file is empty."),
        ("bank.doc", b"Prompt\nx\n", "cannot be read. Hand in an .xlsx"),
        ("bank.csv", b"Title,Weight,Job family\na,1,b\n", "Choose that kind"),
        ("bank.csv", b"Slug,Prompt\nexample-discovery-1,x\n", "only the example row"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_on_the_form(desk, name, data, expected):
    response = hand_in(desk, data, name=name)

    assert expected in response.text
    assert not ImportFile.objects.exists()


def test_the_preview_takes_as_many_queries_for_one_row_as_for_many(desk, django_assert_num_queries):
    for count in (1, 60):
        hand_in(desk, sheet_of(*[question(n, Minutes="soon") for n in range(count)]))
        address = reverse(CHANGE, args=[last().pk])
        with django_assert_num_queries(15):
            desk.get(address)


def test_it_is_for_library_admins(as_, client, desk, ana, zoe, hana):
    hand_in(desk, sheet_of(question(1)))
    file = last()
    pages = [reverse(ADD), reverse(CHANGE, args=[file.pk])]
    pages += [
        reverse(f"admin:interviews_importfile_{name}", args=[file.pk])
        for name in ("check", "mend", "write", "refused", "progress")
    ]
    pages += [
        reverse(f"admin:interviews_importfile_{name}") + "?kind=questions&format=csv"
        for name in ("export", "template")
    ]

    for page in pages:
        for visitor in (client, as_(ana), as_(zoe), as_(hana)):
            assert visitor.get(page).status_code == 302  # to the admin's login
    clerk = as_(staff("clerk", "view_role"))
    for page in pages:
        post = clerk.post if page.endswith(("check/", "mend/", "write/")) else clerk.get
        hidden = page.endswith("progress/")  # among the files of others, it is none
        assert post(page).status_code == (404 if hidden else 403)
    assert not Question.objects.exists()


def test_who_may_not_change_questions_may_not_import_them(as_):
    partly = as_(staff("partly", "add_importfile", "add_role", "change_role", "view_role"))

    assert partly.get(reverse(ADD)).status_code == 403


@pytest.mark.parametrize("name", ["check", "mend", "write"])
def test_get_does_nothing(desk, name):
    hand_in(desk, sheet_of(question(1)))

    address = reverse(f"admin:interviews_importfile_{name}", args=[last().pk])

    assert desk.get(address).status_code == 405


def test_who_handed_a_file_in_and_wrote_it_stands_there_by_name(desk):
    hand_in(desk, sheet_of(question(1)))
    text = write(desk, last()).text

    assert "by Libby Example." in text
    assert text.count("by Libby Example.") == 2
