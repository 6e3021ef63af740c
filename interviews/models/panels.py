"""Interviews, and the panels that hold them."""

import datetime
import secrets
import uuid
import zoneinfo

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from interviews.models.openings import Candidate
from interviews.models.revisions import KitRevision
from roles.fields import LineField, ProseField

COPY_CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def start_of_today():
    """Midnight in the time zone of the installation."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


class ThereTime(datetime.datetime):
    """A moment in the time zone of a place. Templates leave it there, where they would turn any
    other into the time zone of the installation."""

    convert_to_local_time = False

    @classmethod
    def of(cls, moment, zone):
        there = moment.astimezone(zone)
        return cls.combine(there.date(), there.timetz())


class InterviewQuerySet(models.QuerySet):
    def for_opening(self, opening):
        return self.filter(candidate__opening=opening)

    def in_openings(self, openings):
        return self.filter(candidate__opening__in=openings)

    def not_seating(self, user):
        """Interviews in which this person has no seat."""
        return self.exclude(panelists__in=Panelist.objects.live().held_by(user))

    def standing(self):
        """Neither cancelled nor missed by the candidate. Also `Interview.is_standing`."""
        return self.filter(cancelled_at=None, no_show_at=None)

    def current(self):
        """Standing ones of candidates still in, in openings still open."""
        return self.standing().filter(
            candidate__withdrawn_at=None,
            candidate__rejected_at=None,
            candidate__opening__archived_at=None,
        )

    def begun(self):
        """Those whose time has come. Also `Interview.has_begun`."""
        return self.filter(starts_at__lte=timezone.now())

    def untouched(self):
        """Those that may still move to another revision: no card was typed into or printed."""
        return self.filter(in_use_at=None)

    def keep_revisions(self):
        """As `Interview.keep_revision`; rows that were fetched before may be of another one."""
        return self.untouched().update(in_use_at=timezone.now())

    def from_today(self):
        """Those of today, begun or not, and later ones. The rest is `before_today`."""
        return self.filter(starts_at__gte=start_of_today())

    def before_today(self):
        return self.filter(starts_at__lt=start_of_today())

    def newest_first(self):
        return self.order_by("-starts_at", "-pk")

    def in_print_order(self):
        """By day and hour, then by candidate: the order in which a panel reaches for them."""
        return self.order_by("starts_at", "candidate__number", "pk")

    def with_panel(self):
        """What a list shows: candidate, opening and panel, and each revision once for all."""
        return self.select_related("candidate__opening").prefetch_related(
            "panelists__user", "revision__kit"
        )

    def with_sheets(self):
        """What a sheet prints: candidate, opening, revision and panel."""
        return self.select_related("candidate__opening", "revision__kit").prefetch_related(
            "panelists__user"
        )

    def schedule(self, candidate, round_key, starts_at, *, time_zone="", place="", panel=()):
        """A new interview by the opening's revision. `panel` are arguments of
        `Interview.add_panelist`, in the order of seats."""
        with transaction.atomic():
            candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
            if not candidate.is_current:
                raise ValidationError(
                    _("%(candidate)s is no longer in this opening, so there is no interview.")
                    % {"candidate": candidate}
                )
            if candidate.opening.archived_at:
                raise ValidationError(_("This opening is archived, so there is no interview."))
            interview = self.model(
                candidate=candidate,
                revision=candidate.opening.revision,
                round_key=round_key,
                starts_at=starts_at,
                time_zone=time_zone,
                place=place,
            )
            interview.full_clean()
            interview.save(force_insert=True)
            for person in panel:
                interview.add_panelist(**person)
        return interview


class Interview(models.Model):
    """One candidate in one round at one time. It keeps its kit revision once in use."""

    candidate = models.ForeignKey(
        Candidate, models.PROTECT, related_name="interviews", verbose_name=_("candidate")
    )
    revision = models.ForeignKey(
        KitRevision, models.PROTECT, related_name="interviews", verbose_name=_("kit revision")
    )
    round_key = LineField(_("round"), max_length=60)
    starts_at = models.DateTimeField(_("starts"))
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        blank=True,
        help_text=_("In which its times are given; empty is that of the installation."),
    )
    place = LineField(_("place or link"), max_length=240, blank=True)
    in_use_at = models.DateTimeField(_("in use since"), null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancel_reason = LineField(_("why it was cancelled"), max_length=240, blank=True)
    no_show_at = models.DateTimeField(_("candidate did not come"), null=True, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # in calendars
    sequence = models.PositiveIntegerField(default=0, editable=False)  # of its calendar entry

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "starts_at"],
                condition=models.Q(cancelled_at=None),
                name="interview_candidate_one_at_a_time",
                violation_error_message=_("This candidate has another interview at that time."),
            ),
        ]

    def __str__(self):
        return f"{self.candidate} · {self.round_key}"

    @property
    def is_standing(self):
        """Also InterviewQuerySet.standing."""
        return self.cancelled_at is None and self.no_show_at is None

    @property
    def has_begun(self):
        """Also InterviewQuerySet.begun."""
        return self.starts_at <= timezone.now()

    @property
    def is_held(self):
        """Its time is over, and nothing says that it did not take place."""
        return self.is_standing and self.ends_at <= timezone.now()

    @property
    def panel(self):
        """Who sits in it now, by seat. No query where panelists were fetched before."""
        return [panelist for panelist in self.panelists.all() if panelist.ended_at is None]

    @property
    def zone(self):
        """The time zone in which its times are given."""
        if self.time_zone:
            return zoneinfo.ZoneInfo(self.time_zone)
        return timezone.get_default_timezone()

    @property
    def starts_there(self):
        """When it starts, in its own time zone, in templates too."""
        return ThereTime.of(self.starts_at, self.zone)

    @property
    def ends_there(self):
        return ThereTime.of(self.ends_at, self.zone)

    @cached_property
    def round(self):
        """The round of the frozen kit that this interview holds."""
        return self.revision.as_document().round(self.round_key)

    @property
    def round_name(self):
        """The name of the round, without reading the whole document."""
        return self.revision.rounds_by_key[self.round_key]["name"]

    @property
    def ends_at(self):
        minutes = self.revision.rounds_by_key[self.round_key]["minutes"]
        return self.starts_at + datetime.timedelta(minutes=minutes)

    @property
    def day(self):
        """The date on which it starts, in the time zone of the installation."""
        return timezone.localdate(self.starts_at)

    def keep_revision(self):
        """From now on it keeps its kit revision: a card was typed into, printed or downloaded.
        Where it moved to another since it was fetched, it is of that one from here on."""
        if self.in_use_at is None:
            row = Interview.objects.filter(pk=self.pk)
            self.in_use_at = timezone.now()
            if not row.filter(revision=self.revision_id).keep_revisions():
                row.keep_revisions()
                self.refresh_from_db(fields=["in_use_at", "revision"])
                self.__dict__.pop("round", None)

    def clean(self):
        if self.revision_id and self.round_key not in {
            round_["key"] for round_ in self.revision.document["rounds"]
        }:
            raise ValidationError({"round_key": _("The kit has no round with this key.")})

    def lock_candidate(self):
        """First of all in an act that changes who may see what; then this row is read anew."""
        if not Candidate.objects.filter(pk=self.candidate_id).lock():
            # The candidate became one with another since this row was fetched.
            self.refresh_from_db(fields=["candidate"])
            Candidate.objects.filter(pk=self.candidate_id).lock()
        self.refresh_from_db(
            fields=["starts_at", "time_zone", "place", "cancelled_at", "no_show_at"]
        )

    def move(self, *, starts_at, time_zone, place):
        with transaction.atomic():
            self.lock_candidate()
            self._must_stand()
            self._must_have_no_card_in(
                _("A scorecard of this interview is in, so it was held and cannot be moved.")
            )
            self.starts_at, self.time_zone, self.place = starts_at, time_zone, place
            self.full_clean()
            self.save(update_fields=["starts_at", "time_zone", "place"])

    def cancel(self, *, reason=""):
        with transaction.atomic():
            self.lock_candidate()
            self._must_stand()
            self._must_have_no_card_in(
                _("A scorecard of this interview is in, so it was held and cannot be cancelled.")
            )
            self.cancelled_at, self.cancel_reason = timezone.now(), reason
            self.full_clean()
            self.save(update_fields=["cancelled_at", "cancel_reason"])

    def mark_no_show(self):
        """That the candidate did not come: nobody owes a scorecard any more."""
        with transaction.atomic():
            self.lock_candidate()
            self._must_stand()
            if not self.has_begun:
                raise ValidationError(
                    _("This interview has not begun yet. Cancel or move it instead.")
                )
            self._must_have_no_card_in(_("A scorecard of this interview is in, so it was held."))
            self.no_show_at = timezone.now()
            self.save(update_fields=["no_show_at"])

    def take_back_no_show(self):
        with transaction.atomic():
            self.lock_candidate()
            self.no_show_at = None
            self.save(update_fields=["no_show_at"])

    def add_panelist(self, *, user=None, guest_name="", guest_email="", part="member", seat=None):
        """A new seat, by default the first that is free. Returns it."""
        with transaction.atomic():
            self.lock_candidate()
            self._must_stand()
            taken = set(self.panelists.live().values_list("seat", flat=True))
            free = next(number for number in range(1, len(taken) + 2) if number not in taken)
            panelist = Panelist(
                interview=self,
                user=user,
                guest_name=guest_name,
                guest_email=guest_email,
                part=part,
                seat=seat or free,
            )
            panelist.full_clean()
            panelist.save(force_insert=True)
        return panelist

    def _must_stand(self):
        if self.cancelled_at:
            raise ValidationError(_("This interview was cancelled. Schedule a new one instead."))
        if self.no_show_at:
            raise ValidationError(
                _("The candidate did not come to this interview. Schedule a new one instead.")
            )

    def _must_have_no_card_in(self, words):
        if self.panelists.filter(scorecard__submitted_at__isnull=False).exists():
            raise ValidationError(words)


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
