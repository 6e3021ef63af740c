"""How a person likes to work."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Preference(models.Model):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="preference", verbose_name=_("user")
    )
    shows_all_questions = models.BooleanField(_("all questions on one page"), default=False)
    wants_reminders = models.BooleanField(
        _("remind me again of scorecards that are late"),
        default=True,
        help_text=_("The first reminder, at the end of the interview, always comes."),
    )

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")

    def __str__(self):
        return str(self.user)
