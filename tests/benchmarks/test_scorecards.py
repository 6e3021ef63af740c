"""How long the pages of panels and scorecards take: `pytest tests/benchmarks`. The bounds are 30 ms
for a save, 100 ms for a board of 200 candidates by five rounds and for any other page."""

import datetime
import gc
import itertools

import pytest
from django.template import Template
from django.test import Client
from django.test.utils import _TestState
from django.urls import reverse
from django.utils import timezone

from interviews.models import Candidate, Declaration, Interview, Panelist, Statement
from scorecards.models import Rating, Scorecard, Summary
from scorecards.visibility import open_cards
from tests import factories
from tests.conftest import person
from tests.scorecards.cards import begin_card, submit_card
from tests.scorecards.long_kits import long_revision

pytestmark = pytest.mark.django_db

CANDIDATES, ROUNDS, SEATS, PEOPLE = 200, 5, 3, 30
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def like_a_site(monkeypatch):
    """Without what only tests do: Django copies the context of every template and fragment, and
    the collector of garbage walks through all that pytest holds."""
    gc.collect()
    gc.freeze()
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def seat_with(questions, ana, hana):
    """ana's declared seat in an interview of that many questions, two hours ago."""
    opening = factories.OpeningFactory(
        reference="JOB-1", revision=long_revision(questions), hiring_manager=hana
    )
    interview = factories.InterviewFactory(
        candidate__opening=opening,
        candidate__number=1,
        starts_at=timezone.now() - datetime.timedelta(hours=2),
    )
    seat = factories.PanelistFactory(interview=interview, user=ana, part="chair", seat=1)
    factories.DeclarationFactory(panelist=seat)
    return seat


@pytest.mark.parametrize("questions", [5, 40])
def test_a_save(benchmark, ana, hana, questions):
    seat = seat_with(questions, ana, hana)
    begin_card(seat)
    client, url = signed_in(ana), reverse("scorecards:card_save", args=[seat.pk])
    versions = itertools.count()

    def save():
        version = next(versions)
        data = {"field": "strengths", "value": f"Listens, {version}.", "version": version}
        return client.post(url, data, headers=JSON)

    assert benchmark(save).status_code == 200


@pytest.mark.parametrize("questions", [5, 40])
def test_the_first_save_of_a_card(benchmark, ana, hana, questions):
    seat = seat_with(questions, ana, hana)
    client, url = signed_in(ana), reverse("scorecards:card_save", args=[seat.pk])
    data = {"field": "strengths", "value": "Listens.", "version": 0}

    def as_before():
        for model in (Rating, Summary, Scorecard):
            model.objects.all().delete()
        Interview.objects.update(in_use_at=None)

    response = benchmark.pedantic(client.post, (url, data), {"headers": JSON}, as_before, rounds=30)
    assert response.status_code == 200


@pytest.mark.parametrize("questions", [5, 40])
@pytest.mark.parametrize("shows", [{}, {"all": "1"}])
def test_the_scorecard(benchmark, ana, hana, questions, shows):
    seat = seat_with(questions, ana, hana)
    begin_card(seat)
    client = signed_in(ana)

    response = benchmark(client.get, reverse("scorecards:card", args=[seat.pk]), shows)

    assert response.status_code == 200


@pytest.fixture
def large(hana):
    """200 candidates in five rounds with panels of three out of thirty people: the first rounds
    held and two cards of three in, the others to come."""
    revision = long_revision(5, rounds=ROUNDS)
    opening = factories.OpeningFactory(reference="BIG", revision=revision, hiring_manager=hana)
    people = [person(f"panelist-{number}", "Interviewers") for number in range(PEOPLE)]
    candidates = Candidate.objects.bulk_create(
        Candidate(opening=opening, number=number, name=f"Candidate {number}")
        for number in range(1, CANDIDATES + 1)
    )
    start = timezone.now() - datetime.timedelta(days=20)
    meetings = Interview.objects.bulk_create(
        Interview(
            candidate=candidate,
            revision=revision,
            round_key=f"round-{round_ + 1}",
            starts_at=start + datetime.timedelta(days=8 * round_, minutes=candidate.number),
        )
        for candidate in candidates
        for round_ in range(ROUNDS)
    )
    seats = Panelist.objects.bulk_create(
        Panelist(
            interview=meeting,
            user=people[(number + seat) % PEOPLE],
            part="member" if seat else "chair",
            seat=seat + 1,
        )
        for number, meeting in enumerate(meetings)
        for seat in range(SEATS)
    )
    texts = {kind: Statement.objects.current(kind) for kind in ("confidentiality", "conflict")}
    Declaration.objects.bulk_create(
        Declaration(panelist=seat, answered_at=timezone.now(), has_conflict=False, **texts)
        for seat in seats
    )
    Scorecard.objects.bulk_create(
        Scorecard(panelist=seat, submitted_at=timezone.now() if seat.seat < SEATS else None)
        for seat in seats
        if seat.interview.starts_at < timezone.now()
    )
    return opening


def test_a_board_of_200_by_5(benchmark, hana, large, django_assert_max_num_queries):
    client, url = signed_in(hana), reverse("scorecards:opening_detail", args=[large.reference])
    with django_assert_max_num_queries(15):
        client.get(url)

    response = benchmark(client.get, url)

    assert b"Candidate 200" in response.content


def test_home_of_a_hiring_manager(benchmark, hana, large):
    assert benchmark(signed_in(hana).get, "/").status_code == 200


def test_home_of_somebody_with_a_hundred_seats(benchmark, large):
    client = signed_in(person("panelist-3"))

    assert benchmark(client.get, "/").status_code == 200


def test_one_interview_for_those_who_schedule_it(benchmark, hana, large):
    interview = Interview.objects.first()
    url = reverse("scorecards:interview_detail", args=[interview.pk])

    assert benchmark(signed_in(hana).get, url).status_code == 200


@pytest.mark.parametrize("is_open", [False, True])
def test_a_candidate_of_five_rounds(benchmark, hana, large, is_open):
    candidate = large.candidates.first()
    for hours, interview in enumerate(candidate.interviews.all(), start=2):
        interview.starts_at = timezone.now() - datetime.timedelta(hours=hours)
        interview.save()
    Scorecard.objects.for_candidate(candidate).delete()
    for seat in Panelist.objects.filter(interview__candidate=candidate):
        submit_card(seat)
    if is_open:
        open_cards(hana, candidate)
    url = reverse("scorecards:candidate_detail", args=[large.reference, candidate.number])

    assert benchmark(signed_in(hana).get, url).status_code == 200
