"""Interview kits: drafts made of rows, until publishing freezes them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from interviews.models.questions import Question
from interviews.models.revisions import KitRevision
from interviews.models.rubrics import RatingScale
from roles.fields import LineField, ProseField
from roles.models import Competency, Role
from roles.search import search_words


class KitQuerySet(models.QuerySet):
    def editable_by(self, user):
        """A manager's own kits; all for a superuser. Also Kit.is_editable_by."""
        if user.is_superuser:
            return self
        return self.filter(owner=user) if user.has_perm("interviews.change_kit") else self.none()

    def owned_by(self, user):
        return self.filter(owner=user)

    def matching(self, text):
        """Kits whose title or role, as shown to the reader, has every word of `text`. Needs
        `with_summary`."""
        kits = self
        for word in search_words(text):
            kits = kits.filter(
                models.Q(shown_title__icontains=word) | models.Q(shown_role__icontains=word)
            )
        return kits

    def drafts_first(self):
        """Kits never published on top. Needs `with_summary`."""
        return self.order_by(models.F("newest_number").asc(nulls_first=True), "shown_title", "pk")

    def visible_to(self, user):
        """Library admins and superusers read all kits; hiring managers their own and all
        published ones; coordinators the published; a panelist the kits of own interviews."""
        if user.has_perm("interviews.read_all_kits"):
            return self
        seen = models.Q(revisions__interviews__panelists__user=user) | models.Q(owner=user)
        if user.has_perm("interviews.view_kit"):
            seen |= models.Q(revisions__isnull=False)
        return self.filter(seen).distinct()

    def with_summary(self, user):
        """Owner, newest revision, and title and role as `user` may know them: those of the draft
        for whoever reads the draft, else those of the newest revision."""
        newest = KitRevision.objects.filter(kit=models.OuterRef("pk")).newest_first()
        published_title = newest.annotate(text=KT("document__title")).values("text")[:1]
        published_role = newest.annotate(text=KT("document__role__title")).values("text")[:1]
        return (
            self.select_related("owner")
            .annotate(
                newest_number=models.Subquery(newest.values("number")[:1]),
                newest_published_at=models.Subquery(newest.values("published_at")[:1]),
                shown_title=self._of_draft_or(published_title, "title", user),
                shown_role=self._of_draft_or(published_role, "role__title", user),
            )
            .order_by("shown_title", "pk")
        )

    @staticmethod
    def _of_draft_or(published, field, user):
        if user.has_perm("interviews.read_all_kits"):
            return models.F(field)
        return models.Case(
            models.When(owner=user, then=models.F(field)),
            default=models.Subquery(published),
            output_field=models.CharField(),
        )

    def with_content(self):
        """Everything that `as_document` reads, in a fixed number of queries."""
        return self.select_related("role", "scale").prefetch_related(
            "scale__points",
            "role__role_competencies",
            "kit_competencies__competency__anchors__point",
            "rounds__kit_questions__question__competency",
        )


class Kit(models.Model):
    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    title = LineField(_("title"), max_length=160)
    role = models.ForeignKey(Role, models.PROTECT, related_name="kits", verbose_name=_("role"))
    scale = models.ForeignKey(
        RatingScale, models.PROTECT, related_name="kits", verbose_name=_("rating scale")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="kits",
        verbose_name=_("owner"),
        help_text=_("The hiring manager who edits and publishes it."),
    )
    weights_reason = ProseField(
        _("reason for the weights"),
        blank=True,
        help_text=_("Needed unless all competencies weigh the same."),
    )
    planned_follow_ups_only = models.BooleanField(
        _("planned follow-ups only"),
        default=True,
        help_text=_("The panel asks the follow-ups listed, and no others."),
    )

    objects = KitQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("interview kit")
        verbose_name_plural = _("interview kits")
        permissions = [("read_all_kits", "Can read every kit, drafts included")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("interviews:kit_detail", args=[self.slug])

    def is_editable_by(self, user):
        """Also Kit.objects.editable_by."""
        return user.is_superuser or (
            self.owner_id == user.pk and user.has_perm("interviews.change_kit")
        )

    @property
    def is_published(self):
        return self.latest_revision is not None

    @cached_property
    def latest_revision(self):
        return self.revisions.newest_first().first()

    def shows_draft_to(self, user):
        """Drafts are for whoever edits the kit and for readers of every kit."""
        return self.is_editable_by(user) or user.has_perm("interviews.read_all_kits")

    def as_document(self):
        """The draft as a `KitDocument`. `ValidationError`, in words, where it is none yet."""
        # Pydantic takes a third of a second to import; most commands never need it.
        from interviews.drafts import document_of

        return document_of(self)

    def problems(self):
        """What stands in the way of publishing: a list of sentences, each with its remedy."""
        from interviews.drafts import problems_of

        return problems_of(self)

    @transaction.atomic
    def publish(self, *, by, seen=None):
        """Freeze the draft as the next revision and return it. `seen` is the digest of the draft
        that the person agreed to; where the draft says something else by now, it is refused.

        `ValidationError` lists what is in the way. A draft that says what the latest revision
        says already is refused as well: a new number would mean nothing.
        """
        draft = Kit.objects.select_for_update(of=("self",)).with_content().get(pk=self.pk)
        problems = draft.problems()
        if problems:
            raise ValidationError(problems)
        document = draft.as_document()
        if seen not in (None, document.digest):
            raise ValidationError(
                _(
                    "The draft or the library has changed since you looked, so nothing was "
                    "published. Look at it again, and publish then."
                )
            )
        latest = draft.latest_revision
        if latest and latest.digest == document.digest:
            raise ValidationError(
                _("Nothing has changed since revision %(number)s, so there is nothing to publish."),
                params={"number": latest.number},
            )
        self.__dict__.pop("latest_revision", None)
        revision = self.revisions.create(
            number=latest.number + 1 if latest else 1,
            document=document.as_data(),
            digest=document.digest,
            published_by=by,
        )
        revision.index_questions()
        return revision


class KitCompetency(models.Model):
    kit = models.ForeignKey(Kit, models.CASCADE, related_name="kit_competencies")
    competency = models.ForeignKey(
        Competency, models.PROTECT, related_name="kit_competencies", verbose_name=_("competency")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, help_text=_("In parts of the total; one each weighs all the same.")
    )
    essential = models.BooleanField(_("essential"), default=False)

    class Meta:
        ordering = ["kit", "position", "pk"]
        verbose_name = _("competency of a kit")
        verbose_name_plural = _("competencies of a kit")
        constraints = [
            models.UniqueConstraint(
                fields=["kit", "competency"],
                name="kit_competency_once",
                violation_error_message=_("This kit has that competency already."),
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gte=1, weight__lte=1000),
                name="kit_competency_weight_1_to_1000",
                violation_error_message=_("Give a weight from 1 to 1,000 parts."),
            ),
        ]

    def __str__(self):
        return str(self.competency)


class Round(models.Model):
    kit = models.ForeignKey(Kit, models.CASCADE, related_name="rounds", verbose_name=_("kit"))
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
        """Only approved questions enter a kit; one that is in it already may stay."""
        if not self.question_id or self.question.is_approved:
            return
        before = KitQuestion.objects.filter(pk=self.pk, question=self.question_id)
        if not (self.pk and before.exists()):
            raise ValidationError(
                {
                    "question": _("This question is “%(state)s”: only approved ones enter a kit.")
                    % {"state": self.question.get_state_display()}
                }
            )
