from django.shortcuts import get_object_or_404, render

from roles.models import Role


def role_list(request):
    """The roles of the library, by family and level."""
    roles = Role.objects.visible_to(request.user).select_related("family")
    return render(request, "roles/role_list.html", {"roles": roles.from_junior_to_executive()})


def detail(request, slug):
    """One role: what it is, what it asks for, and where it stands."""
    role = get_object_or_404(Role.objects.visible_to(request.user).with_profile(), slug=slug)
    return render(request, "roles/role_detail.html", {"role": role})
