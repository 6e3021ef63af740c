"""What the sheets say about a round: its questions with anchors and clock, its ratings, its parts.

Plain data out of a `KitDocument`, ready for the templates.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.document import Competency, KitDocument, Question, Recommendation, Round


@dataclass(frozen=True)
class Step:
    """A number of the scale with what earns it."""

    value: int
    label: str
    text: str


@dataclass(frozen=True)
class Asked:
    """A question as it stands in its round. `number` counts from 1, `clock` is like “3–10 min”."""

    number: int
    question: Question
    competency: Competency | None
    type: str
    facts: tuple[str, ...]
    steps: tuple[Step, ...]
    clock: str


@dataclass(frozen=True)
class Slot:
    """A stretch of the interview: its minutes on the clock, what happens, who acts."""

    clock: str
    what: str
    who: str


@dataclass(frozen=True)
class Rated:
    """A competency rated in a round, with the numbers of its questions."""

    competency: Competency
    numbers: tuple[int, ...]


def type_name(kind: str) -> str:
    """The type of a question in words."""
    return {
        "behavioural": _("Behavioural question"),
        "situational": _("Situational question"),
        "role_play": _("Role-play"),
        "technical": _("Technical exercise"),
        "background": _("Background"),
        "motivation": _("Motivation"),
    }[kind]


def part_name(part: str) -> str:
    """The part of a panelist in words."""
    return {"chair": _("Chair"), "member": _("Member"), "observer": _("Observer")}[part]


def asked_in(document: KitDocument, round_: Round) -> list[Asked]:
    """The questions of a round in the order of asking."""
    result, minute = [], round_.opening_minutes
    for number, question in enumerate(round_.questions, start=1):
        competency = document.competency(question.competency) if question.competency else None
        result.append(
            Asked(
                number=number,
                question=question,
                competency=competency,
                type=type_name(question.type),
                facts=_facts(question, competency),
                steps=_steps(document, competency) if question.scored and competency else (),
                clock=_clock(minute, question.minutes),
            )
        )
        minute += question.minutes
    return result


def _facts(question: Question, competency: Competency | None) -> tuple[str, ...]:
    facts = [type_name(question.type)] if competency else []
    facts.append(minutes_in_words(question.minutes))
    if question.asker:
        facts.append(_("asked by seat %(seat)d") % {"seat": question.asker})
    if not question.scored:
        facts.append(_("not rated"))
    elif competency and competency.essential:
        facts.append(_("essential"))
    if question.drop_order:
        facts.append(_("may be left out"))
    if not question.reviewed:
        facts.append(_("not reviewed by a library admin"))
    return tuple(facts)


def left_out_in(round_: Round) -> tuple[int, ...]:
    """The numbers of the optional questions of a round, in the order in which they are left out
    when time runs short."""
    optional = [
        (question.drop_order, number)
        for number, question in enumerate(round_.questions, start=1)
        if question.drop_order
    ]
    return tuple(number for _order, number in sorted(optional))


def _steps(document: KitDocument, competency: Competency) -> tuple[Step, ...]:
    anchors = {anchor.value: anchor.text for anchor in competency.anchors}
    return tuple(
        Step(point.value, point.label, anchors.get(point.value, point.definition))
        for point in document.scale.points
    )


def minutes_in_words(minutes: int) -> str:
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def _clock(start: int, minutes: int) -> str:
    return _("%(from)d–%(to)d min") % {"from": start, "to": start + minutes}


def clock_of_opening(round_: Round) -> str:
    return _clock(0, round_.opening_minutes)


def clock_of_closing(round_: Round) -> str:
    return _clock(round_.opening_minutes + round_.question_minutes, round_.closing_minutes)


def agenda(document: KitDocument, round_: Round) -> list[Slot]:
    """The interview by the clock: opening, each question, closing, and what is left."""
    slots = [Slot(clock_of_opening(round_), _("Opening"), _("Chair"))]
    for asked in asked_in(document, round_):
        what = asked.competency.name if asked.competency else asked.type
        slots.append(Slot(asked.clock, f"{asked.number}. {what}", _who_asks(asked, round_)))
    slots.append(Slot(clock_of_closing(round_), _("Closing"), _("Chair")))
    if round_.spare_minutes > 0:
        slots.append(Slot(_clock(round_.planned_minutes, round_.spare_minutes), _("Spare"), ""))
    return slots


def _who_asks(asked: Asked, round_: Round) -> str:
    if asked.question.asker:
        return _("Seat %(seat)d") % {"seat": asked.question.asker}
    return _("Chair") if round_.panel_size == 1 else _("As agreed in the room")


def rated_in(document: KitDocument, round_: Round) -> list[Rated]:
    """The competencies rated in a round, in the order of asking."""
    asked = asked_in(document, round_)
    return [
        Rated(
            document.competency(key),
            tuple(each.number for each in asked if each.steps and each.question.competency == key),
        )
        for key in round_.rated
    ]


def split_recommendations(document: KitDocument) -> dict[str, list[Recommendation]]:
    """Those that are ticked, and those that need a reason beside them."""
    return {
        "plain": [each for each in document.recommendations if each.key != "no_decision"],
        "with_reason": [each for each in document.recommendations if each.key == "no_decision"],
    }
