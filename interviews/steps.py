"""Taking many questions of the bank a step further at once: what would become of each, and doing
it. One question alone takes its steps by the verbs of its own model, under the same rules."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from interviews.models.questions import Question, QuestionStep, writers_since_approval

State = Question.State


@dataclass(frozen=True)
class Verb:
    """A step that questions can take. `right` is the permission it needs."""

    slug: str
    name: Any
    starts: tuple[str, ...]
    state: str
    right: str
    needs_comment: bool = False

    @property
    def is_approval(self) -> bool:
        return self.state == State.APPROVED

    def take_with(self, question: Question, **facts: Any) -> None:
        """Take the step with one question. Errors are those of its model."""
        getattr(question, self.slug.replace("-", "_"))(**facts)


VERBS: Mapping[str, Verb] = {
    verb.slug: verb
    for verb in (
        Verb(
            "send-to-review",
            gettext_lazy("Send to review"),
            (State.DRAFT,),
            State.IN_REVIEW,
            "interviews.change_question",
        ),
        Verb(
            "approve",
            gettext_lazy("Approve"),
            (State.IN_REVIEW,),
            State.APPROVED,
            "interviews.review_question",
        ),
        Verb(
            "send-back",
            pgettext_lazy("a question to its author", "Send back"),
            (State.IN_REVIEW,),
            State.DRAFT,
            "interviews.review_question",
            needs_comment=True,
        ),
        Verb(
            "take-up-again",
            gettext_lazy("Take up again"),
            (State.RETIRED,),
            State.DRAFT,
            "interviews.change_question",
        ),
        Verb(
            "retire",
            gettext_lazy("Retire"),
            (State.DRAFT, State.IN_REVIEW, State.APPROVED),
            State.RETIRED,
            "interviews.change_question",
        ),
    )
}


@dataclass(frozen=True)
class Prospect:
    """What stands between a question and a step: an `obstacle` that nothing lifts, or reasons that
    have to be given. `topics` are what its wording touches on and should not."""

    question: Question
    obstacle: str = ""
    is_own_work: bool = False
    topics: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Nothing is missing but the step itself."""
        return not (self.obstacle or self.is_own_work or self.topics)

    @property
    def needs_reason(self) -> bool:
        return not self.obstacle and not self.is_ready

    def lacks(self, own_work_reason: str, wording_reason: str) -> str:
        """Why it cannot take the step with these reasons; empty where it can."""
        if self.obstacle:
            return self.obstacle
        if self.is_own_work and not own_work_reason.strip():
            return _("You wrote this wording, and gave no reason for approving it yourself.")
        if self.topics and not wording_reason.strip():
            return _("The wording touches on: %(topics)s. No reason was given for it.") % {
                "topics": ", ".join(self.topics)
            }
        return ""


@dataclass(frozen=True)
class Outcome:
    """What became of many questions: those that took the step, and the others, each with why."""

    done: list[Question] = field(default_factory=list)
    left: list[tuple[Question, str]] = field(default_factory=list)


def prospects(
    verb: Verb,
    questions: Sequence[Question],
    *,
    by: Any,
    topics: Mapping[int, Sequence[str]] | None = None,
) -> list[Prospect]:
    """A prospect for each of `questions`, in their order. `topics` are the `heavy_topics` of the
    wordings that were looked at already, since that takes some milliseconds a text: by the pk of
    every question looked at, also where nothing was found."""
    fitting = [question for question in questions if question.state in verb.starts]
    writers: dict[int, set[int]] = {}
    if verb.is_approval and fitting:
        writers = writers_since_approval(fitting)
        known = topics or {}
        unknown = [
            question
            for question in fitting
            if question.pk not in known and (by.is_superuser or by.pk not in writers[question.pk])
        ]
        topics = {**known, **heavy_topics(unknown)}
    return [
        _prospect(verb, question, by, writers.get(question.pk, ()), (topics or {}).get(question.pk))
        for question in questions
    ]


def _prospect(verb, question, by, writers, topics):
    if question.state not in verb.starts:
        words = _("It is “%(state)s”, and this step does not lead on from there.")
        return Prospect(question, words % {"state": question.get_state_display()})
    wrote = by.pk in writers
    if wrote and not by.is_superuser:
        return Prospect(question, _("You wrote this wording, so somebody else has to approve it."))
    return Prospect(question, is_own_work=wrote, topics=tuple(topics or ()))


class OutdatedError(Exception):
    """A wording has changed since the reviewer saw it."""


def take(
    verb: Verb,
    pks: Iterable[int],
    *,
    by: Any,
    seen: str | None = None,
    comment: str = "",
    own_work_reason: str = "",
    wording_reason: str = "",
    topics: Mapping[int, Sequence[str]] | None = None,
) -> Outcome:
    """Take the step with every question that can, all of them or, after an error, none. The facts
    are looked at anew, whatever a page said before; only `topics`, as `prospects` takes them, hold
    for as long as the wordings do. `seen` is the digest of the wordings that somebody agreed to;
    where they read otherwise by now, `OutdatedError` is raised and nothing is done."""
    outcome = Outcome()
    with transaction.atomic():
        locked = Question.objects.select_for_update().filter(pk__in=list(pks)).order_by("slug")
        questions = list(locked)
        if seen not in (None, digest_of(questions)):
            raise OutdatedError
        steps = []
        for prospect in prospects(verb, questions, by=by, topics=topics):
            if lack := prospect.lacks(own_work_reason, wording_reason):
                outcome.left.append((prospect.question, lack))
                continue
            outcome.done.append(prospect.question)
            steps.append(
                QuestionStep(
                    question=prospect.question,
                    state=verb.state,
                    by=by,
                    comment=comment,
                    own_work_reason=own_work_reason if prospect.is_own_work else "",
                    wording_reason=wording_reason if prospect.topics else "",
                )
            )
        done = [question.pk for question in outcome.done]
        Question.objects.filter(pk__in=done).update(state=verb.state)
        QuestionStep.objects.bulk_create(steps, batch_size=500)
    return outcome


def heavy_topics(questions: Sequence[Question]) -> dict[int, tuple[str, ...]]:
    """By the pk of each question what its texts touch on and should not: the names of the topics
    for which the advice on wording says stop, each once. Also Question.advice, for one."""
    from interviews import wording
    from interviews.models.wording import WordingRule

    own = WordingRule.objects.as_rules()
    texts = {
        "prompt": [(question.pk, question.prompt) for question in questions],
        "brief": [(question.pk, question.materials) for question in questions],
        "follow_up": [(q.pk, line) for q in questions for line in q.follow_ups_list],
    }
    found: dict[int, dict[str, None]] = {}
    for part, pairs in texts.items():
        different = list(dict.fromkeys(text for _pk, text in pairs if text))
        advice = wording.advice_on_many(different, part=part, own=own)
        advice_of = dict(zip(different, advice, strict=True))
        for pk, text in pairs:
            heavy = [piece for piece in advice_of.get(text, ()) if piece.severity == "stop"]
            if heavy:
                names = dict.fromkeys(str(piece.name) for piece in heavy)
                found.setdefault(pk, {}).update(names)
    return {pk: tuple(names) for pk, names in found.items()}


def digest_of(questions: Iterable[Question]) -> str:
    """A fingerprint of the wordings of these questions: what a reviewer has seen."""
    seen = sorted((question.pk, *map(str, question.wording)) for question in questions)
    return hashlib.sha256(repr(seen).encode()).hexdigest()
