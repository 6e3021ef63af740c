"""Rounds to start a kit from, and whether they can ever do for a role."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews import assembly
from interviews.kits.assembling import as_round
from interviews.kits.scripts import USUAL_ROUNDS, UsualRound, scripts_for
from interviews.models import Question, Round


@dataclass(frozen=True)
class Preset:
    """Rounds to start from."""

    key: str
    title: str
    summary: str
    rounds: tuple[UsualRound, ...]


SCREEN, MANAGER, ROLE_PLAY, PANEL = USUAL_ROUNDS
CONVERSATION = UsualRound(
    "conversation",
    gettext_lazy("Conversation"),
    gettext_lazy("All that the role asks for, seen by two people who rate alone."),
    minutes=75,
    panel_size=2,
)
# For roles whose questions have no role-play.
CASES = UsualRound(
    "cases",
    gettext_lazy("Cases"),
    gettext_lazy("Tasks out of the job, worked through before two people."),
    minutes=ROLE_PLAY.minutes,
    panel_size=ROLE_PLAY.panel_size,
)
FEWEST_PLAYING = assembly.ROLE_PLAY_RATERS  # in a round that could have role-plays
OF_PLAYING = (Question.Type.ROLE_PLAY, Question.Type.SITUATIONAL, Question.Type.TECHNICAL)
OF_TALKING = tuple(kind for kind in Question.Type.values if kind != Question.Type.ROLE_PLAY)
PRESETS = (
    Preset(
        "one",
        gettext_lazy("One conversation"),
        gettext_lazy("For a role with few competencies, or a first try."),
        (CONVERSATION,),
    ),
    Preset(
        "two",
        gettext_lazy("Screen and panel"),
        gettext_lazy("A short call first, then one thorough interview."),
        (SCREEN, PANEL),
    ),
    Preset(
        "three",
        gettext_lazy("Screen, manager, panel"),
        gettext_lazy("Each step sees fewer candidates for longer."),
        (SCREEN, MANAGER, PANEL),
    ),
    Preset(
        "four",
        gettext_lazy("Four rounds"),
        gettext_lazy("With scenes out of the job: the most thorough one."),
        USUAL_ROUNDS,
    ),
)
SUGGESTED_FIRST = ("three", "four", "two", "one")


def usual_rounds(preset: Preset, *, plays: bool) -> list[Round]:
    """The rounds of a preset, with scripts. `plays`: the role has role-plays to choose from. Those
    then stand in the round that is for them."""
    named = [CASES if usual.plays and not plays else usual for usual in preset.rounds]
    rounds = numbered_rounds((str(u.name), u.minutes, u.panel_size) for u in named)
    for usual, round_ in zip(named, rounds, strict=True):
        round_.purpose = str(usual.purpose)
        if usual.plays:
            round_.types = "\n".join(OF_PLAYING)
        elif any(other.plays for other in named) and round_.panel_size >= FEWEST_PLAYING:
            round_.types = "\n".join(OF_TALKING)
    return rounds


def numbered_rounds(given: Iterable[tuple[str, int, int]]) -> list[Round]:
    """Rounds in this order, each (name, minutes, panelists), with keys of their own and scripts."""
    rounds: list[Round] = []
    for position, (name, minutes, panel_size) in enumerate(given):
        key = free_key(name, {round_.key for round_ in rounds})
        rounds.append(
            Round(key=key, name=name, position=position, minutes=minutes, panel_size=panel_size)
        )
    give_scripts(rounds)
    return rounds


def give_scripts(rounds, playing=frozenset()) -> None:
    """The usual scripts for these rounds; `playing` are the keys of those that are mostly
    role-play."""
    for position, round_ in enumerate(rounds):
        scripts = scripts_for(
            round_.minutes,
            round_.panel_size,
            position,
            len(rounds),
            plays=round_.key in playing,
        )
        round_.opening_script, round_.closing_script = scripts.opening, scripts.closing


def mostly_role_play(problem: assembly.Problem, placement: assembly.Placement) -> set[str]:
    """The keys of the rounds that spend at least half of their questions' time on role-play."""
    found = set()
    for key, questions in assembly.asked(problem, placement).items():
        played = sum(q.minutes for q in questions if q.type == assembly.ROLE_PLAY)
        if played and 2 * played >= sum(q.minutes for q in questions):
            found.add(key)
    return found


def free_key(name, taken) -> str:
    """A key made of a round's name that is not among `taken`."""
    stem = slugify(name)[:50].strip("-") or "round"
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key


def shortfall(problem: assembly.Problem) -> str:
    """Why no choice of questions can ever fit these rounds, where plain counting shows it; empty
    where only a search can tell."""
    by_competency = [
        sorted(q.minutes for q in problem.questions if q.scored and q.competency == row.slug)
        for row in problem.competencies
    ]
    fewest = [
        assembly.FEWEST_ASKED_ESSENTIAL if row.essential else assembly.FEWEST_ASKED
        for row in problem.competencies
    ]
    needed = sum(
        sum(minutes[:number]) for minutes, number in zip(by_competency, fewest, strict=True)
    )
    room = sum(max(0, round_.room) for round_ in problem.rounds)
    if needed > room:
        words = _("Too short for this role: its questions need %(needed)d minutes, not %(room)d.")
        return words % {"needed": needed, "room": room}
    alone = sum(round_.raters < assembly.FEWEST_RATERS for round_ in problem.rounds)
    # Two people rate each competency: in one round with a panel, or in two rounds without.
    places = assembly.MOST_RATED * (len(problem.rounds) - alone)
    places += assembly.MOST_RATED * alone // 2 if alone > 1 else 0
    if len(problem.competencies) > places:
        words = _(
            "Too few panels for this role: two people have to rate each of its %(rated)d "
            "competencies, and a panel keeps six apart."
        )
        return words % {"rated": len(problem.competencies)}
    return ""


@dataclass(frozen=True)
class Offer:
    """A preset with its rounds for one role. `shortfall` says why they cannot do."""

    preset: Preset
    rounds: list[Round]
    shortfall: str
    is_suggested: bool


def offers_for(problem: assembly.Problem) -> list[Offer]:
    """The presets for what a role rates and the questions that fit it."""
    plays = has_role_play(problem)
    rounds = {preset.key: usual_rounds(preset, plays=plays) for preset in PRESETS}
    short = {
        key: shortfall(replace(problem, rounds=tuple(as_round(round_) for round_ in own)))
        for key, own in rounds.items()
    }
    suggested = next((key for key in SUGGESTED_FIRST if not short[key]), SUGGESTED_FIRST[0])
    return [
        Offer(preset, rounds[preset.key], short[preset.key], preset.key == suggested)
        for preset in PRESETS
    ]


def has_role_play(problem: assembly.Problem) -> bool:
    """Is there any role-play to choose?"""
    return any(question.type == assembly.ROLE_PLAY for question in problem.questions)
