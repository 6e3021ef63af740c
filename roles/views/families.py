"""A job family: its roles, and who reports to whom."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from roles.models import JobFamily, Role
from roles.structure import outline, post_of
from roles.structure_chart import MOST_IN_A_CHART, chart


@require_safe
def detail(request, slug):
    """One family. Its structure stands as text always, as a chart where that is of any use."""
    family = get_object_or_404(JobFamily.objects.visible_to(request.user), slug=slug)
    roles = Role.objects.visible_to(request.user).in_family(slug).with_lines()
    entries = outline(post_of(role) for role in roles)
    drawing = chart(entries) if len(entries) <= MOST_IN_A_CHART else None
    context = {
        "family": family,
        "entries": entries,
        "chart": drawing if drawing and drawing.has_lines else None,
        "has_questions": family.choice_questions.visible_to(request.user).exists(),
    }
    return render(request, "roles/family_detail.html", context)
