"""What a kit file says beside what this library says: new, known or changed, part by part."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from interviews import document as kit_document
from interviews.exchange.asked import Asked, questions_of
from interviews.exchange.differences import (
    CHANGED,
    LACKING,
    MISSING,
    NEW,
    OTHER,
    SAME,
    lines_change,
    only,
    text_change,
)
from interviews.exchange.names import free_slugs
from interviews.exchange.reading import KitFile
from interviews.models import Kit, KitRevision, RatingScale
from interviews.models.rubrics import Recommendation, anchors_at
from roles.history.changes import FieldChange
from roles.models import Competency, Level, Role

LONGEST_KIT_SLUG = 80


@dataclass(frozen=True)
class Part:
    """Something of the library that the kit rests on. `key` and `name` are those of the file;
    `here` is the slug of what stands for it in this library, empty where nothing does."""

    key: str
    name: str
    status: str
    here: str = ""
    here_name: str = ""
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Revision:
    """A published revision here that says exactly what the file says."""

    kit: str
    title: str
    number: int


@dataclass(frozen=True)
class Plan:
    """What importing a file would do, and what stands in its way."""

    file: KitFile
    slug: str
    role: Part
    scale: Part
    competencies: tuple[Part, ...]
    questions: tuple[Asked, ...]
    others: tuple[FieldChange, ...]
    known_as: tuple[Revision, ...]

    @property
    def token(self) -> str:
        """The same for two plans that say the same: 64 hexadecimal digits."""
        said = (self.file.digest, replace(self, file=None))  # type: ignore[arg-type]
        return hashlib.sha256(repr(said).encode(errors="replace")).hexdigest()

    @property
    def missing(self) -> list[Part]:
        """What has to be chosen, or written by a library admin, before a draft can be made."""
        parts = [self.role, self.scale, *self.competencies]
        return [part for part in parts if part.status == MISSING]

    @property
    def lacking(self) -> list[Part]:
        """Competencies known here, without the anchors that the kit needs."""
        return [part for part in self.competencies if part.status == LACKING]

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def known(self) -> list[Asked]:
        return self._questions_that_are(SAME)

    @property
    def changed(self) -> list[Asked]:
        return self._questions_that_are(CHANGED)

    @property
    def new(self) -> list[Asked]:
        return self._questions_that_are(NEW)

    def _questions_that_are(self, status: str) -> list[Asked]:
        return [asked for asked in self.questions if asked.status == status]

    @property
    def weighed(self) -> list[tuple[Part, kit_document.Competency]]:
        """The competencies, each with what the file says of it."""
        return list(zip(self.competencies, self.file.document.competencies, strict=True))

    @property
    def own_texts(self) -> set[str]:
        """Keys of the changed questions that can only come with the text of the file."""
        return {asked.key for asked in self.changed if not asked.may_stay}


def plan_of(file: KitFile, user, *, role: str = "", scale: str = "", lock: bool = False) -> Plan:
    """What importing `file` would do for `user`. `role` and `scale` are the slugs of those chosen
    here; empty or unknown ones leave it at those that the file names. With `lock`, inside a
    transaction, the questions of the bank stay as they are until its end."""
    document = file.document
    roles = Role.objects.visible_to(user).prefetch_related("role_competencies")
    here_role = _chosen(roles, role, document.role.key)
    here_scale = _chosen(RatingScale.objects.prefetch_related("points"), scale, document.scale.key)
    free = free_slugs(Kit.objects.all(), [document.key], LONGEST_KIT_SLUG)
    return Plan(
        file=file,
        slug=free[document.key],
        role=_role_part(document.role, here_role),
        scale=_scale_part(document.scale, here_scale),
        competencies=_competency_parts(document, here_role, here_scale),
        questions=questions_of(document, user, lock=lock),
        others=_others(document),
        known_as=_known_as(document, user),
    )


def level_of(document: kit_document.KitDocument, role: Role) -> str:
    """What a kit of this role says of its level, so that it is for the level of the file: empty
    where that is the role's own, or none that is known here."""
    level = document.role.level
    return level if level in Level.values and level != role.level else ""


def _chosen(rows, slug, named):
    found = {row.slug: row for row in rows.filter(slug__in={slug, named})}
    return found.get(slug) or found.get(named)


def _part(key, name, here, changes=(), *, here_name="", status="") -> Part:
    changes = only(changes)
    return Part(
        key, name, status or (CHANGED if changes else SAME), here.slug, here_name or name, changes
    )


def _role_part(role, here):
    if not here:
        return Part(role.key, role.title, MISSING)
    if here.slug != role.key:
        return _part(role.key, role.title, here, here_name=here.title, status=OTHER)
    changes = [
        text_change(_("title"), role.title, here.title),
        text_change(_("summary"), role.summary, here.summary),
    ]
    return _part(role.key, role.title, here, changes, here_name=here.title)


def _scale_part(scale, here):
    if not here:
        return Part(scale.key, scale.name, MISSING)
    changes = [
        text_change(_("name"), scale.name, here.name),
        text_change(_("how to rate"), scale.instruction, here.instruction),
        lines_change(_("points"), _points(scale.points), _points(here.points.all()), is_list=True),
    ]
    status = "" if here.slug == scale.key else OTHER
    return _part(scale.key, scale.name, here, changes, here_name=here.name, status=status)


def _points(points):
    return [f"{row.value} {row.label}: {row.definition}" for row in points]


def _competency_parts(document, role, scale):
    rows = Competency.objects.filter(slug__in=[row.key for row in document.competencies])
    here = {row.slug: row for row in rows.prefetch_related("anchors__point")}
    in_role = {row.competency_id: row for row in role.role_competencies.all()} if role else {}
    level = (level_of(document, role) or role.level) if role else document.role.level
    return tuple(
        _competency_part(part, here.get(part.key), in_role, scale, level)
        for part in document.competencies
    )


def _competency_part(part, here, in_role, scale, level):
    if not here:
        return Part(part.key, part.name, MISSING)
    changes = [
        text_change(_("name"), part.name, here.name),
        text_change(_("definition"), part.definition, here.definition),
    ]
    status = ""
    if scale:
        anchors = anchors_at(here.anchors.all(), scale, level)
        complete = set(anchors) == {point.value for point in scale.points.all()}
        status = "" if complete else LACKING
        changes += _anchor_changes(part, anchors) if anchors else []
    if in_role:
        row = in_role.get(here.pk)
        changes += [
            text_change(_("at 3 in this role"), part.level_3, row.level_3 if row else ""),
            text_change(_("at 5 in this role"), part.level_5, row.level_5 if row else ""),
        ]
    return _part(part.key, part.name, here, changes, here_name=here.name, status=status)


def _anchor_changes(part, here):
    said = {anchor.value: anchor.text for anchor in part.anchors}
    for value in sorted(said | here):
        label = _("anchor %(value)s") % {"value": value}
        yield text_change(label, said.get(value, ""), here.get(value, ""))


def _others(document):
    """What every kit of this installation says the same way, and the file says otherwise."""
    ours = kit_document.KitDocument.model_fields["language"].default
    return only(
        [
            text_change(_("language"), document.language, ours),
            lines_change(
                _("overall recommendation"),
                [option.label for option in document.recommendations],
                [str(label) for label in Recommendation.labels],
                is_list=True,
            ),
        ]
    )


def _known_as(document, user):
    revisions = KitRevision.objects.visible_to(user).filter(digest=document.digest)
    rows = revisions.order_by("kit__slug", "number").select_related("kit")
    return tuple(Revision(row.kit.slug, row.title, row.number) for row in rows)
