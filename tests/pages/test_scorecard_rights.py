"""Who may come where: every address of openings, candidates, interviews, seats and scorecards, for
every kind of person.

An address that stands on no list fails, so that nobody adds one without saying whom it is for.
"""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from interviews.models import GuestPass
from scorecards.guest_links import token_of
from scorecards.seats import GUEST
from tests import factories
from tests.conftest import person
from tests.pages.test_kit_rights import routes, writes_of
from tests.scorecards.cards import submit_card

pytestmark = pytest.mark.django_db

MANAGERS = {"hana", "max", "root"}  # of the opening
RUN = {*MANAGERS, "cora"}
PANEL = {"ana", "ben"}
EVERYBODY = {*RUN, *PANEL, "vic", "hal", "libby", "zoe"}
GET, POST, BOTH = {"get"}, {"post"}, {"get", "post"}

OPENINGS = {
    # name: (who may come here, by which methods)
    "home": (EVERYBODY, GET),
    "preferences": (EVERYBODY, BOTH),
    "opening_list": (EVERYBODY, GET),
    "opening_create": ({*MANAGERS, "hal"}, BOTH),
    "opening_detail": (RUN, GET),
    "opening_edit": (MANAGERS, BOTH),
    "opening_archive": (MANAGERS, BOTH),
    "opening_unarchive": (MANAGERS, BOTH),
    "opening_revision": (MANAGERS, BOTH),
    "packet": (RUN, GET),
    "schedule": (RUN, BOTH),
    "candidate_add": (MANAGERS, BOTH),
    "candidate_import": (MANAGERS, BOTH),
    "candidate_detail": ({*RUN, *PANEL, "vic"}, GET),  # vic is sent to the declaration
    "candidate_edit": (MANAGERS, BOTH),
    "candidate_withdraw": (MANAGERS, BOTH),
    "candidate_reject": (MANAGERS, BOTH),
    "candidate_take_back": (MANAGERS, BOTH),
    "candidate_merge": (MANAGERS, BOTH),
    "candidate_papers": (RUN, GET),
    "candidate_go_ahead": ({*MANAGERS, "ana"}, POST),
    "scorecards_open": ({*RUN, *PANEL}, POST),
    "who_sees_what": ({"root"}, GET),
    "interview_detail": (RUN, GET),
    "interview_move": (RUN, BOTH),
    "interview_cancel": (RUN, POST),
    "interview_no_show": (RUN, POST),
    "panelist_add": (RUN, POST),
}
SEATS = {  # vic's, who waits for a decision; the links are gus's
    "panelist_replace": (RUN, POST),
    "panelist_remove": (RUN, POST),
    "panelist_invite_again": (RUN, POST),
    "recusal_decide": (MANAGERS, BOTH),
    "guest_link": (RUN, POST),
    "guest_link_revoke": (RUN, POST),
}
OWN = {  # of the one whose seat it is, and nobody else
    "card": GET,
    "card_declare": BOTH,
    "card_declare_conflict": POST,
    "card_save": POST,
    "card_state": GET,
    "card_save_all": POST,
    "card_submit": POST,
    "card_reopen": POST,
    "card_amend": BOTH,
    "card_decline": BOTH,
    "card_papers": GET,
    "own_scorecard": GET,
    "own_guide": GET,
}
FOR_ALL = {  # without an account too; the link alone opens nothing
    "guest_enter": GET,
    "guest_send_code": POST,
    "guest_enter_code": POST,
    "guest_leave": POST,
}
LIBRARY = {"question_sheet", "comparison", "job_description"}  # tested with the library
DATA = {  # what an address needs to be found
    "candidate_go_ahead": {"round": "round-1"},
    "card_amend": {"field": "strengths"},
}
PRINTED = {"packet", "own_scorecard", "own_guide"}  # dear to make
WITHOUT_A_DECLARATION = {"card_declare", "card_declare_conflict", "card_decline"}


def test_every_address_stands_on_the_list():
    found = {
        name
        for name, route in routes(get_resolver())
        if "kit" not in route and reverse_is_of_scorecards(name)
    }

    assert found == {*OPENINGS, *SEATS, *OWN, *FOR_ALL} | LIBRARY


def reverse_is_of_scorecards(name):
    return name in dict(get_resolver().namespace_dict["scorecards"][1].reverse_dict.lists())


@pytest.fixture
def people(ana, ben, hana, cora, libby, zoe, root):
    """vic has declared a conflict, max is a fellow hiring manager, hal manages other openings."""
    rest = {"vic": person("vic", "Interviewers")}
    rest |= {name: person(name, "Hiring managers") for name in ("max", "hal")}
    return rest | {user.username: user for user in (ana, ben, hana, cora, libby, zoe, root)}


@pytest.fixture
def held(interview, people, settings, tmp_path):
    """Held two hours ago, by ana, ben, vic and a guest. ana's card is in; the candidate has a CV
    that the panel may see."""
    interview.starts_at = timezone.now() - datetime.timedelta(hours=2)
    interview.save()
    candidate = interview.candidate
    settings.MEDIA_ROOT = tmp_path
    candidate.papers_name, candidate.papers_shown = "cv.txt", True
    candidate.papers.save("cv.txt", ContentFile(b"Twelve years in sales."))
    candidate.opening.members.add(people["max"], people["cora"])
    vic = factories.PanelistFactory(interview=interview, user=people["vic"], seat=3)
    gus = factories.GuestFactory(interview=interview, seat=4)
    for seat in interview.panelists.all():
        factories.DeclarationFactory(
            panelist=seat,
            has_conflict=seat == vic,
            conflict_words="We are friends." * (seat == vic),
        )
    GuestPass.objects.create(panelist=gus, expires_at=timezone.now() + datetime.timedelta(days=14))
    submit_card(interview.panelists.get(user=people["ana"]))
    return interview


@pytest.fixture
def seats(held):
    """By the name of who sits there."""
    return {seat.user.username if seat.user else "gus": seat for seat in held.panelists.all()}


@pytest.fixture
def urls(held, seats):
    """The address by its name; of seats and cards, those of ana."""
    opening, candidate = held.candidate.opening, held.candidate
    archived = factories.OpeningFactory(
        reference="OLD-1", revision=opening.revision, archived_at=timezone.now()
    )
    archived.members.set(opening.members.all())
    gone = factories.CandidateFactory(opening=opening, withdrawn_at=timezone.now())
    found = {}
    for name in (*OPENINGS, *SEATS, *OWN, *FOR_ALL):
        who = "gus" if name.startswith("guest_link") else "vic" if name in SEATS else "ana"
        one = gone if name == "candidate_take_back" else candidate
        values = {
            "reference": archived.reference if name == "opening_unarchive" else opening.reference,
            "number": one.number,
            "pk": seats[who].pk if name in SEATS or name in OWN else held.pk,
            "token": token_of(seats["gus"].passes.get()),
        }
        route = dict(routes(get_resolver()))[name]
        wanted = {key: value for key, value in values.items() if f":{key}>" in route}
        found[name] = reverse(f"scorecards:{name}", kwargs=wanted)
    return found


@pytest.fixture
def gus(seats):
    """The browser of the guest, in which the code was entered."""
    client = Client()
    session = client.session
    session[GUEST] = seats["gus"].passes.get().pk
    session.save()
    return client


def answer(client, method, url, headers=None, data=None):
    """The answer, after which all is as before, and what was written for it."""
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        response = getattr(client, method)(url, data, headers=headers or {})
        transaction.set_rollback(True)
    if response.streaming:
        b"".join(response)  # closes the file
    return response, writes_of(queries)


def is_dear(name, method, may):
    return name in PRINTED and may and method == "get"


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_nobody_comes_where_they_may_not_and_looking_writes_nothing(as_, people, urls, name):
    client = as_(people[name])
    table = OPENINGS | SEATS | {own: ({"ana"}, methods) for own, methods in OWN.items()}
    for address, (may, methods) in table.items():
        for method in BOTH:
            if is_dear(address, method, name in may):
                continue
            response, writes = answer(client, method, urls[address], data=DATA.get(address))
            where = f"{method} {urls[address]}: {response.status_code}"
            if method not in methods:
                assert response.status_code == 405, where
            elif name not in may:
                assert response.status_code == 404, where
            elif method == "get":
                assert response.status_code in (200, 302), where
            else:
                assert response.status_code in (200, 204, 302, 422, 423), where
            assert not writes or (name in may and method == "post"), where


def test_whoever_has_not_declared_is_asked_to_first(as_, people, seats, urls):
    seats["ana"].declarations.all().delete()
    client = as_(people["ana"])
    for name, methods in OWN.items():
        for method in methods:
            response, writes = answer(client, method, urls[name])
            if name in WITHOUT_A_DECLARATION:
                continue
            assert not writes, name
            assert response.url == urls["card_declare"], name
            response, writes = answer(client, method, urls[name], {"Accept": "application/json"})
            assert response.status_code == 403, name
            assert response.json() == {"declare": urls["card_declare"]}, name
    for name in ("candidate_detail", "scorecards_open"):
        method = "get" if name == "candidate_detail" else "post"
        response, writes = answer(client, method, urls[name])
        assert response.status_code in (302, 404), name
        assert not writes, name


def test_a_conflict_that_waits_keeps_the_card_shut(as_, people, seats):
    client = as_(people["vic"])
    for name, methods in OWN.items():
        if name in WITHOUT_A_DECLARATION:
            continue
        for method in methods:
            url = reverse(f"scorecards:{name}", args=[seats["vic"].pk])
            response, writes = answer(client, method, url)
            assert response.status_code == 302, name
            assert not writes, name


def test_a_guest_comes_to_their_own_card_and_nowhere_else(gus, seats, urls):
    for name, methods in OWN.items():
        own = reverse(f"scorecards:{name}", args=[seats["gus"].pk])
        for method in methods:
            response, _writes = answer(gus, method, urls[name])
            assert response.status_code == 404, urls[name]
            if not is_dear(name, method, True) and name not in ("card_reopen", "card_amend"):
                response, _writes = answer(gus, method, own)
                assert response.status_code in (200, 204, 302, 422), own
    for name in (*OPENINGS, *SEATS):
        for method in BOTH:
            response, writes = answer(gus, method, urls[name])
            assert response.status_code == 302, name
            assert response.url.startswith(reverse("login")), name
            assert not writes, name


def test_a_guest_whose_link_was_revoked_comes_nowhere(gus, seats):
    GuestPass.objects.update(revoked_at=timezone.now())
    for name, methods in OWN.items():
        for method in methods:
            url = reverse(f"scorecards:{name}", args=[seats["gus"].pk])
            response, writes = answer(gus, method, url)
            assert response.status_code in (302, 404), url
            assert not writes, url


def test_whoever_is_not_signed_in_is_asked_to(urls):
    for name in (*OPENINGS, *SEATS, *OWN):
        for method in BOTH:
            if name in OWN and method not in OWN[name]:
                continue
            response, writes = answer(Client(), method, urls[name])
            assert response.status_code == 302, name
            assert response.url.startswith(reverse("login")), name
            assert not writes, name


def test_a_script_that_is_not_signed_in_gets_401(urls):
    for name, methods in OWN.items():
        for method in methods:
            response, writes = answer(Client(), method, urls[name], {"Accept": "application/json"})
            assert response.status_code == 401, name
            assert response.json()["signed_out"], name
            assert not writes, name


def test_the_page_of_a_guest_link_is_for_everybody_and_looking_binds_nothing(as_, zoe, urls):
    for client in (Client(), as_(zoe)):
        response, writes = answer(client, "get", urls["guest_enter"])
        assert response.status_code == 200
        assert not writes
        assert GUEST not in client.session
        for name in ("guest_send_code", "guest_enter_code", "guest_leave"):
            assert answer(client, "get", urls[name])[0].status_code == 405, name
            assert answer(client, "post", urls[name])[0].status_code in (200, 302), name
            assert GUEST not in client.session


def test_a_form_of_another_site_does_nothing(ana, hana, urls):
    posts = [name for name, (_may, methods) in (OPENINGS | SEATS).items() if "post" in methods]
    for user, names in ((hana, posts), (ana, [name for name in OWN if "post" in OWN[name]])):
        client = Client(enforce_csrf_checks=True)
        client.force_login(user)
        for name in (*names, "guest_leave", "guest_send_code", "guest_enter_code"):
            assert client.post(urls[name]).status_code == 403, name


def test_an_ended_seat_keeps_its_page_and_takes_nothing(as_, ana, seats, urls):
    seats["ana"].ended_at, seats["ana"].ending = timezone.now(), "declined"
    seats["ana"].save()
    client = as_(ana)

    assert client.get(urls["card"]).status_code == 200
    for name in ("card_save", "card_save_all", "card_submit", "card_reopen", "card_amend"):
        data = {"field": "strengths", "value": "Late.", "version": "0", "strengths": "Late."}
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            response = client.post(urls[name], data | {"version-strengths": "0"})
            transaction.set_rollback(True)
        assert response.status_code in (302, 404, 423), name
        assert not writes_of(queries), name
