"""Competencies with their anchors, and rating scales with their points."""

from django.contrib import admin

from interviews.models import Anchor, RatingScale, ScalePoint
from roles.models import Competency


class AnchorInline(admin.TabularInline):
    model = Anchor
    extra = 0
    ordering = ["point__scale__slug", "level", "point__value"]


class ScalePointInline(admin.TabularInline):
    model = ScalePoint
    extra = 0


@admin.register(Competency)
class CompetencyAdmin(admin.ModelAdmin):
    list_display = ["name", "category", "slug"]
    list_filter = ["category"]
    search_fields = ["name", "definition", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AnchorInline]


@admin.register(RatingScale)
class RatingScaleAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [ScalePointInline]
