"""From the rows of a kit to what assembling chooses from, and back."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from interviews import assembly
from interviews.kits.assembling import ALL, askings, filled_up, parts_of, problem_of, put
from interviews.models import KitQuestion
from tests import factories

pytestmark = pytest.mark.django_db


def question(kit, **changes):
    """An approved question about the first competency of a kit."""
    competency = kit.kit_competencies.first().competency
    return factories.QuestionFactory(**{"competency": competency, **changes})


def pool_of(kit):
    problem = problem_of(parts_of(kit))
    return {q.slug for q in problem.questions} - problem.excluded


def rows_of(kit):
    rows = KitQuestion.objects.filter(round__kit=kit).order_by("round__position", "position")
    return [(row.round.key, row.question.slug) for row in rows.select_related("question", "round")]


def hold(kit, by, *, days_ago, round_key="round-1"):
    """An interview of the kit's revision that began so many days ago."""
    revision = kit.latest_revision or kit.publish(by=by)
    kit.__dict__.pop("latest_revision", None)
    at = timezone.now() - datetime.timedelta(days=days_ago)
    return factories.InterviewFactory(
        candidate__opening__revision=revision, revision=revision, round_key=round_key, starts_at=at
    )


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({}, True),
        ({"levels": ""}, True),
        ({"levels": "senior\nmid"}, True),
        ({"levels": "senior"}, False),
        ({"state": "draft"}, False),
        ({"state": "retired"}, False),
        ({"language": "de"}, False),
    ],
)
def test_approved_questions_that_fit_the_level_may_be_chosen(kit, changes, fits):
    asked = question(kit, **changes)

    assert (asked.slug in pool_of(kit)) is fits


def test_a_kit_at_another_level_has_other_questions(kit):
    senior = question(kit, levels="senior")
    kit.level = "senior"

    assert senior.slug in pool_of(kit)


def test_a_question_for_other_roles_does_not_fit(kit):
    own, other, both = question(kit), question(kit), question(kit)
    elsewhere = factories.RoleFactory()
    own.roles.set([kit.role])
    other.roles.set([elsewhere])
    both.roles.set([kit.role, elsewhere])

    problem = problem_of(parts_of(kit))

    slugs = [q.slug for q in problem.questions]
    assert {own.slug, both.slug} <= set(slugs)
    assert other.slug not in slugs
    assert len(slugs) == len(set(slugs))


def test_questions_about_what_the_kit_does_not_rate_stay_out_even_unscored_ones(kit):
    foreign = factories.QuestionFactory()
    foreign_talk = factories.QuestionFactory(type="motivation")
    talk = factories.QuestionFactory(type="background", competency=None)

    problem = problem_of(parts_of(kit))

    assert talk.slug in pool_of(kit)
    assert not {foreign.slug, foreign_talk.slug} & pool_of(kit)
    assert not problem.by_slug[talk.slug].scored


def test_a_kit_is_held_in_the_language_that_most_of_its_questions_are_in(kit):
    for row in KitQuestion.objects.select_related("question"):
        row.question.language = "de"
        row.question.save()
    german, english = question(kit, language="de"), question(kit)

    assert german.slug in pool_of(kit)
    assert english.slug not in pool_of(kit)


def test_rounds_are_taken_as_they_are(kit):
    round_ = kit.rounds.first()
    round_.minutes, round_.panel_size, round_.closing_minutes = 30, 1, 0
    round_.types, round_.solo_role_play = "technical\nrole_play", True
    round_.save()

    seen = problem_of(parts_of(kit)).rounds[0]

    assert (seen.minutes, seen.opening, seen.closing, seen.raters) == (30, 2, 0, 1)
    assert (seen.types, seen.solo_role_play) == ({"technical", "role_play"}, True)


def test_a_questions_own_minutes_and_score_in_the_kit_count(kit):
    row = KitQuestion.objects.first()
    row.minutes, row.scored = 11, False
    row.save()

    seen = problem_of(parts_of(kit)).by_slug[row.question.slug]

    assert (seen.minutes, seen.scored) == (11, False)


def test_locked_questions_stay_in_their_round_and_on_demand_all(kit):
    row = KitQuestion.objects.last()
    row.locked = True
    row.save()

    assert problem_of(parts_of(kit)).locked == {row.question.slug: "round-2"}
    kept = problem_of(parts_of(kit), keep=ALL)
    assert kept.locked == {slug: key for key, slug in rows_of(kit)}
    assert kept.excluded == frozenset()


def test_what_is_kept_out_or_would_not_be_chosen_today_is_not_chosen(kit):
    unwanted = question(kit)
    kit.excluded_questions.add(unwanted)
    retired = KitQuestion.objects.first().question
    type(retired).objects.filter(pk=retired.pk).update(state="retired")

    assert problem_of(parts_of(kit)).excluded == {unwanted.slug, retired.slug}
    assert retired.slug in problem_of(parts_of(kit), keep=ALL).locked


def test_a_kit_that_keeps_all_rules_has_none_broken_in_its_problem(kit):
    parts = parts_of(kit)

    assert not assembly.broken_rules(problem_of(parts_of(kit)), parts.placement)


def test_askings_count_interviews_begun_in_the_last_year_that_asked_it(kit, hana):
    asked = KitQuestion.objects.filter(round__key="round-1").first().question
    other = KitQuestion.objects.filter(round__key="round-2").first().question
    for days_ago in (1, 300, 400, -2):
        hold(kit, hana, days_ago=days_ago)

    assert askings()[asked.pk] == 2
    assert other.pk not in askings()
    assert problem_of(parts_of(kit)).by_slug[asked.slug].askings == 2


def test_a_placement_is_written_and_what_stays_keeps_what_it_says(kit):
    first, second, third = KitQuestion.objects.filter(round__key="round-1")
    first.minutes, first.asker, first.drop_order, first.locked = 9, 2, 4, True
    first.save()
    new = question(kit)
    gone = {second.pk, third.pk}

    put(kit, {"round-1": (new.slug,), "round-2": (first.question.slug, new_of(kit).slug)})

    assert rows_of(kit)[0] == ("round-1", new.slug)
    first.refresh_from_db()
    assert (first.round.key, first.position, first.minutes) == ("round-2", 0, 9)
    assert (first.asker, first.drop_order, first.locked) == (2, 1, True)
    assert not KitQuestion.objects.filter(pk__in=gone).exists()
    assert len(rows_of(kit)) == 3


def new_of(kit):
    return question(kit, type="background", competency=None)


def test_a_seat_beyond_the_new_panel_is_cleared_and_talk_is_not_scored(kit):
    row = KitQuestion.objects.filter(round__key="round-1").first()
    row.asker = 2
    row.save()
    kit.rounds.filter(key="round-2").update(panel_size=1)
    talk = new_of(kit)

    put(kit, {"round-1": (), "round-2": (talk.slug, row.question.slug)})

    row.refresh_from_db()
    assert row.asker is None
    assert not KitQuestion.objects.get(question=talk).scored


def test_a_question_that_stood_twice_stands_once_afterwards(kit):
    row = KitQuestion.objects.filter(round__key="round-2").first()
    twin = KitQuestion.objects.create(
        round=kit.rounds.get(key="round-1"), question=row.question, position=9
    )

    put(kit, {"round-1": (), "round-2": (row.question.slug,)})

    assert rows_of(kit) == [("round-2", row.question.slug)]
    assert not KitQuestion.objects.filter(pk=twin.pk).exists()


def test_a_question_retired_meanwhile_is_refused_and_nothing_is_written(kit, hana):
    retired = question(kit, state="retired")
    before = rows_of(kit)

    with pytest.raises(ValidationError, match="bank was changed"), kit.being_changed(by=hana) as it:
        put(it.draft, {"round-1": (retired.slug,), "round-2": ()})

    assert rows_of(kit) == before


def test_filling_up_keeps_the_order_there_was(kit):
    parts = parts_of(kit)
    second, first, third = parts.placement["round-1"]
    talk, added = new_of(kit), question(kit)
    problem = problem_of(parts_of(kit), keep=ALL)

    filled = filled_up(
        problem,
        {"round-1": (second, first, third)},
        {"round-1": (added.slug, first, second, talk.slug, third), "round-2": ()},
    )

    assert filled["round-1"] == (talk.slug, second, first, third, added.slug)


@pytest.mark.parametrize("many", [1, 20])
def test_the_number_of_queries_stays(hana, many, django_assert_num_queries):
    kit = factories.make_kit(owner=hana, questions=3)
    for _ in range(many):
        question(kit).roles.set([kit.role])
        kit.excluded_questions.add(question(kit))
        hold(kit, hana, days_ago=1)
    kit = type(kit).objects.get(pk=kit.pk)

    with django_assert_num_queries(7):
        problem_of(parts_of(kit))
    slugs = [row.question.slug for row in KitQuestion.objects.select_related("question")]
    come = tuple(kit.excluded_questions.values_list("slug", flat=True))
    with django_assert_num_queries(6):
        put(kit, {"round-1": tuple(slugs[1:]), "round-2": come})
