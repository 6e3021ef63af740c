"""Roles: the list, and one role."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from roles.models import Role


@require_safe
def role_list(request):
    """The roles of the library, by family and level."""
    query = request.GET.get("q", "").strip()
    roles = Role.objects.visible_to(request.user).matching(query).select_related("family")
    return render(
        request,
        "roles/role_list.html",
        {"roles": roles.from_junior_to_executive(), "query": query},
    )


@require_safe
def detail(request, slug):
    """One role: what it is, what it asks for, and where it stands."""
    role = get_object_or_404(Role.objects.visible_to(request.user).with_profile(), slug=slug)
    kits = role.kits.visible_to(request.user).with_summary(request.user)
    return render(request, "roles/role_detail.html", {"role": role, "kits": kits})
