"""The hard rules of a kit, in words that say what to do about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import assembly

if TYPE_CHECKING:
    # Pydantic takes a third of a second to import; most commands never need it.
    from interviews.document import KitDocument


@dataclass(frozen=True)
class Obstacle:
    """What keeps a kit from being published, in a sentence with its remedy. `place` is the id of
    the part of the builder to go to: `round-KEY`, `question-KEY`, `coverage` or `rounds`. `broken`
    is the hard rule that it puts into words, if it is about one."""

    words: str
    place: str
    broken: assembly.Broken | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.words


def problem_of(document: KitDocument, solo: Iterable[str] = ()) -> assembly.Problem:
    """A document as assembling sees it. `solo` are the keys of rounds that ask role-plays with one
    panelist."""
    solo = set(solo)
    return assembly.Problem(
        competencies=tuple(
            assembly.Competency(row.key, row.name, row.weight, row.essential)
            for row in document.competencies
        ),
        rounds=tuple(
            assembly.Round(
                key=row.key,
                name=row.name,
                minutes=row.minutes,
                opening=row.opening_minutes,
                closing=row.closing_minutes,
                raters=row.panel_size,
                solo_role_play=row.key in solo,
            )
            for row in document.rounds
        ),
        questions=tuple(
            assembly.Question(row.key, row.competency, row.type, row.minutes, row.scored)
            for row in document.questions
        ),
    )


def obstacles_in(document: KitDocument, solo: Iterable[str] = ()) -> list[Obstacle]:
    """The hard rules that a document breaks. Coverage is not counted while there is no round or no
    competency: that is said elsewhere, and once."""
    problem = problem_of(document, solo)
    if not (problem.rounds and problem.competencies):
        return []
    placement = {
        round_.key: tuple(question.key for question in round_.questions)
        for round_ in document.rounds
    }
    prompts = {question.key: question.prompt for question in document.questions}
    return [
        Obstacle(in_words(broken, problem, prompts), _place(broken), broken)
        for broken in _each_said_once(assembly.broken_rules(problem, placement))
    ]


def _each_said_once(rules: Iterable[assembly.Broken]) -> Iterable[assembly.Broken]:
    """That nobody rates a competency goes without saying where nothing asks about it."""
    rules = tuple(rules)
    unasked = {
        broken.competency
        for broken in rules
        if broken.rule == "asked"
        or (broken.rule == "essential" and broken.amount == assembly.FEWEST_ASKED_ESSENTIAL)
    }
    return (each for each in rules if each.rule != "raters" or each.competency not in unasked)


def _place(broken: assembly.Broken) -> str:
    if broken.question:
        return f"question-{broken.question}"
    if broken.round:
        return f"round-{broken.round}"
    return "coverage" if broken.competency else "rounds"


SHORTENED = 70  # characters of a prompt


def short(text: str) -> str:
    """A prompt cut to a line."""
    return text if len(text) <= SHORTENED else f"{text[: SHORTENED - 1].rstrip()}…"


def in_words(
    broken: assembly.Broken, problem: assembly.Problem, prompts: Mapping[str, str] | None = None
) -> str:
    """A broken rule in a sentence with its remedy. Questions are named by their prompt where
    `prompts`, by slug, has it, else by their slug."""
    names = {
        "amount": broken.amount,
        "round": next((r.name for r in problem.rounds if r.key == broken.round), ""),
        "competency": next(
            (c.name for c in problem.competencies if c.slug == broken.competency), ""
        ),
        "question": short((prompts or {}).get(broken.question, broken.question)),
    }
    return _WORDS[broken.rule](broken.amount) % names


_WORDS = {
    "slot": lambda n: ngettext(
        "“%(round)s” is %(amount)d minute too long for its slot: lengthen the slot or drop a "
        "question.",
        "“%(round)s” is %(amount)d minutes too long for its slot: lengthen the slot or drop a "
        "question.",
        n,
    ),
    "six": lambda n: ngettext(
        "“%(round)s” rates %(amount)d competency too many: a panel keeps six apart, so move a "
        "question to another round.",
        "“%(round)s” rates %(amount)d competencies too many: a panel keeps six apart, so move "
        "questions to another round.",
        n,
    ),
    "asked": lambda n: _(
        "No scored question asks about “%(competency)s”: add one, or take it out of the kit."
    ),
    "essential": lambda n: ngettext(
        "“%(competency)s” is essential and needs %(amount)d more scored question.",
        "“%(competency)s” is essential and needs %(amount)d more scored questions.",
        n,
    ),
    "raters": lambda n: ngettext(
        "“%(competency)s” needs %(amount)d more person to rate it: ask about it in another round, "
        "or in one with a larger panel.",
        "“%(competency)s” needs %(amount)d more people to rate it: ask about it in another round, "
        "or in one with a larger panel.",
        n,
    ),
    "questions": lambda n: ngettext(
        "The kit needs %(amount)d more scored question: five are the fewest.",
        "The kit needs %(amount)d more scored questions: five are the fewest.",
        n,
    ),
    "minutes": lambda n: ngettext(
        "The questions need %(amount)d more minute in all: thirty are the fewest.",
        "The questions need %(amount)d more minutes in all: thirty are the fewest.",
        n,
    ),
    "better_types": lambda n: ngettext(
        "Four of five scored questions have to be behavioural, situational, role-play or "
        "technical: replace %(amount)d.",
        "Four of five scored questions have to be behavioural, situational, role-play or "
        "technical: replace %(amount)d.",
        n,
    ),
    "role_play": lambda n: _(
        "“%(round)s” has one panelist for a role-play, where one plays and one rates: "
        "“%(question)s”. Seat a second, move it, or allow role-plays with one panelist in this "
        "round."
    ),
    "types": lambda n: _("“%(round)s” does not take this type of question: “%(question)s”."),
    "twice": lambda n: _("This question is asked more than once: “%(question)s”. Remove one."),
    "excluded": lambda n: _("This question is kept out of the kit: “%(question)s”."),
    "locked": lambda n: _("This locked question cannot stay where it is: “%(question)s”."),
}
