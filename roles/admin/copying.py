"""A role as the start of another: what the form that adds a role begins with."""

from itertools import count

from django.db.models import Q
from django.forms import model_to_dict
from django.utils.translation import gettext as _

from roles.models import Role, RoleCompetency, RoleLink

# Pay benchmarks stay behind: their source speaks of the original's job.
COPIED_ROWS = {RoleCompetency: "role_competencies", RoleLink: "links"}


def copied_fields(role):
    """The fields of `role`, with a title and slug that no other role has."""
    title, slug = _free_names(role)
    fields = model_to_dict(role, exclude=["id", "competencies"])
    return fields | {"title": title, "slug": slug}


def copied_rows(role, model):
    """The rows of `model` that belong to `role` and go along, as new rows begin."""
    if model not in COPIED_ROWS:
        return []
    rows = getattr(role, COPIED_ROWS[model]).all()
    return [model_to_dict(row, exclude=["id", "role"]) for row in rows]


def _free_names(role):
    longest = {name: Role._meta.get_field(name).max_length for name in ("title", "slug")}
    for number in count(1):
        words = _("(copy)") if number == 1 else _("(copy %(number)s)") % {"number": number}
        ending = "-copy" if number == 1 else f"-copy-{number}"
        title = f"{role.title[: longest['title'] - len(words) - 1].rstrip()} {words}"
        slug = f"{role.slug[: longest['slug'] - len(ending)]}{ending}"
        if not Role.objects.filter(Q(title=title) | Q(slug=slug)).exists():
            return title, slug
