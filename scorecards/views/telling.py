"""Telling panels what changed, inside the transaction that changes it."""

from interviews.models import Interview
from scorecards.letters.invitations import tell_panel


def tell_panels(interviews):
    """Each panel of these interviews, as they are stored now."""
    keys = [interview.pk for interview in interviews]
    for interview in Interview.objects.filter(pk__in=keys).with_panel():
        tell_panel(interview)
