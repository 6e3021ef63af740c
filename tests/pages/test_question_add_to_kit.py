"""Adding a question of the bank to a round of one's own kit, and going on with the search."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from interviews.kits import filling
from interviews.models import KitQuestion, Question
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(db):
    competency = factories.CompetencyFactory(name="Closing")
    return factories.QuestionFactory(slug="discount", competency=competency, minutes=10)


@pytest.fixture
def add(as_):
    """`add(hana, question, round_)`: the page that it leads to."""

    def post(user, question, round_, **more):
        url = reverse("interviews:question_add_to_kit", args=[question.slug])
        data = {"round": getattr(round_, "pk", round_), "from": "q=buyer&page=2"} | more
        return as_(user).post(url, data, follow=True)

    return post


def first_round(kit):
    return kit.rounds.order_by("position").first()


def test_it_comes_at_the_end_and_the_search_goes_on(add, hana, kit, question):
    round_ = first_round(kit)

    response = add(hana, question, round_)

    row = round_.kit_questions.last()
    assert (row.question, row.scored, row.minutes) == (question, True, None)
    assert row.position > round_.kit_questions.first().position
    address, _status = response.redirect_chain[-1]
    assert address == f"/questions/?q=buyer&page=2&into={round_.pk}#discount"
    # 60 minutes, 3 for the opening, 5 for the closing, three questions of 6, this one of 10
    assert f"Added to “Round 1” of “{kit.title}”: 24 minutes left." in Page(response).text


def test_its_competency_is_rated_from_then_on(add, hana, kit, question):
    kit.kit_competencies.update(weight=20)

    text = Page(add(hana, question, first_round(kit))).text

    added = kit.kit_competencies.get(competency=question.competency)
    assert added.weight == 20
    assert added.position == max(kit.kit_competencies.values_list("position", flat=True))
    assert "rates Closing from now on: look at its weights" in text
    assert [str(problem) for problem in kit.problems()] == [
        "“Closing” has no anchors on this scale: write them in the library."
    ]


def test_a_competency_that_the_kit_rates_already_stays_as_it_is(add, hana, kit):
    rated = kit.kit_competencies.first()
    another = factories.QuestionFactory(competency=rated.competency)

    text = Page(add(hana, another, first_round(kit))).text

    assert kit.kit_competencies.count() == 6
    assert "from now on" not in text


def test_an_unscored_question_is_added_unscored(add, hana, kit):
    motive = factories.QuestionFactory(type="motivation", competency=None)

    add(hana, motive, first_round(kit))

    assert KitQuestion.objects.get(question=motive).scored is False
    assert kit.problems() == []


def test_a_round_that_gets_too_long_is_told(add, hana, kit, question):
    question.minutes = 50
    question.save()

    assert (
        "That round is now 16 minutes too long." in Page(add(hana, question, first_round(kit))).text
    )


def test_the_same_twice_is_refused_and_said(add, hana, kit, question):
    first, second = kit.rounds.order_by("position")
    add(hana, question, first)

    for round_ in (first, second):
        text = Page(add(hana, question, round_)).text
        assert f"“{kit.title}” asks this question already, in “Round 1”." in text
    assert KitQuestion.objects.filter(question=question).count() == 1


def test_what_is_not_approved_is_refused_and_said(add, hana, kit, question):
    question.state, question.proposed_by = "retired", hana
    question.save()

    text = Page(add(hana, question, first_round(kit))).text

    assert "This question is “Retired”: only approved ones enter a kit." in text
    assert not KitQuestion.objects.filter(question=question).exists()
    assert not kit.kit_competencies.filter(competency=question.competency).exists()


def test_ones_own_proposal_is_added_before_its_review(add, hana, kit, question):
    question.state, question.proposed_by = "in_review", hana
    question.save()

    add(hana, question, first_round(kit))

    assert KitQuestion.objects.get(question=question).round == first_round(kit)


def test_whoever_has_no_kit_reads_where_one_comes_from(add, as_, question):
    hal = person("hal", "Hiring managers")

    page = Page(add(hal, question, ""))

    assert "You have no kit of your own with a round to add it to." in page.text
    assert reverse("roles:list") in page.hrefs()
    assert "You have no kit with a round yet." in Page(as_(hal).get("/questions/")).text


@pytest.mark.parametrize("round_", ["", "x", "\0", "0", "9" * 30])
def test_without_a_round_nothing_is_added_and_the_search_is_kept(add, hana, kit, question, round_):
    response = add(hana, question, round_)

    page = Page(response)
    assert "Choose the round that shall ask it; nothing was added." in page.text
    assert "/questions/?q=buyer&page=2#discount" in page.hrefs()


def test_the_kit_of_another_cannot_be_filled(add, kit, question):
    hal = person("hal", "Hiring managers")
    factories.make_kit(owner=hal)

    add(hal, question, first_round(kit))

    assert not KitQuestion.objects.filter(question=question).exists()


def test_from_its_own_page_one_stays_there(add, hana, kit, question):
    response = add(hana, question, first_round(kit), stay="question")

    address, _status = response.redirect_chain[-1]
    assert address.startswith("/questions/discount/")


def test_in_the_list_the_chosen_round_takes_one_press(as_, hana, kit, question):
    client = as_(hana)
    round_ = first_round(kit)

    plain, chosen = (
        Page(client.get("/questions/")),
        Page(client.get(f"/questions/?into={round_.pk}")),
    )

    add = reverse("interviews:question_add_to_kit", args=["discount"])
    assert add not in [form.get("action") for form in plain.forms()]
    assert any(href.startswith("/questions/discount/?from=") for href in plain.hrefs())
    assert add in [form.get("action") for form in chosen.forms()]
    assert "Adding to Round 1" in chosen.text
    assert "34 minutes left of 60" in chosen.text
    assert "adds its competency too" in chosen.text
    assert chosen.text.count("In this kit") == 6


def test_somebody_elses_round_in_the_address_is_left_out(as_, hana, kit, question):
    hal = person("hal", "Hiring managers")

    text = Page(as_(hal).get(f"/questions/?into={first_round(kit).pk}")).text

    assert kit.title not in text
    assert "Adding to" not in text


@pytest.mark.parametrize("username", ["ana", "zoe", "cora", "libby"])
def test_those_who_edit_no_kits_get_404(as_, request, kit, question, username):
    url = reverse("interviews:question_add_to_kit", args=["discount"])

    response = as_(request.getfixturevalue(username)).post(url, {"round": first_round(kit).pk})

    assert response.status_code == 404
    assert not KitQuestion.objects.filter(question=question).exists()


def test_it_needs_a_login_and_a_post(client, as_, hana, question):
    url = reverse("interviews:question_add_to_kit", args=["discount"])

    assert client.post(url).status_code == 302
    assert as_(hana).get(url).status_code == 405


def test_the_draft_names_questions_that_are_not_approved_any_more(as_, hana, libby, kit):
    question = first_round(kit).kit_questions.first().question
    client = as_(hana)
    assert "not approved" not in Page(client.get(kit.get_absolute_url())).text
    question.retire(by=libby)

    page = Page(client.get(kit.get_absolute_url()))

    assert "1 question is not approved" in page.text
    assert f"{question.prompt} Retired" in page.text
    assert "Publish revision 1" in page.text  # a warning, not a refusal
    assert reverse("admin:interviews_question_change", args=[question.pk]) in (
        Page(as_(libby).get(kit.get_absolute_url())).hrefs()
    )
    assert "not approved" not in Page(client.get(kit.publish(by=hana).get_absolute_url())).text


def test_a_question_that_was_reworded_meanwhile_is_not_added(kit, libby):
    question = factories.QuestionFactory(state="approved")
    now = Question.objects.get(pk=question.pk)
    now.prompt = "Something that nobody has reviewed?"
    now.save_edited(by=libby)

    with pytest.raises(ValidationError, match="only approved ones enter a kit"):
        filling.add(question, kit.rounds.first())
