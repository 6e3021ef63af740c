"""A job description out of a role's own fields.

Every sentence of it stands in a field or is one of the fixed phrases here. What is empty is left
out whole, with its heading.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.fields import split_lines
from roles.models import PayBenchmark, Role, RoleLink

# The keys stand in addresses that people pass on: they stay.
CHOICES = {
    "summary": gettext_lazy("Summary"),
    "scope": gettext_lazy("Scope of authority"),
    "responsibilities": gettext_lazy("Responsibilities"),
    "measures": gettext_lazy("Measures of performance"),
    "hard_skills": gettext_lazy("Hard skills"),
    "soft_skills": gettext_lazy("Soft skills"),
    "education": gettext_lazy("Education"),
    "experience": gettext_lazy("Experience"),
    "environment": gettext_lazy("Work environment and travel"),
    "reporting": gettext_lazy("Reporting lines"),
    "career": gettext_lazy("Career path"),
    "competencies": gettext_lazy("Competencies"),
    "pay_structure": gettext_lazy("Pay structure"),
    "benchmarks": gettext_lazy("Published pay figures"),
    "industries": gettext_lazy("Industries"),
    "other_titles": gettext_lazy("Other titles"),
}
# What an advertisement does without, unless somebody asks for it.
UNUSUAL = ("pay_structure", "benchmarks", "industries", "other_titles")
USUAL = tuple(key for key in CHOICES if key not in UNUSUAL)
LAYOUT = (
    (gettext_lazy("About the role"), ("summary", "scope")),
    (gettext_lazy("What you will do"), ("responsibilities",)),
    (gettext_lazy("How success is measured"), ("measures",)),
    (gettext_lazy("What you bring"), ("hard_skills", "soft_skills", "education", "experience")),
    (gettext_lazy("Where you will work"), ("environment",)),
    (gettext_lazy("Reporting lines"), ("reporting",)),
    (gettext_lazy("Pay"), ("pay_range", "pay_structure", "benchmarks")),
    (gettext_lazy("Career path"), ("career",)),
    (gettext_lazy("What the interviews assess"), ("competencies",)),
    (gettext_lazy("Industries"), ("industries",)),
    (gettext_lazy("Also known as"), ("other_titles",)),
)
PERIODS = dict(PayBenchmark._meta.get_field("period").choices)


@dataclass(frozen=True)
class PayRange:
    """The pay of one vacancy, in whole units of `currency`. At least one end is given; `period`
    is a key of PERIODS."""

    least: int | None
    most: int | None
    currency: str
    period: str


@dataclass(frozen=True)
class Entry:
    """Something with a name and what there is to say of it."""

    name: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One field, with a label where its section has several: paragraphs, a list or entries.

    A paragraph may hold line breaks, and no other text does; none begins or ends with a space.
    """

    label: str = ""
    paragraphs: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading, and at least one part below it."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class JobDescription:
    """The whole, in the order of reading."""

    title: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]


def describe(role: Role, keys: Collection[str], pay: PayRange | None = None) -> JobDescription:
    """The job description of a role that came `with_profile`, with the parts that `keys` names.

    Keys without content, and unknown ones, add nothing.
    """
    parts = {key: part for key, part in _parts(role).items() if key in keys}
    if pay:
        parts["pay_range"] = (Part(paragraphs=(pay_in_words(pay),)),)
    sections = (
        Section(str(heading), tuple(part for key in held for part in parts.get(key, ())))
        for heading, held in LAYOUT
    )
    return JobDescription(
        title=_one_line(role.title),
        facts=(
            _one_line(role.family.name),
            _("Level: %(level)s") % {"level": role.get_level_display()},
        ),
        sections=tuple(section for section in sections if section.parts),
    )


def keys_on_record(role: Role) -> tuple[str, ...]:
    """The keys of CHOICES for which the role, which came `with_profile`, has something to say."""
    parts = _parts(role)
    return tuple(key for key in CHOICES if parts[key])


def pay_in_words(pay: PayRange) -> str:
    """Like “60,000 to 80,000 EUR a year”, “From 60,000 EUR a year” or “Up to 80,000 EUR a year”."""
    if pay.least == pay.most:
        phrase = _("%(least)s %(currency)s %(period)s")
    elif pay.most is None:
        phrase = _("From %(least)s %(currency)s %(period)s")
    elif pay.least is None:
        phrase = _("Up to %(most)s %(currency)s %(period)s")
    else:
        phrase = _("%(least)s to %(most)s %(currency)s %(period)s")
    return phrase % {
        "least": _figure(pay.least),
        "most": _figure(pay.most),
        "currency": pay.currency,
        "period": PERIODS[pay.period],
    }


def published_figures(role: Role) -> tuple[Entry, ...]:
    """The role's pay benchmarks, each with its source, its date or the word “undated”, and its
    note."""
    return tuple(
        Entry(
            str(benchmark),
            (
                _("Source: %(origin)s.") % {"origin": _one_line(benchmark.origin)},
                *_paragraphs(benchmark.note),
            ),
        )
        for benchmark in role.pay_benchmarks.all()
    )


def _parts(role: Role) -> dict[str, tuple[Part, ...]]:
    """What the role says under each key of CHOICES: nothing, one part or two."""
    return {
        "summary": _prose(role.summary),
        "scope": _prose(role.scope, _("Scope")),
        "responsibilities": _list(role.responsibilities_list),
        "measures": _list(role.measures_list),
        "hard_skills": _list(role.hard_skills_list, _("Professional skills")),
        "soft_skills": _list(role.soft_skills_list, _("Personal skills")),
        "education": _prose(role.education, _("Education")),
        "experience": _prose(role.experience, _("Experience")),
        "environment": _prose(role.work_environment) + _prose(role.travel, _("Travel")),
        "reporting": (
            _list(_links(role.reports_to), _("You report to"))
            + _list(
                [_linked(link.role, link.text) for link in role.links_of_reports],
                _("Reporting to you"),
            )
        ),
        "career": (
            _list(_links(role.career_from), _("People come from"))
            + _list(_links(role.career_to), _("It leads on to"))
        ),
        "competencies": _entries(
            Entry(_one_line(row.competency.name), _paragraphs(row.competency.definition))
            for row in role.role_competencies.all()
        ),
        "pay_structure": _prose(role.pay_structure),
        "benchmarks": _entries(published_figures(role), _("Published figures")),
        "industries": _list(role.industries_list),
        "other_titles": _list(role.other_titles_list),
    }


def _prose(text: str, label: str = "") -> tuple[Part, ...]:
    paragraphs = _paragraphs(text)
    return (Part(label, paragraphs=paragraphs),) if paragraphs else ()


def _list(lines: Iterable[str], label: str = "") -> tuple[Part, ...]:
    lines = tuple(_one_line(line) for line in lines)
    return (Part(label, lines=lines),) if lines else ()


def _entries(entries: Iterable[Entry], label: str = "") -> tuple[Part, ...]:
    entries = tuple(entries)
    return (Part(label, entries=entries),) if entries else ()


def _links(links: Iterable[RoleLink]) -> list[str]:
    return [_linked(link.target, link.text) for link in links]


def _linked(role: Role | None, words: str) -> str:
    """The title of a role, the words beside it, or both; words may limit when a link holds."""
    if role and words:
        return _("%(role)s, %(words)s") % {"role": role.title, "words": words}
    return role.title if role else words


def _paragraphs(text: str) -> tuple[str, ...]:
    """Blank lines part paragraphs; line breaks within one stay."""
    parted = re.split(r"\n(?:[^\S\n]*\n)+", "\n".join(text.splitlines()))
    paragraphs = ("\n".join(map(_one_space, split_lines(each))) for each in parted)
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def _one_line(text: str) -> str:
    return " ".join(map(_one_space, split_lines(text)))


def _one_space(text: str) -> str:
    """Spaces that keep words together stay."""
    return re.sub(r"[ \t]+", " ", text)


def _figure(amount: int | None) -> str:
    return "" if amount is None else number_format(amount, 0, force_grouping=True)
