"""Roles side by side."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interviews.side_by_side import asked_for, side_by_side
from roles.comparison import FEWEST, MOST
from roles.models import Role


@require_safe
def comparison(request):
    """Two to four roles side by side; with fewer or more of them, a choice of roles."""
    if not request.user.has_perm("roles.view_role"):
        raise Http404
    roles = Role.objects.visible_to(request.user)
    offered = list(roles.in_brief().from_junior_to_executive())
    slugs, notes = asked_for(request.GET, {role.slug for role in offered})
    context = {"offered": offered, "chosen": slugs, "notes": notes, "most": MOST}
    if not FEWEST <= len(slugs) <= MOST:
        return render(request, "interviews/comparison_choose.html", context)
    only_differences = request.GET.get("only") == "differences"
    context |= side_by_side(request.user, slugs, only_differences=only_differences)
    context["address"] = urlencode({"role": slugs}, doseq=True)
    context["heads"] = [
        (role, _without(role.slug, slugs, only_differences)) for role in context["roles"]
    ]
    return render(request, "interviews/comparison_detail.html", context)


def _without(slug, slugs, only_differences):
    """The address of this comparison without one of its roles."""
    query = {"role": [each for each in slugs if each != slug]}
    return urlencode(query | ({"only": "differences"} if only_differences else {}), doseq=True)
