"""How a panelist without an account gets in: a link that expires, and a code sent by e-mail."""

import datetime
import math
import secrets

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from interviews.models.panels import Panelist

LASTS = datetime.timedelta(days=14)  # after the interview
LAST_DAY = datetime.timedelta(days=1)
CODE_LASTS = datetime.timedelta(minutes=15)
CODE_DIGITS = 8
MOST_TRIES = 5  # of one code
MOST_CODES = 5  # in an hour
HOUR = datetime.timedelta(hours=1)


def new_nonce():
    return secrets.token_urlsafe(18)


class GuestPassQuerySet(models.QuerySet):
    def valid(self):
        """Neither expired nor revoked, of a seat that did not end. Also `GuestPass.is_valid`."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), panelist__ended_at=None)

    def of(self, panelist):
        return self.filter(panelist=panelist)

    def issue(self, panelist):
        """The valid pass of this guest, made where there is none. It lasts until LASTS after the
        interview, moves along with it, and is prolonged on its last day."""
        now = timezone.now()
        held = self.valid().of(panelist).order_by("-pk").first()
        until = panelist.interview.ends_at + LASTS
        if until < now + LAST_DAY:
            until = held.expires_at if held and held.expires_at > now + LAST_DAY else now + LASTS
        if held is None:
            return self.create(panelist=panelist, expires_at=until)
        if held.expires_at != until:
            held.expires_at = until
            held.save(update_fields=["expires_at"])
        return held

    def revoke(self):
        """From now on these links, and the browsers they opened, get in no more. How many."""
        return self.valid().update(revoked_at=timezone.now(), code_hash="")


class GuestPass(models.Model):
    """The link of one guest to one interview. The link itself is not stored: it is `pk` and
    `nonce`, signed. The code is stored hashed; a browser that entered it is remembered in its
    session."""

    panelist = models.ForeignKey(
        Panelist, models.CASCADE, related_name="passes", verbose_name=_("panelist")
    )
    nonce = models.CharField(max_length=40, default=new_nonce, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    code_hash = models.CharField(max_length=128, blank=True, editable=False)
    code_sent_at = models.DateTimeField(_("code sent"), null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    codes_since = models.DateTimeField(null=True, blank=True, editable=False)
    codes_sent = models.PositiveSmallIntegerField(default=0, editable=False)  # since then

    objects = GuestPassQuerySet.as_manager()

    class Meta:
        ordering = ["panelist", "-created_at"]
        verbose_name = _("guest link")
        verbose_name_plural = _("guest links")

    def __str__(self):
        return str(self.panelist)

    @property
    def is_valid(self):
        """Also GuestPassQuerySet.valid."""
        return (
            self.revoked_at is None and self.expires_at > timezone.now() and self.panelist.is_live
        )

    @property
    def has_code(self):
        """Whether a code is on its way or there that can still be entered."""
        return (
            bool(self.code_hash)
            and self.code_tries < MOST_TRIES
            and self.code_sent_at > timezone.now() - CODE_LASTS
        )

    @property
    def tries_left(self):
        return MOST_TRIES - self.code_tries

    def new_code(self):
        """Digits that let a browser in once, in place of any sent before. Only a hash is kept."""
        with transaction.atomic():
            self._lock()
            now = timezone.now()
            if self.codes_since is None or self.codes_since <= now - HOUR:
                self.codes_since, self.codes_sent = now, 0
            if self.codes_sent >= MOST_CODES:
                raise ValidationError(self._wait(self.codes_since + HOUR - now))
            code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
            self.code_hash, self.code_sent_at, self.code_tries = self._hash(code), now, 0
            self.codes_sent += 1
            self.save(update_fields=CODE_FIELDS)
        return code

    def take_code(self, code):
        """Whether this is the code. It is used up when it is right, and void after MOST_TRIES;
        every try counts, so nothing is raised that would undo the counting."""
        with transaction.atomic():
            self._lock()
            if not self.has_code:
                return False
            is_right = constant_time_compare(self._hash(code), self.code_hash)
            self.code_tries += 1
            if is_right:
                self.code_hash = ""
            self.save(update_fields=CODE_FIELDS)
        return is_right

    def _lock(self):
        self.refresh_from_db(
            fields=CODE_FIELDS, from_queryset=GuestPass.objects.select_for_update()
        )

    def _hash(self, code):
        """Keyed with the secret of the site, so that the table alone does not tell the code."""
        return salted_hmac(f"guest code {self.pk}", code, algorithm="sha256").hexdigest()

    def _wait(self, left):
        minutes = math.ceil(left.total_seconds() / 60)
        return ngettext(
            "%(count)d codes were sent within an hour. Use the last one, look into the folder for "
            "junk mail, or ask for another in %(minutes)d minute.",
            "%(count)d codes were sent within an hour. Use the last one, look into the folder for "
            "junk mail, or ask for another in %(minutes)d minutes.",
            minutes,
        ) % {"count": MOST_CODES, "minutes": minutes}


CODE_FIELDS = ["code_hash", "code_sent_at", "code_tries", "codes_since", "codes_sent"]
