"""“Which role do we need?”: the questions a job family asks, and the signs by which a role's own
fields answer them."""

from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roles import choice
from roles.fields import LineField, ProseField


class ChoiceQuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All questions for those who may see the roles they lead to."""
        return self if user.has_perm("roles.view_role") else self.none()

    def of_family(self, slug):
        return self.filter(family__slug=slug).select_related("family")

    def with_rules(self):
        """Everything that ranks roles."""
        return self.prefetch_related("answers__signs")


class ChoiceQuestion(models.Model):
    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    family = models.ForeignKey(
        "JobFamily",
        models.CASCADE,
        related_name="choice_questions",
        verbose_name=_("job family"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = LineField(_("question"), max_length=240)
    help = ProseField(_("help"), blank=True, help_text=_("Shown below the question."))

    objects = ChoiceQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["family", "position", "slug"]
        verbose_name = _("question about which role")
        verbose_name_plural = _("questions about which role")

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("roles:choice_of", args=[self.family.slug])

    def as_rule(self):
        """The question as plain data. Needs `with_rules` to be quick."""
        answers = self.answers.all()
        keys = choice.keys_of(answer.text for answer in answers)
        return choice.Question(
            slug=self.slug,
            text=self.text,
            help=self.help,
            answers=tuple(answer.as_rule(key) for answer, key in zip(answers, keys, strict=True)),
        )


class ChoiceAnswer(models.Model):
    """One answer to a question, with the signs that a role fits it."""

    question = models.ForeignKey(
        ChoiceQuestion, models.CASCADE, related_name="answers", verbose_name=_("question")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = LineField(_("answer"), max_length=240)

    class Meta:
        ordering = ["question", "position", "pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "text"],
                name="choice_answer_once",
                violation_error_message=_("This question has that answer already."),
            ),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return self.question.get_absolute_url()

    def as_rule(self, key):
        signs = tuple(sign.as_rule() for sign in self.signs.all())
        return choice.Answer(key=key, text=self.text, signs=signs)


class ChoiceSign(models.Model):
    """Words in a field of a role that speak for it, or against it, where an answer is chosen."""

    class Field(models.TextChoices):
        SUMMARY = "summary", _("summary")
        SCOPE = "scope", _("scope of authority")
        DISTINCTIONS = "distinctions", _("beside other roles")
        RESPONSIBILITIES = "responsibilities", _("responsibilities")
        HARD_SKILLS = "hard_skills", _("hard skills")
        SOFT_SKILLS = "soft_skills", _("soft skills")
        EDUCATION = "education", _("education")
        EXPERIENCE = "experience", _("experience")
        WORK_ENVIRONMENT = "work_environment", _("work environment")
        TRAVEL = "travel", _("travel")
        MEASURES = "measures", _("measures of performance")
        PAY_STRUCTURE = "pay_structure", _("pay structure")
        INDUSTRIES = "industries", _("industries")
        LEVEL = "level", _("level")
        COMPETENCIES = "competencies", _("competencies")

    answer = models.ForeignKey(
        ChoiceAnswer, models.CASCADE, related_name="signs", verbose_name=_("answer")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    points = models.SmallIntegerField(
        _("points"), help_text=_("1 to 3 speak for a role, -1 to -3 against it.")
    )
    field = models.CharField(_("field of the role"), max_length=20, choices=Field)
    words = LineField(
        _("words"),
        max_length=160,
        help_text=_("Looked for in the field as whole words, in any case."),
    )

    class Meta:
        ordering = ["answer", "position", "pk"]
        verbose_name = _("sign")
        verbose_name_plural = _("signs")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(points__gte=-3, points__lte=3) & ~models.Q(points=0),
                name="choice_sign_points_known",
                violation_error_message=_("Give 1 to 3 points, or -1 to -3; none says nothing."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    field__in=[
                        "summary",
                        "scope",
                        "distinctions",
                        "responsibilities",
                        "hard_skills",
                        "soft_skills",
                        "education",
                        "experience",
                        "work_environment",
                        "travel",
                        "measures",
                        "pay_structure",
                        "industries",
                        "level",
                        "competencies",
                    ]
                ),
                name="choice_sign_field_known",
                violation_error_message=_("Choose a field that roles have."),
            ),
            models.UniqueConstraint(
                fields=["answer", "field", "words"],
                name="choice_sign_once",
                violation_error_message=_("This answer has that sign already."),
            ),
        ]

    def __str__(self):
        return f"{self.points:+d} {self.get_field_display()}: {self.words}"

    def as_rule(self):
        return choice.Sign(points=self.points, field=self.Field(self.field), words=self.words)


def profiles_of(roles):
    """The roles of a QuerySet as the rules see them."""
    return [profile_of(role) for role in roles.prefetch_related("role_competencies__competency")]


def profile_of(role):
    """What the rules can see of a role."""
    texts = set(ChoiceSign.Field) - {ChoiceSign.Field.LEVEL, ChoiceSign.Field.COMPETENCIES}
    lines = {
        name: getattr(role, f"{name}_list", None) or choice.passages(getattr(role, name))
        for name in texts
    }
    shown = {name: tuple(choice.Line(text) for text in texts) for name, texts in lines.items()}
    return choice.Profile(
        slug=role.slug,
        title=role.title,
        level=role.get_level_display(),
        lines=shown | {"level": (_level_line(role),), "competencies": _competency_lines(role)},
    )


def _level_line(role):
    """Shown in the reader's language, found in the library's: rules rank the same for everybody."""
    with translation.override(None):
        sought = f"{role.level}\n{role.get_level_display()}"
    return choice.Line(role.get_level_display(), sought)


def _competency_lines(role):
    return tuple(
        choice.Line(_weighed(row), row.competency.name) for row in role.role_competencies.all()
    )


def _weighed(row):
    values = {"name": row.competency.name, "weight": row.weight}
    if row.essential:
        return gettext("%(name)s, %(weight)s %%, essential") % values
    return gettext("%(name)s, %(weight)s %%") % values
