"""What a guest may open: one interview, until the link ends or the browser forgets."""

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import GuestPass
from scorecards.seats import login_of
from tests import factories
from tests.pages.guests import let_in, seat_guest

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest(interview):
    seat = seat_guest(interview)
    factories.DeclarationFactory(panelist=seat)
    return seat


@pytest.fixture
def guest_pass(guest):
    return GuestPass.objects.issue(guest)


@pytest.fixture
def visitor(guest_pass):
    client = Client()
    let_in(client, guest_pass)
    return client


def own(name, seat):
    return reverse(f"scorecards:{name}", args=[seat.pk])


def test_a_guest_opens_the_own_scorecard(visitor, guest, interview):
    page = visitor.get(own("card", guest))
    assert page.status_code == 200
    assert interview.candidate.name in page.content.decode()


def test_a_guest_is_promised_no_sight_of_the_others(visitor, guest):
    page = visitor.get(own("card", guest)).content.decode()
    assert "What others wrote shows" not in page
    assert "before you speak with the others about it" in page


def test_the_head_says_who_it_is_and_offers_to_leave_and_nothing_else(visitor, guest):
    page = visitor.get(own("card_declare", guest)).content.decode()
    head = page[page.index("<header") : page.index("</header>")]
    assert guest.name in head
    assert reverse("scorecards:guest_leave") in head
    assert "<nav" not in head
    assert "Sign in" not in head
    assert 'href="/"' not in head


def test_every_other_page_is_closed_to_a_guest(visitor, interview, ana):
    colleague = interview.panelists.get(user=ana)
    other = seat_guest(factories.InterviewFactory(candidate=interview.candidate), guest_name="Otto")
    for seat in (colleague, other):
        for name in ("card", "card_declare", "card_state", "own_scorecard", "card_papers"):
            assert visitor.get(own(name, seat)).status_code == 404
    opening = interview.candidate.opening
    for url in (
        reverse("scorecards:home"),
        reverse("scorecards:opening_detail", args=[opening.reference]),
        reverse("scorecards:candidate_detail", args=[opening.reference, 1]),
        reverse("scorecards:interview_detail", args=[interview.pk]),
        reverse("interviews:kit_list"),
        reverse("interviews:question_list"),
    ):
        response = visitor.get(url)
        assert response.status_code == 302
        assert response.url.startswith(reverse("login"))


def test_a_revoked_link_stops_the_browser_at_its_next_request(visitor, guest):
    assert visitor.get(own("card", guest)).status_code == 200
    GuestPass.objects.of(guest).revoke()
    page = visitor.get(own("card", guest))
    assert page.status_code == 404
    assert "ask the person who invited you" in page.content.decode()


def test_a_script_is_told_that_the_guest_is_out_so_that_it_keeps_the_words(visitor, guest):
    GuestPass.objects.of(guest).revoke()
    response = visitor.get(own("card_state", guest), headers={"accept": "application/json"})
    assert response.status_code == 401
    assert "signed_out" in response.json()


def test_with_a_new_link_the_guest_goes_on_as_the_same_person(visitor, guest):
    before = login_of(guest)
    GuestPass.objects.of(guest).revoke()
    let_in(visitor, GuestPass.objects.issue(guest))
    assert visitor.get(own("card", guest)).status_code == 200
    assert login_of(guest) == before == f"guest-{guest.pk}"


def test_leaving_makes_the_browser_forget(visitor, guest):
    page = visitor.post(reverse("scorecards:guest_leave"))
    assert "You have left" in page.content.decode()
    assert visitor.get(own("card", guest)).status_code == 302


def test_leaving_is_a_post(visitor, guest):
    assert visitor.get(reverse("scorecards:guest_leave")).status_code == 405
    assert visitor.get(own("card", guest)).status_code == 200


def test_who_signs_in_is_not_the_guest_any_more(visitor, guest, ana, interview):
    visitor.force_login(ana)
    assert visitor.get(own("card", guest)).status_code == 404
    page = visitor.get(own("card_declare", interview.panelists.get(user=ana))).content.decode()
    assert guest.name not in page


def test_a_guest_who_sits_on_two_panels_holds_one_at_a_time(visitor, guest, interview):
    second = seat_guest(factories.InterviewFactory(candidate=interview.candidate))
    factories.DeclarationFactory(panelist=second)
    let_in(visitor, GuestPass.objects.issue(second))
    assert visitor.get(own("card", second)).status_code == 200
    assert visitor.get(own("card", guest)).status_code == 404
