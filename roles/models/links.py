"""Reporting lines and career paths."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from roles.fields import LineField


class RoleLink(models.Model):
    """A line to another role: to the role itself where the library has it, with words beside."""

    class Kind(models.TextChoices):
        REPORTS_TO = "reports_to", _("Reports to")
        CAREER_FROM = "career_from", _("Comes from")
        CAREER_TO = "career_to", _("Leads to")

    role = models.ForeignKey("Role", models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    target = models.ForeignKey(
        "Role",
        models.RESTRICT,
        related_name="links_here",
        null=True,
        blank=True,
        verbose_name=_("role in the library"),
    )
    text = LineField(
        _("text"), max_length=240, blank=True, help_text=_("A title, or words beside the role.")
    )

    class Meta:
        ordering = ["role", "kind", "position", "pk"]
        verbose_name = _("link to another role")
        verbose_name_plural = _("links to other roles")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["reports_to", "career_from", "career_to"]),
                name="role_link_kind_known",
                violation_error_message=_("Choose reports to, comes from or leads to."),
            ),
            models.CheckConstraint(
                condition=models.Q(target__isnull=False) | ~models.Q(text=""),
                name="role_link_has_target_or_text",
                violation_error_message=_("Choose a role of the library, or write its title."),
            ),
            models.CheckConstraint(
                condition=models.Q(target__isnull=True) | ~models.Q(target=models.F("role")),
                name="role_link_not_to_itself",
                violation_error_message=_("A role cannot be linked to itself."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.target or self.text}"

    def clean(self):
        # In a form within its role's form the constraint above cannot be checked.
        if self.target_id and self.target_id == self.role_id:
            raise ValidationError({"target": _("A role cannot be linked to itself.")})
