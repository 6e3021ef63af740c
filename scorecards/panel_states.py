"""An interview for those who schedule it: who sits in it, and how far each of them is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from interviews.bookings import known_for, plan_of
from interviews.models import Declaration, Interview, Panelist
from interviews.scheduling import warnings_of
from scorecards.models import Mail, Scorecard


@dataclass(frozen=True)
class State:
    """In words; `tag` is the class that repeats it in colour."""

    words: str
    tag: str = ""


@dataclass(frozen=True)
class SeatStates:
    """A live seat. `in_conflict` waits for a decision; `may_leave` as long as no card is in."""

    panelist: Panelist
    states: tuple[State, ...]
    in_conflict: bool
    may_leave: bool
    is_invited: bool


@dataclass(frozen=True)
class Leaver:
    """A seat that ended. `is_empty` where nobody sits there now, so that it can be filled."""

    panelist: Panelist
    words: str
    is_empty: bool


def interview_for(interviews, pk: int) -> Interview | None:
    """With all that the page shows."""
    return (
        interviews.select_related("candidate__opening__revision", "revision__kit")
        .prefetch_related("panelists__user", "panelists__stands_in_for")
        .filter(pk=pk)
        .first()
    )


def seats_of(interview: Interview) -> list[SeatStates]:
    """Live seats with their states. Three queries."""
    panel = interview.panel
    cards = dict(
        Scorecard.objects.filter(panelist__in=panel).values_list("panelist", "submitted_at")
    )
    declarations: dict[int, Declaration] = {}
    for declaration in Declaration.objects.filter(panelist__in=panel).order_by("pk"):
        declarations[declaration.panelist_id] = declaration
    letters: dict[int, Mail] = {}
    for mail in Mail.objects.filter(panelist__in=panel, method="REQUEST").order_by("pk"):
        letters[mail.panelist_id] = mail
    begun = interview.is_standing and interview.has_begun
    return [
        SeatStates(
            panelist,
            (
                _invited(panelist, letters.get(panelist.pk)),
                _declared(declarations.get(panelist.pk)),
                *_card(panelist, cards, begun),
            ),
            in_conflict=_is_undecided(declarations.get(panelist.pk)),
            may_leave=cards.get(panelist.pk) is None,
            is_invited=panelist.pk in letters,
        )
        for panelist in panel
    ]


def leavers_of(interview: Interview) -> list[Leaver]:
    """Seats that ended, the last one first. No query."""
    taken = {panelist.seat for panelist in interview.panel}
    left = [panelist for panelist in interview.panelists.all() if not panelist.is_live]
    left.sort(key=lambda panelist: panelist.ended_at, reverse=True)
    stood_in = {panelist.stands_in_for_id: panelist.name for panelist in interview.panelists.all()}
    leavers, seen = [], set()
    for panelist in left:
        empty = panelist.seat not in taken and panelist.seat not in seen
        seen.add(panelist.seat)
        leavers.append(Leaver(panelist, _left(panelist, stood_in.get(panelist.pk)), empty))
    return leavers


def warnings_for(interview: Interview) -> tuple[str, ...]:
    """What to see to before an interview to come. Five queries, none for one that has begun."""
    if not interview.is_standing or interview.has_begun:
        return ()
    plan = plan_of(interview)
    opening = interview.candidate.opening
    known = known_for(opening, interview.revision, interview.round_key, [plan], besides=interview)
    return warnings_of(plan, known)


def _invited(panelist: Panelist, mail: Mail | None) -> State:
    if not panelist.email:
        return State(_("No e-mail address: tell them yourself"), "tag-key")
    if mail is None:
        return State(_("Not invited"))
    if mail.sent_at:
        return State(_("Invited"), "tag-pine")
    if mail.given_up_at:
        return State(_("The invitation did not go out"), "tag-bad")
    return State(_("Invitation on its way"))


def _declared(declaration: Declaration | None) -> State:
    if declaration is None:
        return State(_("Not declared yet"))
    if declaration.is_undecided:
        return State(_("Conflict of interest to decide"), "tag-bad")
    if declaration.has_conflict is None:
        return State(_("Not declared yet"))
    return State(_("Declared"), "tag-pine")


def _is_undecided(declaration: Declaration | None) -> bool:
    return declaration is not None and declaration.is_undecided


def _card(panelist: Panelist, cards: dict, begun: bool) -> list[State]:
    if not panelist.counts:
        return [State(_("Practice, never counted"))]
    if cards.get(panelist.pk):
        return [State(_("Scorecard in"), "tag-good")]
    return [State(_("Scorecard outstanding"), "tag-key")] if begun else []


def _left(panelist: Panelist, stand_in: str | None) -> str:
    if panelist.ending == Panelist.Ending.DECLINED:
        words = _("said no")
    elif panelist.ending == Panelist.Ending.RECUSED:
        words = _("left after a conflict of interest")
    else:
        words = _("taken off the panel")
    if stand_in:
        return _("%(left)s; %(person)s stands in") % {"left": words, "person": stand_in}
    return words
