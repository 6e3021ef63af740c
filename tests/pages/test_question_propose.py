"""Proposing a question: a draft with one's name, after a look at what the bank has already."""

import pytest
from django.urls import reverse

from interviews.models import Question
from interviews.wording import SILENCE
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

PROPOSE = "/propose-question/"
PROMPT = "A buyer asked you for a discount at the last minute. How did you answer?"


@pytest.fixture
def data(db):
    competency = factories.CompetencyFactory(name="Closing")
    return {
        "prompt": PROMPT,
        "type": "behavioural",
        "competency": competency.pk,
        "minutes": 7,
        "follow_ups": "What did it cost?\r\n\r\nWho decided?",
        "positive_indicators": "Trades",
        "red_flags": "Gives in",
        "levels": ["mid", "senior"],
        "why": "Nothing asks about late discounts.",
    }


def test_it_becomes_a_draft_with_name_and_reason(as_, hana, data, director):
    response = as_(hana).post(PROPOSE, data | {"roles": [director.pk]}, follow=True)

    question = Question.objects.get()
    assert (question.state, question.proposed_by) == ("draft", hana)
    assert question.slug == "a-buyer-asked-you-for-a-discount-at-the-last-minute-how-did"
    assert question.follow_ups_list == ["What did it cost?", "Who decided?"]
    assert question.levels_list == ["mid", "senior"]
    assert question.roles.get() == director
    step = question.steps.get()
    assert (step.state, step.by, step.comment) == ("draft", hana, data["why"])
    assert {version.history_user for version in question.history.all()} == {hana}
    page = Page(response)
    assert "Proposed. A library admin reviews it next." in page.text
    assert "Draft" in page.text


def test_the_page_says_that_silence_is_no_clearance(as_, hana):
    assert str(SILENCE) in Page(as_(hana).get(PROPOSE)).text


def test_the_slug_is_free(as_, hana, data):
    client = as_(hana)
    for prompt in ("???", "???", "Why now?", "Why now!!"):
        page = Page(client.post(PROPOSE, data | {"prompt": prompt}))
        seen = [a["value"] for _tag, a in page.elements if a.get("name") == "seen"]
        if seen:
            client.post(PROPOSE, data | {"prompt": prompt, "seen": seen[0]})

    slugs = set(Question.objects.values_list("slug", flat=True))
    assert slugs == {"question", "question-2", "why-now", "why-now-2"}


def test_what_the_bank_has_already_is_shown_once(as_, hana, data):
    known = factories.QuestionFactory(slug="known", prompt=PROMPT.replace("minute", "moment"))
    hidden = factories.QuestionFactory(slug="hidden", prompt=PROMPT, state="draft")
    client = as_(hana)

    page = Page(client.post(PROPOSE, data))

    assert Question.objects.count() == 2
    assert "The bank has this already?" in page.text
    assert "of 100 alike" in page.text
    assert reverse("interviews:question_detail", args=[known.slug]) in page.hrefs()
    assert hidden.slug not in page.text
    assert "What did it cost?" in page.text  # nothing is lost
    digest = next(a["value"] for _tag, a in page.elements if a.get("name") == "seen")
    other = data | {"prompt": PROMPT.replace("minute", "hour"), "seen": digest}
    assert "The bank has this already?" in Page(client.post(PROPOSE, other)).text
    client.post(PROPOSE, data | {"seen": digest})
    assert Question.objects.filter(proposed_by=hana).count() == 1


def test_advice_on_the_wording_is_shown_once(as_, hana, data):
    data["prompt"] = "How old are you, and do you plan to have children?"
    client = as_(hana)

    page = Page(client.post(PROPOSE, data))

    assert not Question.objects.exists()
    assert "Stop Age" in page.text
    assert "No advice does not mean" in page.text
    digest = next(a["value"] for _tag, a in page.elements if a.get("name") == "seen")
    client.post(PROPOSE, data | {"seen": digest})
    assert Question.objects.get().prompt == data["prompt"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"prompt": ""}, "This field is required."),
        ({"competency": ""}, "Choose the competency that this question asks about."),
        ({"minutes": "0"}, "from 1 to 120 minutes"),
        ({"minutes": "soon"}, "Enter a whole number."),
        ({"type": "riddle"}, "riddle is not one of the available choices."),
        ({"roles": ["999"]}, "999 is not one of the available choices."),
        ({"prompt": "Bad \x07 bell"}, "Remove the character U+0007"),
    ],
)
def test_bad_input_explains_itself_and_loses_nothing(as_, hana, data, director, changes, words):
    page = Page(as_(hana).post(PROPOSE, data | changes))

    assert not Question.objects.exists()
    assert words in page.text
    assert "Nothing has been sent yet." in page.text
    assert "Nothing asks about late discounts." in page.text


def test_background_goes_without_a_competency(as_, hana, data):
    as_(hana).post(PROPOSE, data | {"type": "background", "competency": ""})

    assert Question.objects.get().competency is None


def test_ones_own_proposals_show_with_state_and_what_the_reviewer_said(as_, hana, libby, data):
    client = as_(hana)
    assert "What you propose shows here" in Page(client.get(PROPOSE)).text
    client.post(PROPOSE, data)
    question = Question.objects.get()
    question.send_to_review(by=libby)
    question.send_back(by=libby, comment="Name the product.")
    factories.QuestionFactory(prompt="Of somebody else?", proposed_by=libby)

    text = Page(client.get(PROPOSE)).text

    assert "Draft" in text
    assert "Libby Example : Name the product." in text
    assert "Of somebody else?" not in text
    assert "Name the product." in Page(client.get(f"/questions/{question.slug}/")).text


@pytest.mark.parametrize("username", ["ana", "cora", "zoe"])
def test_others_get_404(as_, request, data, username):
    client = as_(request.getfixturevalue(username))

    assert client.get(PROPOSE).status_code == 404
    assert client.post(PROPOSE, data).status_code == 404
    assert not Question.objects.exists()


def test_the_page_keeps_the_policy_and_stands_under_questions(as_, hana, data):
    factories.QuestionFactory(prompt=PROMPT)
    client = as_(hana)

    for response in (client.get(PROPOSE), client.post(PROPOSE, data), client.post(PROPOSE, {})):
        page = Page(response)
        assert page.against_the_policy() == []
        ids = [attributes["id"] for _tag, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        marked = [a["href"] for tag, a in page.elements if tag == "a" and "aria-current" in a]
        assert marked == ["/questions/"]


def test_it_needs_a_login(client):
    assert client.get(PROPOSE).status_code == 302


def test_a_library_admin_may_propose_too(as_, libby, data):
    as_(libby).post(PROPOSE, data)

    assert Question.objects.get().proposed_by == libby


@pytest.mark.parametrize("many", [1, 15])
def test_the_number_of_queries_stays(as_, hana, libby, many, django_assert_num_queries):
    hal = person("hal", "Hiring managers")
    for _ in range(many):
        factories.QuestionFactory(proposed_by=hana, state="draft").send_to_review(by=libby)
        factories.QuestionFactory(proposed_by=hal)
        factories.RoleFactory()
    client = as_(hana)
    client.get(PROPOSE)

    with django_assert_num_queries(11):
        client.get(PROPOSE)


def test_advice_comes_while_a_proposal_is_typed(as_, hana, ana):
    address = reverse("interviews:proposal_advice")
    texts = {"prompt": "Are you married?", "follow_ups": "What came of it?"}

    answer = as_(hana).post(address, texts).json()

    assert "Family and marriage" in answer["fields"]["prompt"]
    assert "advice-item" not in answer["fields"]["follow_ups"]
    assert as_(ana).post(address, texts).status_code == 404
    assert as_(hana).get(address).status_code == 405
    page = as_(hana).get(reverse("interviews:question_propose")).text
    assert f'data-advice="{address}"' in page


def test_the_heaviest_advice_comes_first(as_, hana):
    texts = {"prompt": "Are you married, and how did that account grow under you?"}

    answer = as_(hana).post(reverse("interviews:proposal_advice"), texts).json()

    found = answer["fields"]["prompt"]
    assert found.index("advice-stop") < found.index("advice-hint")
