"""One question of the bank: what an interviewer will see, what it fits and where it is used."""

import pytest
from django.urls import reverse

from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(director):
    competency = factories.CompetencyFactory(slug="closing", name="Closing")
    factories.give_anchors(competency, factories.ScaleFactory())
    question = factories.QuestionFactory(
        slug="discount",
        competency=competency,
        prompt="A buyer wants a discount.",
        materials="A price list.",
        source="Our own",
        language="de",
    )
    question.roles.add(director)
    return question


def address(question):
    return reverse("interviews:question_detail", args=[question.slug])


def test_it_shows_all_that_an_interviewer_sees(as_, hana, question, director):
    page = Page(as_(hana).get(address(question)))

    for words in (
        question.prompt,
        "A price list.",
        "What did you try first?",
        "Names what was done",
        "Cannot recall the outcome",
        "What earns each rating of Closing",
        "1 Shows Closing in the way that earns a 1 here.",
        "Mid-level",
        "German",
        "Our own",
    ):
        assert words in page.text
    assert {
        reverse("interviews:competency_detail", args=["closing"]),
        director.get_absolute_url(),
    } <= (set(page.hrefs()))


def test_it_says_where_it_is_used_as_far_as_one_may_know(as_, hana, libby, kit):
    question = kit.rounds.first().kit_questions.first().question
    hal = person("hal", "Hiring managers")
    assert kit.get_absolute_url() in Page(as_(hana).get(address(question))).hrefs()
    assert "In no kit that you may read." in Page(as_(hal).get(address(question))).text
    title = kit.title
    revision = kit.publish(by=hana)
    kit.title = "Secret title"
    kit.save()

    page = Page(as_(hal).get(address(question)))
    assert f"{revision.get_absolute_url()}#round-round-1" in page.hrefs()
    assert f"{title} revision 1" in page.text
    assert "Secret title" not in page.text
    assert "Secret title Draft" in Page(as_(libby).get(address(question))).text


def test_advice_on_the_wording_is_for_those_who_can_have_it_changed(as_, hana, libby, question):
    question.prompt = "How old are you?"
    question.save()

    assert "Advice on the wording" not in Page(as_(hana).get(address(question))).text
    text = Page(as_(libby).get(address(question))).text
    assert "Stop Age" in text
    assert "No advice does not mean" in text
    question.proposed_by = hana
    question.save()
    assert "Stop Age" in Page(as_(hana).get(address(question))).text


def test_a_library_admin_goes_on_to_edit_it(as_, hana, libby, question):
    edit = reverse("admin:interviews_question_change", args=[question.pk])

    assert edit in Page(as_(libby).get(address(question))).hrefs()
    assert edit not in Page(as_(hana).get(address(question))).hrefs()


def test_the_way_back_leads_to_the_search(as_, hana, question):
    page = Page(as_(hana).get(address(question), {"from": "q=buyer&type=behavioural"}))

    assert "/questions/?q=buyer&type=behavioural#discount" in page.hrefs()
    hostile = Page(as_(hana).get(address(question), {"from": '//evil.example/"><b>'}))
    assert all(not href.startswith("//") for href in hostile.hrefs())


@pytest.mark.parametrize("state", ["draft", "in_review", "retired"])
def test_what_is_not_approved_shows_to_its_author_and_the_library_only(
    as_, hana, cora, libby, question, state
):
    question.state = state
    question.save()

    assert as_(hana).get(address(question)).status_code == 404
    assert as_(cora).get(address(question)).status_code == 404
    assert question.get_state_display() in Page(as_(libby).get(address(question))).text
    question.proposed_by = hana
    question.save()
    page = Page(as_(hana).get(address(question)))
    assert "Only approved questions enter a kit." in page.text


@pytest.mark.parametrize("username", ["ana", "zoe"])
def test_interviewers_and_strangers_get_404(as_, request, question, username):
    assert as_(request.getfixturevalue(username)).get(address(question)).status_code == 404


def test_it_needs_a_login(client, question):
    assert client.get(address(question)).status_code == 302


def test_an_unscored_question_without_anything_beside_it(as_, hana):
    bare = factories.QuestionFactory(
        type="motivation",
        competency=None,
        follow_ups="",
        positive_indicators="",
        red_flags="",
        levels="",
    )

    page = Page(as_(hana).get(address(bare)))

    assert "It is asked as it stands" in page.text
    assert "Not scored" in page.text
    assert "What earns each rating" not in page.text


@pytest.mark.parametrize("many", [1, 8])
def test_the_number_of_queries_stays(as_, hana, question, many, django_assert_num_queries):
    for number in range(many):
        kit = factories.make_kit(owner=hana)
        factories.KitQuestionFactory(round=kit.rounds.first(), question=question)
        kit.kit_competencies.create(competency=question.competency)
        kit.publish(by=hana)
        question.roles.add(factories.RoleFactory(title=f"Role of {number}"))
    client = as_(hana)
    client.get(address(question))

    with django_assert_num_queries(11):
        client.get(address(question))
