"""The page of a candidate: who may come there and as whom, and what stands there before anything is
opened, which is interviews and states, the same for everybody who may come."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from interviews.models import Candidate, Interview, Opening, Panelist
from scorecards.declaring import may_enter
from scorecards.going_on import has_next
from scorecards.models import GoAhead, Look
from scorecards.sight.opened import Opened, opened_by
from scorecards.sight.situations import Situation, situation_of
from scorecards.visibility import Standing, decide


@dataclass(frozen=True)
class SeatState:
    """A seat with what everybody may know of its card: `is_in`, or `is_due` once the interview has
    begun. An observer's is neither."""

    panelist: Panelist
    is_in: bool
    is_due: bool


@dataclass(frozen=True)
class Meeting:
    """An interview with the states of its panel, by seat. `went_on` is the go-ahead after it;
    `decides` says that the viewer may give it, or take it back."""

    interview: Interview
    seats: tuple[SeatState, ...]
    went_on: GoAhead | None
    decides: bool


@dataclass(frozen=True)
class Visit:
    """Somebody at the page of a candidate. `runs` the opening, `manages` its candidates or
    `schedules` their interviews; whoever does none of it sits on a panel."""

    user: object
    candidate: Candidate
    situation: Situation
    runs: bool
    manages: bool
    schedules: bool

    @property
    def name(self) -> str:
        """What this viewer calls the candidate."""
        return self.candidate.name if self.runs else self.candidate.name_for_panel

    @cached_property
    def standing(self) -> Standing:
        return decide(self.situation)

    @cached_property
    def looks(self) -> list[Look]:
        """Who opened the cards, the last one first."""
        return list(
            Look.objects.at(self.candidate)
            .select_related("by")
            .prefetch_related("scorecards")
            .order_by("-at", "-pk")
        )

    @cached_property
    def not_opened(self) -> int:
        """How many cards of others are in that this viewer has not opened in the way that their
        standing gives: cards, or totals alone."""
        seen = {
            card.panelist_id
            for look in self.looks
            if look.by_id == self.user.pk and (self.standing.totals_only or not look.totals_only)
            for card in look.scorecards.all()
        }
        return len(self.situation.to_open - seen)

    @cached_property
    def opened(self) -> Opened | None:
        if not any(look.by_id == self.user.pk for look in self.looks):
            return None
        return opened_by(self.user, self.candidate, self.standing)

    @cached_property
    def meetings(self) -> list[Meeting]:
        """The interviews by time, with live seats alone."""
        seats = Panelist.objects.live().select_related("user", "scorecard").order_by("seat")
        interviews = self.candidate.interviews.prefetch_related(
            "revision", Prefetch("panelists", seats, to_attr="live_seats")
        )
        went_on = {row.round_key: row for row in self.candidate.go_aheads.select_related("by")}
        now = timezone.now()
        return [
            Meeting(
                interview,
                tuple(_state(seat, interview, now) for seat in interview.live_seats),
                went_on.get(interview.round_key),
                self._decides_on(interview),
            )
            for interview in interviews.order_by("starts_at", "pk")
        ]

    def _decides_on(self, interview: Interview) -> bool:
        opening = self.candidate.opening
        if not interview.is_held or not self.candidate.is_current or opening.archived_at:
            return False
        chairs = any(
            seat.part == Panelist.Part.CHAIR and seat.user_id == self.user.pk
            for seat in interview.live_seats
        )
        return (self.manages or chairs) and has_next(opening, interview.round_key)


def _state(seat: Panelist, interview: Interview, now) -> SeatState:
    is_in = hasattr(seat, "scorecard") and seat.scorecard.is_submitted
    due = seat.counts and interview.is_standing and interview.starts_at <= now
    return SeatState(seat, is_in=is_in, is_due=due and not is_in)


def visit_of(user, candidate: Candidate) -> Visit | None:
    """The visit of this person; None where they have no business here. `candidate` is fetched with
    its opening. People of a panel come in once they have declared."""
    here = {"pk": candidate.opening_id}
    runs = Opening.objects.visible_to(user).filter(**here).exists()
    visit = Visit(
        user,
        candidate,
        situation_of(user, candidate),
        runs,
        manages=runs and Opening.objects.managed_by(user).filter(**here).exists(),
        schedules=runs and Opening.objects.scheduled_by(user).filter(**here).exists(),
    )
    if runs or (visit.standing.sees_states and any(map(may_enter, seats_of(user, candidate)))):
        return visit
    return None


def seats_of(user, candidate: Candidate) -> list[Panelist]:
    """The seats of this person, live ones first."""
    seats = Panelist.objects.held_by(user).filter(interview__candidate=candidate)
    return sorted(seats.prefetch_related("declarations"), key=lambda seat: not seat.is_live)


def undeclared_seat(user, candidate: Candidate) -> Panelist | None:
    """A live seat in which something is still to be declared."""
    seats = (seat for seat in seats_of(user, candidate) if seat.is_live)
    return next((seat for seat in seats if not may_enter(seat)), None)


def why_not_yet(visit: Visit) -> str:
    """Why nothing can be opened now, in words; empty where something can."""
    if not visit.standing.may_open:
        return visit.standing.words
    if not visit.situation.to_open:
        return _("Nobody else has submitted a scorecard yet.")
    return ""
