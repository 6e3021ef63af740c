"""Seeing is an act: who opened whose scorecards, and when."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models import Candidate
from roles.fields import ProseField
from scorecards.models.cards import Scorecard


class LookQuerySet(models.QuerySet):
    def by(self, user):
        return self.filter(by=user)

    def at(self, candidate):
        return self.filter(candidate=candidate)


class Look(models.Model):
    """That somebody opened the scorecards of a candidate. `scorecards` are the cards shown, locked
    from then on. `reason` is a superuser's."""

    candidate = models.ForeignKey(
        Candidate, models.PROTECT, related_name="looks", verbose_name=_("candidate")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="looks", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    reason = ProseField(_("reason"), blank=True)
    totals_only = models.BooleanField(_("totals only"), default=False)
    scorecards = models.ManyToManyField(
        Scorecard, related_name="looks", verbose_name=_("scorecards shown")
    )

    objects = LookQuerySet.as_manager()

    class Meta:
        ordering = ["candidate", "at", "pk"]
        verbose_name = _("look at scorecards")
        verbose_name_plural = _("looks at scorecards")

    def __str__(self):
        return f"{self.by}: {self.candidate}"
