"""Changing a submitted scorecard: with a reason, and what stood there stays readable."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from scorecards.models import Amendment, Look, Rating, Scorecard
from tests.pages.markup import Page
from tests.scorecards.seated import filled_card, keys_of, seat_of, stored, submitted_card


@pytest.fixture
def seat(interview, ana):
    return seat_of(interview, ana)


@pytest.fixture
def card(seat, hana):
    """Submitted, and opened by somebody."""
    card = submitted_card(seat)
    Look.objects.create(by=hana, candidate=seat.interview.candidate).scorecards.add(card)
    return card


def amend(client, seat, **data):
    return client.post(reverse("scorecards:card_amend", args=[seat.pk]), data, follow=True)


def test_old_and_new_stand_side_by_side(as_, ana, seat, card):
    name = f"rating-{keys_of(seat)[0]}"
    form = as_(ana).get(reverse("scorecards:card_amend", args=[seat.pk]), {"field": name})
    assert "Amend: Question 1, rating" in Page(form).text

    page = Page(amend(as_(ana), seat, field=name, value="2", reason="Read my notes again."))

    row = Amendment.objects.get()
    assert (row.field, row.before, row.after) == (name, "4", "2")
    assert Rating.objects.get(question_key=keys_of(seat)[0]).number == 2
    assert "As submitted 4 · Strong Amended" in page.text
    assert "2 · Partly shown Because: Read my notes again." in page.text
    assert page.against_the_policy() == []


def test_a_second_amendment_stands_beside_the_first(as_, ana, seat, card):
    for value in ("Listens well.", "Listens."):
        page = Page(amend(as_(ana), seat, field="strengths", value=value, reason="Wording."))

    assert [(row.before, row.after) for row in Amendment.objects.all()] == [
        ("Listens.", "Listens well."),
        ("Listens well.", "Listens."),
    ]
    assert page.text.count("Because: Wording.") == 2


def test_ticks_are_amended_too(as_, ana, seat, card):
    name = f"indicator-{keys_of(seat)[0]}"
    amend(as_(ana), seat, field=name, value=["2", "1"], reason="Forgot them.")
    assert stored(card)[name] == "1,2"


@pytest.mark.parametrize(
    ("name", "value", "reason", "words"),
    [
        ("strengths", "Other.", " ", "Say why you change it"),
        ("strengths", "Listens.", "None.", "what stands there already"),
        ("strengths", "Bad\x00.", "None.", "U+0000"),
        ("recommendation", "", "None.", "choose a recommendation"),
        ("recommendation", "no_decision", "None.", "say why you make no decision"),
    ],
)
def test_what_cannot_be_is_explained_and_nothing_is_lost(
    as_, ana, seat, card, name, value, reason, words
):
    answer = amend(as_(ana), seat, field=name, value=value, reason=reason)

    assert answer.status_code == 422
    page = Page(answer)
    assert "Nothing has been changed yet." in page.text
    assert words in page.text
    assert reason.strip() in page.text
    assert not Amendment.objects.exists()


def test_evidence_for_a_number_is_not_amended_away(seat, card):
    with pytest.raises(ValidationError, match="evidence for your 4"):
        card.amend(f"evidence-{keys_of(seat)[0]}", "", reason="None.")


def test_private_notes_are_no_part_of_the_record(as_, ana, seat, card):
    with pytest.raises(ValidationError, match="Private notes"):
        card.amend("notes", "Later.", reason="None.")
    assert amend(as_(ana), seat, field="notes", value="x", reason="y").status_code == 404


def test_a_draft_is_simply_changed(as_, ana, seat):
    draft = filled_card(seat)
    with pytest.raises(ValidationError, match="Until you submit"):
        draft.amend("strengths", "Other.", reason="None.")
    assert amend(as_(ana), seat, field="strengths", value="x", reason="y").status_code == 404


def test_a_card_that_is_over_is_amended_no_more(as_, ana, seat, card):
    type(seat).objects.filter(pk=seat.pk).update(ended_at="2027-01-01T00:00Z", ending="recused")
    with pytest.raises(ValidationError, match="no longer on this panel"):
        Scorecard.objects.get().amend("strengths", "Other.", reason="None.")
    assert amend(as_(ana), seat, field="strengths", value="x", reason="y").status_code == 404


def test_only_its_author_amends_it(as_, ben, hana, zoe, client, seat, card):
    for user in (ben, hana, zoe):
        assert amend(as_(user), seat, field="strengths", value="x", reason="y").status_code == 404
    url = reverse("scorecards:card_amend", args=[seat.pk])
    assert client.post(url, {"field": "strengths"}).status_code == 302
    assert not Amendment.objects.exists()
