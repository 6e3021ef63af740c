"""The builder's page: a draft with everything that can be done to it."""

import pytest
from django.test import Client

from interviews.models import KitCompetency, KitQuestion, WordingRule
from tests import factories
from tests.pages.building import address, asked, do, page_of, row
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def client(as_, hana):
    return as_(hana)


@pytest.fixture
def look(client, kit):
    """`look()`: the builder as it is now."""
    return lambda: Page(client.get(page_of(kit)))


def ids(page):
    return {attributes["id"] for _tag, attributes in page.elements if "id" in attributes}


def test_it_shows_rounds_questions_minutes_and_coverage(look, kit):
    text = look().text

    for kit_question in KitQuestion.objects.all():
        assert kit_question.question.prompt in text
        assert kit_question.question.competency.name in text
    assert "1. Round 1" in text
    # 3 for the opening, 5 for the closing, three questions of 6
    assert "26 of 60 min planned" in text
    assert "52 of 120 min" in text
    assert "1 (2) 1 question, 2 raters" in text
    assert "Everything is saved as you go." in text


def test_when_nothing_is_in_the_way_publishing_is_the_next_step(look, kit):
    now = look()

    assert "Nothing in the way" in now.text
    assert "Publish revision 1…" in now.text
    assert address(kit, "kit_publish") in now.hrefs()


def test_what_is_in_the_way_leads_to_its_place(look, kit):
    first, second = kit.rounds.order_by("position")
    first.minutes = 20
    first.save()
    second.kit_questions.all().delete()

    now = look()

    assert "“Round 1” is 3 minutes too long for its slot" in now.text
    assert "3 over" in now.text
    places = {href for href in now.hrefs() if href.startswith("#") and href != "#main"}
    assert {"#round-round-1", "#round-round-2", "#coverage"} <= places
    assert {place.removeprefix("#") for place in places} <= ids(now)


def test_a_kit_without_questions_is_to_be_assembled(look, kit):
    KitQuestion.objects.all().delete()

    now = look()

    assemble = next(a for _tag, a in now.elements if a.get("id") == "assemble")
    assert "btn-primary" in assemble["class"]
    assert "No questions in this round yet: assemble the kit, or add some." in now.text


def test_a_kit_without_rounds_says_what_to_do(look, kit):
    kit.rounds.all().delete()

    now = look()

    assert "No rounds yet" in now.text
    assert address(kit, "kit_round_add") in now.hrefs()
    assert "The kit has no round" in now.text


def test_rows_that_make_no_document_still_show_and_say_what_to_mend(look, kit):
    KitCompetency.objects.first().delete()

    now = look()

    assert row(kit, 0, 0).question.prompt in now.text
    assert "which is not among the competencies" in now.text
    assert "It shows again once what is in the way is mended." in now.text


def test_what_is_special_about_a_question_stands_beside_it(look, kit):
    first, second, third = asked(kit)[0]
    KitQuestion.objects.filter(pk=first).update(minutes=9, asker=2)
    KitQuestion.objects.filter(pk=second).update(drop_order=1, locked=True)
    KitQuestion.objects.filter(pk=third).update(scored=False)

    text = look().text

    assert "9 min" in text
    assert "seat 2 asks" in text
    assert "Optional, dropped 1." in text
    assert "Locked" in text
    assert "Not scored" in text


def test_a_question_of_ones_own_shows_as_not_reviewed_with_advice_on_its_wording(look, kit):
    first = row(kit, 0, 0)
    assert "Not reviewed" not in look().text
    question = first.question
    question.state, question.prompt = "in_review", "Are you planning to have children?"
    question.save()

    text = look().text

    assert "Not reviewed: In review" in text
    assert "Advice on the wording: 3 remarks" in text
    assert "Pregnancy and plans for children" in text


def test_what_somebody_has_approved_gets_no_advice(look, kit):
    question = row(kit, 0, 0).question
    question.prompt = "Are you planning to have children?"
    question.save()

    assert "Advice on the wording" not in look().text


def test_scripts_get_advice_and_the_administrators_own_rules_count(look, kit):
    kit.rounds.filter(key="round-1").update(opening_script="Which beehive do you keep?")
    assert "Advice on the wording of the scripts" not in look().text
    WordingRule.objects.create(
        kind="pattern", text="beehive", severity="caution", reason="Not about the job."
    )

    assert "Advice on the wording of the scripts: 1 remark" in look().text


def test_once_published_it_says_so_until_the_draft_differs(look, client, kit, hana):
    kit.publish(by=hana)
    assert "As published in revision 1" in look().text
    assert address(kit, "kit_publish") not in look().hrefs()

    do(client, kit, "kit_question_move", asked(kit)[0][0], step="down")
    assert "Draft of revision 2" in look().text


def test_a_script_gets_the_changing_part_alone(client, kit):
    first = asked(kit)[0][0]

    got = client.get(page_of(kit), headers=HTMX)
    response = client.post(
        address(kit, "kit_question_lock", first),
        {"seen": Page(got).elements[0][1]["data-token"], "locked": "1"},
        headers=HTMX,
    )

    builder = Page(response).elements[0][1]
    assert (response.status_code, builder["id"]) == (200, "builder")
    assert builder["data-said"].startswith("Locked “Tell me")
    assert response.headers["HX-Retarget"] == "#builder"
    assert "sheet-done" in response.headers["HX-Trigger-After-Swap"]


def test_every_control_has_a_name_of_its_own(look):
    controls = [a for tag, a in look().elements if tag in ("button", "summary", "a") and "id" in a]

    assert len({a["id"] for a in controls}) == len(controls) > 50


def test_nothing_in_it_is_against_the_policy(look, kit):
    question = row(kit, 0, 0).question
    question.prompt = "<b style='color:red'>Bold</b><script>alert(1)</script>"
    question.save()

    assert look().against_the_policy() == []


@pytest.mark.parametrize("questions", [1, 12])
def test_its_queries_do_not_grow(client, hana, django_assert_num_queries, questions):
    kit = factories.make_kit(owner=hana, questions=questions, rounds=3)
    kit.excluded_questions.set(factories.QuestionFactory.create_batch(questions))
    do(client, kit, "kit_question_lock", asked(kit)[0][0], locked="1")

    with django_assert_num_queries(26):
        client.get(page_of(kit))


@pytest.mark.parametrize("username", ["ana", "zoe", "cora", "libby"])
def test_those_who_do_not_edit_it_get_404(as_, request, kit, username):
    assert as_(request.getfixturevalue(username)).get(page_of(kit)).status_code == 404


def test_it_needs_a_login_and_takes_no_post(client, kit):
    assert Client().get(page_of(kit)).status_code == 302
    assert client.post(page_of(kit)).status_code == 405


def test_the_kit_and_the_list_lead_to_it_for_whoever_edits_it(as_, hana, libby, kit):
    for url in (kit.get_absolute_url(), "/kits/"):
        assert page_of(kit) in Page(as_(hana).get(url)).hrefs()
        assert page_of(kit) not in Page(as_(libby).get(url)).hrefs()
