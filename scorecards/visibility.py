"""Who sees which scorecard: the one place that says so. Seeing is an act.

Everybody sees their own cards. What others rated and wrote stands behind `open_cards`, which checks
the right, notes who looked and locks what was shown; only then does `shown_to` give those cards,
for as long as the viewer's standing allows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.models import Candidate, Panelist
from scorecards.models import Look, Scorecard
from scorecards.sight.situations import Seat, Situation, situation_of, situations_of

FEWEST_RATERS = 2  # below it a total would be one person's ratings


class Line(TextChoices):
    """The lines of the rule, from the top. The first that fits decides."""

    OUTSTANDING = (
        "outstanding",
        gettext_lazy("Has a seat as chair or member whose card is not in"),
    )
    FOR_GOOD = (
        "for_good",
        gettext_lazy(
            "Had a seat that ended after the interview began or after typing anything; or "
            "submitted with fewer than half of the scored questions rated, or without a "
            "recommendation"
        ),
    )
    GUEST = "guest", gettext_lazy("Guest panelist")
    OBSERVER = "observer", gettext_lazy("Observer")
    PANEL = "panel", gettext_lazy("Chair or member, every own card in")
    MANAGER = (
        "manager",
        gettext_lazy("Hiring manager or added member of the opening, no card outstanding"),
    )
    COORDINATOR = "coordinator", gettext_lazy("Coordinator of the opening")
    SUPERUSER = "superuser", gettext_lazy("Superuser")
    WAITING = (
        "waiting",
        gettext_lazy("Hiring manager or added member of the opening, a card outstanding"),
    )
    NOBODY = "nobody", gettext_lazy("Anybody else")


MAY_SEE = {
    Line.OUTSTANDING: gettext_lazy("States only"),
    Line.FOR_GOOD: gettext_lazy("States only, for good"),
    Line.GUEST: gettext_lazy("Own card only, ever"),
    Line.OBSERVER: gettext_lazy("Others’ cards once all counted ones are in"),
    Line.PANEL: gettext_lazy("May open the cards"),
    Line.MANAGER: gettext_lazy(
        "May open the cards; in an opening that shows totals only, total and coverage, once all "
        "counted cards are in and at least two people have rated"
    ),
    Line.COORDINATOR: gettext_lazy("States only"),
    Line.SUPERUSER: gettext_lazy(
        "May open with a reason; every author concerned sees that it was done"
    ),
    Line.WAITING: gettext_lazy("States only, until no card is outstanding"),
    Line.NOBODY: gettext_lazy("Nothing: the page is not found"),
}


@dataclass(frozen=True)
class Standing:
    """What a viewer may do towards a candidate. `line` decided, `words` say it to the viewer.
    Whoever `may_open` still has to, by `open_cards`; `totals_only` then shows totals alone."""

    line: Line
    words: str
    may_open: bool = False
    totals_only: bool = False
    needs_reason: bool = False

    @property
    def sees_states(self) -> bool:
        """Who has submitted, never what. Guests and strangers do not see even that."""
        return self.line not in (Line.GUEST, Line.NOBODY)


def decide(situation: Situation) -> Standing:
    """The rule: the first line that fits, from the top; a guest's is before all others, since they
    see their own card only, ever."""
    own = situation.own
    if situation.is_guest:
        return Standing(Line.GUEST, _("Guests see their own scorecard only."))
    runs = situation.is_manager or (situation.is_member and not situation.is_coordinator)
    if any(seat.is_outstanding for seat in own):
        return Standing(
            Line.OUTSTANDING,
            _("Your own scorecard is not in yet. Until then you see who has submitted, no more."),
        )
    if any(seat.is_thin or (not seat.is_live and (seat.begun or seat.card)) for seat in own):
        return Standing(Line.FOR_GOOD, _words_for_good(own))
    if any(
        seat.is_live and seat.is_standing and seat.part == Panelist.Part.OBSERVER for seat in own
    ):
        return _observer(situation)
    if any(seat.counts for seat in own):
        return Standing(
            Line.PANEL, _("Your own scorecards are in: you may open the others."), may_open=True
        )
    if runs and situation.all_begun_in:
        return _manager(situation)
    if situation.is_coordinator and situation.is_member:
        return Standing(
            Line.COORDINATOR, _("Coordinators see who has submitted, never what was written.")
        )
    if situation.is_superuser:
        return Standing(
            Line.SUPERUSER,
            _("You may open the scorecards with a reason; everybody who wrote one is told."),
            may_open=True,
            needs_reason=True,
        )
    if runs:
        return Standing(
            Line.WAITING,
            _("You may open the scorecards once those of all interviews held so far are in."),
        )
    return Standing(Line.NOBODY, _("This person does not take part: the page is not found."))


def _words_for_good(own: Iterable[Seat]) -> str:
    if any(seat.is_thin for seat in own):
        return _(
            "You submitted a scorecard with fewer than half of the questions rated, or without a "
            "recommendation: for this candidate you see who has submitted, no more."
        )
    return _(
        "You left a panel of this candidate after the interview had begun, or after writing: "
        "for this candidate you see who has submitted, no more."
    )


def _observer(situation: Situation) -> Standing:
    if situation.all_in:
        return Standing(
            Line.OBSERVER,
            _("All scorecards of the panels are in: as an observer you may open them."),
            may_open=True,
        )
    return Standing(
        Line.OBSERVER,
        _("Observers may open the scorecards once those of all panels are in."),
    )


def _manager(situation: Situation) -> Standing:
    if not situation.totals_only:
        return Standing(
            Line.MANAGER,
            _("All scorecards of the interviews held so far are in: you may open them."),
            may_open=True,
        )
    if situation.all_in and situation.people_in >= FEWEST_RATERS:
        return Standing(
            Line.MANAGER,
            _("All scorecards are in: you may open the total. This opening shows totals only."),
            may_open=True,
            totals_only=True,
        )
    return Standing(
        Line.MANAGER,
        _(
            "This opening shows totals only: you may open the total once all scorecards are in and "
            "at least two people have rated."
        ),
        totals_only=True,
    )


def standing_of(user, candidate: Candidate) -> Standing:
    """What this person may see of the cards of this candidate, now."""
    return decide(situation_of(user, candidate))


def standings_of(user, candidates: Iterable[Candidate]) -> dict[int, Standing]:
    """Standings by the key of the candidate, in as many queries as for one."""
    return {pk: decide(one) for pk, one in situations_of(user, candidates).items()}


def counted_cards(candidate: Candidate) -> QuerySet[Scorecard]:
    """Submitted cards that count: of live chairs and members in standing interviews. Facts alone;
    what they say is for those to whom they are shown."""
    return Scorecard.objects.submitted().filter(
        ~Q(panelist__part=Panelist.Part.OBSERVER),
        panelist__interview__candidate=candidate,
        panelist__ended_at=None,
        panelist__interview__cancelled_at=None,
        panelist__interview__no_show_at=None,
    )


def shown_to(user, candidate: Candidate, standing: Standing | None = None) -> QuerySet[Scorecard]:
    """Cards of others that this person opened and may still see. None where totals only show."""
    standing = standing or standing_of(user, candidate)
    if not standing.may_open or standing.totals_only:
        return Scorecard.objects.none()
    looks = Look.objects.by(user).at(candidate).filter(totals_only=False)
    return _opened(looks, user, candidate)


def totalled_for(
    user, candidate: Candidate, standing: Standing | None = None
) -> QuerySet[Scorecard]:
    """Cards that enter the figures this person may see now: all that were opened and still count,
    with the viewer's own. None before opening, and none once a card is in that was not opened, in
    an opening that shows totals only."""
    standing = standing or standing_of(user, candidate)
    looks = Look.objects.by(user).at(candidate)
    if not standing.may_open or not looks.exists():
        return Scorecard.objects.none()
    counted = counted_cards(candidate)
    opened = _opened(looks, user, candidate)
    if standing.totals_only:
        missed = counted.exclude(pk__in=opened.values("pk")).exclude(panelist__user=user)
        return Scorecard.objects.none() if missed.exists() else counted
    return counted.filter(
        Q(pk__in=shown_to(user, candidate, standing).values("pk")) | Q(panelist__user=user)
    )


def _opened(looks: QuerySet[Look], user, candidate: Candidate) -> QuerySet[Scorecard]:
    seen = Look.scorecards.through.objects.filter(look__in=looks).values("scorecard")
    return counted_cards(candidate).filter(pk__in=seen).exclude(panelist__user=user)


def open_cards(user, candidate: Candidate, reason: str = "") -> Look:
    """Open the scorecards of this candidate: note who looked and when, and lock the viewer's own
    cards and those shown. Raises `ValidationError`, in words, where it may not be done."""
    with transaction.atomic():
        candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
        situation = situation_of(user, candidate)
        standing = decide(situation)
        if not standing.may_open:
            raise ValidationError(standing.words)
        if not situation.to_open:
            raise ValidationError(_("Nobody else has submitted a scorecard yet."))
        if standing.needs_reason and not reason.strip():
            raise ValidationError(_("Say why you open them; everybody who wrote one reads it."))
        cards = list(
            Scorecard.objects.select_for_update().filter(
                panelist__in=situation.to_open, submitted_at__isnull=False
            )
        )
        look = Look.objects.create(
            candidate=candidate,
            by=user,
            reason=reason.strip() if standing.needs_reason else "",
            totals_only=standing.totals_only,
        )
        look.scorecards.set(cards)
    return look


def not_blind(seats: Iterable[Panelist]) -> frozenset[int]:
    """The keys of those seats whose people looked at this candidate's cards before their own card
    was in, with or without one so far. One query; fetch interviews and cards with the seats."""
    seats = [seat for seat in seats if seat.user_id]
    if not seats:
        return frozenset()
    earliest: dict[tuple[int, int], datetime] = {}
    looks = Look.objects.filter(
        by__in={seat.user_id for seat in seats},
        candidate__in={seat.interview.candidate_id for seat in seats},
    )
    for by, candidate, at in looks.values_list("by", "candidate", "at").order_by("at"):
        earliest.setdefault((by, candidate), at)
    return frozenset(
        seat.pk
        for seat in seats
        if (at := earliest.get((seat.user_id, seat.interview.candidate_id)))
        and ((submitted_at := _submitted_at(seat)) is None or at < submitted_at)
    )


def _submitted_at(seat: Panelist) -> datetime | None:
    card = getattr(seat, "scorecard", None)
    return card and card.submitted_at
