"""Where competencies and rating scales are used, for the pages that keep them."""

from dataclasses import dataclass

from django.contrib.admin.utils import NestedObjects, quote
from django.db import models, router
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.models import Anchor, Kit, PublishedQuestion, Question
from roles.models import Competency, Role


@dataclass(frozen=True)
class CompetencyUses:
    """`weights` are the rows of the roles that ask for it; `states` say `(state, label, count)` of
    its questions; kits are those that the reader may see, with a count of the others."""

    weights: list
    states: list
    draft_kits: list
    published_kits: list
    hidden_kits: int

    @property
    def is_empty(self):
        counted = any(count for _state, _label, count in self.states)
        return not (self.weights or counted or self.has_kits)

    @property
    def has_kits(self):
        return bool(self.draft_kits or self.published_kits or self.hidden_kits)


def uses_of_competency(competency, user):
    """Everything that asks for or about a competency, in five queries."""
    counts = dict(competency.questions.order_by().values_list("state").annotate(models.Count("pk")))
    asked = PublishedQuestion.objects.filter(question__competency=competency)
    kits = Kit.objects.filter(
        models.Q(kit_competencies__competency=competency)
        | models.Q(pk__in=asked.values("revision__kit"))
    )
    seen = kits.filter(pk__in=Kit.objects.visible_to(user).values("pk"))
    rows = list(
        seen.distinct()
        .annotate(
            is_rated=_exists(Kit, kit_competencies__competency=competency),
            is_asked=_exists(Kit, revisions__published_questions__question__competency=competency),
        )
        .order_by("title", "pk")
    )
    roles = Role.objects.visible_to(user)
    return CompetencyUses(
        weights=list(
            competency.role_competencies.filter(role__in=roles)
            .select_related("role")
            .order_by("-weight", "role__title")
        ),
        states=[(value, label, counts.get(value, 0)) for value, label in Question.State.choices],
        draft_kits=[kit for kit in rows if kit.is_rated],
        published_kits=[kit for kit in rows if kit.is_asked],
        hidden_kits=kits.distinct().count() - len(rows),
    )


def _exists(model, **conditions):
    return models.Exists(model.objects.filter(pk=models.OuterRef("pk"), **conditions))


def named_gaps(gaps, user):
    """`(name, numbers)` of kits that would be left without anchors; those that `user` may not see
    are said to exist and not named."""
    seen = set(
        Kit.objects.visible_to(user)
        .filter(pk__in=[gap.kit.pk for gap in gaps])
        .values_list("pk", flat=True)
        if gaps
        else []
    )
    hidden = _("A kit that you may not see")
    return [
        (gap.kit.title if gap.kit.pk in seen else hidden, ", ".join(map(str, gap.values)))
        for gap in gaps
    ]


def competencies_anchored_at(points):
    """The competencies that have an anchor at one of these scale points."""
    anchors = Anchor.objects.filter(point__in=points)
    return Competency.objects.filter(pk__in=anchors.values("competency")).order_by("name")


def lines_of_scales(scales, user, site):
    """What keeps rating scales from being deleted, a line each, with a link where `user` may open
    it."""
    collector = NestedObjects(using=router.db_for_write(scales[0].__class__), origin=scales)
    collector.collect(scales)
    anchors = [row for row in collector.protected if isinstance(row, Anchor)]
    kits = {row.pk for row in collector.protected if isinstance(row, Kit)}
    competencies = Competency.objects.filter(pk__in={row.competency_id for row in anchors})
    seen = Kit.objects.visible_to(user).filter(pk__in=kits).order_by("title", "pk")
    lines = [_line(site, _("Competency"), row) for row in competencies.order_by("name")]
    lines += [_line(site, _("Interview kit"), row) for row in seen]
    if hidden := len(kits) - len(seen):
        words = ngettext(
            "%(count)d interview kit that you may not see.",
            "%(count)d interview kits that you may not see.",
            hidden,
        )
        lines.append(words % {"count": hidden})
    return lines


def _line(site, kind, row):
    options = row._meta
    name = f"{site.name}:{options.app_label}_{options.model_name}_change"
    address = reverse(name, args=[quote(row.pk)])
    return format_html('{}: <a href="{}">{}</a>', kind, address, row)
