"""What the rows of a draft say, and bringing that back."""

import json

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.kits.states import restore, state_of, token_of
from interviews.models import Anchor, Kit, KitChange, KitQuestion, Question, StaleDraftError
from tests import factories

pytestmark = pytest.mark.django_db


def again(kit):
    return Kit.objects.get(pk=kit.pk)


def change(kit, by, words="Something"):
    """One recorded change: the first question takes a minute more."""
    with kit.being_changed(by=by) as made:
        row = KitQuestion.objects.filter(round__kit=made.draft).first()
        row.minutes = (row.minutes or 1) + 1
        row.save()
        made.words = words


def break_half_way(kit, by):
    with kit.being_changed(by=by) as made:
        made.draft.rounds.all().delete()
        raise ZeroDivisionError


@pytest.fixture
def start(kit):
    return state_of(kit)


def test_a_state_is_ready_for_json_and_comes_back_the_same(kit):
    state = state_of(kit)

    assert json.loads(json.dumps(state)) == state
    assert token_of(json.loads(json.dumps(state))) == again(kit).token


@pytest.mark.parametrize(
    "touch",
    [
        lambda kit: Kit.objects.update(title="Another"),
        lambda kit: Kit.objects.update(analysed_on="2026-11-01"),
        lambda kit: kit.rounds.update(closing_script="Goodbye."),
        lambda kit: kit.kit_competencies.update(weight=7),
        lambda kit: KitQuestion.objects.update(locked=True),
        lambda kit: kit.rounds.first().delete(),
        lambda kit: kit.excluded_questions.add(factories.QuestionFactory()),
    ],
)
def test_whatever_changes_has_another_token_and_is_restored(kit, touch):
    before = state_of(kit)

    touch(kit)
    assert again(kit).token != token_of(before)
    restore(again(kit), before)

    assert state_of(again(kit)) == before


def test_what_was_swapped_comes_back_in_its_place(kit):
    """A round asks a question once: neither row may stand in the other's way."""
    before = state_of(kit)
    first, second, third = KitQuestion.objects.filter(round__key="round-1")
    questions = first.question, second.question
    third.delete()
    first.question = factories.QuestionFactory()
    first.save()
    second.question = questions[0]
    second.save()
    first.question = questions[1]
    first.save()

    restore(again(kit), before)

    assert state_of(again(kit)) == before


def test_a_state_that_needs_a_deleted_question_is_refused(kit):
    before = state_of(kit)
    row = KitQuestion.objects.first()
    question = row.question
    row.delete()
    Question.objects.filter(pk=question.pk).delete()
    now = state_of(kit)

    with pytest.raises(ValidationError, match="deleted from the library"):
        restore(again(kit), before)
    assert state_of(again(kit)) == now


def test_a_state_that_needs_a_deleted_scale_is_refused(kit, hana):
    with kit.being_changed(by=hana) as made:
        made.draft.scale = factories.ScaleFactory(slug="another", name="Another scale")
        made.draft.save()
    Anchor.objects.filter(point__scale=kit.scale).delete()
    kit.scale.points.all().delete()
    kit.scale.delete()

    with pytest.raises(ValidationError, match="deleted from the library"):
        again(kit).undo()
    assert again(kit).scale.slug == "another"


def test_a_change_is_recorded_with_its_words_and_its_author(kit, hana):
    before = kit.token

    change(kit, hana, "A minute more")

    recorded = KitChange.objects.get()
    assert (recorded.words, recorded.by, recorded.number) == ("A minute more", hana, 1)
    assert (recorded.before_token, recorded.after_token) == (before, again(kit).token)


def test_what_fails_half_way_leaves_nothing_behind(kit, hana):
    before = kit.token

    with pytest.raises(ZeroDivisionError):
        break_half_way(kit, hana)

    assert again(kit).token == before
    assert not KitChange.objects.exists()


def test_whoever_looked_at_another_draft_is_refused_and_told_what_was_done(kit, hana, root):
    seen = kit.token
    change(kit, hana, "First")
    change(kit, root, "Second")

    with pytest.raises(StaleDraftError) as refused, kit.being_changed(by=hana, seen=seen):
        pytest.fail("never comes here")

    assert [str(each) for each in refused.value.changes] == ["First", "Second"]


def test_a_draft_that_was_changed_and_changed_back_is_as_it_was_seen(kit, hana):
    seen = kit.token
    change(kit, hana)
    again(kit).undo()

    with kit.being_changed(by=hana, seen=seen) as made:
        made.words = "Allowed"


def test_nothing_is_taken_back_after_a_change_from_elsewhere(kit, hana):
    change(kit, hana)
    kit.rounds.update(minutes=50)

    assert again(kit).last_change is None
    with pytest.raises(ValidationError, match="no change to take back"):
        again(kit).undo()


def test_only_the_newest_changes_are_kept(kit, hana, monkeypatch):
    monkeypatch.setattr(KitChange, "KEPT", 3)
    for number in range(5):
        change(kit, hana, f"Change {number}")

    assert [each.words for each in kit.changes.all()] == ["Change 2", "Change 3", "Change 4"]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.sampled_from(["change", "lock", "drop", "undo", "redo"]), max_size=12))
def test_undo_and_redo_go_along_the_states_that_there_were(kit, hana, start, steps):
    """Against a model that keeps every state whole."""
    restore(again(kit), start)
    kit.changes.all().delete()
    past, here, future = [], again(kit).token, []
    for step in steps:
        if step in ("undo", "redo"):
            source, target = (past, future) if step == "undo" else (future, past)
            try:
                getattr(again(kit), step)()
            except ValidationError:
                assert not source
                continue
            target.append(here)
            here = source.pop()
        else:
            _make(again(kit), hana, step)
            if again(kit).token != here:
                past, here, future = [*past, here], again(kit).token, []
        assert again(kit).token == here


def _make(kit, hana, step):
    with kit.being_changed(by=hana) as made:
        rows = KitQuestion.objects.filter(round__kit=made.draft)
        if step == "change":
            rows.update(minutes=(rows.values_list("minutes", flat=True).first() or 1) + 1)
        elif step == "lock":
            rows.update(locked=True)
        elif rows.exists():
            rows.first().delete()
        made.words = step
