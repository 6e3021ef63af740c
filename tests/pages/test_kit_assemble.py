"""Assembling in the builder: all anew but what is locked, or filling up."""

import pytest
from django.urls import reverse

from interviews.models import Kit, KitQuestion, Question
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(kit):
    return reverse("interviews:kit_assemble", args=[kit.slug])


def rows_of(kit):
    rows = KitQuestion.objects.filter(round__kit=kit).order_by("round__position", "position")
    return list(rows.values_list("round__key", "question__slug"))


def sent(kit, **changes):
    return {"seen": kit.token, "keep": "locked"} | changes


def fill(kit):
    """Enough approved questions about everything that the kit rates."""
    for row in kit.kit_competencies.all():
        factories.QuestionFactory(competency=row.competency, type="situational")


def test_the_sheet_says_what_it_will_do(as_, hana, kit, address):
    row = KitQuestion.objects.first()
    KitQuestion.objects.filter(pk=row.pk).update(locked=True)
    kit.excluded_questions.add(factories.QuestionFactory())
    kit.rounds.filter(key="round-1").update(types="behavioural\ntechnical", panel_size=1)

    page = Page(as_(hana).get(address))

    assert "6 approved questions fit role and level." in page.text
    assert "Choose anew; the locked one stays" in page.text
    assert "Fill up only: all 6 questions stay" in page.text
    assert row.question.prompt in page.text
    assert "1 question is kept out and is not chosen." in page.text
    assert "52 minutes of questions, 1 panelist Behavioural, Technical" in page.text
    assert "52 minutes of questions, 2 panelists All types of question" in page.text


def test_getting_it_changes_nothing(as_, hana, kit, address):
    token = kit.token

    as_(hana).get(address)

    assert Kit.objects.get().token == token


def test_it_chooses_anew_and_can_be_taken_back(as_, hana, kit, address):
    before = rows_of(kit)
    locked = KitQuestion.objects.last()
    KitQuestion.objects.filter(pk=locked.pk).update(locked=True)
    gone = KitQuestion.objects.first().question
    kit.excluded_questions.add(gone)
    fill(kit)
    client = as_(hana)

    response = client.post(address, sent(kit))

    assert response.url == reverse("interviews:kit_build", args=[kit.slug])
    assert ("round-2", locked.question.slug) in rows_of(kit)
    assert gone.slug not in dict(map(reversed, rows_of(kit)))
    assert Kit.objects.with_content().get().problems() == []
    change = kit.last_change
    number = len(rows_of(kit))
    assert change.by == hana
    assert change.words == f"Assembled: {number} questions in 2 rounds. No better choice exists."
    assert change.words in Page(client.get("/kits/")).text
    kit.undo()
    assert rows_of(kit) == before


def test_what_is_the_best_already_stays_and_says_so(as_, hana, kit, address):
    client = as_(hana)
    client.post(address, sent(kit))
    token = kit.token

    client.post(address, {"seen": token})

    assert kit.token == token
    assert "Nothing was changed: 6 questions in 2 rounds." in Page(client.get("/kits/")).text


def test_a_kit_without_questions_is_filled(as_, hana, kit, address):
    KitQuestion.objects.all().delete()

    page = Page(as_(hana).get(address))
    assert "What becomes of the questions there are" not in page.text
    as_(hana).post(address, {"seen": kit.token})

    assert len(rows_of(kit)) == 6


def test_filling_up_keeps_every_question_in_its_order(as_, hana, kit, address):
    first = KitQuestion.objects.filter(round__key="round-1").first()
    KitQuestion.objects.filter(pk=first.pk).update(position=90)
    Question.objects.filter(pk=first.question_id).update(state="retired")
    before = rows_of(kit)
    fill(kit)

    as_(hana).post(address, sent(kit, keep="all"))

    assert [row for row in rows_of(kit) if row in before] == before
    assert len(rows_of(kit)) > len(before)


def test_allowed_types_are_kept_to(as_, hana, kit, address):
    fill(kit)
    kit.rounds.filter(key="round-1").update(types="situational")

    as_(hana).post(address, sent(kit))

    asked = KitQuestion.objects.filter(round__key="round-1")
    assert set(asked.values_list("question__type", flat=True)) == {"situational"}


@pytest.mark.parametrize("htmx", [False, True])
def test_what_cannot_be_says_why_and_changes_nothing(as_, hana, kit, address, htmx):
    kit.rounds.update(minutes=15)
    token = kit.token
    headers = {"HX-Request": "true"} if htmx else {}

    response = as_(hana).post(address, sent(kit), headers=headers)

    assert response.status_code == 422
    page = Page(response)
    assert "Nothing fits, so the kit stays as it was. What is in the way:" in page.text
    assert "minutes too long for its slot" in page.text or "more minutes" in page.text
    assert Kit.objects.get().token == token
    assert (response.headers.get("HX-Retarget") == "#sheet-content") is htmx
    assert ("Skip to the content" in page.text) is not htmx
    seen = [a.get("value") for _tag, a in page.elements if a.get("name") == "seen"]
    assert seen == [token]


def test_the_choice_is_kept_where_nothing_fits(as_, hana, kit, address):
    kit.rounds.update(minutes=15)

    page = Page(as_(hana).post(address, sent(kit, keep="all")))

    assert [a["value"] for _tag, a in page.elements if "checked" in a] == ["all"]


def test_a_script_gets_the_builder_back(as_, hana, kit, address):
    fill(kit)

    response = as_(hana).post(address, sent(kit), headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert response.headers["HX-Retarget"] == "#builder"
    assert "sheet-done" in response.headers["HX-Trigger-After-Swap"]


@pytest.mark.parametrize("minutes", [90, 10])
def test_a_kit_changed_meanwhile_is_refused_whether_it_could_be_or_not(
    as_, hana, kit, address, minutes
):
    stale = kit.token
    with kit.being_changed(by=hana) as change:
        change.draft.rounds.update(minutes=minutes)
        change.words = "Changed the slots"
    token = kit.token

    response = as_(hana).post(address, {"seen": stale, "keep": "locked"})

    assert response.status_code == 409
    assert "Changed the slots" in Page(response).text
    assert Kit.objects.get().token == token


@pytest.mark.parametrize("missing", ["rounds", "kit_competencies"])
def test_a_kit_without_rounds_or_competencies_says_what_is_missing(
    as_, hana, kit, address, missing
):
    getattr(kit, missing).all().delete()

    page = Page(as_(hana).get(address))

    assert "give the kit at least one of each" in page.text
    assert reverse("interviews:kit_round_add", args=[kit.slug]) in page.hrefs()
    assert as_(hana).post(address, sent(kit)).status_code == 422


@pytest.mark.parametrize("username", ["ana", "cora", "zoe", "libby"])
def test_others_get_404(as_, request, kit, address, username):
    client = as_(request.getfixturevalue(username))

    assert client.get(address).status_code == 404
    assert client.post(address, sent(kit)).status_code == 404


def test_it_needs_a_login(client, kit, address):
    assert client.get(address).status_code == 302
    assert client.post(address, sent(kit)).status_code == 302
    assert not kit.changes.exists()


def test_the_sheet_keeps_the_policy(as_, hana, kit, address):
    page = Page(as_(hana).get(address))

    assert page.against_the_policy() == []
    ids = [a["id"] for _tag, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("many", [1, 12])
def test_the_number_of_queries_stays(as_, hana, many, django_assert_num_queries):
    kit = factories.make_kit(owner=hana, rounds=many)
    fill(kit)
    client = as_(hana)

    with django_assert_num_queries(16):
        client.get(reverse("interviews:kit_assemble", args=[kit.slug]))
