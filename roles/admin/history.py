"""The history of a row in the admin: its versions, two of them compared, one of them restored,
and what was deleted. Each model has these pages by `history.urls(self, SUBJECT)`."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roles.history import restore as restoring
from roles.history.changes import RowChange, changes_between, contents_of
from roles.history.names import names_in, people_in, who
from roles.history.subjects import Subject
from roles.history.versions import CREATED, DELETED, FIRST_KEPT, Version, versions_of

PER_PAGE = 20
MOST_DELETED = 50


def urls(model_admin, subject: Subject) -> list:
    """The pages for the model of `model_admin`; they go before its own URLs."""
    options = model_admin.opts
    routes = [
        ("deleted/", deleted, "deleted"),
        ("<int:pk>/history/", history, "history"),
        ("<int:pk>/history/compare/", compare, "compare"),
        ("<int:pk>/history/<int:number>/restore/", restore, "restore"),
    ]
    return [
        path(
            route,
            model_admin.admin_site.admin_view(_served(view, model_admin, subject)),
            name=f"{options.app_label}_{options.model_name}_{name}",
        )
        for route, view, name in routes
    ]


def _served(view, model_admin, subject):
    def inner(request, **kwargs):
        return view(request, model_admin, subject, **kwargs)

    return inner


@dataclass(frozen=True)
class Shown:
    """A version as the page tells it. `contents` is what it said, for the first one and the one
    that was deleted."""

    version: Version
    who: str
    changes: tuple[RowChange, ...]
    contents: tuple[RowChange, ...]


@require_safe
def history(request, model_admin, subject, pk):
    """All versions, newest first."""
    row, versions = _found(request, model_admin, subject, pk)
    people = people_in(versions)
    page = Paginator(versions[::-1], PER_PAGE).get_page(request.GET.get(PAGE_VAR))
    states = [state for v in page for state in (v.before, v.state)]
    names = names_in(subject, states)
    context = {
        "title": _("History of “%(name)s”") % {"name": _name(row, versions, subject)},
        "page": page,
        "page_var": PAGE_VAR,
        "shown": [_shown(version, subject, names, people) for version in page],
        "choices": [(v.number, _label(v, people)) for v in reversed(versions)],
        "newest": versions[-1].number if versions else None,
        "may_restore": _may_restore(request, model_admin, subject, row),
    }
    return _page(request, model_admin, "history", row, pk, context)


@require_safe
def compare(request, model_admin, subject, pk):
    """What differs between two versions that somebody chose."""
    row, versions = _found(request, model_admin, subject, pk)
    by_number = {str(version.number): version for version in versions}
    chosen = {request.GET.get("before"), request.GET.get("after")} & by_number.keys()
    if len(chosen) != 2:
        messages.warning(request, _("Choose two different versions to compare."))
        return redirect(_url(model_admin, "history", pk))
    before, after = sorted((by_number[number] for number in chosen), key=lambda v: v.number)
    names = names_in(subject, [before.state, after.state])
    people = people_in([before, after])
    context = {
        "title": _("What changed from version %(before)s to version %(after)s")
        % {"before": before.number, "after": after.number},
        "before": _shown(before, subject, names, people),
        "after": _shown(after, subject, names, people),
        "changes": changes_between(before.state, after.state, subject, names),
        "may_restore": _may_restore(request, model_admin, subject, row),
    }
    return _page(request, model_admin, "compare", row, pk, context)


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request, model_admin, subject, pk, number):
    """Show what bringing a version back would do, and on POST do it."""
    row, versions = _found(request, model_admin, subject, pk)
    if not _may_restore(request, model_admin, subject, row):
        raise PermissionDenied
    version = next((version for version in versions if version.number == number), None)
    if version is None or version.kind == DELETED:
        raise Http404
    plan = restoring.plan(subject, pk, version)
    errors = plan.obstacles
    if request.method == "POST" and plan.changes:
        try:
            return _restored(request, model_admin, plan)
        except restoring.OutdatedError:
            errors = [_("This has changed since you looked, so nothing was written. Look again.")]
            plan = restoring.plan(subject, pk, version)
        except ValidationError as error:
            errors = error.messages
    context = {
        "title": _("Restore version %(number)s of “%(name)s”?")
        % {"number": number, "name": _name(row, versions, subject)},
        "plan": plan,
        "who": who(version, people_in([version])),
        "left_out": restoring.in_words(plan.left_out),
        "errors": errors,
    }
    return _page(request, model_admin, "restore", row, pk, context)


def _restored(request, model_admin, plan):
    row = restoring.restore(plan, by=request.user, seen=request.POST.get("seen", ""))
    model_admin.log_change(request, row, plan.reason)
    said = _("“%(name)s” says again what it said on %(when)s. The versions in between stay in its "
             "history.") % {"name": row, "when": restoring.moment(plan.version.at)}  # fmt: skip
    messages.success(request, f"{said} {plan.consequence}".strip())
    return redirect(_url(model_admin, "change", row.pk))


@require_safe
def deleted(request, model_admin, subject):
    """Rows that are no longer there, with the way to their history."""
    if not _may_restore(request, model_admin, subject, None):
        raise PermissionDenied
    records = restoring.deleted_of(subject).select_related("history_user")
    page = Paginator(records, MOST_DELETED).get_page(request.GET.get(PAGE_VAR))
    for record in page:
        record.name = str(record.history_object)
        record.who = _who_deleted(record)
        record.address = _url(model_admin, "history", record.id)
    context = {
        "title": _("Deleted %(things)s") % {"things": model_admin.opts.verbose_name_plural},
        "page": page,
        "page_var": PAGE_VAR,
    }
    return _page(request, model_admin, "deleted", None, None, context)


def _who_deleted(record):
    person = record.history_user
    if person:
        return person.get_full_name() or person.get_username()
    left = record.history_change_reason is not None
    return _("somebody who has left") if left else _("the command line")


def _found(request, model_admin, subject, pk):
    """The row, None where it was deleted, and its versions. Whoever may not see it is refused,
    and so is whoever could not restore what was deleted. What never was is not found."""
    row = model_admin.get_object(request, str(pk))
    if not model_admin.has_view_or_change_permission(request, row):
        raise PermissionDenied
    versions = versions_of(subject, pk)
    if row is None:
        if not versions or subject.model._default_manager.filter(pk=pk).exists():
            raise Http404
        if not _may_restore(request, model_admin, subject, None):
            raise PermissionDenied
    return row, versions


def _may_restore(request, model_admin, subject, row):
    """The right to change the row and its parts; to bring back what was deleted takes the right
    to add, too."""
    rights = [
        f"{part.model._meta.app_label}.{act}_{part.model._meta.model_name}"
        for part in subject.parts
        for act in ("add", "change", "delete")
    ]
    return (
        model_admin.has_change_permission(request, row)
        and (row is not None or model_admin.has_add_permission(request))
        and request.user.has_perms(rights)
    )


def _label(version, people):
    """A version as an option to choose."""
    return f"{version.number}: {restoring.moment(version.at)}, {who(version, people)}"


def _shown(version, subject, names, people):
    changes = contents = ()
    if version.kind in (CREATED, FIRST_KEPT):
        contents = contents_of(version.state, subject, names)
    elif version.kind == DELETED:
        contents = contents_of(version.before, subject, names)
    else:
        changes = changes_between(version.before, version.state, subject, names)
    return Shown(version, who(version, people), changes, contents)


def _name(row, versions, subject):
    """What the row is called, or was when it was deleted."""
    if row is None:
        said = next(v.state.row for v in reversed(versions) if v.state.row is not None)
        fields = {name: value for name, value in said.items() if not isinstance(value, tuple)}
        row = subject.model(**fields)
    return str(row)


def _url(model_admin, name, *args):
    options = model_admin.opts
    site = model_admin.admin_site.name
    return reverse(f"{site}:{options.app_label}_{options.model_name}_{name}", args=args)


def _page(request, model_admin, name, row, pk, context):
    addresses = {"changelist": _url(model_admin, "changelist")}
    addresses["deleted"] = _url(model_admin, "deleted")
    if pk is not None:
        addresses["history"] = _url(model_admin, "history", pk)
        addresses["compare"] = _url(model_admin, "compare", pk)
    if row is not None:
        addresses["change"] = _url(model_admin, "change", pk)
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(
        request,
        f"admin/history/{name}.html",
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "things": capfirst(model_admin.opts.verbose_name_plural),
            "row": row,
            "pk": pk,
            "addresses": addresses,
            **context,
        },
    )
