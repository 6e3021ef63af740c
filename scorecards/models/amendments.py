"""What an author changed after submitting; the original stays."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.fields import LineField, ProseField
from scorecards.models.cards import Scorecard


class Amendment(models.Model):
    """A new value of one field of a submitted card, with the reason. `field` is named as on the
    page, such as `rating-KEY` or `strengths`; `before` is what stood there until then."""

    scorecard = models.ForeignKey(
        Scorecard, models.PROTECT, related_name="amendments", verbose_name=_("scorecard")
    )
    field = LineField(_("field"), max_length=160)
    before = ProseField(_("before"), blank=True)
    after = ProseField(_("after"), blank=True)
    reason = ProseField(_("reason"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        ordering = ["scorecard", "pk"]
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="amendment_has_a_reason",
                violation_error_message=_("Say why you change it; the reason is kept beside it."),
            ),
        ]

    def __str__(self):
        return f"{self.scorecard}: {self.field}"
