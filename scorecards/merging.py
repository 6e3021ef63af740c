"""Two candidates of an opening who are the same person become one."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.models import Candidate, Opening
from roles.fields import split_lines
from scorecards.models import GoAhead, Look, Scorecard

KEPT, DROPPED, BOTH = "kept", "dropped", "both"
CV = ("papers", "papers_name", "papers_link", "papers_shown")


@dataclass(frozen=True)
class Part:
    """A part of a candidate as both have it. `choices` are those that mean something: one of them
    where the two are alike or one has nothing, and then nobody is asked. `wanted` is what somebody
    asked for."""

    name: str
    label: Any
    kept: str
    dropped: str
    wanted: str = ""

    @property
    def chosen(self) -> str:
        """The choice that was made or, where none was, the first."""
        return self.wanted if self.wanted in self.choices else self.choices[0]

    @property
    def choices(self) -> tuple[str, ...]:
        if self.kept == self.dropped or not self.dropped:
            return (KEPT,)
        if not self.kept:
            return (DROPPED,)
        return (BOTH, KEPT, DROPPED) if self.name == "adjustments" else (KEPT, DROPPED)

    @property
    def is_asked(self) -> bool:
        return len(self.choices) > 1


def parts_of(kept: Candidate, dropped: Candidate, wanted: Mapping[str, str]) -> list[Part]:
    """What is chosen from, part by part. `wanted` are choices by the name of the part."""
    said = {
        "name": (gettext_lazy("Name"), kept.name, dropped.name),
        "email": (gettext_lazy("E-mail"), kept.email, dropped.email),
        "cv": (gettext_lazy("CV"), _cv_in_words(kept), _cv_in_words(dropped)),
        "adjustments": (gettext_lazy("Adjustments"), kept.adjustments, dropped.adjustments),
    }
    return [Part(name, *texts, wanted.get(name, "")) for name, texts in said.items()]


def _cv_in_words(candidate):
    said = [candidate.papers_name] if candidate.papers else []
    return "\n".join([*said, *([candidate.papers_link] if candidate.papers_link else [])])


def hindrances(kept: Candidate, dropped: Candidate) -> list[str]:
    """In words, what stands in the way of making one candidate of two. Empty where nothing does."""
    found = []
    if all(Scorecard.objects.for_candidate(row).exists() for row in (kept, dropped)):
        found.append(
            _(
                "Both have scorecards, so they stay apart: nobody could tell later which interview "
                "a rating came from. Withdraw the one that you do not need."
            )
        )
    if dropped.is_current and not kept.is_current:
        found.append(
            _("%(candidate)s is out. Take that back first, or keep the other one.")
            % {"candidate": kept.name}
        )
    return found + _clashes(kept, dropped)


def _clashes(kept, dropped):
    """Interviews of the two at the same time: one person cannot sit in both."""
    of_kept, of_dropped = (
        list(row.interviews.filter(cancelled_at=None).prefetch_related("revision"))
        for row in (kept, dropped)
    )
    return [
        _("“%(one)s” and “%(other)s” are at the same time, on %(when)s. Move or cancel one first.")
        % {
            "one": one.round_name,
            "other": other.round_name,
            "when": f"{timezone.localtime(max(one.starts_at, other.starts_at)):%Y-%m-%d %H:%M}",
        }
        for one, other in product(of_kept, of_dropped)
        if one.starts_at == other.starts_at
        or (
            one.is_standing
            and other.is_standing
            and one.starts_at < other.ends_at
            and other.starts_at < one.ends_at
        )
    ]


@transaction.atomic
def made_one(kept: Candidate, dropped: Candidate, choices: Mapping[str, str]) -> Candidate:
    """`dropped` becomes a part of `kept`, which keeps its number. `choices` say by the name of a
    part whose it is: kept, dropped or both. Returns `kept` as it is then. `ValidationError` where
    something is in the way."""
    opening = Opening.objects.select_for_update().get(pk=kept.opening_id)
    rows = Candidate.objects.select_for_update().filter(opening=opening).order_by("pk")
    locked = rows.in_bulk([kept.pk, dropped.pk])
    if len(locked) != 2:
        raise ValidationError(_("One of the two is gone by now. Look at the opening again."))
    kept, dropped = locked[kept.pk], locked[dropped.pk]
    if found := hindrances(kept, dropped):
        raise ValidationError(found)
    old_files = {kept.papers.name, dropped.papers.name}
    for part in parts_of(kept, dropped, choices):
        _take(part, kept, dropped)
    dropped.interviews.update(candidate=kept)
    _move_acts(kept, dropped)
    dropped.delete()
    opening.numbers_given = max(opening.numbers_given, dropped.number, kept.number)
    opening.save(update_fields=["numbers_given"])
    kept.save(update_fields=["name", "email", *CV, "adjustments"])
    _delete_later(kept.papers.storage, old_files - {kept.papers.name, ""})
    return kept


def _take(part, kept, dropped):
    fields = CV if part.name == "cv" else (part.name,)
    if part.chosen == DROPPED:
        for field in fields:
            setattr(kept, field, getattr(dropped, field))
    elif part.chosen == BOTH:
        lines = split_lines(kept.adjustments) + split_lines(dropped.adjustments)
        kept.adjustments = "\n".join(dict.fromkeys(lines))


def _move_acts(kept, dropped):
    """Who opened whose scorecards, and from which rounds the person goes on."""
    Look.objects.at(dropped).update(candidate=kept)
    known = GoAhead.objects.filter(candidate=kept).values_list("round_key", flat=True)
    own = GoAhead.objects.filter(candidate=dropped)
    own.filter(round_key__in=list(known)).delete()
    own.update(candidate=kept)


def _delete_later(storage, names):
    for name in names:
        transaction.on_commit(lambda name=name: storage.delete(name))
