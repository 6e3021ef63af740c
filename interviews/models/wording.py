"""What library admins add to the advice on wording: ways of saying, and exceptions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from roles.fields import LineField, ProseField


class WordingRuleQuerySet(models.QuerySet):
    def as_rules(self):
        """The rules as plain data, for `interviews.wording`."""
        from interviews.wording import OwnRule

        names = ("kind", "topic", "severity", "text", "reason", "instead")
        return tuple(OwnRule(**row) for row in self.values(*names))


class WordingRule(models.Model):
    class Kind(models.TextChoices):
        PATTERN = "pattern", _("Advise against it")
        EXCEPTION = "exception", _("Never advise against it")

    class Severity(models.TextChoices):
        STOP = "stop", _("Stop: approval needs a reason")
        CAUTION = "caution", _("Caution")

    kind = models.CharField(_("what to do"), max_length=20, choices=Kind, default=Kind.PATTERN)
    text = LineField(
        _("words"),
        max_length=200,
        help_text=_("A phrase, case ignored. A * stands for any ending, such as famil*."),
    )
    topic = models.CharField(
        _("topic"),
        max_length=40,
        blank=True,
        help_text=_("What it is about. An exception without a topic holds for all."),
    )
    severity = models.CharField(
        _("severity"), max_length=20, choices=Severity, default=Severity.CAUTION
    )
    reason = ProseField(
        _("reason"), help_text=_("Shown to whoever writes such a text, or kept with the exception.")
    )
    instead = ProseField(_("what to ask instead"), blank=True)

    objects = WordingRuleQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "text"]
        verbose_name = _("rule on wording")
        verbose_name_plural = _("rules on wording")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "topic", "text"],
                name="wording_rule_once",
                violation_error_message=_("There is such a rule already."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["pattern", "exception"])
                & models.Q(severity__in=["stop", "caution"]),
                name="wording_rule_kind_and_severity_known",
                violation_error_message=_("Choose what to do, and how severe it is."),
            ),
        ]

    def __str__(self):
        return self.text
