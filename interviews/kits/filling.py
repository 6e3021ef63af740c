"""Adding questions of the bank to the rounds of one's own kits."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.kits.rules import short
from interviews.models import Kit, KitCompetency, KitQuestion, Question, Round


def rounds_of(user):
    """The rounds of the kits that a person may edit, with their kit, in the order of the kits, and
    with the minutes of their questions as `question_minutes`."""
    minutes = Coalesce("kit_questions__minutes", "kit_questions__question__minutes")
    return (
        Round.objects.filter(kit__in=Kit.objects.editable_by(user))
        .select_related("kit")
        .annotate(question_minutes=Coalesce(Sum(minutes), 0))
        .order_by("kit__title", "kit", "position", "pk")
    )


def spare_minutes(round_):
    """The minutes that a round, one of `rounds_of`, has left; less than 0 where it is too long."""
    # Pydantic takes a third of a second to import; management commands never come here.
    from interviews.document import usual_closing, usual_opening

    opening, closing = round_.opening_minutes, round_.closing_minutes
    opening = usual_opening(round_.minutes) if opening is None else opening
    closing = usual_closing(round_.minutes) if closing is None else closing
    return round_.minutes - opening - closing - round_.question_minutes


def in_words(spare):
    """What is left of a slot, such as “12 minutes left”."""
    if spare < 0:
        return ngettext("%d minute too long", "%d minutes too long", -spare) % -spare
    return ngettext("%d minute left", "%d minutes left", spare) % spare


@dataclass(frozen=True)
class Target:
    """The round that questions are being added to, and what its kit holds already."""

    round: Round
    spare: int
    questions: frozenset[int]
    competencies: frozenset[int]

    @property
    def spare_in_words(self):
        return in_words(self.spare)


def target_of(user, pk):
    """The `Target` with the pk of a round, as text; None where it is none of one's own."""
    if not (pk.isdecimal() and len(pk) < 18):
        return None
    round_ = rounds_of(user).filter(pk=int(pk)).first()
    if not round_:
        return None
    asked = KitQuestion.objects.filter(round__kit=round_.kit_id).values_list("question", flat=True)
    rated = KitCompetency.objects.filter(kit=round_.kit_id).values_list("competency", flat=True)
    return Target(round_, spare_minutes(round_), frozenset(asked), frozenset(rated))


def add_from_bank(question, round_, *, by):
    """`add` as a change of its own, which the builder can take back."""
    with round_.kit.being_changed(by=by) as change:
        competency = add(question, round_)
        names = {"question": short(question.prompt), "round": round_.name}
        change.words = _("Added “%(question)s” to “%(round)s”.") % names
    return competency


@transaction.atomic
def add(question, round_):
    """Ask `question` at the end of `round_`. Where the kit does not rate its competency yet, it
    does from now on; returns that competency, else None. `ValidationError` says why not."""
    kit = Kit.objects.select_for_update().get(pk=round_.kit_id)
    # It stays approved until it is in, whoever rewords or retires it meanwhile.
    question = Question.objects.select_for_update().get(pk=question.pk)
    there = KitQuestion.objects.filter(round__kit=kit, question=question).select_related("round")
    if already := there.first():
        raise ValidationError(
            _("“%(kit)s” asks this question already, in “%(round)s”."),
            params={"kit": kit.title, "round": already.round.name},
        )
    last = round_.kit_questions.aggregate(last=Max("position"))["last"]
    row = KitQuestion(
        round=round_,
        question=question,
        position=0 if last is None else last + 1,
        scored=question.can_be_scored,
    )
    row.full_clean()
    row.save()
    return rate(kit, question.competency)


def rate(kit, competency):
    """Have `kit` rate a competency from now on; returns it, or None where it does already."""
    rated = kit.kit_competencies
    if competency is None or rated.filter(competency=competency).exists():
        return None
    # As much as each of the others; where they differ, as little as the lightest.
    lightest = rated.order_by("weight").values_list("weight", flat=True).first()
    last = rated.aggregate(last=Coalesce(Max(F("position")), -1))["last"]
    rated.create(competency=competency, weight=lightest or 1, position=last + 1)
    return competency
