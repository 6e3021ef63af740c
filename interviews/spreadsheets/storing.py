"""Writing what a check has staged, with the history and the states that it makes."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from interviews.library.load import LOAD_LOCK
from interviews.models.questions import Question, QuestionStep
from interviews.models.rubrics import Anchor, ScalePoint
from interviews.spreadsheets import cells
from interviews.spreadsheets.kinds import ROLES
from interviews.spreadsheets.resources import SheetResource
from interviews.storing import BATCH, keep_versions, set_roles
from roles.models import Competency, Role, RoleCompetency

MADE_SLUG = 60


def wait_for_others() -> None:
    """Two imports or loads at once would meet in the middle; SQLite lets one in at a time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOAD_LOCK])


def store(
    resource: SheetResource, *, by: AbstractBaseUser, reason: str, to_review: bool = False
) -> None:
    """Write what `resource` has staged, inside the caller's transaction. Each record gets its
    target. `by` and `reason` go into the history; `to_review` sends new questions to review."""
    facts = {
        "default_user": by,
        "default_change_reason": reason,
        "batch_size": BATCH,
    }
    new, changed = resource.create_instances, resource.update_instances
    _make_slugs(resource.kind, new)
    if resource.kind.slug == "questions":
        _store_questions(new, changed, facts, to_review, reason)
    else:
        names = [name for name in resource.fields if name != "slug"]
        bulk_create_with_history(new, resource._meta.model, **facts)
        if changed:
            bulk_update_with_history(changed, resource._meta.model, names, **facts)
        parts = _store_weights if resource.kind is ROLES else _store_anchors
        parts([*new, *changed], facts)
    for instance in resource.staged:
        instance.record.target = instance.pk


def _make_slugs(kind, new):
    """A slug of its own for each new thing that has none, made from what it is called."""
    if not new:
        return
    model = type(new[0])
    taken = set(model.objects.values_list("slug", flat=True)) | {thing.slug for thing in new}
    for thing in new:
        if thing.slug:
            continue
        start = slugify(thing.record.called)
        if len(start) > MADE_SLUG:
            start = start[:MADE_SLUG].rpartition("-")[0] or start[:MADE_SLUG]
        start = start or kind.slug
        thing.slug, number = start, 1
        while thing.slug in taken:
            number += 1
            thing.slug = f"{start}-{number}"
        taken.add(thing.slug)


# Questions


def _store_questions(new, changed, facts, to_review, reason):
    before = _before(changed)
    known = {name: fact for name, fact in facts.items() if name != "batch_size"}
    names = [
        field.name
        for field in Question._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in ("slug", "state")
    ]
    Question.objects.bulk_create(new, batch_size=BATCH)
    if changed:
        Question.objects.bulk_update(changed, names, batch_size=BATCH)
    told = [question for question in (*new, *changed) if hasattr(question, "roles_in_file")]
    set_roles({question: question.roles_in_file for question in told})
    keep_versions(new, update=False, **known)
    keep_versions(changed, update=True, **known)
    _take_steps(new, changed, before, facts["default_user"], to_review, reason)


def _before(changed):
    """State and wording of the questions that change, as they stand now."""
    there = Question.objects.in_bulk([question.pk for question in changed])
    return {pk: (question.state, question.wording) for pk, question in there.items()}


def _take_steps(new, changed, before, by, to_review, reason):
    """New questions are drafts, or in review; an approved one whose wording has changed is in
    review again. Also Question.save_edited."""
    draft, in_review = Question.State.DRAFT, Question.State.IN_REVIEW
    reworded = [
        question
        for question in changed
        if before[question.pk][0] == Question.State.APPROVED
        and before[question.pk][1] != question.wording
    ]
    now = timezone.now()
    steps = [(question, draft, reason) for question in new]
    if to_review:
        steps += [(question, in_review, reason) for question in new]
    comment = _("The wording was changed.") + f" {reason}"
    steps += [(question, in_review, comment) for question in reworded]
    moved = [question.pk for question, state, _comment in steps if state == in_review]
    for start in range(0, len(moved), BATCH):
        Question.objects.filter(pk__in=moved[start : start + BATCH]).update(state=in_review)
    QuestionStep.objects.bulk_create(
        [
            QuestionStep(question=question, state=state, at=now, by=by, comment=words)
            for question, state, words in steps
        ],
        batch_size=BATCH,
    )


# Parts


def _store_anchors(competencies: list[Competency], facts: dict) -> None:
    points = {
        (point.scale.slug, point.value): point
        for point in ScalePoint.objects.select_related("scale")
    }
    wanted = {
        (competency.pk, scale, level, int(key.removeprefix("anchor_"))): text
        for competency in competencies
        for (scale, level), texts in competency.parts_in_file.items()
        for key, text in texts.items()
    }
    changed = []
    there = Anchor.objects.filter(competency__in=competencies).select_related("point__scale")
    for anchor in there:
        place = (anchor.competency_id, anchor.point.scale.slug, anchor.level, anchor.point.value)
        text = wanted.pop(place, None)
        if text is None:
            _delete(anchor, facts)
        elif text != cells.tidy(anchor.text):
            anchor.text = text
            changed.append(anchor)
    new = [
        Anchor(competency_id=pk, point=points[scale, value], level=level, text=text)
        for (pk, scale, level, value), text in wanted.items()
    ]
    _store_rows(Anchor, new, changed, ["text"], facts)


def _store_weights(roles: list[Role], facts: dict) -> None:
    wanted = {
        (role.pk, place[0]): _weight_values(texts)
        for role in roles
        for place, texts in role.parts_in_file.items()
    }
    competencies = Competency.objects.in_bulk(
        {competency for _role, competency in wanted}, field_name="slug"
    )
    changed, last = [], {}
    there = RoleCompetency.objects.filter(role__in=roles).select_related("competency")
    for part in there:
        values = wanted.pop((part.role_id, part.competency.slug), None)
        if values is None:
            _delete(part, facts)
            continue
        last[part.role_id] = max(last.get(part.role_id, -1), part.position)
        if any(getattr(part, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(part, name, value)
            changed.append(part)
    new = []
    for (role, competency), values in wanted.items():
        last[role] = last.get(role, -1) + 1
        new.append(
            RoleCompetency(
                role_id=role,
                competency=competencies[competency],
                position=last[role],
                **values,
            )
        )
    _store_rows(RoleCompetency, new, changed, ["weight", "essential", "level_3", "level_5"], facts)


def _weight_values(texts: dict[str, str]) -> dict[str, Any]:
    columns = [column for column in ROLES.parts if column.key != "competency"]
    return {column.key: cells.read(column, texts.get(column.key, ""), {}) for column in columns}


def _delete(row: models.Model, facts: dict) -> None:
    row._history_user = facts["default_user"]
    row._change_reason = facts["default_change_reason"]
    row.delete()


def _store_rows(model, new, changed, names, facts):
    bulk_create_with_history(new, model, **facts)
    if changed:
        bulk_update_with_history(changed, model, names, **facts)
