"""Reading the history of what the library holds: who changed what, when, and what it said."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from interviews.models import Anchor, Question
from tests import factories
from tests.admin.histories import (
    START,
    added,
    delete,
    headings,
    history,
    later,
    removed,
    save,
)
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


def test_it_tells_who_changed_which_words_when_and_why(as_, libby, question):
    response = as_(libby).get(history(question))
    page = Page(response)

    assert headings(response) == ["Version 2 Changed · as it stands", "Version 1 Created"]
    assert "3 March 2026, 14:07 · Libby Example · “Plainer”" in page.text
    assert "Prompt" in page.text
    assert removed(response) == [" that you lost"]
    assert added(response) == ["lost "]
    assert page.against_the_policy() == []


def test_the_first_version_can_be_read_in_full(as_, libby, question):
    page = Page(as_(libby).get(history(question)))

    assert "What it said" in page.text
    assert "Tell me about a deal that you lost." in page.text
    assert "Behavioural" in page.text
    assert "Discovery" in page.text


def test_lists_change_line_by_line_and_choices_go_by_their_names(as_, libby, question):
    save(
        question,
        by=libby,
        minutes=9,
        type="technical",
        competency=factories.CompetencyFactory(name="Negotiation"),
        levels="mid\nsenior",
        follow_ups="What did you try first?\nWho helped?",
    )

    response = as_(libby).get(history(question))

    assert removed(response)[:3] == ["Discovery", "Behavioural", "What came of it?"]
    assert added(response)[:4] == ["Negotiation", "Technical", "Who helped?", "Senior"]
    assert "What did you try first?" in Page(response).text


def test_the_roles_that_a_question_gains_and_loses_are_named(as_, libby, question):
    question.roles.set([factories.RoleFactory(title="Seller")])
    question._history_user = libby
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=1)):
        question.roles.set([factories.RoleFactory(title="Buyer")])

    response = as_(libby).get(history(question))

    assert removed(response)[0] == "Seller"
    assert added(response)[0] == "Buyer"


def test_a_save_without_a_difference_is_no_version(as_, libby, question):
    save(question, by=libby, minutes=9)
    save(question, by=libby, minutes=12, state="retired")

    assert len(headings(as_(libby).get(history(question)))) == 2


def test_a_competency_tells_of_its_anchors_by_name(as_, libby):
    with time_machine.travel(START, tick=False):
        competency, scale = factories.CompetencyFactory(), factories.ScaleFactory()
        anchors = factories.give_anchors(competency, scale)
    points = list(scale.points.all())
    with time_machine.travel(later(5), tick=False):
        senior = Anchor(competency=competency, point=points[2], level="senior", text="Coaches.")
        senior._history_user = libby
        senior.save()
    save(anchors[1], by=libby, minutes=5, text="Shows it once a year.")
    delete(anchors[4], by=libby, minutes=5)

    response = as_(libby).get(history(competency))
    text = Page(response).text

    assert headings(response)[0] == "Version 2 Changed · as it stands"
    assert text.index("Anchor 2 Behaviour") < text.index("Anchor 3, senior added")
    assert "Anchor 5 removed" in text
    assert "Coaches." in added(response)


def test_anchors_on_two_scales_name_their_scale(as_, libby):
    competency = factories.CompetencyFactory()
    factories.give_anchors(competency, factories.ScaleFactory())
    factories.give_anchors(competency, factories.ScaleFactory(slug="other", name="Other scale"))

    assert "Anchor 1 (Other scale)" in Page(as_(libby).get(history(competency))).text


def test_a_role_tells_of_its_weights_by_competency(as_, libby):
    role = factories.RoleFactory()
    weight = factories.RoleCompetencyFactory(role=role, competency__name="Discovery", weight=100)
    save(weight, by=libby, minutes=60 * 24 * 365, weight=60, essential=True)
    save(role, by=libby, minutes=60 * 24 * 365, level="senior")

    response = as_(libby).get(history(role))

    assert "Discovery Weight" in Page(response).text
    assert removed(response) == ["Mid-level", "100", "no"]
    assert added(response) == ["Senior", "60", "yes"]


def test_a_scale_tells_of_its_points(as_, libby):
    scale = factories.ScaleFactory()
    save(scale.points.get(value=3), by=libby, minutes=60 * 24 * 365, label="Good")

    response = as_(libby).get(history(scale))

    assert "Point 3 Label" in Page(response).text
    assert (removed(response), added(response)) == (["Solid"], ["Good"])


def test_people_who_left_and_the_command_line_are_told_apart(as_, libby, question):
    gone = staff("gone")
    save(question, by=gone, minutes=9, reason="Shorter", prompt="Tell me of a lost deal.")
    save(question, minutes=12, prompt="Tell me of one lost deal.")
    gone.delete()

    text = Page(as_(libby).get(history(question))).text

    assert "14:11 · somebody who has left · “Shorter”" in text
    assert "14:14 · the command line" in text


def test_two_versions_are_compared_whatever_their_order(as_, libby, question):
    save(question, by=libby, minutes=9, prompt="Tell me about one lost deal.")

    response = as_(libby).get(history(question, "compare"), {"before": 3, "after": 1})

    assert "What changed from version 1 to version 3" in Page(response).text
    assert removed(response) == ["a", " that you lost"]


@pytest.mark.parametrize("query", [{}, {"before": 1}, {"before": 1, "after": 1},
                                   {"before": "x", "after": 99}])  # fmt: skip
def test_whoever_chooses_no_two_versions_is_told_so(as_, libby, question, query):
    response = as_(libby).get(history(question, "compare"), query, follow=True)

    assert response.redirect_chain == [(history(question), 302)]
    assert "Choose two different versions to compare." in Page(response).text


def test_a_long_history_has_pages_and_a_fixed_number_of_queries(
    as_, libby, question, django_assert_num_queries
):
    client = as_(libby)
    role = factories.RoleFactory()
    question._history_user = libby
    question.roles.set([role])
    client.get(history(question))  # what is fetched once per process
    with django_assert_num_queries(10):
        client.get(history(question))
    for number in range(30):
        competency = factories.CompetencyFactory()
        save(question, by=libby, minutes=20 + number, competency=competency)

    with django_assert_num_queries(10):
        first = client.get(history(question))
    second = client.get(history(question), {"p": 2})

    assert len(headings(first)) == 20
    assert headings(second)[-1] == "Version 1 Created"
    assert 'rel="next"' in first.content.decode()


def test_a_row_without_a_kept_version_says_so(as_, libby, question):
    question.history.all().delete()

    assert "No version has been kept yet." in Page(as_(libby).get(history(question))).text


def test_whoever_may_not_see_questions_is_refused(as_, question):
    client = as_(staff("olga", "view_role"))

    assert client.get(history(question)).status_code == 403
    assert client.get(history(question, "compare")).status_code == 403
    assert client.get(reverse("admin:interviews_question_deleted")).status_code == 403


def test_a_draft_that_somebody_may_not_see_has_no_history_for_them(as_, question):
    Question.objects.filter(pk=question.pk).update(state="draft")

    assert as_(staff("olga", "view_question")).get(history(question)).status_code == 404


def test_whoever_may_only_read_finds_no_way_to_restore(as_, question):
    page = Page(as_(staff("olga", "view_question")).get(history(question)))

    assert "Compare with now" in page.text
    assert "Restore this version" not in page.text


def test_strangers_and_interviewers_are_sent_to_sign_in(as_, client, zoe, ana, question):
    for visitor in (client, as_(zoe), as_(ana)):
        response = visitor.get(history(question))
        assert response.status_code == 302
        assert "/login/" in response["Location"]


def test_what_never_was_is_not_found(as_, libby, question):
    question.pk = 99999

    assert as_(libby).get(history(question)).status_code == 404


def test_a_history_is_only_read(as_, libby, question):
    assert as_(libby).post(history(question)).status_code == 405
    assert as_(libby).post(history(question, "compare")).status_code == 405
