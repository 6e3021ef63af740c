"""Questions in the builder: order, place, minutes, locks."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interviews.forms.kit_questions import KitQuestionForm, stored
from interviews.kits import moving
from interviews.kits.rules import short
from interviews.models import KitQuestion
from interviews.views.builder.acting import act, own_kit, sheet
from interviews.views.builder.saving import save

EDIT = "interviews/kit_question_edit.html"


@require_POST
def move(request, slug, pk):
    """A `step` up or down, or to a `round` and, perhaps, a `place` in it, 0 for the first."""

    def do(draft):
        row = moving.asked_in(draft, pk)
        if way := request.POST.get("step"):
            return moving.step(draft, row, way)
        round_ = draft.rounds.filter(pk=_number(request.POST.get("round"))).first()
        if not round_:
            raise ValidationError(_("That round is not in the kit any more."))
        return moving.move(row, round_, _number(request.POST.get("place")))

    return act(request, slug, do)


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


@require_POST
def remove(request, slug, pk):
    def do(draft):
        row = moving.asked_in(draft, pk)
        moving.remove(row)
        return _("Removed “%(question)s” from “%(round)s”.") % _names(row)

    return act(request, slug, do)


@require_POST
def exclude(request, slug, pk):
    """Out of the kit, and assembling never takes it again."""

    def do(draft):
        row = moving.asked_in(draft, pk)
        moving.remove(row)
        draft.excluded_questions.add(row.question)
        return _("Removed “%(question)s” from “%(round)s”, to be kept out.") % _names(row)

    return act(request, slug, do)


@require_POST
def allow(request, slug, pk):
    """Off the list of questions kept out; `pk` is the question's."""

    def do(draft):
        question = draft.excluded_questions.filter(pk=pk).first()
        if not question:
            raise ValidationError(_("That question is not kept out any more."))
        draft.excluded_questions.remove(question)
        return _("“%(question)s” may be chosen again.") % {"question": short(question.prompt)}

    return act(request, slug, do)


@require_POST
def lock(request, slug, pk):
    """Assembling leaves it where it is, or, where `locked` is 0, may move or drop it again."""

    def do(draft):
        row = moving.asked_in(draft, pk)
        row.locked = request.POST.get("locked") != "0"
        row.save(update_fields=["locked"])
        if row.locked:
            return _("Locked “%(question)s” in “%(round)s”.") % _names(row)
        return _("Unlocked “%(question)s”.") % _names(row)

    return act(request, slug, do)


def _names(row):
    return {"question": short(row.question.prompt), "round": row.round.name}


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug, pk):
    """Time, score, seat, place of a question, and whether it may be dropped."""
    kit = own_kit(request, slug)
    rows = KitQuestion.objects.filter(round__kit=kit).select_related("question", "round")
    row = get_object_or_404(rows, pk=pk)
    context = {"kit": kit, "row": row}
    if request.method == "POST":
        form = KitQuestionForm(kit, request.POST, instance=row)
        return save(request, kit, form, EDIT, context, now=lambda: stored(pk))
    context |= {"form": KitQuestionForm(kit, instance=row), "seen": kit.token}
    return sheet(request, EDIT, context)
