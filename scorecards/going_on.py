"""That a candidate goes on to the next round: said by the chair of the round that was held, or by
whoever manages the opening. Nothing follows from a rating."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from interviews.models import Candidate, Interview, Opening, Panelist
from scorecards.models import GoAhead


def deciding_seat(user, interviews: Iterable[Interview]) -> Panelist | None:
    """This person's seat as chair of one of these interviews, fetched with their panels, where it
    was held."""
    return next(
        (
            seat
            for interview in interviews
            for seat in interview.panel
            if interview.is_held and seat.part == Panelist.Part.CHAIR and seat.user_id == user.pk
        ),
        None,
    )


def has_next(opening: Opening, round_key: str) -> bool:
    """Whether the kit has a round after this one."""
    order = list(opening.revision.rounds_by_key)
    return round_key in order[:-1]


def may_let_go_on(user, interview: Interview, *, manages: bool) -> bool:
    """Whether this person may say it of an interview that was fetched with its panel."""
    decides = manages or deciding_seat(user, [interview]) is not None
    return (
        decides and interview.is_held and has_next(interview.candidate.opening, interview.round_key)
    )


def let_go_on(candidate: Candidate, round_key: str, *, by) -> GoAhead:
    """A second time changes nothing. `ValidationError`, in words, where it may not be said."""
    with transaction.atomic():
        candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
        if not candidate.is_current:
            # Without the name, which may be hidden from a chair.
            raise ValidationError(_("This candidate is no longer in this opening."))
        if not has_next(candidate.opening, round_key):
            raise ValidationError(_("No round follows this one: what comes next is the decision."))
        held = candidate.interviews.standing().filter(round_key=round_key)
        if not any(interview.is_held for interview in held.select_related("revision")):
            raise ValidationError(_("This round has not been held yet."))
        return GoAhead.objects.get_or_create(
            candidate=candidate, round_key=round_key, defaults={"by": by}
        )[0]


def take_back(candidate: Candidate, round_key: str) -> None:
    """As if it had not been said; too late once an interview of a later round has begun."""
    with transaction.atomic():
        candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
        order = list(candidate.opening.revision.rounds_by_key)
        later = order[order.index(round_key) + 1 :] if round_key in order else []
        if candidate.interviews.standing().begun().filter(round_key__in=later).exists():
            raise ValidationError(
                _("The next round has begun, so the go-ahead cannot be taken back any more.")
            )
        candidate.go_aheads.filter(round_key=round_key).delete()
