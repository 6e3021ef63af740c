"""Trying out a round as an interviewer meets it. Its scripts are tested in a browser."""

import pytest
from django.urls import reverse

from interviews.models import Kit
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


def of_draft(kit, key="round-1"):
    return reverse("scorecards:draft_round_trial", args=[kit.slug, key])


def of_revision(kit, number=1, key="round-1"):
    return reverse("scorecards:round_trial", args=[kit.slug, number, key])


def shown(page):
    """The names of the parts that show without scripts."""
    return [a["data-part"] for _, a in page.elements if "data-part" in a and "hidden" not in a]


def boxes(page, kind, name):
    return [
        attributes["value"]
        for tag, attributes in page.elements
        if tag == "input" and attributes.get("type") == kind and attributes.get("name") == name
    ]


def first_row(kit):
    return kit.rounds.first().kit_questions.first()


def test_everything_that_an_interviewer_needs_is_there(as_, hana, kit):
    kit.kit_competencies.update(essential=True)
    row = first_row(kit)
    row.asker = 2
    row.save()
    question = row.question
    question.materials = "A page of figures."
    question.save()

    page = Page(as_(hana).get(of_draft(kit), {"all": "1"}))

    for words in (
        "Trying it out: nothing is saved.", "This is the draft as it is now.", "60 minutes",
        "Read this aloud", "Welcome. We ask everybody", "Rate each answer as soon as it ends.",
        question.prompt, "What did you try first?", "Names what was done", "Speaks of others only",
        "A page of figures.", "seat 2 asks", "asked as agreed", "Essential", "6 minutes",
        "Behavioural question", f"Rating of {question.competency.name}",
        "1 Not shown", "in the way that earns a 1 here.", "5 Outstanding",
        "in the way that earns a 5 here.", "No number, because", "declined to answer",
        "Evidence for the number", "Private notes", "Thank you. What would you like to ask us?",
        "Strong no", "No decision, because", "Ask the follow-ups listed, and no others.",
    ):  # fmt: skip
        assert words in page.text, words
    assert page.against_the_policy() == []


def test_a_rating_is_a_number_or_why_there_is_none(as_, hana, kit):
    slug = first_row(kit).question.slug

    page = Page(as_(hana).get(of_draft(kit)))

    assert boxes(page, "radio", f"rating-{slug}") == [
        "1", "2", "3", "4", "5", "not_asked", "no_evidence", "declined",
    ]  # fmt: skip
    assert boxes(page, "checkbox", f"follow-up-{slug}") == ["1", "2"]
    assert boxes(page, "checkbox", f"indicator-{slug}") == ["1", "2"]
    assert boxes(page, "checkbox", f"red-flag-{slug}") == ["1", "2"]
    assert boxes(page, "radio", "recommendation") == [
        "strong_no", "no", "yes", "strong_yes", "no_decision",
    ]  # fmt: skip


def test_no_form_holds_the_scorecard(as_, hana, kit):
    """Without a form, neither a button nor the key Enter can send anything."""
    page = Page(as_(hana).get(of_draft(kit), {"all": "1"}))

    tags = [tag for tag, _ in page.elements]
    assert "form" not in tags[tags.index("main") :]
    assert not [a for tag, a in page.elements if tag == "button" and "data-clock" in a
                and a.get("type") != "button"]  # fmt: skip


def test_one_part_shows_at_a_time_and_links_lead_on(as_, hana, kit):
    client = as_(hana)

    assert shown(Page(client.get(of_draft(kit)))) == ["opening"]
    page = Page(client.get(of_draft(kit), {"question": "2"}))
    assert shown(page) == ["2"]
    assert {"?question=1", "?question=3", "?question=closing", "?all=1"} <= set(page.hrefs())
    assert shown(Page(client.get(of_draft(kit), {"question": "closing"}))) == ["closing"]


def test_all_parts_show_on_one_page(as_, hana, kit):
    page = Page(as_(hana).get(of_draft(kit), {"all": "1"}))

    assert shown(page) == ["opening", "1", "2", "3", "closing"]


def test_an_address_without_such_a_part_shows_the_first(as_, hana, kit):
    assert shown(Page(as_(hana).get(of_draft(kit), {"question": "99"}))) == ["opening"]


def test_optional_questions_stand_in_the_order_of_leaving_out(as_, hana, kit):
    first, second, _third = kit.rounds.first().kit_questions.all()
    first.drop_order, second.drop_order = 2, 1
    first.save()
    second.save()

    text = Page(as_(hana).get(of_draft(kit))).text

    assert "When time runs short, leave out Question 2" in text
    assert text.index("Question 2 :") < text.index("Question 1 :")
    assert "optional, left out as number 1" in text


def test_what_is_not_there_leaves_no_hole(as_, hana, kit):
    kit.rounds.update(opening_script="", closing_script="", purpose="")
    rows = kit.rounds.first().kit_questions.all()
    for row in rows:
        row.scored = False
        row.save()
        row.question.follow_ups = row.question.positive_indicators = row.question.red_flags = ""
        row.question.save()

    page = Page(as_(hana).get(of_draft(kit), {"all": "1"}))

    assert page.text.count("There is no script:") == 2
    assert page.text.count("Not rated") == 3
    for words in ("Rating of", "Follow-ups asked", "Evidence for the number", "Your ratings",
                  "When time runs short", "Materials"):  # fmt: skip
        assert words not in page.text


def test_a_round_without_questions_says_what_to_do(as_, hana, kit):
    kit.rounds.first().kit_questions.all().delete()

    page = Page(as_(hana).get(of_draft(kit)))

    assert "No questions in this round Add some in the builder" in page.text
    assert shown(page) == ["opening"]


def test_a_question_that_nobody_reviewed_says_so(as_, hana, kit):
    question = first_row(kit).question
    question.state = "draft"
    question.save()

    assert "Not reviewed" in Page(as_(hana).get(of_draft(kit))).text


def test_a_revision_is_tried_as_it_was_frozen(as_, hana, cora, kit, revision):
    question = first_row(kit).question
    frozen, question.prompt = question.prompt, "Reworded since?"
    question.save()

    page = Page(as_(cora).get(of_revision(kit)))

    assert frozen in page.text
    assert "Reworded since?" not in page.text
    assert "This is the draft" not in page.text
    assert f"{revision.get_absolute_url()}#round-round-1" in page.hrefs()
    assert "Reworded since?" in Page(as_(hana).get(of_draft(kit))).text


def test_each_goes_back_to_where_they_can_go_on(as_, hana, libby, kit):
    builder = reverse("interviews:kit_build", args=[kit.slug])

    assert f"{builder}#round-round-1" in Page(as_(hana).get(of_draft(kit))).hrefs()
    hrefs = Page(as_(libby).get(of_draft(kit))).hrefs()
    assert f"{kit.get_absolute_url()}#round-round-1" in hrefs
    assert f"{builder}#round-round-1" not in hrefs


def test_a_draft_that_is_no_whole_kit_says_what_to_mend(as_, hana, kit):
    row = first_row(kit)
    row.asker = 9
    row.save()

    response = as_(hana).get(of_draft(kit), follow=True)

    assert response.redirect_chain[-1][0] == kit.get_absolute_url()
    assert "asked by seat 9" in Page(response).text


def test_trying_writes_nothing(as_, hana, kit):
    before = Kit.objects.get(pk=kit.pk).token

    assert as_(hana).post(of_draft(kit)).status_code == 405
    as_(hana).get(of_draft(kit), {"all": "1", f"rating-{first_row(kit).question.slug}": "5"})

    assert Kit.objects.get(pk=kit.pk).token == before
    assert not kit.changes.exists()


def test_an_interviewer_tries_the_revision_of_an_own_interview_only(as_, hana, ana, interview):
    kit = interview.revision.kit
    first_row(kit).delete()
    kit.rounds.update(minutes=90)
    row = kit.rounds.first()
    factories.KitQuestionFactory(
        round=row,
        question=factories.QuestionFactory(competency=kit.kit_competencies.first().competency),
    )
    kit.publish(by=hana)
    client = as_(ana)

    assert client.get(of_revision(kit, 1)).status_code == 200
    assert client.get(of_revision(kit, 2)).status_code == 404
    assert client.get(of_draft(kit)).status_code == 404


def test_the_draft_is_for_those_who_read_drafts(as_, libby, cora, kit, revision):
    hal = person("hal", "Hiring managers")

    assert as_(libby).get(of_draft(kit)).status_code == 200
    assert as_(cora).get(of_draft(kit)).status_code == 404
    assert as_(hal).get(of_draft(kit)).status_code == 404
    assert as_(hal).get(of_revision(kit)).status_code == 200


def test_a_stranger_and_a_round_that_is_not_there_get_404(as_, zoe, hana, kit, revision):
    assert as_(zoe).get(of_draft(kit)).status_code == 404
    assert as_(zoe).get(of_revision(kit)).status_code == 404
    assert as_(hana).get(of_draft(kit, "round-9")).status_code == 404
    assert as_(hana).get(of_revision(kit, key="round-9")).status_code == 404


def test_they_need_a_login(client, kit, revision):
    for address in (of_draft(kit), of_revision(kit)):
        assert client.get(address).url == f"{reverse('login')}?next={address}"


@pytest.mark.parametrize("many", [1, 8])
def test_a_draft_asks_a_fixed_number_of_queries(as_, hana, many, django_assert_num_queries):
    kit = factories.make_kit(owner=hana, rounds=many, questions=many)
    client = as_(hana)

    with django_assert_num_queries(15):
        client.get(of_draft(kit), {"all": "1"})


@pytest.mark.parametrize("many", [2, 5])
def test_a_revision_asks_a_fixed_number_of_queries(as_, hana, many, django_assert_num_queries):
    kit = factories.make_kit(owner=hana, rounds=2, questions=many + 1)
    kit.rounds.update(minutes=90)
    kit.publish(by=hana)
    client = as_(hana)

    with django_assert_num_queries(5):
        client.get(of_revision(kit), {"all": "1"})
