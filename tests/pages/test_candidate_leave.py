"""A candidate withdraws, is rejected, or is taken back."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from scorecards.letters.invitations import tell_panel
from scorecards.models import Mail
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

ACTS = {"withdraw": "withdrawn_at", "reject": "rejected_at"}


def address(act):
    return f"/openings/JOB-1/candidates/1/{act}/"


@pytest.fixture
def jane(opening):
    return factories.CandidateFactory(opening=opening, number=1, name="Jane Doe")


@pytest.fixture
def coming(jane, ana):
    """An interview tomorrow, its panel invited."""
    interview = factories.InterviewFactory(
        candidate=jane, starts_at=timezone.now() + datetime.timedelta(days=1)
    )
    factories.PanelistFactory(interview=interview, user=ana, part="chair", seat=1)
    tell_panel(interview)
    return interview


@pytest.mark.parametrize("act", ACTS)
def test_it_asks_first_and_says_what_it_does(as_, hana, jane, coming, act):
    page = Page(as_(hana).get(address(act)))

    assert "Jane Doe" in page.text
    assert "One interview still to come is cancelled" in page.text
    assert not page.against_the_policy()
    jane.refresh_from_db()
    assert jane.is_current


@pytest.mark.parametrize(("act", "field"), ACTS.items())
def test_what_is_to_come_is_cancelled_and_the_panel_told(as_, hana, jane, coming, act, field):
    held = factories.InterviewFactory(
        candidate=jane, starts_at=timezone.now() - datetime.timedelta(days=1)
    )

    response = as_(hana).post(address(act), follow=True)

    assert "1 interview was cancelled, and its panel is told." in Page(response).text
    for row in (jane, coming, held):
        row.refresh_from_db()
    assert getattr(jane, field)
    assert coming.cancelled_at
    assert held.cancelled_at is None
    assert [mail.method for mail in Mail.objects.all()] == ["REQUEST", "CANCEL"]


def test_a_panel_cannot_tell_a_rejection_from_a_withdrawal(as_, hana, opening, ana):
    told = []
    for number, act in enumerate(ACTS, start=1):
        candidate = factories.CandidateFactory(opening=opening, number=number, name="Jane Doe")
        interview = factories.InterviewFactory(
            candidate=candidate, starts_at=timezone.now() + datetime.timedelta(days=1)
        )
        factories.PanelistFactory(interview=interview, user=ana, part="chair", seat=1)
        tell_panel(interview)
        Mail.objects.all().delete()
        tell_panel(interview)

        as_(hana).post(f"/openings/JOB-1/candidates/{number}/{act}/")

        interview.refresh_from_db()
        told.append(interview.cancel_reason)
    assert told == ["The candidate has left this opening."] * 2


@pytest.mark.parametrize("act", ACTS)
def test_it_is_taken_back_but_what_was_cancelled_stays_so(as_, hana, jane, coming, act):
    client = as_(hana)
    client.post(address(act))

    assert "Take Jane Doe back?" in Page(client.get(address("take-back"))).text
    client.post(address("take-back"))

    jane.refresh_from_db()
    coming.refresh_from_db()
    assert jane.is_current
    assert coming.cancelled_at


def test_doing_it_twice_changes_nothing(as_, hana, jane):
    client = as_(hana)
    client.post(address("withdraw"))
    jane.refresh_from_db()
    first = jane.withdrawn_at

    for act in ("withdraw", "reject"):
        response = client.post(address(act), follow=True)
        assert "That was done already" in Page(response).text

    jane.refresh_from_db()
    assert (jane.withdrawn_at, jane.rejected_at) == (first, None)
    client.post(address("take-back"))
    assert "That was done already" in Page(client.post(address("take-back"), follow=True)).text


@pytest.mark.parametrize("act", [*ACTS, "take-back"])
def test_coordinators_panels_and_strangers_get_404(as_, jane, coming, cora, ana, zoe, act):
    jane.opening.members.add(cora)
    for user in (cora, ana, zoe):
        assert as_(user).get(address(act)).status_code == 404
        assert as_(user).post(address(act)).status_code == 404
    jane.refresh_from_db()
    assert jane.is_current


def test_they_need_a_login(client, jane):
    for act in (*ACTS, "take-back"):
        assert client.post(address(act)).url == f"{reverse('login')}?next={address(act)}"
