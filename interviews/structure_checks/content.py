"""Checks 1 to 7: what the interview is made of."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import gettext as _

from interviews.assembly import BETTER_PER_CENT, BETTER_TYPES, FEWEST_MINUTES, FEWEST_QUESTIONS
from interviews.coverage import coverage
from interviews.document import JobAnalysis, KitDocument, Question
from interviews.kits.rules import short
from interviews.wording.advice import PROMPT
from interviews.wording.weak import on_form

from .checks import IN_PART, MET, NOT_MET, NOTHING, Finding, named, nothing_rated, scored_in

MOST_FOLLOW_UPS = 4
ANALYSIS_MONTHS = 24  # from then on a job analysis is old
WEAK = ("opinion", "brainteaser")
REMEMBERED = 2_000  # prompts that were looked at: the builder asks again with every act


def job_analysis(document: KitDocument, today: datetime.date) -> Finding:
    if not scored_in(document):
        return Finding(
            NOT_MET,
            _("No question asks about a demand of the job yet."),
            _("Add scored questions about the role’s competencies."),
            "rounds",
        )
    lacking = _lacking(document.analysis, today)
    if lacking:
        return Finding(
            IN_PART,
            _("Every scored question belongs to one competency, but %(lacking)s.")
            % {"lacking": lacking},
            _("Record who analysed the job, with the source and a date of the last two years."),
            "settings",
            "analysis_source",
        )
    return Finding(
        MET,
        _(
            "Every scored question belongs to one competency; the job analysis is recorded, and "
            "less than two years old."
        ),
    )


def _lacking(analysis: JobAnalysis, today: datetime.date) -> str:
    """What a record of a job analysis lacks, as the end of a sentence; empty where it is whole."""
    on = analysis.date
    if not (analysis.source.strip() and analysis.expert.strip() and on):
        return _("the record of a job analysis is missing or lacks its source, expert or date")
    if on > today:
        return _("the date of the job analysis lies ahead")
    months = (today.year - on.year) * 12 + today.month - on.month - (today.day < on.day)
    return _("the job analysis is two years old or older") if months >= ANALYSIS_MONTHS else ""


def same_questions(document: KitDocument) -> Finding:
    empty = [round_ for round_ in document.rounds if not round_.questions]
    if not document.rounds or len(empty) == len(document.rounds):
        return Finding(NOTHING, _("No round has questions yet."), _("Add questions."), "rounds")
    if empty:
        return Finding(
            IN_PART,
            _("Without questions: %(rounds)s.") % {"rounds": named(each.name for each in empty)},
            _("Add questions to it, or remove the round."),
            f"round-{empty[0].key}",
        )
    return Finding(
        MET,
        _("Every round has its list of questions; publishing fixes their wording and order."),
    )


def prompting(document: KitDocument) -> Finding:
    if nothing := nothing_rated(document):
        return nothing
    outside = [
        question
        for question in scored_in(document)
        if not 1 <= len(question.follow_ups) <= MOST_FOLLOW_UPS
    ]
    only = document.settings.planned_follow_ups_only
    if not outside and only:
        return Finding(
            MET, _("Every scored question lists its follow-ups, and no others are asked.")
        )
    if not outside:
        return Finding(
            IN_PART,
            _("Every scored question lists its follow-ups, but the panel may ask others."),
            _("Allow planned follow-ups only."),
            "settings",
            "planned_follow_ups_only",
        )
    found = _("Without follow-ups, or with more than four: %(questions)s.")
    return Finding(
        IN_PART if only else NOT_MET,
        found % {"questions": _prompts(outside)},
        _("Swap it for a question with one to four follow-ups."),
        f"question-{outside[0].key}",
    )


def types(document: KitDocument) -> Finding:
    if nothing := nothing_rated(document):
        return nothing
    scored = scored_in(document)
    others = [question for question in scored if question.type not in BETTER_TYPES]
    if 100 * (len(scored) - len(others)) < BETTER_PER_CENT * len(scored):
        found = _(
            "More than a fifth are neither behavioural, situational, role-play nor technical."
        )
        return Finding(
            NOT_MET,
            found,
            _("Swap this for one of these types: %(question)s.")
            % {"question": _prompts(others[:1])},
            f"question-{others[0].key}",
        )
    flagged = [question for question in scored if _is_weak(question.prompt)]
    if flagged:
        return Finding(
            IN_PART,
            _("Asks for an opinion, or sets a brainteaser: %(questions)s.")
            % {"questions": _prompts(flagged)},
            _("Swap it for a question about what somebody did or would do."),
            f"question-{flagged[0].key}",
        )
    return Finding(
        MET,
        _("Questions ask what people did or would do, or have them show it; no brainteasers."),
    )


def _prompts(questions: Iterable[Question]) -> str:
    return named(short(question.prompt) for question in questions)


@lru_cache(maxsize=REMEMBERED)
def _is_weak(prompt: str) -> bool:
    """Does it ask for an opinion, or set a brainteaser? By patterns for English; the sentence
    encoder is left out, since this stands on every page of the builder."""
    return any(advice.topic in WEAK for advice in on_form(prompt, PROMPT))


def length(document: KitDocument) -> Finding:
    scored = len(scored_in(document))
    minutes = sum(round_.question_minutes for round_ in document.rounds)
    figures = {"scored": scored, "minutes": minutes}
    if scored < FEWEST_QUESTIONS or minutes < FEWEST_MINUTES:
        return Finding(
            NOT_MET,
            _("Scored questions: %(scored)d, minutes of questions: %(minutes)d.") % figures,
            _("Ask at least five scored questions that take thirty minutes in all."),
            "rounds",
        )
    rows = coverage(document).rows
    never = [row.competency.name for row in rows if row.is_uncovered]
    if never:
        return Finding(
            IN_PART,
            _("Long enough, but no question asks about %(names)s.") % {"names": named(never)},
            _("Add a question about it, or take the competency out of the kit."),
            "coverage",
        )
    found = _("%(scored)d scored questions in %(minutes)d minutes.") % figures
    once = [row.competency.name for row in rows if row.questions == 1]
    if once:
        found += " " + _("Asked once only, twice is better: %(names)s.") % {"names": named(once)}
    return Finding(MET, found)


def papers(document: KitDocument) -> Finding:
    # No half for hiding colleagues' ratings, which the product always does: check 13 counts that.
    if document.settings.papers_held_back:
        found = _("CV, test results and colleagues’ ratings stay away until the scorecard is in.")
        return Finding(MET, found)
    return Finding(
        NOT_MET,
        _("Colleagues’ ratings are hidden, but the panel may read CV and test results before."),
        _("Hold the papers back until the scorecards are in."),
        "settings",
        "papers_held_back",
    )


def candidates_questions(document: KitDocument) -> Finding:
    if not document.rounds:
        return Finding(NOTHING, _("The kit has no round yet."), _("Add a round."), "rounds")
    without = [round_ for round_ in document.rounds if not round_.closing_minutes]
    if not without:
        return Finding(
            MET,
            _("Every round closes with time for the candidate’s questions, after all scored ones."),
        )
    return Finding(
        IN_PART if len(without) < len(document.rounds) else NOT_MET,
        _("No time for the closing: %(rounds)s.")
        % {"rounds": named(round_.name for round_ in without)},
        _("Give the closing some minutes, for the candidate’s questions."),
        f"round-{without[0].key}",
    )
