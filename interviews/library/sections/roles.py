"""Job families and roles in library files."""

from simple_history.utils import bulk_create_with_history

from interviews.library import forms
from interviews.library.forms import Field, optional, required_text
from interviews.library.sections.rows import as_text, joined, lines, save, values_of
from roles import models as roles

FAMILY = {
    "slug": Field(forms.slug(80)),
    "name": required_text(120),
    "summary": optional(forms.text()),
}


def family_data(family):
    return values_of(family, FAMILY)


def write_family(record, row):
    values = {"name": record["name"], "summary": record["summary"]}
    return save(roles.JobFamily, record["slug"], row, values)


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
    "distinctions",
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
    "other_titles": lines(),
    "summary": required_text(),
    "scope": optional(forms.text()),
    "distinctions": lines(),
    "responsibilities": lines(),
    "hard_skills": lines(),
    "soft_skills": lines(),
    "education": optional(forms.text()),
    "experience": optional(forms.text()),
    "work_environment": optional(forms.text()),
    "travel": optional(forms.text()),
    "measures": lines(),
    "pay_structure": optional(forms.text()),
    "pay_benchmarks": optional(forms.list_of(forms.record(BENCHMARK)), list),
    "industries": lines(),
    "onet_soc": lines(),
    **{kind: _links() for kind in LINKS},
    "weights_reason": optional(forms.text()),
    "competencies": Field(forms.list_of(forms.record(ROLE_COMPETENCY))),
}


def role_data(role):
    data = {
        **values_of(role, ("slug", *ROLE_TEXTS)),
        "family": role.family.slug,
        **{name: getattr(role, f"{name}_list") for name in ROLE_LINES},
        "pay_benchmarks": [values_of(row, BENCHMARK) for row in role.pay_benchmarks.all()],
        "competencies": [
            {
                "competency": row.competency.slug,
                **values_of(row, ("weight", "essential", "level_3", "level_5")),
            }
            for row in role.role_competencies.all()
        ],
    }
    for kind in LINKS:
        data[kind] = [
            {"role": link.target.slug if link.target else "", "text": as_text(link.text)}
            for link in role.links_of(kind)
        ]
    return data


def write_role(record, row):
    """All of a role but its links, which may point to roles further down."""
    values = {name: record[name] for name in ROLE_TEXTS} | joined(record, ROLE_LINES)
    values["family"] = roles.JobFamily.objects.get(slug=record["family"])
    row = save(roles.Role, record["slug"], row, values)
    row.pay_benchmarks.all().delete()
    roles.PayBenchmark.objects.bulk_create(
        roles.PayBenchmark(role=row, position=position, **benchmark)
        for position, benchmark in enumerate(record["pay_benchmarks"])
    )
    _write_competencies(record, row)
    return row


def _write_competencies(record, row):
    """Rows that are there already are changed in place: their history goes on."""
    competencies = roles.Competency.objects.in_bulk(
        [part["competency"] for part in record["competencies"]], field_name="slug"
    )
    there = {
        part.competency.slug: part for part in row.role_competencies.select_related("competency")
    }
    new = []
    for position, part in enumerate(record["competencies"]):
        values = part | {"competency": competencies[part["competency"]], "position": position}
        known = there.pop(part["competency"], None) or roles.RoleCompetency(role=row)
        if any(getattr(known, name, None) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(known, name, value)
            if known.pk:
                known.save()
            else:
                new.append(known)
    bulk_create_with_history(new, roles.RoleCompetency)
    for dropped in there.values():
        dropped.delete()


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
