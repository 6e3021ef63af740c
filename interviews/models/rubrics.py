"""Rating scales, the anchors that say what each point looks like for a competency, and the scale
of the overall recommendation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from roles.fields import LineField, ProseField
from roles.history.records import LibraryRecords
from roles.models import Competency, Level


class RatingScale(models.Model):
    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = LineField(_("name"), max_length=160)
    instruction = ProseField(
        _("how to rate"), blank=True, help_text=_("Printed on the first page of every scorecard.")
    )

    history = LibraryRecords()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("rating scale")
        verbose_name_plural = _("rating scales")

    def __str__(self):
        return self.name


class ScalePoint(models.Model):
    scale = models.ForeignKey(
        RatingScale, models.CASCADE, related_name="points", verbose_name=_("rating scale")
    )
    value = models.PositiveSmallIntegerField(_("number"))
    label = LineField(_("label"), max_length=80)
    definition = ProseField(_("definition"))

    history = LibraryRecords()

    class Meta:
        ordering = ["scale", "value"]
        verbose_name = _("scale point")
        verbose_name_plural = _("scale points")
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "value"],
                name="scale_point_value_once",
                violation_error_message=_("This scale has that number already."),
            ),
            models.CheckConstraint(
                condition=models.Q(value__gte=1, value__lte=9),
                name="scale_point_value_1_to_9",
                violation_error_message=_("Give a number from 1 to 9."),
            ),
        ]

    def __str__(self):
        return f"{self.value} {self.label}"


class AnchorQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All anchors for those who may read them. Panelists have the anchors in their kit."""
        return self if user.has_perm("interviews.view_anchor") else self.none()


class Anchor(models.Model):
    """The behaviour that earns a point: in general, or for one role level that overrides it."""

    competency = models.ForeignKey(
        Competency, models.CASCADE, related_name="anchors", verbose_name=_("competency")
    )
    point = models.ForeignKey(
        ScalePoint, models.PROTECT, related_name="anchors", verbose_name=_("scale point")
    )
    level = models.CharField(
        _("role level"),
        max_length=20,
        choices=Level,
        blank=True,
        help_text=_("Leave empty for the general anchor."),
    )
    text = ProseField(_("behaviour"))

    objects = AnchorQuerySet.as_manager()
    history = LibraryRecords()

    class Meta:
        ordering = ["competency", "level", "point__value"]
        verbose_name = _("anchor")
        verbose_name_plural = _("anchors")
        constraints = [
            models.UniqueConstraint(
                fields=["competency", "level", "point"],
                name="anchor_once",
                violation_error_message=_(
                    "This competency has an anchor for that point and level already."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=["", *Level.values]),
                name="anchor_level_known",
                violation_error_message=_("Choose a level, or none for the general anchor."),
            ),
        ]

    def __str__(self):
        return f"{self.competency} {self.point.value}"


def anchors_at(anchors, scale, level):
    """One text per scale value, `{1: "...", ...}`: the level's anchor where it has one, else the
    general one. `anchors` are loaded rows of one competency with their points."""
    chosen = {}
    for anchor in sorted(anchors, key=lambda anchor: anchor.level != ""):
        if anchor.point.scale_id == scale.pk and anchor.level in ("", level):
            chosen[anchor.point.value] = anchor.text
    return dict(sorted(chosen.items()))


class Recommendation(models.TextChoices):
    """The overall recommendation: no middle, never a number, never averaged."""

    STRONG_NO = "strong_no", _("Strong no")
    NO = "no", _("No")
    YES = "yes", _("Yes")
    STRONG_YES = "strong_yes", _("Strong yes")
    NO_DECISION = "no_decision", _("No decision, because")
