"""The question bank in the admin: this class ties its parts together."""

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR
from django.urls import path
from django.utils.translation import gettext as _

from interviews.admin.imports import FromImportFilter, export_selected
from interviews.admin.questions import (
    bulk,
    deleting,
    form,
    listing,
    preview,
    replace,
    review,
    versions,
)
from interviews.admin.questions.filters import FILTERS
from interviews.admin.questions.form import save_written
from interviews.admin.questions.standing import Standing
from interviews.history import QUESTION
from interviews.models import Question
from roles.admin import history


@admin.register(Question)
class QuestionAdmin(admin.ModelAdmin):
    fieldsets = form.FIELDSETS
    form = form.QuestionForm
    list_display = listing.COLUMNS
    list_filter = [FromImportFilter, *FILTERS]
    list_select_related = ["competency"]
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER  # /questions/ counts, in one pass over the bank
    ordering = ["-pk"]
    search_fields = ["prompt"]  # what is searched is the index of interviews.search
    actions = [*bulk.ACTIONS, export_selected, deleting.delete_selected]

    def get_urls(self):
        own = [
            ("advice/", form.advice, "advice"),
            ("preview/", preview.preview, "preview"),
            ("replace/", replace.replace, "replace"),
            ("steps/<slug:verb>/", bulk.steps, "steps"),
            ("delete-unused/", deleting.delete_unused, "delete_unused"),
            ("<int:pk>/copy/", review.copy, "copy"),
            ("<int:pk>/step/<slug:verb>/", review.step, "step"),
            ("<int:pk>/versions/", versions.versions, "versions"),
        ]
        return [
            path(route, self._served(view), name=f"interviews_question_{name}")
            for route, view, name in own
        ] + [*history.urls(self, QUESTION), *super().get_urls()]

    def _served(self, view):
        """A view of a part: a function that takes this class beside the request."""

        def inner(request, **kwargs):
            return view(self, request, **kwargs)

        return self.admin_site.admin_view(inner)

    def has_review_permission(self, request):
        return request.user.has_perm("interviews.review_question")

    def get_queryset(self, request):
        questions = super().get_queryset(request)
        visible = Question.objects.visible_to(request.user).values("pk")
        if not request.user.has_perm("interviews.change_question"):
            questions = questions.filter(pk__in=visible)
        return listing.sortable(questions, request)

    def get_changelist(self, request, **kwargs):
        return listing.QuestionList

    def get_search_results(self, request, queryset, search_term):
        """The search of the bank, the best first, unless a column was clicked. For a kit only what
        may enter it is offered."""
        from interviews.search import matching

        if request.GET.get("model_name") == "kitquestion":
            queryset = queryset.approved()
        if not search_term:
            return queryset, False
        found = matching(queryset, search_term)
        if ORDER_VAR in request.GET:
            found = found.order_by(*queryset.query.order_by)
        return found, False

    def changelist_view(self, request, extra_context=None):
        waiting = Question.objects.filter(state=Question.State.IN_REVIEW).count()
        context = {"title": _("Question bank"), "waiting": waiting}
        return super().changelist_view(request, context | (extra_context or {}))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context["standing"] = Standing(obj, request.user)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        save_written(request, obj, form, change=change)

    def get_deleted_objects(self, objs, request):
        found = super().get_deleted_objects(objs, request)
        return deleting.explained(found, objs, request)
