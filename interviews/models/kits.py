"""Interview kits: drafts made of rows, until publishing freezes them."""

from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from interviews.kits.states import restore, state_of, token_of
from interviews.models.changes import KitChange, StaleDraftError
from interviews.models.questions import Question
from interviews.models.revisions import KitRevision
from interviews.models.rubrics import RatingScale
from roles.fields import LineField, ProseField
from roles.models import Competency, Level, Role
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


@dataclass
class Change:
    """A change being made: the locked `draft`, and in words what is done to it."""

    draft: "Kit"
    words: str = ""


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
    level = models.CharField(
        _("level"),
        max_length=20,
        choices=Level,
        blank=True,
        help_text=_("Empty: that of the role. It decides which questions and anchors fit."),
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
    papers_held_back = models.BooleanField(
        _("papers held back"),
        default=False,
        help_text=_("The panel sees CV and test results only after its scorecards are in."),
    )
    same_panel = models.BooleanField(
        _("same panel for all"),
        default=False,
        help_text=_("The same people hold a round with every candidate."),
    )
    calibrated_panel = models.BooleanField(
        _("panel has practised"),
        default=False,
        help_text=_("Only people who practised rating in the last twelve months sit on it."),
    )
    analysis_source = LineField(
        _("source of the job analysis"),
        max_length=240,
        blank=True,
        help_text=_("Such as “Interviews with three account executives”."),
    )
    analysis_expert = LineField(
        _("expert on the job"),
        max_length=160,
        blank=True,
        help_text=_("Who knows the job and confirmed what it asks for."),
    )
    analysed_on = models.DateField(_("date of the job analysis"), null=True, blank=True)
    excluded_questions = models.ManyToManyField(
        Question,
        related_name="kits_without",
        blank=True,
        verbose_name=_("questions kept out"),
        help_text=_("Assembling never chooses these."),
    )

    objects = KitQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("interview kit")
        verbose_name_plural = _("interview kits")
        permissions = [("read_all_kits", "Can read every kit, drafts included")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=["", *Level.values]),
                name="kit_level_known",
                violation_error_message=_("Choose a level from junior to executive, or none."),
            ),
        ]

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
    def fitting_level(self):
        """The level that its questions and anchors are for."""
        return self.level or self.role.level

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

    def problems(self, document=None):
        """What stands in the way of publishing: a list of `Obstacle`, each with its remedy. The
        `document` of the draft spares making it again."""
        from interviews.drafts import problems_of

        return problems_of(self, document)

    @contextmanager
    def being_changed(self, *, by, seen=None):
        """One change of the draft, whole or not at all, that can be taken back.

        Gives a `Change`: act on its `draft`, which is locked, and say in its `words` what was
        done. `seen` is the token of the draft that the person looked at; `StaleDraftError` where
        it is another by now. What changes nothing is not recorded.
        """
        with transaction.atomic():
            draft = Kit.objects.select_for_update(of=("self",)).get(pk=self.pk)
            before = state_of(draft)
            draft.refuse_stale(seen, token_of(before))
            change = Change(draft)
            yield change
            after = state_of(Kit.objects.get(pk=self.pk))
            if after != before:
                draft.changes.taken_back().delete()
                draft._record(change.words, by, before, after)

    def refuse_stale(self, seen, token):
        """`StaleDraftError` where the draft, whose token is `token`, is not what was seen."""
        if seen is not None and seen != token:
            raise StaleDraftError(list(self.changes.since(seen).in_brief()))

    def _record(self, words, by, before, after):
        number = (self.changes.aggregate(last=models.Max("number"))["last"] or 0) + 1
        self.changes.create(
            number=number,
            by=by,
            words=words,
            before=before,
            after=after,
            before_token=token_of(before),
            after_token=token_of(after),
        )
        self.changes.filter(number__lte=number - KitChange.KEPT).delete()

    @property
    def last_change(self):
        """What `undo` would take back; None where there is nothing, or where the draft was changed
        in another way since."""
        return self.changes_at(self.token)[0]

    @property
    def next_change(self):
        """What `redo` would do again, or None."""
        return self.changes_at(self.token)[1]

    def changes_at(self, token):
        """`last_change` and `next_change` of the draft that `token` stands for."""
        last = self.changes.standing().in_brief().last()
        next_ = self.changes.taken_back().in_brief().first()
        return (
            last if last and last.after_token == token else None,
            next_ if next_ and next_.before_token == token else None,
        )

    @property
    def token(self):
        """Stands for the draft as it is now."""
        return token_of(state_of(self))

    @transaction.atomic
    def undo(self, *, seen=None):
        """Take the last change back and return it. `ValidationError` where there is none."""
        draft = Kit.objects.select_for_update(of=("self",)).get(pk=self.pk)
        draft.refuse_stale(seen, draft.token)
        if not (change := draft.last_change):
            raise ValidationError(_("There is no change to take back."))
        restore(draft, change.before)
        change.undone_at = timezone.now()
        change.save(update_fields=["undone_at"])
        return change

    @transaction.atomic
    def redo(self, *, seen=None):
        """Make the change again that was taken back last, and return it."""
        draft = Kit.objects.select_for_update(of=("self",)).get(pk=self.pk)
        draft.refuse_stale(seen, draft.token)
        if not (change := draft.next_change):
            raise ValidationError(_("There is no change to make again."))
        restore(draft, change.after)
        change.undone_at = None
        change.save(update_fields=["undone_at"])
        return change

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
            raise ValidationError([str(problem) for problem in problems])
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
