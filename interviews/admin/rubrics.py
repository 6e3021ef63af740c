"""Competencies with their anchors, and rating scales with their points."""

from django import forms
from django.contrib import admin

from interviews.models import Anchor, RatingScale, ScalePoint
from roles.admin.uses import explained
from roles.fields import ProseField
from roles.formsets import OnceFormSet
from roles.models import Competency

NARROW = {ProseField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 44})}}


class AnchorInline(admin.TabularInline):
    model = Anchor
    formset = OnceFormSet
    extra = 0
    formfield_overrides = NARROW
    ordering = ["point__scale__slug", "level", "point__value"]


class ScalePointInline(admin.TabularInline):
    model = ScalePoint
    formfield_overrides = NARROW
    formset = OnceFormSet
    extra = 0


@admin.register(Competency)
class CompetencyAdmin(admin.ModelAdmin):
    list_display = ["name", "category", "slug"]
    list_filter = ["category"]
    search_fields = ["name", "definition", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AnchorInline]

    def get_deleted_objects(self, objs, request):
        found = super().get_deleted_objects(objs, request)
        return explained(found, objs, request, self.admin_site)


@admin.register(RatingScale)
class RatingScaleAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [ScalePointInline]
