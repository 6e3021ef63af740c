"""Sheets about roles as PDF, and what each of them needs from the address."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interviews.side_by_side import asked_for, side_by_side
from roles.comparison import FEWEST, MOST
from roles.job_description_form import JobDescriptionForm
from roles.models import Role
from scorecards.views.downloads import pdf_download


@require_safe
def comparison(request):
    """Two to four roles side by side; with fewer or more, the page that offers the choice."""
    from scorecards.pdf.leaflets import print_leaflet

    if not request.user.has_perm("roles.view_role"):
        raise Http404
    known = set(Role.objects.visible_to(request.user).values_list("slug", flat=True))
    slugs, _notes = asked_for(request.GET, known)
    if not FEWEST <= len(slugs) <= MOST:
        return redirect(reverse("interviews:comparison", query=request.GET))
    only_differences = request.GET.get("only") == "differences"
    content = side_by_side(request.user, slugs, only_differences=only_differences)
    if not request.user.has_perm("interviews.view_question"):
        content["questions"] = None
    return pdf_download(
        request,
        lambda paper: print_leaflet(
            "pdf/comparison.html",
            content,
            paper,
            title=", ".join(content["titles"]),
            sheet=_("Comparison of roles"),
            styles=("pdf/comparison.css",),
            is_landscape=len(slugs) > FEWEST,
        ),
        _("comparison"),
        *slugs,
    )


@require_safe
def job_description(request, slug):
    """The job description of a role, with the sections and the pay that stand in the address."""
    from scorecards.pdf.leaflets import print_leaflet

    role = get_object_or_404(Role.objects.visible_to(request.user).with_profile(), slug=slug)
    form = JobDescriptionForm(request.GET, role)
    if not form.is_valid():
        return redirect(reverse("roles:job_description", args=[slug], query=request.GET))
    return pdf_download(
        request,
        lambda paper: print_leaflet(
            "pdf/job_description.html",
            {"description": form.description()},
            paper,
            title=role.title,
            sheet=_("Job description"),
            styles=("pdf/job-description.css",),
        ),
        role.title,
        _("job description"),
    )
