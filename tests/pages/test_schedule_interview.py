"""One interview for those who schedule it: how it stands, cancelling it, a candidate who missed."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Interview
from scorecards.models import Mail
from tests import factories
from tests.pages.markup import Page
from tests.scorecards.cards import submit_card

pytestmark = pytest.mark.django_db

SECRET = "Heard something that nobody else may read yet."


def address(interview, act=""):
    return f"/interviews/{interview.pk}/{act}"


def begin(interview, hours=3):
    interview.starts_at = timezone.now() - datetime.timedelta(hours=hours)
    interview.save()
    return interview


def told(method):
    return set(Mail.objects.filter(method=method).values_list("to", flat=True))


def test_it_shows_when_where_and_who_in_its_own_time_zone(as_, hana, interview):
    interview.starts_at = datetime.datetime(2027, 6, 1, 9, tzinfo=datetime.UTC)
    interview.time_zone = "Europe/Berlin"
    interview.save()

    text = Page(as_(hana).get(address(interview))).text

    for words in (
        interview.candidate.name, "Round 1", "Tue 1 Jun 2027, 11 a.m. to noon CEST", "Room 4",
        "Ana Example chair", "Ben Example member", "Not invited", "Not declared yet", "Scheduled",
    ):  # fmt: skip
        assert words in text


def test_letters_that_did_not_leave_are_named_with_what_is_wrong(as_, hana, interview):
    ana, ben = interview.panel
    why = "The mail server refuses this address."
    now = timezone.now()
    waiting = Mail.objects.create(panelist=ana, to=ana.email, subject="Invitation A", error=why)
    Mail.objects.create(panelist=ben, to=ben.email, subject="B", given_up_at=now, error=why)
    Mail.objects.create(panelist=ben, to="fine@company.example", subject="C", sent_at=now)

    text = Page(as_(hana).get(address(interview))).text

    assert ana.email in text
    assert f"“Invitation A”: {why} It is tried again by itself." in text
    assert f"“B”: {why} It was given up" in text
    assert "fine@company.example" not in text
    waiting.delete()
    assert "tried again" not in Page(as_(hana).get(address(interview))).text


def test_states_are_shown_and_nothing_of_what_was_written(as_, hana, interview):
    begin(interview)
    ana, ben = interview.panel
    submit_card(ana, number=4, words=SECRET)
    factories.DeclarationFactory(panelist=ben)

    response = as_(hana).get(address(interview))

    text = Page(response).text
    assert "Scorecard in" in text
    assert "Scorecard outstanding" in text
    assert "Declared" in text
    assert SECRET not in response.content.decode()


def test_what_to_look_at_before_it_is_told(as_, hana, interview, ben):
    interview.panelists.get(user=ben).end("declined", "On leave.", "Cora")

    text = Page(as_(hana).get(address(interview))).text

    assert "Planned for 2 people, and has 1." in text
    assert "Ben Example said no" in text
    assert "On leave." in text
    assert "Proposes Cora instead" in text


def test_a_conflict_is_decided_by_who_manages(as_, hana, cora, opening, interview, ben):
    opening.members.add(cora)
    seat = interview.panelists.get(user=ben)
    factories.DeclarationFactory(panelist=seat, has_conflict=True, conflict_words="Old friends.")
    decide = reverse("scorecards:recusal_decide", args=[seat.pk])

    for user, may in ((hana, True), (cora, False)):
        page = Page(as_(user).get(address(interview)))
        assert "Conflict of interest to decide" in page.text
        assert "Old friends" not in page.text
        assert (decide in page.hrefs()) == may


def test_cancelling_tells_the_panel_with_the_reason(as_, hana, interview, ana, ben):
    from scorecards.letters.invitations import tell_panel

    tell_panel(interview)

    response = as_(hana).post(address(interview, "cancel/"), {"reason": "The office is closed."})

    assert response.url == address(interview)
    assert not Interview.objects.standing().exists()
    assert told("CANCEL") == {ana.email, ben.email}
    text = Page(as_(hana).get(address(interview))).text
    assert "This interview was cancelled. The office is closed." in text
    assert "Schedule a new one" in text


def test_a_reason_too_long_is_refused_in_words(as_, hana, interview):
    response = as_(hana).post(address(interview, "cancel/"), {"reason": "x" * 241}, follow=True)

    assert "240" in Page(response).text
    assert Interview.objects.standing().exists()


def test_one_that_was_held_is_not_cancelled(as_, hana, interview):
    submit_card(begin(interview).panel[0], number=3)

    response = as_(hana).post(address(interview, "cancel/"), follow=True)

    assert "was held and cannot be cancelled" in Page(response).text
    assert Interview.objects.standing().exists()


def test_a_candidate_who_did_not_come_is_noted_and_taken_back(as_, hana, interview):
    client = as_(hana)
    assert "did not come" not in Page(client.get(address(interview))).text
    begin(interview)

    client.post(address(interview, "no-show/"))

    text = Page(client.get(address(interview))).text
    assert "The candidate did not come; nobody owes a scorecard." in text
    client.post(address(interview, "no-show/"), {"take_back": "1"})
    assert Interview.objects.standing().exists()


def test_nobody_is_missed_before_it_begins(as_, hana, interview):
    response = as_(hana).post(address(interview, "no-show/"), follow=True)

    assert "has not begun yet" in Page(response).text


def test_in_an_archived_opening_it_is_read_and_nothing_changes(as_, hana, opening, interview):
    opening.archived_at = timezone.now()
    opening.save()

    page = Page(as_(hana).get(address(interview)))

    assert [form for form in page.forms() if "/interviews/" in form.get("action", "")] == []
    for act in ("move/", "cancel/", "no-show/", "panel/add/"):
        assert as_(hana).post(address(interview, act)).status_code == 404


@pytest.mark.parametrize("act", ["", "move/", "cancel/", "no-show/", "panel/add/"])
def test_who_does_not_schedule_it_gets_404(as_, interview, ana, zoe, cora, act):
    for user in (ana, zoe, cora):
        client = as_(user)
        assert client.post(address(interview, act)).status_code in (404, 405)
        assert client.get(address(interview, act)).status_code in (404, 405)
    assert as_(zoe).get(address(interview)).status_code == 404


def test_it_needs_a_login(client, interview):
    assert client.get(address(interview)).url.startswith(reverse("login"))
    assert client.post(address(interview, "cancel/")).url.startswith(reverse("login"))


def test_looking_changes_nothing(as_, hana, interview):
    for act in ("cancel/", "no-show/", "panel/add/"):
        assert as_(hana).get(address(interview, act)).status_code == 405


@pytest.mark.parametrize("many", [1, 8])
def test_it_asks_a_fixed_number_of_queries(as_, hana, interview, many, django_assert_num_queries):
    for number in range(many):
        seat = factories.PanelistFactory(interview=interview, seat=10 + number)
        factories.DeclarationFactory(panelist=seat)
    client = as_(hana)

    with django_assert_num_queries(19):
        client.get(address(interview))


def test_one_with_a_card_in_offers_no_move_and_says_why(as_, hana, interview):
    move = address(interview, "move/")
    assert move in Page(as_(hana).get(address(interview))).hrefs()
    submit_card(begin(interview).panel[0], number=3)

    page = Page(as_(hana).get(address(interview)))

    assert move not in page.hrefs()
    assert "A scorecard is in, so it can be neither moved nor cancelled." in page.text
