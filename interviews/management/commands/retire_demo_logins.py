"""manage.py retire_demo_logins"""

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand

from config import start


class Command(BaseCommand):
    help = "Close the demo logins: nobody can sign in with them any more. What they made stays."

    def handle(self, **options):
        usernames = start.demo_logins()
        for user in User.objects.filter(username__in=usernames):
            user.is_active = False
            user.set_unusable_password()
            user.save(update_fields=["is_active", "password"])
        if usernames:
            self.stdout.write(f"Closed: {', '.join(usernames)}.")
        else:
            self.stdout.write("There is no open demo login.")
