"""What people look for in the question bank, as the address says it, and how many there are.

The bank is read once, as plain rows. Each facet's numbers are counted with the other facets
applied, so that they say what a click would show.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from interviews.models import PublishedQuestion, Question
from interviews.search import highlighted, matching
from interviews.search.words import LONGEST_QUERY
from roles.fields import split_lines
from roles.models import Competency, Level, Role

NONE = "none"
MINE = "mine"
MINUTES = (
    ("up-to-5", 5, _("Up to 5 minutes")),
    ("6-to-10", 10, _("6 to 10 minutes")),
    ("11-to-20", 20, _("11 to 20 minutes")),
    ("over-20", 10_000, _("Over 20 minutes")),
)
ASKED = (
    ("3-months", _("In the last 3 months")),
    ("12-months", _("In the last 12 months")),
    ("longer-ago", _("Over a year ago")),
    ("never", _("Never")),
)
SHOWN_AT_ONCE = 7
LEVELS = frozenset(Level.values)


class Row(NamedTuple):
    """What the facets look at, of one question."""

    pk: int
    competency: int | None
    type: str
    minutes: int
    language: str
    levels: str
    state: str
    proposed_by: int | None


@dataclass(frozen=True)
class Choice:
    """One value of a facet. `query` is the address with it chosen, or taken out again."""

    key: str
    label: str
    count: int
    is_chosen: bool
    query: str


@dataclass(frozen=True)
class Tag:
    """Something that was asked for, and the address without it."""

    heading: str
    label: str
    query: str


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def first(self):
        """What shows at once: what is chosen, and the most frequent."""
        if len(self.choices) <= SHOWN_AT_ONCE + 1:
            return self.choices
        shown = sorted(self.choices, key=lambda choice: (not choice.is_chosen, -choice.count))
        shown = shown[: max(SHOWN_AT_ONCE, sum(choice.is_chosen for choice in shown))]
        return tuple(choice for choice in self.choices if choice in shown)

    @property
    def rest(self):
        first = set(self.first)
        return tuple(choice for choice in self.choices if choice not in first)

    @property
    def chosen(self):
        return tuple(choice for choice in self.choices if choice.is_chosen)


class BankSearch:
    """The words and the facets of an address, for one person."""

    def __init__(self, user, asked):
        self.user = user
        self.asked = asked
        self.words = " ".join(asked.get("q", "").replace("\0", " ").split())[:LONGEST_QUERY]
        self.now = timezone.now()

    @cached_property
    def rows(self):
        """All questions that match the words, the best first."""
        questions = Question.objects.visible_to(self.user)
        if self.words:
            questions = matching(questions, self.words)
        else:
            questions = questions.order_by(F("competency__name").asc(nulls_last=True), "slug")
        fields = ("pk", "competency_id", *Row._fields[2:7], "proposed_by_id")
        return [Row(*values) for values in questions.values_list(*fields)]

    @cached_property
    def labels(self):
        """By facet, the label of each key, in the order in which they show."""
        return {
            "competency": dict(self._competencies.values()) | {NONE: _("No competency")},
            "type": dict(Question.Type.choices),
            "role": dict(self._roles.values()) | {NONE: _("Any role")},
            "level": dict(Level.choices) | {NONE: _("Any level")},
            "minutes": {key: label for key, _most, label in MINUTES},
            "asked": dict(ASKED),
            "language": {code: language_name(code) for code in self._languages},
            "state": dict(Question.State.choices),
            "proposed": {MINE: _("Yours")},
        }

    HEADINGS = {
        "competency": _("Competency"),
        "type": _("Type"),
        "role": _("Role"),
        "level": _("Level"),
        "minutes": _("Time for the answer"),
        "asked": _("Last asked"),
        "language": _("Language"),
        "state": _("State"),
        "proposed": _("Proposals"),
    }

    @cached_property
    def chosen(self):
        """By facet, the keys that the address names and that are known here."""
        chosen = {}
        for name, labels in self.labels.items():
            keys = [key for key in dict.fromkeys(self.asked.getlist(name)) if key in labels]
            if keys:
                chosen[name] = keys
        return chosen

    @property
    def left_out(self):
        """The headings of what the address names and nobody knows."""
        return [
            heading
            for name, heading in self.HEADINGS.items()
            if any(key and key not in self.labels[name] for key in self.asked.getlist(name))
        ]

    @cached_property
    def _competencies(self):
        rows = Competency.objects.order_by("name").values_list("pk", "slug", "name")
        return {pk: (slug, name) for pk, slug, name in rows}

    @cached_property
    def _roles(self):
        roles = Role.objects.visible_to(self.user).order_by("title")
        return {pk: (slug, title) for pk, slug, title in roles.values_list("pk", "slug", "title")}

    @cached_property
    def _languages(self):
        """Those of the rows, and known ones that the address names."""
        asked = {code for code in self.asked.getlist("language") if is_language(code)}
        return sorted({row.language for row in self.rows} | asked)

    @cached_property
    def _last_asked(self):
        """When each question was asked last, by its pk; also Question.objects.with_usage."""
        asked = PublishedQuestion.objects.order_by().filter(
            revision__interviews__starts_at__lte=self.now,
            revision__interviews__round_key=F("round_key"),
        )
        last = Max("revision__interviews__starts_at")
        return dict(asked.values_list("question").annotate(last))

    @cached_property
    def _keys(self):
        """By facet, the keys of each of the rows, in their order."""
        named = Question.objects.visible_to(self.user).roles_named()
        own = self.user.pk  # once: the user of a request is looked up anew each time
        role_keys = {pk: slug for pk, (slug, _title) in self._roles.items()}
        none = (NONE,)
        competencies = {pk: (slug,) for pk, (slug, _name) in self._competencies.items()}
        levels = {text: tuple(split_lines(text)) or none for text in {r.levels for r in self.rows}}
        minutes = {m: (_band(m),) for m in {row.minutes for row in self.rows}}
        roles = {
            pk: tuple(role_keys[role] for role in pks if role in role_keys) or none
            for pk, pks in named.items()
        }
        asked = {pk: self._asked_keys(last) for pk, last in self._last_asked.items()}
        return {
            "competency": [competencies.get(row.competency, none) for row in self.rows],
            "type": [(row.type,) for row in self.rows],
            "role": [roles.get(row.pk, none) for row in self.rows],
            "level": [levels[row.levels] for row in self.rows],
            "minutes": [minutes[row.minutes] for row in self.rows],
            "asked": [asked.get(row.pk, ("never",)) for row in self.rows],
            "language": [(row.language,) for row in self.rows],
            "state": [(row.state,) for row in self.rows],
            "proposed": [(MINE,) if row.proposed_by == own else () for row in self.rows],
        }

    def _asked_keys(self, last: datetime):
        age = self.now - last
        if age > timedelta(days=365):
            return ("longer-ago",)
        return ("3-months", "12-months") if age <= timedelta(days=91) else ("12-months",)

    @cached_property
    def _failing(self):
        """For each row, the chosen facets that it does not meet."""
        failing = [() for _row in self.rows]
        for name, keys in self.chosen.items():
            wanted = set(keys)
            for number, has in enumerate(self._keys[name]):
                if wanted.isdisjoint(has):
                    failing[number] += (name,)
        return failing

    @cached_property
    def found(self):
        """The pks of the questions that match words and facets, the best first."""
        return [
            row.pk for row, failing in zip(self.rows, self._failing, strict=True) if not failing
        ]

    @cached_property
    def facets(self):
        """Those that could narrow the search, or do."""
        facets = [self._facet(name) for name in self.HEADINGS]
        return [facet for facet in facets if _tells_apart(facet, len(self.found))]

    def _facet(self, name):
        keys = self._keys[name]
        if self.chosen:
            alone = (), (name,)
            of_rows = zip(keys, self._failing, strict=True)
            keys = [has for has, failing in of_rows if failing in alone]
        counted = Counter(chain.from_iterable(keys))
        chosen = self.chosen.get(name, ())
        choices = tuple(
            Choice(key, str(label), counted[key], key in chosen, self.address(name, key))
            for key, label in self.labels[name].items()
            if counted[key] or key in chosen
        )
        return Facet(name, str(self.HEADINGS[name]), choices)

    def pairs(self, without=()):
        """The address of this search, as names and values; without those facets."""
        pairs = [("q", self.words)] if self.words and "q" not in without else []
        for name, keys in self.chosen.items():
            pairs += [(name, key) for key in keys if name not in without]
        into = self.asked.get("into", "")
        if into.isdecimal() and len(into) < 18:
            pairs.append(("into", into))
        return pairs

    def address(self, name, key):
        """The address with this key chosen, or taken out where it is."""
        pairs = self.pairs()
        if (name, key) in pairs:
            pairs.remove((name, key))
        else:
            pairs.append((name, key))
        return f"?{urlencode(pairs)}"

    @property
    def tags(self):
        return [
            Tag(str(self.HEADINGS[name]), str(self.labels[name][key]), self.address(name, key))
            for name, keys in self.chosen.items()
            for key in keys
        ]

    @property
    def query(self):
        return urlencode(self.pairs())

    @property
    def without_words(self):
        return f"?{urlencode(self.pairs(without=['q']))}"

    @property
    def without_all(self):
        return f"?{urlencode(self.pairs(without=['q', *self.HEADINGS]))}"

    @property
    def is_narrowed(self):
        return bool(self.words or self.chosen)

    def hits_on(self, pks):
        """The questions with these pks, in their order, with their usage and what was found."""
        questions = Question.objects.filter(pk__in=pks).select_related("competency").with_usage()
        by_pk = questions.in_bulk()
        return [Hit(by_pk[pk], self.words) for pk in pks if pk in by_pk]


@dataclass(frozen=True)
class Hit:
    """A question as the bank shows it, and where its text has the words of the search."""

    question: Question
    words: str = ""

    @cached_property
    def prompt(self):
        return highlighted(self.question.prompt, self.words)

    @cached_property
    def competency(self):
        return highlighted(self.question.competency.name, self.words)

    @property
    def levels(self):
        """The names of the levels that it fits; none where it fits any."""
        levels = [level for level in self.question.levels_list if level in LEVELS]
        return [str(Level(level).label) for level in levels] if len(levels) < len(LEVELS) else []

    @cached_property
    def elsewhere(self):
        """Where the words stand, if not in what shows anyway: a heading and the line in pieces."""
        shown = [*self.prompt, *(self.competency if self.question.competency else ())]
        if not self.words or any(is_hit for _piece, is_hit in shown):
            return None
        for name in ("follow_ups", "positive_indicators", "red_flags", "materials"):
            for line in split_lines(getattr(self.question, name)):
                pieces = highlighted(line, self.words)
                if any(is_hit for _piece, is_hit in pieces):
                    return Question._meta.get_field(name).verbose_name, clipped(pieces)
        return None


def clipped(pieces, most=160):
    """The pieces around the first hit, some `most` characters; what is left out shows as “…”."""
    text = "".join(piece for piece, _is_hit in pieces)
    if len(text) <= most:
        return pieces
    first = next(number for number, (_piece, is_hit) in enumerate(pieces) if is_hit)
    before = "".join(piece for piece, _is_hit in pieces[:first])
    kept = [(f"…{before[-40:]}" if len(before) > 40 else before, False)]
    room = most - 40
    for piece, is_hit in pieces[first:]:
        kept.append((piece[:room] + ("…" if len(piece) > room else ""), is_hit))
        room -= len(piece)
        if room <= 0:
            break
    return kept


def _band(minutes):
    return next(key for key, most, _label in MINUTES if minutes <= most)


def _tells_apart(facet, found):
    """Whether a facet would change what is found; one that is chosen can be taken out."""
    if facet.chosen:
        return True
    return any(choice.count < found for choice in facet.choices)


def is_language(code):
    try:
        get_language_info(code.lower())
    except KeyError:
        return False
    return True


def language_name(code):
    """The name of a language; its code where that is not known."""
    if not is_language(code):
        return code
    return _capitalised(get_language_info(code.lower())["name_translated"])


def _capitalised(name):
    return name[:1].upper() + name[1:]
