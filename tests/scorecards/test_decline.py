"""Declining an interview."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from scorecards.models import Mail, Scorecard
from scorecards.seats import GUEST
from tests import factories
from tests.pages.markup import Page
from tests.scorecards.seated import filled_card, seat_of, submitted_card


@pytest.fixture
def seat(interview, ana, cora):
    interview.candidate.opening.members.add(cora)
    return seat_of(interview, ana)


def url_of(seat):
    return reverse("scorecards:card_decline", args=[seat.pk])


WORDS = {"reason": "I am away that week.", "replacement": "Ines of the north team"}


def test_the_seat_ends_with_the_reason_and_a_proposal(as_, ana, seat):
    answer = as_(ana).post(url_of(seat), WORDS)

    assert answer.url == reverse("scorecards:home")
    seat.refresh_from_db()
    assert (seat.ending, seat.ending_reason) == ("declined", WORDS["reason"])
    assert seat.proposed_replacement == WORDS["replacement"]


def test_who_plans_the_panel_is_told_and_nothing_of_the_card(as_, ana, hana, cora, seat):
    filled_card(seat)

    as_(ana).post(url_of(seat), WORDS)

    letters = Mail.objects.filter(subject__contains="declined")
    assert {letter.to for letter in letters} == {hana.email, cora.email}
    body = letters.first().body
    for words in (*WORDS.values(), f"/interviews/{seat.interview_id}/", "Round 1"):
        assert words in body
    for words in ("Named the figures.", "Listens.", seat.interview.candidate.name):
        assert words not in body


def test_the_page_says_what_it_does(as_, ana, seat):
    page = Page(as_(ana).get(url_of(seat)))
    assert "Your seat ends and cannot be taken back" in page.text
    assert seat.interview.candidate.name in page.text
    assert page.against_the_policy() == []


def test_before_declaring_the_candidate_has_a_number(as_, ana, seat):
    seat.declarations.all().delete()
    page = Page(as_(ana).get(url_of(seat)))
    assert seat.interview.candidate.name not in page.text
    assert seat.interview.candidate.number_in_words in page.text
    as_(ana).post(url_of(seat), WORDS)
    seat.refresh_from_db()
    assert not seat.is_live


def test_a_reason_is_needed_and_nothing_is_lost(as_, ana, seat):
    answer = as_(ana).post(url_of(seat), WORDS | {"reason": " "})
    assert answer.status_code == 422
    assert "Say why in a sentence" in Page(answer).text
    assert WORDS["replacement"] in answer.content.decode()
    seat.refresh_from_db()
    assert seat.is_live


def test_after_submitting_it_is_too_late(as_, ana, seat):
    submitted_card(seat)
    answer = as_(ana).post(url_of(seat), WORDS, follow=True)
    assert "is submitted" in Page(answer).text
    seat.refresh_from_db()
    assert seat.is_live
    assert Scorecard.objects.get().is_submitted


def test_an_interview_that_is_cancelled_needs_no_declining(as_, ana, seat):
    seat.interview.cancel()
    assert "was cancelled" in Page(as_(ana).get(url_of(seat), follow=True)).text


def test_a_guest_is_told_at_once(client, interview):
    guest = factories.GuestFactory(interview=interview, seat=3)
    held = guest.passes.create(expires_at=timezone.now() + datetime.timedelta(days=1))
    session = client.session
    session[GUEST] = held.pk
    session.save()

    page = Page(client.post(url_of(guest), WORDS))

    assert "You are off this panel" in page.text
    guest.refresh_from_db()
    assert guest.ending == "declined"


def test_only_the_person_declines(as_, ben, hana, zoe, client, seat):
    for user in (ben, hana, zoe):
        assert as_(user).post(url_of(seat), WORDS).status_code == 404
    assert client.post(url_of(seat), WORDS).status_code == 403
    seat.refresh_from_db()
    assert seat.is_live
