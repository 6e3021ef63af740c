"""Scheduling interviews: one or many are checked first, then made together or not at all."""

import datetime
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from interviews.models import Interview
from scorecards.models import GoAhead, Mail
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

ADDRESS = "/openings/JOB-1/schedule/"
FIRST = f"{ADDRESS}?round=round-1"
TYPED = {
    "date": "2027-03-01",
    "time": "09:00",
    "zone": "Europe/Berlin",
    "place": "Room 4",
    "step": "75",
    "seat-1-person": "Ana Example (ana)",
    "seat-1-part": "chair",
    "seat-2-person": "Maria Ruiz <maria@client.example>",
    "seat-2-part": "member",
}


@pytest.fixture
def candidates(opening):
    return [
        factories.CandidateFactory(opening=opening, number=number, name=name)
        for number, name in ((1, "Amara Nwosu"), (2, "Tomasz Lis"))
    ]


def values(response):
    """What the browser would send back."""
    return {
        attributes["name"]: attributes.get("value", "")
        for tag, attributes in Page(response).elements
        if tag == "input"
        and attributes.get("name")
        and (attributes.get("type") != "checkbox" or "checked" in attributes)
    }


def check(client, *numbers, address=FIRST, **changes):
    return client.post(address, TYPED | {"candidates": numbers, "check": "1"} | changes)


def make(client, *numbers, address=FIRST, **changes):
    """Check, then schedule with what the page holds by then."""
    checked = check(client, *numbers, address=address, **changes)
    typed = values(checked)
    typed |= TYPED | {"candidates": numbers, "schedule": "1"} | changes
    return client.post(address, typed)


def test_checking_shows_each_interview_and_writes_nothing(as_, hana, ana, candidates):
    response = check(as_(hana), 1, 2)

    text = Page(response).text
    assert response.status_code == 200
    assert "Amara Nwosu Candidate 1 · until 10 a.m. CET" in text
    assert "until 11:15 a.m. CET" in text
    assert "Schedule all 2 and invite" in text
    assert not Interview.objects.exists()
    assert not Mail.objects.exists()


def test_they_are_made_with_panel_zone_and_place_and_the_panel_is_invited(
    as_, hana, ana, candidates
):
    response = make(as_(hana), 1, 2)

    assert response.url == "/openings/JOB-1/"
    first, second = Interview.objects.order_by("starts_at")
    assert first.starts_at == datetime.datetime(2027, 3, 1, 8, tzinfo=datetime.UTC)
    assert second.starts_at - first.starts_at == datetime.timedelta(minutes=75)
    assert {(each.time_zone, each.place, each.round_key) for each in (first, second)} == {
        ("Europe/Berlin", "Room 4", "round-1")
    }
    for interview in (first, second):
        assert [(each.name, each.part) for each in interview.panel] == [
            ("Ana Example", "chair"),
            ("Maria Ruiz", "member"),
        ]
    assert set(Mail.objects.values_list("to", flat=True)) == {ana.email, "maria@client.example"}


def test_a_coordinator_schedules_too(as_, cora, ana, opening, candidates):
    opening.members.add(cora)

    assert make(as_(cora), 1).status_code == 302


def test_each_start_may_be_set_after_checking(as_, hana, ana, candidates):
    make(as_(hana), 1, 2)
    Interview.objects.all().delete()
    typed = {"start-2-date": "2027-03-02", "start-2-time": "14:30"}
    checked = check(as_(hana), 1, 2)
    again = as_(hana).post(
        FIRST, values(checked) | TYPED | {"candidates": [1, 2], "check": "1"} | typed
    )

    made = values(again) | TYPED | {"candidates": [1, 2], "schedule": "1"}
    as_(hana).post(FIRST, made)

    assert Interview.objects.get(candidate__number=2).starts_at == datetime.datetime(
        2027, 3, 2, 13, 30, tzinfo=datetime.UTC
    )


def test_another_first_start_lays_all_of_them_out_anew(as_, hana, ana, candidates):
    typed = values(check(as_(hana), 1)) | TYPED | {"candidates": [1], "time": "16:00"}

    assert 'value="16:00" class="form-control" required id="id_start-1-time"' in (
        as_(hana).post(FIRST, typed | {"check": "1"}).content.decode()
    )


def test_nothing_is_made_unseen(as_, hana, ana, candidates):
    """Whoever presses the button after a change first sees what it comes to now."""
    typed = values(check(as_(hana), 1)) | TYPED
    typed |= {"candidates": [1], "schedule": "1", "seat-2-person": ""}

    response = as_(hana).post(FIRST, typed)

    assert "Something changed since you checked" in Page(response).text
    assert "Planned for 2 people, and has 1." in Page(response).text
    assert not Interview.objects.exists()


def test_a_colleague_who_books_the_same_person_meanwhile_is_noticed(
    as_, hana, ana, candidates, opening
):
    typed = values(check(as_(hana), 1)) | TYPED | {"candidates": [1], "schedule": "1"}
    start = datetime.datetime(2027, 3, 1, 8, tzinfo=datetime.UTC)
    other = factories.InterviewFactory(candidate=candidates[1], starts_at=start)
    factories.PanelistFactory(interview=other, user=ana)

    response = as_(hana).post(FIRST, typed)

    assert "Ana Example has another interview then (9 a.m. to 10 a.m.)." in Page(response).text
    assert Interview.objects.get() == other


def test_warnings_do_not_forbid(as_, hana, candidates):
    checked = check(
        as_(hana), 1, **{"seat-1-person": "", "seat-2-person": "", "date": "2020-01-02"}
    )

    text = Page(checked).text
    assert "It starts in the past." in text
    assert "Planned for 2 people, and has 0." in text
    assert (
        make(
            as_(hana), 1, **{"seat-1-person": "", "seat-2-person": "", "date": "2020-01-02"}
        ).status_code
        == 302
    )


def test_it_claims_no_invitation_to_what_is_over(as_, hana, ana, candidates):
    client = as_(hana)
    made = make(client, 1, date="2020-01-02")

    text = Page(client.get(made.url)).text
    assert "1 interview is scheduled. Nobody is invited to one that is over." in text
    assert "its panel invited" not in text


def test_all_are_made_or_none(as_, hana, ana, candidates):
    """The second candidate has an interview at the very time worked out for them."""
    taken = datetime.datetime(2027, 3, 1, 9, 15, tzinfo=datetime.UTC)
    factories.InterviewFactory(candidate=candidates[1], round_key="round-2", starts_at=taken)

    response = make(as_(hana), 1, 2)

    assert response.status_code == 422
    assert "Tomasz Lis has another interview at that very time" in Page(response).text
    assert Interview.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"candidates": []}, "Tick at least one candidate"),
        ({"date": "tomorrow"}, "Give the date as 2027-03-28"),
        ({"date": "9999-12-31"}, "Choose a date from 2000 to 2099"),
        ({"time": "noon"}, "Give the time as 14:30"),
        ({"zone": "Bielefeld"}, "No time zone is called that"),
        ({"step": "0"}, "Give from 5 to 1440 minutes"),
        ({"seat-1-person": "Nobody"}, "Nobody here is called Nobody"),
        ({"seat-1-person": "Maria <maria>"}, "maria is no e-mail address"),
        ({"seat-1-person": "<m@client.example>"}, "Write the guest’s name before the address"),
        ({"seat-2-person": "ana"}, "Ana Example has two seats"),
        ({"seat-2-part": "chair"}, "A panel has one chair"),
        ({"date": "2027-03-28", "time": "02:30"}, "so it does not exist there"),
        ({"date": "2027-10-31", "time": "02:30"}, "say which you mean"),
    ],
)
def test_bad_input_explains_itself_and_loses_nothing(as_, hana, ana, candidates, changes, words):
    changes = {"candidates": [1], "place": "Room <9>"} | changes

    response = as_(hana).post(FIRST, TYPED | {"check": "1"} | changes)

    assert response.status_code == 422
    assert words in Page(response).text
    kept = values(response)
    for name in ("place", "date", "seat-1-person", "seat-2-person"):
        assert kept[name] == (TYPED | changes)[name]
    assert not Interview.objects.exists()


def test_a_time_that_comes_twice_is_chosen(as_, hana, ana, candidates):
    changes = {"date": "2027-10-31", "time": "02:30"}
    checked = check(as_(hana), 1, **changes)
    typed = values(checked) | TYPED | changes | {"candidates": [1], "start-1-fold": "1"}
    again = as_(hana).post(FIRST, typed | {"check": "1"})

    as_(hana).post(FIRST, typed | {"schedule": "1", "seen": values(again)["seen"]})

    assert Interview.objects.get().starts_at == datetime.datetime(
        2027, 10, 31, 1, 30, tzinfo=datetime.UTC
    )


def test_colleagues_are_found_by_name_username_and_address(as_, hana, ana, candidates):
    for text in ("ana", "ANA EXAMPLE", ana.email, f"Somebody <{ana.email}>"):
        checked = check(as_(hana), 1, **{"seat-1-person": text})
        assert checked.status_code == 200


def test_two_of_one_name_are_told_apart(as_, hana, ana, candidates):
    person("ana-2", first_name="Ana", last_name="Example")

    response = check(as_(hana), 1, **{"seat-1-person": "Ana Example"})

    assert "More than one person is called Ana Example" in Page(response).text


def test_place_zone_and_panel_come_from_the_one_before(as_, hana, ana, ben, candidates):
    before = factories.InterviewFactory(
        candidate=candidates[0], place="Room 7", time_zone="Asia/Tokyo"
    )
    factories.PanelistFactory(interview=before, user=ben, part="chair", seat=1)
    factories.GuestFactory(interview=before, seat=2)

    response = as_(hana).get(FIRST)
    typed = values(response)

    assert "as for Amara Nwosu" in Page(response).text
    assert (typed["place"], typed["zone"]) == ("Room 7", "Asia/Tokyo")
    assert typed["seat-1-person"] == "Ben Example (ben)"
    assert typed["seat-2-person"] == "Gita Guest <gita@elsewhere.example>"
    assert values(as_(hana).get(f"{FIRST}&panel=empty"))["seat-1-person"] == ""


def test_whoever_may_not_sign_in_any_more_is_not_copied(as_, hana, ben, candidates):
    before = factories.InterviewFactory(candidate=candidates[0])
    factories.PanelistFactory(interview=before, user=ben, seat=1)
    ben.is_active = False
    ben.save()

    assert values(as_(hana).get(FIRST))["seat-1-person"] == ""


def test_those_without_an_interview_come_first_with_their_go_ahead(as_, hana, candidates):
    GoAhead.objects.create(candidate=candidates[1], round_key="round-1", by=hana)

    text = Page(as_(hana).get(f"{ADDRESS}?round=round-2")).text

    assert text.index("Tomasz Lis Candidate 2, goes on from Round 1") < text.index(
        "Amara Nwosu Candidate 1, no go-ahead from Round 1 yet"
    )
    factories.InterviewFactory(candidate=candidates[0])
    text = Page(as_(hana).get(FIRST)).text
    assert "1 has an interview in this round already" in text
    assert "Amara Nwosu Candidate 1, has an interview on" in text


def test_round_and_candidates_stand_in_the_address(as_, hana, candidates):
    response = as_(hana).get(f"{ADDRESS}?round=round-2&candidates=2,x,99999999999999999999,7")

    ticked = [
        attributes["value"]
        for tag, attributes in Page(response).elements
        if attributes.get("name") == "candidates" and "checked" in attributes
    ]
    assert ticked == ["2"]
    assert "round=round-2" in Page(response).forms()[-1]["action"]


def test_without_a_round_it_is_the_one_that_somebody_waits_for(as_, hana, candidates):
    for candidate in candidates:
        factories.InterviewFactory(candidate=candidate)
    GoAhead.objects.create(candidate=candidates[0], round_key="round-1", by=hana)

    for asked in ("", "?round=gone"):
        action = Page(as_(hana).get(ADDRESS + asked)).forms()[-1]["action"]
        assert re.search("round=round-2", action)


def test_a_conflict_declared_in_another_opening_is_told(as_, hana, ana, candidates, revision):
    candidates[0].email = "amara@candidate.example"
    candidates[0].save()
    earlier = factories.CandidateFactory(
        opening=factories.OpeningFactory(revision=revision), email="AMARA@candidate.example"
    )
    seat = factories.PanelistFactory(interview__candidate=earlier, user=ana)
    factories.DeclarationFactory(panelist=seat, has_conflict=True, conflict_words="Cousins.")

    text = Page(check(as_(hana), 1)).text

    assert "Ana Example has declared a conflict of interest with this candidate" in text
    assert "Cousins" not in text


def test_somebody_busy_in_an_opening_one_does_not_see_is_told_without_its_name(
    as_, hana, ana, candidates, revision
):
    other = factories.OpeningFactory(revision=revision, hiring_manager=person("hal"))
    secret = factories.CandidateFactory(opening=other, name="Secret Person")
    start = datetime.datetime(2027, 3, 1, 8, 30, tzinfo=datetime.UTC)
    interview = factories.InterviewFactory(candidate=secret, starts_at=start)
    factories.PanelistFactory(interview=interview, user=ana)

    text = Page(check(as_(hana), 1)).text

    assert "Ana Example has another interview then (9:30 a.m. to 10:30 a.m.)." in text
    assert "Secret" not in text
    interview.cancel()
    assert "another interview" not in Page(check(as_(hana), 1)).text


def test_an_opening_without_candidates_says_what_to_do(as_, hana, opening):
    assert "Nobody to schedule" in Page(as_(hana).get(ADDRESS)).text


def test_who_left_is_not_offered(as_, hana, candidates):
    candidates[0].withdrawn_at = timezone.now()
    candidates[0].save()

    assert "Amara Nwosu" not in Page(as_(hana).get(FIRST)).text
    assert "Tick at least one" in Page(check(as_(hana), 1)).text


def test_strangers_panelists_and_closed_openings_get_404(as_, opening, hana, ana, zoe, cora):
    for user in (ana, zoe, cora):
        assert as_(user).get(ADDRESS).status_code == 404
        assert as_(user).post(ADDRESS, TYPED).status_code == 404
    opening.archived_at = timezone.now()
    opening.save()
    assert as_(hana).get(ADDRESS).status_code == 404


def test_it_needs_a_login(client, opening):
    assert client.get(ADDRESS).url == f"{reverse('login')}?next={ADDRESS}"
    assert client.post(ADDRESS, TYPED).status_code == 302
    assert not mail.outbox


@pytest.mark.parametrize("many", [1, 10])
def test_a_check_asks_a_fixed_number_of_queries(
    as_, hana, ana, opening, many, django_assert_num_queries
):
    for number in range(1, many + 1):
        candidate = factories.CandidateFactory(opening=opening, number=number)
        earlier = factories.InterviewFactory(candidate=candidate, round_key="round-2")
        factories.PanelistFactory(interview=earlier, user=ana, seat=1)
    client = as_(hana)

    with django_assert_num_queries(16):
        check(client, *range(1, many + 1))


def test_a_number_that_nobody_has_is_no_candidate(as_, hana, candidates):
    response = check(as_(hana), "9" * 5000)

    assert response.status_code == 422
    assert "Tick at least one candidate." in Page(response).text
