"""A kit file as a draft of one's own. Nothing of the library is ever changed: a question that the
bank does not have, or has otherwise, becomes a proposal of whoever imports it."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from interviews import document as kit_document
from interviews.exchange.comparing import Plan, level_of, plan_of
from interviews.exchange.differences import CHANGED, NEW
from interviews.exchange.names import free_slugs
from interviews.exchange.reading import KitFile
from interviews.models import (
    Kit,
    KitCompetency,
    KitQuestion,
    Question,
    QuestionStep,
    RatingScale,
    Round,
)
from interviews.storing import keep_versions
from roles.models import Competency, Role

LONGEST_QUESTION_SLUG = 120
LONGEST_SOURCE = 200


class OutdatedPlanError(Exception):
    """What an import would do is no longer what was looked at. Carries the `Plan` as it is now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.token)
        self.plan = plan


@dataclass(frozen=True)
class Rehearsal:
    """How the draft would stand here: what would keep it from being published, in sentences;
    whether it would say what the file says, word for word, and so have its digest; and whether it
    would but for its address."""

    obstacles: tuple[str, ...]
    is_faithful: bool
    is_faithful_but_for_address: bool


@transaction.atomic
def import_kit(
    file: KitFile, *, by, seen: str, role: str = "", scale: str = "", own: Collection[str] = ()
) -> Kit:
    """The kit of a file as a draft of `by`. `own` has the keys of the changed questions that come
    with the text of the file, each as a proposal; the others are asked as the bank has them.

    `seen` is the token of the plan that the person agreed to: `OutdatedPlanError` where it is
    another by now. `ValidationError`, in words, where this installation cannot hold the kit.
    Either way nothing is written.
    """
    plan = plan_of(file, by, role=role, scale=scale, lock=True)
    if plan.token != seen or not plan.is_complete:
        raise OutdatedPlanError(plan)
    return _write(plan, by, own)


def rehearse(plan: Plan, *, by, own: Collection[str] = ()) -> Rehearsal:
    """What importing a complete plan comes to, by doing it and taking it back at once.
    `ValidationError`, in words, where this installation cannot hold the kit."""
    with transaction.atomic():
        try:
            kit = Kit.objects.with_content().get(pk=_write(plan, by, own).pk)
            problems = tuple(str(problem) for problem in kit.problems())
            same, but_for_address = _compared(kit, plan.file)
        finally:
            transaction.set_rollback(True)
    return Rehearsal(problems, same, but_for_address)


def _compared(kit, file):
    try:
        document = kit.as_document()
    except ValidationError:  # its problems say why it is no document
        return False, False
    renamed = document.model_copy(update={"key": file.document.key})
    return document.digest == file.digest, renamed.digest == file.digest


def _write(plan, by, own):
    document = plan.file.document
    kit = _kit(plan, document, by)
    _add_competencies(kit, document)
    asked = _questions(plan, document, by, {*own, *plan.own_texts})
    rounds = [_round(kit, row, position) for position, row in enumerate(document.rounds)]
    Round.objects.bulk_create(rounds)
    KitQuestion.objects.bulk_create(
        _asking(round_, asked[row.key], row, position)
        for round_, part in zip(rounds, document.rounds, strict=True)
        for position, row in enumerate(part.questions)
    )
    return kit


def _checked(row, where, *others):
    """The row, once its own fields fit; `others` are its relations, which are known to."""
    try:
        row.clean_fields(exclude=others)
    except ValidationError as error:
        raise ValidationError(
            [
                _("%(where)s, %(field)s: %(problem)s")
                % {
                    "where": where,
                    "field": row._meta.get_field(name).verbose_name,
                    "problem": problem,
                }
                for name, problems in error.message_dict.items()
                for problem in problems
            ]
        ) from error
    return row


def _kit(plan, document, by):
    role = Role.objects.get(slug=plan.role.here)
    day = document.analysis.on
    kit = Kit(
        slug=plan.slug,
        title=document.title,
        role=role,
        scale=RatingScale.objects.get(slug=plan.scale.here),
        owner=by,
        level=level_of(document, role),
        weights_reason=document.weights_reason,
        planned_follow_ups_only=document.settings.planned_follow_ups_only,
        papers_held_back=document.settings.papers_held_back,
        same_panel=document.settings.same_panel,
        calibrated_panel=document.settings.calibrated_panel,
        analysis_source=document.analysis.source,
        analysis_expert=document.analysis.expert,
        analysed_on=datetime.date.fromisoformat(day) if day else None,
    )
    _checked(kit, _("The kit"), "role", "scale", "owner").save(force_insert=True)
    return kit


def _add_competencies(kit, document):
    rows = Competency.objects.in_bulk([row.key for row in document.competencies], field_name="slug")
    KitCompetency.objects.bulk_create(
        KitCompetency(
            kit=kit,
            competency=rows[row.key],
            position=position,
            weight=row.weight,
            essential=row.essential,
        )
        for position, row in enumerate(document.competencies)
    )


def _round(kit, row, position):
    opening, closing = row.opening_minutes, row.closing_minutes
    round_ = Round(
        kit=kit,
        key=row.key,
        name=row.name,
        purpose=row.purpose,
        position=position,
        minutes=row.minutes,
        panel_size=row.panel_size,
        opening_minutes=None if opening == kit_document.usual_opening(row.minutes) else opening,
        closing_minutes=None if closing == kit_document.usual_closing(row.minutes) else closing,
        opening_script=row.opening_script,
        closing_script=row.closing_script,
        # The file does not say it, but where it was published so, it was allowed.
        solo_role_play=row.panel_size == 1
        and any(question.type == Question.Type.ROLE_PLAY for question in row.questions),
    )
    return _checked(round_, _("The round “%(name)s”") % {"name": row.name}, "kit")


def _asking(round_, question, row, position):
    return KitQuestion(
        round=round_,
        question=question,
        position=position,
        minutes=None if row.minutes == question.minutes else row.minutes,
        scored=row.scored and question.can_be_scored,
        asker=row.asker,
        drop_order=row.drop_order,
    )


def _questions(plan, document, by, own):
    """The question that the kit asks for each of the file, by key."""
    banks = Question.objects.in_bulk([asked.pk for asked in plan.questions if asked.pk])
    proposed = {
        asked.key
        for asked in plan.questions
        if asked.status == NEW or (asked.status == CHANGED and asked.key in own)
    }
    found = {asked.key: banks[asked.pk] for asked in plan.questions if asked.key not in proposed}
    rows = [row for row in document.questions if row.key in proposed]
    return found | _propose(rows, plan, by) if rows else found


def _propose(rows, plan, by):
    """Questions of the file as proposals of `by`, each with a version and a first step."""
    competencies = Competency.objects.in_bulk(
        {row.competency for row in rows if row.competency}, field_name="slug"
    )
    slugs = free_slugs(Question.objects.all(), [row.key for row in rows], LONGEST_QUESTION_SLUG)
    source = origin_of(plan.file)
    found = {
        row.key: _proposal(
            row,
            slug=slugs[row.key],
            competency=competencies.get(row.competency),
            language=plan.file.document.language,
            source=source[:LONGEST_SOURCE],
            proposed_by=by,
        )
        for row in rows
    }
    Question.objects.bulk_create(found.values())
    comment = _("It came with a kit from a file: %(source)s.") % {"source": source}
    keep_versions(
        list(found.values()), update=False, default_user=by, default_change_reason=comment
    )
    QuestionStep.objects.bulk_create(
        QuestionStep(question=question, state=question.state, by=by, comment=comment)
        for question in found.values()
    )
    return found


def _proposal(row, **facts):
    question = Question(
        type=row.type,
        minutes=row.minutes,
        prompt=row.prompt,
        follow_ups="\n".join(row.follow_ups),
        positive_indicators="\n".join(row.positive_indicators),
        red_flags="\n".join(row.red_flags),
        materials=row.materials,
        **facts,
    )
    where = _("The question “%(key)s”") % {"key": row.key}
    return _checked(question, where, "competency", "proposed_by")


def origin_of(file: KitFile) -> str:
    """The kit that a file has, such as: “Account Executive”, revision 3."""
    names = {"title": file.document.title, "number": file.number}
    if file.number:
        return _("“%(title)s”, revision %(number)s") % names
    return _("“%(title)s”") % names
