"""E-mail on its way: written with the act that causes it, sent by a task, tried again."""

import datetime
import logging
import smtplib
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from interviews.models import Panelist
from roles.fields import LineField, ProseField

logger = logging.getLogger(__name__)

# How long a letter waits after its first try, its second, and so on. After the last it is given up.
# The first is also how long one waits whose sender died at it.
WAITS = [datetime.timedelta(minutes=minutes) for minutes in (10, 30, 120, 360, 720)]


class MailQuerySet(models.QuerySet):
    def waiting(self):
        """Not sent yet, and not given up. Also `Mail.is_waiting`."""
        return self.filter(sent_at=None, given_up_at=None)

    def due(self):
        """Waiting letters to be tried now: new ones, and those that waited long enough."""
        now = timezone.now()
        rested = models.Q(tries=0)
        for tries, wait in enumerate(WAITS, start=1):
            rested |= models.Q(tries=tries, tried_at__lte=now - wait)
        return self.waiting().filter(rested)

    def troubled_for(self, interview):
        """Letters about an interview that did not leave at the first try, or not at all."""
        about = models.Q(panelist__interview=interview)
        about |= models.Q(reminders__panelist__interview=interview)
        return self.filter(about, sent_at=None).exclude(error="").order_by("pk").distinct()

    def invitations_to(self, interview):
        """Letters with an entry for the calendar, oldest first."""
        return self.filter(panelist__interview=interview).exclude(method="")

    def write(self, *, to, subject, body, panelist=None, calendar="", method="", told=""):
        """A letter that leaves once the transaction at hand is committed."""
        from scorecards.tasks import deliver

        mail = self.create(
            to=to,
            subject=one_line(subject),
            body=body,
            panelist=panelist,
            calendar=calendar,
            method=method,
            told=told,
        )
        # Where the task cannot even be noted, the next pass of `send_reminders` finds the letter.
        transaction.on_commit(lambda: deliver.enqueue(mail.pk), robust=True)
        return mail


class Mail(models.Model):
    """One message to one person. `calendar` is an iCalendar object to attach, `method` its method
    (REQUEST or CANCEL), `told` a digest of what it says. What it says is not kept once it left:
    a text may hold the link or the code of a guest."""

    panelist = models.ForeignKey(
        Panelist, models.SET_NULL, null=True, blank=True, related_name="mails"
    )
    to = models.EmailField(_("to"))
    subject = LineField(_("subject"), max_length=240)
    body = ProseField(_("text"), blank=True)
    calendar = models.TextField(blank=True)
    method = models.CharField(max_length=10, blank=True)
    told = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(_("tried"), null=True, blank=True)
    error = models.TextField(_("what went wrong"), blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")

    def __str__(self):
        return self.subject

    @property
    def is_waiting(self):
        """Also MailQuerySet.waiting."""
        return self.sent_at is None and self.given_up_at is None

    @property
    def message_id(self):
        """The same at every try, so that a letter which went twice shows once."""
        host = urlsplit(settings.SITE_URL).hostname or "localhost"
        return f"<evenhand-{self.pk}-{self.created_at:%Y%m%d%H%M%S%f}@{host}>"

    @property
    def is_overtaken(self):
        """Whether a newer invitation to the same person about the same interview was written."""
        if not self.method or self.panelist is None:
            return False
        newer = Mail.objects.invitations_to(self.panelist.interview).filter(pk__gt=self.pk)
        return newer.filter(to__iexact=self.to, panelist__user=self.panelist.user_id).exists()

    def as_message(self):
        """Text first. The calendar comes as an alternative, which mail programs offer to accept,
        and as a file, for those that look at files only."""
        message = EmailMultiAlternatives(
            self.subject,
            self.body,
            to=[self.to],
            headers={"Message-ID": self.message_id, "Auto-Submitted": "auto-generated"},
        )
        if self.panelist:
            message.reply_to = self._answers_go_to()
        if self.calendar:
            # Django says the charset, UTF-8, by itself.
            message.attach_alternative(self.calendar, f"text/calendar; method={self.method}")
            message.attach("invite.ics", self.calendar.encode(), "application/ics")
        return message

    def _answers_go_to(self):
        manager = self.panelist.interview.candidate.opening.hiring_manager
        name = manager.get_full_name() or manager.get_username()
        return [formataddr((name, manager.email))] if manager.email else []

    def reword(self, subject, body):
        self.subject, self.body = one_line(subject), body
        self.save(update_fields=["subject", "body"])

    def send(self):
        """Send it, unless it left or somebody else is at it. Returns whether it left now."""
        now = timezone.now()
        claim = Mail.objects.due().filter(pk=self.pk, tries=self.tries)
        if not claim.update(tries=models.F("tries") + 1, tried_at=now):
            return False
        self.tries += 1
        try:
            self.as_message().send()
        except Exception as error:  # a mail server's trouble is never ours: it is noted and shown
            self._note_trouble(error)
            return False
        self._finish(sent_at=timezone.now(), error="")
        return True

    def drop(self):
        """Never send it: nobody needs it any more."""
        self._finish(given_up_at=timezone.now(), error="")

    def _note_trouble(self, error):
        logger.warning("Letter %d did not leave: %s", self.pk, in_words(error))
        if self.tries > len(WAITS) or is_for_good(error):
            self._finish(given_up_at=timezone.now(), error=in_words(error))
        else:
            self.error = in_words(error)
            self.save(update_fields=["error"])

    def _finish(self, **facts):
        for name, value in {"body": "", "calendar": "", **facts}.items():
            setattr(self, name, value)
        self.save(update_fields=["body", "calendar", *facts])


def one_line(subject):
    """As a header has to be, and no longer than the column."""
    return " ".join(subject.split())[:240]


def is_for_good(error):
    """Whether no further try can help: the server knows no such address."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _words in error.recipients.values())


def in_words(error):
    """What is shown to those who invite."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _now("The mail server refuses this address.")
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _now("The mail server refuses the name or password in EMAIL_URL.")
    if isinstance(error, OSError):  # no line, no answer in time, and every error of SMTP
        return _now("The mail server cannot be reached, or refuses the letter.")
    return _now("The letter cannot be sent: %(error)s") % {"error": type(error).__name__}
