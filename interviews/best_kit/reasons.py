"""Why no kit can be assembled, in sentences with a remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import assembly
from interviews.assembly import Lack, Problem

Names = dict[str, str | int]
NAMED = 5  # remedies in one sentence


def reason_in_words(lack: Lack, problem: Problem, prompts: Mapping[str, str] | None = None) -> str:
    """A rule to slacken, in a sentence with its remedy. Questions are named by their prompt where
    `prompts`, by slug, has it, else by their slug."""
    from interviews.kits.rules import short

    def called(slugs: Iterable[str]) -> list[str]:
        return [short((prompts or {}).get(slug, slug)) for slug in slugs]

    competencies = {one.slug: one.name for one in problem.competencies}
    rounds = {one.key: one.name for one in problem.rounds}
    names: Names = {
        "amount": lack.amount,
        "there": lack.there,
        "round": rounds.get(lack.round, ""),
        "competency": competencies.get(lack.competency, ""),
        "question": called([lack.question])[0],
    }
    words = _WORDS[lack.rule](lack) % names
    if lack.rule in ("slot", "six"):
        given_up = [competencies[slug] for slug in lack.competencies]
        return _or(words, called(lack.questions), given_up)
    return _also(words, called(lack.questions))


def _or(need: str, questions: list[str], competencies: list[str]) -> str:
    names = {
        "need": need,
        "questions": _listed(questions),
        "competencies": _listed(competencies),
    }
    if questions and competencies:
        words = _(
            "%(need)s, or drop one of: %(questions)s, or leave one of these competencies out: "
            "%(competencies)s."
        )
    elif questions:
        words = _("%(need)s, or drop one of: %(questions)s.")
    elif competencies:
        words = _("%(need)s, or leave one of these competencies out: %(competencies)s.")
    else:
        words = _("%(need)s.")
    return words % names


def _also(words: str, excluded: list[str]) -> str:
    if not excluded:
        return words
    return _("%(words)s You left out: %(questions)s.") % {
        "words": words,
        "questions": _listed(excluded),
    }


def _listed(names: list[str]) -> str:
    quoted = ", ".join(_("“%s”") % name for name in names[:NAMED])
    more = len(names) - NAMED
    if more <= 0:
        return quoted
    return ngettext("%(names)s and %(more)d more", "%(names)s and %(more)d more", more) % {
        "names": quoted,
        "more": more,
    }


def _slot(lack: Lack) -> str:
    return ngettext(
        "“%(round)s” needs %(amount)d more minute",
        "“%(round)s” needs %(amount)d more minutes",
        lack.amount,
    )


def _six(lack: Lack) -> str:
    return ngettext(
        "“%(round)s” would have to rate %(amount)d competency more than the six that a panel "
        "keeps apart: add a round",
        "“%(round)s” would have to rate %(amount)d competencies more than the six that a panel "
        "keeps apart: add a round",
        lack.amount,
    )


def _asked(lack: Lack) -> str:
    if lack.there:
        return ngettext(
            "“%(competency)s” finds no place beside the others, though %(there)d question about "
            "it fits: lengthen or add a round, or leave the competency out.",
            "“%(competency)s” finds no place beside the others, though %(there)d questions about "
            "it fit: lengthen or add a round, or leave the competency out.",
            lack.there,
        )
    return _(
        "The bank has no approved question about “%(competency)s” that fits a round: write one, "
        "let a round take more types of question, or leave the competency out."
    )


def _essential(lack: Lack) -> str:
    if lack.there >= assembly.FEWEST_ASKED_ESSENTIAL:
        return ngettext(
            "“%(competency)s” is essential and finds no place for %(amount)d more question beside "
            "the others: lengthen or add a round.",
            "“%(competency)s” is essential and finds no place for %(amount)d more questions "
            "beside the others: lengthen or add a round.",
            lack.amount,
        )
    return ngettext(
        "“%(competency)s” is essential and needs two scored questions, but the bank has only "
        "%(there)d approved one that fits a round: write another, or let a round take more types "
        "of question.",
        "“%(competency)s” is essential and needs two scored questions, but the bank has "
        "%(there)d approved ones that fit a round: write some, or let a round take more types of "
        "question.",
        lack.there,
    )


def _raters(lack: Lack) -> str:
    return ngettext(
        "“%(competency)s” needs %(amount)d more person to rate it: seat another panelist in a "
        "round, or add a round.",
        "“%(competency)s” needs %(amount)d more people to rate it: seat more panelists in a "
        "round, or add a round.",
        lack.amount,
    )


def _questions(lack: Lack) -> str:
    if lack.there < assembly.FEWEST_QUESTIONS:
        return ngettext(
            "An interview needs at least five scored questions, but the bank has only %(there)d "
            "approved one that fits a round: write more.",
            "An interview needs at least five scored questions, but the bank has only %(there)d "
            "approved ones that fit a round: write more.",
            lack.there,
        )
    return ngettext(
        "The rounds have no room for five scored questions, which are the fewest: lengthen or add "
        "a round, so that %(amount)d more fits.",
        "The rounds have no room for five scored questions, which are the fewest: lengthen or add "
        "a round, so that %(amount)d more fit.",
        lack.amount,
    )


def _minutes(lack: Lack) -> str:
    return ngettext(
        "The questions need %(amount)d more minute in all, for thirty are the fewest: lengthen or "
        "add a round, or write longer questions.",
        "The questions need %(amount)d more minutes in all, for thirty are the fewest: lengthen "
        "or add a round, or write longer questions.",
        lack.amount,
    )


def _better_types(lack: Lack) -> str:
    return ngettext(
        "Four of five scored questions have to be behavioural, situational, role-play or "
        "technical, and %(amount)d is missing: write more of them.",
        "Four of five scored questions have to be behavioural, situational, role-play or "
        "technical, and %(amount)d are missing: write more of them.",
        lack.amount,
    )


def _role_play(lack: Lack) -> str:
    return ngettext(
        "“%(round)s” would have to ask %(amount)d role-play with one panelist, where one plays "
        "and one rates: seat a second, or allow role-plays with one panelist in this round.",
        "“%(round)s” would have to ask %(amount)d role-plays with one panelist, where one plays "
        "and one rates: seat a second, or allow role-plays with one panelist in this round.",
        lack.amount,
    )


def _locked(lack: Lack) -> str:
    return _("The locked question “%(question)s” does not fit in with the rest: unlock it.")


_WORDS: dict[str, Callable[[Lack], str]] = {
    "slot": _slot,
    "six": _six,
    "asked": _asked,
    "essential": _essential,
    "raters": _raters,
    "questions": _questions,
    "minutes": _minutes,
    "better_types": _better_types,
    "role_play": _role_play,
    "locked": _locked,
}
