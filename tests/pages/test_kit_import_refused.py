"""Files that cannot be imported say why, and nothing is written."""

import pytest

from interviews.models import Kit, Question
from tests.pages.kit_files import IMPORT, carried_off, changed, handed_in, looked_at
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(revision):
    return carried_off(revision)


def test_what_is_posted_back_is_checked_anew(as_, hana, text):
    client = as_(hana)
    agreed = looked_at(client.post(IMPORT, handed_in(text)))

    response = client.post(IMPORT, agreed | {"kit": agreed["kit"].replace("occasion", "holiday")})

    assert response.status_code == 422
    assert "was changed after it was exported" in Page(response).text
    assert not Kit.objects.exists()


def test_a_file_that_is_none_says_so_and_can_be_handed_in_again(as_, hana):
    response = as_(hana).post(IMPORT, handed_in("roles: []"))

    assert response.status_code == 422
    page = Page(response)
    assert "The file cannot be imported. Nothing was written." in page.text
    assert "This is not JSON" in page.text
    assert any(a.get("type") == "file" for _tag, a in page.elements)


@pytest.mark.parametrize("data", [{}, {"kit": ""}, {"import": "1"}])
def test_without_a_file_it_asks_for_one(as_, hana, data):
    response = as_(hana).post(IMPORT, data)

    assert response.status_code == 422
    assert "Choose the file first." in Page(response).text


def test_a_file_too_large_is_refused_before_it_is_read(as_, hana):
    response = as_(hana).post(IMPORT, handed_in(b" " * (2 * 1024 * 1024 + 1)))

    assert "The file has 2.0 MB; a kit file has at most 2 MB." in Page(response).text


def test_what_this_installation_cannot_hold_is_told(as_, hana, text):
    def lengthen(document):
        document["title"] = "x" * 161
        document["rounds"][0]["name"] = "y" * 81

    client = as_(hana)
    response = client.post(IMPORT, handed_in(changed(text, lengthen)))

    assert response.status_code == 422
    page = Page(response)
    assert "This installation cannot hold it" in page.text
    assert "The kit, title: Ensure this value has at most 160 characters" in page.text
    assert client.post(IMPORT, looked_at(response)).status_code == 422
    assert not Kit.objects.exists()


def test_nasty_texts_are_shown_as_they_stand_and_kept(as_, hana, text):
    nasty = "<script>alert(1)</script> {{ 7|add:7 }} \"' \\ =1+1 עברית 你好"

    def make_nasty(document):
        document["title"] = nasty
        document["rounds"][0]["name"] = nasty
        document["competencies"][0]["name"] = nasty
        for number, question in enumerate(document["rounds"][0]["questions"]):
            question |= {"key": f"nasty-{number}", "prompt": nasty, "follow_ups": [nasty, nasty]}

    client = as_(hana)
    look = client.post(IMPORT, handed_in(changed(text, make_nasty)))
    assert "<script>alert" not in look.content.decode()
    assert nasty in Page(look).text
    client.post(IMPORT, looked_at(look))

    kit = Kit.objects.get()
    assert kit.title == nasty
    assert kit.rounds.first().name == nasty
    assert set(Question.objects.filter(proposed_by=hana).values_list("prompt", flat=True)) == {
        nasty
    }
