"""What a panelist declares before candidate data shows: confidentiality, and any conflict."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.panels import Panelist
from roles.fields import ProseField


class StatementQuerySet(models.QuerySet):
    def current(self, kind):
        """The version in force, or None where nobody has written one."""
        return self.filter(kind=kind).order_by("-number").first()

    def in_force(self, kind):
        """The same; where the table was emptied its first wording, made by `keep()`."""
        return self.current(kind) or Statement(kind=kind, number=1, text=str(FIRST_WORDING[kind]))

    def add(self, *, kind, text, by):
        """The next version of a text. The ones before stay, with who accepted them."""
        with transaction.atomic():
            numbers = self.select_for_update().filter(kind=kind).values_list("number", flat=True)
            statement = Statement(
                kind=kind, number=max(numbers, default=0) + 1, text=text, written_by=by
            )
            statement.full_clean()
            statement.save(force_insert=True)
        return statement


class Statement(models.Model):
    """A version of a text that panelists accept or answer. Never changed: a new one is added."""

    class Kind(models.TextChoices):
        CONFIDENTIALITY = "confidentiality", _("Confidentiality statement")
        CONFLICT = "conflict", _("Conflict-of-interest question")

    kind = models.CharField(_("text"), max_length=20, choices=Kind)
    number = models.PositiveIntegerField(_("version"), editable=False)
    text = ProseField(_("wording"))
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("by"),
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-number"]
        verbose_name = _("statement for panelists")
        verbose_name_plural = _("statements for panelists")
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="statement_number_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["confidentiality", "conflict"]),
                name="statement_kind_known",
            ),
        ]

    def __str__(self):
        return _("%(kind)s, version %(number)s") % {
            "kind": self.get_kind_display(),
            "number": self.number,
        }

    def keep(self):
        """The row of this version: itself, or the one that stands for the first wording."""
        if self.pk:
            return self
        wording = {"text": self.text}
        return Statement.objects.get_or_create(
            kind=self.kind, number=self.number, defaults=wording
        )[0]


FIRST_WORDING = {
    Statement.Kind.CONFIDENTIALITY: _(
        "What I learn about this candidate, what is said in the interview and what my colleagues "
        "note, I keep to myself and to the people who run this opening. I pass on no papers, make "
        "no recording, and talk to no other interviewer about the candidate before my own "
        "scorecard is in."
    ),
    Statement.Kind.CONFLICT: _(
        "Is there anything between you and this candidate that could sway you, or seem to: family "
        "or close friendship, having worked together, a reporting line, money, or a dispute?"
    ),
}


class DeclarationQuerySet(models.QuerySet):
    def conflicts(self):
        return self.filter(has_conflict=True)

    def with_record(self):
        """What the record says: version of the text accepted, and who decided."""
        return self.select_related("confidentiality", "decided_by")

    def undecided(self):
        """Conflicts on which nobody has decided yet. Also `Declaration.is_undecided`."""
        return self.conflicts().filter(decided_at=None)

    def last_of(self, panelist):
        return self.filter(panelist=panelist).order_by("-pk").first()

    def accept(self, panelist, statement):
        """That this panelist accepts this version. Pressing twice accepts once."""
        with transaction.atomic():
            _lock(panelist)
            return self.last_of(panelist) or self.create(
                panelist=panelist, confidentiality=statement.keep()
            )

    def notice(self, panelist, words):
        """A conflict noticed after the question was answered: a further declaration, with the
        version accepted before. The seat waits from then on."""
        with transaction.atomic():
            _lock(panelist)
            last = self.last_of(panelist)
            if last is None or last.has_conflict is None:
                raise ValidationError(_("Answer the question about conflicts of interest first."))
            if last.is_undecided:
                raise ValidationError(_("Your last answer still waits for a decision."))
            if panelist.has_card_in:
                raise ValidationError(
                    _(
                        "Your scorecard is in. Reopen it first, or tell the hiring manager what "
                        "the conflict is."
                    )
                )
            declaration = Declaration(
                panelist=panelist,
                confidentiality_id=last.confidentiality_id,
                accepted_at=last.accepted_at,
                conflict=Statement.objects.in_force(Statement.Kind.CONFLICT).keep(),
                answered_at=timezone.now(),
                has_conflict=True,
                conflict_words=words,
            )
            declaration.full_clean()
            declaration.save(force_insert=True)
        return declaration


class Declaration(models.Model):
    """What a panelist accepted and answered, with the versions of the texts. A later answer is a
    new row; the last one counts. `has_conflict` is None until the question is answered."""

    class Decision(models.TextChoices):
        RECUSED = "recused", _("Leaves the panel")
        STAYS = "stays", _("Stays on the panel")

    panelist = models.ForeignKey(
        Panelist, models.CASCADE, related_name="declarations", verbose_name=_("panelist")
    )
    confidentiality = models.ForeignKey(
        Statement, models.PROTECT, related_name="+", verbose_name=_("confidentiality statement")
    )
    accepted_at = models.DateTimeField(_("accepted"), default=timezone.now)
    conflict = models.ForeignKey(
        Statement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("conflict-of-interest question"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    has_conflict = models.BooleanField(_("conflict of interest"), null=True, blank=True)
    conflict_words = ProseField(_("what the conflict is"), blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)
    decision_reason = ProseField(_("reason"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["panelist", "pk"]
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(has_conflict=None, answered_at=None)
                | models.Q(has_conflict__isnull=False, answered_at__isnull=False),
                name="declaration_answer_has_a_time",
                violation_error_message=_("Answer the question about conflicts of interest."),
            ),
            models.CheckConstraint(
                condition=~models.Q(has_conflict=True) | ~models.Q(conflict_words=""),
                name="declaration_conflict_in_words",
                violation_error_message=_("Say what the conflict is, in a sentence."),
            ),
            models.CheckConstraint(
                condition=models.Q(decision="", decided_at=None, decided_by=None)
                | models.Q(
                    decision__in=["recused", "stays"],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    has_conflict=True,
                ),
                name="declaration_decision_whole",
                violation_error_message=_("Only a declared conflict is decided, by somebody."),
            ),
        ]

    def __str__(self):
        return f"{self.panelist}: {self.accepted_at:%Y-%m-%d}"

    @property
    def is_undecided(self):
        """Also DeclarationQuerySet.undecided."""
        return bool(self.has_conflict) and self.decided_at is None

    @property
    def opens_the_card(self):
        """Accepted and answered, and no conflict that still waits or that ended the seat."""
        return self.has_conflict is False or self.decision == self.Decision.STAYS

    def answer(self, statement, *, has_conflict, words=""):
        """The answer to this version of the question, once."""
        with transaction.atomic():
            _lock(self.panelist)
            self.refresh_from_db()
            if self.has_conflict is not None:
                raise ValidationError(_("You answered this question already."))
            self.conflict, self.answered_at = statement.keep(), timezone.now()
            self.has_conflict, self.conflict_words = has_conflict, words if has_conflict else ""
            self.full_clean()
            self.save(update_fields=["conflict", "answered_at", "has_conflict", "conflict_words"])

    def decide(self, *, by, decision, reason):
        """What comes of a conflict: the person leaves the panel, or stays on it."""
        with transaction.atomic():
            _lock(self.panelist)
            self.refresh_from_db()
            if not self.is_undecided:
                raise ValidationError(_("Somebody has decided on this conflict already."))
            if self.panelist.user_id == by.pk:
                raise ValidationError(_("Nobody decides on a conflict of their own."))
            self.decision, self.decision_reason = decision, reason
            self.decided_at, self.decided_by = timezone.now(), by
            self.full_clean()
            self.save(update_fields=["decision", "decision_reason", "decided_at", "decided_by"])
            if decision == Declaration.Decision.RECUSED:
                self.panelist.end(Panelist.Ending.RECUSED)


def _lock(panelist):
    """Declaring changes who may see what: the candidate is locked first, then the seat is read
    anew. One that ended declares nothing more."""
    panelist.interview.lock_candidate()
    panelist.refresh_from_db(fields=["ended_at", "ending"])
    if not panelist.is_live:
        raise ValidationError(_("This seat on the panel has ended, and with it the question."))
