"""Rounds in the builder: slot, panel, scripts, order."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from interviews.forms.rounds import RoundForm, start_of
from interviews.kits.scripts import USUAL_ROUNDS
from interviews.models import Round
from interviews.views.builder.acting import act, own_kit, sheet
from interviews.views.builder.saving import save

EDIT = "interviews/kit_round_edit.html"
REMOVE = "interviews/kit_round_remove.html"


@require_http_methods(["GET", "HEAD", "POST"])
def add(request, slug):
    """A round more: one of the usual ones, or one's own."""
    kit = own_kit(request, slug)
    like = request.GET.get("like", "")
    context = {"kit": kit, "like": like, "usual_rounds": USUAL_ROUNDS}
    if request.method == "POST":
        return save(request, kit, RoundForm(kit, request.POST), EDIT, context, now=dict)
    form = RoundForm(kit, initial=start_of(kit, like))
    return sheet(request, EDIT, {**context, "form": form, "seen": kit.token})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug, pk):
    """One round. Where somebody removed it meanwhile, what was typed can be added as a new one."""
    kit = own_kit(request, slug)
    if request.method == "POST" and not kit.rounds.filter(pk=pk).exists():
        context = {"kit": kit, "usual_rounds": (), "is_gone": True}
        form = RoundForm(kit, request.POST)
        return sheet(request, EDIT, {**context, "form": form, "seen": kit.token}, status=409)
    round_ = get_object_or_404(kit.rounds, pk=pk)
    context = {"kit": kit, "round": round_, "asked": round_.kit_questions.count()}
    if request.method == "POST":
        form = RoundForm(kit, request.POST, instance=round_)
        return save(request, kit, form, EDIT, context, now=lambda: Round.objects.get(pk=pk))
    form = RoundForm(kit, instance=round_)
    return sheet(request, EDIT, {**context, "form": form, "seen": kit.token})


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, slug, pk):
    """Take a round out, and its questions with it. Asks once."""
    if request.method != "POST":
        kit = own_kit(request, slug)
        round_ = get_object_or_404(kit.rounds, pk=pk)
        context = {"kit": kit, "round": round_, "asked": round_.kit_questions.count()}
        return sheet(request, REMOVE, {**context, "seen": kit.token})

    def do(draft):
        round_ = get_object_or_404(draft.rounds, pk=pk)
        count = round_.kit_questions.count()
        round_.delete()
        if not count:
            return _("Removed the round “%(round)s”.") % {"round": round_.name}
        words = ngettext(
            "Removed the round “%(round)s” with its question.",
            "Removed the round “%(round)s” with its %(count)s questions.",
            count,
        )
        return words % {"round": round_.name, "count": count}

    return act(request, slug, do)


@require_POST
def move(request, slug, pk):
    """Hold a round earlier (`step` is “up”) or later (“down”)."""

    def do(draft):
        rounds = list(draft.rounds.all())
        here = rounds.index(get_object_or_404(draft.rounds, pk=pk))
        there = here + {"up": -1, "down": 1}.get(request.POST.get("step"), 0)
        if there == here or not 0 <= there < len(rounds):
            raise ValidationError(_("This round cannot be moved there."))
        rounds.insert(there, rounds.pop(here))
        for position, round_ in enumerate(rounds):
            round_.position = position
        Round.objects.bulk_update(rounds, ["position"])
        names = {"round": rounds[there].name, "other": rounds[here].name}
        if there < here:
            return _("Moved the round “%(round)s” before “%(other)s”.") % names
        return _("Moved the round “%(round)s” after “%(other)s”.") % names

    return act(request, slug, do)
