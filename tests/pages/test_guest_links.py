"""Who schedules sends a guest a new link, or stops the one that is out; and how long one lasts."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from interviews.models import GuestPass
from scorecards.guest_links import link_of
from scorecards.models import Mail
from tests import factories
from tests.pages.guests import address, last_letter, let_in, seat_guest

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def guest(interview):
    return seat_guest(interview)


def make(seat):
    return reverse("scorecards:guest_link", args=[seat.pk])


def revoke(seat):
    return reverse("scorecards:guest_link_revoke", args=[seat.pk])


def path(link):
    return "/" + link.split("/", 3)[3]


@pytest.fixture
def coordinator(cora, opening):
    opening.members.add(cora)
    return cora


@pytest.mark.parametrize("who", ["hana", "coordinator", "root"])
def test_a_new_link_is_mailed_and_the_old_one_stops(request, as_, guest, who):
    old = GuestPass.objects.issue(guest)

    response = as_(request.getfixturevalue(who)).post(make(guest))

    assert response.url == reverse("scorecards:interview_detail", args=[guest.interview_id])
    letter = last_letter(guest)
    link = link_of(guest)
    assert link in letter.body
    assert Client().get(path(link)).status_code == 200
    assert Client().get(address("enter", old)).status_code == 404


def test_the_letter_does_not_name_the_candidate(as_, hana, guest):
    as_(hana).post(make(guest))
    letter = last_letter(guest)
    candidate = guest.interview.candidate
    assert candidate.name not in letter.body + letter.subject
    assert candidate.number_in_words in letter.body


def test_a_new_link_throws_out_the_browsers_that_the_old_one_opened(as_, hana, guest):
    browser = Client()
    let_in(browser, GuestPass.objects.issue(guest))
    as_(hana).post(make(guest))
    declare = reverse("scorecards:card_declare", args=[guest.pk])
    assert browser.get(declare).status_code == 404


def test_a_link_is_stopped(as_, hana, guest):
    held = GuestPass.objects.issue(guest)
    page = as_(hana).post(revoke(guest), follow=True)
    assert "does not work any more" in page.content.decode()
    assert Client().get(address("enter", held)).status_code == 404
    assert not Mail.objects.exists()


@pytest.mark.parametrize("act", [make, revoke])
def test_nobody_else_touches_links(as_, client, zoe, ana, cora, libby, guest, act):
    held = GuestPass.objects.issue(guest)
    for user in (zoe, ana, cora, libby):
        assert as_(user).post(act(guest)).status_code == 404
    assert client.post(act(guest)).status_code == 302
    held.refresh_from_db()
    assert held.is_valid
    assert not Mail.objects.exists()


@pytest.mark.parametrize("act", [make, revoke])
def test_only_guests_on_the_panel_have_links(as_, hana, interview, ana, guest, act):
    colleague = interview.panelists.get(user=ana)
    assert as_(hana).post(act(colleague)).status_code == 404
    guest.end("replaced")
    assert as_(hana).post(act(guest)).status_code == 404


@pytest.mark.parametrize("act", [make, revoke])
def test_it_is_a_post(as_, hana, guest, act):
    assert as_(hana).get(act(guest)).status_code == 405


def test_a_link_lasts_until_two_weeks_after_the_interview(guest):
    with time_machine.travel(guest.interview.starts_at - 30 * DAY, tick=False):
        held = GuestPass.objects.issue(guest)
    assert held.expires_at == guest.interview.ends_at + 14 * DAY


def test_it_moves_along_with_the_interview(guest):
    interview = guest.interview
    with time_machine.travel(interview.starts_at - 30 * DAY, tick=False):
        link = link_of(guest)
        interview.move(starts_at=interview.starts_at + 7 * DAY, time_zone="", place="")
        assert link_of(guest) == link
    assert GuestPass.objects.get().expires_at == interview.ends_at + 14 * DAY


def test_a_link_sent_on_its_last_day_or_later_lasts_two_weeks_more(guest):
    with time_machine.travel(guest.interview.starts_at - DAY, tick=False):
        link = link_of(guest)
    late = guest.interview.ends_at + 13.5 * DAY
    with time_machine.travel(late, tick=False):
        assert link_of(guest) == link
    assert GuestPass.objects.get().expires_at == late + 14 * DAY
    with time_machine.travel(late + 15 * DAY, tick=False):
        assert link_of(guest) != link


def test_a_prolonged_link_is_not_prolonged_by_every_letter(guest):
    late = guest.interview.ends_at + 14 * DAY
    with time_machine.travel(late, tick=False):
        link_of(guest)
    with time_machine.travel(late + DAY, tick=False):
        link_of(guest)
    assert GuestPass.objects.get().expires_at == late + 14 * DAY


def test_guests_of_other_interviews_keep_their_links(as_, hana, guest):
    other = seat_guest(factories.InterviewFactory(candidate=guest.interview.candidate))
    held = GuestPass.objects.issue(other)
    as_(hana).post(revoke(guest))
    held.refresh_from_db()
    assert held.is_valid
