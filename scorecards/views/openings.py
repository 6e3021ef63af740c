"""Openings: the list, one with its candidates and rounds, making and keeping one."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from interviews.forms.openings import NewOpeningForm, OpeningForm
from interviews.models import Kit, Opening
from interviews.revision_moves import move_of, revisions_for
from scorecards.board import board_of
from scorecards.board.glance import glance
from scorecards.models import Scorecard
from scorecards.views.telling import tell_panels

OPENINGS_ON_A_PAGE = 50
KITS_ON_A_PAGE = 50


@require_safe
def opening_list(request):
    """The openings this person runs or helps to run; archived ones come last."""
    query = request.GET.get("q", "").strip()
    openings = Opening.objects.visible_to(request.user).matching(query).with_summary()
    page = Paginator(openings.open_first(), OPENINGS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "scorecards/opening_list.html", {"page": page, "query": query})


@require_safe
def detail(request, reference):
    """One opening: its next acts, and the board of candidates and rounds."""
    opening = get_object_or_404(
        Opening.objects.visible_to(request.user).with_details(), reference__iexact=reference
    )
    context = {
        "opening": opening,
        "glance": glance(opening),
        "board": board_of(opening, request.user, request.GET),
    }
    return render(request, "scorecards/opening_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    """From a published kit (`?kit=`); without one, choose which."""
    if not request.user.has_perm("interviews.add_opening"):
        raise Http404
    kits = Kit.objects.visible_to(request.user).with_summary(request.user)
    kits = kits.exclude(newest_number=None)
    slug = request.GET.get("kit", "").replace("\0", "")  # PostgreSQL refuses to look for that
    if not slug:
        return _choose_kit(request, kits)
    kit = get_object_or_404(kits.select_related("role"), slug=slug)
    form = NewOpeningForm(
        kit, request.POST or None, initial=_suggested(kit, request.user), by=request.user
    )
    if form.is_valid():
        opening = form.save()
        messages.success(request, _("Opening %(opening)s is ready.") % {"opening": opening})
        return redirect("scorecards:opening_detail", opening.reference)
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "kit_title": kit.latest_revision.title}
    return render(request, "scorecards/opening_form.html", context, status=status)


def _choose_kit(request, kits):
    query = request.GET.get("q", "").strip()
    page = Paginator(kits.matching(query), KITS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "scorecards/opening_choose_kit.html", {"page": page, "query": query})


def _suggested(kit, user):
    revision = kit.latest_revision
    title = revision.role["title"]
    return {
        "revision": revision.pk,
        "reference": Opening.objects.free_reference(title, timezone.localdate().year),
        "title": title,
        "hiring_manager": user.pk,
        "retention_months": Opening._meta.get_field("retention_months").default,
        "planned_follow_ups_only": revision.as_document().settings.planned_follow_ups_only,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, reference):
    """Reference, title, people, retention and settings. The kit moves on a page of its own."""
    opening = _own(request, reference)
    cards = Scorecard.objects.filter(panelist__interview__candidate__opening=opening)
    form = OpeningForm(
        request.POST or None, instance=copy(opening), by=request.user, has_cards=cards.exists()
    )
    if form.is_valid():
        return _save(request, form)
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "opening": opening}
    return render(request, "scorecards/opening_form.html", context, status=status)


@transaction.atomic
def _save(request, form):
    opening = form.save()
    if "hide_names" in form.changed_data:
        tell_panels(opening.interviews_to_come)
    messages.success(request, _("The opening is saved."))
    if Opening.objects.visible_to(request.user).filter(pk=opening.pk).exists():
        return redirect("scorecards:opening_detail", opening.reference)
    return redirect("scorecards:opening_list")


def _own(request, reference):
    """One that this person may change: archived ones are read only."""
    openings = Opening.objects.managed_by(request.user).open().with_details()
    return get_object_or_404(openings, reference__iexact=reference)


@require_http_methods(["GET", "HEAD", "POST"])
def archive(request, reference):
    """Close it, after asking once. Interviews still to come are cancelled; panels are told."""
    opening = _own(request, reference)
    if request.method != "POST":
        coming = opening.interviews_to_come.with_panel()
        context = {"opening": opening, "coming": coming}
        return render(request, "scorecards/opening_archive.html", context)
    with transaction.atomic():
        cancelled = opening.archive()
        tell_panels(cancelled)
    words = _("Opening %(opening)s is archived.") % {"opening": opening}
    messages.success(request, f"{words} {cancelled_in_words(cancelled)}".strip())
    return redirect("scorecards:opening_list")


def cancelled_in_words(interviews):
    """What was done to the interviews that were still to come; empty where there were none."""
    if not interviews:
        return ""
    return ngettext(
        "%(number)s interview was cancelled, and its panel is told.",
        "%(number)s interviews were cancelled, and their panels are told.",
        len(interviews),
    ) % {"number": len(interviews)}


@require_http_methods(["GET", "HEAD", "POST"])
def unarchive(request, reference):
    """Open it again, after asking once. What was cancelled stays cancelled."""
    openings = Opening.objects.managed_by(request.user).archived()
    opening = get_object_or_404(openings, reference__iexact=reference)
    if request.method != "POST":
        return render(request, "scorecards/opening_archive.html", {"opening": opening})
    opening.unarchive()
    messages.success(request, _("Opening %(opening)s is open again.") % {"opening": opening})
    return redirect("scorecards:opening_detail", opening.reference)


@require_http_methods(["GET", "HEAD", "POST"])
def move_revision(request, reference):
    """Another revision for the next interviews (`?revision=`), after a look at which follow."""
    opening = _own(request, reference)
    revisions = revisions_for(opening).visible_to(request.user)
    context = {"opening": opening, "revisions": revisions}
    if not (chosen := _chosen(request, revisions, opening)):
        return render(request, "scorecards/opening_revision.html", context)
    if request.method == "POST":
        try:
            return _move(request, opening, chosen)
        except ValidationError as error:
            context |= {"refused": error.messages, "move": move_of(opening, chosen)}
            return render(request, "scorecards/opening_revision.html", context, status=409)
    context["move"] = move_of(opening, chosen)
    return render(request, "scorecards/opening_revision.html", context)


def _chosen(request, revisions, opening):
    """The revision that is asked for; None where none is, or the one in force."""
    named = request.GET.get("revision", "")
    if not named or named == str(opening.revision_id):
        return None
    if not (named.isascii() and named.isdecimal() and len(named) < 10):
        raise Http404
    return get_object_or_404(revisions, pk=int(named))


@transaction.atomic
def _move(request, opening, revision):
    move = opening.move_to(revision, seen=request.POST.get("seen", ""))
    tell_panels(move.follow)
    messages.success(
        request, _("The next interviews use %(revision)s.") % {"revision": str(revision)}
    )
    return redirect("scorecards:opening_detail", opening.reference)
