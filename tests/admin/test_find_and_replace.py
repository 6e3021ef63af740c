"""Finding a term across the bank and replacing it: every change is shown before."""

import pytest

from interviews.admin.questions.replace import MOST_SHOWN
from interviews.models import Anchor, Question
from tests import factories
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db
REPLACE = "/admin/interviews/question/replace/"
ASK = {"term": "customer", "by": "client", "whole_words": "on", "places": ["prompt", "follow_ups"]}


@pytest.fixture
def question():
    return factories.QuestionFactory(
        slug="listen",
        prompt="When did a customer change your mind?",
        follow_ups="What did the customer say?\nWhat came of it?",
        red_flags="Speaks ill of the customer",
    )


def ticked(page):
    boxes = [a for tag, a in page.elements if a.get("name") == "change" and "checked" in a]
    return [box["value"] for box in boxes]


def send(client, response, **changes):
    """Press the button of a preview, with what is ticked on it."""
    page = Page(response)
    hidden = [a for tag, a in page.elements if a.get("type") == "hidden" and "value" in a]
    data = {"change": ticked(page), "places": []}
    for field in hidden:
        if field["name"] == "places":
            data["places"].append(field["value"])
        elif field["name"] != "csrfmiddlewaretoken":
            data[field["name"]] = field["value"]
    return client.post(REPLACE, data | changes, follow=True)


def test_the_form_begins_with_questions_and_whole_words(as_, libby):
    page = Page(as_(libby).get(REPLACE))

    boxes = {
        a.get("value", a["name"]): "checked" in a
        for tag, a in page.elements
        if a.get("type") == "checkbox"
    }
    assert boxes["prompt"]
    assert boxes["red_flags"]
    assert not boxes["definition"]
    assert not boxes["anchor"]
    assert page.against_the_policy() == []


def test_every_change_is_shown_and_nothing_is_written_yet(as_, libby, question):
    page = Page(as_(libby).get(REPLACE, ASK))

    assert "2 places would change" in page.text
    assert "removed: customer added: client" in page.text
    assert "1 approved question is among them." in page.text
    assert len(ticked(page)) == 2
    before = question.prompt
    question.refresh_from_db()
    assert question.prompt == before


def test_what_is_ticked_is_replaced_and_goes_back_to_review(as_, libby, question):
    client = as_(libby)

    response = send(client, client.get(REPLACE, ASK))

    question.refresh_from_db()
    assert question.prompt == "When did a client change your mind?"
    assert question.follow_ups == "What did the client say?\nWhat came of it?"
    assert question.red_flags == "Speaks ill of the customer"
    assert question.state == "in_review"
    assert question.steps.get().by == libby
    assert "“customer” was replaced in 2 places." in response.text
    assert "1 approved question went back to review." in response.text


def test_the_history_has_one_new_version_that_says_so(as_, libby, question):
    client = as_(libby)

    send(client, client.get(REPLACE, ASK))

    version = question.history.first()
    assert version.history_change_reason == "Replaced “customer” by “client”"
    assert version.history_user == libby
    assert question.history.count() == 2


def test_long_terms_fit_into_the_history(as_, libby):
    question = factories.QuestionFactory(prompt=f"Why {'x' * 150}?")
    client = as_(libby)

    send(client, client.get(REPLACE, ASK | {"term": "x" * 150, "by": "y" * 150}))

    reason = question.history.first().history_change_reason
    assert reason.startswith("Replaced “xxx")
    assert len(reason) <= 100


def test_what_is_unticked_stays(as_, libby, question):
    client = as_(libby)
    preview = client.get(REPLACE, ASK)
    (prompt, _follow_ups) = ticked(Page(preview))

    send(client, preview, change=[prompt])

    question.refresh_from_db()
    assert "client" in question.prompt
    assert "customer" in question.follow_ups


def test_nothing_ticked_writes_nothing_and_says_so(as_, libby, question):
    client = as_(libby)

    response = send(client, client.get(REPLACE, ASK), change=[])

    assert "Nothing was ticked, so nothing was written." in response.text
    assert "2 places would change" in response.text
    assert ticked(Page(response)) == []


def test_a_change_since_the_preview_stops_it_and_shows_the_new_one(as_, libby, question):
    client = as_(libby)
    preview = client.get(REPLACE, ASK)
    factories.QuestionFactory(slug="late", prompt="Which customer came late?")

    response = send(client, preview)

    assert "The library has changed since you looked, so nothing was written." in response.text
    assert "3 places would change" in response.text
    question.refresh_from_db()
    assert "customer" in question.prompt
    send(client, client.get(REPLACE, ASK))
    assert Question.objects.get(slug="late").prompt == "Which client came late?"


def test_an_approval_since_the_preview_stops_it_too(as_, libby, question):
    Question.objects.filter(pk=question.pk).update(state="in_review")
    client = as_(libby)
    preview = client.get(REPLACE, ASK)
    Question.objects.filter(pk=question.pk).update(state="approved")

    response = send(client, preview)

    assert "1 approved question is among them." in response.text
    question.refresh_from_db()
    assert question.state == "approved"


def test_definitions_and_anchors_can_be_searched_too(as_, libby):
    competency = factories.CompetencyFactory(definition="Listens to the customer.")
    anchors = factories.give_anchors(competency, factories.ScaleFactory())
    Anchor.objects.filter(pk=anchors[0].pk).update(text="Ignores the customer altogether.")
    client = as_(libby)

    send(client, client.get(REPLACE, ASK | {"places": ["definition", "anchor"]}))

    competency.refresh_from_db()
    assert competency.definition == "Listens to the client."
    assert Anchor.objects.get(pk=anchors[0].pk).text == "Ignores the client altogether."
    for row in (competency, anchors[0]):
        reason = row.history.first().history_change_reason
        assert reason == "Replaced “customer” by “client”"


def test_a_text_of_which_nothing_would_be_left_cannot_be_ticked(as_, libby):
    factories.QuestionFactory(slug="bare", prompt="Customer")
    factories.QuestionFactory(slug="full", prompt="Which customer?")
    client = as_(libby)

    preview = client.get(REPLACE, ASK | {"by": ""})
    assert "Nothing would be left of it." in preview.text
    assert len(ticked(Page(preview))) == 1
    send(client, preview)

    assert Question.objects.get(slug="bare").prompt == "Customer"
    assert Question.objects.get(slug="full").prompt == "Which ?"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"term": ""}, "This field is required."),
        ({"term": "   "}, "Type the term to look for."),
        ({"term": "a\u202e"}, "it cannot be printed"),
        ({"by": "a\u202e"}, "it cannot be printed"),
        ({"term": "x" * 201}, "at most 200 characters"),
        ({"places": []}, "Tick at least one place to look in."),
        ({"term": "same", "by": "same", "match_case": "on"}, "are the same"),
    ],
)
def test_bad_input_explains_itself_and_stays(as_, libby, question, changes, message):
    response = as_(libby).get(REPLACE, ASK | changes)

    assert message in response.text
    assert 'value="client"' in response.text or "by" in changes
    assert "places would change" not in response.text


def test_a_term_that_stands_nowhere_says_what_to_try(as_, libby, question):
    response = as_(libby).get(REPLACE, ASK | {"term": "zebra"})

    assert "“zebra” stands nowhere in these places." in response.text


def test_user_text_is_never_taken_for_markup(as_, libby):
    factories.QuestionFactory(prompt="A <script>alert(1)</script> customer")

    response = as_(libby).get(REPLACE, ASK | {"by": "<script>alert(2)</script>"})

    assert "<script>alert" not in response.text


@pytest.fixture
def many():
    """Three questions more than a page shows."""
    competency = factories.CompetencyFactory()
    return Question.objects.bulk_create(
        factories.QuestionFactory.build(
            slug=f"many-{number}", competency=competency, prompt="Which customer?", state="draft"
        )
        for number in range(MOST_SHOWN + 3)
    )


@pytest.mark.parametrize(("rest", "left"), [({}, 3), ({"rest": "on"}, 0)])
def test_what_does_not_fit_on_the_page_is_changed_when_asked_for(as_, libby, many, rest, left):
    client = as_(libby)
    preview = client.get(REPLACE, ASK)
    assert "The first 200 stand here; 3 more do not." in preview.text

    response = send(client, preview, **rest)

    assert Question.objects.filter(prompt="Which customer?").count() == left
    assert ("3 places would change" in response.text) == bool(left)


def test_places_are_offered_by_right(as_, question):
    changer = as_(staff("changer", "view_question", "change_question"))

    response = changer.get(REPLACE, ASK | {"places": ["prompt", "definition"]})

    assert "definition is not one of the available choices" in response.text
    assert as_(staff("reader", "view_question")).get(REPLACE).status_code == 403


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_of_a_preview_does_not_grow(
    as_, libby, django_assert_num_queries, count
):
    for _number in range(count):
        factories.QuestionFactory(prompt="Which customer?")
    client = as_(libby)
    client.get(REPLACE)

    with django_assert_num_queries(5):
        assert "would change" in client.get(REPLACE, ASK).text


def test_strangers_interviewers_and_visitors_are_sent_to_the_login(as_, zoe, ana, client):
    for somebody in (as_(zoe), as_(ana), client):
        for act in (somebody.get, somebody.post):
            assert "/login/" in act(REPLACE, ASK).url
