"""Filters of the question list, folded above it."""

from django.contrib import admin
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from interviews.admin.questions.attention import NEEDS, any_need, asked, asked_since, days_ago
from interviews.models import Question
from roles.models import Level, Role

MINUTES = {
    "1-5": (1, 5, _("Up to 5 minutes")),
    "6-10": (6, 10, _("6 to 10 minutes")),
    "11-20": (11, 20, _("11 to 20 minutes")),
    "21-120": (21, 120, _("Over 20 minutes")),
}
TEMPLATE = "admin/interviews/question/filter.html"


class StateFilter(admin.ChoicesFieldListFilter):
    template = TEMPLATE


class TypeFilter(admin.ChoicesFieldListFilter):
    template = TEMPLATE


class CompetencyFilter(admin.RelatedFieldListFilter):
    template = TEMPLATE


class AttentionFilter(admin.SimpleListFilter):
    title = _("needs attention")
    parameter_name = "needs"
    template = TEMPLATE

    def lookups(self, request, model_admin):
        return [("any", _("Anything")), *((need.slug, need.words) for need in NEEDS)]

    def queryset(self, request, queryset):
        if self.value() == "any":
            return queryset.filter(any_need())
        for need in NEEDS:
            if need.slug == self.value():
                return queryset.filter(need.condition())
        return queryset


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"
    template = TEMPLATE

    def lookups(self, request, model_admin):
        roles = Role.objects.visible_to(request.user).order_by("title")
        return [*roles.values_list("slug", "title"), ("-", _("Names no role"))]

    def queryset(self, request, queryset):
        named = Question.roles.through.objects
        if self.value() == "-":
            return queryset.exclude(pk__in=named.values("question"))
        if self.value():
            rows = named.filter(role__slug=self.value())
            return queryset.filter(pk__in=rows.values("question"))
        return queryset


class LevelFilter(admin.SimpleListFilter):
    title = _("level")
    parameter_name = "level"
    template = TEMPLATE

    def lookups(self, request, model_admin):
        return [*Level.choices, ("-", _("Names no level"))]

    def queryset(self, request, queryset):
        if self.value() == "-":
            return queryset.filter(levels="")
        if self.value() in Level.values:
            lines = Concat(Value("\n"), F("levels"), Value("\n"), output_field=TextField())
            return queryset.alias(level_lines=lines).filter(
                level_lines__contains=f"\n{self.value()}\n"
            )
        return queryset


class MinutesFilter(admin.SimpleListFilter):
    title = _("minutes")
    parameter_name = "time"
    template = TEMPLATE

    def lookups(self, request, model_admin):
        return [(band, words) for band, (_least, _most, words) in MINUTES.items()]

    def queryset(self, request, queryset):
        if self.value() in MINUTES:
            least, most, _words = MINUTES[self.value()]
            return queryset.filter(minutes__gte=least, minutes__lte=most)
        return queryset


class LanguageFilter(admin.SimpleListFilter):
    """Offered once the bank holds more than one language."""

    title = _("language")
    parameter_name = "language"
    template = TEMPLATE

    def lookups(self, request, model_admin):
        codes = Question.objects.order_by("language").values_list("language", flat=True).distinct()
        codes = list(codes)
        return [(code, language_name(code)) for code in codes] if len(codes) > 1 else []

    def has_output(self):
        return bool(self.lookup_choices) or self.value() is not None

    def queryset(self, request, queryset):
        return queryset.filter(language=self.value()) if self.value() else queryset


def language_name(code):
    """The name of a language such as `en`; an unknown code as it is."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


class LastAskedFilter(admin.SimpleListFilter):
    title = _("last asked")
    parameter_name = "asked"
    template = TEMPLATE

    def lookups(self, request, model_admin):
        return [
            ("quarter", _("In the last 3 months")),
            ("year", _("In the last 12 months")),
            ("before", _("Over a year ago")),
            ("never", _("Never")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "quarter":
            return queryset.filter(pk__in=asked_since(days_ago(91)))
        if self.value() == "year":
            return queryset.filter(pk__in=asked_since(days_ago(365)))
        if self.value() == "before":
            return queryset.filter(pk__in=asked()).exclude(pk__in=asked_since(days_ago(365)))
        if self.value() == "never":
            return queryset.exclude(pk__in=asked())
        return queryset


FILTERS = [
    ("state", StateFilter),
    AttentionFilter,
    ("competency", CompetencyFilter),
    RoleFilter,
    LevelFilter,
    ("type", TypeFilter),
    MinutesFilter,
    LastAskedFilter,
    LanguageFilter,
]
