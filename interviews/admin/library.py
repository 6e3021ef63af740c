"""Library files: hand in, look at what they would change, load."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from interviews.models import LibraryUpload, Question

MOST_FILES = 20


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more library files, as `[{"name", "text"}]`. Whatever is no YAML file is refused
    here, with the reason."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        from interviews.library import reader  # YAML is slow to import, and rarely needed

        files = data if isinstance(data, list) else [data]
        files = [super(SeveralFilesField, self).clean(file, initial) for file in files]
        if len(files) > MOST_FILES:
            raise ValidationError(
                _("Hand in at most %(most)s files at once."), params={"most": MOST_FILES}
            )
        together = sum(file.size for file in files)
        if problem := reader.too_large(_("All files together"), together):
            raise ValidationError(str(problem))
        errors, texts = [], []
        for file in files:
            try:
                texts.append(self._text(file))
            except reader.UnreadableError as error:
                errors.append(str(error))
        if errors:
            raise ValidationError(errors)
        return texts

    def _text(self, file):
        from interviews.library import reader

        source = reader.Source(file.name, file.read())
        reader.tree(source)
        return {"name": file.name, "text": source.data.decode("utf-8-sig")}


class LibraryUploadForm(forms.ModelForm):
    files = SeveralFilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy(
            "One or more YAML files in the form that dump_library writes. Nothing is loaded yet: "
            "the next page shows what they would change."
        ),
    )

    class Meta:
        model = LibraryUpload
        fields = ["files"]


@admin.register(LibraryUpload)
class LibraryUploadAdmin(admin.ModelAdmin):
    form = LibraryUploadForm
    list_display = ["__str__", "uploaded_at", "uploaded_by", "loaded_at"]
    list_select_related = ["uploaded_by"]

    def get_urls(self):
        load = self.admin_site.admin_view(require_POST(self.load_view))
        return [
            path("<int:pk>/load/", load, name="interviews_libraryupload_load"),
            *super().get_urls(),
        ]

    def get_fields(self, request, obj=None):
        return [] if obj else ["files"]

    def has_change_permission(self, request, obj=None):
        # An upload is a fact: it is read and loaded, never edited.
        return False

    def has_delete_permission(self, request, obj=None):
        # What was loaded, when and by whom, stays to be seen.
        return False

    def save_model(self, request, obj, form, change):
        obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        return redirect(reverse("admin:interviews_libraryupload_change", args=[obj.pk]))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        upload = self.get_object(request, object_id)
        context = {
            "report": upload.report() if upload else None,
            "may_load": self.has_add_permission(request),
            "title": _("What these files would change"),
            "subtitle": str(upload) if upload else None,
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def load_view(self, request, pk):
        """Write the files into the library, all or nothing."""
        from interviews.library.load import OutdatedError

        upload = get_object_or_404(LibraryUpload, pk=pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            report = upload.load(seen=request.POST.get("seen", ""), by=request.user)
        except OutdatedError:
            messages.warning(
                request,
                _(
                    "The library has changed since you looked, so nothing was written. This is "
                    "what the files would change now."
                ),
            )
            return redirect("admin:interviews_libraryupload_change", pk)
        if report.is_clean:
            self.log_change(request, upload, _("Loaded: %s") % report.summary)
            messages.success(request, _("Loaded. %(summary)s") % {"summary": report.summary})
            self._tell_waiting(request, report)
        else:
            messages.error(request, _("The files have errors, so nothing was written."))
        return redirect("admin:interviews_libraryupload_change", pk)

    def _tell_waiting(self, request, report):
        """A file is no way around a review, so some of what it calls approved may wait for one."""
        slugs = [
            change.slug
            for change in [*report.created, *report.changed]
            if change.section == "questions"
        ]
        waiting = Question.objects.in_review().filter(slug__in=slugs).count()
        if waiting:
            messages.info(
                request,
                ngettext(
                    "%(count)s question of these files waits for review by another library admin.",
                    "%(count)s questions of these files wait for review by another library admin.",
                    waiting,
                )
                % {"count": waiting},
            )
