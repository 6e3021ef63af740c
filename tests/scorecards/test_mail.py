"""Letters leave after the act that writes them, once, and trouble with them troubles nobody."""

import datetime
import email
import email.policy
import logging
import smtplib

import pytest
from django.core import mail as post
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from scorecards.letters.invitations import tell_panel
from scorecards.models import Mail
from scorecards.models.mail import WAITS
from scorecards.tasks import deliver
from tests.factories import PanelistFactory

pytestmark = pytest.mark.django_db


class DeadServer(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError(111, "Connection refused by mail.company.example")


class PickyServer(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused(
            {message.to[0]: (550, b"No such user") for message in messages}
        )


class BusyServer(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused(
            {message.to[0]: (451, b"Try again later") for message in messages}
        )


class DyingWorker(BaseException):
    """Not an error that anybody catches: the process is gone."""


class Killer(EmailBackend):
    def send_messages(self, messages):
        raise DyingWorker


def use(settings, backend):
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"


def write(**changes):
    values = {"to": "ana@company.example", "subject": "Words", "body": "Hello."}
    return Mail.objects.write(**values | changes)


def try_to_send(mail):
    deliver.func(mail.pk)
    mail.refresh_from_db()
    return mail


def test_a_letter_leaves_once_the_act_is_done(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mail = write()
        assert post.outbox == []

    mail.refresh_from_db()
    assert [message.to for message in post.outbox] == [["ana@company.example"]]
    assert mail.sent_at
    assert not mail.is_waiting
    assert mail not in Mail.objects.waiting()


def test_an_act_that_is_undone_sends_nothing(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks, transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert callbacks == []
    assert not Mail.objects.exists()


def test_it_is_sent_once_however_often_it_is_tried():
    mail = write()
    for _again in range(3):
        try_to_send(mail)

    assert len(post.outbox) == 1
    assert mail.tries == 1


def test_who_comes_second_leaves_it_to_the_first():
    mail = write()
    first, second = Mail.objects.get(pk=mail.pk), Mail.objects.get(pk=mail.pk)

    assert first.send() is True
    assert second.send() is False
    assert len(post.outbox) == 1


def test_what_it_said_is_not_kept():
    mail = try_to_send(write(body="Your code: 1234 5678"))

    assert "1234" in post.outbox[0].body
    assert mail.body == ""
    assert mail.subject == "Words"


def test_a_dead_server_is_noted_and_tried_again(settings, time_machine):
    use(settings, DeadServer)
    start = datetime.datetime(2027, 1, 11, 9, tzinfo=datetime.UTC)
    time_machine.move_to(start, tick=False)
    mail = try_to_send(write())
    assert mail.is_waiting
    assert mail.error == "The mail server cannot be reached, or refuses the letter."

    assert try_to_send(mail).tries == 1, "not at once"
    time_machine.move_to(start + WAITS[0], tick=False)
    assert try_to_send(mail).tries == 2

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    time_machine.move_to(start + WAITS[0] + WAITS[1], tick=False)
    mail = try_to_send(mail)
    assert mail.sent_at
    assert mail.error == ""
    assert post.outbox[0].body == "Hello."


def test_it_is_given_up_after_most_of_a_day(settings, time_machine):
    use(settings, DeadServer)
    mail = write()
    moment = datetime.datetime(2027, 1, 11, 9, tzinfo=datetime.UTC)
    for wait in [datetime.timedelta(0), *WAITS]:
        assert mail.is_waiting
        moment += wait
        time_machine.move_to(moment, tick=False)
        try_to_send(mail)

    assert mail.given_up_at == moment
    assert mail not in Mail.objects.due()
    time_machine.move_to(moment + datetime.timedelta(days=9), tick=False)
    assert try_to_send(mail).tries == len(WAITS) + 1


def test_a_wrong_address_is_given_up_at_once(settings):
    use(settings, PickyServer)
    mail = try_to_send(write())

    assert mail.given_up_at
    assert mail.error == "The mail server refuses this address."


def test_a_server_that_asks_for_patience_gets_it(settings):
    use(settings, BusyServer)
    assert try_to_send(write()).is_waiting


def test_a_letter_whose_sender_died_is_the_same_letter_again(settings, time_machine):
    start = datetime.datetime(2027, 1, 11, 9, tzinfo=datetime.UTC)
    time_machine.move_to(start, tick=False)
    mail = write()
    use(settings, Killer)
    with pytest.raises(DyingWorker):
        deliver.func(mail.pk)
    before = mail.message_id

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert not try_to_send(mail).sent_at
    time_machine.move_to(start + WAITS[0], tick=False)
    assert try_to_send(mail).sent_at
    assert post.outbox[0].extra_headers["Message-ID"] == before


def test_a_dead_server_breaks_no_act(settings, interview, django_capture_on_commit_callbacks):
    use(settings, DeadServer)
    with django_capture_on_commit_callbacks(execute=True):
        tell_panel(interview)

    assert set(Mail.objects.troubled_for(interview)) == set(Mail.objects.all())
    assert Mail.objects.count() == 2


def test_who_schedules_sees_the_trouble_of_their_interview_only(settings, interview):
    use(settings, DeadServer)
    mail = try_to_send(write(panelist=interview.panelists.first()))
    try_to_send(write(panelist=PanelistFactory()))
    write(panelist=interview.panelists.first())  # not tried yet

    assert list(Mail.objects.troubled_for(interview)) == [mail]


def test_the_log_names_nobody(settings, interview, caplog):
    use(settings, PickyServer)
    tell_panel(interview)
    with caplog.at_level(logging.DEBUG):
        for mail in Mail.objects.all():
            try_to_send(mail)

    lines = " ".join(record.getMessage() for record in caplog.records)
    assert "did not leave" in lines
    for word in ("ana", "Ana", "company.example", interview.candidate.name):
        assert word not in lines.split()
    assert "@" not in lines


def test_an_overtaken_invitation_is_dropped(interview):
    tell_panel(interview)
    interview.cancel()
    tell_panel(interview)

    for mail in Mail.objects.all():
        deliver.func(mail.pk)

    assert [message.subject.split(":")[0] for message in post.outbox] == ["Cancelled"] * 2
    assert not Mail.objects.due().exists()
    assert not Mail.objects.troubled_for(interview).exists()


def test_an_invitation_comes_in_the_form_that_mail_programs_know(interview):
    tell_panel(interview)
    deliver.func(Mail.objects.first().pk)

    message = email.message_from_bytes(
        post.outbox[0].message().as_bytes(linesep="\r\n"), policy=email.policy.default
    )
    assert message.get_content_type() == "multipart/mixed"
    alternatives, file = message.iter_parts()
    text, calendar = alternatives.iter_parts()
    assert alternatives.get_content_type() == "multipart/alternative"
    assert text.get_content_type() == "text/plain"
    assert calendar.get_content_type() == "text/calendar"
    assert calendar["Content-Type"].params == {"method": "REQUEST", "charset": "utf-8"}
    assert file.get_filename() == "invite.ics"
    assert file.get_content_type() == "application/ics"
    as_text = calendar.get_content().replace("\r\n", "\n")
    assert as_text == file.get_content().decode().replace("\r\n", "\n")
    assert as_text.startswith("BEGIN:VCALENDAR\n")
    assert "\n\n" not in as_text
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Reply-To"] == "Hana Example <hana@company.example>"


def test_a_letter_about_a_seat_that_is_gone_leaves_all_the_same(interview):
    mail = write(panelist=interview.panelists.first())
    Mail.objects.filter(pk=mail.pk).update(panelist=None)

    assert try_to_send(mail).sent_at
    assert post.outbox[0].reply_to == []


def test_a_letter_that_is_gone_is_no_trouble():
    assert deliver.func(4711) is False


def test_letters_tried_a_while_ago_are_due_and_others_are_not():
    now = timezone.now()
    fresh, tried, rested = write(), write(), write()
    minute = datetime.timedelta(minutes=1)
    Mail.objects.filter(pk=tried.pk).update(tries=1, tried_at=now - WAITS[0] + minute)
    Mail.objects.filter(pk=rested.pk).update(tries=1, tried_at=now - WAITS[0] - minute)

    assert set(Mail.objects.due()) == {fresh, rested}
