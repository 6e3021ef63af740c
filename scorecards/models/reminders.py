"""Which reminders went out, so that none goes twice."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models import Panelist
from scorecards.models.mail import Mail


class Reminder(models.Model):
    """That somebody was told of a panelist's outstanding card."""

    class Stage(models.TextChoices):
        SLOT_END = "slot_end", _("at the end of the interview")
        HOUR_LATER = "hour_later", _("one hour later")
        NEXT_MORNING = "next_morning", _("the next working morning")
        SECOND_DAY = "second_day", _("on the second working day")
        THIRD_DAY = "third_day", _("on the third working day")
        CHAIR_TOLD = "chair_told", _("chair or hiring manager told")

    panelist = models.ForeignKey(
        Panelist, models.CASCADE, related_name="reminders", verbose_name=_("panelist")
    )
    stage = models.CharField(_("stage"), max_length=14, choices=Stage)
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, blank=True, related_name="reminders")

    class Meta:
        ordering = ["panelist", "pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["panelist", "stage"], name="reminder_once"),
        ]

    def __str__(self):
        return f"{self.panelist}: {self.stage}"
