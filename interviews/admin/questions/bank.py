"""The question bank in the admin: this class ties its parts together."""

from django.contrib import admin
from django.urls import path

from interviews.admin.questions import form, preview, replace, review, versions
from interviews.models import Question


@admin.register(Question)
class QuestionAdmin(admin.ModelAdmin):
    form = form.QuestionForm
    list_display = ["__str__", "competency", "type", "minutes"]
    list_filter = ["type", "competency", "roles"]
    list_select_related = ["competency"]
    search_fields = ["prompt", "slug", "competency__name"]
    prepopulated_fields = {"slug": ["prompt"]}
    autocomplete_fields = ["competency"]
    filter_horizontal = ["roles"]

    def get_urls(self):
        own = [
            ("advice/", form.advice, "advice"),
            ("preview/", preview.preview, "preview"),
            ("replace/", replace.replace, "replace"),
            ("<int:pk>/copy/", review.copy, "copy"),
            ("<int:pk>/step/<slug:verb>/", review.step, "step"),
            ("<int:pk>/versions/", versions.versions, "versions"),
            ("<int:pk>/versions/<int:version>/restore/", versions.restore, "restore"),
        ]
        return [
            path(route, self._served(view), name=f"interviews_question_{name}")
            for route, view, name in own
        ] + super().get_urls()

    def _served(self, view):
        """A view of a part: a function that takes this class beside the request."""

        def inner(request, **kwargs):
            return view(self, request, **kwargs)

        return self.admin_site.admin_view(inner)
