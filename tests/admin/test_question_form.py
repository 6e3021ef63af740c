"""Writing a question in the admin: the form, what saving does, and two people at once."""

import pytest
from django.urls import reverse

from interviews.models import Question
from roles.models import Role
from tests import factories
from tests.admin.forms import Form
from tests.conftest import person, staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

ADD = "/admin/interviews/question/add/"


def change(question):
    return reverse("admin:interviews_question_change", args=[question.pk])


def fresh(question):
    return Question.objects.get(pk=question.pk)


@pytest.fixture
def lena():
    return person("lena", "Library admins", is_staff=True)


@pytest.fixture
def question():
    return factories.QuestionFactory(
        slug="first", prompt="Tell me about a deal that you lost. What did you learn?"
    )


# A new one


def test_a_new_question_is_a_draft_and_gets_its_slug_from_the_prompt(as_, libby):
    role = factories.RoleFactory()
    competency = factories.CompetencyFactory()
    client = as_(libby)
    form = Form(client.get(ADD)).fill(
        prompt="Walk me through a forecast\r\nthat you got wrong.",
        type="behavioural",
        competency=str(competency.pk),
        minutes="8",
        follow_ups="Why?\r\n\r\n  What then?  ",
        levels=["mid", "senior"],
        roles=[str(role.pk)],
    )

    response = form.save(client, _continue="Save as draft")

    question = Question.objects.get()
    assert response.url == change(question)
    assert question.state == "draft"
    assert question.steps.get().by == libby
    assert question.slug == "walk-me-through-a-forecast-that-you-got-wrong"
    assert question.prompt == "Walk me through a forecast\nthat you got wrong."
    assert question.follow_ups_list == ["Why?", "What then?"]
    assert question.levels.split() == ["mid", "senior"]
    assert (question.language, question.minutes) == ("en", 8)
    assert list(question.roles.all()) == [role]


def test_a_slug_that_is_taken_gets_a_number(as_, libby):
    factories.QuestionFactory(slug="why-do-you-ask", prompt="Something else entirely, at length.")
    factories.QuestionFactory(slug="why-do-you-ask-2", prompt="And another thing, at more length.")
    client = as_(libby)
    form = Form(client.get(ADD)).fill(prompt="Why do you ask?", type="motivation")

    form.save(client)

    assert Question.objects.filter(slug="why-do-you-ask-3", prompt="Why do you ask?").exists()


def test_bad_input_says_what_to_do_and_loses_nothing(as_, libby):
    client = as_(libby)
    form = Form(client.get(ADD)).fill(
        prompt="Tell me about a plan.", type="behavioural", minutes="0", red_flags="Blames\nGuesses"
    )

    response = form.save(client)

    page = Page(response)
    assert "Choose the competency that this question asks about" in page.text
    assert "Give the time for the answer, from 1 to 120 minutes." in page.text
    again = Form(response).data
    assert again["prompt"] == "Tell me about a plan."
    assert again["red_flags"].splitlines() == ["Blames", "Guesses"]
    assert not Question.objects.exists()


# The form


def test_a_text_of_endless_length_is_refused_and_says_how_long_it_may_be(as_, libby, question):
    client = as_(libby)
    form = Form(client.get(change(question))).fill(
        prompt="Go on. " * 3000, follow_ups="Why?\n" * 101
    )

    response = form.save(client)

    assert "This has 20999 characters. Shorten it to 20000." in response.text
    assert "This has 101 lines. Keep the 100 that matter." in response.text
    assert fresh(question).prompt == question.prompt


def test_each_box_has_a_name_and_each_group_a_heading(as_, libby):
    factories.RoleFactory(family=factories.FamilyFactory(slug="care", name="Care"))
    factories.RoleFactory()
    page = Page(as_(libby).get(ADD))

    labelled = {a.get("for") for tag, a in page.elements if tag == "label"}
    boxes = [
        a
        for tag, a in page.elements
        if tag in ("textarea", "select") or (tag == "input" and a.get("type") in ("text", "number"))
    ]
    assert [box["id"] for box in boxes if box["id"] not in labelled and "toggle" not in box["id"]
            and box["id"] != "nav-filter"] == []  # fmt: skip
    groups = [a for _tag, a in page.elements if a.get("role") == "group"]
    headings = {a["id"] for tag, a in page.elements if tag == "p" and "id" in a}
    assert len(groups) == 2
    assert {group["aria-labelledby"] for group in groups} <= headings
    assert page.against_the_policy() == []


def test_the_number_of_entries_stands_beside_a_list(as_, libby, question):
    page = Page(as_(libby).get(change(question)))
    assert page.text.count("2 entries") == 3


def test_rarely_used_fields_show_at_once_where_they_say_something(as_, libby, question):
    client = as_(libby)

    def opens():
        page = Page(client.get(change(question)))
        tags = page.elements
        (fold,) = [
            tags[at - 1][1] for at, (tag, _a) in enumerate(tags) if tag == "summary"
            if tags[at + 1][1].get("class") == "fieldset-heading"
        ]  # fmt: skip
        return "open" in fold

    assert not opens()
    Question.objects.update(materials="You play the buyer.")
    assert opens()


def test_a_language_that_is_no_choice_is_kept(as_, libby, question):
    Question.objects.update(language="gsw")
    client = as_(libby)
    form = Form(client.get(change(question))).fill(minutes="9")
    assert form.data["language"] == "gsw"

    form.save(client)

    assert (fresh(question).language, fresh(question).minutes) == ("gsw", 9)


def test_the_slug_is_fixed_once_a_kit_asks_it(as_, libby, question):
    client = as_(libby)
    form = Form(client.get(change(question))).fill(slug="renamed")
    form.save(client)
    assert fresh(question).slug == "renamed"

    factories.KitQuestionFactory(question=question)
    response = client.get(change(question))
    (slug,) = [a for _tag, a in Page(response).elements if a.get("name") == "slug"]
    assert "disabled" in slug
    client.post(change(question), Form(response).data | {"slug": "again", "_save": "Save"})
    assert fresh(question).slug == "renamed"


# Saving a change


def test_a_changed_wording_goes_back_to_review_with_the_comment(as_, libby, question):
    client = as_(libby)
    response = client.get(change(question))
    assert "sends it back to review" in Page(response).text
    form = Form(response).fill(
        prompt="Tell me about a deal that you won.", comment="Kinder to begin with"
    )

    response = form.save(client)

    question.refresh_from_db()
    assert question.state == "in_review"
    assert "went back to review" in Page(client.get(response.url)).text
    newest = question.history.first()
    assert (newest.history_change_reason, newest.history_user) == ("Kinder to begin with", libby)
    assert question.steps.get().by == libby


def test_what_no_candidate_hears_leaves_the_approval(as_, libby, question):
    client = as_(libby)
    Form(client.get(change(question))).fill(minutes="12", levels=["lead"]).save(client)
    assert (fresh(question).state, fresh(question).minutes) == ("approved", 12)


def test_saving_without_a_change_makes_no_version(as_, libby, question):
    Question.objects.update(follow_ups="One\nTwo", materials="A brief\nof two lines")
    client = as_(libby)
    form = Form(client.get(change(question)))
    for name in ("follow_ups", "materials"):
        form.data[name] = form.data[name].replace("\n", "\r\n")  # as browsers send it
    before = question.history.count()

    assert form.save(client).status_code == 302

    assert question.history.count() == before
    assert fresh(question).state == "approved"


# Two people at once


@pytest.fixture
def two_at_once(as_, libby, lena, question):
    """libby has the form open; lena saves another prompt and other minutes meanwhile."""
    client = as_(libby)
    mine = Form(client.get(change(question)))
    hers = as_(lena)
    other = Form(hers.get(change(question)))
    other.fill(prompt="Tell me about a deal that you kept.", minutes="11", comment="Shorter")
    assert other.save(hers).status_code == 302
    return client, mine


def test_a_stale_form_writes_nothing_and_shows_both_versions(two_at_once, question):
    client, mine = two_at_once
    mine.fill(prompt="Tell me about a deal that you dropped.", red_flags="Blames others")

    response = mine.save(client)

    page = Page(response)
    assert fresh(question).prompt == "Tell me about a deal that you kept."
    assert "Nothing was saved" in page.text
    assert "Lena Example saved it" in page.text
    assert "“Shorter”" in page.text
    assert "<del>" in response.text
    assert "Tell me about a deal that you kept." in page.text
    again = Form(response).data
    assert again["prompt"] == "Tell me about a deal that you dropped."
    assert again["red_flags"] == "Blames others"
    assert again["theirs"] == ["minutes"]  # what libby never touched


def test_saving_again_writes_what_was_chosen(two_at_once, question):
    client, mine = two_at_once
    mine.fill(prompt="Tell me about a deal that you dropped.", red_flags="Blames others")
    again = Form(mine.save(client))

    assert again.save(client).status_code == 302

    question.refresh_from_db()
    assert question.prompt == "Tell me about a deal that you dropped."
    assert question.red_flags == "Blames others"
    assert question.minutes == 11


def test_the_saved_version_of_a_field_can_stay(two_at_once, question):
    client, mine = two_at_once
    mine.fill(prompt="Tell me about a deal that you dropped.", red_flags="Blames others")
    again = Form(mine.save(client))
    again.data["theirs"] = ["prompt"]

    assert again.save(client).status_code == 302

    question.refresh_from_db()
    assert question.prompt == "Tell me about a deal that you kept."
    assert question.red_flags == "Blames others"
    assert question.minutes == 6


def test_a_third_save_in_between_is_noticed_too(as_, lena, two_at_once, question):
    client, mine = two_at_once
    again = Form(mine.fill(prompt="Tell me about a deal that you dropped.").save(client))
    question.refresh_from_db()
    question.prompt = "Tell me about any deal."
    question.save_edited(by=lena)

    response = again.save(client)

    assert response.status_code == 200
    assert fresh(question).prompt == "Tell me about any deal."
    assert Form(response).data["prompt"] == "Tell me about a deal that you dropped."


def test_the_same_change_by_two_people_is_no_conflict(two_at_once, question):
    client, mine = two_at_once
    mine.fill(prompt="Tell me about a deal that you kept.", minutes="11")
    assert mine.save(client).status_code == 302


def test_roles_and_levels_of_two_versions_show_by_name(as_, libby, lena, question):
    keeper, hunter = factories.RoleFactory(title="Keeper"), factories.RoleFactory(title="Hunter")
    client = as_(libby)
    mine = Form(client.get(change(question))).fill(roles=[str(keeper.pk)], levels=["lead"])
    other = as_(lena)
    Form(other.get(change(question))).fill(roles=[str(hunter.pk)]).save(other)

    response = mine.save(client)

    assert list(fresh(question).roles.all()) == [hunter]
    text = Page(response).text
    assert "Saved Hunter Yours Keeper" in text
    assert "Saved Mid-level Yours Lead" in text
    assert Form(response).save(client).status_code == 302
    assert list(fresh(question).roles.all()) == [keeper]


def test_a_step_meanwhile_is_no_conflict(as_, libby, question):
    client = as_(libby)
    form = Form(client.get(change(question))).fill(minutes="7")
    question.retire(by=libby)

    form.save(client)

    assert (fresh(question).state, fresh(question).minutes) == ("retired", 7)


# Who may


def test_it_is_for_library_admins(as_, client, ana, hana, zoe, question):
    for user in (ana, hana, zoe):
        assert as_(user).get(change(question)).status_code == 302
    assert client.get(change(question)).status_code == 302


def test_who_may_only_look_sees_the_question_and_no_button(as_, question):
    reader = staff("rita", "view_question")
    response = as_(reader).get(change(question))
    page = Page(response)
    assert "Tell me about a deal that you lost." in page.text
    assert "Save" not in page.text
    assert as_(reader).post(change(question), {"prompt": "x"}).status_code == 403


@pytest.mark.parametrize("more", [0, 30])
def test_the_form_costs_the_same_queries_however_large_the_library(
    as_, libby, question, django_assert_num_queries, more
):
    factories.RoleFactory()
    for number in range(more):
        factories.RoleFactory()
        factories.QuestionFactory(prompt=f"Unlike number {number}, which speaks of parsnips.")
    assert Role.objects.exists()
    client = as_(libby)
    with django_assert_num_queries(QUERIES):
        client.get(change(question))


QUERIES = 17
