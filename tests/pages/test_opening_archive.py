"""Archiving an opening, and opening it again."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from scorecards.models import Mail
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

ARCHIVE = "/openings/JOB-1/archive/"
UNARCHIVE = "/openings/JOB-1/unarchive/"


@pytest.fixture
def coming(opening, ana):
    """An interview tomorrow, its panel invited."""
    from scorecards.letters.invitations import tell_panel

    interview = factories.InterviewFactory(
        candidate__opening=opening, starts_at=timezone.now() + datetime.timedelta(days=1)
    )
    factories.PanelistFactory(interview=interview, user=ana, part="chair", seat=1)
    tell_panel(interview)
    return interview


def test_it_asks_first_and_says_what_it_does(as_, hana, opening, coming):
    text = Page(as_(hana).get(ARCHIVE)).text

    assert "Archive JOB-1?" in text
    assert "One interview still to come is cancelled" in text
    assert coming.candidate.name in text
    opening.refresh_from_db()
    assert opening.archived_at is None


def test_it_cancels_what_is_to_come_and_tells_the_panel(as_, hana, opening, coming):
    past = factories.InterviewFactory(
        candidate=coming.candidate, starts_at=timezone.now() - datetime.timedelta(days=1)
    )

    response = as_(hana).post(ARCHIVE, follow=True)

    assert "1 interview was cancelled, and its panel is told." in Page(response).text
    opening.refresh_from_db()
    coming.refresh_from_db()
    past.refresh_from_db()
    assert opening.archived_at
    assert coming.cancelled_at
    assert past.cancelled_at is None
    assert [mail.method for mail in Mail.objects.all()] == ["REQUEST", "CANCEL"]


def test_it_opens_again(as_, hana, opening):
    opening.archive()

    assert "Open JOB-1 again?" in Page(as_(hana).get(UNARCHIVE)).text
    response = as_(hana).post(UNARCHIVE)

    assert response.url == "/openings/JOB-1/"
    opening.refresh_from_db()
    assert opening.archived_at is None


def test_twice_is_no_harm(as_, hana, opening):
    client = as_(hana)

    assert client.post(UNARCHIVE).status_code == 404
    client.post(ARCHIVE)
    assert client.post(ARCHIVE).status_code == 404


def test_coordinators_panels_and_strangers_get_404(as_, opening, coming, cora, ana, zoe):
    opening.members.add(cora)
    for user in (cora, ana, zoe):
        assert as_(user).get(ARCHIVE).status_code == 404
        assert as_(user).post(ARCHIVE).status_code == 404
    opening.archive()
    for user in (cora, ana, zoe):
        assert as_(user).post(UNARCHIVE).status_code == 404
    opening.refresh_from_db()
    assert opening.archived_at


def test_they_need_a_login(client, opening):
    for address in (ARCHIVE, UNARCHIVE):
        assert client.post(address).url == f"{reverse('login')}?next={address}"
