"""Kit drafts, and their published revisions to read."""

import json

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from interviews.models import Kit, KitCompetency, KitQuestion, KitRevision, Round
from roles.formsets import OnceFormSet


class KitCompetencyInline(admin.TabularInline):
    model = KitCompetency
    formset = OnceFormSet
    extra = 0
    autocomplete_fields = ["competency"]


class RoundInline(admin.TabularInline):
    model = Round
    formset = OnceFormSet
    extra = 0
    fields = ["position", "name", "key", "minutes", "panel_size"]
    show_change_link = True


class KitQuestionInline(admin.TabularInline):
    model = KitQuestion
    formset = OnceFormSet
    extra = 0
    autocomplete_fields = ["question"]


@admin.register(Kit)
class KitAdmin(admin.ModelAdmin):
    list_display = ["title", "role", "owner", "slug"]
    list_filter = ["role"]
    list_select_related = ["role", "owner"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["role", "owner", "excluded_questions"]
    inlines = [KitCompetencyInline, RoundInline]

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .filter(pk__in=Kit.objects.visible_to(request.user).values("pk"))
        )

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.is_editable_by(request.user))

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.is_editable_by(request.user))

    @admin.display(description=_("owner"))
    def owner_name(self, kit):
        return kit.owner.get_full_name() or kit.owner.get_username()

    def get_fields(self, request, obj=None):
        # The admin would link to the account of the owner, which not everybody may open.
        owner = "owner" if request.user.has_perm("auth.view_user") else "owner_name"
        return [
            "title",
            "slug",
            "role",
            "level",
            "scale",
            owner,
            "weights_reason",
            "planned_follow_ups_only",
            "papers_held_back",
            "same_panel",
            "calibrated_panel",
            "analysis_source",
            "analysis_expert",
            "analysed_on",
            "excluded_questions",
        ]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["owner_name"]
        if obj and not request.user.is_superuser:
            fixed.append("owner")
        if obj and obj.is_published:
            fixed.append("slug")  # addresses and documents know the kit by it
        return fixed

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields


@admin.register(Round)
class RoundAdmin(admin.ModelAdmin):
    """A round with its questions; reached from its kit."""

    list_display = ["name", "kit", "position", "minutes", "panel_size"]
    list_select_related = ["kit"]
    search_fields = ["name", "kit__title"]
    autocomplete_fields = ["kit"]
    inlines = [KitQuestionInline]

    def get_queryset(self, request):
        kits = Kit.objects.editable_by(request.user)
        return super().get_queryset(request).filter(kit__in=kits)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "kit":
            kwargs["queryset"] = Kit.objects.editable_by(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(KitRevision)
class KitRevisionAdmin(admin.ModelAdmin):
    """Published revisions are read here and changed nowhere."""

    list_display = ["kit", "number", "published_at", "published_by", "digest"]
    list_select_related = ["kit", "published_by"]
    search_fields = ["kit__title", "digest"]
    fields = ["kit", "number", "published_at", "published_by", "digest", "content"]
    readonly_fields = fields

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    @admin.display(description=_("document"))
    def content(self, revision):
        return json.dumps(revision.document, indent=2, ensure_ascii=False)

    def get_queryset(self, request):
        revisions = KitRevision.objects.visible_to(request.user)
        return super().get_queryset(request).filter(pk__in=revisions.values("pk"))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
