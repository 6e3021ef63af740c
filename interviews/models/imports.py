"""Spreadsheets handed in through the admin: their rows as they came and as they were mended, what
a check found for each, and the job that checks or writes them."""

import logging
import time
from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roles.fields import LineField

logger = logging.getLogger("django.evenhand")
AT_ONCE = 500  # rows; more are checked and written by a background task
BATCH = 500
ADVISED_AT_ONCE = 4  # seconds that a person waits for the advice on wording
ADVISED_TOGETHER = 25  # rows
STALE_AFTER = timedelta(seconds=120)  # without a sign of life, a worker counts as gone
WORKER_EXPECTED_WITHIN = timedelta(seconds=10)
ALIKE_FROM = 55  # per cent; below that two questions are hardly the same
MUCH_ALIKE = models.Q(alike__0__score__gte=ALIKE_FROM)


class OutdatedError(Exception):
    """The library or the rows have changed since somebody looked at the preview."""


class ImportFile(models.Model):
    """One spreadsheet. Its state is derived: handed in, checked, written."""

    class Kind(models.TextChoices):
        QUESTIONS = "questions", _("Questions")
        COMPETENCIES = "competencies", _("Competencies with anchors")
        ROLES = "roles", _("Roles with weights")

    class Job(models.TextChoices):
        CHECK = "check", _("Check")
        WRITE = "write", _("Write")

    kind = models.CharField(_("what it holds"), max_length=20, choices=Kind)
    name = LineField(_("file"), max_length=200)
    format = models.CharField(_("format"), max_length=10)
    notes = models.JSONField(_("notes"), default=list)
    handed_in_at = models.DateTimeField(_("handed in"), default=timezone.now)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    fingerprint = models.CharField(_("fingerprint of what was found"), max_length=16, blank=True)
    written_at = models.DateTimeField(_("written"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("written by"),
    )
    # The job that is to be done, or is being done; empty where there is none.
    job = models.CharField(_("job"), max_length=10, choices=Job, blank=True)
    job_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    asked_at = models.DateTimeField(_("asked for"), null=True, blank=True)
    seen_alive_at = models.DateTimeField(_("worker's last sign of life"), null=True, blank=True)
    rows_done = models.PositiveIntegerField(_("rows done"), default=0)
    to_review = models.BooleanField(_("send to review"), default=False)
    failure = models.TextField(_("why the last job failed"), blank=True)

    class Meta:
        ordering = ["-handed_in_at"]
        verbose_name = _("import of a spreadsheet")
        verbose_name_plural = _("imports of spreadsheets")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["questions", "competencies", "roles"]),
                name="import_file_kind_known",
                violation_error_message=_("Choose questions, competencies or roles."),
            ),
            models.CheckConstraint(
                condition=models.Q(job__in=["", "check", "write"]),
                name="import_file_job_known",
                violation_error_message=_("A job checks or writes."),
            ),
            models.CheckConstraint(
                condition=models.Q(written_at=None, written_by=None)
                | models.Q(written_at__isnull=False, written_by__isnull=False),
                name="import_file_written_by_somebody",
                violation_error_message=_("Say when and by whom the rows were written."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def sheet_kind(self):
        from interviews.spreadsheets.kinds import KINDS

        return KINDS[self.kind]

    @property
    def is_written(self):
        return self.written_at is not None

    @property
    def state(self):
        if self.is_written:
            return _("written")
        return _("checked") if self.checked_at else _("handed in")

    # The job

    @property
    def is_stale(self):
        """Whether whoever took the job has given no sign of life for long."""
        last = self.seen_alive_at
        return bool(self.job and last and timezone.now() - last > STALE_AFTER)

    @property
    def waits_for_a_worker(self):
        """Whether nobody has taken the job although there was time enough."""
        waits = self.job and self.seen_alive_at is None
        return bool(waits and timezone.now() - self.asked_at > WORKER_EXPECTED_WITHIN)

    @property
    def needs_help(self):
        """Whether a person has to start the job anew, or start a worker."""
        return self.is_stale or self.waits_for_a_worker

    def ask_for(self, job, *, by, to_review=False, seen=None):
        """Have the rows checked or written: now where they are few, else by a background task.
        Asking again for a job that was lost starts it anew. `seen` is the fingerprint that somebody
        agreed to; where it is another by now, `OutdatedError` is raised."""
        from interviews.tasks import work_on

        with transaction.atomic():
            if seen not in (None, self._locked().fingerprint):
                raise OutdatedError
            self.job, self.job_by, self.to_review = job, by, to_review
            self.asked_at, self.seen_alive_at, self.rows_done = timezone.now(), None, 0
            self.failure = ""
            self.save(update_fields=[*JOB_FIELDS, "to_review", "failure"])
        if self.rows.count() <= AT_ONCE:
            self.work()
        else:
            transaction.on_commit(lambda: work_on.enqueue(self.pk))

    def work(self):
        """Do the job that is asked for, unless somebody else is doing it. Returns whether it was
        done. May be called again and again."""
        if not self._claim():
            return False
        try:
            if self.job == self.Job.WRITE:
                self._write()
            else:
                self._check()
        except OutdatedError:
            self._check()
            self.failure = _now(
                "The library has changed since you looked, so nothing was written. This is what "
                "the rows would change now."
            )
        except Exception:
            logger.exception("An import broke off: %s %s", self.job, self.pk)
            self.failure = _now("It broke off half-way, and nothing was written. Try it again.")
        self._end_job()
        self.advise(seconds=ADVISED_AT_ONCE)
        return True

    def _locked(self):
        """This import as it stands now, which it does until the transaction ends."""
        return ImportFile.objects.select_for_update().get(pk=self.pk)

    def _claim(self):
        """Take the job, so that a second worker leaves it alone."""
        now = timezone.now()
        free = models.Q(seen_alive_at=None) | models.Q(seen_alive_at__lt=now - STALE_AFTER)
        waiting = ImportFile.objects.filter(free, pk=self.pk).exclude(job="")
        if not waiting.update(seen_alive_at=now, rows_done=0):
            return False
        self.refresh_from_db()
        return True

    def _end_job(self, *more):
        """Save that nothing is to be done any more, and `more` fields."""
        self.job, self.job_by, self.asked_at, self.seen_alive_at = "", None, None, None
        self.save(update_fields=[*JOB_FIELDS, "failure", *more])

    def _tick(self, count):
        """A sign of life, with how far the job is."""
        self.rows_done += count
        now = timezone.now()
        ImportFile.objects.filter(pk=self.pk).update(rows_done=self.rows_done, seen_alive_at=now)

    # Checking

    def _check(self, only=None):
        """Note in each row what would become of it, or only in these rows (their pks)."""
        from interviews.spreadsheets import checking

        found = checking.put_together(self.sheet_kind, self._rows())
        if only is not None:
            found = [record for record in found if any(row.pk in only for row in record.rows)]
        for outcomes in checking.check(self.sheet_kind, found, self._tick):
            ImportRow.note(self, outcomes)
        self.checked_at = timezone.now()
        self.fingerprint = checking.fingerprint(self.rows.told().facts())
        self.save(update_fields=["checked_at", "fingerprint"])

    def _rows(self, rows=None):
        """The rows that are not left out, as plain data."""
        from interviews.spreadsheets.records import Row

        kept = (self.rows.all() if rows is None else rows).filter(left_out=False)
        values = kept.order_by("number").values_list("number", "cells", "pk")
        return [Row(number, cells, pk) for number, cells, pk in values.iterator(chunk_size=2000)]

    # Advice

    def advise(self, *, seconds):
        """Look for advice on the wording of the rows that would be written, and were not looked at
        since they were changed; for some seconds, and leave the rest to a background task."""
        from interviews.spreadsheets import advising
        from interviews.tasks import go_on_advising

        if self.is_written:
            return
        started = time.monotonic()
        while rows := list(self.rows.unadvised()[:ADVISED_TOGETHER]):
            if time.monotonic() - started > seconds:
                transaction.on_commit(lambda: go_on_advising.enqueue(self.pk))
                return
            found = advising.advice_on_rows(self.sheet_kind, [row.cells for row in rows])
            now = dict(self.rows.filter(pk__in=[r.pk for r in rows]).values_list("pk", "cells"))
            for row, advice in zip(rows, found, strict=True):
                if now[row.pk] == row.cells:  # else it was mended meanwhile, and is looked at anew
                    self.rows.filter(pk=row.pk).update(advice=advice)

    # Mending

    @transaction.atomic
    def mend(self, cells, left_out, taken_in, *, by):
        """Change cells, `{pk of a row: {key: text}}`, leave rows out and take others in again
        (their pks); then check anew whatever that concerns. `OutdatedError` where the rows are
        written, or being worked on. Rows that nobody has begun to write have to be looked at again.
        """
        from interviews.spreadsheets.records import touched_by

        now = self._locked()
        if now.is_written or (now.job and not now.needs_help):
            raise OutdatedError
        if now.job == self.Job.WRITE:
            self._end_job()
        rows = {row.pk: row for row in self.rows.filter(pk__in=[*cells, *left_out, *taken_in])}
        before = [dict(row.cells) for row in rows.values()]
        for pk, changes in cells.items():
            rows[pk].cells, rows[pk].advice = rows[pk].cells | changes, None
        for pk in left_out:
            rows[pk].left_out = True
        for pk in taken_in:
            rows[pk].left_out = False
        ImportRow.objects.bulk_update(
            rows.values(), ["cells", "left_out", "advice"], batch_size=BATCH
        )
        if self.rows.count() <= AT_ONCE:
            self.ask_for(self.Job.CHECK, by=by)
            return
        now = [row.cells for row in rows.values()]
        only = touched_by(self.sheet_kind, [*before, *now], self._rows()) | set(rows)
        self._check(only=only)
        self.advise(seconds=ADVISED_AT_ONCE)

    def same_faults(self):
        """How many refused rows have the same faulty cell: `{(key, cell): count}`."""
        found = self.rows.refused().order_by().values_list("cells", "faults")
        return Counter(
            (key, cells.get(key, ""))
            for cells, faults in found
            for key in {key for key, _message in faults if key}
        )

    def rows_with_fault(self, key, text):
        """The pks of the refused rows whose cell in this column is `text`, and faulty."""
        found = self.rows.refused().values_list("pk", "cells", "faults")
        return [
            pk
            for pk, cells, faults in found
            if cells.get(key, "") == text and any(key == faulty for faulty, _message in faults)
        ]

    # Writing

    def _write(self):
        """All good rows or none. `OutdatedError` where they would do something else than was
        looked at."""
        from interviews.spreadsheets import checking, storing

        kind, by = self.sheet_kind, self.job_by
        with transaction.atomic():
            storing.wait_for_others()
            if self._locked().is_written:
                return
            found = checking.put_together(kind, self._rows(self.rows.good()))
            resource, outcomes = checking.compare(kind, found, is_writing=True)
            expected = checking.fingerprint(self.rows.good().facts())
            if checking.fingerprint(outcome.facts for outcome in outcomes) != expected:
                raise OutdatedError
            reason = _now("Imported from “%(name)s”.") % {"name": self.name[:70]}
            storing.store(resource, by=by, reason=reason, to_review=self.to_review)
            ImportRow.note_targets(found)
            self.written_at, self.written_by = timezone.now(), by
            # With the rows, lest a worker that dies after them leave a job that nobody can end.
            self._end_job("written_at", "written_by")

    def counts(self):
        """How many rows there are of each status, and of those left out: one query."""
        counts = dict.fromkeys(
            ["", *ImportRow.Status.values, "left_out", "advised", "alike", "unadvised"], 0
        )
        rows = self.rows.order_by().values("status", "left_out")
        has_advice = models.Count(
            "pk", filter=models.Q(advice__isnull=False) & ~models.Q(advice=[])
        )
        waits = models.Count(
            "pk", filter=models.Q(advice__isnull=True, status__in=["new", "changed"])
        )
        has_alike = models.Count("pk", filter=MUCH_ALIKE)
        for group in rows.annotate(
            all=models.Count("pk"), advised=has_advice, near=has_alike, waits=waits
        ):
            if group["left_out"]:
                counts["left_out"] += group["all"]
                continue
            counts[group["status"]] = counts.get(group["status"], 0) + group["all"]
            counts["advised"] += group["advised"]
            counts["alike"] += group["near"]
            counts["unadvised"] += group["waits"]
        counts["good"] = counts["new"] + counts["changed"]
        counts["all"] = counts["good"] + counts["unchanged"] + counts["refused"]
        return counts

    def list_query(self):
        """What makes the change list of its kind show just what was written."""
        if self.kind == self.Kind.QUESTIONS:
            return f"import={self.pk}"
        rows = self.rows.good().exclude(status=ImportRow.Status.UNCHANGED)
        written = rows.order_by().values_list("target", flat=True).distinct()
        return f"id__in={','.join(map(str, sorted(written)))}"

    def summary(self):
        """What was written, in a sentence."""
        counts = self.counts()
        new = ngettext("%(count)s new row", "%(count)s new rows", counts["new"])
        changed = ngettext("%(count)s changed row", "%(count)s changed rows", counts["changed"])
        parts = [
            words % {"count": counts[key]}
            for key, words in (("new", new), ("changed", changed))
            if counts[key]
        ]
        return _now("Written: %(parts)s.") % {"parts": ", ".join(parts) or "–"}


JOB_FIELDS = ("job", "job_by", "asked_at", "seen_alive_at", "rows_done")


class ImportRowQuerySet(models.QuerySet):
    def much_alike(self):
        """Those with a question that is hardly another."""
        return self.filter(MUCH_ALIKE)

    def told(self):
        """Those that are not left out."""
        return self.filter(left_out=False)

    def good(self):
        """Those that writing would take, unchanged ones among them."""
        return self.told().exclude(status__in=["", ImportRow.Status.REFUSED])

    def refused(self):
        return self.told().filter(status=ImportRow.Status.REFUSED)

    def unadvised(self):
        """Those that would be written, and whose wording nobody has looked at."""
        return self.good().exclude(status=ImportRow.Status.UNCHANGED).filter(advice__isnull=True)

    def facts(self):
        """What a fingerprint is taken of. Also `interviews.spreadsheets.checking.Outcome.facts`."""
        return self.order_by().values_list("number", "status", "faults", "changes")


class ImportRow(models.Model):
    """A row of a spreadsheet. `cells` is `{key of the column: text}`; faults are `[key, message]`,
    changes `[key, cell before, cell after]`."""

    class Status(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        REFUSED = "refused", _("Refused")

    file = models.ForeignKey(
        ImportFile, models.CASCADE, related_name="rows", verbose_name=_("import")
    )
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(_("cells"))
    left_out = models.BooleanField(_("left out"), default=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, blank=True)
    faults = models.JSONField(_("faults"), default=list)
    changes = models.JSONField(_("changes"), default=list)
    advice = models.JSONField(
        _("advice"), null=True, blank=True, help_text=_("None while nobody has looked for any.")
    )
    alike = models.JSONField(_("questions alike"), default=list)
    target = models.PositiveBigIntegerField(_("entry of the library"), null=True, blank=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["file", "number"]
        verbose_name = _("row of a spreadsheet")
        verbose_name_plural = _("rows of spreadsheets")
        constraints = [
            models.UniqueConstraint(
                fields=["file", "number"],
                name="import_row_number_once",
                violation_error_message=_("This file has that row already."),
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["", "new", "changed", "unchanged", "refused"]),
                name="import_row_status_known",
                violation_error_message=_("A row is new, changed, unchanged or refused."),
            ),
        ]
        indexes = [models.Index(fields=["file", "status"], name="import_row_status")]

    def __str__(self):
        return _now("Row %(number)s") % {"number": self.number}

    @classmethod
    def note(cls, file, outcomes):
        """Keep what a check found."""
        rows = [
            cls(
                pk=outcome.row.pk,
                file=file,
                number=outcome.row.number,
                cells=outcome.row.cells,
                status=outcome.status,
                faults=outcome.row.faults,
                changes=outcome.row.changes,
                alike=outcome.alike,
                target=outcome.target,
            )
            for outcome in outcomes
        ]
        # Ten times as quick as bulk_update. No row is new here.
        cls.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["status", "faults", "changes", "alike", "target"],
            batch_size=BATCH,
        )

    @classmethod
    def note_targets(cls, records):
        """Keep which entry each row of these records has become."""
        rows = [cls(pk=row.pk, target=record.target) for record in records for row in record.rows]
        cls.objects.bulk_update(rows, ["target"], batch_size=BATCH)
