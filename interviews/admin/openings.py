"""Openings and candidates. Interviews and panels are not kept in the admin."""

from django.contrib import admin

from interviews.models import Candidate, Opening


class CandidateInline(admin.StackedInline):
    model = Candidate
    extra = 0


@admin.register(Opening)
class OpeningAdmin(admin.ModelAdmin):
    list_display = ["reference", "title", "hiring_manager", "archived_at"]
    list_select_related = ["hiring_manager"]
    search_fields = ["reference", "title"]
    autocomplete_fields = ["revision", "hiring_manager"]
    filter_horizontal = ["members"]
    inlines = [CandidateInline]


@admin.register(Candidate)
class CandidateAdmin(admin.ModelAdmin):
    list_display = ["name", "opening", "number", "withdrawn_at"]
    list_select_related = ["opening"]
    search_fields = ["name", "opening__reference"]
    autocomplete_fields = ["opening"]
