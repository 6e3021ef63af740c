"""What a production start refuses to do."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models import Q

DEMO_EMAIL_DOMAIN = "@demo.example"
SHORTEST_KEY = 32


def reasons_against_serving() -> list[str]:
    """Why this installation must not serve real people yet: sentences, each with the remedy."""
    reasons = []
    if settings.SECRET_KEY == settings.DEFAULT_SECRET_KEY:
        reasons.append(
            "SECRET_KEY is the default one, which everybody knows. Set the environment variable "
            "SECRET_KEY to a long random text of your own."
        )
    elif len(settings.SECRET_KEY) < SHORTEST_KEY:
        reasons.append(
            f"SECRET_KEY has only {len(settings.SECRET_KEY)} characters. Give it at least "
            f"{SHORTEST_KEY} random ones."
        )
    if settings.DEBUG:
        reasons.append("DEBUG is on, which shows the inside of the site to everybody. Unset DEBUG.")
    if usernames := demo_logins():
        reasons.append(
            f"Demo logins can still sign in ({', '.join(usernames)}), and their password is "
            "public. Run `./start manage retire_demo_logins` first."
        )
    return reasons


def demo_company() -> dict:
    """The demo company as its file has it."""
    import yaml  # a moment that only this needs

    file = settings.BASE_DIR / "fixtures" / "demo" / "company.yaml"
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def demo_logins() -> list[str]:
    """Usernames of the demo company that can still sign in; none before the first migration.

    They are known by their address, or by name and public password where the address was changed.
    """
    from django.contrib.auth.models import User

    if User._meta.db_table not in connection.introspection.table_names():
        return []
    demo = demo_company()
    names = [person["username"] for person in demo["people"]]
    people = User.objects.filter(is_active=True).filter(
        Q(email__iendswith=DEMO_EMAIL_DOMAIN) | Q(username__in=names)
    )
    return [
        person.username
        for person in people.order_by("username")
        if person.email.lower().endswith(DEMO_EMAIL_DOMAIN)
        or person.check_password(demo["password"])
    ]


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
