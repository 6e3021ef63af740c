"""Published revisions of kits: written once, never changed."""

import json

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from roles.fields import LineField


class KitRevisionQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-number")

    def without_content(self):
        """Without the document, which is long: for lists."""
        return self.defer("document").select_related("published_by")

    def visible_to(self, user):
        """Any revision for readers of published kits, else those of one's own interviews."""
        if user.has_perm("interviews.view_kit"):
            return self
        return self.filter(
            models.Q(interviews__panelists__user=user) | models.Q(kit__owner=user)
        ).distinct()


class KitRevision(models.Model):
    """A published kit. Written once by `Kit.publish`, never changed."""

    kit = models.ForeignKey(
        "interviews.Kit", models.PROTECT, related_name="revisions", verbose_name=_("kit")
    )
    number = models.PositiveIntegerField(_("revision"))
    document = models.JSONField(_("document"))
    digest = models.CharField(_("digest"), max_length=64)
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )

    objects = KitRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["kit", "-number"]
        verbose_name = _("kit revision")
        verbose_name_plural = _("kit revisions")
        constraints = [
            models.UniqueConstraint(
                fields=["kit", "number"],
                name="kit_revision_number_once",
                violation_error_message=_("This kit has a revision with that number already."),
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1),
                name="kit_revision_number_positive",
                violation_error_message=_("Revisions are numbered from 1."),
            ),
        ]

    def __str__(self):
        return _("%(kit)s, revision %(number)s") % {"kit": self.title, "number": self.number}

    def get_absolute_url(self):
        return reverse("interviews:revision_detail", args=[self.kit.slug, self.number])

    def index_questions(self):
        """Note which questions of the bank this revision asks, so that the bank can tell."""
        from interviews.models.questions import Question

        asked = {
            (round_["key"], question["source"])
            for round_ in self.document["rounds"]
            for question in round_["questions"]
            if question.get("source")
        }
        questions = Question.objects.in_bulk({slug for _key, slug in asked}, field_name="slug")
        PublishedQuestion.objects.bulk_create(
            PublishedQuestion(revision=self, round_key=key, question=questions[slug])
            for key, slug in sorted(asked)
            if slug in questions
        )

    @property
    def title(self):
        """The kit's title when this was published; the draft may have another by now."""
        return self.document["title"]

    @property
    def role(self):
        """`key` and `title` of the role when this was published."""
        return self.document["role"]

    def as_document(self):
        """The frozen `KitDocument`."""
        from interviews.document import KitDocument

        return KitDocument.from_data(self.document)

    @cached_property
    def rounds_by_key(self):
        """The rounds as plain data, for pages that name many and need no whole document."""
        return {round_["key"]: round_ for round_ in self.document["rounds"]}

    def as_json(self):
        """The document with its number, date and digest beside it, as text for a file."""
        return json.dumps(
            {
                "number": self.number,
                "published_at": self.published_at.isoformat(timespec="seconds"),
                "digest": self.digest,
                "document": self.document,
            },
            indent=2,
            sort_keys=True,
            ensure_ascii=False,
        )

    @property
    def short_digest(self):
        """The eight digits that stand on paper."""
        return self.digest[:8]


class PublishedQuestion(models.Model):
    """That a published round asks a question of the bank. Derived from the document, and kept
    because the bank has to tell where thousands of questions are used."""

    revision = models.ForeignKey(
        KitRevision, models.CASCADE, related_name="published_questions", verbose_name=_("revision")
    )
    round_key = LineField(_("round"), max_length=60)
    question = models.ForeignKey(
        "interviews.Question",
        models.PROTECT,
        related_name="published_questions",
        verbose_name=_("question"),
    )

    class Meta:
        ordering = ["revision", "round_key", "pk"]
        verbose_name = _("published question")
        verbose_name_plural = _("published questions")
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "round_key", "question"], name="published_question_once"
            ),
        ]

    def __str__(self):
        return f"{self.revision}: {self.question}"
