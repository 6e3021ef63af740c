"""From the rows of a draft kit to its document, and what is missing on the way."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pydantic import ValidationError as DocumentError

from interviews import document as kit_document
from interviews.kits.rules import Obstacle, obstacles_in
from interviews.models.rubrics import Recommendation, anchors_at
from roles.models import Level


def document_of(kit) -> kit_document.KitDocument:
    """The `KitDocument` of a kit that was fetched `with_content()`. Raises Django's
    `ValidationError` in words where the rows do not make a document."""
    try:
        return kit_document.KitDocument(
            key=kit.slug,
            title=kit.title,
            role=kit_document.Role(
                key=kit.role.slug,
                title=kit.role.title,
                level=kit.fitting_level,
                level_name=str(Level(kit.fitting_level).label),
                summary=kit.role.summary,
            ),
            scale=_scale(kit.scale),
            recommendations=_recommendations(),
            competencies=_competencies(kit),
            weights_reason=kit.weights_reason,
            rounds=tuple(_round(round_) for round_ in kit.rounds.all()),
            settings=kit_document.Settings(
                planned_follow_ups_only=kit.planned_follow_ups_only,
                papers_held_back=kit.papers_held_back,
                same_panel=kit.same_panel,
                calibrated_panel=kit.calibrated_panel,
            ),
            analysis=kit_document.JobAnalysis(
                source=kit.analysis_source,
                expert=kit.analysis_expert,
                on=kit.analysed_on.isoformat() if kit.analysed_on else "",
            ),
        )
    except DocumentError as error:
        raise ValidationError([_in_words(detail) for detail in error.errors()]) from error


def _in_words(detail) -> str:
    where = " → ".join(str(part) for part in detail["loc"])
    what = detail["msg"].removeprefix("Value error, ")
    return f"{where}: {what}." if where else f"{what[:1].upper()}{what[1:]}."


def _recommendations() -> tuple[kit_document.Recommendation, ...]:
    return tuple(
        kit_document.Recommendation(key=value, label=str(label))
        for value, label in Recommendation.choices
    )


def _scale(scale) -> kit_document.Scale:
    return kit_document.Scale(
        key=scale.slug,
        name=scale.name,
        instruction=scale.instruction,
        points=tuple(
            kit_document.ScalePoint(
                value=point.value, label=point.label, definition=point.definition
            )
            for point in scale.points.all()
        ),
    )


def _competencies(kit) -> tuple[kit_document.Competency, ...]:
    in_role = {row.competency_id: row for row in kit.role.role_competencies.all()}
    rows = []
    for row in kit.kit_competencies.all():
        anchors = anchors_at(row.competency.anchors.all(), kit.scale, kit.fitting_level)
        here = in_role.get(row.competency_id)
        rows.append(
            kit_document.Competency(
                key=row.competency.slug,
                name=row.competency.name,
                definition=row.competency.definition,
                weight=row.weight,
                essential=row.essential,
                anchors=tuple(
                    kit_document.Anchor(value=value, text=text) for value, text in anchors.items()
                ),
                level_3=here.level_3 if here else "",
                level_5=here.level_5 if here else "",
            )
        )
    return tuple(sorted(rows, key=lambda row: -row.weight))


def _round(round_) -> kit_document.Round:
    opening, closing = round_.opening_minutes, round_.closing_minutes
    if opening is None:
        opening = kit_document.usual_opening(round_.minutes)
    if closing is None:
        closing = kit_document.usual_closing(round_.minutes)
    return kit_document.Round(
        key=round_.key,
        name=round_.name,
        purpose=round_.purpose,
        minutes=round_.minutes,
        panel_size=round_.panel_size,
        opening_minutes=opening,
        closing_minutes=closing,
        opening_script=round_.opening_script,
        closing_script=round_.closing_script,
        questions=tuple(_question(row) for row in round_.kit_questions.all()),
    )


def _question(row) -> kit_document.Question:
    question = row.question
    return kit_document.Question(
        key=question.slug,
        source=question.slug,
        competency=question.competency.slug if question.competency else None,
        type=question.type,
        scored=row.scored,
        prompt=question.prompt,
        follow_ups=tuple(question.follow_ups_list),
        positive_indicators=tuple(question.positive_indicators_list),
        red_flags=tuple(question.red_flags_list),
        materials=question.materials,
        minutes=row.minutes or question.minutes,
        asker=row.asker,
        drop_order=row.drop_order,
        reviewed=question.is_approved,
    )


def problems_of(kit, document: kit_document.KitDocument | None = None) -> list[Obstacle]:
    """What keeps a kit, fetched `with_content()`, from being published, in sentences that say
    what to do and where. An empty list means that it can be. Whoever has its `document` already
    may hand it in."""
    try:
        document = document or document_of(kit)
    except ValidationError as error:
        return [Obstacle(message, "rounds") for message in error.messages]
    problems = []
    if not document.competencies:
        words = _("The kit rates no competency: add those that the role asks for.")
        problems.append(Obstacle(words, "coverage"))
    if not document.rounds:
        words = _("The kit has no round: add one with its slot and questions.")
        problems.append(Obstacle(words, "rounds"))
    for round_ in document.rounds:
        if not round_.questions:
            words = _("“%(round)s” has no questions: add some, or remove it.")
            problems.append(Obstacle(words % {"round": round_.name}, f"round-{round_.key}"))
    solo = [round_.key for round_ in kit.rounds.all() if round_.solo_role_play]
    problems += obstacles_in(document, solo)
    for competency in document.competencies:
        if not competency.anchors:
            words = _("“%(name)s” has no anchors on this scale: write them in the library.")
            problems.append(Obstacle(words % {"name": competency.name}, "coverage"))
    weights = {competency.weight for competency in document.competencies}
    if len(weights) > 1 and not document.weights_reason.strip():
        words = _("The weights differ: write down the reason, or make them all equal.")
        problems.append(Obstacle(words, "coverage"))
    return problems


def unapproved_in(kit) -> list:
    """The questions of a kit, fetched `with_content()`, that are not approved, or not any more.
    They may be published, but whoever publishes should know."""
    rows = [row for round_ in kit.rounds.all() for row in round_.kit_questions.all()]
    return [row.question for row in rows if not row.question.is_approved]


def document_of_question(question, *, scale, level) -> kit_document.KitDocument:
    """The document of a kit that asks this question alone, saved or not, at this role level ("" for
    none) and on this scale. Anchors that lack a point of the scale are left out. Raises Django's
    `ValidationError` in words where it makes no document."""
    from interviews.models.rounds import KitQuestion

    competency = question.competency
    asked = KitQuestion(question=question, scored=question.can_be_scored and bool(competency))
    opening = kit_document.usual_opening(question.minutes)
    closing = kit_document.usual_closing(question.minutes)
    try:
        return kit_document.KitDocument(
            key="preview",
            title=_("Preview of a question"),
            language=question.language,
            role=kit_document.Role(
                key="preview",
                title=_("Any role"),
                level=level,
                level_name=str(dict(Level.choices).get(level, "")),
            ),
            scale=_scale(scale),
            recommendations=_recommendations(),
            competencies=(_alone(competency, scale, level),) if competency else (),
            rounds=(
                kit_document.Round(
                    key="preview",
                    name=_("Preview"),
                    minutes=opening + question.minutes + closing,
                    panel_size=1,
                    opening_minutes=opening,
                    closing_minutes=closing,
                    questions=(_question(asked),),
                ),
            ),
        )
    except DocumentError as error:
        raise ValidationError([_in_words(detail) for detail in error.errors()]) from error


def _alone(competency, scale, level) -> kit_document.Competency:
    """A competency outside any role and kit."""
    anchors = anchors_at(competency.anchors.select_related("point"), scale, level)
    points = [point.value for point in scale.points.all()]
    return kit_document.Competency(
        key=competency.slug,
        name=competency.name,
        definition=competency.definition,
        weight=1,
        anchors=tuple(
            kit_document.Anchor(value=value, text=text)
            for value, text in anchors.items()
            if list(anchors) == points
        ),
    )
