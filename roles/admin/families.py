"""Job families. The page of one leads on to its roles, competencies and questions."""

from django.contrib import admin
from django.shortcuts import redirect

from roles.admin.uses import explained
from roles.models import Competency, JobFamily, Level


@admin.register(JobFamily)
class JobFamilyAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    fields = ["name", "slug", "summary"]
    prepopulated_fields = {"slug": ["name"]}

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The family's own form, and below it what belongs to the family."""
        family = self.get_object(request, object_id)
        context = extra_context or {}
        if family:
            roles = family.roles.visible_to(request.user).order_by(Level.in_order(), "title")
            context = context | {
                "roles": roles,
                "competencies": Competency.objects.filter(roles__in=roles.order_by())
                .distinct()
                .order_by("name"),
                "questions": family.choice_questions.visible_to(request.user),
            }
        return super().change_view(request, object_id, form_url, context)

    def response_add(self, request, obj, post_url_continue=None):
        """A new family shows at once, since its page says what comes next."""
        response = super().response_add(request, obj, post_url_continue)
        plain = not {"_popup", "_continue", "_addanother"} & request.POST.keys()
        if plain and self.has_view_or_change_permission(request, obj):
            return redirect("admin:roles_jobfamily_change", obj.pk)
        return response

    def get_deleted_objects(self, objs, request):
        found = super().get_deleted_objects(objs, request)
        return explained(found, objs, request, self.admin_site)
