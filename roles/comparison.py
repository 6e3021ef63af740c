"""Two to four roles side by side, as plain data: what they share and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.weighing import DIFFERENT, PARTLY, SAME, Overlap, Weighed, overlaps, weighed

if TYPE_CHECKING:
    from roles.models import Role

FEWEST, MOST = 2, 4  # roles in a comparison


@dataclass(frozen=True)
class Line:
    """One entry of a field. `slug` is the role that it names, `note` the words beside, and `also`
    the titles of further compared roles that have the same entry."""

    text: str
    note: str = ""
    slug: str = ""
    also: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What two entries have in common that name the same; their notes may differ."""
        return self.slug or _plain(self.text)

    @property
    def others(self) -> str:
        return ", ".join(self.also)


@dataclass(frozen=True)
class Cell:
    """What one field says of one role beside what every role shares, or what every role shares.
    `is_blank` where the field says nothing at all of it."""

    title: str
    lines: tuple[Line, ...]
    is_blank: bool = False
    is_shared: bool = False


@dataclass(frozen=True)
class Row:
    """One field of all roles. `shared` stands in every role, `cells` have the rest of each."""

    label: str
    is_list: bool
    shared: tuple[Line, ...]
    cells: tuple[Cell, ...]

    @property
    def parts(self) -> tuple[Cell, ...]:
        """What there is to show: what is shared, if anything, and the cells, if they say more."""
        own = self.cells if self.state != SAME else ()
        if not self.shared:
            return own
        count = len(self.cells)
        title = _("Both") if count == FEWEST else _("All %(count)d") % {"count": count}
        return (Cell(title, self.shared, is_shared=True), *own)

    @property
    def longest(self) -> int:
        """The number of lines of the role that says most."""
        return max(len(cell.lines) for cell in self.cells)

    @property
    def state(self) -> str:
        """SAME: every role says the same. PARTLY: some of it stands in two roles or more."""
        own = [line for cell in self.cells for line in cell.lines]
        if not own:
            return SAME
        return PARTLY if self.shared or any(line.also for line in own) else DIFFERENT


@dataclass(frozen=True)
class Group:
    """Rows under one heading. A field that is empty in every role has no row."""

    key: str
    heading: str
    rows: tuple[Row, ...]

    @property
    def differing(self) -> Group:
        """The same group without rows that say the same of every role."""
        return replace(self, rows=tuple(row for row in self.rows if row.state != SAME))


@dataclass(frozen=True)
class Comparison:
    """Roles in the order asked for, their fields row by row, and their competencies: those that
    weigh most in more roles first."""

    titles: tuple[str, ...]
    groups: tuple[Group, ...]
    competencies: tuple[Weighed, ...]
    overlaps: tuple[Overlap, ...]

    @property
    def shared_competencies(self) -> list[Weighed]:
        return [weighed for weighed in self.competencies if weighed.is_shared]

    @property
    def differing_groups(self) -> list[Group]:
        return [group.differing for group in self.groups if group.differing.rows]

    @property
    def differing_competencies(self) -> list[Weighed]:
        return [weighed for weighed in self.competencies if weighed.state != SAME]


def _plain(text: str) -> str:
    """Text by which two entries count as the same: case, spaces and a last full stop do not."""
    return " ".join(text.split()).casefold().rstrip(".")


def _one(text: str) -> tuple[Line, ...]:
    return (Line(text),) if text else ()


def _many(texts: Sequence[str]) -> tuple[Line, ...]:
    return tuple(Line(text) for text in texts)


def _links(links) -> tuple[Line, ...]:
    return tuple(
        Line(link.target.title, note=link.text, slug=link.target.slug)
        if link.target
        else Line(link.text)
        for link in links
    )


def _pay(role: Role) -> tuple[Line, ...]:
    return tuple(
        Line(
            _("%(figure)s (source: %(origin)s)")
            % {"figure": benchmark, "origin": benchmark.origin},
            note=benchmark.note,
        )
        for benchmark in role.pay_benchmarks.all()
    )


def _text_row(label, name):
    return label, False, lambda role: _one(getattr(role, name))


def _list_row(label, name):
    return label, True, lambda role: _many(getattr(role, f"{name}_list"))


GROUPS = (
    (
        "glance",
        gettext_lazy("At a glance"),
        (
            _text_row(gettext_lazy("Summary"), "summary"),
            (gettext_lazy("Job family"), False, lambda role: _one(role.family.name)),
            (gettext_lazy("Level"), False, lambda role: _one(role.get_level_display())),
            _list_row(gettext_lazy("Other titles"), "other_titles"),
        ),
    ),
    (
        "work",
        gettext_lazy("The work"),
        (
            _text_row(gettext_lazy("Scope of authority"), "scope"),
            _list_row(gettext_lazy("Beside other roles"), "distinctions"),
            _list_row(gettext_lazy("Responsibilities"), "responsibilities"),
            _list_row(gettext_lazy("Measures of performance"), "measures"),
        ),
    ),
    (
        "person",
        gettext_lazy("The person"),
        (
            _list_row(gettext_lazy("Hard skills"), "hard_skills"),
            _list_row(gettext_lazy("Soft skills"), "soft_skills"),
            _text_row(gettext_lazy("Education"), "education"),
            _text_row(gettext_lazy("Experience"), "experience"),
        ),
    ),
    (
        "standing",
        gettext_lazy("Where it stands"),
        (
            (gettext_lazy("Reports to"), True, lambda role: _links(role.reports_to)),
            (
                gettext_lazy("Who reports to it"),
                True,
                lambda role: tuple(
                    Line(link.role.title, note=link.text, slug=link.role.slug)
                    for link in role.links_of_reports
                ),
            ),
            (gettext_lazy("People come from"), True, lambda role: _links(role.career_from)),
            (gettext_lazy("It leads on to"), True, lambda role: _links(role.career_to)),
        ),
    ),
    (
        "place",
        gettext_lazy("The place and the pay"),
        (
            _text_row(gettext_lazy("Work environment"), "work_environment"),
            _text_row(gettext_lazy("Travel"), "travel"),
            _text_row(gettext_lazy("Pay structure"), "pay_structure"),
            (gettext_lazy("Published pay figures"), True, _pay),
            _list_row(gettext_lazy("Industries"), "industries"),
            _list_row(gettext_lazy("O*NET-SOC codes"), "onet_soc"),
        ),
    ),
)


def compare(roles: Sequence[Role]) -> Comparison:
    """These roles side by side. They were fetched with `with_profile`; no query is made."""
    titles = tuple(role.title for role in roles)
    groups = (
        Group(
            key,
            str(heading),
            tuple(
                row
                for label, is_list, read in rows
                if (row := row_of(str(label), titles, [read(role) for role in roles], is_list))
            ),
        )
        for key, heading, rows in GROUPS
    )
    return Comparison(
        titles,
        tuple(group for group in groups if group.rows),
        tuple(weighed(roles)),
        tuple(overlaps(roles)),
    )


def row_of(
    label: str,
    titles: Sequence[str],
    entries: Sequence[Sequence[Line]],
    is_list: bool = True,
) -> Row | None:
    """A row of these entries, one sequence for each role; None where no role has any."""
    own = [_distinct(lines) for lines in entries]
    if not any(own):
        return None
    everywhere = {
        key
        for key in set.intersection(*(set(lines) for lines in own))
        if len({_plain(lines[key].note) for lines in own}) == 1
    }
    cells = tuple(
        Cell(
            title,
            tuple(
                replace(line, also=_others_with(key, number, own, titles))
                for key, line in lines.items()
                if key not in everywhere
            ),
            is_blank=not lines,
        )
        for number, (title, lines) in enumerate(zip(titles, own, strict=True))
    )
    shared = tuple(line for key, line in own[0].items() if key in everywhere)
    return Row(label, is_list, shared, cells)


def _others_with(key, number, own, titles) -> tuple[str, ...]:
    return tuple(
        title for other, title in enumerate(titles) if other != number and key in own[other]
    )


def _distinct(lines: Sequence[Line]) -> dict[str, Line]:
    distinct: dict[str, Line] = {}
    for line in lines:
        distinct.setdefault(line.key, line)
    return distinct
