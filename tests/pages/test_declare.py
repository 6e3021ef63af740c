"""Before candidate data shows, staff and guests accept and answer: in words, with versions."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Declaration, Statement
from scorecards.declaring import declaration_of, may_enter, record_of
from scorecards.models import Mail
from tests import factories
from tests.pages.guests import let_in, seat_guest

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(interview, ana):
    return interview.panelists.get(user=ana)


def declare(seat):
    return reverse("scorecards:card_declare", args=[seat.pk])


def card(seat):
    return reverse("scorecards:card", args=[seat.pk])


def accept(client, seat):
    return client.post(declare(seat), {"accept": "1"})


def answer(client, seat, answer="no", words="", version="1"):
    return client.post(declare(seat), {"version": version, "has_conflict": answer, "words": words})


def text(response):
    return response.content.decode()


def test_the_scorecard_leads_there_first(as_, ana, seat, interview):
    client = as_(ana)
    assert client.get(card(seat)).url == declare(seat)
    page = text(client.get(declare(seat)))
    assert "Keep it confidential" in page
    assert interview.candidate.name not in page
    assert interview.candidate.opening.title in page


@pytest.mark.parametrize(
    "name", ["card", "card_papers", "own_scorecard", "own_guide", "card_submit", "card_save_all"]
)
def test_nothing_of_the_candidate_shows_before(as_, ana, seat, name):
    client = as_(ana)
    ask = client.post if name in ("card_submit", "card_save_all") else client.get
    url = reverse(f"scorecards:{name}", args=[seat.pk])
    assert ask(url).url == declare(seat)
    accept(client, seat)
    assert ask(url).url == declare(seat)


@pytest.mark.parametrize("name", ["card_save", "card_state"])
def test_a_script_is_told_where_to_declare(as_, ana, seat, name):
    ask = as_(ana).post if name == "card_save" else as_(ana).get
    url = reverse(f"scorecards:{name}", args=[seat.pk])
    response = ask(url, headers={"accept": "application/json"})
    assert response.status_code == 403
    assert response.json() == {"declare": declare(seat)}


def test_the_question_shows_who_it_is_about_once_confidentiality_is_accepted(
    as_, ana, seat, interview
):
    client = as_(ana)
    assert accept(client, seat).url == declare(seat)
    page = text(client.get(declare(seat)))
    assert interview.candidate.name in page
    assert Statement.objects.current("conflict").text.split(":")[0] in page


def test_no_conflict_opens_the_scorecard(as_, ana, seat, interview):
    client = as_(ana)
    accept(client, seat)
    assert answer(client, seat).url == card(seat)
    page = client.get(card(seat))
    assert page.status_code == 200
    assert interview.candidate.name in text(page)
    assert not Mail.objects.exists()


def test_a_guest_declares_in_the_same_way(client, interview):
    guest = seat_guest(interview)
    let_in(client, guest.passes.issue(guest))
    assert client.get(card(guest)).url == declare(guest)
    assert interview.candidate.name not in text(client.get(declare(guest)))
    accept(client, guest)
    assert answer(client, guest).url == card(guest)
    assert interview.candidate.name in text(client.get(card(guest)))


def test_where_names_are_hidden_the_question_names_a_number(as_, ana, seat, interview):
    opening = interview.candidate.opening
    opening.hide_names = True
    opening.save()
    client = as_(ana)
    accept(client, seat)
    page = text(client.get(declare(seat)))
    assert interview.candidate.name not in page
    assert interview.candidate.number_in_words in page
    assert "If you recognise the candidate later" in page


def test_the_versions_are_kept(as_, ana, seat, root):
    Statement.objects.add(kind="confidentiality", text="Second wording.", by=root)
    client = as_(ana)
    assert "Second wording." in text(client.get(declare(seat)))
    client.post(declare(seat), {"accept": "2"})
    answer(client, seat)
    kept = declaration_of(seat)
    assert (kept.confidentiality.number, kept.conflict.number) == (2, 1)
    assert "(version 2); no conflict of interest declared" in record_of(seat)


def test_a_text_that_changed_while_it_was_read_is_shown_again(as_, ana, seat, root):
    Statement.objects.add(kind="confidentiality", text="Second wording.", by=root)
    page = accept(as_(ana), seat)
    assert page.status_code == 422
    assert "The wording has changed" in text(page)
    assert "Second wording." in text(page)
    assert not Declaration.objects.exists()


def test_a_question_that_changed_keeps_the_answer_typed(as_, ana, seat, root):
    client = as_(ana)
    accept(client, seat)
    Statement.objects.add(kind="conflict", text="Anything at all?", by=root)
    page = text(answer(client, seat, "yes", "My cousin."))
    assert "The wording has changed" in page
    assert "Anything at all?" in page
    assert "My cousin." in page
    assert declaration_of(seat).has_conflict is None
    answer(client, seat, "yes", "My cousin.", version="2")
    assert declaration_of(seat).conflict.number == 2


def test_who_has_declared_is_not_asked_again_when_a_text_changes(as_, ana, seat, root):
    factories.DeclarationFactory(panelist=seat)
    for kind in Statement.Kind.values:
        Statement.objects.add(kind=kind, text="Second wording.", by=root)
    assert as_(ana).get(card(seat)).status_code == 200


def test_an_answer_is_wanted(as_, ana, seat):
    client = as_(ana)
    accept(client, seat)
    page = answer(client, seat, "")
    assert page.status_code == 422
    assert "Choose No or Yes." in text(page)
    assert not may_enter(seat)


def test_a_conflict_is_put_into_words(as_, ana, seat):
    client = as_(ana)
    accept(client, seat)
    page = answer(client, seat, "yes", "  ")
    assert page.status_code == 422
    assert "Say in a sentence what it is." in text(page)
    assert declaration_of(seat).has_conflict is None


def test_unprintable_words_are_refused_and_kept(as_, ana, seat):
    client = as_(ana)
    accept(client, seat)
    page = text(answer(client, seat, "yes", "My cousin\u202e."))
    assert "cannot be printed" in page
    assert "My cousin" in page


def test_pressing_twice_does_it_once(as_, ana, seat):
    client = as_(ana)
    accept(client, seat)
    assert accept(client, seat).url == declare(seat)
    answer(client, seat)
    assert client.get(declare(seat)).status_code == 200
    assert answer(client, seat, "yes", "Too late.").status_code == 200
    assert Declaration.objects.count() == 1
    assert declaration_of(seat).has_conflict is False


def test_what_was_declared_can_be_read_afterwards(as_, ana, seat):
    factories.DeclarationFactory(panelist=seat)
    page = text(as_(ana).get(declare(seat)))
    assert "no conflict of interest declared" in page
    assert Statement.objects.current("confidentiality").text[:40] in page


def test_looking_declares_nothing(as_, ana, seat):
    as_(ana).get(declare(seat), {"accept": "1"})
    assert not Declaration.objects.exists()


def test_it_is_asked_for_each_interview(as_, ana, seat, interview):
    factories.DeclarationFactory(panelist=seat)
    other = factories.PanelistFactory(
        interview=factories.InterviewFactory(candidate=interview.candidate), user=ana
    )
    assert as_(ana).get(card(other)).url == declare(other)


def test_a_seat_that_ended_declares_nothing_more(as_, ana, seat, interview):
    client = as_(ana)
    client.get(declare(seat))
    seat.end("replaced")
    page = text(accept(client, seat))
    assert "You are no longer on this panel" in page
    assert interview.candidate.name not in page
    assert not Declaration.objects.exists()


@pytest.mark.parametrize("how", ["cancelled_at", "no_show_at"])
def test_nothing_is_asked_for_an_interview_that_is_off(as_, ana, seat, interview, how):
    setattr(interview, how, timezone.now())
    interview.save()
    client = as_(ana)
    page = text(client.get(declare(seat)))
    assert "This interview is off" in page
    assert interview.candidate.name not in page
    accept(client, seat)
    assert not Declaration.objects.exists()


def test_without_any_wording_the_first_one_is_used_and_nobody_is_locked_out(as_, ana, seat):
    Statement.objects.all().delete()
    client = as_(ana)
    assert "I keep to myself" in text(client.get(declare(seat)))
    assert not Statement.objects.exists()
    accept(client, seat)
    assert answer(client, seat).url == card(seat)
    assert Statement.objects.count() == 2


def test_nobody_declares_for_somebody_else(as_, client, zoe, ben, hana, root, seat):
    for user in (zoe, ben, hana, root):
        assert as_(user).get(declare(seat)).status_code == 404
        assert accept(as_(user), seat).status_code == 404
    assert client.get(declare(seat)).status_code == 302
    assert accept(client, seat).status_code == 302
    assert not Declaration.objects.exists()
