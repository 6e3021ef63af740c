"""The panels that hold interviews: seats, and how they end."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.interviews import Interview
from roles.fields import LineField, ProseField

COPY_CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_copy_code():
    """Eight letters that are not mistaken for one another, such as K7QF-2MXD."""
    letters = [secrets.choice(COPY_CODE_LETTERS) for _letter in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


class PanelistQuerySet(models.QuerySet):
    def for_opening(self, opening):
        return self.filter(interview__candidate__opening=opening)

    def live(self):
        """Seats that did not end. Also `Panelist.is_live`."""
        return self.filter(ended_at=None)

    def counted(self):
        """Of chairs and members: an observer's card never counts. Also `Panelist.counts`."""
        return self.exclude(part=Panelist.Part.OBSERVER)

    def chairs(self):
        return self.filter(part=Panelist.Part.CHAIR)

    def held_by(self, user):
        return self.filter(user=user)

    def with_interview(self):
        """What a page about one's seat shows, its frozen kit included."""
        return self.select_related(
            "user", "interview__candidate__opening", "interview__revision__kit"
        )


class Panelist(models.Model):
    """A seat in an interview. The copy code names its scorecard on paper."""

    class Part(models.TextChoices):
        CHAIR = "chair", _("Chair")
        MEMBER = "member", _("Member")
        OBSERVER = "observer", _("Observer")

    class Ending(models.TextChoices):
        DECLINED = "declined", _("Declined")
        RECUSED = "recused", _("Recused")
        REPLACED = "replaced", _("Replaced")

    interview = models.ForeignKey(
        Interview, models.CASCADE, related_name="panelists", verbose_name=_("interview")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="seats",
        null=True,
        blank=True,
        verbose_name=_("person"),
    )
    guest_name = LineField(_("guest's name"), max_length=160, blank=True)
    guest_email = models.EmailField(_("guest's e-mail"), blank=True)
    part = models.CharField(_("part"), max_length=10, choices=Part, default=Part.MEMBER)
    seat = models.PositiveSmallIntegerField(_("seat"))
    copy_code = models.CharField(
        _("copy code"), max_length=12, unique=True, default=new_copy_code, editable=False
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ending = models.CharField(_("how it ended"), max_length=10, choices=Ending, blank=True)
    ending_reason = ProseField(_("why it ended"), blank=True)
    proposed_replacement = LineField(_("proposed replacement"), max_length=160, blank=True)
    stands_in_for = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replacements",
        verbose_name=_("stands in for"),
    )

    objects = PanelistQuerySet.as_manager()

    class Meta:
        ordering = ["interview", "seat"]
        verbose_name = _("panelist")
        verbose_name_plural = _("panelists")
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "user"],
                condition=models.Q(ended_at=None),
                name="panelist_once",
                violation_error_message=_("This person sits on that panel already."),
            ),
            models.UniqueConstraint(
                "interview",
                Lower("guest_email"),
                condition=models.Q(ended_at=None, user=None),
                name="panelist_guest_once",
                violation_error_message=_("This guest sits on that panel already."),
            ),
            models.UniqueConstraint(
                fields=["interview", "seat"],
                condition=models.Q(ended_at=None),
                name="panelist_seat_once",
                violation_error_message=_("That seat is taken."),
            ),
            models.UniqueConstraint(
                fields=["interview"],
                condition=models.Q(part="chair", ended_at=None),
                name="panelist_one_chair",
                violation_error_message=_("This panel has a chair already."),
            ),
            models.CheckConstraint(
                condition=models.Q(part__in=["chair", "member", "observer"]),
                name="panelist_part_known",
                violation_error_message=_("A panelist is chair, member or observer."),
            ),
            models.CheckConstraint(
                condition=models.Q(seat__gte=1),
                name="panelist_seat_positive",
                violation_error_message=_("Seats are numbered from 1."),
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, guest_name="", guest_email="")
                | models.Q(user=None) & ~models.Q(guest_name="") & ~models.Q(guest_email=""),
                name="panelist_user_or_guest",
                violation_error_message=_(
                    "A panelist has an account, or is a guest with a name and an e-mail address."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ending="")
                | models.Q(ended_at__isnull=False, ending__in=["declined", "recused", "replaced"]),
                name="panelist_ending_has_a_time",
                violation_error_message=_("A seat that ended says how and when."),
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.get_part_display()})"

    @property
    def name(self):
        if self.user is None:
            return self.guest_name
        return self.user.get_full_name() or self.user.get_username()

    @property
    def email(self):
        return self.guest_email if self.user is None else self.user.email

    @property
    def person(self):
        """Who it is, to tell the same person on two panels: a user's key, or a guest's address."""
        return self.user_id or self.guest_email.lower()

    @property
    def is_guest(self):
        return self.user_id is None

    @property
    def is_live(self):
        """Also PanelistQuerySet.live."""
        return self.ended_at is None

    @property
    def counts(self):
        """Also PanelistQuerySet.counted."""
        return self.part != Panelist.Part.OBSERVER

    def clean(self):
        if self._state.adding and self.user_id is None and self.guest_email:
            users = get_user_model().objects.filter(email__iexact=self.guest_email, is_active=True)
            if user := users.first():
                raise ValidationError(
                    _("%(person)s has an account with this address: choose them as a colleague.")
                    % {"person": user.get_full_name() or user.get_username()}
                )

    def end(self, ending, reason="", replacement=""):
        """The person leaves the panel; the seat stays as a record, with all that was typed."""
        with transaction.atomic():
            self._lock()
            if not self.is_live:
                raise ValidationError(
                    _("%(person)s left this panel already.") % {"person": self.name}
                )
            if self.has_card_in and ending != self.Ending.RECUSED:
                raise ValidationError(
                    _("%(person)s has submitted a scorecard and stays on the panel.")
                    % {"person": self.name}
                )
            self.ended_at, self.ending = timezone.now(), ending
            self.ending_reason, self.proposed_replacement = reason, replacement
            self.full_clean()
            self.save(update_fields=["ended_at", "ending", "ending_reason", "proposed_replacement"])

    def replace(self, *, user=None, guest_name="", guest_email="", reason=""):
        """Somebody else takes the seat, also that of who declined. Returns the new seat."""
        with transaction.atomic():
            self._lock()
            if self.is_live:
                self.end(self.Ending.REPLACED, reason)
            part = self.part
            if part == self.Part.CHAIR and self.interview.panelists.live().chairs().exists():
                part = self.Part.MEMBER
            stand_in = self.interview.add_panelist(
                user=user, guest_name=guest_name, guest_email=guest_email, part=part, seat=self.seat
            )
            stand_in.stands_in_for = self
            stand_in.save(update_fields=["stands_in_for"])
        return stand_in

    def change_part(self, part):
        """A new chair makes a member of the one before."""
        with transaction.atomic():
            self._lock()
            self._may_become(part)
            if part == self.Part.CHAIR:
                others = self.interview.panelists.live().chairs().exclude(pk=self.pk)
                others.update(part=self.Part.MEMBER)
            self.part = part
            self.full_clean()
            self.save(update_fields=["part"])

    def _may_become(self, part):
        """Whether a card counts is settled before anybody can know what the others wrote."""
        if not self.is_live:
            raise ValidationError(_("%(person)s left this panel already.") % {"person": self.name})
        becomes_observer = part == self.Part.OBSERVER
        if self.counts != becomes_observer:
            return
        if self.has_card_in:
            raise ValidationError(
                _("%(person)s has submitted a scorecard and keeps the part it was written in.")
                % {"person": self.name}
            )
        if becomes_observer and (self.interview.has_begun or self.has_card):
            raise ValidationError(
                _("The interview has begun, so %(person)s cannot become an observer any more.")
                % {"person": self.name}
            )

    @property
    def has_card(self):
        """Whether anything was typed. Scorecards are made, and read, one app up."""
        return hasattr(self, "scorecard")

    @property
    def has_card_in(self):
        return self.has_card and self.scorecard.submitted_at is not None

    def _lock(self):
        self.interview.lock_candidate()
        self.refresh_from_db()
