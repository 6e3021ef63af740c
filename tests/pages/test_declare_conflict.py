"""A conflict of interest, declared at once or noticed later: the scorecard waits, and who decides
gets a letter without the details."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Declaration
from scorecards.declaring import deciders_of, declaration_of, may_enter, record_of
from scorecards.models import Mail, Scorecard
from tests import factories
from tests.conftest import person
from tests.pages.guests import let_in, seat_guest

pytestmark = pytest.mark.django_db
WORDS = "We shared a flat for three years."


@pytest.fixture
def seat(interview, ana):
    seat = interview.panelists.get(user=ana)
    factories.DeclarationFactory(panelist=seat)
    return seat


def page(name, seat):
    return reverse(f"scorecards:{name}", args=[seat.pk])


def notice(client, seat, words=WORDS, **kwargs):
    return client.post(page("card_declare_conflict", seat), {"words": words}, **kwargs)


def test_answering_yes_makes_the_scorecard_wait(as_, ben, interview):
    seat = interview.panelists.get(user=ben)
    client = as_(ben)
    client.post(page("card_declare", seat), {"accept": "1"})
    response = client.post(
        page("card_declare", seat), {"version": "1", "has_conflict": "yes", "words": WORDS}
    )
    assert response.url == page("card_declare", seat)
    assert client.get(page("card", seat)).url == page("card_declare", seat)
    waiting = client.get(page("card_declare", seat)).content.decode()
    assert "Your scorecard waits for a decision" in waiting
    assert "Hana Example" in waiting
    assert interview.candidate.name not in waiting


def test_one_noticed_later_makes_it_wait_again(as_, ana, seat):
    assert may_enter(seat)
    assert notice(as_(ana), seat).url == page("card_declare", seat)
    assert as_(ana).get(page("card", seat)).url == page("card_declare", seat)
    assert "conflict of interest declared; not decided yet" in record_of(seat)


def test_the_declaration_before_stays_on_record(as_, ana, seat):
    first = declaration_of(seat)
    notice(as_(ana), seat)
    first.refresh_from_db()
    last = declaration_of(seat)
    assert first.has_conflict is False
    assert (last.has_conflict, last.conflict_words) == (True, WORDS)
    assert (last.accepted_at, last.confidentiality) == (first.accepted_at, first.confidentiality)


def test_the_hiring_manager_gets_a_letter_that_tells_no_details(as_, ana, seat, interview):
    notice(as_(ana), seat)
    letter = Mail.objects.get()
    assert letter.to == "hana@company.example"
    assert page("recusal_decide", seat) in letter.body
    assert "Ana Example" in letter.body
    assert WORDS not in letter.body + letter.subject
    assert interview.candidate.name not in letter.body + letter.subject


def test_it_wants_words(as_, ana, seat):
    response = notice(as_(ana), seat, " ")
    assert response.status_code == 422
    assert "Say in a sentence what it is." in response.content.decode()
    assert Declaration.objects.count() == 1
    assert not Mail.objects.exists()


def test_a_second_one_while_the_first_waits_is_refused_in_words(as_, ana, seat):
    notice(as_(ana), seat)
    response = notice(as_(ana), seat, "And more.", follow=True)
    assert "Your last answer still waits for a decision." in response.content.decode()
    assert Declaration.objects.count() == 2
    assert Mail.objects.count() == 1


def test_before_the_question_was_answered_there_is_nothing_to_add(as_, ben, interview):
    seat = interview.panelists.get(user=ben)
    response = notice(as_(ben), seat, follow=True)
    assert "Answer the question about conflicts of interest first." in response.content.decode()
    assert not Declaration.objects.filter(panelist=seat).exists()


def test_once_the_card_is_in_it_is_too_late(as_, ana, seat):
    Scorecard.objects.create(panelist=seat, submitted_at=timezone.now())
    response = notice(as_(ana), seat, follow=True)
    assert "Your scorecard is in." in response.content.decode()
    assert declaration_of(seat).has_conflict is False


def test_a_guest_declares_one_too(client, interview):
    guest = seat_guest(interview)
    factories.DeclarationFactory(panelist=guest)
    let_in(client, guest.passes.issue(guest))
    notice(client, guest)
    assert client.get(page("card", guest)).url == page("card_declare", guest)
    assert Mail.objects.filter(to="hana@company.example").count() == 1


def test_the_hiring_managers_own_conflict_goes_to_a_fellow_manager(as_, interview, hana, cora):
    opening = interview.candidate.opening
    opening.members.add(person("henk", "Hiring managers"), cora)
    own = factories.PanelistFactory(interview=interview, user=hana, seat=3)
    factories.DeclarationFactory(panelist=own)
    notice(as_(hana), own)
    assert [letter.to for letter in Mail.objects.all()] == ["henk@company.example"]
    waiting = as_(hana).get(page("card_declare", own)).content.decode()
    assert "Henk Example" in waiting
    assert "Nobody decides on a conflict of their own." in waiting


def test_where_there_is_no_fellow_manager_it_goes_to_the_superusers(interview, hana, root):
    own = factories.PanelistFactory(interview=interview, user=hana, seat=3)
    assert deciders_of(own) == [root]


def test_somebody_who_left_the_company_decides_nothing(interview, ana, hana, root):
    hana.is_active = False
    hana.save()
    assert deciders_of(interview.panelists.get(user=ana)) == [root]


def test_nobody_declares_a_conflict_for_somebody_else(as_, client, zoe, ben, hana, seat):
    for user in (zoe, ben, hana):
        assert notice(as_(user), seat).status_code == 404
    assert notice(client, seat).status_code == 302
    assert Declaration.objects.count() == 1


def test_it_is_a_post(as_, ana, seat):
    assert as_(ana).get(page("card_declare_conflict", seat)).status_code == 405
