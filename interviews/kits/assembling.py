"""From the rows of a draft kit to what assembling chooses from, and back into rows."""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import assembly
from interviews.best_kit.reasons import reason_in_words
from interviews.models import Interview, KitCompetency, KitQuestion, Question, Round
from roles.fields import split_lines
from roles.models import Role

COUNTED_DAYS = 365  # in which an asking counts
LOCKED, ALL = "locked", "all"  # which questions of a kit assembling keeps


@dataclass(frozen=True)
class Parts:
    """The rows of a kit, saved or not. `questions` are those of each round, by its key, in their
    order; `excluded` are slugs."""

    role: Role
    level: str
    competencies: tuple[KitCompetency, ...]
    rounds: tuple[Round, ...]
    questions: dict[str, list[KitQuestion]] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()

    @property
    def standing(self) -> list[tuple[str, KitQuestion]]:
        """Every question with the key of its round."""
        return [(key, row) for key, rows in self.questions.items() for row in rows]

    @property
    def can_be_assembled(self) -> bool:
        """Is there anything to choose for?"""
        return bool(self.rounds and self.competencies)

    @property
    def placement(self) -> dict[str, tuple[str, ...]]:
        """As assembling gives it."""
        return {
            key: tuple(row.question.slug for row in rows) for key, rows in self.questions.items()
        }


def parts_of(kit) -> Parts:
    """The rows of a saved kit, in five queries and one for its role."""
    rounds = tuple(kit.rounds.order_by("position", "pk"))
    rows = KitQuestion.objects.filter(round__kit=kit).order_by("round", "position", "pk")
    questions = {round_.key: [] for round_ in rounds}
    keys = {round_.pk: round_.key for round_ in rounds}
    for row in rows.select_related("question__competency"):
        questions[keys[row.round_id]].append(row)
    competencies = kit.kit_competencies.select_related("competency").order_by("position", "pk")
    return Parts(
        role=kit.role,
        level=kit.fitting_level,
        competencies=tuple(competencies),
        rounds=rounds,
        questions=questions,
        excluded=frozenset(kit.excluded_questions.values_list("slug", flat=True)),
    )


def problem_of(parts: Parts, *, keep: str = LOCKED, also=()) -> assembly.Problem:
    """What a kit with these parts is assembled from: the questions that fit, and those it has.

    `keep` says which of its own questions stay in their round, the locked ones or all. `also` are
    questions (rows) that have to be in it, in whatever round. A question that the kit has and that
    would not be chosen today, such as a retired one, is not chosen again, only kept.
    """
    asked = askings()
    pool = {question.slug: question for question in pool_for(parts, asked)}
    known = set(pool)
    locked: dict[str, str | None] = {}
    for question in also:
        locked[question.slug] = None
        pool[question.slug] = _as_question(question, asked)
    for key, row in parts.standing:
        slug = row.question.slug
        pool[slug] = _as_question(row.question, asked, row)
        if (keep == ALL or row.locked) and locked.get(slug) is None:
            locked[slug] = key
    return assembly.Problem(
        competencies=tuple(
            assembly.Competency(row.competency.slug, row.competency.name, row.weight, row.essential)
            for row in parts.competencies
        ),
        rounds=tuple(as_round(round_) for round_ in parts.rounds),
        questions=tuple(pool.values()),
        locked=locked,
        excluded=parts.excluded | (set(pool) - known - set(locked)),
    )


def _as_question(question, asked, row=None) -> assembly.Question:
    scored = question.can_be_scored if row is None else row.scored
    return assembly.Question(
        slug=question.slug,
        competency=question.competency and question.competency.slug,
        type=question.type,
        minutes=(row and row.minutes) or question.minutes,
        scored=scored and question.competency is not None,
        askings=asked.get(question.pk, 0),
    )


def as_round(round_) -> assembly.Round:
    """A round, saved or not, as assembling sees it."""
    # Pydantic takes a third of a second to import; most commands never need it.
    from interviews.document import SHORT_SLOT

    opening, closing = _frame(round_, round_.minutes)
    longer = sum(_frame(round_, max(round_.minutes, SHORT_SLOT)))
    return assembly.Round(
        key=round_.key,
        name=round_.name,
        minutes=round_.minutes,
        opening=opening,
        closing=closing,
        raters=round_.panel_size,
        types=frozenset(round_.types_list),
        solo_role_play=round_.solo_role_play,
        grows_at=SHORT_SLOT,
        grows_by=longer - opening - closing,
    )


def _frame(round_, minutes):
    """Minutes of the opening and the closing, were the slot of these minutes."""
    from interviews.document import usual_closing, usual_opening

    opening, closing = round_.opening_minutes, round_.closing_minutes
    return (
        usual_opening(minutes) if opening is None else opening,
        usual_closing(minutes) if closing is None else closing,
    )


def pool_for(parts: Parts, asked: dict[int, int]) -> tuple[assembly.Question, ...]:
    """The approved questions that fit the role and level of a kit and ask about what it rates; and
    background and motivation questions about nothing in particular. `asked` are `askings()`.

    One that names no role fits any, and likewise for levels. A kit is held in one language: the one
    that most of them are written in, English where two have as many.
    """
    rated = {row.competency_id for row in parts.competencies}
    rows = (
        Question.objects.approved()
        .filter(Q(competency__in=rated) | Q(competency=None, type__in=Question.UNSCORED_TYPES))
        .filter(Q(roles=None) | Q(roles=parts.role))
        .order_by("slug")
        .values_list("pk", "slug", "competency__slug", "type", "minutes", "language", "levels")
    )
    fits = {levels: _fits(parts.level, levels) for levels in {row[-1] for row in rows}}
    fitting = [row for row in rows if fits[row[-1]]]
    language = _language_of(fitting)
    return tuple(
        assembly.Question(
            slug=slug,
            competency=competency,
            type=type_,
            minutes=minutes,
            scored=type_ not in Question.UNSCORED_TYPES,
            askings=asked.get(pk, 0),
        )
        for pk, slug, competency, type_, minutes, written_in, _levels in fitting
        if written_in == language
    )


def _fits(level, levels):
    return not levels or level in split_lines(levels)


def _language_of(rows):
    written = Counter(row[-2] for row in rows)
    return min(written, key=lambda code: (-written[code], code != "en", code), default="en")


def askings() -> dict[int, int]:
    """How often each question was asked in the last twelve months, by its pk: interviews that have
    begun, in a round of a revision that asks it."""
    now = timezone.now()
    held = Interview.objects.filter(
        starts_at__gt=now - datetime.timedelta(days=COUNTED_DAYS),
        starts_at__lte=now,
        revision__published_questions__round_key=F("round_key"),
    )
    counted = held.order_by().values_list("revision__published_questions__question")
    return dict(counted.annotate(Count("pk")))


def put(draft, placement: assembly.Placement) -> None:
    """Make a locked draft ask what `placement` says, in that order. Rows of questions that stay
    keep what they say, wherever they go; the others go and come.

    `ValidationError` where a question was taken out of the bank or lost its approval meanwhile.
    """
    rounds = {round_.key: round_ for round_ in draft.rounds.all()}
    places = {slug: key for key, slugs in placement.items() for slug in slugs}
    stay, gone = {}, []
    rows = KitQuestion.objects.filter(round__kit=draft).select_related("question", "round")
    # Where a question stands twice, the row in its place is the one to keep.
    for row in sorted(rows, key=lambda row: row.round.key != places.get(row.question.slug)):
        slug = row.question.slug
        if slug in places and slug not in stay:
            stay[slug] = row
        else:
            gone.append(row.pk)
    come = _coming(draft, [slug for slug in places if slug not in stay])
    KitQuestion.objects.filter(pk__in=gone).delete()
    asked = {key: [stay.get(slug) or come[slug] for slug in placement[key]] for key in placement}
    for key, here in asked.items():
        _place(rounds[key], here)
    KitQuestion.objects.bulk_update(
        stay.values(), ["round", "position", "asker", "drop_order"], batch_size=200
    )
    KitQuestion.objects.bulk_create(come.values())


def _coming(draft, slugs):
    """New rows for the questions with these slugs, which stay as they are until the rows are in."""
    questions = Question.objects.select_for_update(of=("self",)).filter(slug__in=slugs)
    rows = {
        question.slug: KitQuestion(
            question=question,
            scored=question.can_be_scored and question.competency_id is not None,
        )
        for question in questions
        if question.may_be_asked_by(draft.owner_id)
    }
    if len(rows) < len(slugs):
        raise ValidationError(
            _(
                "The question bank was changed meanwhile, so nothing was done. Assemble again to "
                "choose from it as it is now."
            )
        )
    return rows


def _place(round_, rows):
    """The rows in this round, in this order: no seat beyond its panel, and the optional ones
    numbered from 1."""
    for position, row in enumerate(rows):
        row.round, row.position = round_, position
        if row.asker and row.asker > round_.panel_size:
            row.asker = None
    optional = [row for row in rows if row.drop_order]
    for number, row in enumerate(sorted(optional, key=lambda row: row.drop_order), start=1):
        row.drop_order = number


def filled_up(
    problem: assembly.Problem, before: assembly.Placement, placement: assembly.Placement
) -> dict[str, tuple[str, ...]]:
    """A placement that keeps the questions of `before`, with those in the order they had. Of the
    new ones, what is never scored comes first, to warm up, and the others come last."""
    ordered = {}
    for key, slugs in placement.items():
        old = [slug for slug in before.get(key, ()) if slug in slugs]
        new = [slug for slug in slugs if slug not in old]
        warm_ups = [slug for slug in new if not problem.by_slug[slug].scored]
        ordered[key] = (*warm_ups, *old, *(slug for slug in new if slug not in warm_ups))
    return ordered


def prompts_of(problem: assembly.Problem) -> dict[str, str]:
    """The prompts of the questions of a problem, by slug, to name them by."""
    slugs = [question.slug for question in problem.questions]
    return dict(Question.objects.filter(slug__in=slugs).values_list("slug", "prompt"))


def reasons_in_words(result, problem: assembly.Problem) -> list[str]:
    """Why nothing fits, in sentences with what to do about each."""
    prompts = prompts_of(problem)
    reasons = [reason_in_words(lack, problem, prompts) for lack in result.reasons]
    return reasons or [
        _("No choice was found in the time there was. Give the rounds more minutes or people.")
    ]


def in_words(result) -> str:
    """What came out of assembling, such as “12 questions in 3 rounds. No better choice exists.”"""
    number = sum(len(slugs) for slugs in result.placement.values())
    questions = ngettext("%d question", "%d questions", number) % number
    rounds = ngettext("%d round", "%d rounds", len(result.placement)) % len(result.placement)
    words = (
        _("%(questions)s in %(rounds)s. No better choice exists.")
        if result.proven
        else _("%(questions)s in %(rounds)s: the best choice found in the time there was.")
    )
    return words % {"questions": questions, "rounds": rounds}
