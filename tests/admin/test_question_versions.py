"""The wordings of a question, and in which published revisions each was asked."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from interviews.models import KitRevision
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


def versions(question):
    return reverse("admin:interviews_question_versions", args=[question.pk])


def wordings(response):
    """The text of each wording on the page, by its heading."""
    parts = re.split(r"<h2[^>]*>", response.content.decode())[1:]
    texts = [" ".join(re.sub(r"<[^>]+>", " ", part).split()) for part in parts]
    return {" ".join(text.split()[:2]): text for text in texts}


@pytest.fixture
def question(kit):
    return kit.rounds.first().kit_questions.first().question


def reword(question, prompt, by):
    question._history_user = by
    question.prompt = prompt
    question.save()


def test_each_wording_tells_the_revisions_that_asked_it(as_, libby, hana, kit, question):
    first = question.prompt
    one = kit.publish(by=hana)
    reword(question, "What was it that you did?", libby)
    two = kit.publish(by=hana)
    reword(question, "What did you do?", libby)

    response = as_(libby).get(versions(question))
    found = wordings(response)
    page = Page(response)

    assert list(found) == ["Wording 3", "Wording 2", "Wording 1"]
    assert "No published kit asks it in these words." in found["Wording 3"]
    assert f"{kit.title}, revision 2 , Round 1, published" in found["Wording 2"]
    assert "What was it that you did?" in found["Wording 2"]
    assert f"{kit.title}, revision 1 , Round 1, published" in found["Wording 1"]
    assert first in found["Wording 1"]
    assert {one.get_absolute_url(), two.get_absolute_url()} <= set(page.hrefs())
    assert page.against_the_policy() == []


@pytest.mark.parametrize("field", ["follow_ups", "positive_indicators", "red_flags", "materials"])
def test_a_wording_is_more_than_the_prompt(as_, libby, hana, kit, question, field):
    setattr(question, field, "Another line")
    question.save()
    kit.publish(by=hana)

    found = wordings(as_(libby).get(versions(question)))

    assert f"New against the wording before: {field.replace('_', ' ')}" in found[
        "Wording 2"
    ].replace("-", " ")
    assert "revision 1" in found["Wording 2"]
    assert "No published kit" in found["Wording 1"]


def test_what_is_no_wording_makes_no_new_one(as_, libby, kit, question):
    question.minutes, question.source = 12, "A book"
    question.save()

    assert list(wordings(as_(libby).get(versions(question)))) == ["Wording 1"]


def test_a_wording_that_came_back_has_what_was_published_while_it_stood(
    as_, libby, hana, kit, question
):
    first = question.prompt
    kit.publish(by=hana)
    reword(question, "What did you do?", libby)
    reword(question, first, libby)
    kit.rounds.update(purpose="Changed, so that it can be published.")
    kit.publish(by=hana)

    found = wordings(as_(libby).get(versions(question)))

    assert "revision 2" in found["Wording 3"]
    assert "revision 1" in found["Wording 1"]


def test_a_question_that_got_another_slug_is_still_found(as_, libby, hana, kit, question):
    kit.publish(by=hana)
    question.slug = "renamed"
    question.save()

    assert "revision 1" in wordings(as_(libby).get(versions(question)))["Wording 1"]


def test_words_that_no_kept_version_has_are_named_as_such(as_, libby, hana, kit, question):
    revision = kit.publish(by=hana)
    document = revision.document
    document["rounds"][0]["questions"][0]["prompt"] = "Asked before the history began?"
    KitRevision.objects.filter(pk=revision.pk).update(document=document)

    found = wordings(as_(libby).get(versions(question)))

    assert "No published kit" in found["Wording 1"]
    assert "Asked before the history began?" in found["Asked in"]
    assert "revision 1" in found["Asked in"]


def test_whoever_may_not_see_kits_sees_no_title_of_one(as_, hana, kit, question):
    revision = kit.publish(by=hana)

    page = Page(as_(staff("olga", "view_question")).get(versions(question)))

    assert "1 more revision asks it, of a kit that you may not see." in page.text
    assert kit.title not in page.text
    assert revision.get_absolute_url() not in page.hrefs()


def test_many_wordings_have_pages(as_, libby, question):
    for number in range(25):
        reword(question, f"What did you do, {number}?", libby)

    first = as_(libby).get(versions(question))
    second = as_(libby).get(versions(question), {"p": 2})

    assert len(wordings(first)) == 20
    assert list(wordings(second))[-1] == "Wording 1"
    assert "as it stands" not in Page(second).text


def test_the_number_of_queries_is_fixed(as_, libby, hana, kit, django_assert_num_queries, question):
    client = as_(libby)
    kit.publish(by=hana)
    reword(question, "What did you do?", libby)
    client.get(versions(question))
    with django_assert_num_queries(10):
        client.get(versions(question))
    for number in range(6):
        reword(question, f"What did you do, {number}?", libby)
        kit.publish(by=hana)

    with django_assert_num_queries(10):
        page = Page(client.get(versions(question)))

    assert "revision 7" in page.text


def test_whoever_may_not_see_questions_is_refused(as_, question):
    assert as_(staff("olga", "view_role")).get(versions(question)).status_code == 403


def test_strangers_and_interviewers_are_sent_to_sign_in(as_, client, zoe, ana, question):
    for visitor in (client, as_(zoe), as_(ana)):
        assert "/login/" in visitor.get(versions(question))["Location"]


def test_what_is_not_there_is_not_found(as_, libby):
    address = reverse("admin:interviews_question_versions", args=[99999])

    assert as_(libby).get(address).status_code == 404


def test_it_is_only_read(as_, libby, question):
    assert as_(libby).post(versions(question)).status_code == 405


def brief(question):
    text = render_to_string("admin/interviews/question/_versions.html", {"original": question})
    return " ".join(re.sub(r"<[^>]+>", "", text).split())


def test_the_summary_tells_versions_and_where_it_is_asked(hana, libby, kit, question):
    kit.publish(by=hana)
    reword(question, "What did you do?", libby)
    kit.publish(by=hana)

    text = brief(question)

    assert "2 versions, the newest of" in text
    assert "by Libby Example." in text
    assert "Asked in 2 published revisions of 1 kit." in text


def test_the_summary_of_a_new_question_tells_that_nobody_asks_it(question):
    assert "1 version, the newest of" in brief(question)
    assert "No published kit asks it yet." in brief(question)
