"""Two revisions of a kit, or a revision and the draft, compared in words."""

import pytest
from django.urls import reverse

from interviews.models import Kit
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


def compare(client, kit, **query):
    return client.get(reverse("interviews:kit_compare", args=[kit.slug]), query)


def first_row(kit):
    return kit.rounds.first().kit_questions.first()


def reword(kit):
    """Other words in a question of the bank, and so in the draft."""
    question = first_row(kit).question
    question.prompt = question.prompt.replace("Tell me", "Please tell me")
    question.save()


@pytest.fixture
def changed(kit, hana, revision):
    """A kit with revision 1, and revision 2 that differs; the draft says what that says."""
    reword(kit)
    kit.rounds.filter(key="round-2").update(minutes=75)
    weighed = kit.kit_competencies.first()
    weighed.weight = 3
    weighed.save()
    kit.weights_reason = "It decides most."
    kit.save()
    Kit.objects.get(pk=kit.pk).publish(by=hana)
    return kit


def test_it_says_in_a_sentence_and_then_in_detail_what_changed(as_, hana, changed):
    page = Page(compare(as_(hana), changed, **{"from": "1", "to": "2"}))

    assert (
        "From revision 1 to revision 2 1 question reworded, “Round 2” 15 minutes longer, weights "
        "changed, reason for the weights changed." in page.text
    )
    for words in (
        "removed: Tell added: Please tell me about occasion", "from 60 minutes to 75 minutes",
        "38 % 3 parts", "It decides most.", "Reworded", "Hana Example",
    ):  # fmt: skip
        assert words in page.text, words
    assert "Moved" not in page.text
    assert page.against_the_policy() == []


def test_the_other_way_round_takes_it_back(as_, hana, changed):
    client = as_(hana)
    page = Page(compare(client, changed, **{"from": "1", "to": "2"}))
    assert "?from=2&to=1" in page.hrefs()

    text = Page(compare(client, changed, **{"from": "2", "to": "1"})).text

    assert "“Round 2” 15 minutes shorter" in text
    assert "from 75 minutes to 60 minutes" in text


def test_without_a_choice_the_newest_is_compared_with_the_draft(as_, hana, kit, revision):
    row = first_row(kit)
    prompt = row.question.prompt
    row.delete()

    text = Page(compare(as_(hana), kit)).text

    assert "From revision 1 to the draft 1 question removed." in text
    assert prompt in text


def test_without_a_choice_others_get_the_newest_two(as_, cora, changed):
    first_row(changed).delete()

    page = Page(compare(as_(cora), changed))

    assert "From revision 1 to revision 2" in page.text
    assert "draft" not in page.text


def test_with_one_chosen_it_is_compared_with_the_one_before(as_, hana, changed):
    assert "From revision 1 to revision 2" in Page(compare(as_(hana), changed, to="2")).text


def test_what_came_moved_and_was_swapped_stands_under_its_round(as_, hana, kit, revision):
    one, two = kit.rounds.all()
    gone, moved, swapped = one.kit_questions.all()
    gone.delete()
    moved.round, moved.position = two, 0
    moved.save()
    old, swapped.question = (
        swapped.question,
        factories.QuestionFactory(
            competency=swapped.question.competency, prompt="Show me how you did it?"
        ),
    )
    swapped.save()
    added = factories.KitQuestionFactory(round=two).question
    factories.give_anchors(added.competency, kit.scale)
    kit.kit_competencies.create(competency=added.competency)

    text = Page(compare(as_(hana), kit)).text

    first, second = text[text.index("Round 1 Removed") :].split("Round 2", 1)
    assert f"Removed 1. {gone.question.prompt}" in first
    assert "Swapped 1. Show me how you did it?" in first
    assert f"In the place of: {old.prompt}" in first
    assert f"“{moved.question.prompt}” moved to “" in first
    assert "Moved here from “Round 1”" in second
    assert f"Added 5. {added.prompt}" in second
    assert f"{added.competency.name} Added" in second


def test_a_kit_that_did_not_change_says_so(as_, hana, kit, revision):
    text = Page(compare(as_(hana), kit)).text

    assert "Nothing changed Revision 1 and the draft say the same, word for word." in text


def test_the_same_on_both_sides_asks_for_another(as_, hana, changed):
    text = Page(compare(as_(hana), changed, **{"from": "2", "to": "2"})).text

    assert "Both sides are revision 2 Choose another one on one side." in text


def test_one_revision_alone_is_nothing_to_compare(as_, cora, kit, revision):
    page = Page(compare(as_(cora), kit))

    assert "There is nothing to compare yet" in page.text
    assert revision.get_absolute_url() in page.hrefs()


def test_a_draft_alone_is_nothing_to_compare(as_, hana, kit):
    page = Page(compare(as_(hana), kit))

    assert "There is nothing to compare yet" in page.text
    assert kit.get_absolute_url() in page.hrefs()


def test_what_is_not_there_is_said_and_the_choice_stays_open(as_, hana, changed):
    page = Page(compare(as_(hana), changed, **{"from": "<b>9</b>", "to": "2"}))

    assert (
        "“<b>9</b>” is no revision that you may read: revision 1 stands in its place." in page.text
    )
    assert "From revision 1 to revision 2" in page.text


def test_a_draft_that_is_no_whole_kit_says_what_to_mend(as_, hana, kit, revision):
    row = first_row(kit)
    row.asker = 9
    row.save()

    page = Page(compare(as_(hana), kit))

    assert "The draft cannot be compared yet" in page.text
    assert "asked by seat 9" in page.text


def test_an_interviewer_compares_the_revisions_of_own_interviews_only(as_, ana, changed):
    first = changed.revisions.get(number=1)
    opening = factories.OpeningFactory(revision=first)
    interview = factories.InterviewFactory(candidate__opening=opening)
    factories.PanelistFactory(interview=interview, user=ana)

    page = Page(compare(as_(ana), changed, **{"from": "1", "to": "2"}))

    assert "“2” is no revision that you may read" in page.text
    assert "There is nothing to compare yet" in page.text
    assert "It decides most." not in page.text


def test_the_draft_is_for_those_who_read_drafts(as_, libby, kit, revision):
    reword(kit)
    hal = person("hal", "Hiring managers")

    assert "From revision 1 to the draft" in Page(compare(as_(libby), kit)).text
    text = Page(compare(as_(hal), kit, to="draft")).text
    assert "“draft” is no revision that you may read" in text
    assert "Please tell" not in text


def test_the_kit_leads_to_it(as_, hana, changed):
    address = reverse("interviews:kit_compare", args=[changed.slug])
    client = as_(hana)
    newest = changed.revisions.get(number=2)

    assert f"{address}?to=2" in Page(client.get(changed.get_absolute_url())).hrefs()
    hrefs = Page(client.get(newest.get_absolute_url())).hrefs()
    assert f"{address}?from=2&to=draft" in hrefs
    assert f"{address}?to=2" in hrefs
    reword(changed)
    first_row(changed).delete()
    hrefs = Page(client.get(changed.get_absolute_url())).hrefs()
    assert f"{address}?from=2&to=draft" in hrefs


def test_a_stranger_gets_404(as_, zoe, changed):
    assert compare(as_(zoe), changed).status_code == 404


def test_an_owner_who_may_do_nothing_any_more_gets_404(as_, hana, kit):
    hana.groups.clear()

    assert compare(as_(hana), kit).status_code == 404


def test_it_needs_a_login(client, changed):
    address = reverse("interviews:kit_compare", args=[changed.slug])

    assert client.get(address).url == f"{reverse('login')}?next={address}"


def test_nothing_is_posted_to_it(as_, hana, changed):
    address = reverse("interviews:kit_compare", args=[changed.slug])

    assert as_(hana).post(address).status_code == 405


@pytest.mark.parametrize("many", [1, 6])
def test_it_asks_a_fixed_number_of_queries(as_, hana, many, django_assert_num_queries):
    kit = factories.make_kit(owner=hana, rounds=1 + many, questions=5)
    for number in range(many):
        kit.weights_reason = f"Reason {number}"
        kit.save()
        kit.publish(by=hana)
    reword(kit)
    first_row(kit).delete()
    client = as_(hana)

    with django_assert_num_queries(18):
        compare(client, kit)
