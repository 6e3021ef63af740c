"""Panels are told by e-mail what they need to know, once, and nothing about a candidate's name."""

import datetime

import pytest
import vobject
from django.utils import timezone

from interviews.models import Interview
from scorecards.letters.invitations import invite_again, tell_panel
from scorecards.models import Mail
from tests.factories import GuestFactory, PanelistFactory, UserFactory

pytestmark = pytest.mark.django_db


class Post:
    """`post.since()`: letters written since the last call, as (name, method)."""

    def __init__(self):
        self.seen = 0

    def since(self, interview):
        tell_panel(interview)
        new = list(Mail.objects.filter(pk__gt=self.seen))
        self.seen = max([self.seen, *(mail.pk for mail in new)])
        return [(mail.to.partition("@")[0], mail.method) for mail in new]


@pytest.fixture
def post():
    return Post()


def entry(mail):
    return vobject.readOne(mail.calendar).vevent


def letters_to(name):
    return list(Mail.objects.filter(to__startswith=f"{name}@"))


def test_everybody_on_the_panel_is_invited_once(interview, post):
    assert post.since(interview) == [("ana", "REQUEST"), ("ben", "REQUEST")]
    assert post.since(interview) == []


def test_the_letter_says_when_where_with_whom_and_what_to_do(interview, settings):
    settings.SITE_URL = "https://evenhand.example.org"
    interview.time_zone = "Asia/Tokyo"
    interview.starts_at = datetime.datetime(2027, 3, 5, 1, 30, tzinfo=datetime.UTC)
    interview.save()

    tell_panel(interview)

    letter = letters_to("ana")[0]
    seat = interview.panelists.get(user__username="ana")
    assert letter.subject.startswith("Interview: Candidate ")
    assert "Friday 5 March 2027, 10:30 to 11:30 (Asia/Tokyo)" in letter.body
    assert "Where: Room 4" in letter.body
    assert "With: Ben Example (Member)" in letter.body
    assert "Hana Example asks you" in letter.body
    assert f"https://evenhand.example.org/scorecards/{seat.pk}/\n" in letter.body
    assert "Decline this interview" in letter.body


def test_neither_the_name_of_the_candidate_nor_the_adjustments_are_told(interview):
    candidate = interview.candidate
    candidate.name, candidate.adjustments = "Rosalind Quirk", "Speak slowly"
    candidate.email = "rosalind@elsewhere.example"
    candidate.save()

    tell_panel(interview)
    interview.cancel(reason="The room is closed.")
    tell_panel(interview)

    for mail in Mail.objects.all():
        for text in (mail.subject, mail.body, mail.calendar):
            assert "osalind" not in text
            assert "slowly" not in text


def test_nobody_reads_the_address_of_a_colleague(interview):
    tell_panel(interview)

    letter = letters_to("ana")[0]
    assert "ben@" not in letter.body + letter.calendar


def test_a_move_is_told_to_everybody_with_a_higher_sequence(interview, post):
    post.since(interview)
    later = interview.starts_at + datetime.timedelta(days=1)

    interview.move(starts_at=later, time_zone="Europe/Berlin", place="Room 5")

    assert post.since(interview) == [("ana", "REQUEST"), ("ben", "REQUEST")]
    first, second = letters_to("ana")
    assert second.subject.startswith("Changed: ")
    assert "Where: Room 5" in second.body
    assert entry(first).uid.value == entry(second).uid.value
    assert int(entry(first).sequence.value) < int(entry(second).sequence.value)
    assert entry(second).dtstart.value == later
    assert post.since(interview) == []


def test_somebody_new_is_invited_and_nobody_else_hears_of_it(interview, post):
    post.since(interview)
    before = Interview.objects.get(pk=interview.pk).sequence

    interview.add_panelist(user=UserFactory(username="chidi"))

    assert post.since(interview) == [("chidi", "REQUEST")]
    assert Interview.objects.get(pk=interview.pk).sequence == before


def test_a_new_part_is_told_to_those_who_have_it(interview, post):
    interview.add_panelist(user=UserFactory(username="chidi"))
    post.since(interview)

    interview.panelists.get(user__username="ben").change_part("chair")

    assert post.since(interview) == [("ana", "REQUEST"), ("ben", "REQUEST")]
    assert "Your part: Chair" in letters_to("ben")[-1].body
    assert "Your part: Member" in letters_to("ana")[-1].body


def test_who_declines_gets_the_entry_taken_out(interview, post):
    post.since(interview)
    interview.panelists.get(user__username="ben").end("declined", reason="On holiday")

    assert post.since(interview) == [("ben", "CANCEL")]
    invitation, cancellation = letters_to("ben")
    assert "you declined this interview" in cancellation.body
    assert "holiday" not in cancellation.body
    assert int(entry(cancellation).sequence.value) > int(entry(invitation).sequence.value)
    assert entry(cancellation).status.value == "CANCELLED"
    assert entry(cancellation).uid.value == entry(invitation).uid.value
    assert post.since(interview) == []


def test_a_replacement_is_invited_and_the_other_dismissed(interview, post):
    post.since(interview)
    interview.panelists.get(user__username="ben").replace(user=UserFactory(username="chidi"))

    assert sorted(post.since(interview)) == [("ben", "CANCEL"), ("chidi", "REQUEST")]


def test_who_comes_back_is_invited_anew_with_a_higher_sequence(interview, post, ben):
    post.since(interview)
    interview.panelists.get(user=ben).end("declined")
    post.since(interview)

    interview.add_panelist(user=ben)

    assert post.since(interview) == [("ben", "REQUEST")]
    _first, cancellation, again = letters_to("ben")
    assert int(entry(again).sequence.value) > int(entry(cancellation).sequence.value)
    assert not again.subject.startswith("Changed")


def test_a_cancelled_interview_is_cancelled_for_all(interview, post):
    post.since(interview)

    interview.cancel(reason="The room is closed.")

    assert post.since(interview) == [("ana", "CANCEL"), ("ben", "CANCEL")]
    assert "The room is closed." in letters_to("ana")[1].body
    assert post.since(interview) == []


def test_an_interview_of_a_candidate_who_withdrew_is_cancelled(interview, post):
    post.since(interview)
    interview.candidate.withdraw()

    assert post.since(interview) == [("ana", "CANCEL"), ("ben", "CANCEL")]


def test_nobody_is_told_of_a_cancellation_who_was_never_invited(interview, post):
    interview.cancel()

    assert post.since(interview) == []


def test_a_candidate_who_does_not_come_causes_no_letter(interview, post, time_machine):
    post.since(interview)
    time_machine.move_to(interview.starts_at + datetime.timedelta(minutes=20))
    interview.mark_no_show()

    assert post.since(interview) == []


def test_nothing_is_taken_out_of_a_calendar_once_it_is_past(interview, post, time_machine):
    post.since(interview)
    time_machine.move_to(interview.ends_at + datetime.timedelta(minutes=1))
    interview.panelists.get(user__username="ben").end("declined")

    assert post.since(interview) == []


def test_nobody_is_invited_to_an_interview_held_long_ago(interview, post, time_machine):
    time_machine.move_to(interview.ends_at + datetime.timedelta(days=30))

    assert post.since(interview) == []


def test_who_joins_after_the_interview_gets_the_link(interview, post, time_machine):
    """Somebody stands in for a colleague who fell ill before filling in the scorecard."""
    post.since(interview)
    time_machine.move_to(interview.ends_at + datetime.timedelta(minutes=1))
    PanelistFactory(interview=interview, user__username="chidi")

    assert post.since(interview) == [("chidi", "REQUEST")]


def test_a_new_address_is_invited_and_the_old_one_dismissed(interview, post, ben):
    post.since(interview)
    ben.email = "benedict@company.example"
    ben.save()

    assert sorted(post.since(interview)) == [("ben", "CANCEL"), ("benedict", "REQUEST")]


def test_a_guest_gets_a_link_of_their_own(interview):
    guest = GuestFactory(interview=interview)

    tell_panel(interview)

    letter = letters_to("gita")[0]
    assert "/guest/" in letter.body
    assert f"/scorecards/{guest.pk}/" not in letter.body
    assert "You need no account" in letter.body


def test_a_seat_without_an_address_is_left_out(interview, post):
    PanelistFactory(interview=interview, user__email="", user__username="nora")

    assert post.since(interview) == [("ana", "REQUEST"), ("ben", "REQUEST")]


def test_two_accounts_may_share_an_address(interview, post, ana, ben):
    ben.email = ana.email
    ben.save()

    assert post.since(interview) == [("ana", "REQUEST"), ("ana", "REQUEST")]
    assert post.since(interview) == []


def test_inviting_again_says_the_same(interview, post):
    post.since(interview)

    invite_again(interview.panelists.get(user__username="ana"))

    first, again = letters_to("ana")
    assert first.body == again.body
    assert entry(first).sequence.value == entry(again).sequence.value
    assert post.since(interview) == [("ana", "REQUEST")]  # this one, and no further
    assert post.since(interview) == []


@pytest.mark.parametrize("state", ["cancelled_at", "no_show_at"])
def test_nobody_is_invited_again_to_an_interview_that_is_off(interview, state):
    Interview.objects.filter(pk=interview.pk).update(**{state: timezone.now()})

    assert invite_again(interview.panelists.first()) is None
    assert not Mail.objects.exists()


def test_who_left_the_panel_is_not_invited_again(interview):
    seat = interview.panelists.get(user__username="ben")
    seat.end("declined")

    assert invite_again(seat) is None


def test_a_name_with_markup_is_told_as_it_is(interview, ana):
    ana.first_name, ana.last_name = "Ana <b>", "O'Neil & Co"
    ana.save()

    tell_panel(interview)

    assert "Hello Ana <b> O'Neil & Co," in letters_to("ana")[0].body


def test_a_title_with_a_line_break_makes_one_line_of_subject(interview):
    opening = interview.candidate.opening
    type(opening).objects.filter(pk=opening.pk).update(title="North\r\nBcc: zoe@elsewhere.example")

    tell_panel(interview)

    assert "\n" not in letters_to("ana")[0].subject
