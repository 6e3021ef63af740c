"""On the page of a kit: minutes against the slot, and competencies by rounds."""

import pytest

from interviews.models import KitCompetency
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("slot", "words"),
    [
        (60, ["Opening 3 min", "Questions 18 min", "Closing 5 min", "Spare 34 min"]),
        (30, ["Opening 2 min", "Closing 3 min", "23 of 30 min planned", "Spare 7 min"]),
        (23, ["the slot is full"]),
        (22, ["1 minute over the slot"]),
        (10, ["13 minutes over the slot"]),
    ],
)
def test_minutes_stand_against_the_slot(as_, hana, slot, words):
    kit = factories.make_kit(owner=hana, rounds=1)
    kit.rounds.update(minutes=slot)

    text = Page(as_(hana).get(kit.get_absolute_url())).text

    for word in words:
        assert word in text


def test_the_matrix_counts_questions_and_raters_and_weighs_in_per_cent(as_, hana):
    kit = factories.make_kit(owner=hana, rounds=2, questions=1, weights_reason="As agreed.")
    first = kit.kit_competencies.first()
    first.weight, first.essential = 2, True
    first.save()
    again = factories.QuestionFactory(competency=first.competency)
    factories.KitQuestionFactory(round=kit.rounds.last(), question=again)
    kit.rounds.filter(key="round-2").update(panel_size=3)

    text = Page(as_(hana).get(kit.get_absolute_url())).text

    name = first.competency.name
    row = "Essential 66.7 % 1 question 2 raters 1 question 3 raters 2 questions 5 raters"
    assert f"{name} {row}" in text
    assert "33.3 % – none 1 question 3 raters 1 question 3 raters" in text
    assert "Every competency is asked about" in text
    assert "As agreed." in text


def test_an_uncovered_competency_is_named_in_words(as_, hana, kit):
    lonely = factories.CompetencyFactory(name="Stargazing")
    KitCompetency.objects.create(kit=kit, competency=lonely)

    text = Page(as_(hana).get(kit.get_absolute_url())).text

    assert "1 competency is not covered" in text
    assert "Stargazing 14.3 % – none – none Not covered" in text


def test_a_question_that_is_not_scored_covers_nothing(as_, hana):
    kit = factories.make_kit(owner=hana, rounds=1, questions=1)
    row = kit.rounds.get().kit_questions.get()
    row.scored = False
    row.save()

    text = Page(as_(hana).get(kit.get_absolute_url())).text

    assert "1 competency is not covered" in text
