"""Openings and their candidates."""

from django.conf import settings
from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.revisions import KitRevision
from roles.fields import LineField, LinesField
from roles.search import search_words


class OpeningQuerySet(models.QuerySet):
    def open(self):
        return self.filter(archived_at=None)

    def visible_to(self, user):
        """Those one manages or was added to; all for a superuser."""
        if user.is_superuser:
            return self
        return self.filter(models.Q(hiring_manager=user) | models.Q(members=user)).distinct()

    def run_by(self, user):
        """Those one manages or was added to. Unlike `visible_to`, also for a superuser."""
        return self.filter(models.Q(hiring_manager=user) | models.Q(members=user)).distinct()

    def open_first(self):
        return self.order_by(models.F("archived_at").desc(nulls_first=True), "reference")

    def for_kit(self, kit):
        return self.filter(revision__kit=kit)

    def matching(self, text):
        """Openings whose reference or title has every word of `text`."""
        openings = self
        for word in search_words(text):
            openings = openings.filter(
                models.Q(reference__icontains=word) | models.Q(title__icontains=word)
            )
        return openings

    def with_summary(self):
        """Hiring manager, kit, and how many candidates and interviews there are."""
        return (
            self.select_related("hiring_manager", "revision__kit")
            .defer("revision__document")
            .annotate(
                kit_title=KeyTextTransform("title", "revision__document"),
                candidate_count=models.Count("candidates", distinct=True),
                interview_count=models.Count("candidates__interviews", distinct=True),
            )
        )

    def with_details(self):
        """The kit revision, its role, and the people who run the opening."""
        return self.select_related("revision__kit__role", "hiring_manager").prefetch_related(
            "members"
        )


class Opening(models.Model):
    """One hiring effort. Its revision is that of the next interviews; held ones keep theirs."""

    reference = LineField(
        _("reference"), max_length=40, help_text=_("Short and unique; it stands on every sheet.")
    )
    title = LineField(_("title"), max_length=160)
    revision = models.ForeignKey(
        KitRevision, models.PROTECT, related_name="openings", verbose_name=_("kit revision")
    )
    hiring_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="openings_managed",
        verbose_name=_("hiring manager"),
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="openings_joined",
        blank=True,
        verbose_name=_("further members"),
        help_text=_("Colleagues and coordinators who help to run it."),
    )
    retention_months = models.PositiveSmallIntegerField(_("keep records for months"), default=12)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ["reference"]
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        constraints = [
            models.UniqueConstraint(
                Upper("reference"),
                name="opening_reference_once",
                violation_error_message=_("Another opening has that reference; choose a new one."),
            ),
            models.CheckConstraint(
                condition=models.Q(reference__regex=r"^[A-Za-z0-9][A-Za-z0-9._-]*$"),
                name="opening_reference_plain",
                violation_error_message=_(
                    "Write the reference with letters, digits, dots, hyphens and underscores, "
                    "such as AE-2027."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(retention_months__gte=1, retention_months__lte=120),
                name="opening_retention_1_to_120_months",
                violation_error_message=_("Keep records from 1 to 120 months."),
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"


class CandidateQuerySet(models.QuerySet):
    def with_interviews(self):
        """Interviews with their panels; candidates who withdrew come last."""
        return self.order_by(
            models.F("withdrawn_at").asc(nulls_first=True), "number"
        ).prefetch_related("interviews__panelists__user", "interviews__revision")


class Candidate(models.Model):
    opening = models.ForeignKey(
        Opening, models.PROTECT, related_name="candidates", verbose_name=_("opening")
    )
    number = models.PositiveIntegerField(_("number"))
    name = LineField(_("name"), max_length=160)
    email = models.EmailField(_("e-mail"), blank=True)
    adjustments = LinesField(
        _("adjustments"),
        help_text=_("What the panel does, one per line; never the reason for it."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["opening", "number"]
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "number"],
                name="candidate_number_once",
                violation_error_message=_("This opening has a candidate with that number."),
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1),
                name="candidate_number_positive",
                violation_error_message=_("Candidates are numbered from 1."),
            ),
        ]

    def __str__(self):
        return self.name
