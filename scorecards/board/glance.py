"""An opening at a glance: how far it is, in counts."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone

from interviews.models import Interview, Opening


@dataclass(frozen=True)
class Glance:
    """Of all `candidates`, `current` ones are still in, and `unscheduled` of those have no
    interview; `coming` interviews are ahead, the `next` one at that moment."""

    candidates: int
    current: int
    unscheduled: int
    coming: int
    next: datetime.datetime | None


def glance(opening: Opening) -> Glance:
    """Two queries."""
    interviews = Interview.objects.for_opening(opening).standing()
    is_in = Q(withdrawn_at=None, rejected_at=None)
    has_interview = Exists(interviews.filter(candidate=OuterRef("pk")))
    candidates = opening.candidates.aggregate(
        candidates=Count("pk"),
        current=Count("pk", filter=is_in),
        unscheduled=Count("pk", filter=is_in & ~has_interview),
    )
    coming = interviews.filter(starts_at__gt=timezone.now())
    return Glance(**candidates, **coming.aggregate(coming=Count("pk"), next=Min("starts_at")))
