"""What was done to a draft kit, so that it can be taken back."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.fields import ProseField

TOKEN = re.compile("[0-9a-f]{64}")


class StaleDraftError(ValidationError):
    """The draft is not what the person looked at. `changes` are those made since, oldest first;
    empty where they were made in another way or long ago."""

    def __init__(self, changes):
        super().__init__(
            _("This kit was changed meanwhile, so nothing was done. Look at it as it is now.")
        )
        self.changes = changes


class KitChangeQuerySet(models.QuerySet):
    def standing(self):
        """Those not taken back."""
        return self.filter(undone_at=None)

    def taken_back(self):
        return self.filter(undone_at__isnull=False)

    def in_brief(self):
        """Without the states, which are long."""
        return self.defer("before", "after").select_related("by")

    def since(self, token):
        """Those that came after the draft was in the state that `token` stands for, oldest
        first."""
        if not TOKEN.fullmatch(token):
            return self.none()  # it came with a request, and may be anything
        standing = self.standing().order_by("number")
        seen = standing.filter(after_token=token).last()
        if seen:
            return standing.filter(number__gt=seen.number)
        first = standing.filter(before_token=token).last()
        return standing.filter(number__gte=first.number) if first else self.none()


class KitChange(models.Model):
    """One change of a draft: its rows before and after it."""

    KEPT = 100  # of one kit

    kit = models.ForeignKey("interviews.Kit", models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    words = ProseField(_("what was done"))
    before = models.JSONField()
    after = models.JSONField()
    before_token = models.CharField(max_length=64)
    after_token = models.CharField(max_length=64)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = KitChangeQuerySet.as_manager()

    class Meta:
        ordering = ["kit", "number"]
        verbose_name = _("change of a kit")
        verbose_name_plural = _("changes of a kit")
        constraints = [
            models.UniqueConstraint(fields=["kit", "number"], name="kit_change_number_once"),
        ]

    def __str__(self):
        return self.words
