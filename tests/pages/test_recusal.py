"""The hiring manager decides on a conflict of interest: the person leaves the panel, or stays."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Declaration
from scorecards.declaring import declaration_of, may_enter, record_of
from scorecards.models import Mail, Scorecard
from tests import factories
from tests.conftest import person
from tests.pages.guests import let_in, seat_guest

pytestmark = pytest.mark.django_db
WORDS = "We shared a flat for three years."
REASON = "It ended twenty years ago."


def conflict(seat, **changes):
    return factories.DeclarationFactory(
        panelist=seat, has_conflict=True, conflict_words=WORDS, **changes
    )


@pytest.fixture
def seat(interview, ana):
    seat = interview.panelists.get(user=ana)
    conflict(seat)
    return seat


def url(seat):
    return reverse("scorecards:recusal_decide", args=[seat.pk])


def decide(client, seat, decision="stays", reason=REASON, **kwargs):
    return client.post(url(seat), {"decision": decision, "reason": reason}, **kwargs)


def test_the_page_shows_the_words_and_asks(as_, hana, seat):
    page = as_(hana).get(url(seat)).content.decode()
    assert WORDS in page
    assert "Leaves the panel" in page
    assert "Stays on the panel" in page


def test_who_stays_gets_the_scorecard_back(as_, hana, ana, seat):
    response = decide(as_(hana), seat)
    assert response.url == reverse("scorecards:interview_detail", args=[seat.interview_id])
    assert as_(ana).get(reverse("scorecards:card", args=[seat.pk])).status_code == 200


def test_the_record_says_so(as_, hana, ana, seat):
    decide(as_(hana), seat)
    record = record_of(seat)
    assert "conflict of interest declared; stays on the panel by decision of Hana Example" in record
    page = as_(ana).get(reverse("scorecards:card_declare", args=[seat.pk])).content.decode()
    assert record in page
    assert REASON in page


def test_who_stays_is_told_by_a_letter_without_the_details(as_, hana, seat):
    decide(as_(hana), seat)
    letter = Mail.objects.get()
    assert letter.to == "ana@company.example"
    assert reverse("scorecards:card", args=[seat.pk]) in letter.body
    for secret in (WORDS, REASON, seat.interview.candidate.name):
        assert secret not in letter.body + letter.subject


def test_who_leaves_is_off_the_panel(as_, hana, ana, seat):
    decide(as_(hana), seat, "recused")
    seat.refresh_from_db()
    assert seat.ending == "recused"
    assert seat.ending_reason == ""  # coordinators read it
    page = as_(ana).get(reverse("scorecards:card", args=[seat.pk]), follow=True)
    assert "You are no longer on this panel" in page.content.decode()
    assert seat.interview.candidate.name not in page.content.decode()


def test_who_had_been_invited_and_leaves_gets_a_cancellation(as_, hana, seat):
    from scorecards.letters.invitations import tell_panel

    tell_panel(seat.interview)
    decide(as_(hana), seat, "recused")
    letter = Mail.objects.filter(to="ana@company.example").latest("pk")
    assert letter.method == "CANCEL"


def test_who_leaves_after_writing_may_still_read_it(as_, hana, ana, interview):
    seat = interview.panelists.get(user=ana)
    factories.DeclarationFactory(panelist=seat)
    Scorecard.objects.create(panelist=seat)
    conflict(seat)
    assert not may_enter(seat)
    decide(as_(hana), seat, "recused")
    seat.refresh_from_db()
    assert may_enter(seat)


def test_a_guest_who_stays_gets_the_own_link_and_who_leaves_is_out(as_, hana, client, interview):
    guest = seat_guest(interview)
    conflict(guest)
    let_in(client, guest.passes.issue(guest))
    decide(as_(hana), guest)
    assert "/guest/" in Mail.objects.filter(to=guest.email).latest("pk").body
    card = reverse("scorecards:card", args=[guest.pk])
    assert client.get(card).status_code == 200

    conflict(guest)
    decide(as_(hana), guest, "recused")
    assert client.get(card).status_code == 404


@pytest.mark.parametrize("missing", ["decision", "reason"])
def test_a_decision_wants_a_reason_and_keeps_what_was_typed(as_, hana, seat, missing):
    data = {"decision": "recused", "reason": REASON, missing: ""}
    response = decide(as_(hana), seat, **data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose one of the two." in page or "Give the reason in a sentence." in page
    assert REASON in page or "checked" in page
    assert declaration_of(seat).is_undecided


def test_it_is_decided_once(as_, hana, seat):
    decide(as_(hana), seat)
    response = decide(as_(hana), seat, "recused", "Second thoughts.")
    assert "Somebody has decided on this conflict already." in response.content.decode()
    assert declaration_of(seat).decision == "stays"
    seat.refresh_from_db()
    assert seat.is_live


def test_a_decided_one_can_be_read(as_, hana, seat):
    decide(as_(hana), seat)
    page = as_(hana).get(url(seat)).content.decode()
    assert REASON in page
    assert 'name="decision"' not in page


def test_a_seat_that_ended_meanwhile_needs_no_decision(as_, hana, seat):
    seat.end("declined")
    page = as_(hana).get(url(seat)).content.decode()
    assert "nothing to decide" in page
    response = decide(as_(hana), seat)
    assert "This seat on the panel has ended" in response.content.decode()
    assert declaration_of(seat).is_undecided


def test_the_person_concerned_does_not_decide(as_, hana, interview):
    own = factories.PanelistFactory(interview=interview, user=hana, seat=3)
    conflict(own)
    response = decide(as_(hana), own, follow=True)
    assert "Somebody else decides on your own conflict" in response.content.decode()
    assert declaration_of(own).is_undecided
    with pytest.raises(Exception, match="Nobody decides on a conflict of their own"):
        declaration_of(own).decide(by=hana, decision="stays", reason=REASON)


def test_a_fellow_manager_and_a_superuser_may_decide(as_, root, interview, seat, ben):
    henk = person("henk", "Hiring managers")
    interview.candidate.opening.members.add(henk)
    assert decide(as_(henk), seat).status_code == 302
    other = interview.panelists.get(user=ben)
    conflict(other)
    assert decide(as_(root), other).status_code == 302


def test_nobody_else_reads_or_decides(as_, client, zoe, ana, ben, cora, opening, seat):
    opening.members.add(cora)
    for user in (zoe, ana, ben, cora):
        assert as_(user).get(url(seat)).status_code == 404
        assert decide(as_(user), seat).status_code == 404
    assert client.get(url(seat)).status_code == 302
    assert declaration_of(seat).is_undecided


def test_where_nothing_was_declared_there_is_nothing_to_decide(as_, hana, ben, interview):
    assert as_(hana).get(url(interview.panelists.get(user=ben))).status_code == 404


def test_only_the_last_of_several_is_decided(as_, hana, interview, ben, root):
    seat = interview.panelists.get(user=ben)
    first = conflict(
        seat, decision="stays", decision_reason="Fine.", decided_at=timezone.now(), decided_by=root
    )
    last = conflict(seat)
    page = as_(hana).get(url(seat)).content.decode()
    assert "Fine." in page
    decide(as_(hana), seat, "recused")
    first.refresh_from_db()
    last.refresh_from_db()
    assert (first.decision, last.decision) == ("stays", "recused")


@pytest.mark.parametrize("earlier", [0, 5])
def test_the_page_costs_the_same_queries_however_long_the_story(
    as_, hana, seat, earlier, root, django_assert_num_queries
):
    Declaration.objects.all().delete()
    for _ in range(earlier):
        conflict(
            seat, decision="stays", decision_reason="-", decided_at=timezone.now(), decided_by=root
        )
    conflict(seat)
    client = as_(hana)
    with django_assert_num_queries(6):
        client.get(url(seat))
