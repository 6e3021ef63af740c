"""The five sections of a library file: their fields, rows as data, and data as rows.

`SECTIONS` is in the order in which entries can refer to one another. For each section, `data(row)`
gives exactly what a file with that row would be read as, so that comparing the two tells what a
load would change, and dumping the one gives the other.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from interviews.library import forms
from interviews.library.forms import Field, optional, required_text
from interviews.models import Anchor, Question, RatingScale, ScalePoint
from roles import models as roles

GENERAL = "general"  # the row of anchors that no level overrides


@dataclass(frozen=True)
class Section:
    """One kind of entry. `fields` is in the order in which they are written."""

    name: str
    title: str
    model: type
    fields: dict[str, Field]
    rows: Callable  # a QuerySet with all that `data` reads
    data: Callable
    write: Callable  # write(record, row or None) -> row

    @property
    def read(self):
        return forms.list_of(forms.record(self.fields))

    def current(self) -> dict[str, dict]:
        """The entries in the database by slug, as data, in order of slug."""
        return {row.slug: self.data(row) for row in self.rows().order_by("slug")}


def _lines() -> Field:
    return optional(forms.list_of(forms.line()), list)


def _slugs() -> Field:
    return optional(forms.list_of(forms.slug()), list)


def _text(text: str) -> str:
    return "\n".join(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def _values(row, names) -> dict:
    """Plain fields of a row; text is given as a file would hold it."""
    values = ((name, getattr(row, name)) for name in names)
    return {name: _text(value) if isinstance(value, str) else value for name, value in values}


def _save(model, slug, row, values):
    if row is None:
        return model.objects.create(slug=slug, **values)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    return row


def _joined(record, names) -> dict:
    return {name: "\n".join(record[name]) for name in names}


# Families and scales

FAMILY = {
    "slug": Field(forms.slug(80)),
    "name": required_text(120),
    "summary": optional(forms.text()),
}


def _write_family(record, row):
    values = {"name": record["name"], "summary": record["summary"]}
    return _save(roles.JobFamily, record["slug"], row, values)


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


def _scale_data(scale):
    points = [_values(point, POINT) for point in scale.points.all()]
    return {**_values(scale, ("slug", "name", "instruction")), "points": points}


def _write_scale(record, row):
    values = {"name": record["name"], "instruction": record["instruction"]}
    row = _save(RatingScale, record["slug"], row, values)
    numbers = [point["value"] for point in record["points"]]
    row.points.exclude(value__in=numbers).delete()
    for point in record["points"]:
        row.points.update_or_create(
            value=point["value"],
            defaults={"label": point["label"], "definition": point["definition"]},
        )
    return row


# Competencies with their anchors

ANCHORS = forms.mapping(
    forms.slug(80),
    forms.mapping(
        forms.one_of([GENERAL, *roles.Level.values]),
        forms.mapping(forms.whole_number(1, 9), forms.line()),
    ),
)
COMPETENCY = {
    "slug": Field(forms.slug(80)),
    "name": required_text(160),
    "category": Field(forms.one_of(roles.Competency.Category.values)),
    "definition": required_text(),
    "references": _lines(),
    "anchors": Field(ANCHORS),
}
LEVEL_ORDER = {level: rank for rank, level in enumerate([GENERAL, *roles.Level.values])}


def _competency_data(competency):
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
        text = " ".join(row.text.split())
        levels.setdefault(row.level or GENERAL, {})[row.point.value] = text
    return {
        **_values(competency, ("slug", "name", "category", "definition")),
        "references": competency.references_list,
        "anchors": anchors,
    }


def _write_competency(record, row):
    values = {name: record[name] for name in ("name", "category", "definition")}
    values |= _joined(record, ["references"])
    row = _save(roles.Competency, record["slug"], row, values)
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
    Anchor.objects.bulk_create(
        Anchor(competency=row, level=level, point=points[scale, value], text=text)
        for (scale, level, value), text in wanted.items()
    )
    return row


# Roles

LINK = {"role": optional(forms.slug(80)), "text": optional(forms.text(240))}
BENCHMARK = {
    "amount": Field(forms.whole_number(1, 2_000_000_000)),
    "currency": required_text(3),
    "period": Field(forms.one_of(["year", "month", "hour"])),
    "source": required_text(300),
    "date": optional(forms.day(), lambda: None),
    "note": optional(forms.text()),
}
ROLE_COMPETENCY = {
    "competency": Field(forms.slug(80)),
    "weight": Field(forms.whole_number(1, 100)),
    "essential": optional(forms.yes_or_no(), bool),
    "level_3": optional(forms.text()),
    "level_5": optional(forms.text()),
}
ROLE_TEXTS = (
    "title",
    "level",
    "summary",
    "scope",
    "education",
    "experience",
    "work_environment",
    "travel",
    "pay_structure",
    "weights_reason",
)
ROLE_LINES = (
    "other_titles",
    "responsibilities",
    "hard_skills",
    "soft_skills",
    "measures",
    "industries",
    "onet_soc",
)
LINKS = tuple(roles.RoleLink.Kind.values)


def _links() -> Field:
    return optional(forms.list_of(forms.record(LINK)), list)


ROLE = {
    "slug": Field(forms.slug(80)),
    "family": Field(forms.slug(80)),
    "title": required_text(160),
    "level": Field(forms.one_of(roles.Level.values)),
    "other_titles": _lines(),
    "summary": required_text(),
    "scope": optional(forms.text()),
    "responsibilities": _lines(),
    "hard_skills": _lines(),
    "soft_skills": _lines(),
    "education": optional(forms.text()),
    "experience": optional(forms.text()),
    "work_environment": optional(forms.text()),
    "travel": optional(forms.text()),
    "measures": _lines(),
    "pay_structure": optional(forms.text()),
    "pay_benchmarks": optional(forms.list_of(forms.record(BENCHMARK)), list),
    "industries": _lines(),
    "onet_soc": _lines(),
    **{kind: _links() for kind in LINKS},
    "weights_reason": optional(forms.text()),
    "competencies": Field(forms.list_of(forms.record(ROLE_COMPETENCY))),
}


def _role_data(role):
    data = {
        **_values(role, ("slug", *ROLE_TEXTS)),
        "family": role.family.slug,
        **{name: getattr(role, f"{name}_list") for name in ROLE_LINES},
        "pay_benchmarks": [_values(row, BENCHMARK) for row in role.pay_benchmarks.all()],
        "competencies": [
            {
                "competency": row.competency.slug,
                **_values(row, ("weight", "essential", "level_3", "level_5")),
            }
            for row in role.role_competencies.all()
        ],
    }
    for kind in LINKS:
        data[kind] = [
            {"role": link.target.slug if link.target else "", "text": _text(link.text)}
            for link in role.links_of(kind)
        ]
    return data


def _write_role(record, row):
    """All of a role but its links, which may point to roles further down."""
    values = {name: record[name] for name in ROLE_TEXTS} | _joined(record, ROLE_LINES)
    values["family"] = roles.JobFamily.objects.get(slug=record["family"])
    row = _save(roles.Role, record["slug"], row, values)
    row.pay_benchmarks.all().delete()
    roles.PayBenchmark.objects.bulk_create(
        roles.PayBenchmark(role=row, position=position, **benchmark)
        for position, benchmark in enumerate(record["pay_benchmarks"])
    )
    row.role_competencies.all().delete()
    competencies = roles.Competency.objects.in_bulk(
        [part["competency"] for part in record["competencies"]], field_name="slug"
    )
    roles.RoleCompetency.objects.bulk_create(
        roles.RoleCompetency(
            role=row, position=position, **part | {"competency": competencies[part["competency"]]}
        )
        for position, part in enumerate(record["competencies"])
    )
    return row


def write_links(record):
    """The links of a role, once every role of the load stands."""
    row = roles.Role.objects.get(slug=record["slug"])
    row.links.all().delete()
    slugs = [link["role"] for kind in LINKS for link in record[kind] if link["role"]]
    targets = roles.Role.objects.in_bulk(slugs, field_name="slug")
    roles.RoleLink.objects.bulk_create(
        roles.RoleLink(
            role=row,
            kind=kind,
            position=position,
            target=targets.get(link["role"]),
            text=link["text"],
        )
        for kind in LINKS
        for position, link in enumerate(record[kind])
    )


# Questions

QUESTION_LINES = ("follow_ups", "positive_indicators", "red_flags")
QUESTION_TEXTS = ("type", "minutes", "prompt", "materials", "language", "source")
QUESTION = {
    "slug": Field(forms.slug(120)),
    "competency": optional(forms.slug(80)),
    "type": Field(forms.one_of(Question.Type.values)),
    "minutes": Field(forms.whole_number(1, 120)),
    "prompt": required_text(),
    "follow_ups": _lines(),
    "positive_indicators": _lines(),
    "red_flags": _lines(),
    "materials": optional(forms.text()),
    "language": optional(forms.text(20), lambda: "en"),
    "source": optional(forms.text(200)),
    "roles": _slugs(),
    "levels": optional(forms.list_of(forms.one_of(roles.Level.values)), list),
}


def _question_data(question):
    return {
        **_values(question, ("slug", *QUESTION_TEXTS)),
        "competency": question.competency.slug if question.competency else "",
        **{name: getattr(question, f"{name}_list") for name in QUESTION_LINES},
        "roles": sorted(role.slug for role in question.roles.all()),
        "levels": question.levels_list,
    }


def _write_question(record, row):
    values = {name: record[name] for name in QUESTION_TEXTS}
    values |= _joined(record, (*QUESTION_LINES, "levels"))
    values["competency"] = roles.Competency.objects.filter(slug=record["competency"]).first()
    row = _save(Question, record["slug"], row, values)
    row.roles.set(roles.Role.objects.filter(slug__in=record["roles"]))
    return row


SECTIONS = (
    Section(
        "families",
        _("job families"),
        roles.JobFamily,
        FAMILY,
        roles.JobFamily.objects.all,
        lambda row: _values(row, FAMILY),
        _write_family,
    ),
    Section(
        "scales",
        _("rating scales"),
        RatingScale,
        SCALE,
        lambda: RatingScale.objects.prefetch_related("points"),
        _scale_data,
        _write_scale,
    ),
    Section(
        "competencies",
        _("competencies"),
        roles.Competency,
        COMPETENCY,
        lambda: roles.Competency.objects.prefetch_related("anchors__point__scale"),
        _competency_data,
        _write_competency,
    ),
    Section(
        "roles",
        _("roles"),
        roles.Role,
        ROLE,
        lambda: roles.Role.objects.with_profile(),
        _role_data,
        _write_role,
    ),
    Section(
        "questions",
        _("questions"),
        Question,
        QUESTION,
        lambda: Question.objects.select_related("competency").prefetch_related(
            Prefetch("roles", roles.Role.objects.only("slug"))
        ),
        _question_data,
        _write_question,
    ),
)
