"""Opening the scorecards of a candidate."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Opening
from scorecards.models import Look, Rating
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page
from tests.pages.test_candidate_page import HOUR, held, page_of, seat_of
from tests.scorecards.cards import declare, submit_card

pytestmark = pytest.mark.django_db

__all__ = ["held"]


@pytest.fixture
def all_in(held, ana, ben):
    """Both cards are in: ana rated 5, ben 2. The round rates nearly all of the weight."""
    rated = held.round.rated
    for competency in held.revision.document["competencies"]:
        competency["weight"] = 100 if competency["key"] in rated else 1
    held.revision.save()
    submit_card(seat_of(held, ana), 5, words="ANAWROTE so.", recommendation="strong_yes")
    submit_card(seat_of(held, ben), 2, words="BENWROTE so.", recommendation="no")
    return held


def address(interview):
    candidate = interview.candidate
    place = [candidate.opening.reference, candidate.number]
    return reverse("scorecards:scorecards_open", args=place)


def test_opening_shows_cards_figures_and_recommendations(as_, hana, all_in):
    client = as_(hana)
    assert "WROTE" not in client.get(page_of(all_in)).content.decode()

    answer = client.post(address(all_in), follow=True)
    page = Page(answer)

    assert answer.redirect_chain[0][0] == page_of(all_in) + "#opened"
    for words in ("ANAWROTE", "BENWROTE", "Strong yes", "3.50", "99 % of the weight"):
        assert words in page.text
    assert "2 people gave numbers" in page.text
    look = Look.objects.get()
    assert (look.by, look.scorecards.count()) == (hana, 2)
    assert "You have opened all scorecards that are in" in page.text
    assert "Hana Example" in page.text.split("Who has looked")[1]
    assert not page.against_the_policy()


def test_a_panelist_sees_the_peer_beside_the_own_card(as_, ana, all_in):
    client = as_(ana)

    text = Page(client.post(address(all_in), follow=True)).text

    assert "BENWROTE" in text
    assert "Ana Example Yours" in text


def test_private_notes_never_show_not_even_ones_own(as_, ana, hana, all_in):
    Rating.objects.update(notes="PRIVATELY")
    for rating in Rating.objects.all():
        rating.scorecard.summary.notes = "PRIVATELY"
        rating.scorecard.summary.save()

    for user in (ana, hana):
        client = as_(user)
        assert "PRIVATELY" not in client.post(address(all_in), follow=True).content.decode()


def test_it_is_refused_while_the_own_card_is_outstanding(as_, ana, ben, held):
    submit_card(seat_of(held, ana), words="ANAWROTE so.")

    answer = as_(ben).post(address(held))

    assert answer.status_code == 422
    assert "Your own scorecard is not in yet" in Page(answer).text
    assert "ANAWROTE" not in answer.content.decode()
    assert not Look.objects.exists()


def test_nothing_to_open_says_so(as_, ana, held):
    submit_card(seat_of(held, ana))

    page = Page(as_(ana).get(page_of(held)))
    answer = as_(ana).post(address(held))

    assert "Nobody else has submitted a scorecard yet" in page.text
    assert not page.forms() or address(held) not in [form.get("action") for form in page.forms()]
    assert answer.status_code == 422


def test_a_card_that_came_later_is_offered_and_not_shown(as_, ana, all_in):
    client = as_(ana)
    client.post(address(all_in))
    late = factories.PanelistFactory(interview=all_in, user=person("cleo"), seat=3)
    submit_card(late, words="CLEOWROTE so.")

    before = client.get(page_of(all_in))
    assert "1 more has come in" in Page(before).text
    assert "CLEOWROTE" not in before.content.decode()

    assert "CLEOWROTE" in client.post(address(all_in), follow=True).content.decode()


def test_a_new_seat_closes_everything_again(as_, ana, all_in):
    client = as_(ana)
    client.post(address(all_in))
    later = factories.InterviewFactory(
        candidate=all_in.candidate, round_key="round-2", starts_at=timezone.now() + HOUR
    )
    declare(factories.PanelistFactory(interview=later, user=ana))

    text = Page(client.get(page_of(all_in))).text

    assert "BENWROTE" not in text
    assert "3.50" not in text


def test_totals_only_shows_the_total_and_nothing_else(as_, hana, all_in):
    Opening.objects.update(totals_only=True)
    client = as_(hana)

    text = Page(client.post(address(all_in), follow=True)).text

    assert "3.50" in text
    assert "Covers 99 % of the weight: 3 of 6 competencies have a score." in text
    for hidden in ("ANAWROTE", "Strong yes", "Recommendations", "5.00", "2.00", "rating"):
        assert hidden not in text.split("Total")[1]


def test_a_total_over_one_persons_numbers_is_withheld(as_, hana, all_in, ben):
    Opening.objects.update(totals_only=True)
    rows = Rating.objects.filter(scorecard__panelist__user=ben)
    rows.update(number=None, state="no_evidence")

    text = Page(as_(hana).post(address(all_in), follow=True)).text

    assert "There is no total" in text
    assert "Fewer than two people gave numbers" in text
    assert "5.00" not in text


def test_a_withheld_total_says_why(as_, hana, all_in):
    first = Rating.objects.first().question_key
    Rating.objects.filter(question_key=first).update(number=None, state="not_asked")

    text = Page(as_(hana).post(address(all_in), follow=True)).text

    assert "There is no total" in text
    assert "of the weight has a score; a total needs 80 %" in text
    assert "no number" in text


def test_a_superuser_gives_a_reason_that_the_page_keeps(as_, root, all_in):
    client = as_(root)
    refused = client.post(address(all_in), {"reason": " "})
    assert refused.status_code == 422
    assert "Say why you open them" in Page(refused).text
    assert "ANAWROTE" not in refused.content.decode()

    text = Page(client.post(address(all_in), {"reason": "A complaint of May."}, follow=True)).text

    assert "ANAWROTE" in text
    assert "A complaint of May." in text


def test_a_card_written_after_a_look_is_marked(as_, hana, ana, all_in):
    as_(ana).post(address(all_in))
    later = factories.InterviewFactory(
        candidate=all_in.candidate, round_key="round-2", starts_at=timezone.now() - HOUR
    )
    submit_card(factories.PanelistFactory(interview=later, user=ana))

    text = Page(as_(hana).post(address(all_in), follow=True)).text

    assert "Ana Example not blind" in text
    assert "Ben Example not blind" not in text


@pytest.mark.parametrize("name", ["zoe", "libby"])
def test_others_get_404(as_, request, all_in, name):
    assert as_(request.getfixturevalue(name)).post(address(all_in)).status_code == 404
    assert not Look.objects.exists()


def test_a_panelist_who_has_not_declared_gets_404(as_, ana, all_in):
    seat_of(all_in, ana).declarations.all().delete()

    assert as_(ana).post(address(all_in)).status_code == 404


def test_it_needs_a_login_and_a_post(as_, client, hana, all_in):
    assert client.post(address(all_in)).status_code == 302
    assert as_(hana).get(address(all_in)).status_code == 405


@pytest.mark.parametrize("many", [False, True])
def test_the_opened_page_takes_as_many_queries_for_many_cards(
    as_, hana, all_in, many, django_assert_num_queries
):
    if many:
        for number in range(3, 7):
            submit_card(factories.PanelistFactory(interview=all_in, seat=number))
    client = as_(hana)
    client.post(address(all_in))

    with django_assert_num_queries(25):
        client.get(page_of(all_in))
