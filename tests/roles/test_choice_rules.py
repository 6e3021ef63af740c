"""The shipped rules for sales: every sign finds something, every role can win, and for good
reason."""

import pytest
from django.db import transaction

from roles import choice
from roles.models import JobFamily, Role
from roles.models.choice import profiles_of
from tests.roles.choices import answered, load_sales

pytestmark = pytest.mark.django_db

SCENARIOS = {
    "sales-representative": {
        "main_task": "To sell, with their own target",
        "people": "Nobody",
        "business": "Mostly from new",
        "customers": "Many small",
        "sale": "Quick",
    },
    "account-executive": {
        "main_task": "To sell, with their own target",
        "decisions": "Single deals",
        "business": "From both",
        "customers": "A set of",
        "sale": "Long",
        "offer": "Products",
    },
    "agency-account-executive": {
        "main_task": "To look after clients",
        "people": "Nobody",
        "business": "Mostly from customers who buy already",
        "customers": "One large",
        "offer": "Advertising",
    },
    "sales-team-leader": {
        "main_task": "To sell, and to lead",
        "people": "A small group",
        "decisions": "The targets of a group",
        "sale": "Somebody else's",
        "support": "By leading",
    },
    "sales-manager": {
        "main_task": "To lead those who sell",
        "people": "One team",
        "decisions": "Who is hired",
        "support": "By leading",
    },
    "sales-director": {
        "main_task": "To lead those who sell",
        "people": "Several teams",
        "decisions": "The plan and budget",
        "customers": "One large",
    },
    "vp-sales": {
        "main_task": "To lead those who sell",
        "people": "Everybody",
        "decisions": "The company's sales strategy",
    },
    "sales-coach": {
        "main_task": "To help those who sell",
        "people": "Nobody",
        "decisions": "What sellers learn",
        "support": "One person at a time",
    },
    "sales-trainer": {
        "main_task": "To help those who sell",
        "people": "Nobody",
        "decisions": "What sellers learn",
        "support": "In courses",
    },
    "sales-enablement-manager": {
        "main_task": "To help those who sell",
        "people": "A small group",
        "decisions": "The plan and budget",
        "support": "With programmes",
    },
    "sales-operations-manager": {
        "main_task": "To keep processes",
        "people": "One team",
        "decisions": "What sellers learn, or how they work",
        "support": "With figures",
    },
}


@pytest.fixture(scope="module")
def sales(django_db_setup, django_db_blocker):
    """The shipped rules and roles, loaded once for all tests here and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_sales()
        transaction.set_rollback(True)


def test_the_scenarios_name_every_role(sales):
    _questions, profiles = sales

    assert SCENARIOS.keys() == {profile.slug for profile in profiles}


@pytest.mark.parametrize("expected", SCENARIOS)
def test_each_role_comes_first_for_its_own_scenario(sales, expected):
    questions, profiles = sales

    advice = choice.advise(profiles, answered(questions, **SCENARIOS[expected]))

    assert advice.recommended[0].profile.slug == expected
    assert advice.close == ()
    assert not any(mark.against for mark in advice.recommended[0].marks)


def test_one_question_alone_never_hides_a_role_that_its_answer_means(sales):
    questions, profiles = sales

    advice = choice.advise(profiles, answered(questions, main_task="To help those who sell"))

    first = {standing.profile.slug for standing in advice.close}
    assert first == {"sales-coach", "sales-trainer", "sales-enablement-manager"}


def test_two_roles_are_close_where_the_answers_lie_between_them(sales):
    questions, profiles = sales
    replies = answered(
        questions,
        main_task="To sell, with their own target",
        people="Nobody",
        decisions="Single deals",
        business="Mostly from new",
        customers="A set of",
    )

    advice = choice.advise(profiles, replies)

    close = {standing.profile.slug for standing in advice.close}
    assert close == {"account-executive", "sales-representative"}


def test_every_sign_finds_at_least_one_role(sales):
    questions, profiles = sales
    lost = [
        f"{question.slug}, {answer.text}: {sign.field} “{sign.words}”"
        for question in questions
        for answer in question.answers
        for sign in answer.signs
        if not any(choice.finds(sign, profile) for profile in profiles)
    ]

    assert lost == []


def test_every_answer_speaks_for_some_roles_and_not_for_all(sales):
    questions, profiles = sales

    for question in questions:
        for answer in question.answers:
            marks = [choice.mark(question, answer, profile) for profile in profiles]
            fitting = [mark for mark in marks if mark.points > 0]
            assert 0 < len(fitting) < len(profiles), f"{question.slug}: {answer.text}"
            assert max(mark.points for mark in marks) >= 2, f"{question.slug}: {answer.text}"


def test_no_sign_looks_for_the_name_of_a_role(sales):
    questions, profiles = sales
    titles = {profile.title.casefold() for profile in profiles}

    for question in questions:
        for answer in question.answers:
            for sign in answer.signs:
                assert not any(title in sign.words.casefold() for title in titles)


def test_there_are_six_to_eight_questions_about_what_the_articles_tell_apart(sales):
    questions, _profiles = sales

    assert 6 <= len(questions) <= 8
    assert [question.slug for question in questions] == [
        "main-task", "people", "decisions", "business", "customers", "sale", "offer", "support",
    ]  # fmt: skip


def test_a_copied_role_is_ranked_without_a_change_of_the_rules(sales):
    questions, _profiles = sales
    copied = Role.objects.get(slug="sales-coach")
    copied.pk, copied.slug, copied.title = None, "our-coach", "Our Own Coach"
    copied.save()
    family = JobFamily.objects.get(slug="sales")

    advice = choice.advise(
        profiles_of(family.roles.all()), answered(questions, **SCENARIOS["sales-coach"])
    )

    assert [s.profile.title for s in advice.recommended[:2]] == ["Our Own Coach", "Sales Coach"]


def test_a_reason_follows_the_text_of_its_role(sales):
    questions, _profiles = sales
    replies = answered(questions, people="One team")
    manager = Role.objects.get(slug="sales-manager")

    def reasons():
        (profile,) = profiles_of(Role.objects.filter(pk=manager.pk))
        (standing,) = choice.rank([profile], replies)
        return [reason.text for mark in standing.marks for reason in mark.in_favour]

    manager.scope = "Two direct reports"
    manager.save(update_fields=["scope"])
    assert reasons() == ["Two direct reports"]
    manager.scope = "Nobody to lead"
    manager.save(update_fields=["scope"])
    assert reasons() == []
