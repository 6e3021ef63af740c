"""Who goes on to the next round: an act of the round's chair or of who manages the opening."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from scorecards.models import GoAhead
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(interview):
    interview.starts_at = timezone.now() - datetime.timedelta(days=1)
    interview.save()
    for seat in interview.panel:
        factories.DeclarationFactory(panelist=seat)
    return interview


def say(client, interview, key="round-1", **more):
    number = interview.candidate.number
    address = f"/openings/JOB-1/candidates/{number}/go-ahead/"
    return client.post(address, {"round": key} | more)


def test_the_hiring_manager_says_it_and_the_board_shows_who_and_when(as_, hana, held):
    response = say(as_(hana), held)

    assert response.url == "/openings/JOB-1/"
    assert GoAhead.objects.get().by == hana
    assert "Goes on: Hana Example" in Page(as_(hana).get("/openings/JOB-1/")).text


def test_the_chair_says_it_and_comes_back_to_the_candidate(as_, ana, held):
    response = say(as_(ana), held)

    assert response.url == reverse(
        "scorecards:candidate_detail", args=["JOB-1", held.candidate.number]
    )
    assert GoAhead.objects.get().by == ana


def test_twice_is_once(as_, hana, ana, held):
    say(as_(hana), held)
    say(as_(ana), held)

    assert GoAhead.objects.get().by == hana


def test_members_coordinators_and_strangers_do_not(as_, ben, cora, zoe, opening, held):
    opening.members.add(cora)

    for user in (ben, cora, zoe):
        assert say(as_(user), held).status_code == 404
    assert not GoAhead.objects.exists()


def test_a_chair_who_has_not_declared_does_that_first(as_, ana, held):
    seat = held.panelists.get(user=ana)
    seat.declarations.all().delete()

    assert say(as_(ana), held).url == reverse("scorecards:card_declare", args=[seat.pk])
    assert not GoAhead.objects.exists()


def test_the_chair_of_another_round_does_not(as_, ana, ben, held):
    second = factories.InterviewFactory(
        candidate=held.candidate, round_key="round-2", starts_at=timezone.now()
    )
    factories.PanelistFactory(interview=second, user=ben, part="chair", seat=1)

    assert say(as_(ben), held).status_code == 404


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("to come", "has not been held yet"),
        ("cancelled", "has not been held yet"),
        ("last round", "No round follows"),
        ("left", "no longer in this opening"),
    ],
)
def test_it_is_refused_in_words(as_, hana, held, state, words):
    key = "round-2" if state == "last round" else "round-1"
    if state == "to come":
        held.starts_at = timezone.now() + datetime.timedelta(days=1)
        held.save()
    elif state == "cancelled":
        held.cancel()
    elif state == "left":
        held.candidate.rejected_at = timezone.now()
        held.candidate.save()

    client = as_(hana)

    response = say(client, held, key)

    assert not GoAhead.objects.exists()
    assert words in Page(client.get(response.url)).text


def test_it_is_taken_back_until_the_next_round_begins(as_, hana, held):
    client = as_(hana)
    say(client, held)
    assert say(client, held, back=held.pk, take_back="1").url == f"/interviews/{held.pk}/"
    assert not GoAhead.objects.exists()

    say(client, held)
    factories.InterviewFactory(
        candidate=held.candidate, round_key="round-2", starts_at=timezone.now()
    )
    response = say(client, held, take_back="1")

    assert GoAhead.objects.exists()
    assert "cannot be taken back any more" in Page(client.get(response.url)).text


def test_a_chair_who_knows_a_number_reads_no_name_in_a_refusal(as_, ana, opening, held):
    opening.hide_names = True
    opening.save()
    held.candidate.withdraw()
    client = as_(ana)

    text = Page(client.get(say(client, held).url)).text

    assert "This candidate is no longer in this opening." in text
    assert held.candidate.name not in text


def test_the_interview_offers_it_once_it_is_held(as_, hana, cora, opening, held):
    opening.members.add(cora)
    page = f"/interviews/{held.pk}/"
    address = f"/openings/JOB-1/candidates/{held.candidate.number}/go-ahead/"

    def offers(user):
        return address in [form.get("action") for form in Page(as_(user).get(page)).forms()]

    assert offers(hana)
    assert not offers(cora)
    held.starts_at = timezone.now() + datetime.timedelta(days=1)
    held.save()
    assert not offers(hana)


def test_it_is_a_post_and_needs_a_login(client, as_, hana, held):
    assert say(client, held).url.startswith(reverse("login"))
    address = f"/openings/JOB-1/candidates/{held.candidate.number}/go-ahead/"
    assert as_(hana).get(address).status_code == 405
