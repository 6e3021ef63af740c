"""Publishing freezes a kit: once, whole, and against everything that comes later."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from interviews.models import Anchor, Kit, KitRevision, Question
from tests import factories

pytestmark = pytest.mark.django_db


def fresh(kit):
    return Kit.objects.with_content().get(pk=kit.pk)


def test_it_writes_the_next_revision(kit, hana):
    revision = kit.publish(by=hana)

    assert (revision.number, revision.published_by) == (1, hana)
    assert revision.as_document() == fresh(kit).as_document()
    assert revision.digest == revision.as_document().digest
    assert revision.short_digest == revision.digest[:8]


def test_later_edits_of_the_library_do_not_touch_it(kit, hana):
    revision = kit.publish(by=hana)
    before = revision.as_document()
    Question.objects.update(prompt="Something else?")
    Anchor.objects.update(text="Something else.")

    assert KitRevision.objects.get().as_document() == before
    assert fresh(kit).as_document() != before
    assert kit.publish(by=hana).number == 2


def test_the_same_again_is_refused(kit, hana):
    kit.publish(by=hana)

    with pytest.raises(ValidationError, match="Nothing has changed since revision 1"):
        kit.publish(by=hana)


def test_a_round_that_is_too_long_is_refused_with_the_minutes(kit, hana):
    kit.rounds.filter(key="round-1").update(minutes=15)

    with pytest.raises(ValidationError, match="“Round 1” is 8 minutes too long for its slot"):
        kit.publish(by=hana)
    assert not KitRevision.objects.exists()


def test_everything_in_the_way_is_listed(hana):
    kit = factories.KitFactory(owner=hana)
    factories.RoundFactory(kit=kit, name="Screen")

    with pytest.raises(ValidationError) as refusal:
        kit.publish(by=hana)

    assert refusal.value.messages == [
        "The kit rates no competency: add those that the role asks for.",
        "“Screen” has no questions: add some, or remove it.",
    ]


def test_a_competency_needs_anchors(kit, hana):
    Anchor.objects.filter(competency=kit.kit_competencies.first().competency).delete()

    with pytest.raises(ValidationError, match="has no anchors on this scale"):
        kit.publish(by=hana)


def test_a_half_written_rubric_is_refused_in_words(kit, hana):
    Anchor.objects.filter(point__value=2).delete()

    with pytest.raises(
        ValidationError, match="has anchors for 1, 3, 4, 5, but the scale has 1, 2, 3, 4, 5"
    ):
        kit.publish(by=hana)


def test_a_question_in_two_rounds_is_refused(kit, hana):
    first, second = kit.rounds.all()
    first.kit_questions.create(question=second.kit_questions.first().question)

    with pytest.raises(ValidationError, match="stands twice"):
        kit.publish(by=hana)


def test_unequal_weights_need_a_reason(kit, hana):
    kit.kit_competencies.filter(pk=kit.kit_competencies.first().pk).update(weight=3)

    with pytest.raises(ValidationError, match="write down the reason"):
        kit.publish(by=hana)
    Kit.objects.update(weights_reason="Our own job analysis of this year.")
    assert kit.publish(by=hana).number == 1


def test_the_levels_anchor_goes_before_the_general_one(kit):
    competency = kit.kit_competencies.first().competency
    factories.give_anchors(competency, kit.scale, level="mid")
    factories.give_anchors(competency, kit.scale, level="director")

    anchors = fresh(kit).as_document().competency(competency.slug).anchors

    assert [anchor.value for anchor in anchors] == [1, 2, 3, 4, 5]
    assert all(" mid " in anchor.text for anchor in anchors)


def test_the_button_publishes(as_, kit, hana):
    url = reverse("interviews:kit_publish", args=[kit.slug])
    response = as_(hana).post(url, {"seen": fresh(kit).as_document().digest}, follow=True)

    assert response.redirect_chain == [
        (reverse("interviews:revision_detail", args=[kit.slug, 1]), 302)
    ]
    assert "Published as revision 1." in response.text


def test_the_button_says_what_is_in_the_way(as_, kit, hana):
    kit.rounds.filter(key="round-1").update(minutes=15)

    response = as_(hana).post(reverse("interviews:kit_publish", args=[kit.slug]), follow=True)

    assert "8 minutes too long" in response.text
    assert not KitRevision.objects.exists()


def test_get_publishes_nothing(as_, kit, hana):
    assert as_(hana).get(reverse("interviews:kit_publish", args=[kit.slug])).status_code == 200
    assert not KitRevision.objects.exists()


def test_only_the_owner_publishes(as_, client, kit, libby, ana, zoe):
    url = reverse("interviews:kit_publish", args=[kit.slug])
    other = factories.UserFactory(username="hal")

    for person in (libby, ana, zoe, other):
        assert as_(person).post(url).status_code == 404
    assert client.post(url).status_code == 302
    assert not KitRevision.objects.exists()


def test_the_file_holds_document_number_and_digest(as_, kit, revision, hana):
    response = as_(hana).get(reverse("interviews:revision_json", args=[kit.slug, 1]))

    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="{kit.slug}-revision-1.json"'
    )
    data = response.json()
    assert (data["number"], data["digest"]) == (1, revision.digest)
    assert data["document"] == revision.as_document().as_data()
