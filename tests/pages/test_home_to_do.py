"""Home: what is to do now, for who sits on panels and for who runs openings."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from interviews.models import Declaration, Statement
from tests import factories
from tests.pages.markup import Page
from tests.scorecards.cards import submit_card

pytestmark = pytest.mark.django_db

HOME = "/"
NOON = "2027-01-13 12:00"  # a Wednesday


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def held(opening):
    """`held(ana, hours=3)`: an interview that began so long ago, with that person in it."""

    def hold(*people, part="member", **ago):
        starts_at = timezone.now() - datetime.timedelta(**ago)
        interview = factories.InterviewFactory(candidate__opening=opening, starts_at=starts_at)
        for seat, user in enumerate(people, start=1):
            factories.PanelistFactory(interview=interview, user=user, part=part, seat=seat)
        return interview

    return hold


def declare(seat, has_conflict=False):
    current = Statement.objects.current
    return Declaration.objects.create(
        panelist=seat,
        confidentiality=current("confidentiality"),
        conflict=current("conflict"),
        answered_at=timezone.now(),
        has_conflict=has_conflict,
        conflict_words="We share a flat." if has_conflict else "",
    )


def due(client):
    return [own.interview for own in client.get(HOME).context["due"]]


def waiting(client):
    return [(each.kind, each.interview) for each in client.get(HOME).context["waiting"]]


def test_an_outstanding_scorecard_is_one_click_away_with_its_age(as_, ana, held):
    interview = held(ana, hours=4)  # in a slot of an hour

    page = Page(as_(ana).get(HOME))

    seat = interview.panelists.get()
    assert reverse("scorecards:card", args=[seat.pk]) in page.hrefs()
    assert "interview over for 3 hours" in page.text.replace("\xa0", " ")


def test_the_oldest_comes_first_and_those_of_days_ago_too(as_, ana, held):
    fresh, old = held(ana, hours=4), held(ana, days=3)

    assert due(as_(ana)) == [old, fresh]


def test_what_is_in_or_not_over_is_not_outstanding(as_, ana, held):
    held(ana, minutes=30)
    submit_card(held(ana, hours=5).panelists.get())

    assert due(as_(ana)) == []


def test_an_observer_owes_nothing(as_, ana, held):
    held(ana, hours=5, part="observer")

    client = as_(ana)
    assert due(client) == []
    assert "your scorecard is practice" in Page(client.get(HOME)).text


@pytest.mark.parametrize("name", ["cancelled_at", "no_show_at"])
def test_nothing_is_owed_for_an_interview_that_was_not_held(as_, ana, held, name):
    interview = held(ana, hours=5)
    setattr(interview, name, timezone.now())
    interview.save()

    assert due(as_(ana)) == []


def test_nothing_is_owed_for_a_seat_that_ended(as_, ana, held):
    seat = held(ana, hours=5).panelists.get()
    seat.ended_at, seat.ending = timezone.now(), "declined"
    seat.save()

    assert due(as_(ana)) == []


def test_the_candidate_has_a_number_until_all_is_declared(as_, ana, held):
    interview = held(ana, hours=5)
    name = interview.candidate.name

    assert name not in Page(as_(ana).get(HOME)).text
    declare(interview.panelists.get())

    assert name in Page(as_(ana).get(HOME)).text


def test_a_hidden_name_stays_hidden(as_, ana, held):
    interview = held(ana, hours=5)
    interview.candidate.opening.hide_names = True
    interview.candidate.opening.save()
    declare(interview.panelists.get())

    assert interview.candidate.name not in Page(as_(ana).get(HOME)).text


def test_an_interview_of_today_stands_on_top(as_, ana, held):
    today, tomorrow = held(ana, hours=-3), held(ana, days=-1)

    context = as_(ana).get(HOME).context

    assert [own.interview for own in context["today_seats"]] == [today]
    assert [own.interview for own in context["interviews"]] == [tomorrow]


def test_nothing_to_do_says_so(as_, ana):
    assert "Nothing is waiting for you." in Page(as_(ana).get(HOME)).text


def test_a_manager_learns_of_late_scorecards_by_name_of_the_panelist(as_, hana, ana, ben, held):
    interview = held(ana, ben, hours=5)
    submit_card(interview.panelists.get(user=ben), number=5)

    page = Page(as_(hana).get(HOME))

    assert "Scorecard outstanding: Ana Example" in page.text
    assert waiting(as_(hana)) == [("late", interview)]


def test_a_manager_learns_of_a_conflict_to_decide_without_its_words(as_, hana, cora, ana, held):
    interview = held(ana, days=-1)
    interview.candidate.opening.members.add(cora)
    seat = interview.panelists.get()
    declare(seat, has_conflict=True)

    page = Page(as_(hana).get(HOME))

    assert reverse("scorecards:recusal_decide", args=[seat.pk]) in page.hrefs()
    assert "share a flat" not in page.text
    assert waiting(as_(cora)) == []  # who coordinates does not decide


def test_nobody_decides_on_a_conflict_of_their_own(as_, hana, held):
    declare(held(hana, days=-1).panelists.get(), has_conflict=True)

    assert waiting(as_(hana)) == []


def test_an_empty_seat_waits_until_somebody_takes_it(as_, cora, ana, ben, held):
    interview = held(ana, days=-1)
    interview.candidate.opening.members.add(cora)
    seat = interview.panelists.get()
    seat.ended_at, seat.ending = timezone.now(), "declined"
    seat.save()

    assert waiting(as_(cora)) == [("declined", interview)]
    factories.PanelistFactory(interview=interview, user=ben, seat=seat.seat, stands_in_for=seat)

    assert waiting(as_(cora)) == []


def test_what_waits_in_openings_of_others_is_not_shown(as_, ben, ana, held):
    held(ana, hours=5)

    assert "Ana Example" not in Page(as_(ben).get(HOME)).text


def test_only_what_is_for_today_or_late_stands_out(as_, ana, held):
    late, today, later = held(ana, hours=5), held(ana, hours=-2), held(ana, days=-2)

    elements = Page(as_(ana).get(HOME)).elements

    def stands_out(interview):
        own = reverse("scorecards:card", args=[interview.panelists.get().pk])
        return any("btn-primary" in a.get("class", "") for _, a in elements if a.get("href") == own)

    assert [stands_out(each) for each in (late, today, later)] == [True, True, False]
