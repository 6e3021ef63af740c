"""One's own scorecard: filling it in, handing it in, and what can be done with it afterwards."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews.forms.declining import DeclineForm
from scorecards.card.page import entries_in
from scorecards.declaring import declared, may_enter
from scorecards.declining import decline as decline_seat
from scorecards.models import Scorecard
from scorecards.models.refusals import (
    LockedCardError,
    MissingError,
    UnsavedError,
    why_closed,
)
from scorecards.packets import edition_of, packet_of_seat
from scorecards.papers import paper_response
from scorecards.seats import for_seat
from scorecards.views.card_pages import (
    edit_page,
    read_page,
    refused_page,
    remember_view,
    shows_all,
    unsaved_page,
)
from scorecards.views.downloads import pdf_download


@require_safe
@for_seat
@declared
def card(request, seat):
    """The scorecard to fill in, or to read once it takes nothing more. `question` in the address is
    the part that shows; with `all` every part does."""
    own = Scorecard.objects.of_seat(seat)
    if own.why_locked:
        return read_page(request, own)
    return edit_page(request, own)


@require_POST
@for_seat
@declared
def save_all(request, seat):
    """Save every field of the form, as a browser without scripts does, and go on to the part `go`.
    A form that only says how the page shows is no more than that."""
    remember_view(request)
    own = Scorecard.objects.of_seat(seat)
    try:
        Scorecard.objects.write_all(seat, entries_in(request.POST, own.fields))
    except UnsavedError as error:
        return unsaved_page(request, seat, error.unsaved)
    except LockedCardError as error:
        return refused_page(request, own, error)
    if not request.accepts("text/html"):
        return HttpResponse(status=204)
    if not {"go", "shows"} & set(request.POST):
        messages.success(request, _("Saved."))
    return redirect(_part_of(request, seat))


def _part_of(request, seat):
    """The address of the part to `go` to, on the page as this person likes it."""
    go = request.POST.get("go")
    if not go:
        return reverse("scorecards:card", args=[seat.pk])
    if shows_all(request):
        return reverse("scorecards:card", args=[seat.pk], fragment=f"part-{go}")
    return reverse("scorecards:card", args=[seat.pk], query={"question": go})


@require_POST
@for_seat
@declared
def submit(request, seat):
    """Hand the scorecard in, with every field of the form. Pressed twice, it is done once."""
    own = Scorecard.objects.of_seat(seat)
    try:
        is_now = Scorecard.objects.submit(seat, entries_in(request.POST, own.fields))
    except UnsavedError as error:
        return unsaved_page(request, seat, error.unsaved)
    except LockedCardError as error:
        return refused_page(request, own, error)
    except MissingError as error:
        return edit_page(request, Scorecard.objects.of_seat(seat), error.missing, status=422)
    if is_now:
        messages.success(request, _("Your scorecard is submitted. Thank you."))
    return redirect("scorecards:card", seat.pk)


@require_POST
@for_seat
@declared
def reopen(request, seat):
    """Take the card back, as long as nobody has seen it and its author has seen no other."""
    own = Scorecard.objects.of_seat(seat)
    if not own.pk:
        raise Http404
    try:
        own.reopen()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("scorecards:card", seat.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_seat
@declared
def amend(request, seat):
    """Change one `field` of a submitted card, with a reason."""
    own = Scorecard.objects.of_seat(seat)
    field = own.fields.get(request.POST.get("field") or request.GET.get("field"))
    if not own.is_submitted or why_closed(seat) or field is None or field.is_private:
        raise Http404
    value = own.entries()[field.name].value
    context = {"seat": seat, "field": field, "stored": field.in_words(value), "reason": ""}
    if request.method == "POST":
        value, reason = ",".join(request.POST.getlist("value")), request.POST.get("reason", "")
        try:
            own.amend(field.name, value, reason=reason)
        except ValidationError as error:
            context |= {"reason": reason, "errors": error.messages}
        else:
            messages.success(request, _("Amended. What stood there before stays beside it."))
            return redirect("scorecards:card", seat.pk)
    context |= {"value": value, "chosen": value.split(",")}
    status = 422 if "errors" in context else 200
    return render(request, "scorecards/card_amend.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_seat
def decline(request, seat):
    """Leave the panel, with a reason. Nothing has to be declared for it."""
    if words := Scorecard.objects.of_seat(seat).why_locked:
        messages.info(request, words)
        return redirect("scorecards:card", seat.pk)
    candidate = seat.interview.candidate
    who = candidate.name_for_panel if may_enter(seat) else candidate.number_in_words
    form = DeclineForm(request.POST or None)
    context = {"seat": seat, "interview": seat.interview, "who": who, "form": form}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "scorecards/card_decline.html", context, status=status)
    try:
        decline_seat(seat, **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("scorecards:card", seat.pk)
    if seat.is_guest:  # whose link ended with the seat
        return render(request, "scorecards/card_declined.html", context)
    messages.success(request, _("You are off this panel. Those who plan it have been told."))
    return redirect("scorecards:home")


@require_safe
@for_seat
@declared
def papers(request, seat):
    """The candidate's CV, where the panel may see it."""
    if not (seat.is_live and seat.interview.candidate.papers_shown):
        raise Http404
    return paper_response(seat.interview.candidate)


@require_safe
@for_seat
@declared
def own_scorecard(request, seat):
    """One's own scorecard, to be filled in by hand. From then on the interview keeps its kit
    revision, the one thing that reading writes: paper cannot be changed afterwards."""
    from scorecards.pdf.sheets import panel_packet

    interview = _still_held(seat)
    interview.keep_revision()
    items = packet_of_seat(seat)
    title = _("%(candidate)s, scorecard") % {"candidate": interview.candidate.name_for_panel}
    return pdf_download(
        request,
        lambda paper: panel_packet(items, paper, title),
        *_names_of(interview),
        _("scorecard"),
    )


@require_safe
@for_seat
@declared
def own_guide(request, seat):
    """The guide to an interview in which one has a seat."""
    from scorecards.pdf.sheets import interviewer_guide

    interview = _still_held(seat)
    revision = interview.revision
    document = interview.candidate.opening.as_held(revision.as_document())
    return pdf_download(
        request,
        lambda paper: interviewer_guide(document, edition_of(revision), paper, interview.round_key),
        *_names_of(interview),
        _("interviewer guide"),
    )


def _still_held(seat):
    """The interview of this seat; 404 where nobody needs paper for it any more."""
    if why_closed(seat) or not seat.interview.candidate.is_current:
        raise Http404
    return seat.interview


def _names_of(interview):
    """Parts of a file name that tell interviews apart without the candidate's name."""
    candidate = interview.candidate
    number = _("candidate %(number)s") % {"number": candidate.number}
    return candidate.opening.reference, number, interview.round_key
