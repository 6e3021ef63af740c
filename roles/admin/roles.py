"""Roles with their weights, links and pay, in one form. Competencies are registered with their
anchors, in `interviews.admin.rubrics`."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import widgets
from django.forms.widgets import Script
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin import history
from roles.admin.copying import copied_fields, copied_rows
from roles.admin.uses import explained
from roles.fields import ProseField
from roles.formsets import OfferedFormSet, WeightsFormSet
from roles.history.subjects import ROLE
from roles.models import JobFamily, PayBenchmark, Role, RoleCompetency, RoleLink

LOW = {ProseField: {"widget": widgets.AdminTextareaWidget(attrs={"rows": 4})}}
NARROW = {ProseField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 28})}}


def _named(field):
    """The form field with its label as its name: in the admin's tables only a column head has it,
    which screen readers do not read with the input."""
    if field:
        field.widget.attrs["aria-label"] = capfirst(field.label)
    return field


class RoleCompetencyInline(admin.TabularInline):
    model = RoleCompetency
    formset = WeightsFormSet
    template = "admin/roles/role/weights.html"
    verbose_name_plural = gettext_lazy("Competencies and their weights")
    extra = 0
    fields = ["competency", "weight", "essential", "level_3", "level_5", "position"]
    autocomplete_fields = ["competency"]
    formfield_overrides = NARROW

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = _named(super().formfield_for_dbfield(db_field, request, **kwargs))
        if db_field.name == "competency":
            # A competency is changed and deleted on its own page, not from one role of many.
            field.widget.can_change_related = field.widget.can_delete_related = False
        return field


class RoleLinkInline(admin.TabularInline):
    model = RoleLink
    formset = OfferedFormSet
    fk_name = "role"
    extra = 0
    autocomplete_fields = ["target"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return _named(super().formfield_for_dbfield(db_field, request, **kwargs))


class PayBenchmarkInline(admin.StackedInline):
    model = PayBenchmark
    formset = OfferedFormSet
    formfield_overrides = LOW
    extra = 0


@admin.register(Role)
class RoleAdmin(admin.ModelAdmin):
    list_display = ["title", "family", "level", "slug"]
    list_filter = ["family", "level"]
    list_select_related = ["family"]
    search_fields = ["title", "other_titles", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = LOW
    inlines = [RoleCompetencyInline, RoleLinkInline, PayBenchmarkInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "family", "level", "other_titles", "summary"]}),
        (
            gettext_lazy("The work"),
            {"fields": ["scope", "distinctions", "responsibilities", "measures"]},
        ),
        (
            gettext_lazy("The person"),
            {"fields": ["hard_skills", "soft_skills", "education", "experience"]},
        ),
        (
            gettext_lazy("The place"),
            {"fields": ["work_environment", "travel", "industries", "pay_structure", "onet_soc"]},
        ),
        (gettext_lazy("Weights"), {"fields": ["weights_reason"]}),
    ]

    class Media:
        css = {"all": ["css/admin-roles.css"]}
        js = [Script("js/weights-sum.js", type="module")]

    def get_urls(self):
        return history.urls(self, ROLE) + super().get_urls()

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    def add_view(self, request, form_url="", extra_context=None):
        """An empty form, or with `?copy=PK` one that is filled like another role's."""
        context = extra_context or {}
        if request.method == "GET" and "copy" in request.GET and self.has_add_permission(request):
            request.role_to_copy = self._role_to_copy(request)
            if request.role_to_copy is None:
                messages.error(
                    request,
                    _("The role to copy is not there any more. Choose another one to begin with."),
                )
                return redirect("admin:roles_role_changelist")
            context = context | {"role_to_copy": request.role_to_copy}
        return super().add_view(request, form_url, context)

    def _role_to_copy(self, request):
        role = self.get_object(request, request.GET["copy"])
        return role if role and self.has_view_permission(request, role) else None

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        role = getattr(request, "role_to_copy", None)
        return copied_fields(role) if role else initial

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        role = getattr(request, "role_to_copy", None)
        return kwargs | {"initial": copied_rows(role, inline.model)} if role else kwargs

    def response_add(self, request, obj, post_url_continue=None):
        """Whoever came from a family goes back there, where the next step stands."""
        response = super().response_add(request, obj, post_url_continue)
        plain = not {"_popup", "_continue", "_addanother"} & request.POST.keys()
        families = self.admin_site.get_model_admin(JobFamily)
        may_return = families.has_view_or_change_permission(request, obj.family)
        if plain and may_return and "family" in request.GET:
            return redirect("admin:roles_jobfamily_change", obj.family_id)
        return response

    def get_deleted_objects(self, objs, request):
        found = super().get_deleted_objects(objs, request)
        return explained(found, objs, request, self.admin_site)
