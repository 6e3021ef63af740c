"""The publish page: what will be frozen, what is weak, what is in the way, and the button. What
publishing freezes is tested with the models."""

import pytest
from django.urls import reverse

from interviews.models import Kit, KitQuestion, Question, Round
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(kit):
    return reverse("interviews:kit_publish", args=[kit.slug])


@pytest.fixture
def builder(kit):
    return reverse("interviews:kit_build", args=[kit.slug])


def seen(kit):
    """What the form on the page says that was looked at."""
    draft = Kit.objects.with_content().get(pk=kit.pk)
    return {"seen": draft.as_document().digest, "token": draft.token}


def offers_to_publish(response, address):
    return {"method": "post", "action": address} in [
        {"method": form.get("method"), "action": form.get("action")}
        for form in Page(response).forms()
    ]


def first_row(kit):
    return KitQuestion.objects.filter(round__kit=kit, round__key="round-1").first()


def test_the_owner_publishes_after_being_told_what_it_does(as_, hana, kit, address):
    client = as_(hana)
    assert address in Page(client.get(kit.get_absolute_url())).hrefs()
    before = client.get(address)
    assert offers_to_publish(before, address)
    assert "Revision 1 cannot be changed or taken back." in Page(before).text

    response = client.post(address, seen(kit), follow=True)

    assert response.redirect_chain[-1][0] == kit.revisions.get().get_absolute_url()
    page = Page(response)
    assert "Published as revision 1." in page.text
    assert any(a.get("role") == "status" for _, a in page.elements)


def test_then_the_sheets_are_one_press_away(as_, hana, kit, address):
    page = Page(as_(hana).post(address, seen(kit), follow=True))

    for name in ("scorecards:guide", "scorecards:scorecard"):
        assert reverse(name, args=[kit.slug, 1]) in page.hrefs()


def test_an_opening_with_it_is_the_first_thing_offered(as_, hana, kit, address):
    page = as_(hana).post(address, seen(kit), follow=True).content.decode()

    said = page[page.index("Published as revision 1.") : page.index("Print what the panel needs")]
    assert f'href="{reverse("scorecards:opening_create")}?kit={kit.slug}"' in said


def test_it_counts_what_will_be_frozen(as_, hana, kit, address):
    row = first_row(kit)
    row.scored = False
    row.save()
    heavy = kit.kit_competencies.last()
    heavy.weight, heavy.essential = 3, True
    heavy.save()
    kit.rounds.filter(key="round-2").update(closing_script="", panel_size=3)
    Kit.objects.update(weights_reason="As agreed.", same_panel=True, analysis_source="Diaries")

    text = Page(as_(hana).get(address)).text

    for words in (
        "6 questions, 5 of them scored, in 36 minutes",
        "Round 1 26 of 60 2 3 both",
        "Round 2 26 of 60 3 3 opening only",
        f"{heavy.competency.name} Essential 37.5 % 1 3",
        "Reason for the weights: As agreed.",
        "The same people hold a round with every candidate.",
        "It may see CV and test results before.",
        "Source Diaries",
    ):
        assert words in text


def test_each_thing_in_the_way_leads_to_its_place(as_, hana, kit, address, builder):
    kit.rounds.update(minutes=5)
    client = as_(hana)

    response = client.get(address)

    assert not offers_to_publish(response, address)
    page = Page(response)
    assert "2 things are in the way:" in page.text
    assert {f"{builder}#round-round-1", f"{builder}#round-round-2"} <= set(page.hrefs())
    beside = Page(client.get(kit.get_absolute_url()))
    assert "2 things are in the way:" in beside.text
    assert f"{builder}#round-round-1" in beside.hrefs()


def test_problems_are_listed_and_keep_it_a_draft(as_, hana, kit, address):
    kit.rounds.update(minutes=5)

    response = as_(hana).post(address, seen(kit))

    assert response.status_code == 422
    assert Page(response).text.count("lengthen the slot or drop a question") == 2
    assert not kit.revisions.exists()


def test_a_draft_that_is_no_document_says_what_to_mend(as_, hana, kit, address):
    row = first_row(kit)
    row.asker = 9
    row.save()

    text = Page(as_(hana).get(address)).text

    assert "This draft cannot be shown yet" in text
    assert "asked by seat 9" in text


def test_what_changes_is_said_with_the_way_to_compare(as_, hana, kit, revision, address):
    kit.rounds.filter(key="round-1").update(minutes=45)

    response = as_(hana).get(address)

    page = Page(response)
    assert offers_to_publish(response, address)
    assert "What changes since revision 1 “Round 1” 15 minutes shorter" in page.text
    compare = reverse("interviews:kit_compare", args=[kit.slug])
    assert f"{compare}?from=1&to=draft" in page.hrefs()


def test_nothing_changed_is_nothing_to_publish(as_, hana, kit, revision, address):
    client = as_(hana)
    assert address not in Page(client.get(kit.get_absolute_url())).hrefs()
    before = client.get(address)
    assert not offers_to_publish(before, address)
    assert revision.get_absolute_url() in Page(before).hrefs()

    response = client.post(address, seen(kit))

    assert response.status_code == 409
    assert kit.revisions.count() == 1
    assert "Nothing has changed since revision 1" in Page(response).text


def test_a_changed_draft_offers_the_next_number(as_, hana, kit, revision, address):
    kit.rounds.filter(key="round-1").update(purpose="A first talk.")
    client = as_(hana)

    page = Page(client.get(kit.get_absolute_url()))

    assert address in page.hrefs()
    assert "It differs from revision 1." in page.text
    assert "Publish revision 2" in Page(client.get(address)).text


def test_questions_without_approval_are_named(as_, hana, libby, kit, address, builder):
    question = first_row(kit).question
    question.retire(by=libby)

    page = Page(as_(hana).get(address))

    assert "1 question is not approved" in page.text
    assert f"{builder}#question-{question.slug}" in page.hrefs()
    assert offers_to_publish(as_(hana).get(address), address)  # a warning, not a refusal


def test_wording_that_would_be_stopped_is_named(as_, hana, kit, address, builder):
    Round.objects.filter(key="round-1").update(
        opening_script="Welcome. How old are you, and are you married?"
    )
    row = first_row(kit)
    asked = Question.objects.filter(pk=row.question_id)
    asked.update(prompt="Are you planning to have children?")  # approved: it was looked at

    page = Page(as_(hana).get(address))
    assert "in many places" in page.text
    assert "married" in page.text.partition("still weak")[2].partition("Structure")[0]
    assert f"{builder}#round-round-1" in page.hrefs()
    assert f"{builder}#question-{row.question.slug}" not in page.hrefs()

    asked.update(state="in_review")
    assert f"{builder}#question-{row.question.slug}" in Page(as_(hana).get(address)).hrefs()


def test_a_competency_that_is_asked_once_is_named(as_, hana, kit, address):
    once = kit.kit_competencies.first().competency
    twice = kit.kit_competencies.last().competency
    factories.KitQuestionFactory(
        round=kit.rounds.first(), question=factories.QuestionFactory(competency=twice)
    )

    text = Page(as_(hana).get(address)).text

    weak = text.partition("What is still weak")[2].partition("Structure")[0]
    assert "5 competencies have one question only" in weak
    assert once.name in weak
    assert twice.name not in weak


def test_optional_questions_that_the_kit_needs_are_named(as_, hana, kit, address):
    needed = first_row(kit)
    again = factories.QuestionFactory(competency=needed.question.competency)
    spare = factories.KitQuestionFactory(round=needed.round, question=again, drop_order=1)

    client = as_(hana)
    assert "cannot really be left out" not in Page(client.get(address)).text

    # Once the other one is gone, too, nothing asks about their competency.
    KitQuestion.objects.filter(pk=needed.pk).update(drop_order=2)
    text = Page(client.get(address)).text
    assert "1 question cannot really be left out" in text
    assert f"{needed.question.prompt} – No scored question asks about" in text
    assert f"{spare.question.prompt} –" not in text


def test_a_slot_that_is_too_short_does_not_speak_for_an_optional_question(as_, hana, kit, address):
    needed = first_row(kit)
    again = factories.QuestionFactory(competency=needed.question.competency, minutes=6)
    factories.KitQuestionFactory(round=needed.round, question=again, drop_order=1)
    Round.objects.filter(pk=needed.round_id).update(minutes=20)

    text = Page(as_(hana).get(address)).text

    assert "too long for its slot" in text
    assert "cannot really be left out" not in text


def test_what_nothing_asks_about_is_in_the_way_once(as_, hana, kit, address):
    needed = first_row(kit)
    name = needed.question.competency.name
    needed.delete()

    text = Page(as_(hana).get(address)).text.partition("What is still weak")[0]

    assert f"No scored question asks about “{name}”" in text
    assert "to rate it" not in text


def test_a_round_without_scripts_is_named(as_, hana, kit, address):
    client = as_(hana)
    assert (
        "script" not in Page(client.get(address)).text.partition("weak")[2].partition("frozen")[0]
    )

    kit.rounds.filter(key="round-2").update(opening_script=" ")

    assert "1 round lacks an opening or closing script" in Page(client.get(address)).text


def test_the_structure_checks_stand_there_with_what_to_do(as_, hana, kit, address):
    page = Page(as_(hana).get(address))

    assert "6. Other information held back not met" in page.text
    assert "8. A rating for each answer met" in page.text
    assert "choices of this project" in page.text
    settings = reverse("interviews:kit_settings", args=[kit.slug])
    assert f"{settings}#sheet-papers_held_back" in page.hrefs()


def test_what_nobody_looked_at_is_not_published(as_, hana, kit, address):
    looked_at = seen(kit)
    with kit.being_changed(by=hana) as change:
        change.draft.rounds.filter(key="round-1").update(purpose="Another.")
        change.words = "Changed the purpose of Round 1"

    response = as_(hana).post(address, looked_at)

    assert response.status_code == 409
    page = Page(response)
    assert "has changed since you looked, so nothing was published" in page.text
    assert "Changed the purpose of Round 1 Hana Example" in page.text
    assert any(a.get("role") == "alert" for _, a in page.elements)
    assert not kit.revisions.exists()
    assert seen(kit)["seen"] in [a.get("value") for _, a in page.elements]


def test_an_edit_of_the_library_is_noticed_too(as_, hana, kit, address):
    looked_at = seen(kit)
    Question.objects.update(prompt="Changed while Hana was reading?")

    page = Page(as_(hana).post(address, looked_at))

    assert "has changed since you looked" in page.text
    assert kit.get_absolute_url() in page.hrefs()
    assert not kit.revisions.exists()


def test_a_reader_of_drafts_reads_who_can_publish(as_, libby, kit, address):
    client = as_(libby)
    page = Page(client.get(kit.get_absolute_url()))

    assert address not in page.hrefs()
    assert "Only its owner, Hana Example, can publish" in page.text


def test_who_cannot_edit_it_gets_404(as_, libby, cora, ana, zoe, kit, address):
    for user in (libby, cora, ana, zoe, person("hal", "Hiring managers")):
        assert as_(user).get(address).status_code == 404
        assert as_(user).post(address).status_code == 404
    assert not kit.revisions.exists()


def test_it_needs_a_login(client, kit, address):
    for response in (client.get(address), client.post(address)):
        assert response.url == f"{reverse('login')}?next={address}"
    assert not kit.revisions.exists()


def test_reading_publishes_nothing(as_, hana, kit, address):
    assert as_(hana).get(address).status_code == 200
    assert as_(hana).put(address).status_code == 405
    assert not kit.revisions.exists()


@pytest.mark.parametrize("many", [1, 8])
def test_it_asks_a_fixed_number_of_queries(as_, hana, many, django_assert_num_queries):
    kit = factories.make_kit(owner=hana, rounds=many, questions=min(6, many + 4))
    kit.publish(by=hana)
    kit.rounds.update(purpose="Another.")
    client = as_(hana)

    with django_assert_num_queries(21):
        client.get(reverse("interviews:kit_publish", args=[kit.slug]))
