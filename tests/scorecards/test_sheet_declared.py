"""What paper says of confidentiality, of conflicts of interest, and of who was not blind."""

import pytest
from django.utils import timezone

from scorecards.packets import packet_of, packet_of_seat
from scorecards.pdf.sheets import blank_scorecard, panel_packet
from tests import factories
from tests.scorecards.paper import (
    COPY,
    EDITION,
    Printed,
    assert_accessible,
    assert_inside,
    assert_no_overlap,
    copy_like,
    document,
)

KIT = document()
NONE = "Confidentiality accepted 23 Nov 2026 (version 1); no conflict of interest declared"
STAYS = (
    "Confidentiality accepted 23 Nov 2026 (version 12); conflict of interest declared; stays on "
    "the panel by decision of Bartholomew Featherstonehaugh-Wolverhampton, 24 Nov 2026"
)
SETTLED = "What was declared stands at the head of this page."


@pytest.fixture(scope="module")
def packet():
    copies = [
        copy_like(declared=NONE),
        copy_like(panelist="Ben Adeyemi", code="AAAA-2222", declared=STAYS, not_blind=True),
        copy_like(panelist="Cleo Brandt", code="BBBB-3333", part="observer", declared=NONE),
        copy_like(panelist="Dan Undeclared", code="CCCC-4444"),
    ]
    return Printed(panel_packet([(KIT, EDITION, each) for each in copies], "a4", "Packet"))


def test_it_is_accessible_and_nothing_is_clipped(packet):
    assert_accessible(packet.pdf)
    assert_inside(packet)
    assert_no_overlap(packet)


def test_the_record_stands_on_every_page_of_the_copy_it_is_about(packet):
    assert packet.pages_with(STAYS) == packet.pages_with("Ben Adeyemi")
    assert set(packet.pages_with(NONE)) == {
        *packet.pages_with(COPY.code),
        *packet.pages_with("Cleo Brandt"),
    }


def test_who_has_declared_is_not_asked_on_paper_again(packet):
    undeclared = set(packet.pages_with("Dan Undeclared"))
    signed = packet.pages_with("Signature")
    for page in signed:
        asks = page in undeclared
        assert (page in packet.pages_with("I have no family, financial")) is asks
        assert (page in packet.pages_with("I keep to myself")) is asks
        assert (page in packet.pages_with(SETTLED)) is not asks
        assert page in packet.pages_with("Training")
    assert len(signed) == 4


def test_who_was_not_blind_is_marked_on_every_page(packet):
    words = "Not blind: had opened other scorecards of this candidate before."
    assert packet.pages_with(words) == packet.pages_with("Ben Adeyemi")
    assert packet.pages_with("NOT BLIND") == packet.pages_with("Ben Adeyemi")


def test_a_sheet_without_a_name_asks_for_everything():
    blank = Printed(blank_scorecard(KIT, EDITION, "a4", "first"))
    assert blank.has("I keep to myself")
    assert blank.has("I have no family, financial")
    assert not blank.has(SETTLED)


@pytest.mark.django_db
def test_a_copy_says_what_its_panelist_declared(interview, ana, ben, hana):
    declared, undeclared = interview.panelists.get(user=ana), interview.panelists.get(user=ben)
    factories.DeclarationFactory(
        panelist=declared,
        has_conflict=True,
        conflict_words="A cousin.",
        decision="stays",
        decision_reason="Distant.",
        decided_at=timezone.now(),
        decided_by=hana,
    )
    copies = {
        copy.panelist: copy for _kit, _edition, copy in packet_of(interview.candidate.opening)
    }
    assert "stays on the panel by decision of Hana Example" in copies["Ana Example"].declared
    assert "cousin" not in copies["Ana Example"].declared
    assert copies["Ben Example"].declared == ""
    assert copies["Ben Example"].not_blind is False
    [(_kit, _edition, own)] = packet_of_seat(undeclared)
    assert own == copies["Ben Example"]


@pytest.mark.django_db
def test_a_copy_is_silent_while_only_confidentiality_is_accepted(interview, ana):
    seat = interview.panelists.get(user=ana)
    factories.DeclarationFactory(panelist=seat, has_conflict=None, answered_at=None, conflict=None)
    [(_kit, _edition, copy)] = packet_of_seat(seat)
    assert copy.declared == ""


@pytest.mark.django_db
def test_who_looked_before_is_not_blind_on_paper(interview, ana, hana):
    from scorecards.models import Look

    Look.objects.create(candidate=interview.candidate, by=ana)
    [(_kit, _edition, copy)] = packet_of_seat(interview.panelists.get(user=ana))
    assert copy.not_blind


@pytest.mark.django_db
def test_the_time_on_paper_is_that_of_the_interview(interview, ana):
    interview.time_zone = "Asia/Tokyo"
    interview.save()
    [(_kit, _edition, copy)] = packet_of_seat(interview.panelists.get(user=ana))
    assert copy.starts.endswith("JST")
