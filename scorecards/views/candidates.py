"""Candidates: added and changed, withdrawn and rejected, two made one; and their papers."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from interviews.forms.candidates import CandidateForm
from interviews.models import Candidate, Opening
from scorecards.merging import hindrances, made_one, parts_of
from scorecards.papers import paper_response
from scorecards.views.openings import cancelled_in_words
from scorecards.views.telling import tell_panels

FORM = "scorecards/candidate_form.html"
DONE = {
    "withdraw": gettext_lazy("%(name)s has withdrawn."),
    "reject": gettext_lazy("%(name)s is rejected."),
    "take_back": gettext_lazy("%(name)s is in again."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request, reference):
    """A new candidate, under the next number."""
    openings = Opening.objects.managed_by(request.user).open().with_details()
    opening = get_object_or_404(openings, reference__iexact=reference)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CandidateForm(opening, *data)
    if form.is_valid():
        candidate = form.save()
        messages.success(request, _("Added %(name)s.") % {"name": candidate.name})
        if "another" in request.POST:
            return redirect("scorecards:candidate_add", opening.reference)
        return redirect("scorecards:opening_detail", opening.reference)
    return _form(request, form, {"opening": opening})


def _form(request, form, context):
    held_back = context["opening"].revision.as_document().settings.papers_held_back
    context |= {"form": form, "kit_holds_back": held_back}
    return render(request, FORM, context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, reference, number):
    """Name, e-mail, CV and adjustments. Panels still to come are told where the name changed."""
    candidate = _own(request, reference, number)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CandidateForm(candidate.opening, *data, instance=copy(candidate))
    if form.is_valid():
        with transaction.atomic():
            form.save()
            if "name" in form.changed_data:
                tell_panels(candidate.interviews_to_come)
        messages.success(request, _("Saved %(name)s.") % {"name": form.instance.name})
        return redirect("scorecards:candidate_detail", candidate.opening.reference, number)
    return _form(request, form, {"opening": candidate.opening, "candidate": candidate})


def _own(request, reference, number):
    """A candidate of an opening that this person may change."""
    openings = Opening.objects.managed_by(request.user).open()
    return get_object_or_404(
        Candidate.objects.filter(opening__in=openings).select_related("opening__revision"),
        opening__reference__iexact=reference,
        number=number,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, reference, number):
    """The candidate leaves by their own wish, after asking once."""
    return _leave(request, reference, number, "withdraw", Candidate.withdraw)


@require_http_methods(["GET", "HEAD", "POST"])
def reject(request, reference, number):
    """The candidate is turned down, after asking once."""
    return _leave(request, reference, number, "reject", Candidate.reject)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request, reference, number):
    """A candidate who left is in again, after asking once."""
    return _leave(request, reference, number, "take_back", Candidate.take_back)


def _leave(request, reference, number, name, act):
    candidate = _own(request, reference, number)
    if candidate.is_current == (name == "take_back"):
        messages.info(request, _("That was done already: this is how it stands now."))
        return redirect("scorecards:opening_detail", candidate.opening.reference)
    if request.method != "POST":
        coming = candidate.interviews_to_come.with_panel()
        context = {"candidate": candidate, "opening": candidate.opening, "coming": coming}
        return render(request, "scorecards/candidate_leave.html", {**context, "act": name})
    with transaction.atomic():
        cancelled = act(candidate) or []
        tell_panels(cancelled)
    words = DONE[name] % {"name": candidate.name}
    messages.success(request, f"{words} {cancelled_in_words(cancelled)}".strip())
    return redirect("scorecards:opening_detail", candidate.opening.reference)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, reference, number):
    """Another candidate (`?other=`) becomes a part of this one, after a look at both."""
    kept = _own(request, reference, number)
    others = kept.opening.candidates.exclude(pk=kept.pk)
    context = {"opening": kept.opening, "kept": kept, "others": others}
    template = "scorecards/candidate_merge.html"
    if not (dropped := _other(request, others)):
        context["alike"] = others.like(name=kept.name, email=kept.email)
        return render(request, template, context)
    context |= {"dropped": dropped, "parts": parts_of(kept, dropped, request.POST)}
    context |= {
        "kept_interviews": kept.interviews.prefetch_related("revision"),
        "dropped_interviews": dropped.interviews.prefetch_related("revision"),
    }
    if request.method != "POST":
        return render(request, template, {**context, "hindrances": hindrances(kept, dropped)})
    try:
        with transaction.atomic():
            made_one(kept, dropped, request.POST)
            tell_panels(kept.interviews_to_come)
    except ValidationError as error:
        return render(request, template, {**context, "hindrances": error.messages}, status=422)
    messages.success(request, _("The two are one now: %(name)s.") % {"name": str(kept)})
    return redirect("scorecards:candidate_detail", kept.opening.reference, number)


def _other(request, others):
    named = request.GET.get("other", "")
    if not named:
        return None
    if not (named.isascii() and named.isdecimal() and len(named) < 10):
        raise Http404
    return get_object_or_404(others, number=int(named))


@require_safe
def papers(request, reference, number):
    """The CV, for those who run the opening or schedule in it, held back or not."""
    user = request.user
    openings = Opening.objects.managed_by(user) | Opening.objects.scheduled_by(user)
    return paper_response(
        get_object_or_404(
            Candidate.objects.filter(opening__in=openings).select_related("opening"),
            opening__reference__iexact=reference,
            number=number,
        )
    )
