"""Acts on an interview and on its panel."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from interviews.models import Interview, Panelist
from tests import factories
from tests.conftest import person
from tests.scorecards.cards import submit_card

pytestmark = pytest.mark.django_db

LATER = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)
GUEST = {"guest_name": "Maria Ruiz", "guest_email": "maria@client.example"}


@pytest.fixture
def begun(interview):
    interview.starts_at = timezone.now() - datetime.timedelta(hours=3)
    interview.save()
    return interview


def seat(interview, number):
    return interview.panelists.live().get(seat=number)


def refused(match):
    return pytest.raises(ValidationError, match=match)


def test_one_is_scheduled_with_its_panel_by_the_revision_of_the_opening(opening, ana):
    candidate = factories.CandidateFactory(opening=opening)

    interview = Interview.objects.schedule(
        candidate,
        "round-2",
        LATER,
        time_zone="Europe/Berlin",
        place="Room 4",
        panel=[{"user": ana, "part": "chair"}, GUEST],
    )

    interview.refresh_from_db()
    assert interview.revision == opening.revision
    assert interview.starts_there.hour == 10
    assert [str(each) for each in interview.panel] == ["Ana Example (Chair)", "Maria Ruiz (Member)"]


def test_nothing_of_it_stays_where_the_panel_is_refused(opening, ana):
    candidate = factories.CandidateFactory(opening=opening)

    with refused("sits on that panel already"):
        Interview.objects.schedule(candidate, "round-1", LATER, panel=[{"user": ana}] * 2)

    assert not Interview.objects.exists()


def test_nobody_is_scheduled_who_left_or_twice_at_one_time_or_in_no_round(opening):
    left = factories.CandidateFactory(opening=opening, withdrawn_at=timezone.now())
    candidate = factories.CandidateFactory(opening=opening)
    Interview.objects.schedule(candidate, "round-1", LATER)

    with refused("no longer in this opening"):
        Interview.objects.schedule(left, "round-1", LATER)
    with refused("another interview at that time"):
        Interview.objects.schedule(candidate, "round-2", LATER)
    opening.archive()
    with refused("opening is archived"):
        Interview.objects.schedule(candidate, "round-2", LATER + datetime.timedelta(days=2))
    opening.unarchive()
    with refused("no round with this key"):
        Interview.objects.schedule(candidate, "round-9", LATER + datetime.timedelta(days=1))


def test_it_moves_and_says_where_a_move_is_refused(interview):
    other = factories.InterviewFactory(candidate=interview.candidate, starts_at=LATER)

    with refused("another interview at that time"):
        interview.move(starts_at=LATER, time_zone="", place="")
    other.cancel()
    interview.move(starts_at=LATER, time_zone="Asia/Kolkata", place="Room 5")

    interview.refresh_from_db()
    assert (interview.starts_at, interview.time_zone, interview.place) == (
        LATER,
        "Asia/Kolkata",
        "Room 5",
    )
    with refused("was cancelled"):
        other.move(starts_at=LATER + datetime.timedelta(days=1), time_zone="", place="")


def test_a_cancelled_one_stands_no_more_and_is_not_cancelled_twice(interview):
    interview.cancel(reason="The office is closed.")

    assert not Interview.objects.standing().exists()
    interview.refresh_from_db()
    assert interview.cancel_reason == "The office is closed."
    with refused("was cancelled"):
        interview.cancel()


def test_one_that_was_held_is_neither_moved_nor_cancelled_nor_missed(begun):
    submit_card(seat(begun, 1), number=3)

    with refused("was held and cannot be moved"):
        begun.move(starts_at=LATER, time_zone="", place="")
    with refused("was held and cannot be cancelled"):
        begun.cancel()
    with refused("so it was held"):
        begun.mark_no_show()


def test_a_candidate_is_missed_only_once_it_has_begun_and_it_can_be_taken_back(interview):
    with refused("has not begun yet"):
        interview.mark_no_show()
    Interview.objects.update(starts_at=timezone.now() - datetime.timedelta(minutes=20))

    interview.mark_no_show()

    assert not Interview.objects.standing().exists()
    interview.take_back_no_show()
    assert Interview.objects.standing().exists()


def test_whoever_joins_takes_the_first_free_seat(interview, cora):
    seat(interview, 1).end("replaced")

    assert interview.add_panelist(user=cora).seat == 1
    assert interview.add_panelist(**GUEST, part="observer").seat == 3


def test_a_guest_with_the_address_of_a_colleague_is_a_colleague(interview, zoe):
    with refused("Zoe Example has an account"):
        interview.add_panelist(guest_name="Zoe", guest_email=zoe.email.upper())


def test_a_seat_ends_once_and_its_row_stays(interview):
    ben = seat(interview, 2)

    ben.end("declined", "On leave.", "Cora")

    assert interview.panelists.count() == 2
    assert [each.name for each in Interview.objects.get().panel] == ["Ana Example"]
    assert (ben.ending, ben.ending_reason, ben.proposed_replacement) == (
        "declined",
        "On leave.",
        "Cora",
    )
    with refused("left this panel already"):
        Panelist.objects.get(pk=ben.pk).end("replaced")


def test_whoever_has_submitted_stays_but_may_be_recused(begun):
    ben = seat(begun, 2)
    submit_card(ben, number=3)

    for leave in (lambda: ben.end("replaced"), lambda: ben.replace(**GUEST)):
        with refused("has submitted a scorecard and stays"):
            leave()
    assert ben.is_live
    ben.end("recused")
    assert not Panelist.objects.get(pk=ben.pk).is_live


def test_a_stand_in_takes_seat_and_part_and_the_row_says_for_whom(interview, cora):
    ana = seat(interview, 1)

    stand_in = ana.replace(user=cora)

    assert (stand_in.seat, stand_in.part, stand_in.stands_in_for) == (1, "chair", ana)
    assert Panelist.objects.get(pk=ana.pk).ending == "replaced"


def test_nobody_leaves_where_the_stand_in_is_refused(interview, ben):
    with refused("sits on that panel already"):
        seat(interview, 1).replace(user=ben)

    assert len(Interview.objects.get().panel) == 2


def test_a_seat_somebody_declined_is_filled_and_stays_declined(interview, cora):
    ana = seat(interview, 1)
    ana.end("declined", "On leave.")
    seat(interview, 2).change_part("chair")

    stand_in = ana.replace(user=cora)

    assert Panelist.objects.get(pk=ana.pk).ending == "declined"
    assert (stand_in.seat, stand_in.part) == (1, "member")
    with refused("seat is taken"):
        ana.replace(user=person("late"))


def test_a_new_chair_makes_a_member_of_the_one_before(interview):
    seat(interview, 2).change_part("chair")

    assert [each.part for each in Interview.objects.get().panel] == ["member", "chair"]


def test_a_part_is_one_of_three(interview):
    with refused("not a valid choice"):
        seat(interview, 2).change_part("boss")


def test_whoever_writes_or_should_does_not_slip_out_as_an_observer(begun, cora):
    ben, cora = seat(begun, 2), begun.add_panelist(user=cora, part="observer")

    with refused("cannot become an observer any more"):
        ben.change_part("observer")
    submit_card(cora, number=3)
    with refused("keeps the part it was written in"):
        cora.change_part("member")


def test_before_it_begins_members_and_observers_change_places(interview):
    ben = seat(interview, 2)

    ben.change_part("observer")
    ben.change_part("member")

    assert Panelist.objects.get(pk=ben.pk).part == "member"
