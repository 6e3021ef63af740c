"""What the builder shows of a draft kit, as frozen plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from interviews.advice import HEAVIEST, Remark, advice_on, remark
from interviews.coverage import Matrix, coverage
from interviews.document import KitDocument, usual_closing, usual_opening
from interviews.models import Kit, KitRevision, Question, WordingRule
from interviews.structure_checks import Checks, design_checks

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from interviews.kits.rules import Obstacle
    from interviews.models import KitChange, KitQuestion, Round


@dataclass(frozen=True)
class Ask:
    """A question in a round: `pk` of its row, `number` in the round. `minutes` are the row's own,
    else the bank's."""

    pk: int
    key: str
    number: int
    prompt: str
    language: str
    competency: str
    type: str
    minutes: int
    scored: bool
    asker: int | None
    drop_order: int | None
    locked: bool
    state: str
    reviewed: bool
    follow_ups: tuple[str, ...]
    positive_indicators: tuple[str, ...]
    red_flags: tuple[str, ...]
    materials: str
    remarks: tuple[Remark, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Slot:
    """A round with its questions. All times are whole minutes."""

    pk: int
    key: str
    number: int
    name: str
    purpose: str
    panel_size: int
    types: tuple[str, ...]
    minutes: int
    opening_minutes: int
    question_minutes: int
    closing_minutes: int
    opening_script: str
    closing_script: str
    remarks: tuple[Remark, ...]
    asks: tuple[Ask, ...]
    is_first: bool
    is_last: bool

    @property
    def planned_minutes(self) -> int:
        return self.opening_minutes + self.question_minutes + self.closing_minutes

    @property
    def spare_minutes(self) -> int:
        """What the slot leaves; less than 0 where the round does not fit."""
        return self.minutes - self.planned_minutes

    @property
    def over_minutes(self) -> int:
        return max(0, -self.spare_minutes)

    @property
    def shown_minutes(self) -> int:
        """The length of its bar."""
        return max(self.minutes, self.planned_minutes)


@dataclass(frozen=True)
class KeptOut:
    """A question that assembling never takes."""

    pk: int
    prompt: str


@dataclass(frozen=True)
class Building:
    """A draft as the builder shows it. `token` stands for the rows. `document` and what is made of
    it are None where the rows make none; `obstacles` then say what to mend. `last` and `next_` are
    the changes that can be taken back and made again."""

    token: str
    title: str
    role: str
    slots: tuple[Slot, ...]
    document: KitDocument | None
    matrix: Matrix | None
    obstacles: tuple[Obstacle, ...]
    checks: Checks | None
    kept_out: tuple[KeptOut, ...]
    last: KitChange | None
    next_: KitChange | None
    newest: KitRevision | None

    @property
    def asks(self) -> tuple[Ask, ...]:
        return tuple(ask for slot in self.slots for ask in slot.asks)

    @property
    def minutes(self) -> int:
        """Of all slots."""
        return sum(slot.minutes for slot in self.slots)

    @property
    def planned_minutes(self) -> int:
        return sum(slot.planned_minutes for slot in self.slots)

    @cached_property
    def is_published(self) -> bool:
        """Whether the newest revision says what the draft says."""
        if not (self.newest and self.document):
            return False
        return self.newest.digest == self.document.digest

    @property
    def next_number(self) -> int:
        return self.newest.number + 1 if self.newest else 1


def building_of(kit: Kit, user: User) -> Building:
    """The draft of a kit, read anew: a fixed number of queries, however long it is."""
    # The token comes first: what changes between the two is then refused as stale, not overwritten.
    token = Kit.objects.get(pk=kit.pk).token
    kit = Kit.objects.with_content().get(pk=kit.pk)
    last, next_ = kit.changes_at(token)
    try:
        document = kit.as_document()
    except ValidationError:
        document = None
    return Building(
        token=token,
        title=kit.title,
        role=kit.role.title,
        slots=tuple(_slots(list(kit.rounds.all()))),
        document=document,
        matrix=coverage(document) if document else None,
        obstacles=tuple(kit.problems(document)),
        checks=design_checks(document, timezone.localdate()) if document else None,
        kept_out=tuple(
            KeptOut(question.pk, question.prompt)
            for question in kit.excluded_questions.order_by("prompt", "pk")
        ),
        last=last,
        next_=next_,
        newest=kit.revisions.newest_first().without_content().first(),
    )


def _slots(rounds: list[Round]) -> Iterator[Slot]:
    own = WordingRule.objects.as_rules()
    rows = [row for round_ in rounds for row in round_.kit_questions.all()]
    ends = (rows[0].pk, rows[-1].pk) if rows else (None, None)
    for number, round_ in enumerate(rounds, start=1):
        asked = list(round_.kit_questions.all())
        opening, closing = round_.opening_minutes, round_.closing_minutes
        yield Slot(
            pk=round_.pk,
            key=round_.key,
            number=number,
            name=round_.name,
            purpose=round_.purpose,
            panel_size=round_.panel_size,
            types=tuple(str(Question.Type(name).label) for name in round_.types_list),
            minutes=round_.minutes,
            opening_minutes=usual_opening(round_.minutes) if opening is None else opening,
            question_minutes=sum(row.minutes or row.question.minutes for row in asked),
            closing_minutes=usual_closing(round_.minutes) if closing is None else closing,
            opening_script=round_.opening_script,
            closing_script=round_.closing_script,
            remarks=_remarks([round_.opening_script, round_.closing_script], "note", own),
            asks=tuple(_ask(row, place, ends, own) for place, row in enumerate(asked, start=1)),
            is_first=number == 1,
            is_last=number == len(rounds),
        )


def _ask(row: KitQuestion, number: int, ends: tuple, own: tuple) -> Ask:
    question = row.question
    first, last = ends
    return Ask(
        pk=row.pk,
        key=question.slug,
        number=number,
        prompt=question.prompt,
        language=question.language,
        competency=question.competency.name if question.competency else "",
        type=str(question.get_type_display()),
        minutes=row.minutes or question.minutes,
        scored=row.scored,
        asker=row.asker,
        drop_order=row.drop_order,
        locked=row.locked,
        state=str(question.get_state_display()),
        reviewed=question.is_approved,
        follow_ups=tuple(question.follow_ups_list),
        positive_indicators=tuple(question.positive_indicators_list),
        red_flags=tuple(question.red_flags_list),
        materials=question.materials,
        remarks=() if question.is_approved else _remarks_on(question, own),
        is_first=row.pk == first,
        is_last=row.pk == last,
    )


def _remarks_on(question: Question, own: tuple) -> tuple[Remark, ...]:
    """What the advice says about a question that nobody has approved: for the others, somebody
    has looked at it."""
    return (
        *_remarks([question.prompt], "prompt", own),
        *_remarks(question.follow_ups_list, "follow_up", own),
        *_remarks([question.materials], "brief", own),
    )


def _remarks(texts: Iterable[str], part: str, own: tuple) -> tuple[Remark, ...]:
    found = [
        remark(text, advice) for text in texts if text for advice in advice_on(text, part, own)
    ]
    return tuple(sorted(found, key=lambda one: HEAVIEST.index(one.advice.severity)))
