"""Work outside requests: letters and reminders. What is done stands in rows, so a task may be lost,
late or done twice, and nothing is broken."""

import datetime

from django.utils import timezone
from django_tasks import TaskResultStatus, task, task_backends
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

EVERY = datetime.timedelta(minutes=5)
KEEPS_FINISHED = datetime.timedelta(days=1)


@task
def deliver(mail: int) -> bool:
    """Send a letter, unless it was sent or nobody needs it any more. Returns whether it left."""
    keep_reminding()
    return _send(mail)


@task
def remind() -> list[int]:
    """A pass: write the reminders that are due, and try letters again that did not leave. Returns
    how many were written and how many were sent. Leaves the next pass waiting."""
    from scorecards.letters.reminding import remind as write_reminders

    try:
        sent = _send_waiting()
        written = write_reminders()
        return [written, sent + _send_waiting()]
    finally:
        keep_reminding()
        _forget_finished()


def keep_reminding() -> None:
    """See to it that the next pass waits for a worker, and only one. Should one be lost with its
    worker, the next worker, letter or `send_reminders` replaces it."""
    if not isinstance(task_backends["default"], DatabaseBackend):
        return  # a backend that cannot wait; somebody else has to drive it
    if not _passes().filter(status=TaskResultStatus.READY).exists():
        remind.using(run_after=timezone.now() + EVERY).enqueue()


def _passes():
    return DBTaskResult.objects.filter(task_path=remind.module_path)


def _forget_finished() -> None:
    """Passes are three hundred a day; what they did stands in the letters."""
    _passes().finished().filter(finished_at__lt=timezone.now() - KEEPS_FINISHED).delete()


def _send_waiting() -> int:
    from scorecards.models import Mail

    return sum(_send(pk) for pk in list(Mail.objects.due().values_list("pk", flat=True)))


def _send(mail: int) -> bool:
    from scorecards.letters.reminding import renew
    from scorecards.models import Mail

    letter = Mail.objects.due().filter(pk=mail).first()
    if letter is None:
        return False
    if letter.is_overtaken or not renew(letter):
        letter.drop()
        return False
    return letter.send()
