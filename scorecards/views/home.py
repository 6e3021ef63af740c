"""Where everybody lands: what to do next."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interviews.models import Interview, Kit, Opening, Question
from interviews.models.interviews import start_of_today
from roles.models import Competency, Role
from scorecards.to_do import (
    as_own_seats,
    due_of,
    keys_of,
    outstanding,
    own_seats,
    seats_behind,
    waiting_for,
)

AHEAD_SHOWN = 5
FURTHER_SHOWN = 20
EARLIER_SHOWN = 10
DUE_SHOWN = 50
WAITING_SHOWN = 20
IN_OPENINGS_SHOWN = 8
OPENINGS_SHOWN = 12
KITS_SHOWN = 6


@require_safe
def home(request):
    """Next steps for each kind of user. A person may be of several kinds at once."""
    user = request.user
    groups = set(user.groups.values_list("name", flat=True))
    context = {"today": timezone.localdate(), "groups": groups, **_interviews_of(user)}
    if user.has_perm("interviews.view_opening"):
        context |= _openings_of(user)
    if user.has_perm("interviews.add_kit"):
        kits = list(Kit.objects.owned_by(user).with_summary(user).drafts_first()[:KITS_SHOWN])
        context |= {"kits": kits, "makes_kits": kits or not user.is_superuser}
    if user.is_staff and user.has_perm("roles.change_role"):
        context["library"] = {
            "roles": Role.objects.count(),
            "competencies": Competency.objects.count(),
            "questions": Question.objects.count(),
        }
        context["proposals"] = Question.objects.newly_proposed().count()
        context["questions_by_state"] = Question.objects.by_state()
    has_seats = any(context[name] for name in ("today_seats", "interviews", "earlier"))
    context["has_seats"] = has_seats
    context["is_stranger"] = not (groups or has_seats or user.is_superuser)
    return render(request, "scorecards/home.html", context)


def _interviews_of(user):
    """What is to do now, the days ahead, and what lies behind."""
    seats = own_seats(user)
    ahead = seats.filter(interview__starts_at__gte=start_of_today())
    behind = seats.filter(interview__starts_at__lt=start_of_today())
    late = keys_of(outstanding(behind)[:DUE_SHOWN])
    earlier = keys_of(seats_behind(user)[:EARLIER_SHOWN])
    shown = keys_of(ahead[: AHEAD_SHOWN + FURTHER_SHOWN])
    known = as_own_seats({*late, *earlier, *shown})
    today = [known[pk] for pk in shown if known[pk].day == timezone.localdate()]
    later = [known[pk] for pk in shown[len(today) :]]
    return {
        "due": due_of([*(known[pk] for pk in late), *today]),
        "today_seats": today,
        "interviews": later[:AHEAD_SHOWN],
        "interviews_further": later[AHEAD_SHOWN:],
        "interviews_left_out": ahead.count() - len(shown),
        "earlier": [known[pk] for pk in earlier],
    }


def _openings_of(user):
    """A superuser may do all of it, but runs openings only where named in one."""
    openings = Opening.objects.run_by(user).open()
    ahead = Interview.objects.in_openings(openings).not_seating(user).current().from_today()
    rows = list(openings.with_summary()[:OPENINGS_SHOWN])
    return {
        "openings": rows,
        "waiting": waiting_for(user, timezone.now())[:WAITING_SHOWN],
        "next_in_openings": list(ahead.with_panel().in_print_order()[:IN_OPENINGS_SHOWN]),
        "runs_openings": rows or not user.is_superuser,
    }
