"""Swapping a question of a draft for one of its best alternatives."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Kit, KitQuestion
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def row(kit):
    """The second question of the first round: behavioural, six minutes."""
    return kit.rounds.order_by("position").first().kit_questions.order_by("position")[1]


@pytest.fixture
def alike(row):
    """`alike(type="situational")`: another question about the same competency."""

    def make(**values):
        values = {"competency": row.question.competency, "levels": ""} | values
        return factories.QuestionFactory(**values)

    return make


def address(row):
    return reverse("interviews:kit_question_swap", args=[row.round.kit.slug, row.pk])


def take(client, row, question, **more):
    data = {"question": getattr(question, "pk", question)}
    data["seen"] = more.pop("seen", None) or Kit.objects.get(pk=row.round.kit_id).token
    return client.post(address(row), data, **more)


def test_it_takes_the_place_the_asker_and_the_banks_minutes(as_, hana, row, alike):
    KitQuestion.objects.filter(pk=row.pk).update(
        minutes=9, asker=2, locked=True, drop_order=1, scored=True
    )
    better = alike(type="situational", prompt="What would you do?")
    asked = row.question

    response = take(as_(hana), row, better, follow=True)

    now = KitQuestion.objects.get(pk=row.pk)
    assert (now.question, now.round_id, now.position) == (better, row.round_id, row.position)
    assert (now.minutes, now.asker, now.locked, now.drop_order) == (None, 2, False, 1)
    assert response.redirect_chain[0][0] == reverse(
        "interviews:kit_build", args=[row.round.kit.slug]
    )
    words = f"Swapped “{asked.prompt}” for “What would you do?” in “Round 1”."
    assert words in Page(response).text


def test_undo_brings_the_question_back_as_it_was(as_, hana, kit, row, alike):
    KitQuestion.objects.filter(pk=row.pk).update(minutes=9, locked=True)
    take(as_(hana), row, alike())

    kit.undo()

    now = KitQuestion.objects.get(pk=row.pk)
    assert (now.question, now.minutes, now.locked) == (row.question, 9, True)


def test_with_a_script_the_builder_comes_back_and_the_sheet_closes(as_, hana, row, alike):
    response = take(as_(hana), row, alike(), **HTMX)

    assert response["HX-Retarget"] == "#builder"
    assert "sheet-done" in response["HX-Trigger-After-Swap"]


def test_each_alternative_says_why_it_fits(as_, hana, row, alike):
    alike(type="situational", minutes=8, prompt="What would you do?")
    alike(minutes=5, prompt="Tell me about another time.")

    text = Page(as_(hana).get(address(row))).text

    assert "The 2 best alternatives" in text
    first, second = text.split("Take this one")[:2]
    assert "What would you do?" in first
    assert "Same competency, a type not asked yet" in first
    assert "2 minutes longer: the round has the time" in first
    assert "Situational 8 min not asked in twelve months" in first
    assert "Tell me about another time." in second
    assert "Same competency, same type" in second


def test_a_shorter_one_helps_a_round_that_is_too_long(as_, hana, kit, row, alike):
    KitQuestion.objects.filter(pk=row.pk).update(minutes=42)  # 60 − 3 − 5 − 2 × 6 = 40
    alike()

    text = Page(as_(hana).get(address(row))).text

    assert "Helps with this: “Round 1” is 2 minutes too long for its slot" in text


def test_how_often_each_was_asked_shows_and_counts(as_, hana, interview, kit, row, alike):
    interview.starts_at = timezone.now() - datetime.timedelta(days=30)
    interview.save()
    alike()

    text = Page(as_(hana).get(address(row))).text

    assert "asked 1 time in twelve months" in text
    assert "Asked least often of its kind" in text


def test_without_another_question_it_says_so_and_what_to_do(as_, hana, kit, row):
    page = Page(as_(hana).get(address(row)))

    name = row.question.competency.name
    assert "Nothing fits in its place" in page.text
    assert f"The bank has no other question about {name} that fits this role" in page.text
    bank = reverse("interviews:kit_question_add", args=[kit.slug, row.round_id])
    assert f"{bank}?instead={row.pk}" in page.hrefs()
    write = reverse("interviews:kit_question_write", args=[kit.slug, row.round_id])
    assert f"{write}?competency={row.question.competency.slug}" in page.hrefs()


def test_where_each_other_breaks_a_rule_it_says_which(as_, hana, row, alike):
    alike(minutes=100)
    alike(minutes=90)

    text = Page(as_(hana).get(address(row))).text

    assert "2 other questions fit this role and level, but each would break a rule" in text
    assert "minutes too long for its slot" in text


def test_where_the_slot_is_full_one_a_little_too_long_comes_shortened(as_, hana, row, alike):
    row.round.kit.rounds.update(minutes=23)  # 2 to open, three questions of 6, 3 to close
    longer = alike(type="situational", minutes=7, prompt="What would you do?")
    alike(type="technical", minutes=12, prompt="Far too long for the slot?")
    client = as_(hana)

    page = Page(client.get(address(row)))

    assert "What would you do?" in page.text
    assert "Its answer gets 6 minutes, where the bank gives it 7" in page.text
    assert "Far too long for the slot?" not in page.text
    response = client.post(
        address(row), {"question": longer.pk, "minutes": 6, "seen": row.round.kit.token}
    )
    assert response.status_code == 302
    now = KitQuestion.objects.get(pk=row.pk)
    assert (now.question, now.minutes) == (longer, 6)


def test_minutes_that_no_answer_can_have_are_refused(as_, hana, row, alike):
    other = alike()
    seen = row.round.kit.token

    response = as_(hana).post(address(row), {"question": other.pk, "minutes": 500, "seen": seen})

    assert "Give the time for the answer" in Page(response).text
    assert KitQuestion.objects.get(pk=row.pk).question == row.question


def test_what_is_kept_out_asked_already_or_of_another_role_is_no_alternative(
    as_, hana, kit, row, alike
):
    kit.excluded_questions.add(alike(prompt="Kept out?"))
    alike(prompt="Of another role?").roles.set([factories.RoleFactory()])
    alike(prompt="A draft?", state="draft", proposed_by=hana)

    text = Page(as_(hana).get(address(row))).text

    assert "Nothing fits in its place" in text
    for prompt in ("Kept out?", "Of another role?", "A draft?"):
        assert prompt not in text


def test_a_kit_with_questions_that_would_not_be_chosen_today_can_be_swapped(
    as_, hana, kit, row, alike
):
    other = row.round.kit_questions.exclude(pk=row.pk).first().question
    for question in (row.question, other):
        question.state = "retired"
        question.save()
    better = alike()

    response = as_(hana).get(address(row))

    assert response.status_code == 200
    assert better.prompt in Page(response).text


def test_a_competency_that_the_kit_does_not_rate_is_rated_from_then_on(as_, hana, kit, row):
    closing = factories.CompetencyFactory(name="Closing")
    question = factories.QuestionFactory(competency=closing)

    response = take(as_(hana), row, question, follow=True)

    assert "The kit rates Closing from now on: look at its weights." in Page(response).text
    assert kit.kit_competencies.filter(competency=closing).exists()


def test_a_warm_up_is_not_scored(as_, hana, row):
    take(as_(hana), row, factories.QuestionFactory(type="background", competency=None))

    assert KitQuestion.objects.get(pk=row.pk).scored is False


def test_what_the_kit_asks_already_is_refused(as_, hana, kit, row):
    other = kit.rounds.order_by("position").last().kit_questions.first().question

    response = take(as_(hana), row, other)

    assert response.status_code == 422
    assert "The kit asks this question already, in “Round 2”." in Page(response).text
    assert KitQuestion.objects.get(pk=row.pk).question == row.question


@pytest.mark.parametrize("question", ["", "x", "0", "9" * 30])
def test_a_question_that_is_none_explains_itself(as_, hana, row, question):
    response = take(as_(hana), row, question)

    assert response.status_code == 422
    assert "That question cannot be asked any more: choose another." in Page(response).text


def test_a_kit_changed_meanwhile_is_left_alone(as_, hana, root, kit, row, alike):
    old = kit.token
    with kit.being_changed(by=root) as change:
        change.draft.rounds.update(minutes=45)
        change.words = "Shortened the rounds."

    response = take(as_(hana), row, alike(), seen=old)

    assert response.status_code == 409
    assert "Shortened the rounds." in Page(response).text
    assert KitQuestion.objects.get(pk=row.pk).question == row.question


@pytest.mark.parametrize("username", ["ana", "cora", "libby", "zoe"])
def test_others_get_404(as_, request, row, alike, username):
    client = as_(request.getfixturevalue(username))

    assert client.get(address(row)).status_code == 404
    assert take(client, row, alike()).status_code == 404
    assert KitQuestion.objects.get(pk=row.pk).question == row.question


def test_another_manager_and_a_row_of_another_kit_get_404(as_, hana, kit, row):
    hal = person("hal", "Hiring managers")
    theirs = KitQuestion.objects.filter(round__kit=factories.make_kit(owner=hal)).first()

    assert as_(hal).get(address(row)).status_code == 404
    mixed = reverse("interviews:kit_question_swap", args=[kit.slug, theirs.pk])
    assert as_(hana).get(mixed).status_code == 404


def test_it_needs_a_login(client, row):
    assert client.get(address(row)).status_code == 302
    assert client.post(address(row)).status_code == 302


def test_the_page_keeps_the_policy(as_, hana, row, alike):
    alike(type="situational")

    page = Page(as_(hana).get(address(row)))

    assert page.against_the_policy() == []
    ids = [attributes["id"] for _tag, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("many", [1, 8])
def test_the_number_of_queries_stays(as_, hana, row, alike, many, django_assert_num_queries):
    for _ in range(many):
        alike(type="situational")
    client = as_(hana)
    client.get(address(row))

    with django_assert_num_queries(17):
        client.get(address(row))
