"""The pages of one's own scorecard: to fill it in, to read it, and to mend what was not saved."""

from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import render

from interviews.models import Panelist
from scorecards.card.page import pages_of, summary_of
from scorecards.declaring import record_of
from scorecards.models import Preference, Summary
from scorecards.models.refusals import why_closed
from scorecards.seats import login_of
from scorecards.visibility import not_blind, standing_of

SHOWS_ALL = "shows_all_questions"  # in the session of a guest


def edit_page(request, own, missing=(), status=200):
    """The page to fill in, with what is `missing` where it could not be submitted."""
    # Pydantic takes a third of a second to import; management commands never come here.
    from scorecards.card.documents import document_of
    from scorecards.card.sitting import left_out_first, parts_of
    from scorecards.pdf.contents import split_recommendations

    opening = own.seat.interview.candidate.opening
    document = opening.as_held(document_of(own.seat.interview.revision))
    round_ = document.round(own.seat.interview.round_key)
    entries = own.entries()
    parts = parts_of(document, round_)
    named = {part.name: part for part in parts}
    wanted = own.fields[missing[0].name].part if missing else request.GET.get("question")
    context = {
        **_seat_context(own.seat),
        "login": login_of(own.seat),
        "document": document,
        "round": round_,
        "parts": parts,
        "pages": pages_of(parts, own.fields, entries),
        "summary": summary_of(entries),
        "current": named.get(wanted, parts[0]),
        "shows_all": shows_all(request),
        "left_out_first": left_out_first(parts),
        "recommendations": split_recommendations(document),
        "planned_only": document.settings.planned_follow_ups_only,
        "missing": [(each, own.fields[each.name].part) for each in missing],
    }
    return render(request, "scorecards/card_edit.html", context, status=status)


def _seat_context(seat):
    """What the head of every page about a seat says: whom one meets, when, where and with whom."""
    panel = Prefetch("panelists", Panelist.objects.select_related("user"))
    prefetch_related_objects([seat.interview], panel)
    return {
        "seat": seat,
        "interview": seat.interview,
        "candidate": seat.interview.candidate,
        "is_not_blind": seat.pk in not_blind([seat]),
        "record": record_of(seat),
    }


def shows_all(request):
    """Whether all questions show on one page: as the address says, else as this person likes it."""
    if "all" in request.GET or "question" in request.GET:
        return "all" in request.GET
    if request.user.is_authenticated:
        return Preference.objects.filter(user=request.user, shows_all_questions=True).exists()
    return request.session.get(SHOWS_ALL, False)


def remember_view(request):
    """`shows` is “all” or “one”: how this person likes the page from now on."""
    shows = request.POST.get("shows")
    if shows not in ("all", "one"):
        return
    if request.user.is_authenticated:
        Preference.objects.update_or_create(
            user=request.user, defaults={"shows_all_questions": shows == "all"}
        )
    else:
        request.session[SHOWS_ALL] = shows == "all"


def unsaved_page(request, seat, unsaved):
    """Ask which text to keep where another page wrote meanwhile, and for a mend of what could not
    be kept. All the rest is saved."""
    status = 409 if any(each.stored for each in unsaved) else 422
    context = {"seat": seat, "unsaved": unsaved}
    return render(request, "scorecards/card_unsaved.html", context, status=status)


def refused_page(request, own, error):
    """What a locked card did not take, to be copied."""
    texts = [
        (own.fields[entry.name].label, own.fields[entry.name].in_words(entry.value))
        for entry in error.entries
    ]
    context = {"seat": own.seat, "why": str(error), "texts": texts}
    return render(request, "scorecards/card_refused.html", context, status=423)


def read_page(request, own):
    """The card as it stands, with its amendments, and what its author may still do."""
    context = {
        **_seat_context(own.seat),
        "login": login_of(own.seat),
        "own": own,
        "card": _view_of(own) if own.pk else None,
        "may_amend": own.is_submitted and not why_closed(own.seat),
        "why_not_reopened": own.why_not_reopened if own.pk else "",
        "looks": own.looks.exclude(reason="").select_related("by") if own.pk else [],
    }
    if own.seat.user:
        context["standing"] = standing_of(own.seat.user, own.seat.interview.candidate)
    return render(request, "scorecards/card_read.html", context)


def _view_of(own):
    from scorecards.card.documents import document_of
    from scorecards.card.view import view_of

    document = document_of(own.seat.interview.revision)
    return view_of(
        document,
        document.round(own.seat.interview.round_key),
        own,
        own.ratings.all(),
        Summary.objects.filter(scorecard=own).first(),
        own.amendments.all(),
        own=True,
    )
