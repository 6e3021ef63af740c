"""The states of a question in the admin: draft, in review, approved, retired, step by step."""

import pytest
from django.urls import reverse

from interviews.models import KitRevision, Question
from tests import factories
from tests.conftest import person, staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db
RISKY = "Are you planning to have children soon?"


@pytest.fixture
def lena(db):
    """A second library admin, to review what libby writes."""
    return person("lena", "Library admins", is_staff=True)


@pytest.fixture
def draft(libby):
    """A draft of libby's."""
    return written_by(libby, state="draft")


def written_by(user, **facts):
    question = factories.QuestionFactory(**facts)
    question.history.update(history_user=user)
    return question


def address(question, verb):
    return reverse("admin:interviews_question_step", args=[question.pk, verb])


def change(question):
    return reverse("admin:interviews_question_change", args=[question.pk])


def taken(client, question, verb, **data):
    """Take a step as its page offers it."""
    page = client.get(address(question, verb))
    seen = [a["value"] for tag, a in Page(page).elements if a.get("name") == "seen"]
    return client.post(address(question, verb), {"seen": "".join(seen[:1])} | data)


def state(question):
    return Question.objects.get(pk=question.pk).state


def test_a_draft_goes_to_review_and_another_person_approves_it(as_, libby, lena, draft):
    assert taken(as_(libby), draft, "send-to-review", comment="Ready.").status_code == 302
    assert state(draft) == "in_review"
    response = as_(lena).post(
        address(draft, "approve"), {"seen": seen_on(as_(lena), draft), "comment": "Fine."}
    )

    assert response.url == change(draft)
    assert state(draft) == "approved"
    steps = draft.steps.values_list("state", "by__username", "comment")
    assert list(steps) == [("approved", "lena", "Fine."), ("in_review", "libby", "Ready.")]


def seen_on(client, question):
    """The fingerprint that the question's own page sends along."""
    elements = Page(client.get(change(question))).elements
    values = [
        a["value"] for tag, a in elements if a.get("name") == "seen" and len(a["value"]) == 64
    ]
    return values[0]


def test_the_page_of_a_question_offers_the_next_step_and_shows_those_before(as_, libby, draft):
    draft.send_to_review(by=libby, comment="Please look at\nthe second follow-up.")
    draft.send_back(by=libby, comment="Too long.")

    page = Page(as_(libby).get(change(draft)))

    actions = [a["formaction"] for tag, a in page.elements if "formaction" in a]
    offered = [action for action in actions if "/step/" in action]
    assert offered == [address(draft, "send-to-review"), address(draft, "retire")]
    for words in ("State: Draft", "Wording by Libby Example", "2 steps so far", "Too long."):
        assert words in page.text
    assert page.against_the_policy() == []


def test_the_author_is_told_that_somebody_else_has_to_approve(as_, libby, draft):
    draft.send_to_review(by=libby)
    client = as_(libby)
    page = Page(client.get(change(draft)))

    assert "You wrote this wording, so somebody else has to approve it." in page.text
    actions = [a.get("formaction") for tag, a in page.elements]
    assert address(draft, "approve") not in actions
    assert "ask another library admin" in Page(client.get(address(draft, "approve"))).text


def test_the_author_cannot_approve_all_the_same(as_, libby, draft):
    draft.send_to_review(by=libby)
    client = as_(libby)

    response = client.post(
        address(draft, "approve"), {"seen": seen_on(client, draft), "own_work_reason": "Mine."}
    )

    assert "somebody else has to approve it" in response.text
    assert state(draft) == "in_review"


def test_a_superuser_approves_own_wording_with_a_reason_that_is_recorded(as_, root):
    question = written_by(root, state="in_review")
    client = as_(root)

    refused = taken(client, question, "approve", comment="Typed before.")
    assert "Give the reason why nobody else reviews it" in refused.text
    assert "Typed before." in refused.text
    assert state(question) == "in_review"

    assert taken(client, question, "approve", own_work_reason="Alone here.").status_code == 302
    assert question.steps.get().own_work_reason == "Alone here."
    assert "Alone here." in Page(client.get(change(question))).text


def test_a_wording_advised_against_needs_a_reason_that_is_recorded(as_, libby, lena):
    question = written_by(libby, state="in_review", prompt=RISKY)
    client = as_(lena)
    page = Page(client.get(address(question, "approve")))
    assert "Advice against this wording" in page.text

    refused = taken(client, question, "approve", comment="Typed before.")
    assert "give the reason why it may be asked" in refused.text
    assert "Typed before." in refused.text
    assert state(question) == "in_review"

    assert taken(client, question, "approve", wording_reason="By law.").status_code == 302
    assert question.steps.get().wording_reason == "By law."


def test_what_nobody_has_seen_is_not_approved(as_, libby, lena, draft):
    draft.send_to_review(by=libby)
    client = as_(lena)
    seen = seen_on(client, draft)
    changed = Question.objects.get(pk=draft.pk)
    changed.prompt = "What did you change in the last minute?"
    changed.save_edited(by=libby)

    response = client.post(address(draft, "approve"), {"seen": seen, "comment": "Fine."})

    assert "Somebody has changed the wording since you opened this page" in response.text
    assert "What did you change in the last minute?" in response.text
    assert state(draft) == "in_review"
    assert taken(client, draft, "approve").status_code == 302


def test_sending_back_needs_a_word_to_the_author(as_, libby, lena, draft):
    draft.send_to_review(by=libby)

    response = taken(as_(lena), draft, "send-back", comment="  ")

    assert "Say what its author should change." in response.text
    assert state(draft) == "in_review"
    assert taken(as_(lena), draft, "send-back", comment="Shorter.").status_code == 302
    assert state(draft) == "draft"
    assert draft.steps.first().comment == "Shorter."


def test_retiring_names_what_uses_it_and_changes_none_of_that(as_, libby, kit, revision, opening):
    question = kit.rounds.first().kit_questions.first().question
    document = revision.document
    client = as_(libby)
    page = Page(client.get(address(question, "retire")))

    for words in (
        f"{kit.title} , round “Round 1”, of Hana Example",
        f"{kit.title}, revision 1",
        "JOB-1, led by Hana Example",
        "Published revisions stay as they are, word for word.",
    ):
        assert words in page.text
    assert opening.title not in page.text  # library admins do not open openings
    assert state(question) == "approved"

    assert taken(client, question, "retire", comment="Outdated.").status_code == 302
    assert state(question) == "retired"
    assert KitRevision.objects.get().document == document
    assert kit.rounds.first().kit_questions.filter(question=question).exists()


def test_the_page_asks_once_more_before_it_retires(as_, libby, draft):
    response = as_(libby).post(address(draft, "retire"), {"look": "yes", "comment": "Outdated."})

    assert "No draft of a kit and no published revision uses it." in response.text
    assert ">\nOutdated.</textarea>" in response.text
    assert state(draft) == "draft"


def test_a_retired_question_is_taken_up_again_as_a_draft(as_, libby):
    question = factories.QuestionFactory(state="retired")

    assert taken(as_(libby), question, "take-up-again").status_code == 302
    assert state(question) == "draft"


def test_a_step_that_does_not_lead_on_from_here_is_refused_in_words(as_, libby, lena):
    question = factories.QuestionFactory(state="approved")
    client = as_(lena)

    assert "so this step does not apply any more" in client.get(address(question, "approve")).text
    response = client.post(address(question, "send-back"), {"comment": "Shorter."})

    assert "so this step does not apply" in response.text
    assert state(question) == "approved"


def test_looking_writes_nothing(as_, libby, draft):
    client = as_(libby)

    for verb in ("send-to-review", "retire"):
        assert client.get(address(draft, verb)).status_code == 200
    assert state(draft) == "draft"
    assert not draft.steps.exists()


def test_rights_decide_who_takes_which_step(as_, draft):
    changer = as_(staff("changer", "view_question", "change_question"))
    reader = as_(staff("reader", "view_question"))
    draft.send_to_review(by=None)

    for verb in ("approve", "send-back"):
        assert changer.post(address(draft, verb), {"comment": "Yes."}).status_code == 403
    assert changer.get(address(draft, "retire")).status_code == 200
    Question.objects.filter(pk=draft.pk).update(state="approved")
    assert reader.get(address(draft, "retire")).status_code == 403
    assert reader.post(address(draft, "retire")).status_code == 403
    assert state(draft) == "approved"


def test_unknown_steps_and_questions_are_not_found(as_, libby, draft):
    client = as_(libby)

    assert client.get(address(draft, "celebrate")).status_code == 404
    assert client.post(address(draft, "celebrate")).status_code == 404
    gone = reverse("admin:interviews_question_step", args=[999, "retire"])
    assert client.get(gone).status_code == 404


def test_strangers_interviewers_and_visitors_are_sent_to_the_login(as_, zoe, ana, client, draft):
    for somebody in (as_(zoe), as_(ana), client):
        for act in (somebody.get, somebody.post):
            response = act(address(draft, "send-to-review"))
            assert response.status_code == 302
            assert "/login/" in response.url
    assert state(draft) == "draft"
