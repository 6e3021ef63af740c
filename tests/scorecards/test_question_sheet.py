"""One question on paper, as it is typed: the panel's own sheets, marked as a draft."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertTemplateUsed

from interviews.models import Question
from tests import factories
from tests.scorecards.paper import Printed

pytestmark = pytest.mark.django_db


def url(sheet, paper="a4"):
    return f"{reverse('scorecards:question_sheet', args=[sheet])}?paper={paper}"


@pytest.fixture
def typed():
    """What the preview of a question sends on, with anchors to rate by."""
    competency = factories.CompetencyFactory(name="Negotiation")
    factories.give_anchors(competency, factories.ScaleFactory())
    return {
        "prompt": "Tell me about a price that you held.\nWhat did it cost you?",
        "type": "behavioural",
        "competency": competency.pk,
        "minutes": 8,
        "follow_ups": "Who pressed?\nWhat was the way out?",
        "positive_indicators": "Names the figure",
        "red_flags": "Gave in at once",
        "materials": "",
        "language": "en",
        "level": "",
    }


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("sheet", ["scorecard", "guide"])
def test_unsaved_text_is_printed_as_a_draft(as_, libby, typed, sheet, paper):
    response = as_(libby).post(url(sheet, paper), typed)

    assert response["Content-Type"] == "application/pdf"
    assert f"-{paper}.pdf" in response["Content-Disposition"]
    printed = Printed(response.content)
    for words in (
        "Tell me about a price that you held.",
        "What did it cost you?",
        "What was the way out?",
        "Names the figure",
        "Gave in at once",
        "Shows Negotiation",
        "DRAFT",
    ):
        assert printed.has(words), words
    assert not Question.objects.exists()


def test_a_question_that_is_not_rated_prints_too(as_, libby, typed):
    typed |= {"type": "motivation", "competency": ""}
    printed = Printed(as_(libby).post(url("scorecard"), typed).content)
    assert printed.has("Tell me about a price that you held.")


def test_who_proposes_questions_may_print_theirs(as_, hana, typed):
    response = as_(hana).post(url("scorecard"), typed)
    assert response["Content-Type"] == "application/pdf"


def test_what_is_missing_is_said(as_, libby, typed):
    response = as_(libby).post(url("scorecard"), typed | {"prompt": " ", "minutes": 0})
    assert response.status_code == 400
    assertTemplateUsed(response, "pdf/not_printed.html")
    assert "Prompt: This field is required." in response.text


def test_an_unknown_paper_is_said_and_an_unknown_sheet_is_not_found(as_, libby, typed):
    assert as_(libby).post(url("scorecard", "a5"), typed).status_code == 400
    assert as_(libby).post(url("packet"), typed).status_code == 404


def test_strangers_and_panelists_find_nothing(as_, client, ana, zoe, typed):
    assert [as_(user).post(url("guide"), typed).status_code for user in (ana, zoe)] == [404, 404]
    assert client.post(url("guide"), typed).status_code == 302


def test_a_sheet_of_typed_text_is_no_link(as_, libby):
    assert as_(libby).get(url("guide")).status_code == 405
