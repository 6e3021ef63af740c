"""The form of a competency with its anchors, as tests fill it in."""

from django.contrib.messages import get_messages
from django.urls import reverse

from interviews.models import ScalePoint
from tests import factories
from tests.admin.forms import Form

LONG = "Asks three open questions before proposing anything, and repeats the answers."


def make_listening():
    """A competency with five general anchors, and five for seniors."""
    competency = factories.CompetencyFactory(slug="listening", name="Listening")
    scale = factories.ScaleFactory()
    factories.give_anchors(competency, scale)
    factories.give_anchors(competency, scale, "senior")
    return competency


def change(competency):
    return reverse("admin:roles_competency_change", args=[competency.pk])


def opened(client, competency):
    return Form(client.get(change(competency)))


def box(value, level="general"):
    """The name of the box for that number, where there is one scale."""
    return f"anchor-{ScalePoint.objects.get(value=value).pk}-{level}"


def texts(competency):
    """The anchors in the database by level and number."""
    rows = competency.anchors.values_list("level", "point__value", "text")
    return {(level, value): text for level, value, text in rows}


def said(response):
    """The messages that wait for the next page."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
