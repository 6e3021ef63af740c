"""What to do next, on the page of an opening, and what the admin leaves to it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from interviews.models import Candidate
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

ONE = "/openings/JOB-1/"
ADD, IMPORT, SCHEDULE, EDIT = (
    f"{ONE}{what}" for what in ("candidates/add/", "candidates/import/", "schedule/", "edit/")
)


def primary(response):
    """Addresses of the primary buttons."""
    return [
        a["href"]
        for tag, a in Page(response).elements
        if tag == "a" and "btn-primary" in a.get("class", "") and "btn-small" not in a["class"]
    ]


def test_an_empty_opening_asks_for_candidates(as_, hana, opening):
    response = as_(hana).get(ONE)

    page = Page(response)
    assert primary(response) == [ADD]
    assert IMPORT in page.hrefs()
    assert SCHEDULE not in page.hrefs()
    assert "Add the first one, or import a list." in page.text
    assert "superuser" not in page.text


def test_candidates_without_an_interview_ask_to_be_scheduled(as_, hana, opening):
    factories.CandidateFactory(opening=opening)

    assert primary(as_(hana).get(ONE)) == [SCHEDULE]


def test_once_all_are_scheduled_nothing_presses(as_, hana, opening, interview):
    response = as_(hana).get(ONE)

    assert primary(response) == []
    page = Page(response)
    assert {ADD, IMPORT, SCHEDULE, EDIT} <= set(page.hrefs())
    assert "1 of 1 candidate still in" in page.text


def test_those_who_left_are_not_counted_as_in(as_, hana, opening, interview):
    factories.CandidateFactory(opening=opening, withdrawn_at=timezone.now())
    factories.CandidateFactory(opening=opening, rejected_at=timezone.now())

    assert "1 of 3 candidates still in" in Page(as_(hana).get(ONE)).text
    assert "1 of 3 candidates in" in Page(as_(hana).get("/openings/")).text


def test_a_coordinator_schedules_and_prints_and_changes_nothing(as_, cora, opening, interview):
    opening.members.add(cora)

    hrefs = Page(as_(cora).get(ONE)).hrefs()

    assert SCHEDULE in hrefs
    assert [href for href in hrefs if "packet" in href]
    for address in (ADD, IMPORT, EDIT, f"{ONE}archive/", f"{ONE}revision/"):
        assert address not in hrefs


def test_settings_are_said_in_words(as_, hana, opening):
    before = Page(as_(hana).get(ONE)).text
    opening.hide_names = opening.totals_only = True
    opening.planned_follow_ups_only = False
    opening.save()
    after = Page(as_(hana).get(ONE)).text
    opening.revision.document["settings"]["planned_follow_ups_only"] = False
    opening.revision.save()
    of_a_laxer_kit = Page(as_(hana).get(ONE)).text

    assert "Panels know candidates by name." in before
    assert "names are hidden from them" in after
    assert "sees totals, never a single scorecard" in after
    assert "ask the follow-ups of the kit and no others" in after, "the kit asks for it"
    assert "may ask follow-ups of their own" in of_a_laxer_kit


def test_the_list_shows_interviews_to_come_and_the_next_act(as_, hana, opening, interview):
    empty = factories.OpeningFactory(
        reference="JOB-2", revision=opening.revision, hiring_manager=hana
    )

    page = Page(as_(hana).get("/openings/"))

    assert "1 interview to come" in page.text
    assert f"/openings/{empty.reference}/candidates/add/" in page.hrefs()


def test_the_admin_leaves_papers_and_promises_to_the_pages(as_, root, opening):
    candidate = factories.CandidateFactory(opening=opening)
    client = as_(root)
    for model, row in (("opening", opening), ("candidate", candidate)):
        response = client.get(reverse(f"admin:interviews_{model}_change", args=[row.pk]))
        names = {a.get("name") or "" for _tag, a in Page(response).elements}
        assert not [name for name in names if "papers" in name]
        assert not names & {"hide_names", "totals_only", "revision"}


def test_a_candidate_deleted_in_the_admin_leaves_no_file(
    as_, root, opening, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    for number in (1, 2):
        candidate = factories.CandidateFactory(opening=opening, number=number)
        candidate.keep_papers(SimpleUploadedFile("cv.txt", b"Plain words."), "cv.txt")
    first, second = opening.candidates.all()
    client = as_(root)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:interviews_candidate_delete", args=[first.pk]), {"post": "yes"})
        client.post(
            reverse("admin:interviews_candidate_changelist"),
            {"action": "delete_selected", "_selected_action": [second.pk], "post": "yes"},
        )

    assert not Candidate.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
