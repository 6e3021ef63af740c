"""Advice on the wording of a question: on its page, and while somebody types."""

import pytest
from django.urls import reverse

from interviews.advice import AROUND, remarks_on
from interviews.models import Question, WordingRule
from interviews.wording import SILENCE
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

ADVICE = "/admin/interviews/question/advice/"
RISKY = "How old are you?"


def change(question):
    return reverse("admin:interviews_question_change", args=[question.pk])


def test_texts_that_are_typed_get_advice_field_by_field(as_, libby):
    response = as_(libby).post(
        ADVICE, {"prompt": "Tell me about a deal.", "follow_ups": f"What next?\n{RISKY}"}
    )

    found = response.json()
    assert found["fields"]["prompt"].strip() == ""
    assert "<mark>" in found["fields"]["follow_ups"]
    assert "Stop" in found["fields"]["follow_ups"]
    assert found["words"] == "1 remark on the wording."
    assert not Question.objects.exists()


def test_a_rule_of_the_house_counts_while_typing(as_, libby):
    WordingRule.objects.create(text="star sign*", topic="religion", reason="It says nothing.")
    response = as_(libby).post(ADVICE, {"prompt": "Tell me about the star signs of the team."})
    assert "It says nothing." in response.json()["fields"]["prompt"]


def test_what_was_typed_is_shown_as_text(as_, libby):
    response = as_(libby).post(ADVICE, {"prompt": f"<script>x</script> {RISKY}"})
    assert "<script>" not in response.json()["fields"]["prompt"]


def test_no_advice_is_said_too(as_, libby):
    response = as_(libby).post(ADVICE, {"prompt": "Tell me about a deal that you lost."})
    assert response.json()["words"] == "No advice on the wording."


def test_very_long_texts_wait_for_saving(as_, libby):
    response = as_(libby).post(ADVICE, {"prompt": RISKY * 3000})
    assert response.status_code == 413
    assert "comes with saving" in response.json()["words"]


def test_it_is_for_those_who_write_questions_and_never_for_a_link(as_, client, libby, ana, zoe):
    assert as_(libby).get(ADVICE).status_code == 405
    for user in (ana, zoe):
        assert as_(user).post(ADVICE, {"prompt": RISKY}).status_code == 302  # to the admin's login
    assert client.post(ADVICE, {"prompt": RISKY}).status_code == 302


def test_staff_without_the_right_are_refused(as_, zoe):
    zoe.is_staff = True
    zoe.save()
    assert as_(zoe).post(ADVICE, {"prompt": RISKY}).status_code == 403


def test_the_page_shows_the_advice_without_any_script(as_, libby):
    question = factories.QuestionFactory(prompt=f"Tell me about a deal. {RISKY}")
    page = Page(as_(libby).get(change(question)))

    assert "How old are you" in page.text
    assert "Instead:" in page.text
    assert "Where:" in page.text
    (box,) = [a for _tag, a in page.elements if a.get("name") == "prompt"]
    assert "id_prompt_advice" in box["aria-describedby"].split()
    assert "id_prompt_advice" in {a.get("id") for _tag, a in page.elements}


def test_it_says_everywhere_that_silence_is_no_clearance(as_, libby):
    question = factories.QuestionFactory()
    client = as_(libby)
    for address in (change(question), "/admin/interviews/question/add/"):
        page = Page(client.get(address))
        assert str(SILENCE) in page.text
        (status,) = [a for _tag, a in page.elements if "data-advice-status" in a]
        assert status["role"] == "status"


def test_pages_that_approve_say_so_too(as_, libby):
    question = factories.QuestionFactory(state="in_review")
    chosen = {"action": "approve", "_selected_action": [question.pk]}
    client = as_(libby)
    one = client.get(f"/admin/interviews/question/{question.pk}/step/approve/")
    several = client.post("/admin/interviews/question/", chosen)
    for page in (Page(one), Page(several)):
        assert str(SILENCE) in page.text


def test_a_form_that_was_refused_shows_advice_on_what_was_typed(as_, libby):
    response = as_(libby).post(
        "/admin/interviews/question/add/", {"prompt": RISKY, "type": "motivation", "minutes": "x"}
    )
    assert "<mark>" in response.text


def test_only_the_words_around_a_long_text_are_shown():
    text = f"{'Say more. ' * 50}{RISKY} {'Say more. ' * 50}"
    (found, *_others) = remarks_on(Question(prompt=text))["prompt"]
    assert found.before.startswith("…")
    assert found.after.endswith("…")
    assert found.before.removeprefix("…") + found.hit + found.after.removesuffix("…") in text
    assert len(found.before) <= AROUND + 1
