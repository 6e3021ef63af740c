"""Looking at a question as the panel will see it, before it is saved or in a kit."""

import pytest
from django.urls import reverse

from interviews.models import Anchor, Question, RatingScale
from tests import factories
from tests.admin.forms import Form
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

PREVIEW = "/admin/interviews/question/preview/"


@pytest.fixture
def scale():
    return factories.ScaleFactory()


@pytest.fixture
def question(scale):
    question = factories.QuestionFactory(prompt="Tell me about a deal that you lost.")
    factories.give_anchors(question.competency, scale)
    return question


def test_what_is_typed_is_shown_and_nothing_is_written(as_, libby, question):
    client = as_(libby)
    form = Form(client.get(reverse("admin:interviews_question_change", args=[question.pk])))
    form.fill(prompt="Tell me about a deal <b>that</b> you won.", follow_ups="And then?\nWhy?")
    before = question.history.count()

    response = client.post(PREVIEW, form.data)

    page = Page(response)
    assert "Tell me about a deal <b>that</b> you won." in page.text
    assert "And then?" in page.text
    assert f"Shows {question.competency.name}" in page.text
    assert "Rating scale" in page.text
    assert page.against_the_policy() == []
    question.refresh_from_db()
    assert question.prompt == "Tell me about a deal that you lost."
    assert question.history.count() == before


def test_it_looks_as_on_the_page_of_a_kit(as_, libby, hana):
    kit = factories.make_kit(owner=hana, rounds=1, questions=1)
    question = kit.rounds.get().kit_questions.get().question
    client = as_(libby)

    def block(response):
        return response.text.split('<li class="question stack">')[1].split("</details>")[0]

    of_kit = block(client.get(kit.get_absolute_url()))
    assert block(client.get(PREVIEW, {"question": question.pk})) == of_kit


def test_a_saved_question_can_be_looked_at_by_link(as_, libby, question):
    page = Page(as_(libby).get(PREVIEW, {"question": question.pk}))
    assert "Tell me about a deal that you lost." in page.text
    assert as_(libby).get(PREVIEW, {"question": 999_999}).status_code == 404
    assert as_(libby).get(PREVIEW).status_code == 404


def test_anchors_of_the_chosen_level_show(as_, libby, question, scale):
    question.levels = "mid\nsenior"
    question.save()
    for point in scale.points.all():
        text = f"Only seniors, {point.value}, as seen at work."
        Anchor.objects.create(
            competency=question.competency, point=point, level="senior", text=text
        )
    client = as_(libby)
    assert "Only seniors, 3" not in Page(client.get(PREVIEW, {"question": question.pk})).text
    chosen = client.get(PREVIEW, {"question": question.pk, "level": "senior"})
    assert "Only seniors, 3" in Page(chosen).text


def test_the_only_level_that_it_fits_is_chosen_at_first(as_, libby, question):
    Question.objects.update(levels="senior")
    page = Page(as_(libby).get(PREVIEW, {"question": question.pk}))
    (chosen,) = [a for t, a in page.elements if t == "option" and a.get("value") == "senior"]
    assert "selected" in chosen


def test_the_scale_that_has_anchors_is_chosen_at_first(as_, libby, question, scale):
    RatingScale.objects.create(slug="another", name="Another scale")
    page = Page(as_(libby).get(PREVIEW, {"question": question.pk}))
    (chosen,) = [
        a for t, a in page.elements if t == "option" and a.get("value") == str(scale.pk)
    ]  # fmt: skip
    assert "selected" in chosen


def test_anchors_that_are_missing_are_named(as_, libby, question):
    Anchor.objects.first().delete()
    page = Page(as_(libby).get(PREVIEW, {"question": question.pk}))
    assert "has not an anchor for every point of this scale" in page.text
    assert "What earns each rating" not in page.text


def test_too_little_to_show_says_what_is_missing(as_, libby, question):
    page = Page(as_(libby).post(PREVIEW, {"prompt": "", "type": "", "minutes": "6"}))
    assert "Not enough to show yet" in page.text
    assert "Prompt: This field is required." in page.text


def test_a_language_that_is_none_says_so(as_, libby, question):
    Question.objects.update(language="not a language")
    page = Page(as_(libby).get(PREVIEW, {"question": question.pk}))
    assert "Not enough to show yet" in page.text
    assert "language" in page.text


def test_without_a_rating_scale_it_says_what_to_make_first(as_, libby):
    question = factories.QuestionFactory()
    page = Page(as_(libby).get(PREVIEW, {"question": question.pk}))
    assert "Make a rating scale first" in page.text


def test_it_is_for_those_who_write_questions(as_, client, ana, zoe, question):
    for user in (ana, zoe):
        assert as_(user).get(PREVIEW, {"question": question.pk}).status_code == 302
    assert client.get(PREVIEW, {"question": question.pk}).status_code == 302
    reader = staff("rita", "view_question")
    assert as_(reader).get(PREVIEW, {"question": question.pk}).status_code == 403
