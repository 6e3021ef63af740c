"""Openings and candidates. Interviews and panels are not kept in the admin."""

from django.contrib import admin

from interviews.models import Candidate, Opening
from roles.formsets import OnceFormSet

# No address of the admin serves a CV; the pages of the opening keep it.
PAPERS = ["papers", "papers_name", "papers_link", "papers_shown"]
# Panels were promised these; the page of the opening knows when they may still change.
SETTLED = ["revision", "hide_names", "totals_only"]


class CandidateInline(admin.StackedInline):
    model = Candidate
    formset = OnceFormSet
    exclude = PAPERS
    extra = 0
    can_delete = False  # where a file is deleted along


@admin.register(Opening)
class OpeningAdmin(admin.ModelAdmin):
    list_display = ["reference", "title", "hiring_manager", "archived_at"]
    list_select_related = ["hiring_manager"]
    search_fields = ["reference", "title"]
    autocomplete_fields = ["revision", "hiring_manager"]
    filter_horizontal = ["members"]
    inlines = [CandidateInline]

    def get_queryset(self, request):
        openings = Opening.objects.visible_to(request.user)
        return super().get_queryset(request).filter(pk__in=openings.values("pk"))

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        return SETTLED if request.user.is_superuser else [*SETTLED, "hiring_manager"]


@admin.register(Candidate)
class CandidateAdmin(admin.ModelAdmin):
    list_display = ["name", "opening", "number", "withdrawn_at"]
    list_select_related = ["opening"]
    exclude = PAPERS
    search_fields = ["name", "opening__reference"]
    autocomplete_fields = ["opening"]

    def get_queryset(self, request):
        openings = Opening.objects.visible_to(request.user)
        return super().get_queryset(request).filter(opening__in=openings)

    def get_readonly_fields(self, request, obj=None):
        return ["opening"] if obj else []

    def delete_model(self, request, obj):
        obj.drop_papers()
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for candidate in queryset:
            candidate.drop_papers()
        super().delete_queryset(request, queryset)
