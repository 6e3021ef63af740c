"""Thousands of rows are checked and written by a background task, whose state stands in the
import."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import ImportFile, Question
from interviews.models.imports import OutdatedError
from interviews.tasks import work_on
from tests import factories
from tests.admin.importing import act, hand_in, last, page_of, question, sheet_of, write
from tests.conftest import staff

pytestmark = pytest.mark.django_db
MANY = 501


@pytest.fixture
def desk(as_, libby):
    factories.CompetencyFactory(slug="discovery")
    return as_(libby)


@pytest.fixture
def waiting(desk):
    """Many rows, handed in, while no worker runs."""
    hand_in(desk, sheet_of(*[question(n, Prompt=f"Why {n}?") for n in range(MANY)]))
    return last()


def progress(desk, file):
    return desk.get(reverse("admin:interviews_importfile_progress", args=[file.pk])).json()


def test_many_rows_are_checked_and_written_in_the_background(
    desk, django_capture_on_commit_callbacks
):
    data = sheet_of(*[question(n, **{"Follow-ups": ""}) for n in range(MANY)])
    with django_capture_on_commit_callbacks(execute=True):
        response = hand_in(desk, data)
    assert "The rows are being checked" in response.text

    assert "Write the 501 good rows" in page_of(desk, last()).text
    with django_capture_on_commit_callbacks(execute=True):
        response = write(desk, last())
    assert "The rows are being written" in response.text

    assert "Written: 501 new rows." in page_of(desk, last()).text
    assert Question.objects.count() == MANY


def test_the_page_shows_how_far_the_job_is(desk, waiting):
    waiting.rows_done = 200
    waiting.seen_alive_at = timezone.now()
    waiting.save()

    page = page_of(desk, waiting).text

    assert 'max="501" value="200"' in page
    assert (
        f'data-progress="{reverse("admin:interviews_importfile_progress", args=[waiting.pk])}"'
        in page
    )
    assert progress(desk, waiting) == {"is_done": False, "rows_done": 200, "needs_help": False}


def test_it_says_when_no_worker_runs(desk, waiting):
    assert progress(desk, waiting)["needs_help"] is False
    ImportFile.objects.update(asked_at=timezone.now() - datetime.timedelta(seconds=11))

    page = page_of(desk, waiting).text

    assert progress(desk, waiting)["needs_help"] is True
    assert "./start manage db_worker" in page
    assert "data-help hidden" not in page


def test_a_job_whose_worker_died_can_be_started_anew(
    desk, waiting, django_capture_on_commit_callbacks
):
    ImportFile.objects.update(seen_alive_at=timezone.now() - datetime.timedelta(minutes=5))
    assert progress(desk, waiting)["needs_help"] is True

    with django_capture_on_commit_callbacks(execute=True):
        act(desk, "check", waiting)

    waiting.refresh_from_db()
    assert waiting.job == ""
    assert waiting.counts()["new"] == MANY


def test_a_worker_that_dies_after_writing_leaves_nothing_to_do(desk, waiting):
    work_on.func(waiting.pk)
    waiting.refresh_from_db()
    waiting.ask_for("write", by=waiting.handed_in_by)
    waiting._claim()

    waiting._write()  # and then it is killed

    waiting.refresh_from_db()
    assert (waiting.is_written, waiting.job) == (True, "")
    assert "Written: 501 new rows." in page_of(desk, waiting).text


def test_rows_that_were_written_meanwhile_are_not_mended(waiting):
    work_on.func(waiting.pk)
    looked_at = ImportFile.objects.get(pk=waiting.pk)
    waiting.refresh_from_db()
    waiting.ask_for("write", by=waiting.handed_in_by)
    waiting.work()
    row = waiting.rows.first()

    with pytest.raises(OutdatedError):
        looked_at.mend({row.pk: {"prompt": "Too late?"}}, [], [], by=waiting.handed_in_by)

    assert "Too late?" not in str(list(waiting.rows.values_list("cells")))


def test_rows_that_were_mended_meanwhile_are_not_written_unseen(waiting):
    work_on.func(waiting.pk)
    looked_at, mended = ImportFile.objects.get(pk=waiting.pk), ImportFile.objects.get(pk=waiting.pk)
    by, row = waiting.handed_in_by, waiting.rows.first()
    mended.mend({row.pk: {"minutes": "none"}}, [], [], by=by)

    with pytest.raises(OutdatedError):
        looked_at.ask_for("write", by=by, seen=looked_at.fingerprint)

    assert not Question.objects.exists()


def test_a_write_that_nobody_began_ends_when_rows_are_mended(waiting):
    work_on.func(waiting.pk)
    waiting.refresh_from_db()
    by, row = waiting.handed_in_by, waiting.rows.first()
    waiting.ask_for("write", by=by)
    ImportFile.objects.update(asked_at=timezone.now() - datetime.timedelta(minutes=1))

    waiting.mend({row.pk: {"prompt": "Something else?"}}, [], [], by=by)

    assert work_on.func(waiting.pk) is False
    assert not Question.objects.exists()


def test_a_job_is_done_by_one_worker_only(waiting):
    ImportFile.objects.update(seen_alive_at=timezone.now())

    assert waiting.work() is False
    assert waiting.rows.exclude(status="").count() == 0


def test_a_task_may_be_done_twice(waiting):
    work_on.func(waiting.pk)
    first = list(waiting.rows.values_list("status", "faults"))

    assert work_on.func(waiting.pk) is False
    assert list(waiting.rows.values_list("status", "faults")) == first


def test_nothing_else_is_done_while_a_job_runs(desk, waiting):
    ImportFile.objects.update(seen_alive_at=timezone.now())

    for name in ("check", "mend", "write"):
        response = act(desk, name, waiting, {"seen": ""})
        assert "This file is being worked on." in response.text
    assert not Question.objects.exists()


def test_mending_one_row_of_many_checks_only_what_it_concerns(desk, waiting):
    work_on.func(waiting.pk)
    row, twin = waiting.rows.all()[:2]
    checked = {"shown": row.pk, f"cell-{row.pk}-slug": twin.cells["slug"]}

    act(desk, "mend", waiting, checked)

    assert waiting.counts()["refused"] == 1
    twin.refresh_from_db()
    assert [key for key, _words in twin.faults] == ["slug"]
    assert "Row 2 has this slug too." in twin.faults[0][1]
    act(desk, "mend", waiting, {"shown": row.pk, f"cell-{row.pk}-slug": "apart"})
    assert waiting.counts()["refused"] == 0


def test_a_job_that_breaks_off_writes_nothing_and_says_so(desk, waiting):
    work_on.func(waiting.pk)
    waiting.refresh_from_db()

    waiting.ask_for("write", by=None)  # who asked for it was deleted meanwhile
    waiting.work()

    assert "It broke off half-way, and nothing was written." in page_of(desk, waiting).text
    assert not Question.objects.exists()


def test_an_import_shows_drafts_only_to_those_who_keep_the_bank(as_, desk):
    hand_in(desk, sheet_of(question(1)))
    file = last()
    pages = [
        reverse("admin:interviews_importfile_change", args=[file.pk]),
        reverse("admin:interviews_importfile_progress", args=[file.pk]),
        reverse("admin:interviews_importfile_changelist"),
    ]
    for rights in (["view_importfile"], ["view_importfile", "view_question"]):
        reader = as_(staff("-".join(rights), *rights))
        for page in pages:
            response = reader.get(page, follow=True)
            assert "won back" not in response.text
            assert "bank.csv" not in response.text
        assert reader.get(pages[1]).status_code == 404

    keeper = as_(staff("keeper", "view_importfile", "view_question", "change_question"))
    assert "won back" in keeper.get(pages[0]).text
