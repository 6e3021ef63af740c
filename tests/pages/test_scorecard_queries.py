"""How many queries the pages of scorecards take: the same for a short kit and a long one, a small
panel and a large one. The design allows 8 for a save, 12 for the scorecard and 15 for a board, of
which the tests of the board speak. Two of a save's are the savepoint around it, which is there in
tests alone."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from scorecards.visibility import open_cards
from tests import factories
from tests.conftest import person
from tests.scorecards.cards import begin_card, submit_card
from tests.scorecards.long_kits import long_revision

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}


@pytest.fixture
def seated(hana, ana):
    """`seated(questions=40)`: ana's seat in an interview that has just ended, with that many
    questions and, with `others`, that many colleagues whose cards are in."""

    def seat(questions=5, others=0):
        opening = factories.OpeningFactory(
            reference="JOB-1", revision=long_revision(questions), hiring_manager=hana
        )
        interview = factories.InterviewFactory(
            candidate__opening=opening,
            candidate__number=1,
            starts_at=timezone.now() - datetime.timedelta(hours=2),
        )
        own = factories.PanelistFactory(interview=interview, user=ana, part="chair", seat=1)
        factories.DeclarationFactory(panelist=own)
        for number in range(2, others + 2):
            submit_card(factories.PanelistFactory(interview=interview, seat=number))
        return own

    return seat


def address(name, seat):
    return reverse(f"scorecards:{name}", args=[seat.pk])


def candidate(seat):
    return reverse("scorecards:candidate_detail", args=["JOB-1", 1])


@pytest.mark.parametrize("questions", [5, 40])
def test_a_save(as_, ana, seated, questions, django_assert_num_queries):
    seat = seated(questions)
    begin_card(seat)
    client = as_(ana)
    data = {"field": "strengths", "value": "Listens.", "version": "0"}

    with django_assert_num_queries(8):
        assert client.post(address("card_save", seat), data, headers=JSON).status_code == 200


@pytest.mark.parametrize("questions", [5, 40])
def test_the_first_save_of_a_card(as_, ana, seated, questions, django_assert_num_queries):
    seat = seated(questions)
    client = as_(ana)
    data = {"field": "strengths", "value": "Listens.", "version": "0"}

    with django_assert_num_queries(9):
        assert client.post(address("card_save", seat), data, headers=JSON).status_code == 200


@pytest.mark.parametrize("questions", [5, 40])
@pytest.mark.parametrize("others", [0, 5])
def test_the_scorecard(as_, ana, seated, questions, others, django_assert_num_queries):
    seat = seated(questions, others)
    begin_card(seat)
    client = as_(ana)

    with django_assert_num_queries(12):
        assert client.get(address("card", seat)).status_code == 200
    with django_assert_num_queries(11):  # how one likes it is said in the address
        assert client.get(address("card", seat), {"all": "1"}).status_code == 200


@pytest.mark.parametrize("questions", [5, 40])
@pytest.mark.parametrize("others", [0, 5])
def test_a_submitted_scorecard(as_, ana, seated, questions, others, django_assert_num_queries):
    seat = seated(questions, others)
    submit_card(seat)
    client = as_(ana)

    with django_assert_num_queries(21):
        assert client.get(address("card", seat)).status_code == 200


@pytest.mark.parametrize("questions", [5, 40])
def test_the_state_of_a_card(as_, ana, seated, questions, django_assert_num_queries):
    seat = seated(questions)
    begin_card(seat)
    client = as_(ana)

    with django_assert_num_queries(7):
        assert client.get(address("card_state", seat), headers=JSON).status_code == 200


@pytest.mark.parametrize("others", [1, 5])
def test_the_page_of_a_candidate_before_opening(
    as_, hana, seated, others, django_assert_num_queries
):
    seat = seated(5, others)
    submit_card(seat)
    client = as_(hana)

    with django_assert_num_queries(16):
        assert client.get(candidate(seat)).status_code == 200


@pytest.mark.parametrize("others", [1, 5])
def test_the_page_of_a_candidate_once_opened(as_, hana, seated, others, django_assert_num_queries):
    seat = seated(5, others)
    submit_card(seat)
    open_cards(hana, seat.interview.candidate)
    client = as_(hana)

    with django_assert_num_queries(25):
        assert client.get(candidate(seat)).status_code == 200


@pytest.mark.parametrize("panel", [1, 5])
def test_one_interview_for_those_who_schedule_it(
    as_, cora, seated, panel, django_assert_num_queries
):
    seat = seated(5, panel)
    seat.interview.candidate.opening.members.add(cora, person("max", "Hiring managers"))
    client = as_(cora)
    url = reverse("scorecards:interview_detail", args=[seat.interview_id])

    with django_assert_num_queries(13):
        assert client.get(url).status_code == 200
