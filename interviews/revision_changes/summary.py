"""The changes between two revisions of a kit in a few short phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from interviews.revision_changes import KitChanges, RoundChange

NAMED = 3  # rounds that are named one by one; more are counted


def phrases(changes: KitChanges) -> list[str]:
    """Short phrases, the weightiest first: questions, rounds, competencies, then the rest."""
    return [
        *_of_questions(changes),
        *_of_rounds(changes),
        *_of_competencies(changes),
        *_of_the_rest(changes),
    ]


def _of_questions(changes: KitChanges) -> Iterator[str]:
    kinds = Counter(change.kind for change in changes.questions)
    if number := kinds["added"]:
        yield _count(ngettext("%(n)d question added", "%(n)d questions added", number), number)
    if number := kinds["removed"]:
        yield _count(ngettext("%(n)d question removed", "%(n)d questions removed", number), number)
    if number := kinds["swapped"]:
        yield _count(ngettext("%(n)d question swapped", "%(n)d questions swapped", number), number)
    there = [change for change in changes.questions if change.kind == "changed"]
    if number := sum(bool(change.move) for change in there):
        yield _count(ngettext("%(n)d question moved", "%(n)d questions moved", number), number)
    names = [{field.name for field in change.fields} for change in there]
    for group, words in _GROUPS.items():
        if number := sum(bool(found & set(group)) for found in names):
            yield _count(words(number), number)


_GROUPS = {
    ("prompt",): lambda n: ngettext("%(n)d question reworded", "%(n)d questions reworded", n),
    ("materials", "follow_ups", "positive_indicators", "red_flags"): lambda n: ngettext(
        "follow-ups, indicators or materials of %(n)d question changed",
        "follow-ups, indicators or materials of %(n)d questions changed",
        n,
    ),
    ("minutes",): lambda n: ngettext(
        "time of %(n)d question changed", "time of %(n)d questions changed", n
    ),
    ("scored",): lambda n: ngettext(
        "scoring of %(n)d question changed", "scoring of %(n)d questions changed", n
    ),
    ("asker",): lambda n: ngettext(
        "%(n)d question asked by somebody else", "%(n)d questions asked by somebody else", n
    ),
    ("drop_order",): lambda n: ngettext(
        "optional order of %(n)d question changed",
        "optional order of %(n)d questions changed",
        n,
    ),
    ("competency", "type", "reviewed", "source"): lambda n: ngettext(
        "facts of %(n)d question changed", "facts of %(n)d questions changed", n
    ),
}


def _count(words: str, number: int) -> str:
    return words % {"n": number}


def _of_rounds(changes: KitChanges) -> Iterator[str]:
    for kind, one, many in (
        (
            "added",
            _("“%(round)s” added"),
            lambda n: ngettext("%(n)d round added", "%(n)d rounds added", n),
        ),
        (
            "removed",
            _("“%(round)s” removed"),
            lambda n: ngettext("%(n)d round removed", "%(n)d rounds removed", n),
        ),
    ):
        rounds = [change for change in changes.rounds if change.kind == kind]
        if len(rounds) > NAMED:
            yield _count(many(len(rounds)), len(rounds))
        else:
            yield from (one % {"round": change.round.name} for change in rounds)
    for change in changes.rounds:
        yield from _of_round(change)
    if any(change.move for change in changes.rounds):
        yield _("rounds in another order")


def _of_round(change: RoundChange) -> Iterator[str]:
    names = {field.name for field in change.fields}
    words = {"round": change.round.name, "n": abs(change.longer)}
    if change.longer > 0:
        yield (
            ngettext(
                "“%(round)s” %(n)d minute longer", "“%(round)s” %(n)d minutes longer", words["n"]
            )
            % words
        )
    if change.longer < 0:
        yield (
            ngettext(
                "“%(round)s” %(n)d minute shorter", "“%(round)s” %(n)d minutes shorter", words["n"]
            )
            % words
        )
    if "panel_size" in names:
        size = change.round.panel_size
        yield (
            ngettext("“%(round)s” with %(n)d panelist", "“%(round)s” with %(n)d panelists", size)
            % {**words, "n": size}
        )
    if "name" in names:
        yield _("“%(round)s” renamed") % words
    if names & {"opening_script", "closing_script"}:
        yield _("scripts of “%(round)s” changed") % words
    if "purpose" in names:
        yield _("purpose of “%(round)s” changed") % words
    if names & {"opening_minutes", "closing_minutes"}:
        yield _("opening or closing time of “%(round)s” changed") % words


def _of_competencies(changes: KitChanges) -> Iterator[str]:
    kinds = Counter(change.kind for change in changes.competencies)
    if number := kinds["added"]:
        yield _count(ngettext("%(n)d competency added", "%(n)d competencies added", number), number)
    if number := kinds["removed"]:
        yield _count(
            ngettext("%(n)d competency removed", "%(n)d competencies removed", number), number
        )
    if any(None not in (row.before, row.after) and row.is_different for row in changes.weights):
        yield _("weights changed")
    there = [change for change in changes.competencies if change.kind == "changed"]
    names = [{field.name for field in change.fields} for change in there]
    if number := sum("essential" in found for found in names):
        yield _count(
            ngettext(
                "%(n)d competency essential or not any more",
                "%(n)d competencies essential or not any more",
                number,
            ),
            number,
        )
    if number := sum("anchors" in found for found in names):
        yield _count(
            ngettext(
                "anchors of %(n)d competency changed",
                "anchors of %(n)d competencies changed",
                number,
            ),
            number,
        )
    if number := sum(bool(found - {"essential", "anchors"}) for found in names):
        yield _count(
            ngettext("%(n)d competency reworded", "%(n)d competencies reworded", number), number
        )
    if any(change.move for change in there):
        yield _("competencies in another order")


def _of_the_rest(changes: KitChanges) -> Iterator[str]:
    names = {field.name for field in changes.kit}
    for group, words in (
        ({"title"}, _("title changed")),
        ({"role"}, _("another role")),
        ({"level"}, _("another level")),
        ({"summary"}, _("summary of the role changed")),
        (
            {"planned_follow_ups_only", "papers_held_back", "same_panel", "calibrated_panel"},
            _("settings changed"),
        ),
        ({"source", "expert", "on"}, _("job analysis changed")),
        ({"recommendations"}, _("overall recommendations changed")),
        ({"key", "language"}, _("language or name in addresses changed")),
    ):
        if names & group:
            yield words
    if changes.weights_reason:
        yield _("reason for the weights changed")
    if changes.scale:
        yield _("rating scale changed")
