"""The questions of a draft kit in their order: moving, dropping and numbering them. Each function
changes rows of a draft that is locked, and says in words what it did."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.kits.rules import short
from interviews.models import KitQuestion

MOST_OPTIONAL = 99
GONE = gettext_lazy("That question is not in the kit any more.")


def asked_in(draft, pk):
    """The row of a question in a draft. `ValidationError` where it is not there any more."""
    row = (
        KitQuestion.objects.filter(round__kit=draft, pk=pk)
        .select_related("round", "question")
        .first()
    )
    if not row:
        raise ValidationError(GONE)
    return row


def place_of(row):
    """Where it stands in its round, from 1."""
    return _order(row.round).index(row.pk) + 1


def step(draft, row, way):
    """One place `up` or `down`; past the end of a round into the next."""
    if way not in ("up", "down"):
        raise ValidationError(_("Move it up or down."))
    rounds = list(draft.rounds.order_by("position", "pk"))
    place = place_of(row) - 1
    last = len(_order(row.round)) - 1
    here = rounds.index(row.round)
    if way == "up" and place == 0:
        if here == 0:
            raise ValidationError(_("It is the first question of the kit already."))
        return move(row, rounds[here - 1])
    if way == "down" and place == last:
        if here == len(rounds) - 1:
            raise ValidationError(_("It is the last question of the kit already."))
        return move(row, rounds[here + 1], 0)
    return move(row, row.round, place - 1 if way == "up" else place + 1)


def move(row, round_, place=None):
    """To a place of a round, 0 for the first; without one, to its end."""
    _refuse_second(row, round_)
    before, cleared = row.round, row.asker and row.asker > round_.panel_size
    row.round = round_
    if cleared:
        row.asker = None
    row.save(update_fields=["round", "asker"])
    order = [pk for pk in _order(round_) if pk != row.pk]
    order.insert(len(order) if place is None else place, row.pk)
    _number(order)
    for changed in {before, round_}:
        number_drops(changed)
    return _moved(row, before, order.index(row.pk) + 1, cleared)


def _moved(row, before, number, cleared):
    names = {"question": short(row.question.prompt), "round": row.round.name, "number": number}
    if row.round == before:
        return _("Moved “%(question)s” to place %(number)d in “%(round)s”.") % names
    words = _("Moved “%(question)s” to “%(round)s”.") % names
    if cleared:
        seat = _("The panel there is smaller, so who asks it is open again.")
        return f"{words} {seat}"
    return words


def _refuse_second(row, round_):
    twice = round_.kit_questions.filter(question=row.question).exclude(pk=row.pk)
    if twice.exists():
        raise ValidationError(
            _("“%(round)s” asks that question already."), params={"round": round_.name}
        )


def remove(row):
    """Out of its round; those behind it close up."""
    round_ = row.round
    row.delete()
    _number(_order(round_))
    number_drops(round_)


def number_drops(round_):
    """Number the optional questions of a round from 1, in the order they have."""
    optional = round_.kit_questions.exclude(drop_order=None).order_by(
        "drop_order", "position", "pk"
    )
    for number, row in enumerate(optional, start=1):
        if row.drop_order != number:
            KitQuestion.objects.filter(pk=row.pk).update(drop_order=number)


def put_in_drop_order(row, place):
    """Make a question the one that is left out in this place, 1 first; None asks it always."""
    others = row.round.kit_questions.exclude(pk=row.pk)
    if place is not None:
        if others.exclude(drop_order=None).count() >= MOST_OPTIONAL:
            raise ValidationError(_("A round has at most 99 optional questions."))
        others.filter(drop_order__gte=place).update(drop_order=F("drop_order") + 1)
    row.drop_order = place
    row.save(update_fields=["drop_order"])
    number_drops(row.round)


def _order(round_):
    return list(round_.kit_questions.order_by("position", "pk").values_list("pk", flat=True))


def _number(order):
    for position, pk in enumerate(order):
        KitQuestion.objects.filter(pk=pk).exclude(position=position).update(position=position)
