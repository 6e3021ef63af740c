"""Declaring confidentiality and conflicts of interest, and deciding on a conflict."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interviews.forms.declarations import AnswerForm, ConflictForm, DecisionForm
from interviews.models import Declaration, Interview, Opening, Panelist, Statement
from scorecards.declaring import deciders_of, declaration_of, may_enter, record_of
from scorecards.letters.guests import tell_deciders, tell_who_stays
from scorecards.letters.invitations import tell_panel
from scorecards.seats import for_seat


@for_seat
def declare(request, seat):
    """What comes next before the scorecard: accept, answer, wait; later, what was declared."""
    declaration = declaration_of(seat)
    is_over = not (seat.is_live and seat.interview.is_standing)
    if is_over or (declaration and declaration.has_conflict is not None):
        return _declared(request, seat, ConflictForm())
    if declaration is None:
        return _accept(request, seat)
    return _answer(request, seat, declaration)


def _accept(request, seat):
    statement = Statement.objects.in_force(Statement.Kind.CONFIDENTIALITY)
    is_outdated = False
    if request.method == "POST":
        is_outdated = request.POST.get("accept") != str(statement.number)
        if not is_outdated:
            return _act(request, seat, lambda: Declaration.objects.accept(seat, statement))
    context = {"seat": seat, "statement": statement, "is_outdated": is_outdated}
    status = 422 if is_outdated else 200
    return render(request, "scorecards/declare_confidentiality.html", context, status=status)


def _answer(request, seat, declaration):
    if "accept" in request.POST:  # the button before was pressed twice
        return redirect("scorecards:card_declare", seat.pk)
    statement = Statement.objects.in_force(Statement.Kind.CONFLICT)
    form = AnswerForm(request.POST or None, statement=statement)
    if not form.is_valid():
        context = {"seat": seat, "statement": statement, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "scorecards/declare_conflict.html", context, status=status)

    def answer():
        declaration.answer(statement, **form.answer)
        if form.answer["has_conflict"]:
            tell_deciders(seat)

    return _act(request, seat, answer, "card_declare" if form.answer["has_conflict"] else "card")


def _declared(request, seat, form):
    declaration = declaration_of(seat)
    waits = bool(declaration) and seat.is_live and declaration.is_undecided
    context = {
        "seat": seat,
        "declaration": declaration,
        "record": record_of(seat),
        "deciders": deciders_of(seat) if waits else [],
        "waits": waits,
        "may_enter": may_enter(seat),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "scorecards/declare_record.html", context, status=status)


@require_POST
@for_seat
def declare_conflict(request, seat):
    """A conflict noticed after answering: the scorecard waits again."""
    form = ConflictForm(request.POST)
    if not form.is_valid() and may_enter(seat) and seat.is_live:
        return _declared(request, seat, form)

    def notice():
        Declaration.objects.notice(seat, form.cleaned_data.get("words", ""))
        tell_deciders(seat)

    return _act(request, seat, notice)


def _act(request, seat, act, then="card_declare"):
    """Do it, or say why it cannot be done, and go on."""
    try:
        with transaction.atomic():
            act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        then = "card_declare"
    return redirect(f"scorecards:{then}", seat.pk)


def decide(request, pk):
    """Whether somebody with a conflict of interest stays on the panel. Nobody decides on their
    own, and who only schedules does not read what the conflict is."""
    openings = Opening.objects.managed_by(request.user)
    seats = Panelist.objects.filter(interview__candidate__opening__in=openings)
    seat = get_object_or_404(seats.with_interview(), pk=pk)
    if seat.user_id == request.user.pk:
        messages.info(request, _("Somebody else decides on your own conflict of interest."))
        return redirect("scorecards:card_declare", pk)
    conflicts = list(Declaration.objects.conflicts().with_record().filter(panelist=seat))
    if not conflicts:
        raise Http404
    form = DecisionForm(request.POST or None)
    if form.is_valid() and _settle(request, seat, conflicts[-1], form.cleaned_data):
        return redirect("scorecards:interview_detail", seat.interview_id)
    context = {"seat": seat, "declaration": conflicts[-1], "earlier": conflicts[:-1], "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "scorecards/recusal_decide.html", context, status=status)


def _settle(request, seat, declaration, decided):
    """Write down the decision and tell who has to know. Whether it could be done."""
    try:
        with transaction.atomic():
            declaration.decide(by=request.user, **decided)
            if declaration.decision == Declaration.Decision.STAYS:
                tell_who_stays(seat)
            else:
                tell_panel(Interview.objects.with_panel().get(pk=seat.interview_id))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    words = {
        Declaration.Decision.STAYS: _("%(person)s stays on the panel and has been told."),
        Declaration.Decision.RECUSED: _("%(person)s has left the panel."),
    }
    messages.success(request, words[declaration.decision] % {"person": seat.name})
    return True
