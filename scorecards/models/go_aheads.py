"""That a candidate goes on to the next round: an act, never a consequence of a rating."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models import Candidate
from roles.fields import LineField


class GoAhead(models.Model):
    """That a candidate goes on after a round, said by its chair or the hiring manager."""

    candidate = models.ForeignKey(
        Candidate, models.PROTECT, related_name="go_aheads", verbose_name=_("candidate")
    )
    round_key = LineField(_("round"), max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["candidate", "at"]
        verbose_name = _("go-ahead")
        verbose_name_plural = _("go-aheads")
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "round_key"],
                name="go_ahead_once",
                violation_error_message=_("This candidate goes on from that round already."),
            ),
        ]

    def __str__(self):
        return f"{self.candidate}: {self.round_key}"
