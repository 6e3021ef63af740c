"""The question bank."""

from django.contrib import admin

from interviews.models import Question


@admin.register(Question)
class QuestionAdmin(admin.ModelAdmin):
    list_display = ["__str__", "competency", "type", "minutes"]
    list_filter = ["type", "competency", "roles"]
    list_select_related = ["competency"]
    search_fields = ["prompt", "slug", "competency__name"]
    prepopulated_fields = {"slug": ["prompt"]}
    autocomplete_fields = ["competency"]
    filter_horizontal = ["roles"]
