"""Interviews, and the panels that hold them."""

import datetime
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from interviews.models.openings import Candidate
from interviews.models.revisions import KitRevision
from roles.fields import LineField

COPY_CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def start_of_today():
    """Midnight in the time zone of the installation."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


class InterviewQuerySet(models.QuerySet):
    def for_opening(self, opening):
        return self.filter(candidate__opening=opening)

    def in_openings(self, openings):
        return self.filter(candidate__opening__in=openings)

    def seating(self, user):
        """Interviews in which this person has a seat."""
        return self.filter(panelists__user=user)

    def not_seating(self, user):
        return self.exclude(panelists__user=user)

    def current(self):
        """Of candidates still in, in openings still open."""
        return self.filter(candidate__withdrawn_at=None, candidate__opening__archived_at=None)

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
    place = LineField(_("place or link"), max_length=240, blank=True)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "starts_at"],
                name="interview_candidate_one_at_a_time",
                violation_error_message=_("This candidate has another interview at that time."),
            ),
        ]

    def __str__(self):
        return f"{self.candidate} · {self.round_key}"

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

    def clean(self):
        if self.revision_id and self.round_key not in {
            round_["key"] for round_ in self.revision.document["rounds"]
        }:
            raise ValidationError({"round_key": _("The kit has no round with this key.")})


def new_copy_code():
    """Eight letters that are not mistaken for one another, such as K7QF-2MXD."""
    letters = [secrets.choice(COPY_CODE_LETTERS) for _letter in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


class PanelistQuerySet(models.QuerySet):
    def for_opening(self, opening):
        return self.filter(interview__candidate__opening=opening)


class Panelist(models.Model):
    """A seat in an interview. The copy code names its scorecard on paper."""

    class Part(models.TextChoices):
        CHAIR = "chair", _("Chair")
        MEMBER = "member", _("Member")
        OBSERVER = "observer", _("Observer")

    interview = models.ForeignKey(
        Interview, models.CASCADE, related_name="panelists", verbose_name=_("interview")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats", verbose_name=_("person")
    )
    part = models.CharField(_("part"), max_length=10, choices=Part, default=Part.MEMBER)
    seat = models.PositiveSmallIntegerField(_("seat"))
    copy_code = models.CharField(
        _("copy code"), max_length=12, unique=True, default=new_copy_code, editable=False
    )

    objects = PanelistQuerySet.as_manager()

    class Meta:
        ordering = ["interview", "seat"]
        verbose_name = _("panelist")
        verbose_name_plural = _("panelists")
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "user"],
                name="panelist_once",
                violation_error_message=_("This person sits on that panel already."),
            ),
            models.UniqueConstraint(
                fields=["interview", "seat"],
                name="panelist_seat_once",
                violation_error_message=_("That seat is taken."),
            ),
            models.UniqueConstraint(
                fields=["interview"],
                condition=models.Q(part="chair"),
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
        ]

    def __str__(self):
        return f"{self.name} ({self.get_part_display()})"

    @property
    def name(self):
        return self.user.get_full_name() or self.user.get_username()
