"""The search index where two people write at the same time."""

import threading
import time

import pytest
from django.db import connection, transaction

from interviews.models import Anchor, Question
from interviews.search import matching, matching_competencies
from roles.models import Competency
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
BEHIND = 0.3  # seconds that the first one takes to commit, in which the second one begins


@pytest.fixture
def competency(db):
    return factories.CompetencyFactory(name="Haggling")


def at_once(first, second):
    """`first()` has written and not committed when `second()` begins. SQLite has them wait."""
    if connection.vendor == "sqlite":
        return [first(), second()]
    written = threading.Event()

    def one():
        with transaction.atomic():
            first()
            written.set()
            time.sleep(BEHIND)
        connection.close()

    def other():
        written.wait(10)
        with transaction.atomic():
            second()
        connection.close()

    threads = [threading.Thread(target=one), threading.Thread(target=other)]
    for thread in threads:
        thread.start()
    return [thread.join() for thread in threads]


def test_anchors_that_two_people_write_are_both_found(competency):
    one, two, *_others = factories.ScaleFactory().points.all()

    at_once(
        lambda: Anchor.objects.create(competency=competency, point=one, text="Zebras gallop."),
        lambda: Anchor.objects.create(competency=competency, point=two, text="Pelicans swim."),
    )

    for word in ("zebras", "pelicans"):
        assert matching_competencies(Competency.objects.all(), word).get() == competency


def test_a_question_that_is_added_while_its_competency_is_renamed_has_the_new_name(competency):
    at_once(
        lambda: Competency.objects.update(name="Bargaining"),
        lambda: factories.QuestionFactory(competency=competency),
    )

    assert matching(Question.objects.all(), "bargaining").count() == 1


def test_a_question_that_is_reworded_while_its_competency_is_renamed_is_found_by_both(competency):
    factories.QuestionFactory(competency=competency)

    at_once(
        lambda: Question.objects.update(prompt="How did the flamingo react?"),
        lambda: Competency.objects.update(name="Bargaining"),
    )

    assert matching(Question.objects.all(), "flamingo bargaining").count() == 1
