"""Published pay figures."""

from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roles.fields import LineField, ProseField


class PayBenchmark(models.Model):
    """A published pay figure. It names its source; a date stands only where the source has one."""

    role = models.ForeignKey("Role", models.CASCADE, related_name="pay_benchmarks")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    amount = models.PositiveIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    period = models.CharField(
        _("period"),
        max_length=10,
        choices=[("year", _("a year")), ("month", _("a month")), ("hour", _("an hour"))],
        default="year",
    )
    source = LineField(_("source"), max_length=300)
    date = models.DateField(
        _("date of the source"),
        null=True,
        blank=True,
        help_text=_("Leave empty where the source gives none."),
    )
    note = ProseField(_("note"), blank=True)

    class Meta:
        ordering = ["role", "position", "pk"]
        verbose_name = _("pay benchmark")
        verbose_name_plural = _("pay benchmarks")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gte=1),
                name="pay_benchmark_amount_positive",
                violation_error_message=_("Give an amount of at least 1."),
            ),
            models.CheckConstraint(
                condition=models.Q(period__in=["year", "month", "hour"]),
                name="pay_benchmark_period_known",
                violation_error_message=_("Choose a year, a month or an hour."),
            ),
            models.CheckConstraint(
                condition=models.Q(currency__regex=r"^[A-Z]{3}$"),
                name="pay_benchmark_currency_code",
                violation_error_message=_("Give the currency as three capitals, such as USD."),
            ),
        ]

    def __str__(self):
        amount = number_format(self.amount, force_grouping=True)
        return f"{amount} {self.currency} {self.get_period_display()}"

    @property
    def origin(self):
        """Its source and date, such as “A survey, 6 May 2024” or “An article, undated”."""
        return f"{self.source}, {date_format(self.date) if self.date else gettext('undated')}"
