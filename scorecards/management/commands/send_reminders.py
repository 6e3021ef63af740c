"""One pass of reminders, for cron or by hand. Safe beside the worker, and safe twice."""

from django.core.management.base import BaseCommand

from scorecards.models import Mail
from scorecards.tasks import remind


class Command(BaseCommand):
    help = (
        "Write the reminders of scorecards that are due, send them, and try letters again that "
        "did not leave. The worker does the same every five minutes."
    )

    def handle(self, *args, verbosity, **options):
        before = Mail.objects.waiting().count()
        written, _sent = remind.func()
        if not verbosity:
            return
        waiting = Mail.objects.waiting().count()
        self.stdout.write(
            f"Reminders written: {written}. Letters sent: {before + written - waiting}. "
            f"Letters waiting: {waiting}."
        )
