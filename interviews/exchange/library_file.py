"""What a kit needs and this library lacks, as a library file: a library admin loads it in the
admin, which shows what it changes before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import yaml
from django.utils.translation import gettext as _

from interviews import document as kit_document
from interviews.exchange.comparing import Plan
from interviews.exchange.differences import LACKING, MISSING
from interviews.library.dump import Plain
from interviews.library.sections.rubrics import GENERAL, competency_data
from interviews.models import RatingScale
from roles.models import Competency, JobFamily, Level

NEW_FAMILY = "imported"
HUNDRED = 100
NONE: Mapping[str, str] = MappingProxyType({})


def text_of(plan: Plan, categories: Mapping[str, str], family: str = "") -> str:
    """The library file, YAML. `categories` has the category of each missing competency by key;
    `family` is the slug of the job family for a missing role, empty where there is none yet."""
    told = sections_of(plan, categories, family)
    return yaml.dump(told, Dumper=Plain, allow_unicode=True, sort_keys=False, width=96)


def sections_of(
    plan: Plan, categories: Mapping[str, str] = NONE, family: str = ""
) -> dict[str, list[dict]]:
    """The sections that `text_of` writes, with their entries; none where the file has nothing to
    offer, as for anchors on another scale than its own."""
    document = plan.file.document
    sections: dict[str, list[dict]] = {
        "families": [],
        "scales": [],
        "competencies": [],
        "roles": [],
    }
    if plan.scale.status == MISSING:
        sections["scales"].append(_scale(document.scale))
    sections["competencies"] = _competencies(plan, categories)
    if plan.role.status == MISSING:
        sections["roles"].append(_role(document, family or NEW_FAMILY))
        if not JobFamily.objects.filter(slug=family or NEW_FAMILY).exists():
            sections["families"].append({"slug": NEW_FAMILY, "name": _("Imported")})
    return {name: entries for name, entries in sections.items() if entries}


def _said(text: str, otherwise: str) -> str:
    return text.strip() or otherwise


def _scale(scale):
    return {
        "slug": scale.key,
        "name": scale.name,
        "instruction": scale.instruction,
        "points": [
            {
                "value": point.value,
                "label": point.label,
                "definition": _said(point.definition, point.label),
            }
            for point in scale.points
        ],
    }


def _competencies(plan, categories):
    document = plan.file.document
    lacking = [part.key for part in plan.competencies if part.status == LACKING]
    rows = Competency.objects.filter(slug__in=lacking).prefetch_related("anchors__point__scale")
    here = {row.slug: competency_data(row) for row in rows}
    slug = plan.scale.here or document.scale.key
    values = _values_here(plan)
    entries = []
    for part in plan.competencies:
        said = document.competency(part.key)
        anchors = {anchor.value: anchor.text for anchor in said.anchors}
        anchors = anchors if list(anchors) == values else {}
        if part.status == MISSING:
            entries.append(_competency(said, categories.get(part.key, ""), slug, anchors))
        elif part.status == LACKING and anchors:
            entries.append(_with_anchors(here[part.key], slug, anchors))
    return entries


def _values_here(plan):
    """The numbers of the scale that anchors are for."""
    if plan.scale.status == MISSING:
        return list(plan.file.document.scale.values)
    scale = RatingScale.objects.prefetch_related("points").get(slug=plan.scale.here)
    return [point.value for point in scale.points.all()]


def _competency(said, category, scale, anchors):
    return {
        "slug": said.key,
        "name": said.name,
        "category": category,
        "definition": _said(said.definition, said.name),
        "anchors": {scale: {GENERAL: anchors}} if anchors else {},
    }


def _with_anchors(data, scale, anchors):
    """An entry as it is here, its anchors filled up; no text that is here already changes."""
    levels = {level: anchors | texts for level, texts in data["anchors"].get(scale, {}).items()}
    filled = {GENERAL: anchors} | levels
    return data | {"anchors": data["anchors"] | {scale: filled}}


def _role(document, family):
    role = document.role
    weights = per_cent([part.weight for part in document.competencies])
    return {
        "slug": role.key,
        "family": family,
        "title": role.title,
        "level": role.level if role.level in Level.values else Level.MID.value,
        "summary": _said(role.summary, role.title),
        "weights_reason": document.weights_reason,
        "competencies": [
            _weighed(*pair) for pair in zip(document.competencies, weights, strict=True)
        ],
    }


def _weighed(part: kit_document.Competency, weight: int) -> dict:
    return {
        "competency": part.key,
        "weight": weight,
        "essential": part.essential,
        "level_3": part.level_3,
        "level_5": part.level_5,
    }


def per_cent(parts: list[int]) -> list[int]:
    """Whole numbers of 1 or more that sum to 100 and are to one another as `parts`, at most a
    hundred of them, as nearly as that goes: those with the largest remainders are rounded up."""
    if not parts:
        return []
    spare, total = HUNDRED - len(parts), sum(parts)
    shares = [divmod(part * spare, total) for part in parts]
    left = spare - sum(whole for whole, _rest in shares)
    order = sorted(range(len(parts)), key=lambda number: -shares[number][1])
    return [1 + whole + (number in order[:left]) for number, (whole, _rest) in enumerate(shares)]
