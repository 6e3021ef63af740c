"""Handing a scorecard in."""

import pytest
from django.urls import reverse
from django.utils import timezone

from scorecards.merging import made_one
from scorecards.models import Rating, Scorecard
from tests import factories
from tests.pages.markup import Page
from tests.scorecards.seated import (
    filled_card,
    keys_of,
    posted,
    seat_of,
    stored,
    submitted_card,
    whole,
)


@pytest.fixture
def seat(interview, ana):
    return seat_of(interview, ana)


@pytest.fixture
def submit(as_, ana, seat):
    """`submit(values, version)`: the answer to the form with these fields in it."""
    client = as_(ana)

    def send(values=None, version=0, client=client):
        url = reverse("scorecards:card_submit", args=[seat.pk])
        return client.post(url, posted(values or {}, version))

    return send


def test_a_whole_card_is_submitted_with_every_field_of_the_form(submit, seat):
    answer = submit(whole(seat))

    assert answer.status_code == 302
    assert answer.url == reverse("scorecards:card", args=[seat.pk])
    card = Scorecard.objects.get()
    assert card.is_submitted
    assert stored(card) == whole(seat)


def test_what_was_saved_already_is_enough(submit, seat):
    filled_card(seat)
    assert submit().status_code == 302
    assert Scorecard.objects.get().is_submitted


def test_pressed_twice_it_is_done_once(submit, seat):
    submit(whole(seat))
    at = Scorecard.objects.get().submitted_at

    again = submit(whole(seat))

    assert (again.status_code, again.url) == (302, reverse("scorecards:card", args=[seat.pk]))
    assert Scorecard.objects.get().submitted_at == at
    assert Rating.objects.filter(answer_version=1).count() == 3


def test_it_says_what_is_missing_with_links_and_keeps_everything(submit, seat):
    first, second, third = keys_of(seat)
    values = whole(seat) | {
        f"rating-{first}": "", f"evidence-{second}": " ", "recommendation": "",
        f"rating-{third}": "not_asked", f"evidence-{third}": "",
    }  # fmt: skip

    answer = submit(values)

    assert answer.status_code == 422
    page = Page(answer)
    for words in (
        "Not submitted yet. Everything you wrote is saved. 3 things are missing:",
        "Question 1: choose a number, or why there is none.",
        "Question 2: write the evidence for your 4.",
        "Closing: choose a recommendation.",
    ):
        assert words in page.text
    card = reverse("scorecards:card", args=[seat.pk])
    assert f"{card}?question=1#rating-{first}" in page.hrefs()
    assert f"{card}?question=2#evidence-{second}" in page.hrefs()
    assert f"{card}?question=closing#recommendation" in page.hrefs()
    ids = {attributes.get("id") for _, attributes in page.elements}
    assert {f"rating-{first}", f"evidence-{second}", "recommendation"} <= ids
    assert page.against_the_policy() == []
    assert not Scorecard.objects.get().is_submitted
    assert stored(Scorecard.objects.get())["strengths"] == "Listens."


def test_no_decision_needs_its_reason(submit, seat):
    assert submit(whole(seat, recommendation="no_decision")).status_code == 422
    assert submit({"recommendation-reason": "Time ran out."}).status_code == 302


def test_an_empty_form_makes_no_card(submit, seat):
    answer = submit({"strengths": ""})
    assert answer.status_code == 422
    assert "4 things are missing" in Page(answer).text
    assert not Scorecard.objects.exists()


def test_a_conflict_stops_it_and_shows_both_texts(submit, seat):
    card = filled_card(seat)
    card.write("strengths", "Written on the phone.", 1)

    answer = submit({"strengths": "Written in a slow tab.", "concerns": "None."}, 0)

    assert answer.status_code == 409
    page = Page(answer)
    assert "Written on the phone." in page.text
    assert "Written in a slow tab." in page.text
    assert page.against_the_policy() == []
    assert not Scorecard.objects.get().is_submitted
    fields = [(a.get("name"), a.get("value")) for _, a in page.elements]
    for field in (
        ("version-strengths", "2"),
        ("strengths", "Written in a slow tab."),
        ("strengths", "Written on the phone."),
    ):
        assert field in fields
    assert stored(Scorecard.objects.get())["concerns"] == "None."


def test_a_text_that_cannot_be_kept_is_given_back_to_be_mended(submit, seat):
    answer = submit(whole(seat) | {"concerns": "Bad\x00 letter."})

    assert answer.status_code == 422
    assert "Remove the character U+0000" in Page(answer).text
    assert "concerns" not in stored(Scorecard.objects.get())
    assert stored(Scorecard.objects.get())["strengths"] == "Listens."


def test_other_words_for_a_submitted_card_are_refused_and_shown(submit, seat):
    submitted_card(seat)

    answer = submit({"strengths": "Late words."}, 1)

    assert answer.status_code == 423
    assert "is submitted" in Page(answer).text
    assert "Late words." in Page(answer).text
    assert stored(Scorecard.objects.get())["strengths"] == "Listens."


def test_a_card_whose_seat_ended_is_not_submitted(submit, seat):
    filled_card(seat)
    seat.end("replaced")
    answer = submit()
    assert answer.status_code == 423
    assert "no longer on this panel" in Page(answer).text
    assert not Scorecard.objects.get().is_submitted


def test_a_card_of_an_archived_opening_is_not_begun(submit, seat):
    opening = seat.interview.candidate.opening
    opening.archived_at = timezone.now()
    opening.save()
    answer = submit(whole(seat))
    assert answer.status_code == 423
    assert "Named the figures." in Page(answer).text
    assert not Scorecard.objects.exists()


def test_only_its_author_submits_it(as_, submit, seat, ben, zoe, hana, client):
    filled_card(seat)
    for user in (ben, zoe, hana):
        assert submit(client=as_(user)).status_code == 404
    assert submit(client=client).status_code == 302
    assert not Scorecard.objects.get().is_submitted


def test_it_is_a_post_after_declaring(as_, ana, submit, seat):
    assert as_(ana).get(reverse("scorecards:card_submit", args=[seat.pk])).status_code == 405
    seat.declarations.all().delete()
    assert submit(whole(seat)).url == reverse("scorecards:card_declare", args=[seat.pk])
    assert not Scorecard.objects.exists()


def test_it_is_handed_in_of_a_candidate_who_became_one_with_another_meanwhile(seat):
    other = factories.CandidateFactory(opening=seat.interview.candidate.opening)
    card = filled_card(seat)
    made_one(other, seat.interview.candidate, {})

    assert card.submit()
