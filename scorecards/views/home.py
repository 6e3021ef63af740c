"""Where everybody lands: what to do next."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interviews.models import Interview, Kit, Opening, Question
from roles.models import Competency, Role

AHEAD_SHOWN = 5
FURTHER_SHOWN = 20
EARLIER_SHOWN = 10
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
    has_seats = context["interviews"] or context["earlier"]
    context["is_stranger"] = not (groups or has_seats or user.is_superuser)
    return render(request, "scorecards/home.html", context)


def _interviews_of(user):
    seats = Interview.objects.seating(user).current().with_panel()
    ahead = seats.from_today().in_print_order()
    shown = list(ahead[: AHEAD_SHOWN + FURTHER_SHOWN])
    return {
        "interviews": shown[:AHEAD_SHOWN],
        "interviews_further": shown[AHEAD_SHOWN:],
        "interviews_left_out": ahead.count() - len(shown),
        "earlier": list(seats.before_today().newest_first()[:EARLIER_SHOWN]),
    }


def _openings_of(user):
    """A superuser may do all of it, but runs openings only where named in one."""
    openings = Opening.objects.run_by(user).open()
    ahead = Interview.objects.in_openings(openings).not_seating(user).current().from_today()
    rows = list(openings.with_summary()[:OPENINGS_SHOWN])
    return {
        "openings": rows,
        "next_in_openings": list(ahead.with_panel().in_print_order()[:IN_OPENINGS_SHOWN]),
        "runs_openings": rows or not user.is_superuser,
    }
