"""Reading one's own scorecard once it takes nothing more."""

import pytest
from django.urls import reverse

from scorecards.models import Look, Scorecard
from tests.pages.markup import Page
from tests.scorecards.seated import filled_card, keys_of, seat_of, submitted_card


@pytest.fixture
def seat(interview, ana):
    return seat_of(interview, ana)


def read(client, seat):
    return Page(client.get(reverse("scorecards:card", args=[seat.pk])))


def candidate_page(seat):
    candidate = seat.interview.candidate
    return reverse(
        "scorecards:candidate_detail", args=[candidate.opening.reference, candidate.number]
    )


def test_it_says_all_that_was_written(as_, ana, seat):
    first, second, third = keys_of(seat)
    filled_card(seat, **{
        f"follow-up-{first}": "1,2", f"notes-{first}": "Only mine.", "notes": "All mine.",
        f"rating-{second}": "not_asked", f"evidence-{second}": "",
        f"own-follow-ups-{third}": "Why so late?",
    }).submit()  # fmt: skip

    page = read(as_(ana), seat)

    for words in (
        "Recommendation Yes", "Strengths Listens.", "Concerns Nothing noted.", "4 · Strong",
        "not asked", "Evidence Named the figures.", "What did you try first?", "Only mine.",
        "All mine.", "Why so late?", "Submitted", "Reopen",
    ):  # fmt: skip
        assert words in page.text, words
    assert page.against_the_policy() == []
    assert "data-card-left" in {name for _, a in page.elements for name in a}


def test_it_leads_to_the_others_where_that_is_allowed(as_, ana, seat):
    submitted_card(seat)
    page = read(as_(ana), seat)
    assert "you may open the others" in page.text
    assert candidate_page(seat) in page.hrefs()


def test_it_leads_to_states_only_where_another_card_is_due(as_, ana, seat, interview):
    from tests import factories

    other = factories.InterviewFactory(candidate=interview.candidate, round_key="round-2")
    factories.PanelistFactory(interview=other, user=ana, seat=1)
    submitted_card(seat)
    page = read(as_(ana), seat)
    assert "Who has submitted" in page.text
    assert "you may open the others" not in page.text


def test_an_administrator_s_look_is_told(as_, ana, root, hana, seat):
    card = submitted_card(seat)
    look = Look.objects.create(by=root, candidate=seat.interview.candidate, reason="A complaint.")
    look.scorecards.add(card)

    page = read(as_(ana), seat)

    assert "An administrator, Root Example, opened this scorecard (" in page.text
    assert "Reason: A complaint." in page.text
    assert "Somebody has opened this scorecard" in page.text


def test_once_seen_each_field_but_notes_can_be_amended(as_, ana, hana, seat):
    card = submitted_card(seat)
    Look.objects.create(by=hana, candidate=seat.interview.candidate).scorecards.add(card)

    hrefs = read(as_(ana), seat).hrefs()

    amend = reverse("scorecards:card_amend", args=[seat.pk])
    amended = {href.partition("field=")[2] for href in hrefs if href.startswith(amend)}
    private = {name for name in card.fields if name.startswith("notes")}
    assert amended == set(card.fields) - private


def test_past_cards_stay_readable_when_the_seat_ended(as_, ana, seat):
    filled_card(seat)
    seat.end("replaced")
    page = read(as_(ana), seat)
    assert "Named the figures." in page.text
    assert "You are no longer on this panel" in page.text
    assert "Reopen" not in page.text


def test_a_seat_that_ended_before_any_word_says_so(as_, ana, seat):
    seat.end("replaced")
    assert "Nothing was written on this scorecard" in read(as_(ana), seat).text
    assert not Scorecard.objects.exists()
