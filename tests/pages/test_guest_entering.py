"""A guest gets in: the link shows a page, a code by e-mail binds this browser to one interview."""

import datetime

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interviews.models import GuestPass
from scorecards.guest_links import link_of, token_of
from scorecards.models import Mail
from tests import factories
from tests.pages.guests import address, code_in, last_letter, let_in, seat_guest

pytestmark = pytest.mark.django_db
BEFORE = datetime.datetime(2027, 1, 8, 9, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def friday_before():
    with time_machine.travel(BEFORE, tick=False) as clock:
        yield clock


@pytest.fixture
def guest(interview):
    return seat_guest(interview)


@pytest.fixture
def guest_pass(guest):
    return GuestPass.objects.issue(guest)


def card(seat):
    return reverse("scorecards:card", args=[seat.pk])


def declare(seat):
    return reverse("scorecards:card_declare", args=[seat.pk])


def test_the_link_and_the_code_lead_to_the_scorecard(client, guest, guest_pass):
    page = client.get(address("enter", guest_pass))
    assert page.status_code == 200
    assert "Send me a code" in page.content.decode()

    response = let_in(client, guest_pass)

    assert response.url == card(guest)
    assert client.get(declare(guest)).status_code == 200


def test_opening_the_link_alone_writes_nothing_and_binds_nothing(
    client, guest, guest_pass, django_assert_num_queries
):
    url = address("enter", guest_pass)
    with django_assert_num_queries(1) as captured:
        client.get(url)

    assert captured.captured_queries[0]["sql"].startswith("SELECT")
    assert not Session.objects.exists()
    assert not Mail.objects.exists()
    assert client.get(declare(guest)).status_code == 302


def test_the_page_of_the_link_tells_nothing_of_anybody(client, interview, guest, guest_pass):
    page = client.get(address("enter", guest_pass)).content.decode()
    opening = interview.candidate.opening
    for secret in (
        interview.candidate.name,
        opening.title,
        opening.reference,
        guest.name,
        guest.email,
        "Ana Example",
    ):
        assert secret not in page


def test_the_link_alone_is_worth_nothing_in_another_browser(client, guest, guest_pass):
    let_in(client, guest_pass)
    other = Client()
    other.get(address("enter", guest_pass))
    assert other.get(declare(guest)).status_code == 302
    assert other.get(declare(guest)).url.startswith(reverse("login"))


def test_a_code_works_once(client, guest, guest_pass):
    let_in(client, guest_pass)
    code = code_in(last_letter(guest))
    page = Client().post(address("enter_code", guest_pass), {"code": code})
    assert "This code does not work" in page.content.decode()


def test_only_a_hash_of_the_code_is_kept(client, guest, guest_pass):
    client.post(address("send_code", guest_pass))
    guest_pass.refresh_from_db()
    assert guest_pass.code_hash
    assert code_in(last_letter(guest)) not in guest_pass.code_hash


def test_spaces_and_hyphens_in_the_code_do_no_harm(client, guest, guest_pass):
    client.post(address("send_code", guest_pass))
    code = code_in(last_letter(guest))
    typed = f" {code[:4]}-{code[4:]} "
    assert client.post(address("enter_code", guest_pass), {"code": typed}).url == card(guest)


def wrong(code):
    return f"{(int(code) + 1) % 10**8:08d}"


def test_after_five_wrong_tries_the_right_code_is_void_too(client, guest, guest_pass):
    client.post(address("send_code", guest_pass))
    code = code_in(last_letter(guest))
    url = address("enter_code", guest_pass)
    first = client.post(url, {"code": wrong(code)})
    assert "You have 4 more tries" in first.content.decode()
    for _try in range(4):
        last = client.post(url, {"code": wrong(code)})
    assert "Ask for a new one" in last.content.decode()

    page = client.post(url, {"code": code})

    assert "Ask for a new one" in page.content.decode()
    assert client.get(declare(guest)).status_code == 302


def test_the_fifth_try_may_still_be_the_right_one(client, guest, guest_pass):
    client.post(address("send_code", guest_pass))
    code = code_in(last_letter(guest))
    url = address("enter_code", guest_pass)
    for _try in range(4):
        client.post(url, {"code": wrong(code)})
    assert client.post(url, {"code": code}).url == card(guest)


def test_a_code_is_void_after_a_quarter_of_an_hour(client, guest, guest_pass, friday_before):
    client.post(address("send_code", guest_pass))
    code = code_in(last_letter(guest))
    friday_before.shift(datetime.timedelta(minutes=15))
    page = client.post(address("enter_code", guest_pass), {"code": code})
    assert "Ask for a new one" in page.content.decode()


def test_a_new_code_replaces_the_one_before(client, guest, guest_pass):
    client.post(address("send_code", guest_pass))
    before = code_in(last_letter(guest))
    client.post(address("send_code", guest_pass))
    url = address("enter_code", guest_pass)
    assert "This is not the code" in client.post(url, {"code": before}).content.decode()
    assert client.post(url, {"code": code_in(last_letter(guest))}).url == card(guest)


def test_five_codes_an_hour_are_enough(client, guest, guest_pass, friday_before):
    url = address("send_code", guest_pass)
    for _code in range(5):
        client.post(url)
    friday_before.shift(datetime.timedelta(minutes=20))

    page = client.post(url, follow=True).content.decode()

    assert "5 codes were sent within an hour" in page
    assert "another in 40 minutes" in page
    assert Mail.objects.count() == 5
    friday_before.shift(datetime.timedelta(minutes=40))
    client.post(url)
    assert Mail.objects.count() == 6


def test_an_empty_code_is_asked_for(client, guest_pass):
    page = client.post(address("enter_code", guest_pass), {"code": ""}).content.decode()
    assert "Type the code from the e-mail." in page


def test_a_code_of_another_guest_does_not_fit(client, interview, guest, guest_pass):
    other = seat_guest(
        factories.InterviewFactory(candidate=interview.candidate),
        guest_name="Otto",
        guest_email="otto@elsewhere.example",
    )
    client.post(address("send_code", guest_pass))
    client.post(address("send_code", GuestPass.objects.issue(other)))
    page = client.post(address("enter_code", guest_pass), {"code": code_in(last_letter(other))})
    assert page.status_code == 200
    assert client.get(declare(guest)).status_code == 302


def test_who_is_in_lands_on_the_scorecard_again(client, guest, guest_pass):
    let_in(client, guest_pass)
    assert client.get(address("enter", guest_pass)).url == card(guest)


def test_the_session_gets_a_new_key_with_the_code(client, guest_pass):
    session = client.session
    session["something"] = "from before"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before

    let_in(client, guest_pass)

    assert client.session.session_key != before


def over(client, url):
    page = client.get(url)
    return page.status_code, page.content


def test_forged_expired_revoked_and_ended_links_look_the_same(client, guest, guest_pass, interview):
    token = token_of(guest_pass)
    forged = over(client, reverse("scorecards:guest_enter", args=[token[:-1] + "x"]))
    nonsense = over(client, reverse("scorecards:guest_enter", args=["hello"]))
    GuestPass.objects.of(guest).revoke()
    revoked = over(client, address("enter", guest_pass))
    stale = GuestPass.objects.create(panelist=guest, expires_at=timezone.now())
    expired = over(client, address("enter", stale))
    newest = GuestPass.objects.issue(guest)
    guest.end("replaced")
    ended = over(client, address("enter", newest))

    assert forged == nonsense == revoked == expired == ended
    status, page = forged
    assert status == 404
    assert b"ask the person who invited you" in page
    for secret in (interview.candidate.name, guest.name, interview.candidate.opening.title):
        assert secret.encode() not in page


@pytest.mark.parametrize("name", ["send_code", "enter_code"])
def test_a_link_that_is_over_takes_nothing(client, guest, guest_pass, name):
    GuestPass.objects.of(guest).revoke()
    assert client.post(address(name, guest_pass), {"code": "12345678"}).status_code == 404
    assert not Mail.objects.exists()


@pytest.mark.parametrize("name", ["send_code", "enter_code"])
def test_acts_are_posts(client, guest_pass, name):
    assert client.get(address(name, guest_pass)).status_code == 405


def test_who_is_signed_in_stays_who_they_are(as_, ana, guest, guest_pass):
    client = as_(ana)
    page = client.get(address("enter", guest_pass)).content.decode()
    assert "This link is for a guest" in page
    assert guest.name not in page

    client.post(address("send_code", guest_pass))
    code = guest_pass.new_code()
    client.post(address("enter_code", guest_pass), {"code": code})

    assert not Mail.objects.exists()
    assert client.get(declare(guest)).status_code == 404


def test_no_answer_lets_the_log_keep_a_link_that_works(client, guest_pass, caplog):
    client.get(address("enter", guest_pass))
    client.post(address("enter_code", guest_pass), {"code": "1"})
    let_in(client, guest_pass)
    assert token_of(guest_pass) not in caplog.text


def test_no_other_site_learns_the_link(client, guest_pass):
    page = client.get(address("enter", guest_pass))
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cache-Control"] == "private, no-store"
    assert "http" not in page.content.decode().replace("http://www.w3.org", "")


def test_the_link_in_a_letter_is_absolute(settings, guest):
    settings.SITE_URL = "https://hiring.company.example"
    link = link_of(guest)
    assert link.startswith("https://hiring.company.example/guest/")
    assert link_of(guest) == link
