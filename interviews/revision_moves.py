"""What moving an opening to another kit revision would do to its interviews."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from interviews.models import Interview, KitRevision, Opening


@dataclass(frozen=True)
class Move:
    """`follow` are the interviews that take the revision, `keep` those that keep theirs, each with
    the reason in words. Both in order of time. Cancelled ones are in neither."""

    revision: KitRevision
    follow: tuple[Interview, ...]
    keep: tuple[tuple[Interview, Any], ...]

    @property
    def token(self) -> str:
        """Stands for this move: another revision or other interviews give another."""
        said = (
            self.revision.pk,
            [row.pk for row in self.follow],
            [row.pk for row, _why in self.keep],
        )
        return hashlib.sha256(repr(said).encode()).hexdigest()


def revisions_for(opening: Opening):
    """The published revisions of any kit of the same role, those of its own kit first, the latest
    of each kit before earlier ones. A queryset."""
    own = opening.revision.kit
    own_first = models.Case(models.When(kit=own, then=0), default=1)
    return (
        KitRevision.objects.filter(kit__role=own.role_id)
        .select_related("kit", "published_by")
        .order_by(own_first, "kit__title", "kit", "-number")
    )


def move_of(opening: Opening, revision: KitRevision) -> Move:
    """What would happen now. A fixed number of queries."""
    interviews = (
        Interview.objects.for_opening(opening)
        .standing()
        .exclude(revision=revision)
        .select_related("candidate__opening")
        .prefetch_related("revision")
        .in_print_order()
    )
    follow, keep = [], []
    for interview in interviews:
        if why := _why_it_stays(interview, revision):
            keep.append((interview, why))
        else:
            follow.append(interview)
    return Move(revision, tuple(follow), tuple(keep))


def _why_it_stays(interview, revision):
    if interview.in_use_at:
        return _("A scorecard of it was typed into, printed or downloaded.")
    if interview.round_key not in revision.rounds_by_key:
        return _("The other revision has no such round.")
    return ""
