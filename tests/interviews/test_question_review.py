"""A question on its way from draft to approved, and out of use again."""

import pytest
from django.core.exceptions import ValidationError

from interviews.models import KitQuestion, PublishedQuestion, Question
from interviews.models.questions import writers_since_approval
from tests import factories
from tests.conftest import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena(db):
    """Another library admin, who reviews what libby writes."""
    return person("lena", "Library admins", is_staff=True)


def written_by(user, **values):
    """A draft whose history says who wrote it, as a request would have it."""
    question = factories.QuestionFactory.build(
        state="draft", competency=factories.CompetencyFactory(), **values
    )
    question._history_user = user
    question.save()
    return question


def edited_by(user, question, **values):
    for name, value in values.items():
        setattr(question, name, value)
    question._history_user = user
    return question.save_edited(by=user)


def test_each_step_is_kept_with_its_person_and_comment(libby, lena):
    question = written_by(libby)

    question.send_to_review(by=libby, comment="Ready.")
    question.approve(by=lena, comment="Clear and fair.")
    question.retire(by=libby)
    question.take_up_again(by=libby)

    steps = [(step.state, step.by, step.comment) for step in question.steps.all()]
    assert steps == [
        ("draft", libby, ""),
        ("retired", libby, ""),
        ("approved", lena, "Clear and fair."),
        ("in_review", libby, "Ready."),
    ]
    assert Question.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        ("draft", "approve"),
        ("retired", "approve"),
        ("approved", "approve"),
        ("in_review", "send_to_review"),
        ("draft", "send_back"),
        ("approved", "take_up_again"),
        ("retired", "retire"),
    ],
)
def test_a_step_from_the_wrong_state_is_refused(libby, state, verb):
    question = factories.QuestionFactory(state=state)

    with pytest.raises(ValidationError, match="does not apply"):
        getattr(question, verb)(by=libby, comment="Now.")

    assert Question.objects.get().state == state
    assert not question.steps.exists()


def test_a_step_taken_by_somebody_else_meanwhile_is_noticed(libby, lena):
    question = written_by(libby)
    question.send_to_review(by=libby)
    stale = Question.objects.get()
    question.approve(by=lena)

    with pytest.raises(ValidationError, match="“Approved” by now"):
        stale.send_back(by=lena, comment="Too long.")


def test_sending_back_needs_to_say_why(libby, lena):
    question = written_by(libby)
    question.send_to_review(by=libby)

    with pytest.raises(ValidationError, match="what its author should change"):
        question.send_back(by=lena, comment="  ")


def test_nobody_approves_their_own_wording(libby):
    question = written_by(libby)
    question.send_to_review(by=libby)

    with pytest.raises(ValidationError, match="somebody else has to approve it"):
        question.approve(by=libby, own_work_reason="I am sure.")

    assert Question.objects.get().state == "in_review"


def test_a_superuser_may_with_a_reason_that_is_kept(root):
    question = written_by(root)
    question.send_to_review(by=root)

    with pytest.raises(ValidationError, match="nobody else reviews it"):
        question.approve(by=root)
    question.approve(by=root, own_work_reason="There is no second library admin yet.")

    assert question.steps.first().own_work_reason == "There is no second library admin yet."


def test_a_reason_is_not_kept_where_none_was_needed(libby, lena):
    question = written_by(libby)
    question.send_to_review(by=libby)

    question.approve(by=lena, own_work_reason="Needless.", wording_reason="Needless.")

    step = question.steps.first()
    assert (step.own_work_reason, step.wording_reason) == ("", "")


def test_everybody_who_wrote_since_the_last_approval_is_an_author(libby, lena, root):
    question = written_by(libby)
    question.send_to_review(by=libby)
    question.approve(by=lena)

    edited_by(lena, question, prompt="Tell me about a customer you had to refuse. What came of it?")

    assert writers_since_approval([question]) == {question.pk: {lena.pk}}
    question.approve(by=libby)
    assert question.is_approved


def test_a_copy_is_no_way_around_a_review(libby, lena, root):
    question = written_by(libby)
    copy = written_by(lena, **{name: getattr(question, name) for name in ("prompt", "follow_ups")})
    Question.objects.filter(pk=copy.pk).update(competency=question.competency)
    copy = Question.objects.get(pk=copy.pk)
    copy._history_user = lena
    copy.save()
    copy.send_to_review(by=lena)

    assert writers_since_approval([copy]) == {copy.pk: {libby.pk, lena.pk}}
    with pytest.raises(ValidationError, match="somebody else has to approve it"):
        copy.approve(by=libby)


def test_an_earlier_wording_brought_back_still_has_its_author(libby, lena):
    question = written_by(libby, prompt="Tell me about a customer whom you refused.")
    question.send_to_review(by=libby)
    question.approve(by=lena)
    edited_by(lena, question, prompt="Tell me about a customer whom you turned down.")
    edited_by(lena, question, prompt="Tell me about a customer whom you refused.")

    with pytest.raises(ValidationError, match="somebody else has to approve it"):
        question.approve(by=libby)


def test_who_only_changes_the_minutes_may_approve(libby, lena):
    question = written_by(libby)
    edited_by(lena, question, minutes=9)
    question.send_to_review(by=libby)

    question.approve(by=lena)

    assert question.is_approved


def test_a_changed_wording_goes_back_to_review(libby):
    question = factories.QuestionFactory()

    went_back = edited_by(libby, question, red_flags="Blames the customer")

    assert went_back
    step = Question.objects.get().steps.get()
    assert (step.state, step.by, step.comment) == ("in_review", libby, "The wording was changed.")


def test_changed_minutes_leave_it_approved(libby):
    question = factories.QuestionFactory()

    assert not edited_by(libby, question, minutes=12)
    assert Question.objects.get().is_approved


def test_an_edit_from_a_stale_page_does_not_undo_a_step(libby, lena):
    question = written_by(libby)
    stale = Question.objects.get()
    question.send_to_review(by=libby)
    question.approve(by=lena)

    edited_by(libby, stale, minutes=12)

    assert Question.objects.get().is_approved


def test_wording_advised_against_is_approved_with_a_reason_only(libby, lena):
    question = written_by(libby, prompt="Are you pregnant, or planning to be?")
    question.send_to_review(by=libby)

    with pytest.raises(ValidationError, match="touches on"):
        question.approve(by=lena)
    question.approve(by=lena, wording_reason="Kept as an example for training.")

    assert question.steps.first().wording_reason == "Kept as an example for training."


def test_only_approved_questions_enter_a_kit(kit):
    draft = factories.QuestionFactory(state="in_review")
    row = KitQuestion(round=kit.rounds.first(), question=draft)

    with pytest.raises(ValidationError, match="only approved ones enter a kit"):
        row.full_clean()


def test_a_retired_question_may_stay_in_its_kit(kit, libby):
    row = KitQuestion.objects.first()
    row.question.retire(by=libby)

    row.full_clean()

    assert KitQuestion.objects.filter(question__state="retired").exists()


def test_the_bank_knows_where_a_question_was_published(kit, hana):
    question = KitQuestion.objects.filter(round__kit=kit).first().question

    revision = kit.publish(by=hana)

    asked = PublishedQuestion.objects.get(question=question)
    assert (asked.revision, asked.round_key) == (revision, "round-1")
    assert PublishedQuestion.objects.count() == 6


def test_usage_counts_kits_openings_and_the_last_time(interview, opening, time_machine):
    question = PublishedQuestion.objects.filter(round_key="round-1").first().question
    unused = factories.QuestionFactory()
    factories.OpeningFactory(reference="OTHER", revision=opening.revision)

    time_machine.move_to("2027-06-01")
    found = {row.pk: row for row in Question.objects.with_usage()}

    used = found[question.pk]
    assert (used.draft_kits, used.published_kits, used.openings) == (1, 1, 2)
    assert used.last_asked == interview.starts_at
    never = found[unused.pk]
    assert (never.draft_kits, never.published_kits, never.openings) == (0, 0, 0)
    assert never.last_asked is None


def test_an_interview_to_come_has_not_asked_anything(interview, time_machine):
    time_machine.move_to("2026-01-01")

    assert {row.last_asked for row in Question.objects.with_usage()} == {None}


def test_readers_see_what_is_approved_and_what_they_proposed(hana, libby, zoe):
    approved = factories.QuestionFactory()
    draft = factories.QuestionFactory(state="draft")
    proposal = factories.QuestionFactory(state="draft", proposed_by=hana)

    assert set(Question.objects.visible_to(hana)) == {approved, proposal}
    assert set(Question.objects.visible_to(libby)) == {approved, draft, proposal}
    assert not Question.objects.visible_to(zoe)
