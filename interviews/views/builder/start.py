"""A new kit: from a role or like an earlier one, with its rounds, assembled."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interviews import assembly
from interviews.forms.new_kits import SAME, LikeKitForm, NewKitForm
from interviews.kits import copies, new_kits, presets
from interviews.kits.assembling import (
    ALL,
    LOCKED,
    filled_up,
    in_words,
    parts_of,
    problem_of,
    put,
    reasons_in_words,
)
from interviews.models import Kit, Question
from interviews.views.builder.acting import act, own_kit, sheet
from roles.models import Role


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """For a role (`?role=`) or like an earlier kit (`?like=`); without either, choose which."""
    if not request.user.has_perm("interviews.add_kit"):
        raise Http404
    if like := _named(request, "like"):
        return _like(request, like)
    if role := _named(request, "role"):
        return _for_role(request, role)
    roles = Role.objects.visible_to(request.user).in_brief().from_junior_to_executive()
    kits = Kit.objects.visible_to(request.user).with_summary(request.user)
    return render(request, "interviews/kit_new.html", {"roles": roles, "kits": kits})


def _named(request, what):
    # PostgreSQL refuses to look for what has a NUL in it.
    return request.GET.get(what, "").replace("\0", "")


def _for_role(request, slug):
    role = get_object_or_404(Role.objects.visible_to(request.user), slug=slug)
    title = new_kits.free_title(_title_of(role), request.user)
    form = NewKitForm(role, request.POST or None, initial={"title": title})
    parts = new_kits.parts_for(role, (), weights=new_kits.OF_ROLE)
    if form.scales and parts.competencies and form.is_valid():
        return _make(request, form.new_kit(), form.cleaned_data["key"])
    problem = problem_of(parts)
    offers = presets.offers_for(problem)
    if not form.is_bound:
        form.initial["rounds"] = next(offer.preset.key for offer in offers if offer.is_suggested)
    context = {"role": role, "form": form, "offers": offers, "rated": _rated(parts, problem)}
    return render(request, "interviews/kit_new_for_role.html", context)


def _title_of(role):
    return _("%(role)s interviews") % {"role": role.title}


def _rated(parts, problem):
    """Each competency of a role with how many questions fit."""
    asked = [question.competency for question in problem.questions if question.scored]
    return [(row, asked.count(row.competency.slug)) for row in parts.competencies]


def _like(request, slug):
    earlier = get_object_or_404(Kit.objects.visible_to(request.user), slug=slug)
    try:
        kit = copies.like(earlier, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("interviews:kit_new")
    title = new_kits.free_title(kit.kit.title, request.user)
    form = LikeKitForm(request.POST or None, initial={"title": title})
    if form.is_valid():
        kit.kit.title = form.cleaned_data["title"]
        keep = ALL if form.cleaned_data["questions"] == SAME else LOCKED
        return _make(request, kit, form.cleaned_data["key"], keep=keep)
    context = {"earlier": earlier, "new": kit, "form": form}
    return render(request, "interviews/kit_new_like.html", context)


def _make(request, kit, key, *, keep=LOCKED):
    """Make the kit, once for each form however often that is sent, and go on to the builder."""
    made = new_kits.made_with(key, request.user)
    if made is None:
        choice = kit.choose(keep=keep)
        made = new_kits.save_once(kit, owner=request.user, key=key, placement=choice.placement)
        _tell(request, kit, choice)
    else:
        messages.info(request, _("This kit was made already. Here it is."))
    return redirect("interviews:kit_build", made.slug)


def _tell(request, kit, choice):
    if choice.reasons:
        words = _("The kit is made with its rounds, but no choice of questions fits them yet.")
        reasons = format_html_join("", "<li>{}</li>", ([reason] for reason in choice.reasons))
        messages.warning(request, format_html("{}<ul>{}</ul>", words, reasons))
    elif choice.result:
        messages.success(request, _("The kit is made: %s") % in_words(choice.result))
    else:
        messages.success(request, _("The kit is made, with the same questions."))
    if kit.left_out:
        messages.warning(request, _("Left out of the earlier kit: %s") % " ".join(kit.left_out))


@require_http_methods(["GET", "HEAD", "POST"])
def assemble(request, slug):
    """Choose the questions of a kit anew, or fill it up. The search, which may take seconds, holds
    no lock: what was changed meanwhile is refused afterwards."""
    kit = own_kit(request, slug)
    if request.method != "POST":
        return _assemble_sheet(request, kit)
    if request.POST.get("seen") != kit.token:
        return act(request, slug, lambda draft: "")
    keep = ALL if request.POST.get("keep") == ALL else LOCKED
    parts = parts_of(kit)
    if not parts.can_be_assembled:
        return _assemble_sheet(request, kit, status=422)
    problem = problem_of(parts, keep=keep)
    result = assembly.assemble(problem)
    if not result.is_feasible:
        reasons = reasons_in_words(result, problem)
        return _assemble_sheet(request, kit, keep=keep, reasons=reasons, status=422)
    placement = result.placement
    if keep == ALL:
        placement = filled_up(problem, parts.placement, placement)
    words = _said(parts.placement, placement) % in_words(result)
    return act(request, slug, lambda draft: put(draft, placement) or words)


def _said(before, after):
    return _("Nothing was changed: %s") if after == before else _("Assembled: %s")


def _assemble_sheet(request, kit, *, keep=LOCKED, reasons=(), status=200):
    parts = parts_of(kit)
    problem = problem_of(parts)
    rows = [row for _key, row in parts.standing]
    labels = dict(Question.Type.choices)
    context = {
        "kit": kit,
        "seen": kit.token,
        "keep": keep,
        "reasons": reasons,
        "is_ready": parts.can_be_assembled,
        "slots": [
            (round_, room.room, [labels[kind] for kind in round_.types_list])
            for round_, room in zip(parts.rounds, problem.rounds, strict=True)
        ],
        "asked": rows,
        "locked": [row for row in rows if row.locked],
        "excluded": len(parts.excluded),
        "fitting": sum(q.slug not in problem.excluded for q in problem.questions),
    }
    return sheet(request, "interviews/kit_assemble.html", context, status=status)
