"""Competencies in the admin: found by their words and by what they lack, written with their
anchors as a grid."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script
from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.admin.rubrics import listing, uses
from interviews.admin.rubrics.boxes import field_name
from interviews.admin.rubrics.form import CompetencyForm
from interviews.anchor_grid import advice_on_row, grid_of, grids_to_read, row_name
from interviews.history import COMPETENCY
from interviews.models import RatingScale, WordingRule
from roles.admin import history
from roles.admin.uses import explained
from roles.models import Competency


@admin.register(Competency)
class CompetencyAdmin(admin.ModelAdmin):
    form = CompetencyForm
    fields = ["name", "slug", "category", "definition", "references"]
    list_display = listing.COLUMNS
    list_filter = [listing.AttentionFilter, "category"]
    list_per_page = 50
    search_fields = ["name", "definition", "slug"]
    ordering = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    class Media:
        css = {"all": ["css/admin-rubrics.css"]}
        js = [
            Script("js/anchor-advice.js", type="module"),
            Script("js/anchor-fallback.js", type="module"),
        ]

    def view_on_site(self, obj):
        return reverse("interviews:competency_detail", args=[obj.slug])

    def get_urls(self):
        view = self.admin_site.admin_view(self.advice)
        return [
            path("advice/", view, name="roles_competency_advice"),
            *history.urls(self, COMPETENCY),
            *super().get_urls(),
        ]

    # The list

    def get_changelist(self, request, **kwargs):
        return listing.CompetencyList

    def get_queryset(self, request):
        return listing.with_columns(super().get_queryset(request))

    def get_search_results(self, request, queryset, search_term):
        return listing.found(queryset, search_term, request), False

    # The form

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.may_edit_anchors = self._may_change(request, obj) and request.user.has_perms(
            [f"interviews.{act}_anchor" for act in ("add", "change", "delete")]
        )
        return form

    def _may_change(self, request, competency):
        if competency:
            return self.has_change_permission(request, competency)
        return self.has_add_permission(request)

    def render_change_form(self, request, context, obj=None, **kwargs):
        form = context["adminform"].form
        if form.may_edit_anchors:
            from interviews.wording import SILENCE

            context["silence"] = SILENCE
            context["sheets"] = form.sheets()
            context["gaps"] = uses.named_gaps(form.needs_decision, request.user)
        elif obj:
            context["grids"] = grids_to_read(request.user, obj)
        if obj:
            context["uses"] = uses.uses_of_competency(obj, request.user)
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        """Only where a field of its own differs: else its history would show a version without
        a change, and anchors have a history of their own."""
        if form.own_changes or not change:
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self._say_what_was_removed(request, form)
        self._say_what_is_missing(request, form)
        self._say_that_there_is_advice(request, form)

    def _say_what_was_removed(self, request, form):
        gone = [key for key, (before, after) in form.anchor_changes.items() if before and not after]
        if not gone:
            return
        values = {point.pk: point.value for scale in form.scales for point in scale.points.all()}
        names = ", ".join(f"{row_name(level)} {values[point]}" for point, level in gone)
        words = ngettext(
            "An anchor was taken out: %(names)s. Its text stays in the history.",
            "%(count)d anchors were taken out: %(names)s. Their texts stay in the history.",
            len(gone),
        )
        self.message_user(request, words % {"count": len(gone), "names": names}, messages.WARNING)

    def _say_what_is_missing(self, request, form):
        for scale in form.scales:
            grid = grid_of(scale, form.texts)
            lacks = len(grid.points) - grid.rows[0].filled
            if lacks and any(row.filled for row in grid.rows):
                words = _(
                    "On %(scale)s the general row has %(standing)s. Write the others: a kit can be "
                    "published once every number has an anchor."
                )
                standing = {"scale": scale.name, "standing": grid.standing}
                self.message_user(request, words % standing, messages.WARNING)

    def _say_that_there_is_advice(self, request, form):
        rules = WordingRule.objects.as_rules()
        changed = set(form.anchor_changes)
        count = sum(
            cell.point.value in found
            for scale in form.scales
            for row in grid_of(scale, form.texts).rows
            if changed & {(cell.point.pk, row.level) for cell in row.cells}
            for found in [advice_on_row(row, rules)]
            for cell in row.cells
        )
        if count:
            words = ngettext(
                "There is advice on the wording of %(count)d anchor: open it to read it.",
                "There is advice on the wording of %(count)d anchors: open them to read it.",
                count,
            )
            self.message_user(request, words % {"count": count}, messages.WARNING)

    # Advice while typing

    def advice(self, request):
        """The notes below the boxes of the rows that were sent, as they would be after saving."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        rules = WordingRule.objects.as_rules()
        notes = []
        for scale in RatingScale.objects.prefetch_related("points"):
            for row in grid_of(scale, _texts_sent(request.POST, scale)).rows:
                found = advice_on_row(row, rules)
                notes += [
                    (f"id_{field_name(cell.point.pk, row.level)}", found.get(cell.point.value, []))
                    for cell in row.cells
                ]
        return render(request, "admin/roles/competency/advice.html", {"notes": notes})

    def get_deleted_objects(self, objs, request):
        found = super().get_deleted_objects(objs, request)
        return explained(found, objs, request, self.admin_site)


def _texts_sent(data, scale):
    rows = grid_of(scale, {}, every_level=True).rows
    keys = [(cell.point.pk, row.level) for row in rows for cell in row.cells]
    return {key: data.get(field_name(*key), "").strip() for key in keys}
