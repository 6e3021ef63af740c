"""Interviews: one candidate in one round at one time."""

import datetime
import uuid
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from interviews.models.openings import Candidate
from interviews.models.revisions import KitRevision
from roles.fields import LineField


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
        from interviews.models.panels import Panelist  # panels build on interviews

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
            panelist = self.panelists.model(
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
