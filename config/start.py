"""What a production start refuses to do."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

DEMO_EMAIL_DOMAIN = "@demo.example"


def reasons_against_serving() -> list[str]:
    """Why this installation must not serve real people yet: sentences, each with the remedy."""
    reasons = []
    if settings.SECRET_KEY == settings.DEFAULT_SECRET_KEY:
        reasons.append(
            "SECRET_KEY is the default one, which everybody knows. Set the environment variable "
            "SECRET_KEY to a long random text of your own."
        )
    if usernames := demo_logins():
        reasons.append(
            f"Demo logins can still sign in ({', '.join(usernames)}), and their password is "
            "public. Run `./start manage retire_demo_logins` first."
        )
    return reasons


def demo_logins() -> list[str]:
    """Usernames of the demo company that can still sign in; none before the first migration."""
    from django.contrib.auth.models import User

    try:
        people = User.objects.filter(is_active=True, email__iendswith=DEMO_EMAIL_DOMAIN)
        return [person.username for person in people.order_by("username")]
    except DatabaseError:
        return []


def refuse_unsafe_start() -> None:
    """Raise `ImproperlyConfigured` where a server outside a trial would be unsafe."""
    if settings.DEMO:
        return
    if reasons := reasons_against_serving():
        raise ImproperlyConfigured(
            "Evenhand does not start: " + " ".join(reasons) + " To try Evenhand out on your own "
            "machine, set DEMO=1."
        )


@register(Tags.security, deploy=True)
def check_secret_key(app_configs, **kwargs):
    """Say the same in `check --deploy`, which must not need the database."""
    if settings.DEMO or settings.SECRET_KEY != settings.DEFAULT_SECRET_KEY:
        return []
    return [Error("SECRET_KEY is the default one.", hint="Set SECRET_KEY.", id="evenhand.E001")]
