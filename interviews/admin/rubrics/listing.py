"""The list of competencies: what it shows of each, and what needs somebody's attention."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.admin.found import found_elsewhere, marked
from interviews.anchor_grid import standing_in_words
from interviews.bank import clipped
from interviews.models import Anchor, Question, RatingScale, ScalePoint
from roles.models import Competency, RoleCompetency

# What needs attention


@dataclass(frozen=True)
class Need:
    """`words` name it in the filter and beside a competency; `condition` is true of its rows."""

    slug: str
    words: str
    condition: Callable


def _own(rows):
    return rows.filter(competency=OuterRef("pk")).order_by()


def _has_no_anchors():
    return ~Exists(_own(Anchor.objects.all()))


def _is_incomplete():
    """On a scale with anchors, the general row lacks a point, so some level has none for it."""
    general = Anchor.objects.filter(
        point=OuterRef("pk"), level="", competency=OuterRef(OuterRef("pk"))
    )
    points = ScalePoint.objects.filter(scale__points__anchors__competency=OuterRef("pk"))
    return Exists(points.filter(~Exists(general)).order_by())


def _has_no_approved_question():
    return ~Exists(_own(Question.objects.approved()))


def _has_no_role():
    return ~Exists(_own(RoleCompetency.objects.all()))


NEEDS = (
    Need("anchors", gettext_lazy("No anchors"), _has_no_anchors),
    Need("row", gettext_lazy("Anchors incomplete"), _is_incomplete),
    Need("question", gettext_lazy("No approved question"), _has_no_approved_question),
    Need("role", gettext_lazy("No role asks for it"), _has_no_role),
)


class AttentionFilter(admin.SimpleListFilter):
    title = gettext_lazy("needs attention")
    parameter_name = "needs"

    def lookups(self, request, model_admin):
        return [("any", _("Anything")), *((need.slug, need.words) for need in NEEDS)]

    def queryset(self, request, queryset):
        wanted = [need for need in NEEDS if self.value() in ("any", need.slug)]
        if not wanted:
            return queryset
        condition = Q()
        for need in wanted:
            condition |= Q(need.condition())
        return queryset.filter(condition)


# Rows


def found(competencies, text, request):
    """`competencies` that match `text`, the best first unless a column was clicked."""
    from interviews.search import matching_competencies

    if not text.strip():
        return competencies
    matching = matching_competencies(competencies, text)
    if ORDER_VAR in request.GET:
        return matching.order_by(*competencies.query.order_by)
    return matching


def with_columns(competencies):
    """With what the columns are sorted by. The anchors follow for the rows of one page."""
    return competencies.annotate(
        approved_questions=_count(Question.objects.approved()),
        all_questions=_count(Question.objects.all()),
        asking_roles=_count(RoleCompetency.objects.all()),
        changed_at=_last_change(),
    )


def _count(rows):
    counted = _own(rows).values("competency").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")[:1]), 0)


def _last_change():
    """Of the competency or one of its anchors, removed ones included."""
    own = Competency.history.filter(id=OuterRef("pk")).order_by("-history_date")
    anchors = Anchor.history.filter(competency=OuterRef("pk")).order_by("-history_date")
    newest = [Subquery(rows.values("history_date")[:1]) for rows in (own, anchors)]
    # Whichever there is: PostgreSQL passes over a missing date, SQLite does not.
    return Greatest(Coalesce(newest[0], newest[1]), Coalesce(newest[1], newest[0]))


class CompetencyList(ChangeList):
    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        standings = standings_of(self.result_list)
        for competency in self.result_list:
            competency.standings = standings.get(competency.pk, [])
        mark_hits(self.result_list, self.query)


def mark_hits(competencies, words):
    """Note in each the pieces of its name and, where that has none of the words, the line that
    has. The anchors are read only for a search, in one query."""
    from interviews.search import highlighted

    unseen = []
    for competency in competencies:
        competency.name_pieces = highlighted(competency.name, words)
        competency.elsewhere = None
        if words and not any(is_hit for _piece, is_hit in competency.name_pieces):
            unseen.append(competency)
    anchors = {}
    if unseen:
        written = Anchor.objects.filter(competency__in=unseen).order_by("level", "point__value")
        for anchor in written.select_related("point"):
            heading = _("anchor %(value)s") % {"value": anchor.point.value}
            anchors.setdefault(anchor.competency_id, []).append((heading, anchor.text))
    for competency in unseen:
        lines = [(_("definition"), competency.definition), *anchors.get(competency.pk, [])]
        competency.elsewhere = _first_hit(lines, words)


def _first_hit(lines, words):
    from interviews.search import highlighted

    for heading, text in lines:
        pieces = highlighted(text, words)
        if any(is_hit for _piece, is_hit in pieces):
            return heading, clipped(pieces)
    return None


def standings_of(competencies):
    """How complete the anchors of each are: `{pk: [(scale name, words, is complete), ...]}`. Two
    queries."""
    rows = (
        Anchor.objects.filter(competency__in=[competency.pk for competency in competencies])
        .order_by()
        .values_list("competency", "point__scale", "level")
        .annotate(Count("pk"))
    )
    own = {}
    for competency, scale, level, count in rows:
        own.setdefault(competency, {}).setdefault(scale, Counter())[level] = count
    scales = RatingScale.objects.annotate(points_of_it=Count("points")).order_by("slug")
    offered = [(scale.pk, scale.name, scale.points_of_it) for scale in scales]
    return {
        competency: [
            (name, standing_in_words(points, counts[pk]), counts[pk][""] == points)
            for pk, name, points in offered
            if pk in counts
        ]
        for competency, counts in own.items()
    }


# Columns. Each says its own head, which shows where a narrow screen stacks the cells.


def _cell(head, value):
    return format_html('<span class="cell-head">{}</span> {}', head, value)


@admin.display(description=gettext_lazy("name"), ordering="name")
def name(competency):
    elsewhere = found_elsewhere(*competency.elsewhere) if competency.elsewhere else ""
    return format_html("{}{}", marked(competency.name_pieces), elsewhere)


@admin.display(description=gettext_lazy("category"), ordering="category")
def category(competency):
    return _cell(_("Category"), competency.get_category_display())


@admin.display(description=gettext_lazy("anchors"))
def anchors(competency):
    if not competency.standings:
        return _cell(_("Anchors"), _lacking(_("none")))
    several = len(competency.standings) > 1
    lines = []
    for scale, words, is_complete in competency.standings:
        said = f"{scale}: {words}" if several else words
        lines.append((said if is_complete else _lacking(said),))
    return _cell(_("Anchors"), format_html_join(mark_safe("<br>"), "{}", lines))


@admin.display(description=gettext_lazy("approved questions"), ordering="approved_questions")
def questions(competency):
    values = {"approved": competency.approved_questions, "all": competency.all_questions}
    words = _("%(approved)s of %(all)s") % values
    return _cell(_("Approved questions"), words if values["approved"] else _lacking(words))


@admin.display(description=gettext_lazy("roles"), ordering="asking_roles")
def roles(competency):
    count = competency.asking_roles
    return _cell(_("Roles"), count or _lacking(_("none")))


@admin.display(description=gettext_lazy("changed"), ordering="changed_at")
def changed(competency):
    moment = competency.changed_at
    return _cell(_("Changed"), _day(moment) if moment else "–")


def _day(moment):
    return format_html('<span class="day">{}</span>', date_format(localtime(moment), "j M Y"))


def _lacking(words):
    """Words that say what is missing, with a sign before them."""
    return format_html('<span class="lacking">{}</span>', words)


COLUMNS = [name, category, anchors, questions, roles, changed]
