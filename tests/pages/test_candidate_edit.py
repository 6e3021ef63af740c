"""Changing a candidate, and keeping their CV."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from interviews.models import Candidate
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

EDIT = "/openings/JOB-1/candidates/1/edit/"
CV = "/openings/JOB-1/candidates/1/cv/"
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def jane(opening, folder):
    jane = factories.CandidateFactory(
        opening=opening, number=1, name="Jane Doe", email="jane@mail.example"
    )
    jane.keep_papers(SimpleUploadedFile("first.pdf", PDF), "first.pdf")
    return jane


def kept_in(folder):
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def data(jane, **changes):
    typed = {
        "name": jane.name,
        "email": jane.email,
        "papers_link": jane.papers_link,
        "adjustments": jane.adjustments,
    }
    seen = {f"initial-{name}": value for name, value in typed.items()}
    return typed | seen | {"initial-papers_shown": str(jane.papers_shown)} | changes


def test_it_is_changed(as_, hana, jane):
    typed = data(jane, name="Jane Roe", adjustments="Speak slowly", papers_shown="on")

    response = as_(hana).post(EDIT, typed)

    assert response.url == "/openings/JOB-1/candidates/1/"
    jane.refresh_from_db()
    assert (jane.name, jane.adjustments, jane.papers_shown) == ("Jane Roe", "Speak slowly", True)
    assert jane.email == "jane@mail.example"
    assert jane.papers_name == "first.pdf"


def test_a_slow_tab_writes_only_what_was_changed_in_it(as_, hana, jane):
    slow = data(jane, adjustments="Speak slowly")
    Candidate.objects.update(name="Jane Roe", email="new@mail.example")

    as_(hana).post(EDIT, slow)

    jane.refresh_from_db()
    assert (jane.name, jane.email, jane.adjustments) == (
        "Jane Roe", "new@mail.example", "Speak slowly",
    )  # fmt: skip


def test_a_new_cv_takes_the_place_of_the_old_file(
    as_, hana, jane, folder, django_capture_on_commit_callbacks
):
    new = SimpleUploadedFile("second.txt", b"Plain words.")

    with django_capture_on_commit_callbacks(execute=True):
        as_(hana).post(EDIT, data(jane, cv=new))

    jane.refresh_from_db()
    assert jane.papers_name == "second.txt"
    assert kept_in(folder) == [b"Plain words."]


def test_a_cv_is_deleted(as_, hana, jane, folder, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        as_(hana).post(EDIT, data(jane, remove_cv="on"))

    jane.refresh_from_db()
    assert not jane.papers
    assert kept_in(folder) == []
    assert as_(hana).get(CV).status_code == 404


def test_the_old_file_stays_where_saving_fails(jane, folder, monkeypatch):
    def fail(self, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(Candidate, "save", fail)
    with pytest.raises(OSError, match="disk"):
        jane.keep_papers(SimpleUploadedFile("second.txt", b"Plain words."), "second.txt")

    assert kept_in(folder) == [PDF]


def test_bad_input_explains_itself_and_keeps_the_cv(as_, hana, jane, folder):
    response = as_(hana).post(
        EDIT, data(jane, email="nobody", name="Jane Typed", cv=SimpleUploadedFile("a.exe", b"MZ"))
    )

    page = Page(response)
    assert response.status_code == 422
    assert "Enter a valid email address." in page.text
    assert "“a.exe” is not kept." in page.text
    assert "Jane Typed" in [a.get("value") for _tag, a in page.elements]
    assert "first.pdf" in page.text
    assert kept_in(folder) == [PDF]


def test_the_cv_is_handed_out_as_a_file_and_nothing_else(as_, hana, cora, jane):
    jane.opening.members.add(cora)

    for user in (hana, cora):
        response = as_(user).get(CV)

        assert b"".join(response.streaming_content) == PDF
        assert response.headers["Content-Type"] == "application/pdf"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-store"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert response.headers["Content-Disposition"].startswith(
            'attachment; filename="JOB-1-Jane-Doe-CV.pdf"'
        )


def test_its_name_hides_what_the_opening_hides(as_, hana, opening, jane):
    opening.hide_names = True
    opening.save()

    response = as_(hana).get(CV)
    response.close()

    header = response.headers["Content-Disposition"]
    assert "Candidate-1" in header
    assert "Jane" not in header
    assert "first" not in header


def test_without_a_cv_or_with_a_lost_file_it_is_404(as_, hana, jane, folder):
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()

    assert as_(hana).get(CV).status_code == 404


def test_panels_strangers_and_other_managers_get_404(as_, jane, ana, zoe):
    interview = factories.InterviewFactory(candidate=jane)
    factories.PanelistFactory(interview=interview, user=ana)
    for user in (ana, zoe, person("hal", "Hiring managers")):
        for address in (EDIT, CV):
            assert as_(user).get(address).status_code == 404
        assert as_(user).post(EDIT, data(jane, name="Taken")).status_code == 404
    jane.refresh_from_db()
    assert jane.name == "Jane Doe"


def test_coordinators_do_not_change_candidates(as_, cora, jane):
    jane.opening.members.add(cora)

    assert as_(cora).get(EDIT).status_code == 404


def test_they_need_a_login(client, jane):
    for address in (EDIT, CV):
        assert client.get(address).url == f"{reverse('login')}?next={address}"
    assert client.get("/nothing-is-served-from-here/" + jane.papers.name).status_code in (302, 404)
