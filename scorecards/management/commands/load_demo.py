"""manage.py load_demo"""

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from config.start import demo_company
from interviews import demo
from scorecards.demo import load_company


class Command(BaseCommand):
    help = (
        "Load the demo company with its logins, and the sales library where there is none yet. "
        "A second run changes nothing."
    )

    def handle(self, *, verbosity, **options):
        if not settings.DEMO:
            raise CommandError(
                "Demo logins have a public password, so they are only for trying Evenhand out. "
                "Set DEMO=1 if that is what this installation is for."
            )
        if demo.is_loaded():
            self.stdout.write("The demo company is loaded already; nothing was changed.")
        else:
            self._load()
        if verbosity:
            self._tell_logins()

    def _load(self):
        if User.objects.exists():
            raise CommandError(
                "This installation has users of its own, and the demo's logins have a public "
                "password. Give the demo an installation of its own: set DATA_DIR or "
                "DATABASE_URL to a new place. For real use, set DEMO=0."
            )
        try:
            load_company()
        except LookupError as error:
            raise CommandError(
                f"The library here lacks {error}. Run `manage.py load_library fixtures/sales` "
                "first, or use an empty installation."
            ) from error
        self.stdout.write("The demo company is loaded.")

    def _tell_logins(self):
        data = demo_company()
        self.stdout.write(f"Demo logins (password: {data['password']}):")
        for person in data["people"]:
            self.stdout.write(f"  {person['kind']:<16} {person['username']}")
