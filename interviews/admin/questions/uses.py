"""Where questions are used: drafts of kits, published revisions, openings. What a person may not
see is said to exist, and whom to ask, but not named."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.models import Kit, KitQuestion, KitRevision, Opening, PublishedQuestion

MOST_NAMED = 50


def name_of(person):
    return person.get_full_name() or person.get_username()


@dataclass
class Uses:
    """The uses of some questions (their pks), as `user` may know them. Nothing is read before it is
    asked for."""

    questions: list[int]
    user: Any

    @cached_property
    def drafts(self):
        """Their places in rounds, with kit and owner."""
        places = KitQuestion.objects.filter(question__in=self.questions)
        return _Some(
            places.select_related("round__kit__owner").order_by("round__kit__title", "round"),
            seen={"round__kit__in": Kit.objects.visible_to(self.user).values("pk")},
        )

    @cached_property
    def published(self):
        """Revisions with a round that asks one of them."""
        revisions = KitRevision.objects.filter(
            pk__in=PublishedQuestion.objects.filter(question__in=self.questions).values("revision")
        )
        return _Some(
            revisions.select_related("kit").order_by("kit__title", "-number"),
            seen={"pk__in": KitRevision.objects.visible_to(self.user).values("pk")},
        )

    @cached_property
    def openings(self):
        """Openings that use one of those revisions."""
        openings = Opening.objects.filter(
            revision__in=PublishedQuestion.objects.filter(question__in=self.questions).values(
                "revision"
            )
        )
        return _Some(
            openings.select_related("hiring_manager").order_by("archived_at", "reference"),
            seen={"pk__in": Opening.objects.visible_to(self.user).values("pk")},
        )

    @property
    def keep_from_deleting(self):
        return bool(self.drafts or self.published)

    def lines(self):
        """A line for each use that keeps the questions from being deleted."""
        lines = [
            format_html(
                _("Draft of a kit: {}, round “{}”, of {}"),
                _link(place.round.kit, place.round.kit.title),
                place.round.name,
                name_of(place.round.kit.owner),
            )
            for place in self.drafts.named
        ]
        lines += [
            format_html(_("Published: {}"), _link(revision, revision))
            for revision in self.published.named
        ]
        more = self.drafts.unnamed + self.published.unnamed
        if more:
            words = ngettext("%d more that is not named here", "%d more not named here", more)
            lines.append(words % more)
        return lines


class _Some:
    """The first of many rows that a person may see, and how many others there are."""

    def __init__(self, rows, seen):
        self._rows, self._seen = rows, seen

    @cached_property
    def named(self):
        return list(self._rows.filter(**self._seen)[:MOST_NAMED])

    @cached_property
    def count(self):
        return self._rows.count()

    @cached_property
    def hidden(self):
        """Those that the person may not see, at most as many as are named."""
        return list(self._rows.exclude(**self._seen)[:MOST_NAMED])

    @property
    def unnamed(self):
        return self.count - len(self.named)

    @property
    def unlisted(self):
        """How many stand neither among the named nor among the hidden."""
        return self.unnamed - len(self.hidden)

    def __bool__(self):
        return self.count > 0


def _link(row, words):
    return format_html('<a href="{}">{}</a>', row.get_absolute_url(), words)
