"""Job roles and what they ask for. A role here is a job to hire for, never a permission."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roles.fields import LineField, LinesField, ProseField
from roles.search import search_words


class Level(models.TextChoices):
    """How senior a role is, from the first rung up."""

    JUNIOR = "junior", _("Junior")
    MID = "mid", _("Mid-level")
    SENIOR = "senior", _("Senior")
    LEAD = "lead", _("Lead")
    MANAGER = "manager", _("Manager")
    DIRECTOR = "director", _("Director")
    EXECUTIVE = "executive", _("Executive")

    @classmethod
    def in_order(cls, field="level"):
        """An expression that sorts rows from junior to executive."""
        return models.Case(
            *[models.When(**{field: value}, then=rank) for rank, value in enumerate(cls.values)],
            default=len(cls.values),
            output_field=models.IntegerField(),
        )


class JobFamily(models.Model):
    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = LineField(_("name"), max_length=120)
    summary = ProseField(_("summary"), blank=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("job family")
        verbose_name_plural = _("job families")

    def __str__(self):
        return self.name


class Competency(models.Model):
    """What is assessed. Its anchors belong to a rating scale and live with the interviews."""

    class Category(models.TextChoices):
        HARD = "hard", _("Hard skill")
        SOFT = "soft", _("Soft skill")
        LEADERSHIP = "leadership", _("Leadership")

    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = LineField(_("name"), max_length=160)
    category = models.CharField(_("category"), max_length=20, choices=Category)
    definition = ProseField(_("definition"))
    references = LinesField(
        _("references"), help_text=_("Elements of published frameworks, one per line.")
    )

    class Meta:
        ordering = ["slug"]
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(category__in=["hard", "soft", "leadership"]),
                name="competency_category_known",
                violation_error_message=_("Choose hard skill, soft skill or leadership."),
            ),
        ]

    def __str__(self):
        return self.name


class RoleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All roles for those who may read the library. Panelists have the role in their kit."""
        return self if user.has_perm("roles.view_role") else self.none()

    def matching(self, text):
        """Roles whose title or other titles have every word of `text`."""
        roles = self
        for word in search_words(text):
            roles = roles.filter(
                models.Q(title__icontains=word) | models.Q(other_titles__icontains=word)
            )
        return roles

    def from_junior_to_executive(self):
        return self.order_by("family__name", Level.in_order(), "title")

    def with_profile(self):
        """Everything that the page of one role shows."""
        return self.select_related("family").prefetch_related(
            "pay_benchmarks",
            "role_competencies__competency",
            "links__target",
            models.Prefetch(
                "links_here",
                RoleLink.objects.filter(kind=RoleLink.Kind.REPORTS_TO).select_related("role"),
                to_attr="links_of_reports",
            ),
        )


class Role(models.Model):
    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    family = models.ForeignKey(
        JobFamily, models.PROTECT, related_name="roles", verbose_name=_("job family")
    )
    title = LineField(_("title"), max_length=160)
    level = models.CharField(_("level"), max_length=20, choices=Level)
    other_titles = LinesField(_("other titles"))
    summary = ProseField(_("summary"))
    scope = ProseField(_("scope of authority"), blank=True)
    responsibilities = LinesField(_("responsibilities"))
    hard_skills = LinesField(_("hard skills"))
    soft_skills = LinesField(_("soft skills"))
    education = ProseField(_("education"), blank=True)
    experience = ProseField(_("experience"), blank=True)
    work_environment = ProseField(_("work environment"), blank=True)
    travel = ProseField(_("travel"), blank=True)
    measures = LinesField(_("measures of performance"))
    pay_structure = ProseField(_("pay structure"), blank=True)
    industries = LinesField(_("industries"))
    onet_soc = LinesField(_("O*NET-SOC codes"), help_text=_("Such as 11-2022.00, one per line."))
    competencies = models.ManyToManyField(
        Competency, through="RoleCompetency", related_name="roles", verbose_name=_("competencies")
    )
    weights_reason = ProseField(_("reason for the weights"), blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=Level.values),
                name="role_level_known",
                violation_error_message=_("Choose a level from junior to executive."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("roles:detail", args=[self.slug])

    def links_of(self, kind):
        """This role's links of one kind, in order. Fetched once for all kinds."""
        return [link for link in self.links.all() if link.kind == kind]

    @property
    def reports_to(self):
        return self.links_of(RoleLink.Kind.REPORTS_TO)

    @property
    def reports(self):
        """Roles of the library that report to this one. Needs `with_profile`."""
        return [link.role for link in self.links_of_reports]

    @property
    def career_from(self):
        return self.links_of(RoleLink.Kind.CAREER_FROM)

    @property
    def career_to(self):
        return self.links_of(RoleLink.Kind.CAREER_TO)


class RoleCompetency(models.Model):
    """How much a competency counts in a role, and what it looks like there."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="role_competencies")
    competency = models.ForeignKey(
        Competency,
        models.PROTECT,
        related_name="role_competencies",
        verbose_name=_("competency"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    weight = models.PositiveSmallIntegerField(
        _("weight"), help_text=_("Per cent; the weights of a role sum to 100.")
    )
    essential = models.BooleanField(_("essential"), default=False)
    level_3 = ProseField(_("at 3"), blank=True, help_text=_("What a 3 looks like here."))
    level_5 = ProseField(_("at 5"), blank=True, help_text=_("What a 5 looks like here."))

    class Meta:
        ordering = ["role", "position", "pk"]
        verbose_name = _("competency of a role")
        verbose_name_plural = _("competencies of a role")
        constraints = [
            models.UniqueConstraint(
                fields=["role", "competency"],
                name="role_competency_once",
                violation_error_message=_("This role has that competency already."),
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gte=1, weight__lte=100),
                name="role_competency_weight_1_to_100",
                violation_error_message=_("Give a weight from 1 to 100 per cent."),
            ),
        ]

    def __str__(self):
        return f"{self.competency} {self.weight} %"


class RoleLink(models.Model):
    """A line to another role: to the role itself where the library has it, with words beside."""

    class Kind(models.TextChoices):
        REPORTS_TO = "reports_to", _("Reports to")
        CAREER_FROM = "career_from", _("Comes from")
        CAREER_TO = "career_to", _("Leads to")

    role = models.ForeignKey(Role, models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    target = models.ForeignKey(
        Role,
        models.RESTRICT,
        related_name="links_here",
        null=True,
        blank=True,
        verbose_name=_("role in the library"),
    )
    text = LineField(
        _("text"), max_length=240, blank=True, help_text=_("A title, or words beside the role.")
    )

    class Meta:
        ordering = ["role", "kind", "position", "pk"]
        verbose_name = _("link to another role")
        verbose_name_plural = _("links to other roles")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["reports_to", "career_from", "career_to"]),
                name="role_link_kind_known",
                violation_error_message=_("Choose reports to, comes from or leads to."),
            ),
            models.CheckConstraint(
                condition=models.Q(target__isnull=False) | ~models.Q(text=""),
                name="role_link_has_target_or_text",
                violation_error_message=_("Choose a role of the library, or write its title."),
            ),
            models.CheckConstraint(
                condition=models.Q(target__isnull=True) | ~models.Q(target=models.F("role")),
                name="role_link_not_to_itself",
                violation_error_message=_("A role cannot be linked to itself."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.target or self.text}"

    def clean(self):
        # In a form within its role's form the constraint above cannot be checked.
        if self.target_id and self.target_id == self.role_id:
            raise ValidationError({"target": _("A role cannot be linked to itself.")})


class PayBenchmark(models.Model):
    """A published pay figure. It names its source; a date stands only where the source has one."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="pay_benchmarks")
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
        return f"{self.amount:,} {self.currency} {self.get_period_display()}"
