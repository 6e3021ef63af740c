"""The rounds of draft kits, and the questions that each asks."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from interviews.models.questions import Question
from roles.fields import LineField, LinesOfChoicesField, ProseField


class Round(models.Model):
    kit = models.ForeignKey(
        "interviews.Kit", models.CASCADE, related_name="rounds", verbose_name=_("kit")
    )
    key = models.SlugField(
        _("key"), max_length=60, help_text=_("Stays the same when the round is renamed.")
    )
    name = LineField(_("name"), max_length=80)
    purpose = LineField(_("purpose"), max_length=240, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    minutes = models.PositiveSmallIntegerField(_("minutes of the slot"), default=60)
    panel_size = models.PositiveSmallIntegerField(_("panelists"), default=2)
    opening_minutes = models.PositiveSmallIntegerField(
        _("minutes for the opening"),
        null=True,
        blank=True,
        help_text=_("Empty: 3, or 2 in a slot under 31 minutes."),
    )
    closing_minutes = models.PositiveSmallIntegerField(
        _("minutes for the closing"),
        null=True,
        blank=True,
        help_text=_("Empty: 5, or 3 in a slot under 31 minutes."),
    )
    opening_script = ProseField(_("opening script"), blank=True)
    closing_script = ProseField(_("closing script"), blank=True)
    types = LinesOfChoicesField(
        _("types of question"),
        line_choices=Question.Type.choices,
        help_text=_("What assembling may choose for this round; none ticked means all."),
    )
    solo_role_play = models.BooleanField(
        _("role-plays with one panelist"),
        default=False,
        help_text=_("Assembling asks for two otherwise: one plays, one rates."),
    )

    class Meta:
        ordering = ["kit", "position", "pk"]
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["kit", "key"],
                name="round_key_once",
                violation_error_message=_("This kit has a round with that key already."),
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=5, minutes__lte=480),
                name="round_minutes_5_to_480",
                violation_error_message=_("Give the slot from 5 to 480 minutes."),
            ),
            models.CheckConstraint(
                condition=models.Q(panel_size__gte=1, panel_size__lte=12),
                name="round_panel_size_1_to_12",
                violation_error_message=_("A panel has from 1 to 12 people."),
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(opening_minutes__isnull=True) | models.Q(opening_minutes__lte=480)
                )
                & (models.Q(closing_minutes__isnull=True) | models.Q(closing_minutes__lte=480)),
                name="round_opening_and_closing_up_to_480",
                violation_error_message=_("Opening and closing have at most 480 minutes each."),
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.kit})"


class KitQuestion(models.Model):
    round = models.ForeignKey(
        Round, models.CASCADE, related_name="kit_questions", verbose_name=_("round")
    )
    question = models.ForeignKey(
        Question, models.PROTECT, related_name="kit_questions", verbose_name=_("question")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        help_text=_("Empty: as in the question bank."),
    )
    scored = models.BooleanField(_("scored"), default=True)
    asker = models.PositiveSmallIntegerField(
        _("asked by seat"),
        null=True,
        blank=True,
        help_text=_("The panelist who asks it; 1 is the first seat. Empty: agreed in the room."),
    )
    locked = models.BooleanField(
        _("locked"), default=False, help_text=_("Assembling leaves it in this round.")
    )
    drop_order = models.PositiveSmallIntegerField(
        _("dropped"),
        null=True,
        blank=True,
        help_text=_("When time runs short, 1 is left out first. Empty: it is always asked."),
    )

    class Meta:
        ordering = ["round", "position", "pk"]
        verbose_name = _("question of a kit")
        verbose_name_plural = _("questions of a kit")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "question"],
                name="kit_question_once_in_a_round",
                violation_error_message=_("This round asks that question already."),
            ),
            models.CheckConstraint(
                condition=models.Q(asker__isnull=True) | models.Q(asker__gte=1, asker__lte=12),
                name="kit_question_asker_1_to_12",
                violation_error_message=_("Seats are numbered from 1 to 12."),
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__isnull=True)
                | models.Q(minutes__gte=1, minutes__lte=120),
                name="kit_question_minutes_1_to_120",
                violation_error_message=_("Give the time for the answer, from 1 to 120 minutes."),
            ),
            models.CheckConstraint(
                condition=models.Q(drop_order__isnull=True)
                | models.Q(drop_order__gte=1, drop_order__lte=99),
                name="kit_question_drop_order_1_to_99",
                violation_error_message=_("Number the optional questions from 1 to 99."),
            ),
        ]

    def __str__(self):
        return str(self.question)

    def clean(self):
        self._refuse_unapproved()
        if self.scored and self.question_id and not self.question.can_be_scored:
            raise ValidationError(
                {"scored": _("Background and motivation questions are never scored: untick this.")}
            )

    def _refuse_unapproved(self):
        """Only approved questions enter a kit, and its owner's own while they are proposals; one
        that is in it already may stay."""
        kit = getattr(self.round, "kit", None)  # none yet in a form that lacks it
        if not self.question_id or self.question.may_be_asked_by(kit and kit.owner_id):
            return
        before = KitQuestion.objects.filter(pk=self.pk, question=self.question_id)
        if not (self.pk and before.exists()):
            raise ValidationError(
                {
                    "question": _("This question is “%(state)s”: only approved ones enter a kit.")
                    % {"state": self.question.get_state_display()}
                }
            )
