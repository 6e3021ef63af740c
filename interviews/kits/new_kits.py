"""Making a kit, once, with its questions chosen."""

import re
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from interviews import assembly
from interviews.kits.assembling import (
    ALL,
    LOCKED,
    Parts,
    filled_up,
    problem_of,
    put,
    reasons_in_words,
)
from interviews.kits.presets import give_scripts, mostly_role_play
from interviews.models import Kit, KitCompetency, KitQuestion, Question, RatingScale, Round
from roles.models import RoleCompetency

USUAL_SCALE = "five-point"
EQUAL, OF_ROLE = "equal", "role"  # how the competencies weigh
LONGEST_SLUG = 60
KEY_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
KEY_LENGTH = 5


@dataclass(frozen=True)
class Choice:
    """The questions chosen for a new kit: what they were chosen from, what the search said (None
    where there was nothing to search for), and where each is asked; nowhere, if none fit."""

    problem: assembly.Problem
    result: assembly.Result | None
    placement: assembly.Placement

    @property
    def reasons(self) -> list[str]:
        """Why nothing fits, in words."""
        if self.result is None or self.result.is_feasible:
            return []
        return reasons_in_words(self.result, self.problem)


@dataclass
class NewKit:
    """A kit that is about to be made: rows not saved yet. `left_out` says, in words, what an
    earlier kit had and this one cannot have; `usual_scripts`, that nobody wrote its scripts."""

    kit: Kit
    parts: Parts
    usual_scripts: bool = False
    excluded: list[Question] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def choose(self, *, keep=LOCKED) -> Choice:
        """The best questions for it, as far as `keep` lets choose. What keeps all questions and
        needs no others stays as it is."""
        before = self.parts.placement
        problem = problem_of(self.parts, keep=keep)
        if keep == ALL and not (self.left_out or assembly.broken_rules(problem, before)):
            return Choice(problem, None, before)
        result = assembly.assemble(problem)
        placement = result.placement
        if keep == ALL:
            placement = filled_up(problem, before, placement)
        if self.usual_scripts:
            give_scripts(self.parts.rounds, mostly_role_play(problem, placement))
        return Choice(problem, result, placement)

    def save(self, *, owner, slug, placement: assembly.Placement | None) -> Kit:
        """Write all rows; with a `placement`, the kit asks what that says."""
        kit, parts = self.kit, self.parts
        kit.owner, kit.slug = owner, slug
        with transaction.atomic():
            kit.save()
            for row in (*parts.competencies, *parts.rounds):
                row.kit = kit
            KitCompetency.objects.bulk_create(parts.competencies)
            Round.objects.bulk_create(parts.rounds)
            self._save_questions()
            kit.excluded_questions.set(self.excluded)
            if placement:
                put(kit, placement)
        return kit

    def _save_questions(self):
        rounds = {round_.key: round_ for round_ in self.parts.rounds}
        for key, rows in self.parts.questions.items():
            for position, row in enumerate(rows):
                row.round, row.position = rounds[key], position
        KitQuestion.objects.bulk_create(row for _key, row in self.parts.standing)


def for_role(role, *, title, rounds, scale, level="", weights=EQUAL) -> NewKit:
    """A kit that rates what the role asks for: all the same, or as much as in the role."""
    reason = ""
    if weights == OF_ROLE:
        reason = role.weights_reason or _("As in the role “%(role)s”.") % {"role": role.title}
    kit = Kit(
        title=title,
        role=role,
        scale=scale,
        level=level if level != role.level else "",
        weights_reason=reason,
        papers_held_back=True,
    )
    parts = parts_for(role, rounds, level=level, weights=weights)
    return NewKit(kit, parts, usual_scripts=True)


def parts_for(role, rounds, *, level="", weights=EQUAL) -> Parts:
    """The parts of a kit for a role, without questions yet."""
    rated = RoleCompetency.objects.filter(role=role).select_related("competency")
    return Parts(
        role=role,
        level=level or role.level,
        competencies=tuple(
            KitCompetency(
                competency=row.competency,
                position=position,
                weight=row.weight if weights == OF_ROLE else 1,
                essential=row.essential,
            )
            for position, row in enumerate(rated.order_by("position", "pk"))
        ),
        rounds=tuple(rounds),
    )


def usual_scale():
    """The five-point scale where there is one, else the first; None where there is none."""
    scales = {scale.slug: scale for scale in RatingScale.objects.order_by("slug")}
    return scales.get(USUAL_SCALE) or next(iter(scales.values()), None)


def new_key() -> str:
    """Marks one form, so that sending it twice makes one kit."""
    return get_random_string(KEY_LENGTH, KEY_LETTERS)


def is_key(text) -> bool:
    return bool(re.fullmatch(f"[{KEY_LETTERS}]{{{KEY_LENGTH}}}", text or ""))


def slug_for(title, key) -> str:
    """The slug of the kit that the form with this key makes."""
    return f"{slugify(title)[:LONGEST_SLUG].strip('-') or 'kit'}-{key}"


def free_title(title, owner) -> str:
    """`title`, numbered where this person has kits that are called so: a list tells them apart."""
    taken = set(Kit.objects.owned_by(owner).filter(title__startswith=title).values_list("title"))
    free, number = title, 2
    while (free,) in taken:
        free, number = f"{title} {number}", number + 1
    return free


def made_with(key, owner) -> Kit | None:
    """The kit that this person made with the form of this key already."""
    return Kit.objects.owned_by(owner).filter(slug__endswith=f"-{key}").first()


def save_once(new: NewKit, *, owner, key, placement) -> Kit:
    """Save a new kit, or find the one that the same form made a moment ago."""
    try:
        return new.save(owner=owner, slug=slug_for(new.kit.title, key), placement=placement)
    except IntegrityError:
        if made := made_with(key, owner):
            return made
        raise
