"""What the builder offers for a round: questions of the bank, and what there is to say of each."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Case, F, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.assembly import ROLE_PLAY_RATERS
from interviews.bank import Hit
from interviews.kits import filling
from interviews.kits.rules import short
from interviews.kits.states import state_of, token_of
from interviews.models import KitQuestion, Question, Round
from interviews.search import matching
from interviews.search.words import LONGEST_QUERY
from roles.models import Competency

WHOLE = "whole"
MOST_NUMBERS = 200


def askable(user, owner):
    """The questions that this person may see and that may enter a kit of `owner`, a pk: approved
    ones, and the owner's own proposals. Also Question.may_be_asked_by."""
    alive = [Question.State.DRAFT, Question.State.IN_REVIEW]
    return Question.objects.visible_to(user).filter(
        Q(state=Question.State.APPROVED) | Q(state__in=alive, proposed_by=owner)
    )


def fitting(questions, role, level):
    """Those of `questions` (a QuerySet) that fit a role (its pk) and a level; what names none fits
    any."""
    lines = Concat(Value("\n"), "levels", Value("\n"), output_field=TextField())
    return questions.alias(level_lines=lines).filter(
        Q(levels="") | Q(level_lines__contains=f"\n{level}\n"), Q(roles=None) | Q(roles=role)
    )


@dataclass(frozen=True)
class Rated:
    """A competency that a kit rates, and how many scored questions of it ask about it."""

    pk: int
    slug: str
    name: str
    questions: int

    @property
    def in_words(self):
        if not self.questions:
            return _("%(name)s: not asked yet") % {"name": self.name}
        words = ngettext("%(name)s: %(n)d question", "%(name)s: %(n)d questions", self.questions)
        return words % {"name": self.name, "n": self.questions}


@dataclass(frozen=True)
class Place:
    """A round of a draft that questions are looked for, and what its kit has already.

    `spare` are the minutes left in its slot, `asked` the name of the round that asks each question,
    by its pk, `kept_out` the pks of questions kept out of the kit. `instead` is the row whose
    question shall go, or None; its minutes count as left. `token` stands for the draft.
    """

    round: Round
    spare: int
    asked: dict[int, str]
    kept_out: frozenset[int]
    rated: tuple[Rated, ...]
    token: str
    instead: KitQuestion | None = None

    @property
    def kit(self):
        return self.round.kit

    @property
    def spare_in_words(self):
        return filling.in_words(self.spare)

    @property
    def uncovered(self):
        """The pks of competencies that the kit rates and nothing asks about."""
        return [rated.pk for rated in self.rated if not rated.questions]

    @cached_property
    def needed_first(self):
        """What the kit rates, the least asked first."""
        return sorted(self.rated, key=lambda rated: rated.questions)


def place_of(round_, *, instead=None):
    """The `Place` of a round, one of `filling.rounds_of`."""
    state = state_of(round_.kit)
    names = {row["id"]: row["name"] for row in state["rounds"]}
    scored = [row["question_id"] for row in state["questions"] if row["scored"]]
    about = dict(Question.objects.filter(pk__in=scored).values_list("pk", "competency"))
    counted = Counter(about[pk] for pk in scored)
    pks = [row["competency_id"] for row in state["competencies"]]
    competencies = Competency.objects.in_bulk(pks)
    spare = filling.spare_minutes(round_)
    return Place(
        round=round_,
        spare=spare + (instead.minutes or instead.question.minutes) if instead else spare,
        asked={row["question_id"]: names[row["round_id"]] for row in state["questions"]},
        kept_out=frozenset(state["excluded"]),
        rated=tuple(
            Rated(pk, competencies[pk].slug, competencies[pk].name, counted[pk]) for pk in pks
        ),
        token=token_of(state),
        instead=instead,
    )


@dataclass(frozen=True)
class Offer:
    """A question of the bank, as it stands to a place in a kit."""

    hit: Hit
    place: Place

    @property
    def question(self):
        return self.hit.question

    @property
    def asked_in(self):
        """The name of the round that asks it already, or None."""
        return self.place.asked.get(self.question.pk)

    @property
    def is_kept_out(self):
        return self.question.pk in self.place.kept_out

    @cached_property
    def is_needed(self):
        """Would it be the first about its competency?"""
        return self.question.can_be_scored and self.question.competency_id in self.place.uncovered

    @cached_property
    def cautions(self):
        """What to know before taking it, in words."""
        if self.asked_in:
            return []
        found = []
        if (over := self.question.minutes - self.place.spare) > 0:
            words = ngettext(
                "Makes the round %d minute too long",
                "Makes the round %d minutes too long",
                over,
            )
            found.append(words % over)
        rated = {rated.pk for rated in self.place.rated}
        if self.question.competency_id and self.question.competency_id not in rated:
            words = _("The kit does not rate %(name)s; it will from then on")
            found.append(words % {"name": self.question.competency.name})
        round_ = self.place.round
        alone = round_.panel_size < ROLE_PLAY_RATERS and not round_.solo_role_play
        if self.question.type == Question.Type.ROLE_PLAY and alone:
            found.append(_("A role-play takes two panelists, and this round has one"))
        return found


class Choice:
    """What a person looks for in the bank for a place, as the address says it.

    Only what fits the kit is looked at, until the whole bank is asked for or a competency is named.
    `first` are the competencies that came first when the search began, and `added` the questions
    added since (pks): the list keeps its order while one after another is added.
    """

    types = Question.Type.choices

    def __init__(self, user, place, asked):
        self.user = user
        self.place = place
        self.words = " ".join(asked.get("q", "").replace("\0", " ").split())[:LONGEST_QUERY]
        self.is_whole = asked.get("bank") == WHOLE
        self.type = asked.get("type", "") if asked.get("type") in Question.Type.values else ""
        self.competency = self.competencies.get(asked.get("competency", ""))
        self.first = place.uncovered if "first" not in asked else _numbers(asked["first"])
        self.added = _numbers(asked.get("added", ""))
        self.page = asked.get("page", "")

    @cached_property
    def competencies(self):
        """All of the library, by slug."""
        return {row.slug: row for row in Competency.objects.order_by("name")}

    @property
    def other_competencies(self):
        rated = {rated.pk for rated in self.place.rated}
        return [row for row in self.competencies.values() if row.pk not in rated]

    @cached_property
    def found(self):
        """The pks of the questions that match: what the kit has comes last, before that the best
        first where there are words, else those about competencies that nothing asks about."""
        questions = self._narrowed(askable(self.user, self.place.kit.owner_id))
        was_there = Case(
            When(pk__in=self.place.asked.keys() - set(self.added), then=1),
            default=0,
            output_field=IntegerField(),
        )
        if self.words:
            questions = matching(questions, self.words).order_by(was_there, "-search_rank", "pk")
        else:
            by_name = F("competency__name").asc(nulls_last=True)
            questions = questions.order_by(was_there, self._need, by_name, "slug")
        return list(questions.values_list("pk", flat=True))

    def _narrowed(self, questions):
        if self.type:
            questions = questions.filter(type=self.type)
        if self.competency:
            questions = questions.filter(competency=self.competency)
        if self.is_whole:
            return questions
        kit = self.place.kit
        if not self.competency:
            questions = questions.asking_about([rated.pk for rated in self.place.rated])
        return fitting(questions, kit.role_id, kit.fitting_level)

    @property
    def _need(self):
        return Case(
            When(competency__in=self.first, then=0),
            When(competency__in=[rated.pk for rated in self.place.rated], then=1),
            default=2,
            output_field=IntegerField(),
        )

    def offers(self, pks):
        """The questions with these pks, in their order, as offers."""
        questions = Question.objects.filter(pk__in=pks).select_related("competency").with_usage()
        by_pk = questions.in_bulk()
        return [Offer(Hit(by_pk[pk], self.words), self.place) for pk in pks if pk in by_pk]

    def query(self, **changes):
        """The address of this search, with some of it changed."""
        pairs = {
            "q": self.words,
            "competency": self.competency.slug if self.competency else "",
            "type": self.type,
            "bank": WHOLE if self.is_whole else "",
            "instead": self.place.instead.pk if self.place.instead else "",
            "page": self.page,
        }
        pairs |= changes
        kept = {name: value for name, value in pairs.items() if value}
        return urlencode({**kept, **self.order})

    @property
    def order(self):
        """What keeps the list in its order, ready for an address."""
        order = {"first": ".".join(map(str, self.first))}
        return {**order, "added": ".".join(map(str, self.added))} if self.added else order

    @property
    def query_here(self):
        return self.query()

    @property
    def query_of_whole(self):
        return self.query(bank=WHOLE, page="")

    @property
    def query_of_pages(self):
        return self.query(page="")


def _numbers(text):
    """The numbers of a text such as “3.17”; what is none is left out."""
    return [int(part) for part in text.split(".")[:MOST_NUMBERS] if is_number(part)]


def is_number(text):
    """Could it be a pk?"""
    return text.isascii() and text.isdigit() and len(text) < 18


def take_in(draft, round_, question):
    """Ask a question at the end of a round of a draft, kept out or not, and say so in words.
    `ValidationError` says why not. Runs within `Kit.being_changed`."""
    added = filling.add(question, round_)
    draft.excluded_questions.remove(question)
    return with_rated(
        _("Added “%(question)s” to “%(round)s”.")
        % {"question": short(question.prompt), "round": round_.name},
        added,
    )


def with_rated(words, competency):
    """The same words, and that the kit rates a competency from now on, if any."""
    if not competency:
        return words
    more = _("The kit rates %(competency)s from now on: look at its weights.")
    return f"{words} {more % {'competency': competency.name}}"
