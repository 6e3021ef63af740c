"""Writing a question of one's own for a round: asked in the kit at once, offered to the bank."""

import pytest
from django.urls import reverse

from interviews.models import Kit, KitQuestion, Question
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}
PROMPT = "A buyer asked you for a discount at the last minute. How did you answer?"


@pytest.fixture
def round_(kit):
    return kit.rounds.order_by("position").first()


@pytest.fixture
def data(kit):
    return {
        "prompt": PROMPT,
        "type": "behavioural",
        "competency": kit.kit_competencies.first().competency_id,
        "minutes": 7,
        "follow_ups": "What did it cost?\r\n\r\nWho decided?",
        "positive_indicators": "Trades",
        "red_flags": "Gives in",
        "materials": "",
        "roles": [kit.role_id],
        "levels": ["mid"],
        "why": "Written for the kit.",
        "seen": kit.token,
    }


def address(round_):
    return reverse("interviews:kit_question_write", args=[round_.kit.slug, round_.pk])


def written():
    return Question.objects.filter(prompt=PROMPT)


def value_of(response, name):
    return next(a["value"] for _tag, a in Page(response).elements if a.get("name") == name)


def ticked(response, name):
    inputs = [a for tag, a in Page(response).elements if tag == "input" and a.get("name") == name]
    return [a["value"] for a in inputs if "checked" in a]


def test_it_is_asked_at_the_end_and_proposed_to_the_bank(as_, hana, kit, round_, data):
    response = as_(hana).post(address(round_), data, follow=True)

    row = round_.kit_questions.last()
    question = row.question
    assert (question.prompt, question.minutes, row.scored) == (PROMPT, 7, True)
    assert (question.state, question.proposed_by) == ("draft", hana)
    assert question.follow_ups_list == ["What did it cost?", "Who decided?"]
    assert question.roles.get() == kit.role
    step = question.steps.get()
    assert (step.state, step.by, step.comment) == ("draft", hana, "Written for the kit.")
    assert response.redirect_chain[0][0] == reverse("interviews:kit_build", args=[kit.slug])
    text = Page(response).text
    assert "to “Round 1”. It is a proposal for the bank, too: undo takes it out of the kit" in text


def test_with_a_script_the_builder_comes_back_and_the_sheet_closes(as_, hana, round_, data):
    response = as_(hana).post(address(round_), data, **HTMX)

    assert response["HX-Retarget"] == "#builder"
    assert "sheet-done" in response["HX-Trigger-After-Swap"]
    assert round_.kit_questions.last().question.prompt == PROMPT


def test_the_kit_can_be_published_with_it_and_says_that_it_is_not_reviewed(
    as_, hana, kit, round_, data
):
    as_(hana).post(address(round_), data)

    kit = Kit.objects.get(pk=kit.pk)
    assert kit.problems() == []
    asked = Kit.objects.with_content().get(pk=kit.pk).as_document().rounds[0].questions[-1]
    assert (asked.prompt, asked.reviewed) == (PROMPT, False)


def test_undo_takes_it_out_of_the_kit_and_leaves_the_proposal(as_, hana, kit, round_, data):
    as_(hana).post(address(round_), data)

    kit.undo()
    assert not KitQuestion.objects.filter(question__prompt=PROMPT).exists()
    assert written().get().proposed_by == hana

    kit.redo()
    assert KitQuestion.objects.filter(question__prompt=PROMPT).exists()


def test_it_comes_with_what_the_kit_is_for(as_, hana, kit, round_):
    closing = factories.CompetencyFactory(slug="closing", name="Closing")
    kit.kit_competencies.create(competency=closing, position=9)

    response = as_(hana).get(address(round_) + "?competency=closing")

    assert ticked(response, "roles") == [str(kit.role_id)]
    assert ticked(response, "levels") == ["mid"]
    page = Page(response)
    assert f"Written for the kit “{kit.title}”." in page.text
    chosen = [a["value"] for tag, a in page.elements if tag == "option" and "selected" in a]
    assert str(closing.pk) in chosen
    # What the kit rates comes first, what nothing asks about before the rest.
    assert page.text.index("Closing: not asked yet") < page.text.index(": 1 question")


def test_a_competency_that_the_kit_does_not_rate_is_rated_from_then_on(
    as_, hana, kit, round_, data
):
    other = factories.CompetencyFactory(name="Closing")

    response = as_(hana).post(address(round_), data | {"competency": other.pk}, follow=True)

    assert "The kit rates Closing from now on: look at its weights." in Page(response).text
    assert kit.kit_competencies.filter(competency=other).exists()


def test_a_role_play_brings_its_brief(as_, hana, round_, data):
    brief = "You are the buyer. You want 20 per cent off."

    as_(hana).post(address(round_), data | {"type": "role_play", "materials": brief})

    assert written().get().materials == brief


def test_background_goes_without_a_competency_and_unscored(as_, hana, round_, data):
    as_(hana).post(address(round_), data | {"type": "background", "competency": ""})

    assert round_.kit_questions.last().scored is False


def test_what_the_bank_has_already_is_shown_once(as_, hana, round_, data):
    close = PROMPT.replace("minute", "moment")
    known = factories.QuestionFactory(slug="known", prompt=close, levels="")
    client = as_(hana)

    response = client.post(address(round_), data)

    page = Page(response)
    assert response.status_code == 422
    assert not written().exists()
    assert "The bank has this already?" in page.text
    assert close in page.text
    assert "What did it cost?" in page.text  # nothing is lost
    add = reverse("interviews:kit_question_add", args=[round_.kit.slug, round_.pk])
    assert add in [form.get("action") for form in page.forms()]  # the known one instead
    looked = value_of(response, "looked")
    other = data | {"prompt": PROMPT.replace("minute", "hour"), "looked": looked}
    assert "The bank has this already?" in Page(client.post(address(round_), other)).text
    client.post(address(round_), data | {"looked": looked})
    assert round_.kit_questions.last().question.prompt == PROMPT
    assert Question.objects.filter(pk=known.pk, state="approved").exists()


@pytest.mark.parametrize("field", ["prompt", "materials"])
def test_advice_on_the_wording_is_shown_once(as_, hana, round_, data, field):
    data[field] = "How old are you, and do you plan to have children?"
    client = as_(hana)

    response = client.post(address(round_), data)

    assert "Stop Age" in Page(response).text
    assert not Question.objects.filter(proposed_by=hana).exists()
    client.post(address(round_), data | {"looked": value_of(response, "looked")})
    assert Question.objects.filter(proposed_by=hana).exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"prompt": ""}, "This field is required."),
        ({"competency": ""}, "Choose the competency that this question asks about."),
        ({"competency": "999999"}, "That choice is not one of the available choices."),
        ({"minutes": "0"}, "from 1 to 120 minutes"),
        ({"minutes": "soon"}, "Enter a whole number."),
        ({"type": "riddle"}, "riddle is not one of the available choices."),
        ({"prompt": "Bad \x07 bell"}, "Remove the character U+0007"),
    ],
)
def test_bad_input_explains_itself_and_loses_nothing(as_, hana, round_, data, changes, words):
    data["red_flags"] = "Gives in at once"

    response = as_(hana).post(address(round_), data | changes)

    page = Page(response)
    assert response.status_code == 422
    assert words in page.text
    assert "Nothing was added yet." in page.text
    assert "Gives in at once" in page.text
    assert value_of(response, "seen") == data["seen"]
    assert not Question.objects.filter(proposed_by=hana).exists()


def test_a_kit_changed_meanwhile_loses_nothing(as_, hana, root, kit, round_, data):
    with kit.being_changed(by=root) as change:
        change.draft.rounds.update(minutes=45)
        change.words = "Shortened the rounds."
    client = as_(hana)

    response = client.post(address(round_), data)

    page = Page(response)
    assert response.status_code == 409
    assert not written().exists()
    assert "Shortened the rounds." in page.text
    assert "What did it cost?" in page.text
    client.post(address(round_), data | {"seen": value_of(response, "seen")})
    assert round_.kit_questions.last().question.prompt == PROMPT


def test_pressed_twice_it_is_written_once(as_, hana, round_, data):
    client = as_(hana)
    client.post(address(round_), data)

    assert client.post(address(round_), data).status_code == 422  # the bank has it by now
    data["looked"] = value_of(client.post(address(round_), data), "looked")
    assert client.post(address(round_), data).status_code == 409
    assert written().count() == 1


def test_a_superuser_writes_it_as_the_owners_proposal_under_their_own_name(
    as_, hana, root, round_, data
):
    client = as_(root)

    assert "a proposal of Hana Example, who owns the kit. Its history names you." in (
        Page(client.get(address(round_))).text
    )
    client.post(address(round_), data)

    question = round_.kit_questions.last().question
    assert question.proposed_by == hana
    assert question.steps.get().by == root
    assert {version.history_user for version in question.history.all()} == {root}


@pytest.mark.parametrize("username", ["ana", "cora", "libby", "zoe"])
def test_others_get_404(as_, request, round_, data, username):
    client = as_(request.getfixturevalue(username))

    assert client.get(address(round_)).status_code == 404
    assert client.post(address(round_), data).status_code == 404
    assert not written().exists()


def test_another_manager_gets_404(as_, round_, data):
    client = as_(person("hal", "Hiring managers"))

    assert client.post(address(round_), data).status_code == 404


def test_it_needs_a_login(client, round_, data):
    assert client.get(address(round_)).status_code == 302
    assert client.post(address(round_), data).status_code == 302


def test_the_page_keeps_the_policy(as_, hana, round_, data):
    factories.QuestionFactory(prompt=PROMPT)
    client = as_(hana)

    for response in (
        client.get(address(round_)),
        client.post(address(round_), data),
        client.post(address(round_), {}),
    ):
        page = Page(response)
        assert page.against_the_policy() == []
        ids = [attributes["id"] for _tag, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
    advice = reverse("interviews:proposal_advice")
    assert advice in [form.get("data-advice") for form in page.forms()]


@pytest.mark.parametrize("many", [1, 12])
def test_the_number_of_queries_stays(as_, hana, kit, round_, many, django_assert_num_queries):
    for number in range(many):
        factories.RoleFactory()
        competency = factories.CompetencyFactory()
        kit.kit_competencies.create(competency=competency, position=20 + number)
    client = as_(hana)
    client.get(address(round_))

    with django_assert_num_queries(15):
        client.get(address(round_))
