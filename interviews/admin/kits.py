"""Kit drafts, and their published revisions to read."""

import json

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from interviews.models import Kit, KitCompetency, KitQuestion, KitRevision, Round


class KitCompetencyInline(admin.TabularInline):
    model = KitCompetency
    extra = 0
    autocomplete_fields = ["competency"]


class RoundInline(admin.TabularInline):
    model = Round
    extra = 0
    fields = ["position", "name", "key", "minutes", "panel_size"]
    show_change_link = True


class KitQuestionInline(admin.TabularInline):
    model = KitQuestion
    extra = 0
    autocomplete_fields = ["question"]


@admin.register(Kit)
class KitAdmin(admin.ModelAdmin):
    list_display = ["title", "role", "owner", "slug"]
    list_filter = ["role"]
    list_select_related = ["role", "owner"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["role", "owner"]
    inlines = [KitCompetencyInline, RoundInline]


@admin.register(Round)
class RoundAdmin(admin.ModelAdmin):
    """A round with its questions; reached from its kit."""

    list_display = ["name", "kit", "position", "minutes", "panel_size"]
    list_select_related = ["kit"]
    search_fields = ["name", "kit__title"]
    autocomplete_fields = ["kit"]
    inlines = [KitQuestionInline]


@admin.register(KitRevision)
class KitRevisionAdmin(admin.ModelAdmin):
    """Published revisions are read here and changed nowhere."""

    list_display = ["kit", "number", "published_at", "published_by", "digest"]
    list_select_related = ["kit", "published_by"]
    search_fields = ["kit__title", "digest"]
    fields = ["kit", "number", "published_at", "published_by", "digest", "content"]
    readonly_fields = fields

    @admin.display(description=_("document"))
    def content(self, revision):
        return json.dumps(revision.document, indent=2, ensure_ascii=False)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
