"""The questions of a kit file beside those of the bank."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from interviews import document as kit_document
from interviews.exchange.differences import CHANGED, NEW, SAME, lines_change, only, text_change
from interviews.models import Question
from roles.fields import split_lines
from roles.history.changes import FieldChange


@dataclass(frozen=True)
class Asked:
    """A question of the file. `here` is the slug of the one in the bank, `pk` its key, 0 where it
    has none; `may_stay` tells whether the bank's own text fits this kit."""

    key: str
    prompt: str
    round: str
    status: str
    here: str = ""
    pk: int = 0
    is_reviewed: bool = False
    may_stay: bool = True
    changes: tuple[FieldChange, ...] = ()


def questions_of(document: kit_document.KitDocument, user, *, lock: bool) -> tuple[Asked, ...]:
    """Every question of the document, in order, beside what the kit of `user` may ask here."""
    bank = _bank(document, user, lock)
    names = {part.key: part.name for part in document.competencies}
    by_slug = {question.slug: question for question in bank}
    by_wording = {_wording(question): question for question in reversed(bank)}
    taken = {by_slug[row.key].pk for row in document.questions if row.key in by_slug}
    found = []
    for round_ in document.rounds:
        for row in round_.questions:
            same_name, twin = by_slug.get(row.key), by_wording.get(wording_of(row))
            if twin and twin is not same_name and twin.pk in taken:
                twin = None
            if same_name and _wording(same_name) == wording_of(row):
                twin = same_name
            here = twin or same_name
            if here:
                taken.add(here.pk)
            found.append(_asked(row, round_.name, here, names))
    return tuple(found)


def _bank(document, user, lock):
    """The questions here that this person's kit may ask and that are named or worded as in the
    file, by slug."""
    named = Q(slug__in=[row.key for row in document.questions])
    worded = Q(prompt__in=[row.prompt for row in document.questions])
    rows = Question.objects.visible_to(user).filter(named | worded).select_related("competency")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return [row for row in rows.order_by("slug") if row.may_be_asked_by(user.pk)]


def _asked(row, round_name, here, names):
    if not here:
        return Asked(row.key, row.prompt, round_name, NEW)
    changes = _question_changes(row, here, names)
    return Asked(
        row.key,
        row.prompt,
        round_name,
        CHANGED if changes else SAME,
        here.slug,
        here.pk,
        here.is_approved,
        not here.competency or here.competency.slug in names,
        changes,
    )


LISTS = ("follow_ups", "positive_indicators", "red_flags")


def wording_of(row: kit_document.Question) -> tuple:
    """All that a candidate hears or a panelist reads, as a question of the bank would hold it."""
    lists = [tuple(split_lines("\n".join(getattr(row, name)))) for name in LISTS]
    return (row.type, row.competency or "", row.prompt, *lists, row.materials)


def _wording(here):
    slug = here.competency.slug if here.competency else ""
    lists = [tuple(getattr(here, f"{name}_list")) for name in LISTS]
    return (here.type, slug, here.prompt, *lists, here.materials)


def _question_changes(row, here, names):
    fields = Question._meta
    type_, competency, prompt, *lists, materials = wording_of(row)
    here_type, here_competency, here_prompt, *here_lists, here_materials = _wording(here)
    here_name = here.competency.name if here.competency else ""
    changes = [
        text_change(_("question"), prompt, here_prompt),
        text_change(
            _("type"), str(Question.Type(type_).label), str(Question.Type(here_type).label)
        ),
        text_change(_("competency"), names.get(competency, ""), here_name)
        if competency != here_competency
        else None,
        *(
            lines_change(fields.get_field(name).verbose_name, list(said), list(held), is_list=True)
            for name, said, held in zip(LISTS, lists, here_lists, strict=True)
        ),
        text_change(_("materials"), materials, here_materials),
    ]
    return only(changes)
