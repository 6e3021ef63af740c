"""The question bank for those who build kits: searching it, one question, proposing another."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews.bank import BankSearch, Hit
from interviews.kits import filling
from interviews.models import Question
from interviews.proposals import ProposalForm
from interviews.question_page import anchors_of, other_language, uses_of

QUESTIONS_ON_A_PAGE = 25
PROPOSALS_SHOWN = 20
LONGEST_ADDRESS = 2000  # characters of a search to come back to


@require_safe
def question_list(request):
    """The bank: search, facets with their numbers, and adding what was found to a kit."""
    _refuse_strangers(request.user)
    search = BankSearch(request.user, request.GET)
    page = Paginator(search.found, QUESTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "search": search,
        "page": page,
        "hits": search.hits_on(page.object_list),
        "here": _here(search, page),
        **_filling(request.user, request.GET.get("into", "")),
    }
    return render(request, "interviews/question_list.html", context)


def _refuse_strangers(user):
    if not user.has_perm("interviews.view_question"):
        raise Http404


def _here(search, page):
    """The address of this page of the search, to come back to."""
    here = QueryDict(search.query, mutable=True)
    if page.number > 1:
        here["page"] = str(page.number)
    return here.urlencode()


def _filling(user, into):
    """The rounds that this person may add to, and the one that is being added to."""
    if not user.has_perm("interviews.change_kit"):
        return {"fills_kits": False}
    rounds = [
        {"round": round_, "left": filling.in_words(filling.spare_minutes(round_))}
        for round_ in filling.rounds_of(user)
    ]
    return {"fills_kits": True, "rounds": rounds, "target": filling.target_of(user, into)}


@require_safe
def detail(request, slug):
    """One question: all that an interviewer sees, and where it is used."""
    questions = Question.objects.visible_to(request.user).with_usage()
    questions = questions.select_related("competency", "proposed_by")
    question = get_object_or_404(questions, slug=slug)
    back = QueryDict(request.GET.get("from", "")[:LONGEST_ADDRESS])
    context = {
        "question": question,
        "levels": Hit(question).levels,
        "written_in": other_language(question),
        "roles": question.roles.visible_to(request.user).from_junior_to_executive(),
        "scales": anchors_of(question),
        "uses": uses_of(question, request.user),
        "steps": question.steps.select_related("by"),
        "back": back.urlencode(),
        **_filling(request.user, back.get("into", "")),
        **_advice(question, request.user),
    }
    return render(request, "interviews/question_detail.html", context)


def _advice(question, user):
    """The advice on its wording, for those who can have it changed."""
    if not (user.has_perm("interviews.change_question") or question.proposed_by == user):
        return {}
    from interviews.advice import remarks_on
    from interviews.wording import SILENCE

    return {"remarks": _by_heading(remarks_on(question)), "silence": SILENCE}


def _by_heading(remarks):
    fields = Question._meta
    return [(fields.get_field(name).verbose_name, found) for name, found in remarks.items()]


@require_POST
def add_to_kit(request, slug):
    """Ask a question at the end of a round of one's own, and go on with the search."""
    if not request.user.has_perm("interviews.change_kit"):
        raise Http404
    question = get_object_or_404(Question.objects.visible_to(request.user), slug=slug)
    rounds = filling.rounds_of(request.user)
    back = QueryDict(request.POST.get("from", "")[:LONGEST_ADDRESS], mutable=True)
    into = request.POST.get("round", "")
    target = filling.target_of(request.user, into)
    if target:
        back["into"] = into
        _add(request, question, target.round)
    elif rounds.exists():
        messages.error(request, _("Choose the round that shall ask it; nothing was added."))
    else:
        messages.error(request, _("You have no kit of your own with a round to add it to."))
    if target and request.POST.get("stay") != "question":
        address = reverse("interviews:question_list", query=back)
        return redirect(f"{address}#{question.slug}")
    return redirect(
        reverse("interviews:question_detail", args=[slug], query={"from": back.urlencode()})
    )


def _add(request, question, round_):
    try:
        competency = filling.add_from_bank(question, round_, by=request.user)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return
    target = filling.target_of(request.user, str(round_.pk))
    names = {"round": round_.name, "kit": round_.kit.title, "left": target.spare_in_words}
    if target.spare >= 0:
        messages.success(request, _("Added to “%(round)s” of “%(kit)s”: %(left)s.") % names)
    else:
        words = _("Added to “%(round)s” of “%(kit)s”. That round is now %(left)s.")
        messages.warning(request, words % names)
    if competency:
        messages.warning(
            request,
            _("“%(kit)s” rates %(competency)s from now on: look at its weights.")
            % {"kit": round_.kit.title, "competency": competency.name},
        )


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request):
    """A question for the bank. What the bank has already and what the advice says is looked at
    once before it goes."""
    from interviews.wording import SILENCE

    if not request.user.has_perm("interviews.propose_question"):
        raise Http404
    form = ProposalForm(request.user, request.POST or None)
    context = {"form": form}
    if form.is_valid():
        doubts = form.doubts()
        if not doubts or request.POST.get("seen") == form.digest:
            question = form.propose()
            messages.success(request, _("Proposed. A library admin reviews it next."))
            return redirect("interviews:question_detail", question.slug)
        context |= doubts
    proposals = Question.objects.filter(proposed_by=request.user).order_by("-pk")
    proposals = proposals.prefetch_related("steps__by")
    context |= {
        "proposals": proposals[:PROPOSALS_SHOWN],
        "more": proposals.count() - PROPOSALS_SHOWN,
        "silence": SILENCE,
    }
    return render(request, "interviews/question_propose.html", context)
