"""What drives the reminders: a task that leaves the next pass waiting, whatever was lost."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.core import mail as post
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from interviews.models import Interview
from scorecards.models import Mail
from scorecards.tasks import EVERY, deliver, keep_reminding, remind

# The worker opens and closes connections as it likes, which no transaction around a test survives.
pytestmark = pytest.mark.django_db(transaction=True)

START = datetime.datetime(2027, 1, 11, 9, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def what_migrations_wrote(transactional_db):
    """Such a test leaves an empty database behind, also for the next one."""
    import_module("interviews.migrations.0002_groups").make_groups(apps, None)
    import_module("interviews.migrations.0010_panel_data").write_first_statements(apps, None)


@pytest.fixture
def in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work():
    """A worker takes what is ready, and ends."""
    call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", verbosity=0)


def passes(status="READY"):
    return list(DBTaskResult.objects.filter(task_path=remind.module_path, status=status))


def test_one_pass_waits_and_only_one(in_the_database, time_machine):
    time_machine.move_to(START, tick=False)
    for _again in range(3):
        keep_reminding()

    (waiting,) = passes()
    assert waiting.run_after == START + EVERY


def test_each_pass_leaves_the_next(in_the_database, time_machine):
    time_machine.move_to(START, tick=False)
    call_command("send_reminders", verbosity=0)
    for count in (1, 2, 3):
        time_machine.move_to(START + count * EVERY, tick=False)
        work()
        assert len(passes("SUCCESSFUL")) == count
        assert [each.run_after for each in passes()] == [START + (count + 1) * EVERY]


def test_two_that_wait_become_one(in_the_database, time_machine):
    time_machine.move_to(START, tick=False)
    remind.enqueue()
    remind.enqueue()

    work()

    assert len(passes("SUCCESSFUL")) == 2
    assert len(passes()) == 1


def test_a_pass_that_fails_leaves_the_next_and_holds_up_no_letter(
    in_the_database, interview, time_machine
):
    Interview.objects.filter(pk=interview.pk).update(time_zone="Nowhere/Gone", starts_at=START)
    time_machine.move_to(START + datetime.timedelta(hours=2), tick=False)
    Mail.objects.write(to="ana@company.example", subject="A", body="B")
    remind.enqueue()

    work()

    assert len(passes("FAILED")) == 1
    assert len(passes()) == 1
    assert len(post.outbox) == 1


def test_one_that_was_lost_with_its_worker_is_replaced_by_the_next_letter(in_the_database):
    keep_reminding()
    DBTaskResult.objects.update(status="RUNNING")  # and its worker is gone

    deliver.func(Mail.objects.write(to="ana@company.example", subject="A", body="B").pk)

    assert len(passes()) == 1


def test_old_passes_are_forgotten(in_the_database, time_machine):
    time_machine.move_to(START, tick=False)
    remind.enqueue()
    work()
    time_machine.move_to(START + datetime.timedelta(days=2), tick=False)
    work()

    assert [each.finished_at for each in passes("SUCCESSFUL")] == [timezone.now()]


def test_a_task_knows_keys_only(in_the_database, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mail = Mail.objects.write(to="ana@company.example", subject="A", body="B")

    task = DBTaskResult.objects.get(task_path=deliver.module_path)
    assert task.args_kwargs == {"args": [mail.pk], "kwargs": {}}
    work()
    assert len(post.outbox) == 1


def test_a_letter_whose_task_was_lost_leaves_with_the_next_pass(in_the_database):
    Mail.objects.write(to="ana@company.example", subject="A", body="B")
    remind.enqueue()

    work()

    assert len(post.outbox) == 1


def test_a_backend_that_cannot_wait_does_not_run_for_ever():
    assert remind.enqueue().return_value == [0, 0]
    assert not DBTaskResult.objects.exists()
