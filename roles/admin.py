"""Roles and their parts in the Django admin. Competencies are registered with their anchors, in
`interviews.admin.rubrics`."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roles.formsets import OnceFormSet
from roles.models import JobFamily, PayBenchmark, Role, RoleCompetency, RoleLink


class WeightsFormSet(OnceFormSet):
    """The competencies of a role: none yet, or weights that sum to 100."""

    def clean(self):
        super().clean()
        kept = [
            form.cleaned_data["weight"]
            for form in self.forms
            if form.cleaned_data.get("weight") and not form.cleaned_data.get("DELETE")
        ]
        if kept and sum(kept) != 100:
            raise ValidationError(
                _("The weights sum to %(total)s; change them so that they sum to 100."),
                params={"total": sum(kept)},
            )


class RoleCompetencyInline(admin.StackedInline):
    model = RoleCompetency
    formset = WeightsFormSet
    extra = 0
    autocomplete_fields = ["competency"]


class RoleLinkInline(admin.TabularInline):
    model = RoleLink
    fk_name = "role"
    extra = 0
    autocomplete_fields = ["target"]


class PayBenchmarkInline(admin.StackedInline):
    model = PayBenchmark
    extra = 0


@admin.register(JobFamily)
class JobFamilyAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Role)
class RoleAdmin(admin.ModelAdmin):
    list_display = ["title", "family", "level", "slug"]
    list_filter = ["family", "level"]
    list_select_related = ["family"]
    search_fields = ["title", "other_titles", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [RoleCompetencyInline, RoleLinkInline, PayBenchmarkInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "family", "level", "other_titles", "summary"]}),
        (_("The work"), {"fields": ["scope", "responsibilities", "measures"]}),
        (
            _("The person"),
            {"fields": ["hard_skills", "soft_skills", "education", "experience"]},
        ),
        (
            _("The place"),
            {"fields": ["work_environment", "travel", "industries", "pay_structure", "onet_soc"]},
        ),
        (_("Weights"), {"fields": ["weights_reason"]}),
    ]

    def view_on_site(self, obj):
        return obj.get_absolute_url()
