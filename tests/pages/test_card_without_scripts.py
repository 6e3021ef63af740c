"""Filling in a scorecard in a browser without scripts: the whole page is one form."""

import pytest
from django.urls import reverse

from scorecards.models import Preference, Scorecard
from tests.pages.markup import Page
from tests.scorecards.seated import filled_card, keys_of, posted, seat_of, stored, submitted_card


@pytest.fixture
def seat(interview, ana):
    return seat_of(interview, ana)


@pytest.fixture
def save(as_, ana, seat):
    client = as_(ana)

    def send(values, version=0, *, client=client, **more):
        url = reverse("scorecards:card_save_all", args=[seat.pk])
        return client.post(url, posted(values, version) | more)

    return send


def test_turning_the_page_saves_it(save, seat):
    key = keys_of(seat)[0]
    values = {f"evidence-{key}": "Said so.", f"rating-{key}": "2", f"follow-up-{key}": "1,2"}

    answer = save(values, go="2")

    assert answer.url == reverse("scorecards:card", args=[seat.pk]) + "?question=2"
    assert stored(Scorecard.objects.get()) == values


def test_with_all_on_one_page_a_step_leads_down_the_page(save, ana, seat):
    Preference.objects.create(user=ana, shows_all_questions=True)
    answer = save({}, go="2")
    assert answer.url == reverse("scorecards:card", args=[seat.pk]) + "#part-2"


def test_a_box_that_is_no_longer_ticked_is_empty(save, seat):
    name = f"red-flag-{keys_of(seat)[0]}"
    save({name: "1"})
    save({}, **{f"version-{name}": "1"})
    assert stored(Scorecard.objects.get()) == {}


def test_an_empty_page_makes_no_card(save):
    assert save({"strengths": "", "concerns": ""}).status_code == 302
    assert not Scorecard.objects.exists()


def test_a_conflict_shows_both_texts_and_the_rest_is_saved(save, seat):
    save({"strengths": "From the phone."})

    answer = save({"strengths": "From the laptop.\r\nLonger.", "concerns": "None."})

    assert answer.status_code == 409
    page = Page(answer)
    assert "One field is not saved yet" in page.text
    assert "What you typed here From the laptop. Longer." in page.text
    assert "What is saved From the phone." in page.text
    assert stored(Scorecard.objects.get()) == {"strengths": "From the phone.", "concerns": "None."}
    assert page.against_the_policy() == []


@pytest.mark.parametrize("chosen", ["From the laptop.", "From the phone."])
def test_the_person_chooses(save, chosen):
    save({"strengths": "From the phone."})
    save({"strengths": "From the laptop."})
    assert save({"strengths": chosen}, 1, choosing="1").status_code == 302
    assert stored(Scorecard.objects.get()) == {"strengths": chosen}


def test_who_chooses_nothing_changes_nothing(save, seat):
    name = f"rating-{keys_of(seat)[0]}"
    save({name: "4"})
    assert save({}, choosing="1", **{f"version-{name}": "1"}).status_code == 302
    assert stored(Scorecard.objects.get()) == {name: "4"}


def test_a_text_that_cannot_be_kept_is_given_back(save):
    answer = save({"strengths": "Bad\x00 letter.", "concerns": "Good."})
    assert answer.status_code == 422
    assert "Remove the character U+0000" in Page(answer).text
    assert "letter." in answer.content.decode()
    assert stored(Scorecard.objects.get()) == {"concerns": "Good."}


def test_a_card_that_is_in_refuses_and_shows_what_was_typed(save, seat):
    submitted_card(seat)
    answer = save({"concerns": "Late words."})
    assert answer.status_code == 423
    assert "Late words." in Page(answer).text
    assert "concerns" not in stored(Scorecard.objects.get())


def test_a_form_of_things_as_they_are_is_fine_on_a_card_that_is_in(save, seat):
    submitted_card(seat)
    assert save({"strengths": "Listens."}).status_code == 302


def test_versions_that_are_no_numbers_are_left_alone(save):
    assert save({"strengths": "x"}, "x").status_code == 302
    assert save({"strengths": "x"}, "9" * 30).status_code == 302
    assert not Scorecard.objects.exists()


def test_only_its_author_saves_it(as_, save, seat, ben, hana, zoe, client):
    filled_card(seat)
    for user in (ben, hana, zoe):
        assert save({"strengths": "Theirs."}, 1, client=as_(user)).status_code == 404
    assert save({"strengths": "Theirs."}, 1, client=client).status_code == 403
    url = reverse("scorecards:card_save_all", args=[seat.pk])
    assert as_(seat.user).get(url).status_code == 405
    assert stored(Scorecard.objects.get())["strengths"] == "Listens."


def test_what_is_sent_after_the_login_expired_is_given_back(save, seat, client):
    key = keys_of(seat)[0]
    values = {
        f"evidence-{key}": "Named\nthe figures.",
        f"rating-{key}": "no_evidence",
        "notes": "<b>",
    }
    answer = save(values, client=client)
    page = Page(answer)
    assert answer.status_code == 403
    assert "Named\nthe figures." in answer.content.decode()
    assert "no evidence" in page.text
    assert "<b>" in page.text
    login = reverse("login") + "?next=" + reverse("scorecards:card", args=[seat.pk])
    assert login in [a.get("href") for _, a in page.elements]
    assert not Scorecard.objects.exists()


def test_where_nothing_was_typed_one_signs_in_as_everywhere(save, client):
    assert save({"strengths": ""}, client=client).url.startswith(reverse("login"))
