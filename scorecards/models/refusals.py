"""Why something is not written on a scorecard. Nothing typed is lost by it: each says what."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from scorecards.card.entries import Entry, Field


def why_closed(seat):
    """Why nothing is written any more on the card of this seat, in words; empty where it is."""
    interview = seat.interview
    if not seat.is_live:
        return _("You are no longer on this panel, so your scorecard takes no further changes.")
    if interview.cancelled_at:
        return _("The interview was cancelled, so its scorecards take no further changes.")
    if interview.no_show_at:
        return _("The candidate did not come, so there is nothing to score.")
    if interview.candidate.opening.archived_at:
        return _("The opening is archived, so its scorecards take no further changes.")
    return ""


class LockedCardError(Exception):
    """The card takes nothing more; the text says why. `entries` are what it did not take."""

    def __init__(self, words, entries=()):
        super().__init__(words)
        self.entries = tuple(entries)


class StaleEntryError(Exception):
    """Somebody wrote the field since: `entry` is what stands there now."""

    def __init__(self, entry):
        super().__init__(entry.name)
        self.entry = entry


class UnsavedError(Exception):
    """Some of several entries were not written; all others were. `unsaved` is a list of those."""

    def __init__(self, unsaved):
        super().__init__(", ".join(each.entry.name for each in unsaved))
        self.unsaved = unsaved


class MissingError(Exception):
    """The card is not whole: `missing` says in words what it lacks. What came with it is saved."""

    def __init__(self, missing):
        super().__init__("; ".join(each.words for each in missing))
        self.missing = missing


@dataclass(frozen=True)
class Unsaved:
    """An entry that was not written: because of what is `stored` by now, or, where that is None,
    because of what `words` say."""

    field: Field
    entry: Entry
    stored: Entry | None = None
    words: str = ""

    @property
    def mine(self):
        """What was typed, as a person reads it."""
        return self.field.in_words(self.entry.value)

    @property
    def other(self):
        """What stands there by now, as a person reads it."""
        return self.field.in_words(self.stored.value)
