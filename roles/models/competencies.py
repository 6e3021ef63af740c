"""What is assessed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from roles.fields import LineField, LinesField, ProseField
from roles.history.records import LibraryRecords


class CompetencyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for those who may read the library. Panelists have the competencies in their kit."""
        return self if user.has_perm("roles.view_competency") else self.none()


class Competency(models.Model):
    """What is assessed. Its anchors belong to a rating scale and live with the interviews."""

    class Category(models.TextChoices):
        HARD = "hard", _("Hard skill")
        SOFT = "soft", _("Soft skill")
        LEADERSHIP = "leadership", _("Leadership")

    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = LineField(_("name"), max_length=160)
    category = models.CharField(_("category"), max_length=20, choices=Category)
    definition = ProseField(_("definition"))
    references = LinesField(
        _("references"), help_text=_("Elements of published frameworks, one per line.")
    )

    objects = CompetencyQuerySet.as_manager()
    history = LibraryRecords()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(category__in=["hard", "soft", "leadership"]),
                name="competency_category_known",
                violation_error_message=_("Choose hard skill, soft skill or leadership."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_category_display(self):
        """As Django's, which would make a dictionary of all choices at each call."""
        return str(self.Category(self.category).label)
