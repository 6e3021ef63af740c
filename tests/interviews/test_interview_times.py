"""The times of an interview, in the time zone of where it is held."""

import datetime

import pytest
from django.template import Context, Template

from tests import factories

NINE = datetime.datetime(2027, 1, 11, 9, tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_templates_leave_its_times_in_its_own_time_zone(settings):
    settings.TIME_ZONE = "America/New_York"
    interview = factories.InterviewFactory(starts_at=NINE, time_zone="Asia/Tokyo")
    words = Template(
        "{{ interview.starts_there|date:'Y-m-d H:i T' }} {{ interview.ends_there|time:'H:i' }}"
    )

    shown = words.render(Context({"interview": interview}))

    assert shown == "2027-01-11 18:00 JST 19:00"
    assert interview.starts_there == NINE
