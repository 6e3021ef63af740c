"""One kit: its draft and its revisions."""

import pytest
from django.urls import reverse

from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


def revision_page(client, kit, number=1):
    return client.get(reverse("interviews:revision_detail", args=[kit.slug, number]))


def first_question(kit):
    return kit.rounds.first().kit_questions.first()


def test_the_owner_sees_the_draft_with_all_that_is_asked(as_, hana, kit):
    row = first_question(kit)
    row.asker = 2
    row.save()
    question = row.question
    question.materials = "A page of figures."
    question.save()

    page = Page(as_(hana).get(kit.get_absolute_url()))

    for words in (
        "Draft", kit.role.title, "Hana Example", "Round 1 of 2", "60 minutes", "2 panelists",
        "3 questions", question.prompt, "What did you try first?", "Names what was done",
        "Speaks of others only", "A page of figures.", "asked by seat 2", "Behavioural",
        "6 minutes", "Scored", question.competency.name, "in the way that earns a 1 here.",
        "in the way that earns a 5 here.", "Welcome. We ask everybody", "Thank you. What would",
        "Rate each answer as soon as it ends.", "5 · Outstanding", "Strong no",
    ):  # fmt: skip
        assert words in page.text


def test_it_says_how_the_interviews_are_held(as_, hana, libby, kit):
    row = first_question(kit)
    row.drop_order = 2
    row.save()
    row.question.retire(by=libby)
    kit.papers_held_back, kit.analysis_source = True, "Three diaries"
    kit.save()
    kit.publish(by=hana)

    for page in (as_(hana).get(kit.get_absolute_url()), revision_page(as_(hana), kit)):
        text = Page(page).text
        for words in (
            "Not reviewed may be left out: number 2",
            "It sees CV and test results only after its scorecards are in.",
            "The panel may change from candidate to candidate.",
            "Source Three diaries",
        ):
            assert words in text


def test_unscored_questions_say_so_and_show_no_anchors(as_, hana, kit):
    kit.rounds.last().delete()
    for row in kit.rounds.get().kit_questions.all():
        row.scored = False
        row.save()

    text = Page(as_(hana).get(kit.get_absolute_url())).text

    assert text.count("Not scored") == 3
    assert "What earns each rating" not in text


def test_an_empty_draft_says_what_is_missing(as_, hana):
    kit = factories.KitFactory(owner=hana)

    text = Page(as_(hana).get(kit.get_absolute_url())).text

    for words in ("No rounds yet", "No competencies yet", "Not ready to publish", "2 things"):
        assert words in text


def test_a_draft_that_is_no_document_still_has_a_page(as_, hana, kit):
    row = first_question(kit)
    row.asker = 9
    row.save()

    text = Page(as_(hana).get(kit.get_absolute_url())).text

    assert "This draft cannot be shown yet" in text
    assert "asked by seat 9" in text


def test_a_draft_offers_its_own_sheets(as_, hana, kit):
    page = Page(as_(hana).get(kit.get_absolute_url()))

    actions = {attributes.get("action") for attributes in page.forms()}
    buttons = [attributes for tag, attributes in page.elements if tag == "button"]
    assert reverse("scorecards:draft_guide", args=[kit.slug]) in actions
    scorecard = reverse("scorecards:draft_scorecard", args=[kit.slug])
    assert [b.get("value") for b in buttons if b.get("formaction") == scorecard] == [
        None,
        "round-1",
        "round-2",
    ]
    assert "say DRAFT on every page" in page.text
    assert "JSON" not in page.text


def test_a_revision_offers_its_sheets_on_both_papers_and_its_file(as_, hana, kit, revision):
    page = Page(revision_page(as_(hana), kit))

    actions = {attributes.get("action") for attributes in page.forms()}
    papers = [a["value"] for tag, a in page.elements if tag == "input" and a["name"] == "paper"]
    assert reverse("scorecards:guide", args=[kit.slug, 1]) in actions
    assert papers == ["a4", "letter"]
    assert reverse("interviews:revision_json", args=[kit.slug, 1]) in page.hrefs()


def test_a_draft_like_its_revision_prints_as_the_revision(as_, hana, kit, revision):
    page = Page(as_(hana).get(kit.get_absolute_url()))

    assert reverse("scorecards:guide", args=[kit.slug, 1]) in {
        attributes.get("action") for attributes in page.forms()
    }
    assert "The draft says what revision 1 says." in page.text


def test_a_revision_shows_what_was_frozen(as_, hana, kit, revision):
    question = first_question(kit).question
    frozen, question.prompt = question.prompt, "Reworded since?"
    question.save()

    page = Page(revision_page(as_(hana), kit))

    assert frozen in page.text
    assert "Reworded since?" not in page.text
    assert revision.short_digest in page.text
    assert "UTC" in page.text


def test_an_old_revision_points_to_the_newer(as_, hana, kit, revision):
    kit.rounds.filter(key="round-1").update(purpose="A first talk.")
    kit.publish(by=hana)

    page = Page(revision_page(as_(hana), kit, 1))

    assert "There is a newer one, revision 2." in page.text
    assert reverse("interviews:revision_detail", args=[kit.slug, 2]) in page.hrefs()
    assert "There is a newer one" not in Page(revision_page(as_(hana), kit, 2)).text


def test_others_are_led_from_the_draft_to_the_newest_revision(as_, cora, kit, revision):
    response = as_(cora).get(kit.get_absolute_url())

    assert response.url == revision.get_absolute_url()


def test_openings_that_use_it_show_to_those_who_run_them(as_, hana, opening, interview):
    kit = opening.revision.kit
    hal = person("hal", "Hiring managers")

    own = Page(revision_page(as_(hana), kit))

    assert reverse("scorecards:opening_detail", args=["JOB-1"]) in own.hrefs()
    assert reverse("scorecards:packet", args=["JOB-1"]) in own.hrefs()
    assert "JOB-1" not in Page(revision_page(as_(hal), kit)).text


def test_an_interviewer_reads_the_revision_of_an_own_interview_only(as_, hana, ana, interview):
    kit = interview.revision.kit
    kit.rounds.filter(key="round-1").update(purpose="A first talk.")
    kit.publish(by=hana)

    page = Page(revision_page(as_(ana), kit, 1))

    assert "Revision 1" in page.text
    assert "revision 2" not in page.text
    assert revision_page(as_(ana), kit, 2).status_code == 404


def test_a_stranger_finds_nothing(as_, zoe, kit, revision):
    client = as_(zoe)

    assert client.get(kit.get_absolute_url()).status_code == 404
    assert revision_page(client, kit).status_code == 404
    json = reverse("interviews:revision_json", args=[kit.slug, 1])
    assert client.get(json).status_code == 404


def test_they_need_a_login(client, kit, revision):
    for address in (kit.get_absolute_url(), revision.get_absolute_url()):
        assert client.get(address).url == f"{reverse('login')}?next={address}"


def test_nothing_is_posted_to_them(as_, hana, kit, revision):
    for address in (kit.get_absolute_url(), revision.get_absolute_url()):
        assert as_(hana).post(address).status_code == 405


@pytest.mark.parametrize("many", [1, 8])
def test_the_draft_asks_a_fixed_number_of_queries(as_, hana, many, django_assert_num_queries):
    kit = factories.make_kit(owner=hana, rounds=many, questions=many)
    client = as_(hana)

    with django_assert_num_queries(17):
        client.get(kit.get_absolute_url())


@pytest.mark.parametrize("many", [1, 8])
def test_a_revision_asks_a_fixed_number_of_queries(as_, hana, many, django_assert_num_queries):
    kit = factories.make_kit(owner=hana, rounds=many, questions=min(6, many + 4))
    for number in range(many):
        kit.weights_reason = f"Reason {number}"
        kit.save()
        revision = kit.publish(by=hana)
        factories.OpeningFactory(reference=f"NEXT-{number}", revision=revision, hiring_manager=hana)
    client = as_(hana)

    with django_assert_num_queries(7):
        revision_page(client, kit)
