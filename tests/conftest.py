"""The cast. ana and ben sit on the panel, hana is the hiring manager, cora coordinates, libby
keeps the library, zoe is a stranger."""

import gc

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from tests import factories

# Thousands of small tests make objects that no cycle keeps: looking for cycles less often makes the
# whole run an eighth quicker.
gc.set_threshold(200_000, 50, 100)


def person(username, group=None, **kwargs):
    user = factories.UserFactory(username=username, **kwargs)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def staff(username, *rights):
    """Somebody who opens the admin with these rights and no others, such as `view_role`."""
    user = person(username, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return user


@pytest.fixture
def ana(db):
    return person("ana", "Interviewers")


@pytest.fixture
def ben(db):
    return person("ben", "Interviewers")


@pytest.fixture
def hana(db):
    return person("hana", "Hiring managers")


@pytest.fixture
def cora(db):
    return person("cora", "Coordinators")


@pytest.fixture
def libby(db):
    return person("libby", "Library admins", is_staff=True)


@pytest.fixture
def zoe(db):
    """Signed in, in no group, on no panel."""
    return person("zoe")


@pytest.fixture
def root(db):
    return person("root", is_staff=True, is_superuser=True)


@pytest.fixture
def as_(db):
    """`as_(hana).get(url)`: a client that is signed in as somebody."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def kit(hana):
    return factories.make_kit(owner=hana)


@pytest.fixture
def revision(kit, hana):
    return kit.publish(by=hana)


@pytest.fixture
def opening(revision, hana):
    return factories.OpeningFactory(reference="JOB-1", revision=revision, hiring_manager=hana)


@pytest.fixture
def interview(opening, ana, ben):
    """ana (chair) and ben interview a candidate in the first round."""
    interview = factories.InterviewFactory(candidate__opening=opening)
    factories.PanelistFactory(interview=interview, user=ana, part="chair", seat=1)
    factories.PanelistFactory(interview=interview, user=ben, part="member", seat=2)
    return interview
