"""Adding a candidate to an opening, with a CV or without."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from interviews.models import Candidate
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

ADD = "/openings/JOB-1/candidates/add/"
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where papers are kept in a test."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def cv(name="My CV.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def test_all_that_is_typed_is_kept_under_the_next_number(as_, hana, opening, folder):
    factories.CandidateFactory(opening=opening, number=4)
    typed = {
        "name": "  Jane   Doe ",
        "email": "jane@mail.example",
        "papers_link": "https://files.example/jane",
        "papers_shown": "on",
        "adjustments": "Show each question in writing\n\nPause after half an hour",
        "cv": cv(),
    }

    response = as_(hana).post(ADD, typed)

    assert response.url == "/openings/JOB-1/"
    jane = Candidate.objects.get(number=5)
    assert (jane.name, jane.email, jane.papers_link) == (
        "Jane Doe", "jane@mail.example", "https://files.example/jane",
    )  # fmt: skip
    assert jane.papers_shown
    assert jane.adjustments_list == ["Show each question in writing", "Pause after half an hour"]
    assert jane.papers_name == "My CV.pdf"
    assert "CV" not in jane.papers.name
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in kept] == [PDF]


def test_a_name_is_enough_and_a_cv_is_held_back(as_, hana, opening):
    response = as_(hana).post(ADD, {"name": "Jane Doe", "another": "1"})

    assert response.url == ADD
    jane = Candidate.objects.get()
    assert (jane.number, jane.papers_shown, jane.papers_name) == (1, False, "")


def test_where_the_kit_holds_papers_back_it_says_so(as_, hana, kit):
    kit.papers_held_back = True
    kit.save()
    factories.OpeningFactory(
        reference="JOB-1", revision=kit.publish(by=hana), hiring_manager=hana, hide_names=True
    )

    text = Page(as_(hana).get(ADD)).text

    assert "The kit of this opening holds CVs back" in text
    assert "This opening hides names from panels, and a CV tells them." in text


def test_a_number_that_stood_on_paper_is_not_given_again(as_, hana, opening):
    client = as_(hana)
    client.post(ADD, {"name": "Jane Doe"})
    client.post(ADD, {"name": "John Roe"})
    Candidate.objects.get(number=2).delete()

    client.post(ADD, {"name": "Max Moe"})

    assert [row.number for row in opening.candidates.all()] == [1, 3]


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "JANE doe"},
        {"name": "J. Doe", "email": "Jane@Mail.example"},
    ],
)
def test_somebody_who_may_be_in_already_is_asked_about(as_, hana, opening, typed):
    factories.CandidateFactory(
        opening=opening, number=1, name="Jane Doe", email="jane@mail.example"
    )
    client = as_(hana)

    response = client.post(ADD, typed)

    assert response.status_code == 422
    page = Page(response)
    assert "This may be somebody who is in the opening already: Jane Doe" in page.text
    assert typed["name"] in [a.get("value") for _tag, a in page.elements]
    assert Candidate.objects.count() == 1
    client.post(ADD, typed | {"another_person": "on"})
    assert Candidate.objects.count() == 2


def test_the_same_person_in_another_opening_is_no_duplicate(as_, hana, opening):
    other = factories.OpeningFactory(reference="JOB-2", revision=opening.revision)
    factories.CandidateFactory(opening=other, name="Jane Doe")

    assert as_(hana).post(ADD, {"name": "Jane Doe"}).status_code == 302


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "a\u202eb"}, "Remove the character U+202E"),
        ({"name": "x" * 161}, "at most 160 characters"),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"papers_link": "javascript:alert(1)"}, "Give a whole link"),
        ({"papers_link": "ftp://files.example/cv"}, "Give a whole link"),
        ({"adjustments": "\n".join(map(str, range(101)))}, "This has 101 lines."),
        ({"cv": ("run.exe", b"MZ")}, "Hand in PDF, DOCX, ODT"),
        ({"cv": ("cv.pdf", b"<html>")}, "The file is called .pdf but is something else."),
        ({"cv": ("cv.pdf", b"")}, "The file is empty."),
    ],
)
def test_bad_input_explains_itself_and_loses_nothing(as_, hana, opening, folder, changes, words):
    typed = {"name": "Jane Doe", "email": "jane@mail.example"} | changes
    if "cv" in changes:
        typed["cv"] = cv(*changes["cv"])

    response = as_(hana).post(ADD, typed)

    page = Page(response)
    assert response.status_code == 422
    assert words in page.text
    assert not Candidate.objects.exists()
    assert not list(folder.rglob("*"))
    if "email" not in changes:
        assert "jane@mail.example" in [a.get("value") for _tag, a in page.elements]


def test_a_file_that_is_too_large_is_refused_in_words(as_, hana, opening, settings):
    settings.PAPERS_MAX_BYTES = 2**20

    response = as_(hana).post(ADD, {"name": "Jane Doe", "cv": cv(content=PDF + b"x" * 2**20)})

    assert "The file has 1.0 MB; at most 1 MB are kept." in Page(response).text
    assert not Candidate.objects.exists()


def test_a_file_that_has_to_be_chosen_again_is_asked_for(as_, hana, opening, folder):
    response = as_(hana).post(ADD, {"name": "", "cv": cv()})

    assert "Choose the file again" in Page(response).text
    assert not list(folder.rglob("*"))


def test_an_archived_opening_takes_nobody(as_, hana, opening):
    opening.archive()

    assert as_(hana).post(ADD, {"name": "Jane Doe"}).status_code == 404


def test_coordinators_panels_and_strangers_get_404(as_, opening, interview, cora, ana, zoe):
    opening.members.add(cora)
    for user in (cora, ana, zoe, person("hal", "Hiring managers")):
        assert as_(user).get(ADD).status_code == 404
        assert as_(user).post(ADD, {"name": "Jane Doe"}).status_code == 404
    assert not Candidate.objects.filter(name="Jane Doe").exists()


def test_it_needs_a_login(client, opening):
    assert client.get(ADD).url == f"{reverse('login')}?next={ADD}"
