"""Scorecards: facts that everybody on the panel may know, and the acts of their authors. What an
author heard and thinks stands in `Rating` and `Summary`, which `scorecards.visibility` guards.

Who changes what others may see locks the candidate first and the card second; saving a field locks
the card alone.
"""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.models import Panelist, Question
from roles.models import Competency
from scorecards.card.entries import Entry, fields_of, missing_in
from scorecards.models.ratings import Rating, Summary
from scorecards.models.refusals import (
    LockedCardError,
    MissingError,
    StaleEntryError,
    Unsaved,
    UnsavedError,
    why_closed,
)


class ScorecardQuerySet(models.QuerySet):
    def submitted(self):
        """Also Scorecard.is_submitted."""
        return self.filter(submitted_at__isnull=False)

    def for_candidate(self, candidate):
        return self.filter(panelist__interview__candidate=candidate)

    def by(self, user):
        return self.filter(panelist__user=user)

    def locked(self):
        """Under a lock until the transaction ends, with what says whether they may be written."""
        return self.select_for_update(of=("self",)).select_related(
            "panelist__interview__candidate__opening"
        )

    def of_seat(self, seat):
        """The card of this seat, or one that is not made yet. `seat` was fetched
        `with_interview()`."""
        card = self.filter(panelist=seat.pk).first()
        if card is None:
            card = Scorecard()
        else:
            card.panelist = seat
        card.seat = seat
        return card

    def write_all(self, seat, entries):
        """As `Scorecard.write_all`, to the card of this seat: first words make it."""
        if self._has_words(seat, entries):
            Scorecard.begin(seat).write_all(entries)

    def submit(self, seat, entries):
        """As `Scorecard.submit`, of the card of this seat: first words make it."""
        if not self._has_words(seat, entries):
            raise MissingError(self.of_seat(seat).missing())
        return Scorecard.begin(seat).submit(entries)

    def _has_words(self, seat, entries):
        """Whether there is a card, or anything to make one of; `LockedCardError` where none is made
        any more."""
        if self.filter(panelist=seat.pk).exists():
            return True
        words, said = why_closed(seat), [entry for entry in entries if entry.value]
        if words:
            raise LockedCardError(words, said)
        return bool(said)

    def write(self, seat, name, value, version):
        """As `Scorecard.write`, to the card of this seat: its first words make it. `seat` was
        fetched `with_interview()`."""
        field = field_named(fields_of_seat(seat), name)
        value = field.clean(value)
        if value and not version and not hasattr(seat, "scorecard"):
            try:
                return self._write_first(seat, field, value)
            except IntegrityError:  # another tab made the card since the seat was fetched
                pass
        with transaction.atomic():
            card = self.locked().filter(panelist=seat.pk).first()
            if card:
                return card.write_locked(field, value, version)
        if words := why_closed(seat):
            raise LockedCardError(words)
        if version:
            raise StaleEntryError(Entry(field.name))
        return Entry(field.name)

    def _write_first(self, seat, field, value):
        if words := why_closed(seat):
            raise LockedCardError(words)
        with transaction.atomic():
            card = self.create(panelist=seat)
            known = seat.interview.revision_id
            seat.interview.keep_revision()
            if seat.interview.revision_id != known:  # it moved to another since it was fetched
                field = field_named(card.fields, field.name)
                value = field.clean(value)
            card.make_rows(field, value)
        return Entry(field.name, value, 1)


class Scorecard(models.Model):
    """One panelist's record of one interview: made by its first words, locked once submitted. All
    rows of its ratings are made by the first rated field, its summary by the first summed up."""

    panelist = models.OneToOneField(
        Panelist, models.PROTECT, related_name="scorecard", verbose_name=gettext_lazy("panelist")
    )
    created_at = models.DateTimeField(gettext_lazy("begun"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(gettext_lazy("submitted"), null=True, blank=True)

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        ordering = ["panelist"]
        verbose_name = gettext_lazy("scorecard")
        verbose_name_plural = gettext_lazy("scorecards")

    def __str__(self):
        return str(self.panelist)

    @property
    def is_submitted(self):
        """Also ScorecardQuerySet.submitted."""
        return self.submitted_at is not None

    @cached_property
    def seat(self):
        """Whose card it is; `of_seat` gives it to a card that is not made yet."""
        return self.panelist

    @cached_property
    def fields(self):
        """What may be written here, by name."""
        return fields_of_seat(self.seat)

    @property
    def why_locked(self):
        """Why it takes nothing more, in words; empty where it may be written."""
        if self.is_submitted:
            return _("This scorecard is submitted, so it takes no further changes.")
        return why_closed(self.seat)

    @classmethod
    def begin(cls, panelist):
        """The card of this seat with all its rows, made where there is none yet; `LockedCardError`
        where none may be made any more."""
        with transaction.atomic():
            # Locked, so that two pages that make its rows at once make them once.
            cards = cls.objects.select_for_update().filter(panelist=panelist)
            card = cards.first()
            if card is None:
                if words := why_closed(panelist):
                    raise LockedCardError(words)
                cls.objects.get_or_create(panelist=panelist)
                card = cards.get()
                panelist.interview.keep_revision()
            card.seat = panelist
            card.make_rows()
        return card

    def make_rows(self, field=None, value=""):
        """Make the rows that are not there yet: all of them, or those of the kind of `field`, with
        `value` in it."""
        if field is None or field.question:
            self._make_ratings(field, value)
        if field is None or not field.question:
            self._make_summary(field, value)

    def _make_ratings(self, field, value):
        if field is None and self.ratings.exists():
            return
        from scorecards.card.documents import document_of

        interview = self.seat.interview
        document = document_of(interview.revision)
        written = {field.question.key: first_words(field, value)} if field else {}
        Rating.objects.bulk_create(
            Rating(
                scorecard=self,
                question_key=question.key,
                question_id=models.Subquery(
                    Question.objects.filter(slug=question.source).values("pk")
                ),
                competency_id=models.Subquery(
                    Competency.objects.filter(slug=question.competency or "").values("pk")
                ),
                is_scored=question.scored,
                highest=max(document.scale.values),
                **written.get(question.key, {}),
            )
            for question in document.round(interview.round_key).questions
        )

    def _make_summary(self, field, value):
        if field is None and Summary.objects.filter(scorecard=self).exists():
            return
        Summary.objects.create(scorecard=self, **first_words(field, value) if field else {})

    def entries(self):
        """What stands in each field, by its name. Two queries; none before its first words."""
        rows = {row.question_key: row for row in self.ratings.all()} if self.pk else {}
        summary = Summary.objects.filter(scorecard=self).first() if self.pk else None
        return {
            name: field.read(rows.get(field.question.key) if field.question else summary)
            for name, field in self.fields.items()
        }

    def write(self, name, value, version):
        """Write one field where its version is still `version`; gives the `Entry` as it stands now.
        What stands there already is fine, whatever the version. Raises `StaleEntryError` where
        somebody wrote another value since, `LockedCardError` where the card takes nothing more,
        and `ValidationError` in words where the value has no place in the field."""
        field = field_named(self.fields, name)
        value = field.clean(value)
        with transaction.atomic():
            card = Scorecard.objects.locked().get(pk=self.pk)
            return card.write_locked(field, value, version)

    def write_locked(self, field, value, version):
        """The same of a clean value, where this row was fetched `locked()`."""
        words = self.why_locked
        if not words and self._swap(field, value, version):
            return Entry(field.name, value, version + 1)
        stored = self._stored(field)
        if stored.value == value:
            return replace(stored, already=bool(words))
        if words:
            raise LockedCardError(words, [Entry(field.name, value, version)])
        if version or stored.version or self._rows_for(field).exists():
            raise StaleEntryError(stored)
        self.make_rows(field, value)
        return Entry(field.name, value, 1)

    def _swap(self, field, value, version):
        """Compare and swap, in one UPDATE."""
        return (
            self._rows_for(field)
            .filter(**{field.version_column: version})
            .update(**field.columns(value), **{field.version_column: version + 1})
        )

    def _rows_for(self, field):
        if field.question:
            return Rating.objects.filter(scorecard=self, question_key=field.question.key)
        return Summary.objects.filter(scorecard=self)

    def _stored(self, field):
        return field.read(self._rows_for(field).first())

    def write_all(self, entries):
        """Write what differs from what stands here. Raises `UnsavedError` for what was written by
        somebody else meanwhile or has no place here, once all the rest is written, and
        `LockedCardError` with what a locked card did not take."""
        with transaction.atomic():
            unsaved = Scorecard.objects.locked().get(pk=self.pk)._write_each(entries)
        if unsaved:
            raise UnsavedError(unsaved)

    def _write_each(self, entries):
        unsaved, refused, stored = [], [], self.entries()
        for entry in entries:
            field = field_named(self.fields, entry.name)
            try:
                value = field.clean(entry.value)
            except ValidationError as error:
                unsaved.append(Unsaved(field, entry, words=" ".join(error.messages)))
                continue
            if value == stored[entry.name].value:
                continue
            if self.why_locked:
                refused.append(replace(entry, value=value))
            elif entry.version != stored[entry.name].version:
                unsaved.append(Unsaved(field, replace(entry, value=value), stored[entry.name]))
            else:
                self.write_locked(field, value, entry.version)
        if refused:
            raise LockedCardError(self.why_locked, refused)
        return unsaved

    def missing(self):
        """What it lacks before it can be submitted: a list of (words, name of the field)."""
        values = {name: entry.value for name, entry in self.entries().items()}
        return missing_in(self.fields, values)

    def submit(self, entries=()):
        """Write `entries` and hand the card in; it takes nothing more then. Tells whether that was
        done now: pressed twice, it is done once. What could be written is, even where the card is
        not handed in: `UnsavedError` and `LockedCardError` as in `write_all`, `MissingError` where
        something is missing."""
        with transaction.atomic():
            card = self._locked_after_candidate()
            was_in = card.is_submitted
            unsaved = card._write_each(entries)
            missing = [] if unsaved or was_in else card.missing()
            if not (unsaved or missing or was_in):
                card._hand_in()
        self.submitted_at = card.submitted_at
        if unsaved:
            raise UnsavedError(unsaved)
        if missing:
            raise MissingError(missing)
        return not was_in

    def _hand_in(self):
        if words := self.why_locked:
            raise LockedCardError(words)
        self.make_rows()
        self.submitted_at = timezone.now()
        self.save(update_fields=["submitted_at"])

    def _locked_after_candidate(self):
        """This row as it is now, the candidate locked before it, as every act does that changes
        who may see what."""
        self.seat.interview.lock_candidate()
        return Scorecard.objects.locked().get(pk=self.pk)

    @property
    def why_not_reopened(self):
        """Why its author cannot take it back, in words; empty where they can. Two queries."""
        if not self.is_submitted:
            return _("This scorecard is not submitted.")
        if words := why_closed(self.seat):
            return words
        if self.looks.exists():
            return _("Somebody has opened this scorecard. What you change now, you amend.")
        user, candidate = self.seat.user_id, self.seat.interview.candidate
        if user and candidate.looks.filter(by=user).exists():
            return _(
                "You have opened the scorecards of this candidate. What you change now, you amend."
            )
        return ""

    def reopen(self):
        """Make it a draft again, while nobody has looked at it and its author at nothing."""
        with transaction.atomic():
            card = self._locked_after_candidate()
            if card.is_submitted:
                if words := card.why_not_reopened:
                    raise ValidationError(words)
                card.submitted_at = None
                card.save(update_fields=["submitted_at"])
        self.submitted_at = card.submitted_at

    def amend(self, name, value, *, reason):
        """Change one field of a submitted card; what stood there is kept beside it for ever. Raises
        `ValidationError` where the card would no longer be whole."""
        field = field_named(self.fields, name)
        value = field.clean(value)
        with transaction.atomic():
            card = self._locked_after_candidate()
            before = card._check_amendment(field, value, reason)
            card._swap(field, value, before.version)
            return card.amendments.create(
                field=name, before=before.value, after=value, reason=reason.strip()
            )

    def _check_amendment(self, field, value, reason):
        """The entry that this amendment changes, or why there can be none."""
        if not self.is_submitted:
            raise ValidationError(_("Until you submit, you simply change what you wrote."))
        if words := why_closed(self.seat):
            raise ValidationError(words)
        if field.is_private:
            raise ValidationError(
                _("Private notes are no part of the record; they stay as they are.")
            )
        if not reason.strip():
            raise ValidationError(_("Say why you change it; the reason is kept beside it."))
        entries = self.entries()
        before = entries[field.name]
        if value == before.value:
            raise ValidationError(_("That is what stands there already."))
        values = {name: entry.value for name, entry in entries.items()} | {field.name: value}
        if lacks := missing_in(self.fields, values):
            raise ValidationError([each.words for each in lacks])
        return before


def fields_of_seat(seat):
    """What may be written on the card of this seat, by name."""
    # Pydantic takes a third of a second to import; management commands never come here.
    from scorecards.card.documents import document_of

    interview = seat.interview
    document = document_of(interview.revision)
    return fields_of(document, document.round(interview.round_key))


def field_named(fields, name):
    """The field with this name; `ValidationError` where the card has none such."""
    if name not in fields:
        raise ValidationError(_("This scorecard has no field “%(name)s”.") % {"name": name[:80]})
    return fields[name]


def first_words(field, value):
    """The columns of a row whose first words these are."""
    return {**field.columns(value), field.version_column: 1}
