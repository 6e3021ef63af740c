"""The question bank."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from roles.fields import LineField, LinesField, LinesOfChoicesField, ProseField
from roles.models import Competency, Level, Role


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The whole bank for those who may read it. Panelists have the questions in their kit."""
        return self if user.has_perm("interviews.view_question") else self.none()

    def asking_about(self, competencies):
        """Questions about these competencies (their pks), and those about none."""
        return self.filter(models.Q(competency=None) | models.Q(competency__in=list(competencies)))

    def roles_named(self):
        """The pks of the roles that a question names, by its pk; none for those that name none."""
        named = {}
        pairs = self.model.roles.through.objects.filter(question__in=self.values("pk"))
        for question, role in pairs.values_list("question", "role"):
            named.setdefault(question, set()).add(role)
        return named


class Question(models.Model):
    class Type(models.TextChoices):
        BEHAVIOURAL = "behavioural", _("Behavioural")
        SITUATIONAL = "situational", _("Situational")
        ROLE_PLAY = "role_play", _("Role-play")
        TECHNICAL = "technical", _("Technical")
        BACKGROUND = "background", _("Background")
        MOTIVATION = "motivation", _("Motivation")

    UNSCORED_TYPES = (Type.BACKGROUND, Type.MOTIVATION)

    slug = models.SlugField(_("slug"), unique=True, max_length=120)
    competency = models.ForeignKey(
        Competency,
        models.PROTECT,
        related_name="questions",
        null=True,
        blank=True,
        verbose_name=_("competency"),
        help_text=_("Only background and motivation questions go without."),
    )
    type = models.CharField(_("type"), max_length=20, choices=Type)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=6)
    prompt = ProseField(_("prompt"), help_text=_("Read aloud, word for word."))
    follow_ups = LinesField(_("follow-ups"))
    positive_indicators = LinesField(_("positive indicators"))
    red_flags = LinesField(_("red flags"))
    materials = ProseField(_("materials"), blank=True)
    roles = models.ManyToManyField(
        Role, related_name="questions", blank=True, verbose_name=_("roles it fits")
    )
    levels = LinesOfChoicesField(_("levels it fits"), line_choices=Level.choices, help_text="")
    language = LineField(_("language"), max_length=20, default="en")
    source = LineField(_("source"), max_length=200, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    type__in=[
                        "behavioural",
                        "situational",
                        "role_play",
                        "technical",
                        "background",
                        "motivation",
                    ]
                ),
                name="question_type_known",
                violation_error_message=_("Choose one of the types of question."),
            ),
            models.CheckConstraint(
                condition=models.Q(competency__isnull=False)
                | models.Q(type__in=["background", "motivation"]),
                name="question_scored_type_has_competency",
                violation_error_message=_(
                    "Choose the competency that this question asks about; only background and "
                    "motivation questions go without."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=120),
                name="question_minutes_1_to_120",
                violation_error_message=_("Give the time for the answer, from 1 to 120 minutes."),
            ),
        ]

    def __str__(self):
        return self.prompt if len(self.prompt) <= 90 else f"{self.prompt[:87]}…"

    @property
    def can_be_scored(self):
        return self.type not in self.UNSCORED_TYPES
