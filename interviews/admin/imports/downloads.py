"""Files to take away: templates, and what the library holds."""

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from interviews.admin.imports.preview import is_pk
from interviews.models import ImportFile, ImportRow
from interviews.spreadsheets.kinds import KINDS
from interviews.spreadsheets.tables import FORMATS, RefusedError
from roles.filenames import attachment


@require_safe
def template(request, model_admin):
    """A file to begin with."""
    from interviews.spreadsheets import templates

    kind, format = _kind(request), request.GET.get("format")
    if format is None:
        raise Http404(_("There is no such file."))
    name = [kind.slug, _("template")]
    return download(request, format, name, lambda: templates.template(kind, format))


@require_safe
def everything(request, model_admin):
    """All things of a kind, or those that a change list shows with the same query. Asks for a
    format where none is named."""
    kind, format = _kind(request), request.GET.get("format")
    things = _filtered(request, model_admin.admin_site, kind)
    if format in FORMATS:
        return _export(request, kind, format, things)
    return _choose_format(request, model_admin.admin_site.get_model_admin(_model_of(kind)), things)


def _kind(request):
    """The kind of a download, if this person may read such things."""
    kind = KINDS.get(request.GET.get("kind"))
    if kind is None or request.GET.get("format") not in (None, *FORMATS):
        raise Http404(_("There is no such file."))
    if not request.user.has_perm(kind.right_to_read):
        raise PermissionDenied
    return kind


def _filtered(request, site, kind):
    model_admin = site.get_model_admin(_model_of(kind))
    query = request.GET.copy()
    for name in ("kind", "format", "p", "all"):
        query.pop(name, None)
    if not query:
        return model_admin.get_queryset(request)
    asked, request.GET = request.GET, query
    try:
        return model_admin.get_changelist_instance(request).queryset
    except IncorrectLookupParameters as error:
        raise Http404(_("There is no such filter.")) from error
    finally:
        request.GET = asked


def _model_of(kind):
    from interviews.spreadsheets.resources import RESOURCES

    return RESOURCES[kind.slug]._meta.model


def _export(request, kind, format, things):
    from interviews.spreadsheets import resources, writing

    unread = {"what_is_wrong"} if kind.slug == "questions" else {"what_is_wrong", "state"}
    columns = [column for column in kind.columns if column.key not in unread]
    name = [kind.slug, timezone.localdate().isoformat()]
    rows = resources.rows_to_export(kind, things)
    return download(
        request, format, name, lambda: writing.write(format, columns, rows, str(kind.name))
    )


def download(request, format, name, make):
    """What `make()` gives, as a file; or why it cannot be had in this format."""
    from interviews.spreadsheets.writing import CONTENT_TYPES

    try:
        content = make()
    except RefusedError as error:
        messages.error(request, str(error))
        return redirect("admin:interviews_importfile_changelist")
    response = HttpResponse(content, content_type=CONTENT_TYPES[format])
    response["Content-Disposition"] = attachment(*name, ending=format)
    return response


@admin.action(description=gettext_lazy("Export to a spreadsheet"), permissions=["view"])
def export_selected(model_admin, request, queryset):
    """The selected rows as a file, in a format that is chosen on a page between."""
    kind = _kind_of(model_admin)
    if not request.user.has_perm(kind.right_to_read):
        raise PermissionDenied
    if request.POST.get("format") in FORMATS:
        return _export(request, kind, request.POST["format"], queryset)
    return _choose_format(request, model_admin, queryset)


def _kind_of(model_admin):
    return next(kind for kind in KINDS.values() if _model_of(kind) is model_admin.model)


def _choose_format(request, model_admin, things):
    """The page between: what would be exported, and in which format. It passes on what was asked,
    the selection of a list or the query of an address."""
    return render(
        request,
        "admin/interviews/importfile/export_choose.html",
        {
            **model_admin.admin_site.each_context(request),
            "title": _("Export"),
            "opts": model_admin.model._meta,
            "count": things.count(),
            "things": _kind_of(model_admin).things,
            "passed_on": [
                (name, value)
                for name, values in (request.POST or request.GET).lists()
                if name not in ("csrfmiddlewaretoken", "format", "index")
                for value in values
            ],
            "formats": FORMATS,
        },
    )


class FromImportFilter(admin.SimpleListFilter):
    """Only what an import wrote, by `?import=PK`. It shows while it is in use."""

    title = gettext_lazy("import")
    parameter_name = "import"

    def lookups(self, request, model_admin):
        pk = request.GET.get(self.parameter_name, "")
        file = ImportFile.objects.filter(pk=pk).first() if is_pk(pk) else None
        return [(str(file.pk), str(file))] if file else []

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        if not is_pk(self.value()):
            return queryset.none()
        rows = ImportRow.objects.filter(file=self.value()).good()
        return queryset.filter(pk__in=rows.exclude(status="unchanged").values("target"))
