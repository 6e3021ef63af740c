"""What keeps rows from being deleted, said so that a person can act on it."""

from django.contrib.admin.utils import NestedObjects, quote
from django.db import router
from django.forms.models import _get_foreign_key
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _


def explained(found, rows, request, site):
    """What `get_deleted_objects` found for `rows`, with their uses in plain words. While something
    uses them nothing is deleted, so no right to delete that is asked for."""
    to_delete, counts, missing_rights, protected = found
    if protected:
        return to_delete, counts, set(), uses_of(rows, request, site)
    return to_delete, counts, missing_rights, protected


def uses_of(rows, request, site):
    """A line for each thing that uses one of `rows`, with a link where the admin keeps it.

    A row that is edited inside another's form, such as a weight inside its role's, counts as that
    other. What this person may not see is said to exist and not named.
    """
    collector = NestedObjects(using=router.db_for_write(rows[0].__class__), origin=rows)
    collector.collect(rows)
    holders = {_holder(row, site) for row in collector.protected}
    seen = [holder for holder in holders if _is_seen(holder, request, site)]
    seen.sort(key=lambda holder: (holder._meta.verbose_name, str(holder)))
    lines = [_line(holder, site) for holder in seen]
    if len(seen) < len(holders):
        lines.append(_("Something that you may not see. An administrator can say what it is."))
    return lines


def _holder(row, site):
    """`row` itself where the admin has a form for it, else the row in whose form it stands."""
    if site.is_registered(row.__class__):
        return row
    for model_admin in site._registry.values():
        for inline in model_admin.inlines:
            if inline.model is row.__class__:
                parent = _get_foreign_key(model_admin.model, inline.model, fk_name=inline.fk_name)
                return getattr(row, parent.name)
    return row


def _is_seen(holder, request, site):
    if not site.is_registered(holder.__class__):
        return False
    model_admin = site.get_model_admin(holder.__class__)
    return (
        model_admin.has_view_permission(request, holder)
        and model_admin.get_queryset(request).filter(pk=holder.pk).exists()
    )


def _line(holder, site):
    options = holder._meta
    address = reverse(
        f"{site.name}:{options.app_label}_{options.model_name}_change", args=[quote(holder.pk)]
    )
    return format_html('{}: <a href="{}">{}</a>', capfirst(options.verbose_name), address, holder)
