"""What the author of a scorecard heard and thinks. `scorecards.visibility` guards these rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interviews.models import Question
from roles.fields import LineField, ProseField
from roles.models import Competency


def version():
    """Counts the writes of one field, so that a stale write is noticed."""
    return models.PositiveIntegerField(default=0, editable=False)


class Rating(models.Model):
    """What a panelist noted of one question of the round. A number, or why there is none, only
    where the question is scored; `highest` is the top of its frozen scale. `question` and
    `competency` are those of the library while it has them. Ticks are the numbers of the ticked
    lines, from 1, with commas. Every field has a version beside it; number and state are one
    field, `answer`."""

    class State(models.TextChoices):
        NOT_ASKED = "not_asked", _("not asked")
        NO_EVIDENCE = "no_evidence", _("no evidence")
        DECLINED = "declined", _("declined to answer")

    scorecard = models.ForeignKey(
        "scorecards.Scorecard", models.PROTECT, related_name="ratings", verbose_name=_("scorecard")
    )
    question_key = LineField(_("question in the kit"), max_length=120)
    question = models.ForeignKey(
        Question,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="ratings",
        verbose_name=_("question"),
    )
    competency = models.ForeignKey(
        Competency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ratings",
        verbose_name=_("competency"),
    )
    is_scored = models.BooleanField(_("scored"), default=True)
    highest = models.PositiveSmallIntegerField(_("highest number"), default=5)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    state = models.CharField(_("why there is none"), max_length=12, choices=State, blank=True)
    answer_version = version()
    evidence = ProseField(_("evidence"), blank=True)
    evidence_version = version()
    notes = ProseField(_("private notes"), blank=True)
    notes_version = version()
    follow_ups = models.CharField(_("follow-ups asked"), max_length=400, blank=True)
    follow_ups_version = version()
    positive_indicators = models.CharField(_("indicators heard"), max_length=400, blank=True)
    positive_indicators_version = version()
    red_flags = models.CharField(_("red flags heard"), max_length=400, blank=True)
    red_flags_version = version()
    own_follow_ups = ProseField(_("follow-ups of one's own"), blank=True)
    own_follow_ups_version = version()

    class Meta:
        ordering = ["scorecard", "pk"]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(
                fields=["scorecard", "question_key"], name="rating_question_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number=None)
                | models.Q(number__gte=1, number__lte=models.F("highest")),
                name="rating_on_the_scale",
                violation_error_message=_("Choose a number of the scale."),
            ),
            models.CheckConstraint(
                condition=models.Q(number=None) | models.Q(state=""),
                name="rating_number_or_state",
                violation_error_message=_("Choose a number, or why there is none; not both."),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["", "not_asked", "no_evidence", "declined"]),
                name="rating_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(is_scored=True) | models.Q(number=None, state=""),
                name="rating_only_where_scored",
                violation_error_message=_("This question is not rated."),
            ),
        ]

    def __str__(self):
        return f"{self.scorecard}: {self.question_key}"


class Summary(models.Model):
    """What a panelist makes of the whole interview. Private notes are the author's alone."""

    scorecard = models.OneToOneField(
        "scorecards.Scorecard", models.PROTECT, related_name="summary", verbose_name=_("scorecard")
    )
    strengths = ProseField(_("strengths"), blank=True)
    strengths_version = version()
    concerns = ProseField(_("concerns"), blank=True)
    concerns_version = version()
    recommendation = models.CharField(_("recommendation"), max_length=120, blank=True)
    recommendation_version = version()
    recommendation_reason = ProseField(_("reason for no decision"), blank=True)
    recommendation_reason_version = version()
    notes = ProseField(_("private notes"), blank=True)
    notes_version = version()

    class Meta:
        verbose_name = _("summary")
        verbose_name_plural = _("summaries")

    def __str__(self):
        return str(self.scorecard)
