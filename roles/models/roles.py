"""Job families and their roles."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roles.fields import LineField, LinesField, ProseField
from roles.history.records import LibraryRecords
from roles.models.competencies import Competency
from roles.models.links import RoleLink
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

    @property
    def rank(self):
        """Also Role.rank."""
        return list(type(self)).index(self)

    @classmethod
    def in_order(cls, field="level"):
        """An expression that sorts rows from junior to executive."""
        return models.Case(
            *[models.When(**{field: value}, then=rank) for rank, value in enumerate(cls.values)],
            default=len(cls.values),
            output_field=models.IntegerField(),
        )


class JobFamilyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All families, those without roles included, for those who may read the library: a family
        without its roles would tell them that there are none."""
        may_read = user.has_perms(["roles.view_jobfamily", "roles.view_role"])
        return self if may_read else self.none()


class JobFamily(models.Model):
    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = LineField(_("name"), max_length=120)
    summary = ProseField(_("summary"), blank=True)

    objects = JobFamilyQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("job family")
        verbose_name_plural = _("job families")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("roles:family", args=[self.slug])


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

    def in_family(self, slug):
        return self.filter(family__slug=slug)

    def at_level(self, level):
        return self.filter(level=level)

    def asking_for(self, competency_slug):
        """Roles with that competency, each with its `weight_here` and whether it is essential."""
        return self.filter(role_competencies__competency__slug=competency_slug).annotate(
            weight_here=models.F("role_competencies__weight"),
            essential_here=models.F("role_competencies__essential"),
        )

    def with_lines(self):
        """Whom each role reports to, as `roles.structure.post_of` reads it."""
        links = RoleLink.objects.select_related("target__family")
        return self.select_related("family").prefetch_related(models.Prefetch("links", links))

    def in_brief(self):
        """Only what a list of roles to choose from shows."""
        return self.select_related("family").only("slug", "title", "level", "family__name")

    def from_junior_to_executive(self):
        return self.order_by("family__name", Level.in_order(), "title")

    def with_profile(self):
        """Everything that the page of one role shows."""
        return self.select_related("family").prefetch_related(
            "pay_benchmarks",
            models.Prefetch(
                "role_competencies", RoleCompetency.objects.select_related("competency")
            ),
            models.Prefetch("links", RoleLink.objects.select_related("target")),
            models.Prefetch("links_here", RoleLink.objects.select_related("role")),
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
    distinctions = LinesField(
        _("beside other roles"),
        help_text=_(
            "How it differs from the roles next to it, for those who choose between them. One per "
            "line. Never part of a job description."
        ),
    )
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
    history = LibraryRecords()

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

    def get_level_display(self):
        """As Django's, which would make a dictionary of all choices at each call."""
        return str(Level(self.level).label)

    @property
    def rank(self):
        """0 for a junior role; the more senior, the higher."""
        return Level(self.level).rank

    @property
    def greatest_weight(self):
        """The weight of its heaviest competency, in per cent; 0 without competencies."""
        return max((row.weight for row in self.role_competencies.all()), default=0)

    def links_of(self, kind):
        """This role's links of one kind, in order. Fetched once for all kinds."""
        return [link for link in self.links.all() if link.kind == kind]

    @property
    def reports_to(self):
        return self.links_of(RoleLink.Kind.REPORTS_TO)

    @property
    def links_of_reports(self):
        """The links by which other roles report to this one, in order of their titles."""
        return self._links_here(RoleLink.Kind.REPORTS_TO)

    @property
    def career_from(self):
        """Links to the roles that people come from, those included that say so themselves."""
        return self._both_ways(RoleLink.Kind.CAREER_FROM, RoleLink.Kind.CAREER_TO)

    @property
    def career_to(self):
        """Links to the roles that people go on to, those included that say so themselves."""
        return self._both_ways(RoleLink.Kind.CAREER_TO, RoleLink.Kind.CAREER_FROM)

    def _links_here(self, kind):
        links = [link for link in self.links_here.all() if link.kind == kind]
        return sorted(links, key=lambda link: link.role.title)

    def _both_ways(self, kind, reverse):
        own = self.links_of(kind)
        known = {link.target_id for link in own}
        return own + [
            RoleLink(role=self, kind=kind, target=link.role, text=link.text)
            for link in self._links_here(reverse)
            if link.role_id not in known
        ]


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

    history = LibraryRecords()

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
