"""Making a kit like an earlier one."""

import pytest
from django.urls import reverse

from interviews.models import Kit, KitQuestion, Question
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

NEW = "/new-kit/"


def like(kit):
    return f"/new-kit/?like={kit.slug}"


def sent(**changes):
    return {"title": "Next year", "key": "abcde", "questions": "same"} | changes


def copied():
    return Kit.objects.get(slug="next-year-abcde")


def test_a_kit_like_ones_own_draft_takes_everything_over(as_, hana, kit):
    factories.QuestionFactory(competency=kit.kit_competencies.first().competency)
    unwanted = factories.QuestionFactory()
    Kit.objects.update(
        level="senior", same_panel=True, weights_reason="Because.", analysis_source="Talks"
    )
    kit.excluded_questions.add(unwanted)
    kit.kit_competencies.update(weight=3)
    kit.rounds.update(closing_script="Bye.", types="behavioural", solo_role_play=True)
    row = KitQuestion.objects.first()
    KitQuestion.objects.filter(pk=row.pk).update(minutes=9, asker=2, drop_order=1, locked=True)

    client = as_(hana)
    response = client.post(like(kit), sent())

    new = copied()
    assert response.url == reverse("interviews:kit_build", args=[new.slug])
    assert (new.title, new.level, new.same_panel) == ("Next year", "senior", True)
    assert (new.weights_reason, new.analysis_source) == ("Because.", "Talks")
    assert new.excluded_questions.get() == unwanted
    assert set(new.kit_competencies.values_list("weight", flat=True)) == {3}
    fields = ("key", "name", "minutes", "panel_size", "closing_script", "types", "solo_role_play")
    assert list(new.rounds.values_list(*fields)) == list(kit.rounds.values_list(*fields))
    fields = ("round__key", "question", "position", "minutes", "asker", "drop_order", "locked")
    assert asked_in(new, *fields[:2]) == asked_in(kit, *fields[:2])
    assert asked_in(new, *fields[3:]) == asked_in(kit, *fields[3:])
    assert "with the same questions." in Page(client.get("/kits/")).text


def asked_in(kit, *fields):
    rows = KitQuestion.objects.filter(round__kit=kit).order_by("round__position", "position")
    return list(rows.values_list(*fields))


def test_what_may_not_be_asked_any_more_is_left_out_and_replaced(as_, hana, kit):
    retired = KitQuestion.objects.filter(round__key="round-1")[1].question
    Question.objects.filter(pk=retired.pk).update(state="retired")
    other = factories.QuestionFactory(competency=retired.competency)

    client = as_(hana)
    page = Page(client.get(like(kit)))
    assert f"“{retired.prompt}”: it is “Retired”." in page.text
    client.post(like(kit), sent())

    before = [pk for key, pk in asked_in(kit, "round__key", "question") if pk != retired.pk]
    now = [pk for key, pk in asked_in(copied(), "round__key", "question")]
    assert [pk for pk in now if pk != other.pk] == before
    assert other.pk in now
    said = Page(client.get("/kits/")).text
    assert "Left out of the earlier kit: “Tell me about" in said


def test_questions_can_be_chosen_anew_for_the_same_rounds(as_, hana, kit):
    asked = KitQuestion.objects.all()
    locked = asked.first()
    KitQuestion.objects.filter(pk=locked.pk).update(locked=True)
    others = [factories.QuestionFactory(competency=row.question.competency) for row in asked]
    gone = [row.question.pk for row in asked if row.pk != locked.pk]
    Question.objects.filter(pk__in=gone).update(levels="senior")

    as_(hana).post(like(kit), sent(questions="anew"))

    now = set(KitQuestion.objects.filter(round__kit=copied()).values_list("question", flat=True))
    assert locked.question_id in now
    assert not set(gone) & now
    assert {question.pk for question in others[1:]} <= now


def test_the_kit_of_a_colleague_is_taken_as_it_was_published(as_, hana, kit):
    hal = person("hal", "Hiring managers")
    KitQuestion.objects.update(minutes=7, drop_order=None)
    kit.publish(by=hana)
    prompts = set(Question.objects.values_list("pk", flat=True))
    Kit.objects.update(title="Secret plan", same_panel=True)
    kit.rounds.filter(key="round-1").delete()

    page = Page(as_(hal).get(like(kit)))
    assert "Secret" not in page.text
    as_(hal).post(like(kit), sent())

    new = copied()
    assert (new.owner, new.role, new.same_panel) == (hal, kit.role, False)
    assert new.rounds.count() == 2
    assert {pk for (pk,) in asked_in(new, "question")} == prompts
    assert {row[0] for row in asked_in(new, "minutes")} == {7}


def test_what_the_library_lost_since_is_said(as_, hana, kit):
    hal = person("hal", "Hiring managers")
    kit.publish(by=hana)
    renamed, *_others, last = Question.objects.all()
    Question.objects.filter(pk=renamed.pk).update(slug="renamed")
    competency = last.competency
    type(competency).objects.filter(pk=competency.pk).update(slug="renamed")

    page = Page(as_(hal).get(like(kit)))

    assert f"“{renamed.prompt}”: it is not in the question bank any more." in page.text
    assert f"“{competency.name}”: this competency is not in the library any more." in page.text
    assert "it asks about something else by now." in page.text


def test_a_kit_whose_role_was_renamed_leads_back_with_words(as_, hana, kit):
    hal = person("hal", "Hiring managers")
    kit.publish(by=hana)
    type(kit.role).objects.update(slug="renamed")

    response = as_(hal).get(like(kit), follow=True)

    assert response.redirect_chain[-1][0] == NEW
    assert "The role of this kit is not in the library any more." in Page(response).text


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"title": ""}, "Give the kit a title"), ({"questions": "no"}, "no is not one of")],
)
def test_a_bad_copy_explains_itself(as_, hana, kit, changes, words):
    page = Page(as_(hana).post(like(kit), sent(**changes)))

    assert words in page.text
    assert Kit.objects.count() == 1
    assert [a.get("value") for _tag, a in page.elements if a.get("name") == "key"] == ["abcde"]


@pytest.mark.parametrize("many", [1, 8])
def test_copying_takes_as_many_queries_at_any_size(as_, hana, many, django_assert_num_queries):
    kit = factories.make_kit(owner=hana, questions=many)
    kit.excluded_questions.add(*[factories.QuestionFactory() for _ in range(many)])
    client = as_(hana)

    with django_assert_num_queries(13):
        client.get(like(kit))
