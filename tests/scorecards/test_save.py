"""Saving one field of a scorecard, by itself or from a page."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from interviews.models import Interview
from scorecards.models import Rating, Scorecard, Summary
from scorecards.models.refusals import LockedCardError, StaleEntryError
from tests import factories
from tests.scorecards.seated import keys_of, seat_of, stored, submitted_card


@pytest.fixture
def seat(interview, ana):
    return seat_of(interview, ana)


@pytest.fixture
def evidence(seat):
    """The name of a field."""
    return f"evidence-{keys_of(seat)[0]}"


@pytest.fixture
def save(as_, ana, seat):
    """`save(name, value, version)`: the answer to a page that saves by itself."""
    client = as_(ana)

    def send(name, value, version=0, client=client):
        return client.post(
            reverse("scorecards:card_save", args=[seat.pk]),
            {"field": name, "value": value, "version": version},
            headers={"Accept": "application/json"},
        )

    return send


def state_of(client, seat):
    url = reverse("scorecards:card_state", args=[seat.pk])
    return client.get(url, headers={"Accept": "application/json"})


def test_the_first_words_make_the_card_and_keep_the_revision(save, seat, evidence):
    answer = save(evidence, "Said 12 %.\r\nTwice.")

    assert (answer.status_code, answer.json()) == (200, {"saved": evidence, "version": 1})
    card = Scorecard.objects.get(panelist=seat)
    assert stored(card) == {evidence: "Said 12 %.\nTwice."}
    assert [row.question_key for row in card.ratings.all()] == keys_of(seat)
    row = card.ratings.get(question_key=keys_of(seat)[0])
    assert (row.question.slug, row.competency.slug, row.highest) == (
        keys_of(seat)[0], seat.interview.round.questions[0].competency, 5,
    )  # fmt: skip
    seat.interview.refresh_from_db()
    assert seat.interview.in_use_at is not None


@pytest.mark.parametrize(
    ("prefix", "value"),
    [("rating", "4"), ("rating", "declined"), ("follow-up", "2"), ("own-follow-ups", "Why?")],
)
def test_each_kind_of_field_saves(save, seat, prefix, value):
    name = f"{prefix}-{keys_of(seat)[1]}"
    assert save(name, value).json() == {"saved": name, "version": 1}
    assert save("notes", "Mine.").json() == {"saved": "notes", "version": 1}
    assert stored(Scorecard.objects.get(panelist=seat)) == {name: value, "notes": "Mine."}


def test_a_number_and_a_state_are_one_field(save, seat):
    name = f"rating-{keys_of(seat)[0]}"
    save(name, "4")
    save(name, "not_asked", 1)
    row = Rating.objects.get(question_key=keys_of(seat)[0])
    assert (row.number, row.state, row.answer_version) == (None, "not_asked", 2)


def test_nothing_typed_makes_no_card(save, seat, evidence):
    assert save(evidence, "").json() == {"saved": evidence, "version": 0}
    assert not Scorecard.objects.exists()


def test_a_field_can_be_emptied(save, seat, evidence):
    save(evidence, "Words.")
    assert save(evidence, "", 1).json() == {"saved": evidence, "version": 2}


def test_a_stale_write_never_overwrites(save, seat, evidence):
    save(evidence, "First.")
    save(evidence, "Second, on the phone.", 1)

    answer = save(evidence, "First, longer, in a slow tab.", 1)

    assert answer.status_code == 409
    assert answer.json() == {"conflict": evidence, "value": "Second, on the phone.", "version": 2}
    assert stored(Scorecard.objects.get()) == {evidence: "Second, on the phone."}


def test_a_stale_write_of_what_stands_there_is_fine(save, evidence):
    save(evidence, "Same.")
    assert save(evidence, "Same.", 0).json() == {"saved": evidence, "version": 1}


def test_a_version_that_never_was_is_a_conflict(save, evidence):
    assert save(evidence, "Words.", 3).json() == {"conflict": evidence, "value": "", "version": 0}
    assert not Scorecard.objects.exists()


def test_a_late_write_to_a_submitted_card_is_answered(save, seat, evidence):
    submitted_card(seat)

    same = save(evidence, "Named the figures.", 0)
    other = save(evidence, "Late words.", 1)

    assert same.json() == {"saved": evidence, "version": 1, "already": True}
    assert other.status_code == 423
    assert "is submitted" in other.json()["locked"]
    assert stored(Scorecard.objects.get())[evidence] == "Named the figures."


def end_seat(seat):
    seat.end("replaced")


def cancel(seat):
    seat.interview.cancel(reason="Ill.")


def archive(seat):
    type(seat.interview.candidate.opening).objects.update(archived_at=timezone.now())


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (end_seat, "no longer on this panel"),
        (cancel, "was cancelled"),
        (archive, "is archived"),
    ],
)
@pytest.mark.parametrize("begun", [True, False])
def test_a_card_that_is_over_takes_nothing(save, seat, evidence, act, words, begun):
    if begun:
        save(evidence, "Words.")
    act(seat)

    answer = save(evidence, "More words.", int(begun))

    assert answer.status_code == 423
    assert words in answer.json()["locked"]
    assert Scorecard.objects.exists() is begun


def test_a_value_or_field_that_has_no_place_is_explained(save, seat, evidence):
    rating = f"rating-{keys_of(seat)[0]}"
    assert save(rating, "9").status_code == 422
    assert "Choose one of" in save(rating, "9").json()["error"]
    assert "no field “weight”" in save("weight", "9").json()["error"]
    assert "which version" in save(evidence, "x", "x").json()["error"]
    assert not Scorecard.objects.exists()


def test_nobody_else_saves_or_reads_it(as_, save, seat, evidence, ben, zoe, hana, client):
    seat_of(seat.interview, ben)
    for user in (ben, zoe, hana):
        assert save(evidence, "x", client=as_(user)).status_code == 404
        assert state_of(as_(user), seat).status_code == 404
    assert save(evidence, "x", client=client).status_code == 401
    assert state_of(client, seat).status_code == 401
    assert not Scorecard.objects.exists()


def test_nothing_is_saved_before_declaring(save, seat, evidence):
    seat.declarations.all().delete()
    answer = save(evidence, "x")
    assert answer.status_code == 403
    assert answer.json() == {"declare": reverse("scorecards:card_declare", args=[seat.pk])}


def test_it_is_a_post_and_forged_ones_are_refused(as_, ana, seat):
    from django.test import Client

    url = reverse("scorecards:card_save", args=[seat.pk])
    assert as_(ana).get(url).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ana)
    assert strict.post(url, {"field": "notes", "value": "x", "version": 0}).status_code == 403


def test_the_state_says_what_stands_in_every_field_and_writes_nothing(
    as_, ana, save, seat, evidence
):
    before = state_of(as_(ana), seat)
    assert "no-store" in before["Cache-Control"]
    assert not Scorecard.objects.exists()
    save(evidence, "Words.")

    state = state_of(as_(ana), seat).json()

    assert state["login"] == f"user-{ana.pk}"
    assert state["csrf"]
    assert (state["submitted"], state["locked"]) == (False, "")
    assert state["fields"][evidence] == {"value": "Words.", "version": 1}
    assert state["fields"]["strengths"] == {"value": "", "version": 0}
    assert state["fields"] == before.json()["fields"] | {
        evidence: {"value": "Words.", "version": 1}
    }


def test_a_competency_that_the_library_lost_keeps_nobody_from_rating(save, seat):
    from roles.models import Competency

    question = seat.interview.round.questions[0]
    Competency.objects.filter(slug=question.competency).update(slug="renamed")
    name = f"rating-{question.key}"
    assert save(name, "3").json() == {"saved": name, "version": 1}


def test_saving_takes_eight_queries(save, seat, evidence, django_assert_num_queries):
    save(evidence, "a")
    with django_assert_num_queries(8):
        assert save(evidence, "ab", 1).status_code == 200


def test_the_first_words_take_few_more(save, evidence, django_assert_num_queries):
    """The card, its row and the revision that the interview keeps."""
    with django_assert_num_queries(9):
        assert save(evidence, "a").status_code == 200


def test_the_verbs_raise_what_the_page_is_told(seat, evidence):
    card = Scorecard.begin(seat)
    assert Scorecard.begin(seat) == card
    assert (card.ratings.count(), Summary.objects.count()) == (3, 1)
    assert card.write(evidence, "a", 0).version == 1
    with pytest.raises(StaleEntryError) as stale:
        card.write(evidence, "b", 0)
    assert stale.value.entry.value == "a"
    with pytest.raises(ValidationError):
        card.write("weight", "b", 0)
    Scorecard.objects.update(submitted_at=timezone.now())
    with pytest.raises(LockedCardError):
        card.write(evidence, "c", 1)


def test_no_card_is_begun_once_it_is_over(seat):
    seat.interview.cancel()
    with pytest.raises(LockedCardError):
        Scorecard.begin(seat)


def test_a_guest_saves_in_their_own_browser(client, interview, evidence):
    from scorecards.seats import GUEST

    guest = factories.GuestFactory(interview=interview, seat=3)
    factories.DeclarationFactory(panelist=guest)
    held = guest.passes.create(expires_at=timezone.now() + datetime.timedelta(days=1))
    session = client.session
    session[GUEST] = held.pk
    session.save()

    answer = client.post(
        reverse("scorecards:card_save", args=[guest.pk]),
        {"field": evidence, "value": "Words.", "version": 0},
        headers={"Accept": "application/json"},
    )

    assert answer.json() == {"saved": evidence, "version": 1}
    assert state_of(client, guest).json()["login"] == f"guest-{guest.pk}"


def test_first_words_are_of_the_kit_to_which_the_interview_moved_meanwhile(seat, hana):
    keys, kit = keys_of(seat), seat.interview.revision.kit
    factories.KitQuestionFactory(
        round=kit.rounds.get(key="round-1"),
        question__competency=kit.kit_competencies.first().competency,
        position=9,
    )
    Interview.objects.filter(pk=seat.interview_id).update(revision=kit.publish(by=hana))

    Scorecard.objects.write(seat, f"evidence-{keys[0]}", "Said 12 %.", 0)

    rows = Rating.objects.filter(scorecard__panelist=seat)
    assert len(rows) == len(keys) + 1
