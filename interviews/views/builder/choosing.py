"""Choosing questions in the builder: swap, add from the bank, write one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interviews.kits import choosing, filling, moving, swapping
from interviews.models import KitQuestion, StaleDraftError
from interviews.proposals import OneOffForm
from interviews.views.builder.acting import BARE, act, done, own_kit, sheet, show

OFFERS_ON_A_PAGE = 15
SWAP = "interviews/kit_question_swap.html"
ADD = "interviews/kit_question_add.html"
WRITE = "interviews/kit_question_write.html"


@require_http_methods(["GET", "HEAD", "POST"])
def swap(request, slug, pk):
    """The best questions to ask in the place of one, each with the reason why it fits."""
    if request.method == "POST":
        return act(request, slug, lambda draft: _take(request, draft, pk))
    kit = own_kit(request, slug)
    rows = KitQuestion.objects.filter(round__kit=kit)
    row = get_object_or_404(rows.select_related("round__kit__role", "question__competency"), pk=pk)
    context = {
        "kit": kit,
        "round": row.round,
        "row": row,
        "minutes": row.minutes or row.question.minutes,
        "swap": swapping.swap_of(row),
        "seen": kit.token,
    }
    return sheet(request, SWAP, context)


def _take(request, draft, pk):
    row = moving.asked_in(draft, pk)
    minutes = request.POST.get("minutes", "")
    if not choosing.is_number(minutes):
        minutes = None
    return swapping.take(draft, row, _asked_for(request, draft), minutes and int(minutes))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request, slug, pk):
    """Questions of the bank for a round. After one is added the search stays, for the next, unless
    `then` says close."""
    kit = own_kit(request, slug)
    round_ = _round(request, kit, pk)
    if request.method != "POST":
        return sheet(request, ADD, _offers(request.user, round_, request.GET))
    try:
        with kit.being_changed(by=request.user, seen=request.POST.get("seen", "")) as change:
            question = _asked_for(request, kit)
            change.words = choosing.take_in(change.draft, round_, question)
    except StaleDraftError as error:
        context = _offers(request.user, round_, request.GET, stale=error)
        return sheet(request, ADD, context, status=409)
    except ValidationError as error:
        context = _offers(request.user, round_, request.GET, errors=error.messages)
        return sheet(request, ADD, context, status=422)
    if request.POST.get("then") == "close":
        return done(request, kit, change.words)
    asked = _with_added(request.GET, question)
    if request.htmx:
        return _builder_and_sheet(request, kit, pk, asked, change.words)
    messages.success(request, change.words)
    return redirect(f"{request.path}?{asked.urlencode()}#offer-{question.pk}")


def _round(request, kit, pk):
    rounds = filling.rounds_of(request.user).filter(kit=kit).select_related("kit__role")
    return get_object_or_404(rounds, pk=pk)


def _asked_for(request, kit):
    """The question of the bank that was pressed. `ValidationError` where there is none any more."""
    pk = request.POST.get("question", "")
    askable = choosing.askable(request.user, kit.owner_id)
    question = askable.filter(pk=int(pk)).first() if choosing.is_number(pk) else None
    if not question:
        raise ValidationError(_("That question cannot be asked any more: choose another."))
    return question


def _offers(user, round_, asked, **more):
    """What the sheet for adding shows; `asked` is the search, as the address says it."""
    place = choosing.place_of(round_, instead=_instead(round_, asked.get("instead", "")))
    choice = choosing.Choice(user, place, asked)
    page = Paginator(choice.found, OFFERS_ON_A_PAGE).get_page(choice.page)
    offers = choice.offers(page.object_list)
    return {"choice": choice, "place": place, "page": page, "offers": offers, **more}


def _instead(round_, pk):
    """The row of the round whose question shall go for the one that is looked for, if any."""
    if not choosing.is_number(pk):
        return None
    return round_.kit_questions.filter(pk=int(pk)).select_related("question").first()


def _with_added(asked, question):
    """The address of a search in which a question was added."""
    asked = asked.copy()
    asked["added"] = ".".join(filter(None, [asked.get("added", ""), str(question.pk)]))
    return asked


def _builder_and_sheet(request, kit, pk, asked, words):
    """The builder after a change, and beside it the sheet as it is then, which stays open."""
    response = show(request, kit, said=words)
    round_ = _round(request, kit, pk)
    context = {**_offers(request.user, round_, asked), "said": words, "base": BARE}
    fragment = "interviews/_choosing_again.html"
    response.write(render_to_string(fragment, context, request=request))
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, slug, pk):
    """A question of one's own for a round. What the bank has already and what the advice says is
    looked at once before it goes; then it is in the kit, not reviewed, and a proposal."""
    kit = own_kit(request, slug)
    if not request.user.has_perm("interviews.propose_question"):
        raise Http404
    place = choosing.place_of(_round(request, kit, pk))
    about = request.GET.get("competency", "")
    form = OneOffForm(request.user, place, request.POST or None, about=about)
    if not form.is_valid():
        return _writing(request, place, form, status=422 if form.is_bound else 200)
    doubts = form.doubts()
    if doubts and request.POST.get("looked") != form.digest:
        return _writing(request, place, form, status=422, **doubts)
    try:
        with kit.being_changed(by=request.user, seen=request.POST.get("seen", "")) as change:
            change.words = choosing.take_in(change.draft, place.round, form.propose())
    except StaleDraftError as error:
        return _writing(request, place, form, status=409, stale=error)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _writing(request, place, form, status=422)
    stays = _("It is a proposal for the bank, too: undo takes it out of the kit only.")
    return done(request, kit, f"{change.words} {stays}")


def _writing(request, place, form, *, status, **more):
    from interviews.wording import SILENCE

    # What was looked at stays what it was, until it is shown as it is now.
    looked_at = request.POST.get("seen") if form.is_bound and "stale" not in more else place.token
    context = {"place": place, "form": form, "seen": looked_at, "silence": SILENCE, **more}
    return sheet(request, WRITE, context, status=status)
