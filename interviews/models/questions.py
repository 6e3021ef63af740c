"""The question bank."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roles.fields import LineField, LinesField, LinesOfChoicesField, ProseField
from roles.history.records import LibraryRecords
from roles.models import Competency, Level, Role


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The whole bank for those who keep it; for other readers what is approved, and what they
        proposed themselves. Panelists have the questions in their kit."""
        if user.has_perm("interviews.change_question"):
            return self
        if not user.has_perm("interviews.view_question"):
            return self.none()
        return self.filter(models.Q(state=Question.State.APPROVED) | models.Q(proposed_by=user))

    def approved(self):
        """Those that may enter kits. Also Question.is_approved."""
        return self.filter(state=Question.State.APPROVED)

    def newly_proposed(self):
        """Proposals of hiring managers that nobody has sent to review yet."""
        looked_at = QuestionStep.objects.filter(state=Question.State.IN_REVIEW).values("question")
        return self.filter(state=Question.State.DRAFT, proposed_by__isnull=False).exclude(
            pk__in=looked_at
        )

    def in_review(self):
        return self.filter(state=Question.State.IN_REVIEW)

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

    def by_state(self):
        """How many there are in each state that any is in, `[(state, label, number)]`."""
        counted = dict(self.order_by().values_list("state").annotate(models.Count("pk")))
        return [
            (state, label, counted[state])
            for state, label in Question.State.choices
            if state in counted
        ]

    def with_usage(self):
        """How many drafts and published kits ask each (`draft_kits`, `published_kits`), how many
        openings use one of those (`openings`), and when it was asked last (`last_asked`)."""
        return self.annotate(**_usage())

    def sortable_by_usage(self):
        """With the same names for `order_by`, which costs something only for those it names."""
        return self.alias(**_usage())


def _usage():
    from interviews.models.interviews import Interview
    from interviews.models.revisions import PublishedQuestion
    from interviews.models.rounds import KitQuestion

    here = models.OuterRef("pk")
    published = PublishedQuestion.objects.filter(question=here).order_by()
    asked = Interview.objects.filter(
        starts_at__lte=timezone.now(),
        round_key=models.F("revision__published_questions__round_key"),
        revision__published_questions__question=here,
    )
    return {
        "draft_kits": _count(
            KitQuestion.objects.filter(question=here).order_by(), "question", "round__kit"
        ),
        "published_kits": _count(published, "question", "revision__kit"),
        "openings": _count(published, "question", "revision__openings"),
        "last_asked": models.Subquery(
            asked.order_by("-starts_at").values("starts_at")[:1],
            output_field=models.DateTimeField(),
        ),
    }


def _count(rows, group, what):
    """A subquery: how many different `what` the rows of one `group` have; 0 where there is none."""
    counted = rows.values(group).annotate(number=models.Count(what, distinct=True))
    return models.functions.Coalesce(models.Subquery(counted.values("number")[:1]), 0)


class Question(models.Model):
    class Type(models.TextChoices):
        BEHAVIOURAL = "behavioural", _("Behavioural")
        SITUATIONAL = "situational", _("Situational")
        ROLE_PLAY = "role_play", _("Role-play")
        TECHNICAL = "technical", _("Technical")
        BACKGROUND = "background", _("Background")
        MOTIVATION = "motivation", _("Motivation")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        APPROVED = "approved", _("Approved")
        RETIRED = "retired", _("Retired")

    UNSCORED_TYPES = (Type.BACKGROUND, Type.MOTIVATION)
    # What a reviewer approves: all that a candidate hears or a panelist reads.
    WORDING = (
        "type",
        "competency_id",
        "prompt",
        "follow_ups",
        "positive_indicators",
        "red_flags",
        "materials",
    )

    slug = models.SlugField(_("slug"), unique=True, max_length=120)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.DRAFT, editable=False, db_index=True
    )
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
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="proposed_questions",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("proposed by"),
    )

    objects = QuestionQuerySet.as_manager()
    history = LibraryRecords(excluded_fields=["state", "proposed_by"], m2m_fields=[roles])

    class Meta:
        ordering = ["slug"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        permissions = [
            ("propose_question", "Can propose questions"),
            ("review_question", "Can approve questions of others"),
        ]
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
                condition=models.Q(state__in=["draft", "in_review", "approved", "retired"]),
                name="question_state_known",
                violation_error_message=_("A question is draft, in review, approved or retired."),
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

    @property
    def is_approved(self):
        """Also Question.objects.approved."""
        return self.state == self.State.APPROVED

    def may_be_asked_by(self, owner):
        """May it enter a kit of this person (a pk)? Approved ones may, and one's own proposals,
        which show as not reviewed until a library admin has."""
        alive = self.state in (self.State.DRAFT, self.State.IN_REVIEW)
        return self.is_approved or (alive and owner is not None and self.proposed_by_id == owner)

    @property
    def wording(self):
        """All that a reviewer approves, to compare two versions."""
        return tuple(getattr(self, name) for name in self.WORDING)

    def advice(self):
        """The advice on its texts, `[(field name, text, Advice)]`, the admins' own rules too."""
        from interviews import wording
        from interviews.models.wording import WordingRule

        own = WordingRule.objects.as_rules()
        parts = [
            ("prompt", "prompt", [self.prompt]),
            ("materials", "brief", [self.materials]),
            ("follow_ups", "follow_up", self.follow_ups_list),
        ]
        return [
            (name, text, advice)
            for name, part, texts in parts
            for text, found in zip(
                texts, wording.advice_on_many(texts, part=part, own=own), strict=True
            )
            for advice in found
        ]

    @transaction.atomic
    def save_edited(self, *, by, comment=""):
        """Save an edit by a person. Approval was given to a wording: where that has changed, an
        approved question goes back to review. Returns whether it did."""
        before = Question.objects.select_for_update().get(pk=self.pk)
        self.state = before.state  # it may have moved on since this row was read
        self._change_reason = comment or None
        self.save()
        if not before.is_approved or before.wording == self.wording:
            return False
        self._enter(self.State.IN_REVIEW, by=by, comment=comment or _("The wording was changed."))
        return True

    def send_to_review(self, *, by, comment=""):
        """Draft → in review. `ValidationError` where it is no draft (any more)."""
        self._step([self.State.DRAFT], self.State.IN_REVIEW, by=by, comment=comment)

    def send_back(self, *, by, comment):
        """In review → draft, saying what is to be done. `ValidationError` without that."""
        if not comment.strip():
            raise ValidationError({"comment": _("Say what its author should change.")})
        self._step([self.State.IN_REVIEW], self.State.DRAFT, by=by, comment=comment)

    def approve(self, *, by, comment="", own_work_reason="", wording_reason=""):
        """In review → approved. `ValidationError`, by field, where `by` wrote the wording (only a
        superuser may still approve it, with `own_work_reason`), or where the advice on wording
        says stop and no `wording_reason` is given."""
        with transaction.atomic():
            self._check_state([self.State.IN_REVIEW])
            self.refresh_from_db()
            wrote = by.pk in writers_since_approval([self])[self.pk]
            heavy = [advice for _name, _text, advice in self.advice() if advice.severity == "stop"]
            self._check_approval(by, wrote, heavy, own_work_reason, wording_reason)
            self._step(
                [self.State.IN_REVIEW],
                self.State.APPROVED,
                by=by,
                comment=comment,
                own_work_reason=own_work_reason if wrote else "",
                wording_reason=wording_reason if heavy else "",
            )

    @staticmethod
    def _check_approval(by, wrote, heavy, own_work_reason, wording_reason):
        errors = {}
        if wrote and not by.is_superuser:
            errors["comment"] = _(
                "You wrote this wording, so somebody else has to approve it: ask another library "
                "admin."
            )
        elif wrote and not own_work_reason.strip():
            errors["own_work_reason"] = _(
                "You wrote this wording. Give the reason why nobody else reviews it; it is "
                "recorded."
            )
        if heavy and not wording_reason.strip():
            errors["wording_reason"] = _(
                "The wording touches on: %(topics)s. Change it, or give the reason why it may be "
                "asked; it is recorded."
            ) % {"topics": ", ".join(dict.fromkeys(str(advice.name) for advice in heavy))}
        if errors:
            raise ValidationError(errors)

    def retire(self, *, by, comment=""):
        """Out of use for new kits. Kits and published revisions that ask it stay as they are."""
        alive = [self.State.DRAFT, self.State.IN_REVIEW, self.State.APPROVED]
        self._step(alive, self.State.RETIRED, by=by, comment=comment)

    def take_up_again(self, *, by, comment=""):
        """Retired → draft."""
        self._step([self.State.RETIRED], self.State.DRAFT, by=by, comment=comment)

    @transaction.atomic
    def _step(self, starts, state, **facts):
        self._check_state(starts)
        self._enter(state, **facts)

    def _check_state(self, starts):
        """Locks the row, so that nobody else takes a step before this one is done."""
        now = Question.objects.select_for_update().get(pk=self.pk).state
        if now not in starts:
            raise ValidationError(
                _("This question is “%(state)s” by now, so this step does not apply: look again."),
                params={"state": self.State(now).label},
            )

    def _enter(self, state, **facts):
        # Not through save(): a step is no new version of the text.
        Question.objects.filter(pk=self.pk).update(state=state)
        self.state = state
        self.steps.create(state=state, **facts)


class QuestionStep(models.Model):
    """That a question entered a state: who did it, when, and what they said. Never changed."""

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="steps", verbose_name=_("question")
    )
    state = models.CharField(_("state"), max_length=20, choices=Question.State)
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("by"),
        help_text=_("Nobody, where the command line did it."),
    )
    comment = ProseField(_("comment"), blank=True)
    own_work_reason = ProseField(_("reason for approving one's own wording"), blank=True)
    wording_reason = ProseField(_("reason for a wording advised against"), blank=True)

    class Meta:
        ordering = ["question", "-at", "-pk"]
        verbose_name = _("step of a question")
        verbose_name_plural = _("steps of questions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "in_review", "approved", "retired"]),
                name="question_step_state_known",
                violation_error_message=_("A question is draft, in review, approved or retired."),
            ),
        ]

    def __str__(self):
        return f"{self.get_state_display()}: {self.question}"


def writers_since_approval(questions):
    """Who wrote the wording that stands to be approved: the pks of people by the pk of each
    question. Whoever only changed what no candidate or panelist reads is not among them. Whoever
    wrote it first, word for word, for another question is: a copy is no way around a review."""
    approved = dict(
        QuestionStep.objects.filter(question__in=questions, state=Question.State.APPROVED)
        .order_by()
        .values_list("question")
        .annotate(last=models.Max("at"))
    )
    writers = {question.pk: set() for question in questions}
    before = {}
    versions = Question.history.filter(id__in=list(writers)).order_by("history_date", "history_id")
    fields = ("id", "history_date", "history_user_id", *Question.WORDING)
    for pk, at, user, *wording in versions.values_list(*fields):
        changed = before.get(pk) != wording
        before[pk] = wording
        if changed and user and not (pk in approved and at <= approved[pk]):
            writers[pk].add(user)
    for pk, first in _first_writers(questions).items():
        writers[pk] |= first
    return writers


def _first_writers(questions):
    """Who wrote each question's present wording before anybody else, in whatever question."""
    of_wording = {}
    for question in questions:
        of_wording.setdefault(question.wording, []).append(question.pk)
    prompts = {question.prompt for question in questions}
    versions = Question.history.filter(prompt__in=prompts).order_by("history_date", "history_id")
    seen, writers = set(), {question.pk: set() for question in questions}
    for pk, user, *wording in versions.values_list("id", "history_user_id", *Question.WORDING):
        wording = tuple(wording)
        if user and wording in of_wording and (pk, wording) not in seen:
            for twin in of_wording[wording]:
                writers[twin].add(user)
        seen.add((pk, wording))
    return writers
