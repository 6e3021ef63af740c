"""A scorecard that saves by itself: one field in one small request, answered in JSON."""

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from scorecards.declaring import declared
from scorecards.models import Scorecard
from scorecards.models.refusals import LockedCardError, StaleEntryError
from scorecards.seats import for_seat, login_of


@require_POST
@for_seat
@declared
def save(request, seat):
    """Write `value` into `field` where its version is still `version`. 409 tells what somebody
    wrote since, 423 why the card takes nothing more, 422 why the value has no place there."""
    name, value = request.POST.get("field", ""), request.POST.get("value", "")
    try:
        entry = Scorecard.objects.write(seat, name, value, _version_in(request.POST))
    except StaleEntryError as stale:
        stored = stale.entry
        answer = {"conflict": name, "value": stored.value, "version": stored.version}
        return JsonResponse(answer, status=409)
    except LockedCardError as locked:
        return JsonResponse({"locked": str(locked)}, status=423)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=422)
    already = {"already": True} if entry.already else {}
    return JsonResponse({"saved": name, "version": entry.version, **already})


def _version_in(data):
    version = data.get("version", "")
    if not version.isdecimal() or len(version) > 9:
        raise ValidationError(_("Say which version of the field you change."))
    return int(version)


@require_safe
@for_seat
@declared
def state(request, seat):
    """What stands in every field, and a token, for a page that goes on after a new login."""
    card = Scorecard.objects.of_seat(seat)
    entries = card.entries()
    return JsonResponse(
        {
            "csrf": get_token(request),
            "login": login_of(seat),
            "submitted": card.is_submitted,
            "locked": card.why_locked,
            "fields": {
                name: {"value": entry.value, "version": entry.version}
                for name, entry in entries.items()
            },
        }
    )
