"""What no page of kits ever sends, and somebody may all the same."""

import pytest

from tests.interviews.test_exchange import resealed
from tests.pages.building import address, do, row, token
from tests.pages.kit_files import IMPORT, handed_in

pytestmark = pytest.mark.django_db

BIG = "9" * 30
ODD = ["\0", "a\0b", "²", BIG, "?!"]


@pytest.fixture
def client(as_, hana):
    return as_(hana)


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_token_is_an_old_one(client, kit, odd):
    pk = row(kit, 0, 0).pk

    assert do(client, kit, "kit_question_remove", pk, seen=odd).status_code == 409
    assert do(client, kit, "kit_undo", seen=odd).status_code == 409
    assert do(client, kit, "kit_publish", seen=odd, token=odd).status_code == 409
    assert do(client, kit, "kit_discard", seen=odd).status_code == 409
    settings = {"title": "Another", "scale": kit.scale_id}
    assert do(client, kit, "kit_settings", seen=odd, **settings).status_code == 409


@pytest.mark.parametrize("odd", ODD)
def test_odd_numbers_are_refused_in_words(client, kit, odd):
    first, round_ = row(kit, 0, 0), kit.rounds.first()
    before = token(kit)

    for name, pk, data in [
        ("kit_question_move", first.pk, {"step": odd}),
        ("kit_question_move", first.pk, {"round": odd}),
        ("kit_question_swap", first.pk, {"question": odd}),
        ("kit_question_edit", first.pk, {"minutes": odd, "round": odd, "place": odd}),
        ("kit_question_add", round_.pk, {"question": odd}),
        ("kit_round_move", round_.pk, {"step": odd}),
        ("kit_round_edit", round_.pk, {"name": "Panel", "minutes": odd, "panel_size": odd}),
        ("kit_question_write", round_.pk, {"prompt": odd, "competency": odd, "roles": odd}),
        ("kit_weights", None, {"way": "own", "row": odd, "more": odd}),
    ]:
        url = address(kit, name, *filter(None, [pk]))
        answer = client.post(url, {"seen": token(kit)} | data)
        # A step that is none goes nowhere; what is written is one change that can be taken back.
        assert answer.status_code in (302, 422), (name, data)
        if answer.status_code == 422:
            assert token(kit) == before, (name, data)
        else:
            do(client, kit, "kit_undo")


@pytest.mark.parametrize("odd", ODD)
def test_odd_addresses_are_not_found_or_shown(client, kit, odd):
    round_ = kit.rounds.first()
    pages = {
        "/new-kit/": ("role", "like"),
        "/kits/": ("q", "page"),
        address(kit, "kit_round_add"): ("like",),
        address(kit, "kit_question_write", round_.pk): ("competency",),
        address(kit, "kit_question_add", round_.pk): (
            *("q", "competency", "type", "bank", "first", "added", "instead", "page"),
        ),
    }

    for page, names in pages.items():
        for name in names:
            assert client.get(page, {name: odd}).status_code in (200, 404), (page, name)


@pytest.mark.parametrize("name", ["kit_question_edit", "kit_question_swap", "kit_round_edit"])
@pytest.mark.parametrize("pk", [0, 2**31, 2**63, int(BIG)])
def test_a_number_beyond_the_database_is_not_found(client, kit, name, pk):
    assert client.get(address(kit, name, pk)).status_code == 404


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_choice_in_an_import_is_none(client, kit, revision, odd):
    file = handed_in(resealed(revision.as_document().as_data()))

    assert client.post(IMPORT, file | {"role": odd, "scale": odd}).status_code == 200
