"""The rows of a board. A page has a thousand entries, so each is written as markup here, in one go,
and what repeats is worked out once."""

import datetime
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.models import KitRevision, Opening, Panelist
from interviews.scheduling import rated_in, thinly_seen
from scorecards.board.facts import Gone, Meeting, Person, Taken, Waits

ENTRY = (
    '<div class="board-entry"><a href="{}"><time datetime="{}">{}</time></a> '
    '<span class="tag {}">{}</span><div>{}</div>{}</div>'
)
PLACE = '<div class="soft">{}</div>'
NOTE = '<div class="board-note">{}</div>'
GOES_ON = '<div class="board-goes-on">{}</div>'
LET_GO_ON = (
    '<button class="btn btn-quiet btn-small" formaction="{}" name="round" value="{}">{}'
    '<span class="visually-hidden"> {}</span></button>'
)
SCHEDULE = '<a {}href="{}">{}<span class="visually-hidden"> {}</span></a>'
NOTHING = '<span class="soft">{}</span> '


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate. `cells` are a pair for each round: its name, and as markup what happened and
    may happen in it. `elsewhere` is the markup of rounds that only an earlier revision of the kit
    has. `thin` names competencies that fewer than two people see."""

    name: str
    words: str
    href: str
    left: str
    cells: tuple[tuple[str, SafeString], ...]
    elsewhere: SafeString
    thin: str


def next_round(
    person: Person,
    scheduled: Container[tuple[int, str]],
    goes_on: Container[tuple[int, str]],
    order: list[str],
) -> str:
    """The round to schedule next, empty where none is: the first of all, or one after a round from
    which the candidate goes on, as long as no later one is scheduled. Both are by candidate and
    round."""
    if not person.is_current:
        return ""
    for place in range(len(order) - 1, -1, -1):
        if (person.pk, order[place]) in scheduled:
            return ""
        if place == 0 or (person.pk, order[place - 1]) in goes_on:
            return order[place]
    return ""


class RowMaker:
    """Rows for one viewer, who may see the board. All see the same states."""

    def __init__(
        self,
        opening: Opening,
        user,
        scheduled: Container[tuple[int, str]],
        goes_on: Mapping[tuple[int, str], Gone],
        waits: Waits,
        seats: Mapping[int, list[Taken]],
        meetings: Iterable[Meeting],
    ):
        self.user, self.now = user, timezone.now()
        self.scheduled, self.goes_on, self.waits, self.seats = scheduled, goes_on, waits, seats
        is_open = opening.archived_at is None
        self.may_schedule = is_open and user.has_perm("interviews.add_interview")
        self.may_manage = is_open and user.has_perm("interviews.change_opening")
        self.rated, self.rounds = (
            rated_in(opening.revision.document),
            opening.revision.rounds_by_key,
        )
        self.order = list(self.rounds)
        self.rounds_of = {opening.revision_id: self.rounds}
        if others := {meeting.revision for meeting in meetings} - set(self.rounds_of):
            revisions = KitRevision.objects.only("document").in_bulk(others)
            self.rounds_of |= {pk: row.rounds_by_key for pk, row in revisions.items()}
        self.schedule = reverse("scorecards:schedule", args=[opening.reference])
        self.interview = reverse("scorecards:interview_detail", args=[0]).replace("/0/", "/%d/")
        place = [opening.reference, 0]
        self.candidate = reverse("scorecards:candidate_detail", args=place).replace("/0/", "/%d/")
        self.words = {
            "cancelled": escape(_("Cancelled")),
            "no_show": escape(_("Did not come")),
            "scheduled": escape(_("Scheduled")),
            "under_way": escape(_("Under way")),
            "no_panel": escape(_("no panel yet")),
            "schedule": escape(_("Schedule")),
            "nothing": escape(_("Not scheduled")),
            "goes_on": escape(_("Goes on")),
        }
        self.zone, self.day, self.clock = cache(_zone), cache(self._day), cache(time_format)
        self.number = _("Candidate %(number)d")
        self.who_lets_go_on = cache(self._who_lets_go_on)
        self.named, self.all_in, self.some_in = cache(_named), cache(_all_in), cache(_some_in)

    def row(self, person: Person, meetings: list[Meeting]) -> Row:
        by_round: dict[str, list[Meeting]] = {key: [] for key in self.order}
        elsewhere = ""
        for meeting in meetings:
            if meeting.round_key in by_round:
                by_round[meeting.round_key].append(meeting)
            else:
                name = self.rounds_of[meeting.revision][meeting.round_key]["name"]
                elsewhere += f"<b>{escape(name)}</b>{self._entry(meeting)}"
        comes_next = next_round(person, self.scheduled, self.goes_on, self.order)
        address = self.candidate % person.number
        return Row(
            name=person.name,
            words=self.number % {"number": person.number},
            href=address,
            left=_left(person),
            cells=tuple(
                (
                    self.rounds[key]["name"],
                    mark_safe(self._cell(person, address, key, by_round[key], comes_next)),
                )
                for key in self.order
            ),
            elsewhere=mark_safe(elsewhere),
            thin=", ".join(self._thin(by_round)) if person.is_current else "",
        )

    def _thin(self, by_round: Mapping[str, list[Meeting]]) -> tuple[str, ...]:
        people = {
            key: {
                seat.person
                for meeting in meetings
                if meeting.is_standing
                for seat in self.seats.get(meeting.pk, ())
                if seat.counts
            }
            for key, meetings in by_round.items()
        }
        return thinly_seen(self.rated, people)

    def _cell(
        self, person: Person, address: str, key: str, meetings: list[Meeting], comes_next: str
    ) -> str:
        html = "".join(map(self._entry, meetings))
        standing = [meeting for meeting in meetings if meeting.is_standing]
        if gone := self.goes_on.get((person.pk, key)):
            html += GOES_ON.format(self.who_lets_go_on(gone.by, timezone.localdate(gone.at)))
        elif person.is_current and any(map(self._may_let_go_on, standing)):
            html += LET_GO_ON.format(
                f"{address}go-ahead/", key, self.words["goes_on"], self._which(person, key)
            )
        if not meetings:
            html += NOTHING.format(self.words["nothing"])
        if self.may_schedule and person.is_current and not standing:
            html += SCHEDULE.format(
                'class="btn btn-primary btn-small" ' if key == comes_next else "",
                f"{self.schedule}?round={quote(key)}&amp;candidates={person.number}",
                self.words["schedule"],
                self._which(person, key),
            )
        return html

    def _which(self, person: Person, key: str) -> str:
        return escape(f"{person.name}, {self.rounds[key]['name']}")

    def _may_let_go_on(self, meeting: Meeting) -> bool:
        if meeting.round_key == self.order[-1] or self._ends_at(meeting) > self.now:
            return False
        return self.may_manage or any(
            seat.user == self.user.pk and seat.part == Panelist.Part.CHAIR
            for seat in self.seats.get(meeting.pk, ())
        )

    def _ends_at(self, meeting: Meeting) -> datetime.datetime:
        minutes = self.rounds_of[meeting.revision][meeting.round_key]["minutes"]
        return meeting.starts_at + datetime.timedelta(minutes=minutes)

    def _entry(self, meeting: Meeting) -> str:
        starts = meeting.starts_at.astimezone(self.zone(meeting.time_zone))
        seats = self.seats.get(meeting.pk, [])
        counted = [seat for seat in seats if seat.counts]
        more = ""
        if meeting.place and "://" not in meeting.place:
            more = PLACE.format(escape(meeting.place))
        if meeting.is_standing:
            more += "".join(
                NOTE.format(escape(note)) for note in self._notes(meeting, len(counted))
            )
        tag, state = self._state(meeting, counted)
        return ENTRY.format(
            self.interview % meeting.pk,
            starts.isoformat(),
            f"{self.day(starts.date())}, {self.clock(starts.time())} {starts.tzname()}",
            tag,
            state,
            self._panel(meeting, seats, counted),
            more,
        )

    def _state(self, meeting: Meeting, counted: list[Taken]) -> tuple[str, str]:
        if meeting.cancelled_at:
            return "", self.words["cancelled"]
        if meeting.no_show_at:
            return "", self.words["no_show"]
        if meeting.starts_at > self.now:
            return "tag-pine", self.words["scheduled"]
        cards = sum(seat.is_in for seat in counted)
        if counted and cards == len(counted):
            return "tag-good", self.all_in(cards)
        if not cards and self._ends_at(meeting) > self.now:
            return "tag-pine", self.words["under_way"]
        return "tag-key", self.some_in(cards, len(counted))

    def _notes(self, meeting: Meeting, count: int) -> Iterable[str]:
        if left := self.waits.seats[meeting.pk]:
            yield ngettext(
                "A panelist said no or left", "%(count)d panelists said no or left", left
            ) % {"count": left}
        if meeting.pk in self.waits.conflicts:
            yield _("A conflict of interest to decide")
        planned = self.rounds_of[meeting.revision][meeting.round_key]["panel_size"]
        if count < planned and meeting.starts_at > self.now:
            yield _("Panel of %(count)d, planned %(planned)d") % {
                "count": count,
                "planned": planned,
            }

    def _panel(self, meeting: Meeting, seats: list[Taken], counted: list[Taken]) -> str:
        """Names; where cards of an interview begun are outstanding, also whose."""
        begun = meeting.is_standing and meeting.starts_at <= self.now
        says = begun and not all(seat.is_in for seat in counted)
        names = [
            self.named(seat.name, seat.part, says and seat.counts, seat.is_in) for seat in seats
        ]
        return ", ".join(names) or self.words["no_panel"]

    def _who_lets_go_on(self, person: str, day: datetime.date) -> str:
        words = _("Goes on: %(person)s, %(date)s")
        return escape(words % {"person": person, "date": self.day(day)})

    def _day(self, day: datetime.date) -> str:
        this_year = timezone.localdate(self.now).year
        return date_format(day, "D j M" if day.year == this_year else "D j M Y")


def _zone(name: str) -> datetime.tzinfo:
    return ZoneInfo(name) if name else timezone.get_default_timezone()


def _named(name: str, part: str, says: bool, is_in: int) -> SafeString:
    words = f" ({Panelist.Part(part).label.lower()})" if part != Panelist.Part.MEMBER else ""
    if not says:
        return format_html("<bdi>{}</bdi>{}", name, words)
    if is_in:
        return format_html("<bdi>{}</bdi>{}: {}", name, words, _("in"))
    return format_html("<bdi>{}</bdi>{}: <b>{}</b>", name, words, _("outstanding"))


def _all_in(count: int) -> str:
    words = ngettext("The scorecard is in", "All %(count)d scorecards in", count)
    return escape(words % {"count": count})


def _some_in(cards: int, count: int) -> str:
    if not count:
        return escape(_("No scorecards due"))
    return escape(_("%(cards)d of %(count)d scorecards in") % {"cards": cards, "count": count})


def _left(person: Person) -> str:
    if person.withdrawn_at:
        return _("Withdrawn")
    return _("Rejected") if person.rejected_at else ""
