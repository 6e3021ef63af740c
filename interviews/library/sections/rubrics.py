"""Rating scales, and competencies with their anchors, in library files."""

from simple_history.utils import bulk_create_with_history

from interviews.library import forms
from interviews.library.forms import Field, optional, required_text
from interviews.library.sections.rows import as_text, joined, lines, save, values_of
from interviews.models import Anchor, RatingScale, ScalePoint
from roles import models as roles

GENERAL = "general"  # the row of anchors that no level overrides

POINT = {
    "value": Field(forms.whole_number(1, 9)),
    "label": required_text(80),
    "definition": required_text(),
}
SCALE = {
    "slug": Field(forms.slug(80)),
    "name": required_text(160),
    "instruction": optional(forms.text()),
    "points": Field(forms.list_of(forms.record(POINT))),
}


def scale_data(scale):
    points = [values_of(point, POINT) for point in scale.points.all()]
    return {**values_of(scale, ("slug", "name", "instruction")), "points": points}


def write_scale(record, row):
    values = {"name": record["name"], "instruction": record["instruction"]}
    row = save(RatingScale, record["slug"], row, values)
    numbers = [point["value"] for point in record["points"]]
    row.points.exclude(value__in=numbers).delete()
    for point in record["points"]:
        row.points.update_or_create(
            value=point["value"],
            defaults={"label": point["label"], "definition": point["definition"]},
        )
    return row


ANCHORS = forms.mapping(
    forms.slug(80),
    forms.mapping(
        forms.one_of([GENERAL, *roles.Level.values]),
        forms.mapping(forms.whole_number(1, 9), required_text().read),
    ),
)
COMPETENCY = {
    "slug": Field(forms.slug(80)),
    "name": required_text(160),
    "category": Field(forms.one_of(roles.Competency.Category.values)),
    "definition": required_text(),
    "references": lines(),
    "anchors": Field(ANCHORS),
}
LEVEL_ORDER = {level: rank for rank, level in enumerate([GENERAL, *roles.Level.values])}


def competency_data(competency):
    anchors: dict = {}
    rows = sorted(
        competency.anchors.all(),
        key=lambda row: (
            row.point.scale.slug,
            LEVEL_ORDER[row.level or GENERAL],
            row.point.value,
        ),
    )
    for row in rows:
        levels = anchors.setdefault(row.point.scale.slug, {})
        levels.setdefault(row.level or GENERAL, {})[row.point.value] = as_text(row.text)
    return {
        **values_of(competency, ("slug", "name", "category", "definition")),
        "references": competency.references_list,
        "anchors": anchors,
    }


def write_competency(record, row):
    values = {name: record[name] for name in ("name", "category", "definition")}
    values |= joined(record, ["references"])
    row = save(roles.Competency, record["slug"], row, values)
    wanted = {
        (scale, "" if level == GENERAL else level, value): text
        for scale, levels in record["anchors"].items()
        for level, texts in levels.items()
        for value, text in texts.items()
    }
    for anchor in row.anchors.select_related("point__scale"):
        key = (anchor.point.scale.slug, anchor.level, anchor.point.value)
        text = wanted.pop(key, None)
        if text is None:
            anchor.delete()
        elif text != anchor.text:
            anchor.text = text
            anchor.save(update_fields=["text"])
    points = {
        (point.scale.slug, point.value): point
        for point in ScalePoint.objects.select_related("scale")
    }
    new = [
        Anchor(competency=row, level=level, point=points[scale, value], text=text)
        for (scale, level, value), text in wanted.items()
    ]
    bulk_create_with_history(new, Anchor)
    return row
