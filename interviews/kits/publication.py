"""What publishing a draft would freeze, what is in its way, and what is still weak."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import wording
from interviews.advice import advice_on
from interviews.assembly import Broken
from interviews.coverage import Matrix, coverage
from interviews.document import KitDocument, Question, Round
from interviews.kits.rules import Obstacle, obstacles_in, short
from interviews.revision_changes import changes_between, summary
from interviews.structure_checks import Checks, design_checks
from interviews.wording.advice import BRIEF, FOLLOW_UP, NOTE, PROMPT, STOP

if TYPE_CHECKING:
    from interviews.models import Kit, KitRevision


@dataclass(frozen=True)
class Named:
    """Something that a weakness concerns, and its place in the builder."""

    text: str
    place: str


@dataclass(frozen=True)
class Weakness:
    """What could be better, with what to do about it. It keeps nobody from publishing."""

    title: str
    remedy: str
    concerns: tuple[Named, ...]


@dataclass(frozen=True)
class Publication:
    """A draft on its way to a revision. `document` and what is made of it are None where the rows
    make none; `obstacles` then say what to mend. `changes` are those against the newest revision,
    in short phrases."""

    document: KitDocument | None
    obstacles: tuple[Obstacle, ...]
    newest: KitRevision | None
    matrix: Matrix | None
    checks: Checks | None
    weaknesses: tuple[Weakness, ...]
    changes: tuple[str, ...]

    @property
    def next_number(self) -> int:
        return self.newest.number + 1 if self.newest else 1

    @property
    def is_unchanged(self) -> bool:
        """Does the newest revision say what the draft says?"""
        if not (self.newest and self.document):
            return False
        return self.newest.digest == self.document.digest

    @property
    def scored(self) -> int:
        """How many questions are scored."""
        return sum(question.scored for question in self.document.questions) if self.document else 0

    @property
    def question_minutes(self) -> int:
        return (
            sum(round_.question_minutes for round_ in self.document.rounds) if self.document else 0
        )


def publication_of(
    kit: Kit, today: datetime.date, own: tuple[wording.OwnRule, ...] = ()
) -> Publication:
    """The publication of a kit that was fetched `with_content()`. `own` are the administrators' own
    rules of wording."""
    try:
        document = kit.as_document()
    except ValidationError:
        document = None
    newest = kit.latest_revision
    solo = [round_.key for round_ in kit.rounds.all() if round_.solo_role_play]
    return Publication(
        document=document,
        obstacles=tuple(kit.problems(document)),
        newest=newest,
        matrix=coverage(document) if document else None,
        checks=design_checks(document, today) if document else None,
        weaknesses=tuple(weaknesses_of(document, solo, own)) if document else (),
        changes=_changes(newest, document),
    )


def _changes(newest: KitRevision | None, document: KitDocument | None) -> tuple[str, ...]:
    if not (newest and document):
        return ()
    return tuple(summary(changes_between(newest.as_document(), document)))


def weaknesses_of(
    document: KitDocument, solo: Iterable[str] = (), own: tuple[wording.OwnRule, ...] = ()
) -> Iterator[Weakness]:
    """What is weak about a kit beyond the structure checks, the weightiest first. `solo` are the
    keys of rounds that ask role-plays with one panelist."""
    found = (
        _stops(document, own),
        _not_reviewed(document),
        _hasty(document, list(solo)),
        _asked_once(document),
        _without_script(document),
    )
    return (weakness for weakness in found if weakness.concerns)


def _question_named(question: Question) -> Named:
    return Named(short(question.prompt), f"question-{question.key}")


def _not_reviewed(document: KitDocument) -> Weakness:
    asked = [question for question in document.questions if not question.reviewed]
    return Weakness(
        ngettext(
            "%(count)d question is not approved", "%(count)d questions are not approved", len(asked)
        )
        % {"count": len(asked)},
        _(
            "Nobody who keeps the library has reviewed it, or it is out of use. Wait for the "
            "review, or swap it; the sheets will say so."
        ),
        tuple(_question_named(question) for question in asked),
    )


def _asked_once(document: KitDocument) -> Weakness:
    rows = [row for row in coverage(document).rows if row.questions == 1]
    return Weakness(
        ngettext(
            "%(count)d competency has one question only",
            "%(count)d competencies have one question only",
            len(rows),
        )
        % {"count": len(rows)},
        _("One answer that goes astray leaves nothing to judge by: two questions are better."),
        tuple(Named(row.competency.name, "coverage") for row in rows),
    )


def _without_script(document: KitDocument) -> Weakness:
    rounds = [
        round_
        for round_ in document.rounds
        if not (round_.opening_script.strip() and round_.closing_script.strip())
    ]
    return Weakness(
        ngettext(
            "%(count)d round lacks an opening or closing script",
            "%(count)d rounds lack an opening or closing script",
            len(rounds),
        )
        % {"count": len(rounds)},
        _("Without one, each candidate hears something else."),
        tuple(Named(round_.name, f"round-{round_.key}") for round_ in rounds),
    )


def _hasty(document: KitDocument, solo: list[str]) -> Weakness:
    """Optional questions without which the kit breaks a hard rule."""
    before = _amounts(obstacles_in(document, solo))
    found = []
    for round_ in document.rounds:
        optional = [question for question in round_.questions if question.drop_order]
        for question in sorted(optional, key=lambda one: one.drop_order or 0):
            dropped = {
                one.key for one in optional if (one.drop_order or 0) <= (question.drop_order or 0)
            }
            after = obstacles_in(_without(document, dropped), solo)
            broken = [
                each
                for each, (rule, amount) in zip(after, _amounts(after).items(), strict=True)
                if amount > before.get(rule, 0)
            ]
            if broken:
                text = f"{short(question.prompt)} – {broken[0].words}"
                found.append(Named(text, f"question-{question.key}"))
    return Weakness(
        ngettext(
            "%(count)d question cannot really be left out",
            "%(count)d questions cannot really be left out",
            len(found),
        )
        % {"count": len(found)},
        _("Without it an interview breaks a rule of its kit: ask it always."),
        tuple(found),
    )


def _amounts(obstacles: list[Obstacle]) -> dict[Broken, int]:
    """How far each rule is broken."""
    broken = [each.broken for each in obstacles if each.broken]
    return {replace(each, amount=0): each.amount for each in broken}


def _without(document: KitDocument, dropped: set[str]) -> KitDocument:
    rounds = tuple(
        round_.model_copy(
            update={"questions": tuple(one for one in round_.questions if one.key not in dropped)}
        )
        for round_ in document.rounds
    )
    return document.model_copy(update={"rounds": rounds})


def _stops(document: KitDocument, own: tuple[wording.OwnRule, ...]) -> Weakness:
    """What the advice on wording would stop, in texts that nobody has approved."""
    found = [
        Named(f"{where} – {advice.name}: “{advice.excerpt}”", place)
        for round_ in document.rounds
        for where, text, part, place in _unread(round_)
        for advice in _heavy(text, part, own)
    ]
    return Weakness(
        ngettext(
            "%(count)d wording is unlawful or unwise in many places",
            "%(count)d wordings are unlawful or unwise in many places",
            len(found),
        )
        % {"count": len(found)},
        _("Reword it, or leave it out."),
        tuple(found),
    )


def _unread(round_: Round) -> Iterator[tuple[str, str, str, str]]:
    """The scripts of a round and the texts of its questions without approval: each with where it
    stands in words, the text, its part for the advice, and its place in the builder."""
    for script in (round_.opening_script, round_.closing_script):
        yield round_.name, script, NOTE, f"round-{round_.key}"
    for question in round_.questions:
        if not question.reviewed:
            where, place = short(question.prompt), f"question-{question.key}"
            yield where, question.prompt, PROMPT, place
            yield where, question.materials, BRIEF, place
            for line in question.follow_ups:
                yield where, line, FOLLOW_UP, place


def _heavy(text: str, part: str, own: tuple[wording.OwnRule, ...]) -> tuple[wording.Advice, ...]:
    if not text.strip():
        return ()
    return tuple(advice for advice in advice_on(text, part, own) if advice.severity == STOP)
