"""Steps of many questions at once, from the list: what each would do, one act, and a report."""

import pytest
from django.urls import reverse

from interviews.models import Question, QuestionStep
from interviews.steps import VERBS, OutdatedError, digest_of, take
from tests import factories
from tests.conftest import person, staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db
LIST = "/admin/interviews/question/"
RISKY = "Are you planning to have children soon?"


@pytest.fixture
def lena(db):
    """A second library admin, to review what libby writes."""
    return person("lena", "Library admins", is_staff=True)


def written_by(user, *slugs, **facts):
    questions = [factories.QuestionFactory(slug=slug, **facts) for slug in slugs]
    Question.history.filter(slug__in=slugs).update(history_user=user)
    return questions


def choose(client, action, questions, query=""):
    """Tick questions in the list and choose an action."""
    pks = [question.pk for question in questions]
    return client.post(f"{LIST}{query}", {"action": action, "_selected_action": pks})


def act(client, page, verb, **data):
    """Press the button of the page that the action opened."""
    hidden = {
        a["name"]: a["value"]
        for tag, a in Page(page).elements
        if a.get("type") == "hidden" and a["name"] in ("chosen", "back", "seen", "topics")
    }
    address = reverse("admin:interviews_question_steps", args=[verb])
    return client.post(address, hidden | data, follow=True)


def states(*slugs):
    return [Question.objects.get(slug=slug).state for slug in slugs]


def test_drafts_go_to_review_with_one_comment(as_, libby):
    questions = written_by(libby, "one", "two", state="draft")
    client = as_(libby)

    page = choose(client, "send_to_review", questions)
    assert "2 questions can take this step" in page.text
    assert states("one", "two") == ["draft", "draft"]
    response = act(client, page, "send-to-review", comment="The first batch.")

    assert "2 questions wait for review now." in response.text
    assert states("one", "two") == ["in_review", "in_review"]
    steps = QuestionStep.objects.values_list("state", "by__username", "comment")
    assert list(steps) == [("in_review", "libby", "The first batch.")] * 2


def test_the_page_says_which_cannot_and_why(as_, libby, lena):
    questions = [
        *written_by(libby, "ready", state="in_review"),
        *written_by(lena, "own", state="in_review"),
        *written_by(libby, "early", state="draft"),
        *written_by(libby, "risky", state="in_review", prompt=RISKY),
    ]
    client = as_(lena)
    page = choose(client, "approve", questions)
    text = Page(page).text

    for words in (
        "1 question can take this step",
        "You wrote this wording, so somebody else has to approve it. (1)",
        "It is “Draft”, and this step does not lead on from there. (1)",
        "1 question with advice against its wording",
    ):
        assert words in text
    assert Page(page).against_the_policy() == []

    response = act(client, page, "approve")

    assert states("ready", "own", "early", "risky") == [
        "approved", "in_review", "draft", "in_review",
    ]  # fmt: skip
    text = Page(response).text
    assert "1 question is approved and can enter kits." in text
    assert "1 question stays as it is (own). You wrote this wording" in text
    assert "1 question stays as it is (risky). The wording touches on" in text


def test_nobody_can_send_along_that_there_is_no_advice(as_, libby, lena):
    risky = written_by(libby, "risky", state="in_review", prompt=RISKY)
    harmless = written_by(libby, "harmless", state="in_review")
    client = as_(lena)
    other_page = choose(client, "approve", harmless)
    (topics,) = [a["value"] for tag, a in Page(other_page).elements if a.get("name") == "topics"]

    for forged in (topics, "", "x"):
        act(client, choose(client, "approve", risky), "approve", topics=forged)
        assert states("risky") == ["in_review"]


def test_a_reason_lets_the_wordings_through_and_is_kept_with_those_alone(as_, libby, lena):
    questions = [
        *written_by(libby, "ready", state="in_review"),
        *written_by(libby, "risky", state="in_review", prompt=RISKY),
    ]
    client = as_(lena)

    act(client, choose(client, "approve", questions), "approve", wording_reason="By law.")

    assert states("ready", "risky") == ["approved", "approved"]
    reasons = QuestionStep.objects.values_list("question__slug", "wording_reason")
    assert set(reasons) == {("ready", ""), ("risky", "By law.")}


def test_a_superuser_gives_one_reason_for_own_wordings(as_, root, libby):
    questions = [
        *written_by(libby, "theirs", state="in_review"),
        *written_by(root, "mine", state="in_review"),
    ]
    client = as_(root)
    page = choose(client, "approve", questions)
    assert "1 question that you wrote" in page.text

    act(client, page, "approve", own_work_reason="Alone here.")

    reasons = QuestionStep.objects.values_list("question__slug", "own_work_reason")
    assert set(reasons) == {("theirs", ""), ("mine", "Alone here.")}


def test_what_changed_since_the_page_is_not_approved_unseen(as_, libby, lena):
    questions = written_by(libby, "one", "two", state="in_review")
    client = as_(lena)
    page = choose(client, "approve", questions)
    changed = Question.objects.get(slug="two")
    changed.prompt = "What did you change in the last minute?"
    changed.save_edited(by=libby)

    response = act(client, page, "approve", comment="Typed before.")

    assert "so nothing was approved" in response.text
    assert "Typed before." in response.text
    assert states("one", "two") == ["in_review", "in_review"]
    act(client, response, "approve")
    assert states("one", "two") == ["approved", "approved"]


def test_a_wording_that_nobody_looked_at_is_looked_at_when_it_is_approved(as_, libby, lena):
    """It was a draft when the page was made, so the advice was not asked for."""
    ready = written_by(libby, "ready", state="in_review")
    (risky,) = written_by(libby, "risky", state="draft", prompt=RISKY)
    client = as_(lena)
    page = choose(client, "approve", [*ready, risky])
    risky.send_to_review(by=libby)

    response = act(client, page, "approve")

    assert "No reason was given for it." in response.text
    assert states("ready", "risky") == ["approved", "in_review"]


def test_wordings_are_compared_with_those_seen_while_they_are_locked(libby, lena):
    (question,) = written_by(libby, "one", state="in_review")
    seen = digest_of([question])
    Question.objects.update(prompt="Slipped in after the page was made.")

    with pytest.raises(OutdatedError):
        take(VERBS["approve"], [question.pk], by=lena, seen=seen)

    assert states("one") == ["in_review"]


def test_what_took_the_step_meanwhile_is_left_alone(as_, libby):
    questions = written_by(libby, "one", "two", state="draft")
    client = as_(libby)
    page = choose(client, "send_to_review", questions)
    questions[0].retire(by=libby)

    response = act(client, page, "send-to-review")

    assert states("one", "two") == ["retired", "in_review"]
    assert "1 question stays as it is (one). It is “Retired”" in Page(response).text


def test_sending_back_needs_one_word_to_the_authors(as_, libby, lena):
    questions = written_by(libby, "one", "two", state="in_review")
    client = as_(lena)
    page = choose(client, "send_back", questions)

    refused = act(client, page, "send-back", comment=" ")
    assert "Say what its author should change." in refused.text
    assert states("one", "two") == ["in_review", "in_review"]

    act(client, refused, "send-back", comment="Shorter, please.")
    assert states("one", "two") == ["draft", "draft"]
    assert QuestionStep.objects.filter(comment="Shorter, please.").count() == 2


def test_retiring_says_where_they_are_used_and_taking_up_again_undoes_it(as_, libby, kit, revision):
    questions = list(Question.objects.all())
    client = as_(libby)
    page = choose(client, "retire", questions)
    assert f"{kit.title}, revision 1" in Page(page).text

    act(client, page, "retire")
    assert not Question.objects.exclude(state="retired").exists()
    act(client, choose(client, "take_up_again", questions), "take-up-again")
    assert not Question.objects.exclude(state="draft").exists()


def test_the_list_comes_back_with_its_filters(as_, libby):
    questions = written_by(libby, "one", state="draft")
    client = as_(libby)

    page = choose(client, "send_to_review", questions, "?state__exact=draft&q=occasion")
    response = act(client, page, "send-to-review")

    assert response.redirect_chain == [(f"{LIST}?state__exact=draft&q=occasion", 302)]


def test_nothing_that_fits_leaves_nothing_to_press(as_, libby):
    page = choose(as_(libby), "retire", written_by(libby, "one", state="retired"))

    assert "None of these questions can take this step." in page.text
    assert "chosen" not in {a.get("name") for tag, a in Page(page).elements}


def test_five_hundred_are_approved_at_once_in_a_few_queries(
    as_, libby, lena, django_assert_max_num_queries
):
    written_by(libby, *(f"q-{number}" for number in range(500)), state="in_review")
    client = as_(lena)
    everything = {
        "action": "approve",
        "select_across": "1",
        "_selected_action": [Question.objects.first().pk],
    }

    page = client.post(LIST, everything)
    assert "500 questions can take this step" in page.text
    with django_assert_max_num_queries(45):
        act(client, page, "approve", comment="All read.")

    assert not Question.objects.exclude(state="approved").exists()
    assert QuestionStep.objects.count() == 500


def test_the_history_knows_no_new_version_of_a_step(as_, libby):
    questions = written_by(libby, "one", state="draft")
    client = as_(libby)

    act(client, choose(client, "send_to_review", questions), "send-to-review")

    assert questions[0].history.count() == 1


def test_actions_are_offered_by_right(as_, libby, bank_reader):
    written_by(libby, "one", state="in_review")

    def offered(user):
        return {
            a["value"]
            for tag, a in Page(as_(user).get(LIST)).elements
            if tag == "option" and a.get("value")
        }

    assert {"send_to_review", "approve", "send_back", "retire", "take_up_again"} <= offered(libby)
    changer = staff("changer", "view_question", "change_question")
    assert {"approve", "send_back", "delete_selected"}.isdisjoint(offered(changer))
    assert "retire" in offered(changer)
    assert {"retire", "approve"}.isdisjoint(offered(bank_reader))


@pytest.fixture
def bank_reader(db):
    return staff("reader", "view_question")


def test_rights_are_asked_for_again_when_the_button_is_pressed(as_, libby, bank_reader):
    (question,) = written_by(libby, "one", state="in_review")
    changer = as_(staff("changer", "view_question", "change_question"))
    data = {"chosen": str(question.pk), "comment": "Yes."}

    for client, verb in (
        (changer, "approve"),
        (changer, "send-back"),
        (as_(bank_reader), "retire"),
    ):
        address = reverse("admin:interviews_question_steps", args=[verb])
        assert client.post(address, data).status_code == 403
    assert states("one") == ["in_review"]


def test_what_is_typed_into_the_address_does_no_harm(as_, libby):
    client = as_(libby)
    address = reverse("admin:interviews_question_steps", args=["retire"])

    assert client.get(address).status_code == 405
    assert client.post(address.replace("retire", "celebrate")).status_code == 404
    for chosen in ("", "abc,-1,²", "9" * 40):
        assert client.post(address, {"chosen": chosen}).status_code == 302


def test_strangers_interviewers_and_visitors_are_sent_to_the_login(as_, zoe, ana, client):
    address = reverse("admin:interviews_question_steps", args=["retire"])

    for somebody in (as_(zoe), as_(ana), client):
        assert "/login/" in somebody.post(address).url
