"""Library files say which questions are approved; they are no way around a review."""

import pytest

from interviews.library import load, reader
from interviews.models import Question
from tests import factories
from tests.interviews.library_files import write

pytestmark = pytest.mark.django_db

PROMPT = "Tell me about a customer you had to refuse. What did you say?"


@pytest.fixture
def loaded(tmp_path):
    """Load one question with these fields, as somebody."""

    def load_one(by=None, **fields):
        factories.CompetencyFactory._meta.model.objects.get_or_create(
            slug="honesty",
            defaults={"name": "Honesty", "category": "soft", "definition": "Says what is so."},
        )
        entry = {
            "slug": "refusal",
            "competency": "honesty",
            "type": "behavioural",
            "minutes": 6,
            "prompt": PROMPT,
        }
        file = write(tmp_path / "questions.yaml", {"questions": [entry | fields]})
        report = load.load(reader.sources_at([file]), by=by)
        assert report.is_clean, report.problems
        return Question.objects.get(slug="refusal"), report

    return load_one


def test_a_new_question_without_a_state_is_a_draft(loaded):
    question, _report = loaded()

    assert question.state == "draft"
    assert not question.steps.exists()


def test_the_command_line_may_load_approved_questions(loaded):
    question, _report = loaded(state="approved")

    step = question.steps.get()
    assert (question.state, step.by, step.comment) == (
        "approved",
        None,
        "Loaded from a library file.",
    )


def test_what_a_library_admin_loads_as_approved_is_in_review(loaded, libby):
    question, _report = loaded(by=libby, state="approved")

    assert question.state == "in_review"
    assert question.steps.get().by == libby


def test_a_superuser_may_load_approved_questions(loaded, root):
    question, _report = loaded(by=root, state="approved")

    assert question.state == "approved"


def test_new_wording_of_an_approved_question_is_in_review(loaded, libby):
    loaded(state="approved")

    question, _report = loaded(by=libby, state="approved", prompt=f"{PROMPT} And then?")

    assert question.state == "in_review"


def test_new_minutes_leave_it_approved(loaded, libby):
    loaded(state="approved")

    question, _report = loaded(by=libby, state="approved", minutes=9)

    assert (question.state, question.minutes) == ("approved", 9)


def test_a_file_without_states_leaves_them_as_they_are(loaded):
    loaded(state="approved")

    question, report = loaded()

    assert question.state == "approved"
    assert report.changes_nothing


def test_a_file_without_states_cannot_reword_an_approved_question(loaded, libby):
    loaded(state="approved")

    question, _report = loaded(by=libby, prompt=f"{PROMPT} And then?")

    assert question.state == "in_review"
