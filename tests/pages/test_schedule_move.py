"""Moving an interview: what was, what will be, and what stands against it; then it is done."""

import datetime

import pytest

from interviews.models import Interview
from scorecards.models import Mail
from tests import factories
from tests.pages.markup import Page
from tests.pages.test_schedule import values

pytestmark = pytest.mark.django_db

TYPED = {"date": "2027-06-01", "time": "11:00", "zone": "Europe/Berlin", "place": "Room 5"}
NEW = datetime.datetime(2027, 6, 1, 9, tzinfo=datetime.UTC)


def address(interview):
    return f"/interviews/{interview.pk}/move/"


def check(client, interview, **changes):
    return client.post(address(interview), TYPED | {"check": "1"} | changes)


def test_the_form_starts_with_what_is(as_, hana, interview):
    typed = values(as_(hana).get(address(interview)))

    assert typed["date"] == interview.starts_at.date().isoformat()
    assert (typed["zone"], typed["place"]) == ("UTC", "Room 4")


def test_checking_shows_both_and_moves_nothing(as_, hana, interview):
    before = interview.starts_at

    text = Page(check(as_(hana), interview)).text

    assert "Until now" in text
    assert "From now on Tue 1 Jun 2027, 11 a.m. to noon CEST Room 5" in text
    assert Interview.objects.get().starts_at == before


def test_it_moves_and_tells_the_panel(as_, hana, interview, ana, ben):
    client = as_(hana)
    typed = TYPED | {"seen": values(check(client, interview))["seen"], "move": "1"}

    response = client.post(address(interview), typed)

    assert response.url == f"/interviews/{interview.pk}/"
    interview.refresh_from_db()
    assert (interview.starts_at, interview.time_zone, interview.place) == (
        NEW,
        "Europe/Berlin",
        "Room 5",
    )
    assert set(Mail.objects.values_list("to", flat=True)) == {ana.email, ben.email}


def test_it_does_not_move_unseen(as_, hana, interview, ana):
    client = as_(hana)
    typed = TYPED | {"seen": values(check(client, interview))["seen"], "move": "1"}
    other = factories.InterviewFactory(starts_at=NEW)
    factories.PanelistFactory(interview=other, user=ana)

    text = Page(client.post(address(interview), typed)).text

    assert "Something changed since you checked" in text
    assert "Ana Example has another interview then" in text
    assert Interview.objects.get(pk=interview.pk).starts_at != NEW


def test_its_own_time_does_not_stand_against_it(as_, hana, interview):
    later = interview.starts_at + datetime.timedelta(minutes=30)

    text = Page(
        check(
            as_(hana),
            interview,
            date=later.date().isoformat(),
            time=later.strftime("%H:%M"),
            zone="UTC",
        )
    ).text

    assert "another interview" not in text


def test_nothing_new_is_nothing_to_move(as_, hana, interview):
    client = as_(hana)
    typed = values(client.get(address(interview))) | {"check": "1"}

    assert (
        "That is when and where it is already" in Page(client.post(address(interview), typed)).text
    )


def test_the_very_time_of_another_one_is_refused(as_, hana, interview):
    factories.InterviewFactory(candidate=interview.candidate, starts_at=NEW, round_key="round-2")
    client = as_(hana)
    typed = TYPED | {"seen": values(check(client, interview))["seen"], "move": "1"}

    response = client.post(address(interview), typed)

    assert response.status_code == 422
    assert "This candidate has another interview at that time." in Page(response).text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"date": ""}, "required"),
        ({"date": "soon"}, "Give the date as 2027-03-28"),
        ({"time": "noon"}, "Give the time as 14:30"),
        ({"zone": "Mars"}, "No time zone is called that"),
        ({"date": "2027-03-28", "time": "02:30"}, "so it does not exist there"),
        ({"date": "2027-10-31", "time": "02:30"}, "say which you mean"),
    ],
)
def test_bad_input_explains_itself_and_loses_nothing(as_, hana, interview, changes, words):
    response = check(as_(hana), interview, **changes)

    assert response.status_code == 422
    assert words in Page(response).text
    assert values(response)["place"] == "Room 5"


def test_a_cancelled_one_does_not_move(as_, hana, interview):
    client = as_(hana)
    typed = TYPED | {"seen": values(check(client, interview))["seen"], "move": "1"}
    interview.cancel()

    assert "was cancelled" in Page(client.post(address(interview), typed)).text
