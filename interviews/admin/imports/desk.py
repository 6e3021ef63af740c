"""Imports in the admin: this class ties its parts together."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from interviews.admin.imports import acts, downloads, form
from interviews.admin.imports.preview import preview
from interviews.models import ImportFile
from interviews.spreadsheets.kinds import KINDS
from interviews.spreadsheets.tables import FORMATS


@admin.register(ImportFile)
class ImportFileAdmin(admin.ModelAdmin):
    form = form.ImportForm
    list_display = ["__str__", "kind", "handed_in_at", "handed_in_by", "written_at"]
    list_select_related = ["handed_in_by"]

    def get_urls(self):
        own = [
            ("export/", downloads.everything, "export"),
            ("template/", downloads.template, "template"),
            ("<int:pk>/check/", acts.check, "check"),
            ("<int:pk>/mend/", acts.mend, "mend"),
            ("<int:pk>/write/", acts.write, "write"),
            ("<int:pk>/refused/", acts.refused, "refused"),
            ("<int:pk>/progress/", acts.progress, "progress"),
        ]
        return [
            path(route, self._served(view), name=f"interviews_importfile_{name}")
            for route, view, name in own
        ] + super().get_urls()

    def _served(self, view):
        """A view of a part: a function that takes this class after the request."""

        def inner(request, **kwargs):
            return view(request, self, **kwargs)

        return self.admin_site.admin_view(inner)

    def get_form(self, request, obj=None, change=False, **kwargs):
        made = super().get_form(request, obj, change, **kwargs)
        made.kinds = [kind.slug for kind in form.kinds_for(request.user)]
        return made

    def get_fields(self, request, obj=None):
        return [] if obj else ["kind", "sheet"]

    def get_queryset(self, request):
        kinds = [kind.slug for kind in KINDS.values() if form.may_read(request.user, kind)]
        return super().get_queryset(request).filter(kind__in=kinds)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and bool(form.kinds_for(request.user))

    def has_change_permission(self, request, obj=None):
        # What was handed in is a fact. Its rows are mended on the preview.
        return False

    def has_delete_permission(self, request, obj=None):
        # What was written, when and by whom, stays to be seen.
        return False

    def get_changeform_initial_data(self, request):
        return {"kind": request.GET.get("kind", "")}

    def changelist_view(self, request, extra_context=None):
        kinds = [kind for kind in KINDS.values() if request.user.has_perm(kind.right_to_read)]
        context = {"kinds": kinds, "formats": FORMATS, "title": _("Import and export")}
        return super().changelist_view(request, context | (extra_context or {}))

    def add_view(self, request, form_url="", extra_context=None):
        context = {
            "kinds": form.kinds_for(request.user),
            "formats": FORMATS,
            "title": _("Import a spreadsheet"),
        }
        return super().add_view(request, form_url, context | (extra_context or {}))

    def save_model(self, request, obj, form, change):
        obj.handed_in_by = request.user
        super().save_model(request, obj, form, change)
        form.save_rows()
        obj.ask_for(ImportFile.Job.CHECK, by=request.user)

    def response_add(self, request, obj, post_url_continue=None):
        return redirect("admin:interviews_importfile_change", obj.pk)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        file = self.get_object(request, object_id)
        context = preview(request, file) if file else {}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))
