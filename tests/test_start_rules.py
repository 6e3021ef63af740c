"""A production start refuses what would be unsafe; a trial is let through."""

import io
import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from config import start
from interviews.models import Interview, Kit, Opening, Panelist
from roles.models import Role


@pytest.fixture
def demo(db):
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def test_the_demo_company_is_whole(demo):
    opening = Opening.objects.get(reference="DEMO-AE")

    assert opening.revision.kit.role.title == "Account Executive"
    assert len(opening.revision.as_document().rounds) == 4
    assert opening.candidates.count() == 5
    assert Interview.objects.for_opening(opening).count() == 14
    assert Panelist.objects.for_opening(opening).values("user").distinct().count() == 5
    assert Role.objects.count() == 11


def test_the_demo_draft_can_be_published(demo):
    kit = Kit.objects.with_content().get(slug="sales-representative-2027")

    assert kit.problems() == []
    assert not kit.is_published


def test_each_kind_of_user_has_a_login_that_works(demo):
    for kind in ("Administrator", "Library admin", "Hiring manager", "Coordinator", "Interviewer"):
        assert kind in demo
    assert authenticate(username="hana", password="evenhand-demo").username == "hana"


def test_a_second_load_changes_nothing(demo):
    Role.objects.filter(slug="vp-sales").update(summary="Our own words.")
    out = io.StringIO()

    call_command("load_demo", stdout=out)

    assert "nothing was changed" in out.getvalue()
    assert Role.objects.get(slug="vp-sales").summary == "Our own words."
    assert User.objects.count() == 9


@pytest.mark.django_db
def test_an_installation_with_users_of_its_own_gets_no_demo():
    User.objects.create_user("boss", password="their own")

    with pytest.raises(CommandError, match="This installation has users of its own"):
        call_command("load_demo")
    assert not Role.objects.exists()


@pytest.mark.django_db
def test_the_demo_is_refused_outside_a_trial(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="Set DEMO=1"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_demo_logins_keep_a_production_start_from_serving(demo, settings):
    settings.DEMO, settings.SECRET_KEY = False, "a long random key of one's own, 32 and more"

    with pytest.raises(ImproperlyConfigured, match=r"\(admin, ana, ben, chidi, .*retire_demo"):
        start.refuse_unsafe_start()


def test_a_demo_login_with_another_address_is_one_still(demo, settings):
    settings.DEMO, settings.SECRET_KEY = False, "a long random key of one's own, 32 and more"
    User.objects.update(email="somebody@company.example")

    assert "hana" in start.demo_logins()
    hana = User.objects.get(username="hana")
    hana.set_password("a password of her own")
    hana.save()
    assert "hana" not in start.demo_logins()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["SECRET_KEY", "DEBUG"])
def test_a_weak_key_or_debug_keeps_a_production_start_from_serving(settings, name):
    settings.DEMO, settings.SECRET_KEY = False, "a long random key of one's own, 32 and more"
    start.refuse_unsafe_start()
    setattr(settings, name, {"SECRET_KEY": "changeme", "DEBUG": True}[name])

    with pytest.raises(ImproperlyConfigured, match=name):
        start.refuse_unsafe_start()


def test_retired_logins_are_closed_and_let_it_serve(demo, settings):
    settings.DEMO, settings.SECRET_KEY = False, "a long random key of one's own, 32 and more"
    out = io.StringIO()

    call_command("retire_demo_logins", stdout=out)

    start.refuse_unsafe_start()
    assert "hana" in out.getvalue()
    assert authenticate(username="hana", password="evenhand-demo") is None


@pytest.mark.django_db
def test_the_default_key_keeps_a_production_start_from_serving(settings):
    settings.DEMO, settings.SECRET_KEY = False, settings.DEFAULT_SECRET_KEY

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is the default one"):
        start.refuse_unsafe_start()


def test_the_server_itself_refuses(tmp_path):
    """What gunicorn imports raises, with the reason, when nobody set anything up."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DEMO", "SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    result = subprocess.run(
        [sys.executable, "-c", "import config.wsgi"],
        cwd=django_settings.BASE_DIR,
        env=environment | {"DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode != 0
    assert "Evenhand does not start: SECRET_KEY is the default one" in result.stderr
