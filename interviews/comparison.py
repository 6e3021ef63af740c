"""What the interviews ask of two to four roles: anchors for their levels side by side, and the
questions that serve more than one of them. Plain data over loaded rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.models import Anchor, Question, RatingScale
from interviews.models.questions import QuestionQuerySet
from interviews.models.rubrics import anchors_at
from roles.models import Competency, Role


@dataclass(frozen=True)
class Column:
    """Role levels with the same anchors, and the titles of the compared roles at them."""

    levels: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True)
class AnchorRow:
    """A scale point with one text for each column."""

    value: int
    label: str
    cells: tuple[tuple[Column, str], ...]

    @property
    def is_alike(self) -> bool:
        return len({text for _column, text in self.cells}) == 1

    @property
    def text(self) -> str:
        """The text of all columns where they are alike."""
        return self.cells[0][1]


@dataclass(frozen=True)
class AnchorTable:
    """The anchors of one competency on one scale, a column for each level whose anchors differ."""

    competency: str
    scale: str
    rows: tuple[AnchorRow, ...]

    @property
    def is_alike(self) -> bool:
        """Whether every level has the same anchors."""
        return all(row.is_alike for row in self.rows)


@dataclass(frozen=True)
class Served:
    """A question with the titles of the roles that it serves."""

    prompt: str
    type: str
    minutes: int
    titles: tuple[str, ...]
    serves_all: bool

    @property
    def facts(self) -> str:
        """Its type and minutes, and where it does not serve all of the roles, which it serves."""
        minutes = ngettext("%(count)d minute", "%(count)d minutes", self.minutes)
        facts = [self.type, minutes % {"count": self.minutes}]
        if not self.serves_all:
            facts.append(_("serves %(titles)s") % {"titles": ", ".join(self.titles)})
        return " · ".join(facts)


@dataclass(frozen=True)
class ServingQuestions:
    """Questions of one competency (empty for none) that serve at least two roles, those that
    serve most first, and how many more the bank has."""

    competency: str
    questions: tuple[Served, ...]
    more: int


def anchor_tables(roles: Sequence[Role], anchors: Iterable[Anchor]) -> list[AnchorTable]:
    """A table for each competency that at least two of the roles ask for, and each scale.

    `roles` were fetched with `with_profile`, `anchors` with their points and scales.
    """
    asking: dict[Competency, list[Role]] = {}
    for role in roles:
        for row in role.role_competencies.all():
            asking.setdefault(row.competency, []).append(role)
    grouped: dict[tuple[int, RatingScale], list[Anchor]] = {}
    for anchor in anchors:
        grouped.setdefault((anchor.competency_id, anchor.point.scale), []).append(anchor)
    return [
        _table(competency, scale, own, askers)
        for competency, askers in asking.items()
        if len(askers) > 1
        for (pk, scale), own in grouped.items()
        if pk == competency.pk
    ]


def _table(
    competency: Competency, scale: RatingScale, anchors: list[Anchor], roles: list[Role]
) -> AnchorTable:
    texts = {role.level: anchors_at(anchors, scale, role.level) for role in roles}
    kinds: dict[tuple[tuple[int, str], ...], list[Role]] = {}
    for role in sorted(roles, key=lambda role: role.rank):
        kinds.setdefault(tuple(texts[role.level].items()), []).append(role)
    columns = [(_column(alike), dict(own)) for own, alike in kinds.items()]
    labels = {anchor.point.value: anchor.point.label for anchor in anchors}
    rows = tuple(
        AnchorRow(value, label, tuple((column, own.get(value, "")) for column, own in columns))
        for value, label in sorted(labels.items())
    )
    return AnchorTable(competency.name, scale.name, rows)


def _column(roles: list[Role]) -> Column:
    levels = dict.fromkeys(role.get_level_display() for role in roles)
    return Column(tuple(levels), tuple(role.title for role in roles))


def serving_questions(
    roles: Sequence[Role], bank: QuestionQuerySet, most: int
) -> list[ServingQuestions]:
    """The questions of the bank that serve at least two of these roles, at most `most` for each
    competency; those about none at the end. Three queries, however many questions there are."""
    named = bank.roles_named()
    assessed = [
        (role, {row.competency_id for row in role.role_competencies.all()}) for role in roles
    ]
    serving: dict[int | None, list[tuple[int, list[Role]]]] = {}
    for pk, competency, levels in bank.order_by("slug").values_list("pk", "competency", "levels"):
        served = [
            role
            for role, competencies in assessed
            if (not competency or competency in competencies)
            and _fits(role, levels.split(), named.get(pk))
        ]
        if len(served) > 1:
            serving.setdefault(competency, []).append((pk, served))
    shown = {
        competency: sorted(found, key=lambda each: -len(each[1]))[:most]
        for competency, found in serving.items()
    }
    pks = [pk for found in shown.values() for pk, _served in found]
    columns = ("pk", "prompt", "type", "minutes", "competency__name")
    questions = {row["pk"]: row for row in bank.filter(pk__in=pks).values(*columns)}
    types = {value: str(label) for value, label in Question.Type.choices}
    for question in questions.values():
        question["type"] = types[question["type"]]
    groups = [
        _group([(questions[pk], served) for pk, served in found], len(roles), len(serving[key]))
        for key, found in shown.items()
    ]
    return sorted(groups, key=lambda group: (group.competency == "", group.competency))


def _fits(role: Role, levels: list[str], named: set[int] | None) -> bool:
    """Whether a question about a competency of a role, or about none, may be asked for it: it names
    the role; where it names no role, it fits the level or every level."""
    if named:
        return role.pk in named
    return not levels or role.level in levels


def _group(
    found: list[tuple[dict[str, Any], list[Role]]], roles: int, total: int
) -> ServingQuestions:
    served = tuple(
        Served(
            question["prompt"],
            question["type"],
            question["minutes"],
            tuple(role.title for role in own),
            len(own) == roles,
        )
        for question, own in found
    )
    return ServingQuestions(found[0][0]["competency__name"] or "", served, total - len(found))
