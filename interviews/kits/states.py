"""What the rows of a draft kit say, as plain data: to tell whether somebody changed it, and to
bring a former state back. Texts of the library are not in it."""

import hashlib
import json
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from interviews.models.questions import Question
from interviews.models.rounds import KitQuestion
from interviews.models.rubrics import RatingScale
from roles.models import Competency

KIT = (
    "title",
    "role_id",
    "scale_id",
    "level",
    "weights_reason",
    "planned_follow_ups_only",
    "papers_held_back",
    "same_panel",
    "calibrated_panel",
    "analysis_source",
    "analysis_expert",
    "analysed_on",
)
COMPETENCY = ("id", "competency_id", "position", "weight", "essential")
ROUND = (
    "id",
    "key",
    "name",
    "purpose",
    "position",
    "minutes",
    "panel_size",
    "opening_minutes",
    "closing_minutes",
    "opening_script",
    "closing_script",
    "types",
    "solo_role_play",
)
QUESTION = (
    "id",
    "round_id",
    "question_id",
    "position",
    "minutes",
    "scored",
    "asker",
    "locked",
    "drop_order",
)


def state_of(kit) -> dict:
    """The rows of a kit, ready for JSON: `kit` by field name, `competencies`, `rounds` and
    `questions` as lists of such, `excluded` as the pks of questions kept out."""
    own = {name: getattr(kit, name) for name in KIT}
    if isinstance(own["analysed_on"], date):
        own["analysed_on"] = own["analysed_on"].isoformat()
    questions = KitQuestion.objects.filter(round__kit=kit).order_by("round", "position", "pk")
    return {
        "kit": own,
        "competencies": list(kit.kit_competencies.order_by("position", "pk").values(*COMPETENCY)),
        "rounds": list(kit.rounds.order_by("position", "pk").values(*ROUND)),
        "questions": list(questions.values(*QUESTION)),
        "excluded": list(kit.excluded_questions.order_by("pk").values_list("pk", flat=True)),
    }


def token_of(state: dict) -> str:
    """Stands for a state: the SHA-256 of its JSON with sorted keys, 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def restore(kit, state: dict) -> None:
    """Make the rows of a kit say what `state` says, each under the pk that it had. Runs inside the
    caller's transaction. `ValidationError` where the library has lost what the state needs."""
    _refuse_lost(state)
    for name in KIT:
        setattr(kit, name, state["kit"][name])
    kit.save(update_fields=[name.removesuffix("_id") for name in KIT])
    # Rows that go come first: what comes back may take their place.
    asked = KitQuestion.objects.filter(round__kit=kit)
    asked.exclude(pk__in=[row["id"] for row in state["questions"]]).delete()
    kit.rounds.exclude(pk__in=[row["id"] for row in state["rounds"]]).delete()
    kit.kit_competencies.exclude(pk__in=[row["id"] for row in state["competencies"]]).delete()
    _write(kit.kit_competencies, state["competencies"], COMPETENCY, kit=kit)
    _write(kit.rounds, state["rounds"], ROUND, kit=kit)
    # A round asks a question once: what moved or was swapped makes room before it comes back.
    places = {row["id"]: (row["round_id"], row["question_id"]) for row in state["questions"]}
    asked.filter(
        pk__in=[
            pk
            for pk, *place in asked.values_list("pk", "round_id", "question_id")
            if tuple(place) != places[pk]
        ]
    ).delete()
    _write(KitQuestion.objects, state["questions"], QUESTION)
    kit.excluded_questions.set(state["excluded"])


def _write(rows, states, names, **parent):
    model = rows.model
    rows.bulk_create(
        [model(**row, **parent) for row in states],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[name for name in (n.removesuffix("_id") for n in names) if name != "id"],
    )


def _refuse_lost(state):
    questions = {row["question_id"] for row in state["questions"]} | set(state["excluded"])
    competencies = {row["competency_id"] for row in state["competencies"]}
    lost = questions - set(Question.objects.filter(pk__in=questions).values_list("pk", flat=True))
    lost |= competencies - set(
        Competency.objects.filter(pk__in=competencies).values_list("pk", flat=True)
    )
    if lost or not RatingScale.objects.filter(pk=state["kit"]["scale_id"]).exists():
        raise ValidationError(
            _(
                "That cannot be brought back: a question, competency or rating scale that it needs "
                "was deleted from the library since."
            )
        )
