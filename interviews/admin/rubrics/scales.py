"""Rating scales with their points. A point that has anchors keeps its number."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interviews.admin.rubrics import uses
from interviews.history import SCALE
from interviews.models import Anchor, Kit, RatingScale, ScalePoint
from roles.admin import history
from roles.fields import ProseField
from roles.formsets import OnceFormSet

MOST_NAMED = 5


def _count(rows, group, what):
    """A subquery of its own for each count: anchors joined with kits would be rows by the
    million."""
    own = rows.filter(**{group: OuterRef("pk")}).order_by().values(group)
    counted = own.annotate(number=Count(what, distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0)


class PointsFormSet(OnceFormSet):
    """The points of a scale, in the order of their numbers."""

    def get_queryset(self):
        return super().get_queryset().order_by("value")

    def clean(self):
        super().clean()
        for form in self.initial_forms:
            if not hasattr(form, "cleaned_data"):
                continue
            before = form.initial["value"]
            if form.cleaned_data.get("DELETE"):
                self._refuse_if_anchored(form, before, deleting=True)
            elif form.cleaned_data.get("value") not in (None, before):
                self._refuse_if_anchored(form, before, deleting=False)

    def _refuse_if_anchored(self, form, value, *, deleting):
        names = list(uses.competencies_anchored_at([form.instance]).values_list("name", flat=True))
        if not names:
            return
        words = (
            ngettext(
                "%(value)s cannot be deleted: %(names)s has anchors for it. Take them out there "
                "first.",
                "%(value)s cannot be deleted: %(count)d competencies have anchors for it, such as "
                "%(names)s. Take them out there first, or begin another scale.",
                len(names),
            )
            if deleting
            else ngettext(
                "%(value)s keeps its number: %(names)s has anchors for it, which would change "
                "their meaning. Begin another scale instead.",
                "%(value)s keeps its number: %(count)d competencies have anchors for it, such as "
                "%(names)s, which would change their meaning. Begin another scale instead.",
                len(names),
            )
        )
        shown = ", ".join(names[:MOST_NAMED])
        params = {"value": value, "count": len(names), "names": shown}
        raise ValidationError(words, params=params)


class ScalePointInline(admin.TabularInline):
    model = ScalePoint
    formset = PointsFormSet
    fields = ["value", "label", "definition"]
    extra = 0
    verbose_name_plural = gettext_lazy("Points, from low to high")
    formfield_overrides = {ProseField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 44})}}

    def get_formset(self, request, obj=None, **kwargs):
        """Deleting is refused by the formset alone, whose words say what to do."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.hand_clean_DELETE = lambda form: None
        return formset

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Its label is its name: screen readers do not read the head of a column with an input."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs["aria-label"] = capfirst(field.label)
        return field


@admin.register(RatingScale)
class RatingScaleAdmin(admin.ModelAdmin):
    list_display = ["name", "points", "competencies", "kits_using", "slug"]
    search_fields = ["name", "points__label"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "instruction"]
    inlines = [ScalePointInline]
    delete_confirmation_template = "admin/roles/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/roles/delete_selected_confirmation.html"

    class Media:
        css = {"all": ["css/admin-rubrics.css"]}

    def get_urls(self):
        return history.urls(self, SCALE) + super().get_urls()

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(
                anchored=_count(Anchor.objects.all(), "point__scale", "competency"),
                used_kits=_count(Kit.objects.all(), "scale", "pk"),
            )
            .prefetch_related(Prefetch("points", ScalePoint.objects.order_by("value")))
        )

    @admin.display(description=gettext_lazy("points"))
    def points(self, scale):
        points = [f"{point.value} {point.label}" for point in scale.points.all()]
        return " · ".join(points) or format_html('<span class="lacking">{}</span>', _("none"))

    @admin.display(description=gettext_lazy("competencies with anchors"), ordering="anchored")
    def competencies(self, scale):
        return scale.anchored

    @admin.display(description=gettext_lazy("kits"), ordering="used_kits")
    def kits_using(self, scale):
        return scale.used_kits

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        added = [point for point in formset.new_objects if isinstance(point, ScalePoint)]
        others = form.instance.points.exclude(pk__in=[point.pk for point in added])
        waiting = uses.competencies_anchored_at(others).count() if added and change else 0
        if waiting:
            words = ngettext(
                "%(count)d competency has anchors on this scale and none for the new point: write "
                "it, else kits with this scale cannot be published.",
                "%(count)d competencies have anchors on this scale and none for the new point: "
                "write them, else kits with this scale cannot be published.",
                waiting,
            )
            self.message_user(request, words % {"count": waiting}, messages.WARNING)

    def get_deleted_objects(self, objs, request):
        to_delete, counts, missing_rights, protected = super().get_deleted_objects(objs, request)
        if protected:
            lines = uses.lines_of_scales(list(objs), request.user, self.admin_site)
            return to_delete, counts, set(), lines
        return to_delete, counts, missing_rights, protected
