"""Who may do what with a kit: every address of kits, for every kind of person.

An address that stands on no list fails, so that nobody adds one without saying whom it is for.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from interviews.models import Kit
from tests import factories
from tests.conftest import person

pytestmark = pytest.mark.django_db

DRAFT, PROPOSAL = "zephyr-draft-word", "quokka-proposal-word"

EDITORS = {"hana", "root"}
READERS = {*EDITORS, "libby"}  # of the draft
PANEL = {*READERS, "cora", "max", "ana"}  # of a published revision
EVERYBODY = {*PANEL, "zoe"}
SHEETS = {"draft_guide", "draft_scorecard", "guide", "scorecard"}  # dear to make, tested elsewhere

GET, POST, BOTH = {"get"}, {"post"}, {"get", "post"}

ADDRESSES = {
    # name: (who may come here, by which methods)
    "interviews:kit_list": (EVERYBODY, GET),
    "interviews:kit_detail": (PANEL, GET),
    "interviews:revision_detail": (PANEL, GET),
    "interviews:revision_json": (PANEL, GET),
    "interviews:kit_compare": (PANEL, GET),
    "interviews:kit_new": ({*EDITORS, "max"}, BOTH),
    "interviews:kit_import": ({*READERS, "max"}, BOTH),
    "interviews:kit_publish": (EDITORS, BOTH),
    "interviews:question_add_to_kit": ({*EDITORS, "max"}, POST),
    "interviews:kit_build": (EDITORS, GET),
    "interviews:kit_undo": (EDITORS, POST),
    "interviews:kit_redo": (EDITORS, POST),
    "interviews:kit_assemble": (EDITORS, BOTH),
    "interviews:kit_weights": (EDITORS, BOTH),
    "interviews:kit_settings": (EDITORS, BOTH),
    "interviews:kit_discard": (EDITORS, POST),
    "interviews:kit_question_move": (EDITORS, POST),
    "interviews:kit_question_remove": (EDITORS, POST),
    "interviews:kit_question_lock": (EDITORS, POST),
    "interviews:kit_question_exclude": (EDITORS, POST),
    "interviews:kit_question_edit": (EDITORS, BOTH),
    "interviews:kit_question_swap": (EDITORS, BOTH),
    "interviews:kit_question_allow": (EDITORS, POST),
    "interviews:kit_round_add": (EDITORS, BOTH),
    "interviews:kit_round_edit": (EDITORS, BOTH),
    "interviews:kit_round_remove": (EDITORS, BOTH),
    "interviews:kit_round_move": (EDITORS, POST),
    "interviews:kit_question_add": (EDITORS, BOTH),
    "interviews:kit_question_write": (EDITORS, BOTH),
    "scorecards:draft_guide": (READERS, GET),
    "scorecards:draft_scorecard": (READERS, GET),
    "scorecards:draft_round_trial": (READERS, GET),
    "scorecards:guide": (PANEL, GET),
    "scorecards:scorecard": (PANEL, GET),
    "scorecards:round_trial": (PANEL, GET),
}


def routes(resolver, before=""):
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.namespace in (None, "interviews", "scorecards"):
                yield from routes(pattern, route)
        else:
            yield pattern.name, route


def test_every_address_of_kits_stands_on_the_list():
    found = {name for name, route in routes(get_resolver()) if "kit" in route}

    assert found == {name.partition(":")[2] for name in ADDRESSES}


@pytest.fixture
def people(ana, ben, hana, cora, libby, zoe, root):
    rest = {"max": person("max", "Hiring managers")}
    return rest | {user.username: user for user in (ana, hana, cora, libby, zoe, root)}


@pytest.fixture
def kit(kit, interview, people):
    """Published, with ana on its panel; then its draft was changed. max has a proposal in the
    bank that is worded like a question of the kit."""
    asked = kit.rounds.first().kit_questions.first().question
    asked.pk, asked.slug, asked.state, asked.proposed_by = None, "proposal", "draft", people["max"]
    asked.prompt = f"{asked.prompt} {PROPOSAL}"
    asked.save()
    factories.QuestionFactory(slug="in-the-bank")
    with kit.being_changed(by=kit.owner) as change:
        change.draft.title = DRAFT
        change.draft.save()
        first = change.draft.rounds.first()
        first.name = f"Round {DRAFT}"
        first.save()
        change.draft.excluded_questions.add(factories.QuestionFactory(prompt=f"Is it {DRAFT}?"))
        change.words = f"Named it {DRAFT}"
    return Kit.objects.get(pk=kit.pk)


@pytest.fixture
def urls(kit):
    pks = {"rounds": kit.rounds.first().pk, "kept-out": kit.excluded_questions.first().pk}
    pks["questions"] = kit.rounds.first().kit_questions.first().pk
    found = {}
    for name, route in routes(get_resolver()):
        full = next((one for one in ADDRESSES if one.partition(":")[2] == name), None)
        if "kit" not in route or not full:
            continue
        names = {"slug": "in-the-bank" if name == "question_add_to_kit" else kit.slug}
        names |= {"number": 1, "key": "round-1"}
        names |= {"pk": next((pk for part, pk in pks.items() if f"{part}/<int:pk>" in route), 0)}
        found[full] = reverse(
            full, kwargs={key: value for key, value in names.items() if f":{key}>" in route}
        )
    return found


def is_sheet(address):
    return address.partition(":")[2] in SHEETS


def writes_of(queries):
    """What was written, but for the session."""
    texts = (query["sql"] for query in queries)
    return [text for text in texts if text.startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.mark.parametrize("script", [False, True])
@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_nobody_comes_where_they_may_not_and_looking_writes_nothing(
    as_, people, urls, name, script
):
    client = as_(people[name])
    headers = {"HX-Request": "true"} if script else {}
    for address, (may, methods) in ADDRESSES.items():
        for method in BOTH:
            if name in may and method in methods and (method == "post" or is_sheet(address)):
                continue
            with CaptureQueriesContext(connection) as queries:
                response = getattr(client, method)(urls[address], headers=headers)
            where = f"{method} {urls[address]}: {response.status_code}"
            expected = {405} if method not in methods else {200, 302} if name in may else {404}
            assert response.status_code in expected, where
            assert not writes_of(queries), where
            if name not in READERS:
                assert DRAFT.encode() not in response.content, where
            if name == "hana":
                assert PROPOSAL.encode() not in response.content, where


@pytest.mark.parametrize("script", [False, True])
def test_whoever_is_not_signed_in_is_asked_to(urls, script):
    headers = {"HX-Request": "true"} if script else {}
    for address in ADDRESSES:
        for method in BOTH:
            response = getattr(Client(), method)(urls[address], headers=headers)
            assert response.status_code == 302, address
            assert response.url.startswith(reverse("login")), address


def test_a_form_of_another_site_does_nothing(hana, urls):
    client = Client(enforce_csrf_checks=True)
    client.force_login(hana)
    for address, (_may, methods) in ADDRESSES.items():
        if "post" in methods:
            assert client.post(urls[address], {"seen": "x"}).status_code == 403, address
