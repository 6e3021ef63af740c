"""What could be asked in the place of a question of a kit, and why each fits, in words."""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import assembly
from interviews.kits import filling, rules
from interviews.kits.assembling import parts_of, problem_of
from interviews.kits.choosing import with_rated
from interviews.kits.rules import short
from interviews.models import KitQuestion, Question

MOST_OBSTACLES = 3
LEAST_LEFT = 75  # per cent of its minutes, of a question that is shortened to fit


@dataclass(frozen=True)
class Option:
    """A question that may take the place, how often it was asked in the last twelve months, why it
    fits, and what is lost by it. `minutes` are given where it gets fewer than the bank says."""

    question: Question
    askings: int
    reasons: list[str]
    losses: list[str]
    minutes: int | None = None


@dataclass(frozen=True)
class Swap:
    """`askings` of the question as it is; the `options`, best first; and where there is none, what
    stands `in_the_way`, in sentences."""

    askings: int
    options: list[Option]
    in_the_way: list[str]


def swap_of(row):
    """The `Swap` of a row of a kit."""
    parts = parts_of(row.round.kit)
    problem = problem_of(parts)
    # What the kit asks is not judged here, even where assembling would not choose it any more.
    placed = {slug for slugs in parts.placement.values() for slug in slugs}
    problem = replace(problem, excluded=problem.excluded - placed)
    slug = row.question.slug
    found, shortened = assembly.alternatives(problem, parts.placement, slug), {}
    if not found:
        problem, shortened = _shortened(problem, parts.placement, slug)
        found = assembly.alternatives(problem, parts.placement, slug)
    questions = Question.objects.select_related("competency").in_bulk(
        [one.slug for one in found], field_name="slug"
    )
    prompts = {each.question.slug: each.question.prompt for _key, each in parts.standing}
    options = [
        Option(
            question=questions[one.slug],
            askings=problem.by_slug[one.slug].askings,
            reasons=reasons_for(one, slug, problem, prompts),
            losses=losses_of(one, slug, problem) + _haste(shortened.get(one.slug)),
            minutes=shortened[one.slug][0] if one.slug in shortened else None,
        )
        for one in found
        if one.slug in questions
    ]
    in_the_way = [] if options else _in_the_way(problem, parts.placement, row, prompts)
    return Swap(problem.by_slug[slug].askings, options, in_the_way)


def _shortened(problem, placement, slug):
    """The problem with those questions about the same competency shortened to the time there is
    that are a little too long for it, and their minutes by slug: there, and in the bank."""
    leaving = problem.by_slug[slug]
    round_ = next(one for one in problem.rounds if slug in placement.get(one.key, ()))
    taken = sum(problem.by_slug[each].minutes for each in placement[round_.key])
    room = leaving.minutes + max(0, round_.room - taken)
    shortened = {
        question.slug: (room, question.minutes)
        for question in _others_about(problem, placement, leaving.competency)
        if room < question.minutes and 100 * room >= LEAST_LEFT * question.minutes
    }
    questions = tuple(
        replace(question, minutes=room) if question.slug in shortened else question
        for question in problem.questions
    )
    return replace(problem, questions=questions), shortened


def _haste(minutes):
    if not minutes:
        return []
    words = ngettext(
        "Its answer gets %(here)d minute, where the bank gives it %(there)d",
        "Its answer gets %(here)d minutes, where the bank gives it %(there)d",
        minutes[0],
    )
    return [words % {"here": minutes[0], "there": minutes[1]}]


def reasons_for(alternative, slug, problem, prompts):
    """Why `alternative` fits in the place of the question `slug`, in words, what matters most
    first. `prompts`, by slug, name the questions of the kit."""
    question, now = problem.by_slug[alternative.slug], problem.by_slug[slug]
    mended = [rules.in_words(broken, problem, prompts) for broken in alternative.mends]
    reasons = [_("Helps with this: %(rule)s") % {"rule": words} for words in mended]
    reasons.append(_about(alternative, question, now, problem))
    if alternative.after[0] > alternative.before[0]:
        reasons.append(_("More people rate what weighs most"))
    if alternative.fits_better > 0:
        reasons.append(_in_time(question.minutes - now.minutes))
    if often := _how_often(alternative):
        reasons.append(often)
    return reasons


def _about(alternative, question, now, problem):
    if alternative.same_competency:
        if alternative.new_type:
            return _("Same competency, a type not asked yet")
        if question.type == now.type:
            return _("Same competency, same type")
        return _("Same competency, another type")
    name = next((c.name for c in problem.competencies if c.slug == question.competency), "")
    if not name:
        return _("A warm-up that opens the talk")
    if alternative.new_type:
        return _("About %(competency)s, in a way not asked yet") % {"competency": name}
    return _("About %(competency)s instead") % {"competency": name}


def _in_time(longer):
    if longer > 0:
        words = ngettext(
            "%d minute longer: the round has the time",
            "%d minutes longer: the round has the time",
            longer,
        )
        return words % longer
    words = ngettext(
        "%d minute shorter: closer to the slot", "%d minutes shorter: closer to the slot", -longer
    )
    return words % -longer


def _how_often(alternative):
    if alternative.asked_less <= 0:
        return ""
    if alternative.least_asked:
        return _("Asked least often of its kind")
    words = ngettext(
        "Asked %d time less often", "Asked %d times less often", alternative.asked_less
    )
    return words % alternative.asked_less


def losses_of(alternative, slug, problem):
    """What gets worse by it, in words."""
    losses = []
    if problem.by_slug[slug].scored and not problem.by_slug[alternative.slug].scored:
        losses.append(_("It is not scored"))
    if alternative.after[0] < alternative.before[0]:
        losses.append(_("Fewer people rate what weighs most"))
    if alternative.after[1] < alternative.before[1]:
        losses.append(_("One kind of question fewer in the kit"))
    return losses


def _in_the_way(problem, placement, row, prompts):
    """Why nothing can be asked instead: the bank has no other question about it, or what those that
    it has would break."""
    others = _others_about(problem, placement, problem.by_slug[row.question.slug].competency)
    if not others:
        if not row.question.competency:
            return [_("The bank has no other warm-up that fits this role and level.")]
        words = _("The bank has no other question about %(name)s that fits this role and level.")
        return [words % {"name": row.question.competency.name}]
    words = ngettext(
        "%d other question fits this role and level, but it would break a rule of a fair kit:",
        "%d other questions fit this role and level, but each would break a rule of a fair kit:",
        len(others),
    )
    return [words % len(others), *_broken_by(others, problem, placement, row, prompts)]


def _others_about(problem, placement, competency):
    placed = {slug for slugs in placement.values() for slug in slugs}
    return [
        question
        for question in problem.questions
        if question.competency == competency
        and question.slug not in placed
        and question.slug not in problem.excluded
    ]


def _broken_by(others, problem, placement, row, prompts):
    """The first few rules that these questions would break in the place of a row, in words."""
    slug = row.question.slug
    problem = replace(problem, locked={s: key for s, key in problem.locked.items() if s != slug})
    before = set(assembly.broken_rules(problem, placement))
    # Those of a kind break the same.
    kinds = {(other.type, other.minutes): other.slug for other in others}
    prompts = prompts | _prompts_of(kinds.values())
    broken = {}
    for other in kinds.values():
        then = {
            key: tuple(other if each == slug else each for each in slugs)
            for key, slugs in placement.items()
        }
        for rule in assembly.broken_rules(problem, then):
            if rule not in before:
                broken.setdefault(rule.rule, rules.in_words(rule, problem, prompts))
    return list(broken.values())[:MOST_OBSTACLES]


def _prompts_of(slugs):
    return dict(Question.objects.filter(slug__in=slugs).values_list("slug", "prompt"))


def take(draft, row, question, minutes=None):
    """Ask a question in the place of the one that a row of a draft asks, by whoever asked the
    other, in the bank's minutes where none are given; and say so in words. Neither is locked then.
    `ValidationError` says why not. Runs within `Kit.being_changed`."""
    asked = KitQuestion.objects.filter(round__kit=draft, question=question).select_related("round")
    if there := asked.first():
        raise ValidationError(
            _("The kit asks this question already, in “%(round)s”."),
            params={"round": there.round.name},
        )
    before = row.question
    row.question = question
    row.minutes = minutes
    row.scored = question.can_be_scored
    row.locked = False
    row.full_clean()
    row.save(update_fields=["question", "minutes", "scored", "locked"])
    draft.excluded_questions.remove(question)
    words = _("Swapped “%(before)s” for “%(after)s” in “%(round)s”.")
    names = {"before": short(before.prompt), "after": short(question.prompt)}
    added = filling.rate(draft, question.competency)
    return with_rated(words % {**names, "round": row.round.name}, added)
