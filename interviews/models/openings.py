"""Openings and their candidates."""

import re
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.revisions import KitRevision
from roles.fields import LineField, LinesField
from roles.search import search_words


def _number_of(rows, opening):
    """How many rows there are of an opening, which they name by the path `opening`."""
    own = rows.filter(**{opening: models.OuterRef("pk")}).order_by().values(opening)
    return Coalesce(models.Subquery(own.annotate(number=models.Count("pk")).values("number")), 0)


class OpeningQuerySet(models.QuerySet):
    def open(self):
        return self.filter(archived_at=None)

    def archived(self):
        return self.exclude(archived_at=None)

    def visible_to(self, user):
        """Those one manages or was added to; all for a superuser."""
        if user.is_superuser:
            return self
        return self.filter(models.Q(hiring_manager=user) | models.Q(members=user)).distinct()

    def managed_by(self, user):
        """Those whose candidates and settings this person may change: the hiring manager's own and
        those a fellow hiring manager was added to. A coordinator who was added only schedules."""
        if not user.has_perm("interviews.change_opening"):
            return self.none()
        return self.visible_to(user)

    def scheduled_by(self, user):
        """Those in which this person may schedule, invite and print."""
        if not user.has_perm("interviews.add_interview"):
            return self.none()
        return self.visible_to(user)

    def run_by(self, user):
        """Those one manages or was added to. Unlike `visible_to`, also for a superuser."""
        return self.filter(models.Q(hiring_manager=user) | models.Q(members=user)).distinct()

    def open_first(self):
        return self.order_by(models.F("archived_at").desc(nulls_first=True), "reference")

    def for_kit(self, kit):
        return self.filter(revision__kit=kit)

    def matching(self, text):
        """Openings whose reference or title has every word of `text`."""
        openings = self
        for word in search_words(text):
            openings = openings.filter(
                models.Q(reference__icontains=word) | models.Q(title__icontains=word)
            )
        return openings

    def with_summary(self):
        """Hiring manager, kit, and how many candidates and interviews there are; cancelled ones do
        not count."""
        from interviews.models.interviews import Interview  # interviews build on openings

        candidates, interviews = Candidate.objects.all(), Interview.objects.standing()
        coming = interviews.filter(starts_at__gt=timezone.now())
        return (
            self.select_related("hiring_manager", "revision__kit")
            .defer("revision__document")
            .annotate(
                kit_title=KeyTextTransform("title", "revision__document"),
                candidate_count=_number_of(candidates, "opening"),
                current_count=_number_of(candidates.current(), "opening"),
                interview_count=_number_of(interviews, "candidate__opening"),
                coming_count=_number_of(coming, "candidate__opening"),
            )
        )

    def with_details(self):
        """The kit revision, its role, and the people who run the opening."""
        return self.select_related("revision__kit__role", "hiring_manager").prefetch_related(
            "members"
        )

    def free_reference(self, title, year):
        """A reference that no opening has: the initials of a title and the year, as AE-2027."""
        words = re.findall("[A-Za-z0-9]+", title)
        initials = "".join(word[0] for word in words) if len(words) > 1 else "".join(words)[:3]
        start = f"{initials[:4].upper() or 'JOB'}-{year}"
        taken = self.filter(reference__istartswith=start).values_list("reference", flat=True)
        taken = {reference.upper() for reference in taken}
        number = 1
        while (reference := start if number == 1 else f"{start}-{number}") in taken:
            number += 1
        return reference


class Opening(models.Model):
    """One hiring effort. Its revision is that of the next interviews; held ones keep theirs."""

    reference = LineField(
        _("reference"), max_length=40, help_text=_("Short and unique; it stands on every sheet.")
    )
    title = LineField(_("title"), max_length=160)
    revision = models.ForeignKey(
        KitRevision, models.PROTECT, related_name="openings", verbose_name=_("kit revision")
    )
    hiring_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="openings_managed",
        verbose_name=_("hiring manager"),
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="openings_joined",
        blank=True,
        verbose_name=_("further members"),
        help_text=_("Colleagues and coordinators who help to run it."),
    )
    planned_follow_ups_only = models.BooleanField(
        _("planned follow-ups only"),
        default=True,
        help_text=_("Interviewers ask the follow-ups of the kit and no others."),
    )
    hide_names = models.BooleanField(
        _("hide names"),
        default=False,
        help_text=_("Panels see candidates by number, on screen, in e-mail and on paper."),
    )
    totals_only = models.BooleanField(
        _("totals only"),
        default=False,
        help_text=_("The hiring manager sees totals and their coverage, never a single scorecard."),
    )
    retention_months = models.PositiveSmallIntegerField(_("keep records for months"), default=12)
    # The highest number a candidate ever had: a number that stood on paper is not given again.
    numbers_given = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ["reference"]
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        constraints = [
            models.UniqueConstraint(
                Upper("reference"),
                name="opening_reference_once",
                violation_error_message=_("Another opening has that reference; choose a new one."),
            ),
            models.CheckConstraint(
                condition=models.Q(reference__regex=r"^[A-Za-z0-9][A-Za-z0-9._-]*$"),
                name="opening_reference_plain",
                violation_error_message=_(
                    "Write the reference with letters, digits, dots, hyphens and underscores, "
                    "such as AE-2027."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(retention_months__gte=1, retention_months__lte=120),
                name="opening_retention_1_to_120_months",
                violation_error_message=_("Keep records from 1 to 120 months."),
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    @property
    def holds_to_planned_follow_ups(self):
        """Since the opening or its kit asks for it. Also `as_held`."""
        kit = self.revision.document["settings"]
        return self.planned_follow_ups_only or kit["planned_follow_ups_only"]

    def as_held(self, document):
        """A frozen kit as interviews of this opening are held by it, on screen and on paper: the
        opening may be stricter than the kit, never laxer."""
        settings = document.settings
        if settings.planned_follow_ups_only or not self.planned_follow_ups_only:
            return document
        stricter = settings.model_copy(update={"planned_follow_ups_only": True})
        return document.model_copy(update={"settings": stricter})

    @transaction.atomic
    def add_candidates(self, candidates):
        """Save these new ones under the next numbers, in their order."""
        opening = Opening.objects.select_for_update().get(pk=self.pk)
        last = opening.candidates.aggregate(last=models.Max("number"))["last"] or 0
        last = max(last, opening.numbers_given)
        for number, candidate in enumerate(candidates, start=last + 1):
            candidate.opening, candidate.number = self, number
        Candidate.objects.bulk_create(candidates)
        self.numbers_given = last + len(candidates)
        self.save(update_fields=["numbers_given"])
        return candidates

    @transaction.atomic
    def move_to(self, revision, *, seen):
        """Take this revision for the next interviews and for those that follow. `seen` is the token
        of the move as it was previewed; `ValidationError` where it would be another by now.
        Returns the `Move`."""
        from interviews.revision_moves import move_of

        opening = Opening.objects.select_for_update().get(pk=self.pk)
        opening.candidates.lock()
        move = move_of(opening, revision)
        interviews = self._interviews().untouched().filter(pk__in=[row.pk for row in move.follow])
        if move.token != seen or interviews.update(revision=revision) != len(move.follow):
            raise ValidationError(
                _("Something changed since you looked, so nothing was moved. Look at it again.")
            )
        self.revision = revision
        self.save(update_fields=["revision"])
        return move

    def _interviews(self):
        from interviews.models.interviews import Interview  # interviews build on openings

        return Interview.objects.for_opening(self)

    @property
    def interviews_to_come(self):
        return _to_come(self._interviews())

    @transaction.atomic
    def archive(self):
        """Close it. Interviews still to come are cancelled; returns them."""
        if not Opening.objects.open().filter(pk=self.pk).update(archived_at=timezone.now()):
            raise ValidationError(_("This opening is archived already."))
        self.refresh_from_db(fields=["archived_at"])
        self.candidates.lock()
        return _cancelled(self.interviews_to_come, _("The opening was closed."))

    def unarchive(self):
        self.archived_at = None
        self.save(update_fields=["archived_at"])


def _to_come(interviews):
    """Those still ahead. One with a scorecard in was held before its time."""
    ahead = interviews.standing().filter(starts_at__gt=timezone.now())
    return ahead.exclude(panelists__scorecard__submitted_at__isnull=False)


def _cancelled(interviews, reason):
    """These interviews, each cancelled."""
    interviews = list(interviews.select_related("candidate__opening", "revision"))
    for interview in interviews:
        interview.cancel(reason=str(reason))
    return interviews


class CandidateQuerySet(models.QuerySet):
    def current(self):
        """Still in: neither withdrawn nor rejected. Also `Candidate.is_current`."""
        return self.filter(withdrawn_at=None, rejected_at=None)

    def lock(self):
        """Lock them until the transaction ends, in the order in which everybody does, so that two
        acts on several candidates never wait for each other."""
        return list(self.order_by("pk").select_for_update())

    def matching(self, text):
        """Those whose name or e-mail address has every word of `text`, or whose number it is."""
        if text.strip().isdecimal() and len(text.strip()) < 10:
            return self.filter(number=int(text))
        candidates = self
        for word in search_words(text):
            candidates = candidates.filter(
                models.Q(name__icontains=word) | models.Q(email__icontains=word)
            )
        return candidates

    def like(self, *, name, email):
        """Those that may be the same person: with this e-mail address, or with this name."""
        same = models.Q(name__iexact=name)
        return self.filter(same | models.Q(email__iexact=email) if email else same)


def place_of_papers(candidate, filename):
    """Where a candidate's papers are kept: under a name that tells nothing."""
    return f"papers/{uuid.uuid4().hex}"


class Candidate(models.Model):
    opening = models.ForeignKey(
        Opening, models.PROTECT, related_name="candidates", verbose_name=_("opening")
    )
    number = models.PositiveIntegerField(_("number"))
    name = LineField(_("name"), max_length=160)
    email = models.EmailField(_("e-mail"), blank=True)
    adjustments = LinesField(
        _("adjustments"),
        help_text=_("What the panel does, one per line; never the reason for it."),
    )
    papers = models.FileField(_("CV"), upload_to=place_of_papers, blank=True)
    papers_name = LineField(_("file name"), max_length=160, blank=True)
    papers_link = models.URLField(_("link to the CV"), max_length=500, blank=True)
    papers_shown = models.BooleanField(
        _("show the CV to the panel"),
        default=False,
        help_text=_("Held back, it does not colour what the panel hears."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    rejected_at = models.DateTimeField(_("rejected"), null=True, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["opening", "number"]
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "number"],
                name="candidate_number_once",
                violation_error_message=_("This opening has a candidate with that number."),
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1),
                name="candidate_number_positive",
                violation_error_message=_("Candidates are numbered from 1."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_current(self):
        """Also CandidateQuerySet.current."""
        return self.withdrawn_at is None and self.rejected_at is None

    @property
    def number_in_words(self):
        return _("Candidate %(number)d") % {"number": self.number}

    @property
    def name_for_panel(self):
        """What panels call this candidate: the name, or the number where the opening hides it."""
        return self.number_in_words if self.opening.hide_names else self.name

    @property
    def interviews_to_come(self):
        return _to_come(self.interviews.all())

    def withdraw(self):
        """The candidate is out by their own wish. Interviews still to come are cancelled; returns
        them."""
        return self._leave("withdrawn_at")

    def reject(self):
        """The candidate is out. Interviews still to come are cancelled; returns them."""
        return self._leave("rejected_at")

    @transaction.atomic
    def _leave(self, field):
        candidate = Candidate.objects.select_for_update().get(pk=self.pk)
        if not candidate.is_current:
            raise ValidationError(_("This candidate is out already; look at the page again."))
        setattr(self, field, timezone.now())
        self.save(update_fields=[field])
        # The same words for both: a panel still to come does not learn what others decided.
        return _cancelled(self.interviews_to_come, _("The candidate has left this opening."))

    @transaction.atomic
    def take_back(self):
        """The candidate is in again. What was cancelled stays cancelled."""
        Candidate.objects.select_for_update().get(pk=self.pk)
        self.withdrawn_at = self.rejected_at = None
        self.save(update_fields=["withdrawn_at", "rejected_at"])

    def keep_papers(self, file, name):
        """Keep this file as the CV, in place of an earlier one, which goes once all is saved."""
        storage, old = self.papers.storage, self.papers.name
        self.papers.save(name, file, save=False)
        self.papers_name = name
        try:
            with transaction.atomic():
                self.save(update_fields=["papers", "papers_name"])
                _delete_later(storage, old)
        except Exception:
            storage.delete(self.papers.name)
            raise

    @transaction.atomic
    def drop_papers(self):
        """Delete the file of the CV once all is saved."""
        storage, old = self.papers.storage, self.papers.name
        self.papers = self.papers_name = ""
        self.save(update_fields=["papers", "papers_name"])
        _delete_later(storage, old)


def _delete_later(storage, name):
    if name:
        transaction.on_commit(lambda: storage.delete(name))
