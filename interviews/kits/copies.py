"""A new kit like an earlier one: the same rounds, weights and settings, and of its questions those
that may still be asked."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from interviews.assembly import ROLE_PLAY_RATERS
from interviews.kits.assembling import Parts, parts_of
from interviews.kits.new_kits import NewKit, usual_scale
from interviews.kits.rules import short
from interviews.models import Kit, KitCompetency, KitQuestion, Question, RatingScale, Round
from roles.models import Competency, Level, Role

SETTINGS = (
    "planned_follow_ups_only",
    "papers_held_back",
    "same_panel",
    "calibrated_panel",
    "analysis_source",
    "analysis_expert",
    "analysed_on",
)
ROUND = (
    "key",
    "name",
    "purpose",
    "minutes",
    "panel_size",
    "opening_minutes",
    "closing_minutes",
    "opening_script",
    "closing_script",
)
QUESTION = ("asker", "drop_order")


def like(kit, user) -> NewKit:
    """A new kit of `user` like `kit`, one that they see: like its draft where they read that, else
    like its newest published revision. `ValidationError`, in words, where that cannot be."""
    if kit.shows_draft_to(user):
        return _like_draft(kit, user)
    newest = kit.revisions.visible_to(user).newest_first().first()
    if newest is None:
        raise ValidationError(_("Nothing of this kit has been published that you may read."))
    return _like_revision(newest, user)


def _like_draft(kit, user):
    parts = parts_of(kit)
    rated = {row.competency_id for row in parts.competencies}
    copied = _Questions(user, rated)
    questions = {
        key: [
            KitQuestion(
                question=row.question,
                minutes=row.minutes,
                scored=row.scored and _can_be_rated(row.question),
                locked=row.locked,
                **{name: getattr(row, name) for name in QUESTION},
            )
            for row in rows
            if copied.may_ask(row.question)
        ]
        for key, rows in parts.questions.items()
    }
    names = ("title", "role", "scale", "level", "weights_reason", *SETTINGS)
    return NewKit(
        kit=Kit(**{name: getattr(kit, name) for name in names}),
        parts=Parts(
            role=parts.role,
            level=parts.level,
            competencies=tuple(
                KitCompetency(
                    competency=row.competency,
                    position=row.position,
                    weight=row.weight,
                    essential=row.essential,
                )
                for row in parts.competencies
            ),
            rounds=tuple(
                Round(
                    position=position,
                    types=round_.types,
                    solo_role_play=round_.solo_role_play,
                    **{name: getattr(round_, name) for name in ROUND},
                )
                for position, round_ in enumerate(parts.rounds)
            ),
            questions=questions,
            excluded=parts.excluded,
        ),
        excluded=list(kit.excluded_questions.all()),
        left_out=copied.left_out,
    )


class _Questions:
    """Which questions a new kit of somebody takes over, and in words which not."""

    def __init__(self, owner, rated):
        self.owner = owner
        self.rated = rated
        self.left_out = []

    def may_ask(self, question):
        why = self._why_not(question)
        if why:
            self.left_out.append(f"“{short(question.prompt)}”: {why}")
        return not why

    def _why_not(self, question):
        if not question.may_be_asked_by(self.owner.pk):
            return _("it is “%(state)s”.") % {"state": question.get_state_display()}
        if question.competency_id and question.competency_id not in self.rated:
            return _("it asks about something else by now.")
        return ""


def _like_revision(revision, user):
    document = revision.as_document()
    role = Role.objects.filter(slug=document.role.key).first()
    if role is None:
        raise ValidationError(
            _("The role of this kit is not in the library any more. Start from another role.")
        )
    level = document.role.level if document.role.level in Level.values else role.level
    competencies, lost = _competencies_of(document)
    copied = _Questions(user, {row.competency_id for row in competencies})
    copied.left_out += lost
    scale = RatingScale.objects.filter(slug=document.scale.key).first() or usual_scale()
    kit = Kit(
        title=document.title,
        role=role,
        scale=scale,
        level=level if level != role.level else "",
        weights_reason=document.weights_reason,
        analysis_source=document.analysis.source,
        analysis_expert=document.analysis.expert,
        analysed_on=document.analysis.on or None,
        **document.settings.model_dump(),
    )
    rounds = tuple(
        Round(
            position=position,
            solo_role_play=_plays_alone(round_),
            **{name: getattr(round_, name) for name in ROUND},
        )
        for position, round_ in enumerate(document.rounds)
    )
    questions = _questions_of(document, copied)
    parts = Parts(role, level, competencies, rounds, questions)
    return NewKit(kit, parts, left_out=copied.left_out)


def _competencies_of(document):
    known = Competency.objects.in_bulk(
        [row.key for row in document.competencies], field_name="slug"
    )
    rows = tuple(
        KitCompetency(
            competency=known[row.key],
            position=position,
            weight=row.weight,
            essential=row.essential,
        )
        for position, row in enumerate(document.competencies)
        if row.key in known
    )
    lost = [
        _("“%(name)s”: this competency is not in the library any more.") % {"name": row.name}
        for row in document.competencies
        if row.key not in known
    ]
    return rows, lost


def _questions_of(document, copied):
    slugs = [question.source for question in document.questions if question.source]
    bank = Question.objects.select_related("competency")
    known = bank.in_bulk(slugs, field_name="slug")
    questions = {}
    for round_ in document.rounds:
        questions[round_.key] = rows = []
        for asked in round_.questions:
            question = known.get(asked.source)
            if question is None:
                words = _("it is not in the question bank any more.")
                copied.left_out.append(f"“{short(asked.prompt)}”: {words}")
            elif copied.may_ask(question):
                own = asked.minutes if asked.minutes != question.minutes else None
                rows.append(
                    KitQuestion(
                        question=question,
                        minutes=own,
                        scored=asked.scored and _can_be_rated(question),
                        **{name: getattr(asked, name) for name in QUESTION},
                    )
                )
    return questions


def _plays_alone(round_):
    """What a document does not say, but shows."""
    plays = any(question.type == Question.Type.ROLE_PLAY for question in round_.questions)
    return plays and round_.panel_size < ROLE_PLAY_RATERS


def _can_be_rated(question):
    return question.can_be_scored and question.competency_id is not None
