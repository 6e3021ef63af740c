"""Roles: the list, and one role."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from roles.browse import RoleSearchForm
from roles.models import Role

ROLES_ON_A_PAGE = 50
MOST_PICKED = 12  # more than can be compared, so that too many can be seen and taken out


@require_safe
def role_list(request):
    """The roles of the library, by family and level; some may be picked to compare."""
    search = RoleSearchForm(request.user, request.GET)
    page = Paginator(search.found(), ROLES_ON_A_PAGE).get_page(request.GET.get("page"))
    picked = _picked(request)
    context = {
        "page": page,
        "search": search,
        "wanted": search.wanted(),
        "picked": [role.slug for role in picked],
        "picked_elsewhere": [role for role in picked if role not in page.object_list],
    }
    return render(request, "roles/role_list.html", context)


def _picked(request):
    """Roles that the address names to be compared; what names no role is left out."""
    slugs = [slug for slug in request.GET.getlist("role") if slug.isprintable()]
    return Role.objects.visible_to(request.user).filter(slug__in=slugs[:MOST_PICKED])


@require_safe
def detail(request, slug):
    """One role: what it is, what it asks for, and where it stands."""
    role = get_object_or_404(Role.objects.visible_to(request.user).with_profile(), slug=slug)
    kits = role.kits.visible_to(request.user).with_summary(request.user)
    others = Role.objects.visible_to(request.user).exclude(pk=role.pk).in_brief()
    return render(
        request,
        "roles/role_detail.html",
        {"role": role, "kits": kits, "others": others.from_junior_to_executive()},
    )
