"""Taking a submitted scorecard back."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from scorecards.models import Look, Scorecard
from tests.pages.markup import Page
from tests.scorecards.seated import filled_card, seat_of, submitted_card


@pytest.fixture
def seat(interview, ana):
    return seat_of(interview, ana)


@pytest.fixture
def card(seat):
    return submitted_card(seat)


def reopen(client, seat):
    return client.post(reverse("scorecards:card_reopen", args=[seat.pk]), follow=True)


def look(by, candidate, *cards):
    row = Look.objects.create(by=by, candidate=candidate)
    row.scorecards.set(cards)


def test_it_is_a_draft_again(as_, ana, seat, card):
    page = Page(as_(ana).get(reverse("scorecards:card", args=[seat.pk])))
    assert "Nobody has seen your scorecard" in page.text

    page = Page(reopen(as_(ana), seat))

    assert "Submit my scorecard" in page.text
    assert not Scorecard.objects.get().is_submitted
    assert card.write("concerns", "One more.", 0).version == 1


def test_once_somebody_looked_it_stays(as_, ana, hana, seat, card):
    look(hana, seat.interview.candidate, card)

    page = Page(reopen(as_(ana), seat))

    assert "Somebody has opened this scorecard" in page.text
    assert "Reopen" not in page.text
    assert Scorecard.objects.get().is_submitted


def test_once_its_author_looked_it_stays(as_, ana, ben, seat, card):
    other = submitted_card(seat_of(seat.interview, ben))
    look(ana, seat.interview.candidate, other)

    assert "You have opened the scorecards" in Page(reopen(as_(ana), seat)).text
    assert Scorecard.objects.get(pk=card.pk).is_submitted


def test_a_card_that_is_over_stays(ana, seat, card):
    type(seat).objects.filter(pk=seat.pk).update(ended_at="2027-01-01T00:00Z", ending="recused")
    with pytest.raises(ValidationError, match="no longer on this panel"):
        card.reopen()


def test_a_draft_stays_one(as_, ana, seat):
    filled_card(seat)
    assert "Submit my scorecard" in Page(reopen(as_(ana), seat)).text


def test_where_nothing_was_written_there_is_nothing_to_reopen(as_, ana, seat):
    assert reopen(as_(ana), seat).status_code == 404


def test_only_its_author_reopens_it(as_, ben, hana, zoe, client, seat, card):
    for user in (ben, hana, zoe):
        assert reopen(as_(user), seat).status_code == 404
    url = reverse("scorecards:card_reopen", args=[seat.pk])
    assert client.post(url).status_code == 302
    assert as_(seat.user).get(url).status_code == 405
    assert Scorecard.objects.get().is_submitted
