"""Whoever has not handed in a scorecard is reminded: in time, once, and in one letter."""

import datetime
import io

import pytest
from django.core import mail as post
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from interviews.models import Interview
from scorecards.letters import reminding
from scorecards.letters.invitations import tell_panel
from scorecards.letters.reminding import remind
from scorecards.models import Mail, Preference, Reminder
from scorecards.tasks import deliver
from tests.factories import (
    DeclarationFactory,
    GuestFactory,
    InterviewFactory,
    PanelistFactory,
    UserFactory,
)
from tests.scorecards.cards import submit_card

pytestmark = pytest.mark.django_db

MONDAY = datetime.datetime(2027, 1, 11, 9, tzinfo=datetime.UTC)  # ends at ten
END = MONDAY + datetime.timedelta(hours=1)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def on_monday(interview):
    Interview.objects.filter(pk=interview.pk).update(starts_at=MONDAY)
    interview.refresh_from_db()


@pytest.fixture
def at(time_machine):
    """`at(moment)`: a pass then, and who gets a letter, by name."""

    def run(moment):
        time_machine.move_to(moment, tick=False)
        seen = max([0, *Mail.objects.values_list("pk", flat=True)])
        written = remind()
        new = Mail.objects.filter(pk__gt=seen)
        assert written == len(new)
        return sorted(mail.to.partition("@")[0] for mail in new)

    return run


def seat_of(interview, name):
    return interview.panelists.get(user__username=name)


def last_to(name):
    return Mail.objects.filter(to__startswith=f"{name}@").last()


def test_from_the_end_of_the_slot_to_the_chair(interview, at):
    submit_card(seat_of(interview, "ana"))

    assert at(END - datetime.timedelta(minutes=1)) == []
    assert at(END) == ["ben"]
    assert at(END + HOUR) == ["ben"]
    assert at(MONDAY + DAY) == ["ben"]
    assert at(MONDAY + 2 * DAY) == ["ben"]
    assert at(MONDAY + 3 * DAY) == ["ben"]
    assert at(MONDAY + 4 * DAY) == ["ana"]
    assert at(MONDAY + 7 * DAY) == []
    assert "Ben Example: Candidate" in last_to("ana").body


def test_a_second_pass_writes_nothing(at):
    assert at(END) == ["ana", "ben"]
    assert at(END) == []
    assert at(END + HOUR / 2) == []


def test_the_letter_says_which_when_and_how_old_and_leads_there(interview, at, settings):
    settings.SITE_URL = "https://evenhand.example.org"
    at(END + HOUR)

    letter = last_to("ben")
    seat = seat_of(interview, "ben")
    number = interview.candidate.number
    assert letter.subject == f"Your scorecard: Candidate {number}, Round 1"
    assert "Monday 11 January 2027, 09:00 to 10:00 (UTC)" in letter.body
    assert "Over for 1\xa0hour" in letter.body
    assert f"https://evenhand.example.org/scorecards/{seat.pk}/" in letter.body
    assert "/preferences/" in letter.body
    assert interview.candidate.name not in letter.body


def test_several_late_cards_make_one_letter(interview, at, ben):
    for minutes in (5, 10):
        other = InterviewFactory(
            candidate__opening=interview.candidate.opening,
            starts_at=MONDAY + datetime.timedelta(minutes=minutes),
        )
        PanelistFactory(interview=other, user=ben)

    assert at(END + HOUR / 2) == ["ana", "ben"]
    letter = last_to("ben")
    assert letter.subject == "3 scorecards wait for you"
    assert letter.body.count("/scorecards/") == 3


def test_own_cards_and_those_of_others_come_in_one_letter(interview, at, ana):
    submit_card(seat_of(interview, "ana"))
    Reminder.objects.bulk_create(
        Reminder(panelist=seat_of(interview, "ben"), stage=stage, noted_at=END)
        for stage in Reminder.Stage.values[:-1]
    )
    friday = MONDAY + 4 * DAY
    other = InterviewFactory(
        candidate__opening=interview.candidate.opening, starts_at=friday - HOUR
    )
    PanelistFactory(interview=other, user=ana)

    assert at(friday) == ["ana"]
    letter = last_to("ana")
    assert "your scorecard is not in yet" in letter.body
    assert "Ben Example: Candidate" in letter.body
    assert letter.reminders.count() == 2


def test_not_once_the_card_is_in(interview, at):
    at(END)
    submit_card(seat_of(interview, "ben"))

    assert at(END + HOUR) == ["ana"]


@pytest.mark.parametrize("ending", ["declined", "recused", "replaced"])
def test_not_once_the_seat_has_ended(interview, at, ending):
    at(END)
    seat = seat_of(interview, "ben")
    seat.ended_at, seat.ending = timezone.now(), ending
    seat.save()

    assert at(END + HOUR) == ["ana"]


@pytest.mark.parametrize("state", ["cancelled_at", "no_show_at"])
def test_not_for_an_interview_that_was_not_held(interview, at, state):
    Interview.objects.filter(pk=interview.pk).update(**{state: MONDAY})

    assert at(END) == []


@pytest.mark.parametrize("state", ["withdrawn_at", "rejected_at"])
def test_not_for_a_candidate_who_is_out(interview, at, state):
    setattr(interview.candidate, state, END)
    interview.candidate.save()

    assert at(END) == []


def test_not_in_an_archived_opening(interview, at):
    interview.candidate.opening.archived_at = END
    interview.candidate.opening.save()

    assert at(END) == []


def test_not_of_an_observer(interview, at):
    PanelistFactory(interview=interview, part="observer", user__username="olu")

    assert at(END) == ["ana", "ben"]


def test_not_of_somebody_whose_conflict_waits_for_a_decision(interview, at):
    DeclarationFactory(
        panelist=seat_of(interview, "ben"), has_conflict=True, conflict_words="A cousin."
    )

    assert at(END) == ["ana"]


def test_who_wants_no_further_ones_gets_the_first_only(interview, at, ben):
    submit_card(seat_of(interview, "ana"))
    Preference.objects.create(user=ben, wants_reminders=False)

    assert at(END) == ["ben"]
    assert [at(MONDAY + days * DAY) for days in (1, 2, 3)] == [[], [], []]
    assert at(MONDAY + 4 * DAY) == ["ana"]


def test_a_guest_is_reminded_with_their_own_link(interview, at):
    GuestFactory(interview=interview)

    assert at(END) == ["ana", "ben", "gita"]
    letter = last_to("gita")
    assert "/guest/" in letter.body
    assert "/preferences/" not in letter.body


def test_the_hiring_manager_is_told_where_the_chair_is_late_too(interview, at):
    for moment in (END, END + HOUR, *(MONDAY + days * DAY for days in (1, 2, 3))):
        at(moment)

    assert at(MONDAY + 4 * DAY) == ["hana"]
    assert last_to("hana").subject == "2 scorecards are late"
    assert Reminder.objects.filter(stage="chair_told").count() == 2


def test_a_guest_is_told_nothing_of_others(interview, at):
    chair = seat_of(interview, "ana")
    chair.user, chair.guest_name, chair.guest_email = None, "Gita Guest", "gita@elsewhere.example"
    chair.save()
    submit_card(chair)
    for moment in (END, END + HOUR, *(MONDAY + days * DAY for days in (1, 2, 3))):
        assert at(moment) == ["ben"]

    assert at(MONDAY + 4 * DAY) == ["hana"]


def test_a_worker_that_was_down_sends_the_latest_only(interview, at):
    assert at(MONDAY + 2 * DAY + HOUR) == ["ana", "ben"]
    assert at(MONDAY + 2 * DAY + 2 * HOUR) == []
    noted = Reminder.objects.filter(panelist=seat_of(interview, "ben"))
    assert [(each.stage, bool(each.mail)) for each in noted.order_by("noted_at", "pk")] == [
        ("second_day", True),
        ("slot_end", False),
        ("hour_later", False),
        ("next_morning", False),
    ]
    assert at(MONDAY + 3 * DAY) == ["ana", "ben"]


def test_what_was_held_before_anybody_asked_is_left_alone(at):
    assert at(MONDAY + 30 * DAY) == []


def test_an_interview_that_was_moved_begins_anew(interview, at):
    at(END)
    Interview.objects.filter(pk=interview.pk).update(starts_at=MONDAY + DAY)

    assert at(MONDAY + DAY) == []
    assert at(END + DAY) == ["ana", "ben"]
    assert Reminder.objects.count() == 2


def test_somebody_without_an_address_stops_nobody_else(interview, at, ben):
    ben.email = ""
    ben.save()

    assert at(END) == ["ana"]
    assert Reminder.objects.filter(panelist__user=ben, mail=None).count() == 1


def test_who_has_left_the_company_gets_nothing(interview, at, ben):
    ben.is_active = False
    ben.save()

    assert at(END) == ["ana"]


def test_two_passes_at_once_write_each_reminder_once(interview, time_machine):
    time_machine.move_to(END, tick=False)
    seats = list(reminding.with_facts(reminding.outstanding_seats()))
    digests = [
        reminding.Digest(seat.email, [Reminder(panelist=seat, stage="slot_end")]) for seat in seats
    ]
    assert remind() == 2  # the other pass, which was quicker

    assert [reminding._write(digest) for digest in digests] == [False, False]
    assert Mail.objects.count() == 2
    with pytest.raises(IntegrityError):
        Reminder.objects.create(panelist=seats[0], stage="slot_end")


def test_a_reminder_that_waited_does_not_leave_after_submission(interview, at):
    at(END)
    submit_card(seat_of(interview, "ben"))

    for mail in Mail.objects.all():
        deliver.func(mail.pk)

    assert [message.to for message in post.outbox] == [["ana@company.example"]]
    assert not Mail.objects.due().exists()


def test_a_digest_that_waited_names_what_is_still_late(interview, at, ben):
    other = InterviewFactory(candidate__opening=interview.candidate.opening, starts_at=MONDAY)
    PanelistFactory(interview=other, user=ben)
    at(END)
    submit_card(seat_of(interview, "ben"))

    deliver.func(last_to("ben").pk)

    (message,) = post.outbox
    assert message.subject == f"Your scorecard: Candidate {other.candidate.number}, Round 1"
    assert f"Candidate {interview.candidate.number}," not in message.body


def test_the_command_makes_a_pass_and_says_what_it_did(interview, time_machine):
    time_machine.move_to(END, tick=False)
    out = io.StringIO()
    call_command("send_reminders", stdout=out)
    call_command("send_reminders", stdout=out)

    assert out.getvalue().splitlines() == [
        "Reminders written: 2. Letters sent: 2. Letters waiting: 0.",
        "Reminders written: 0. Letters sent: 0. Letters waiting: 0.",
    ]
    assert len(post.outbox) == 2


def test_the_command_can_be_silent(interview, time_machine):
    time_machine.move_to(END, tick=False)
    out = io.StringIO()
    call_command("send_reminders", verbosity=0, stdout=out)

    assert out.getvalue() == ""
    assert len(post.outbox) == 2


@pytest.mark.parametrize("cards", [1, 12])
def test_it_costs_the_same_for_many(interview, time_machine, django_assert_num_queries, cards):
    submit_card(seat_of(interview, "ana"))
    opening = interview.candidate.opening
    ben = seat_of(interview, "ben").user
    for _more in range(cards - 1):
        other = InterviewFactory(candidate__opening=opening, starts_at=MONDAY)
        PanelistFactory(interview=other, user=ben)
    time_machine.move_to(END, tick=False)
    with django_assert_num_queries(9):
        remind()


SECRET = "peerless-evidence-words"


def test_no_letter_knows_a_rating(interview, at):
    """Cards with numbers, evidence and a recommendation; then every kind of letter."""
    submit_card(seat_of(interview, "ana"), 4, words=SECRET, recommendation="strong_yes")
    PanelistFactory(interview=interview, user=UserFactory(username="chidi"))
    with CaptureQueriesContext(connection) as heard:
        tell_panel(interview)
        for moment in (END, END + HOUR, *(MONDAY + days * DAY for days in (1, 2, 3, 4))):
            at(moment)
        seat_of(interview, "chidi").end("declined")
        Interview.objects.filter(pk=interview.pk).update(starts_at=timezone.now() + DAY)
        tell_panel(interview)

    assert {mail.method for mail in Mail.objects.all()} == {"", "REQUEST", "CANCEL"}
    assert Reminder.objects.filter(stage="chair_told").count() == 2
    for mail in Mail.objects.all():
        text = mail.subject + mail.body + mail.calendar
        assert SECRET not in text
        assert "strong" not in text.lower()
    for query in heard.captured_queries:
        assert "scorecards_rating" not in query["sql"]
        assert "scorecards_summary" not in query["sql"]
