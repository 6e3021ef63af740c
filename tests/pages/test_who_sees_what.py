"""“What can this person see, and why”, for superusers."""

import pytest
from django.urls import reverse

from scorecards.visibility import MAY_SEE, Line, open_cards
from tests import factories
from tests.pages.markup import Page
from tests.pages.test_candidate_page import held, seat_of
from tests.scorecards.cards import submit_card

pytestmark = pytest.mark.django_db

__all__ = ["held"]


def address(interview):
    candidate = interview.candidate
    place = [candidate.opening.reference, candidate.number]
    return reverse("scorecards:who_sees_what", args=place)


def ask(client, interview, key):
    return client.get(address(interview), {"person": key})


def deciding(answer):
    """The lines that the table marks."""
    return {line for line, _sees, decides in answer.context["table"] if decides}


def test_it_names_the_line_and_what_it_rests_on(as_, root, ben, held):
    answer = ask(as_(root), held, f"user-{ben.pk}")
    text = Page(answer).text

    assert deciding(answer) == {Line.OUTSTANDING}
    assert "Round 1, member: the scorecard is not in." in text
    assert str(MAY_SEE[Line.OUTSTANDING]) in text


def test_it_offers_everybody_and_shows_the_whole_rule(as_, root, held, zoe):
    text = Page(as_(root).get(address(held))).text

    assert "Zoe Example" in text
    assert all(str(line.label) in text for line in Line)
    assert "decides" not in text.split("May see")[1]


def test_a_hiring_manager_a_superuser_and_a_stranger(as_, root, hana, zoe, held):
    client = as_(root)

    assert deciding(ask(client, held, f"user-{hana.pk}")) == {Line.WAITING}
    assert deciding(ask(client, held, f"user-{root.pk}")) == {Line.SUPERUSER}
    assert deciding(ask(client, held, f"user-{zoe.pk}")) == {Line.NOBODY}


def test_a_guest_is_asked_about_by_their_seat(as_, root, held):
    guest = factories.PanelistFactory(
        interview=held, user=None, guest_name="Gus", guest_email="gus@guest.example", seat=3
    )

    assert deciding(ask(as_(root), held, f"guest-{guest.pk}")) == {Line.GUEST}


@pytest.mark.parametrize("recommendation", ["yes", "no_decision"])
def test_what_a_card_says_is_not_told_before_it_is_opened(as_, root, ana, held, recommendation):
    submit_card(seat_of(held, ana), recommendation=recommendation)

    answer = ask(as_(root), held, f"user-{ana.pk}")

    assert deciding(answer) == {Line.PANEL, Line.FOR_GOOD}
    assert "It depends on what they wrote" in Page(answer).text


def test_once_it_is_opened_the_line_is_known(as_, root, ana, held):
    submit_card(seat_of(held, ana), recommendation="no_decision")
    open_cards(root, held.candidate, "A complaint.")

    assert deciding(ask(as_(root), held, f"user-{ana.pk}")) == {Line.FOR_GOOD}


def test_ones_own_line_is_known(as_, root, held):
    seat = factories.PanelistFactory(interview=held, user=root, seat=3)
    submit_card(seat, recommendation="no_decision")

    assert deciding(ask(as_(root), held, f"user-{root.pk}")) == {Line.FOR_GOOD}


def test_no_word_of_a_card_stands_there(as_, root, ana, held):
    submit_card(seat_of(held, ana), 5, words="ANAWROTE so.")
    open_cards(root, held.candidate, "A complaint.")

    assert "ANAWROTE" not in ask(as_(root), held, f"user-{ana.pk}").content.decode()


@pytest.mark.parametrize(
    "key", ["user-0", "user-", "guest-1", "x", "user-9999999999999999", "user-²"]
)
def test_nobody_with_that_key_is_404(as_, root, held, key):
    assert ask(as_(root), held, key).status_code == 404


@pytest.mark.parametrize("name", ["hana", "ana", "zoe", "libby"])
def test_only_superusers_come_here(as_, request, held, name):
    assert as_(request.getfixturevalue(name)).get(address(held)).status_code == 404


def test_it_needs_a_login_and_is_only_read(client, as_, root, held):
    assert client.get(address(held)).status_code == 302
    assert as_(root).post(address(held)).status_code == 405
