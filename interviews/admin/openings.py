"""Openings and candidates. Interviews and panels are not kept in the admin."""

from django.contrib import admin

from interviews.models import Candidate, Opening
from roles.formsets import OnceFormSet


class CandidateInline(admin.StackedInline):
    model = Candidate
    formset = OnceFormSet
    extra = 0


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
        return [] if request.user.is_superuser or obj is None else ["hiring_manager"]


@admin.register(Candidate)
class CandidateAdmin(admin.ModelAdmin):
    list_display = ["name", "opening", "number", "withdrawn_at"]
    list_select_related = ["opening"]
    search_fields = ["name", "opening__reference"]
    autocomplete_fields = ["opening"]

    def get_queryset(self, request):
        openings = Opening.objects.visible_to(request.user)
        return super().get_queryset(request).filter(opening__in=openings)

    def get_readonly_fields(self, request, obj=None):
        return ["opening"] if obj else []
