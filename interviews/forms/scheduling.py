"""When and where: forms for one interview that moves, and for many that are made at once."""

import datetime
import zoneinfo
from functools import cache, cached_property
from hashlib import sha256

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import all_valid
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.bookings import known_for, plan_of
from interviews.forms.seats import Roster, seats_for
from interviews.models import Candidate, Interview, Panelist
from interviews.models.interviews import ThereTime
from interviews.scheduling import Plan, moments_of, warnings_of

YEARS = (2000, 2099)
BREAK = 15  # minutes between two interviews, unless somebody says otherwise


@cache
def zone_names():
    """All time zones by name, as the machine knows them."""
    return sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})


def zone_of(name):
    return zoneinfo.ZoneInfo(name) if name else timezone.get_default_timezone()


class PlaceForm(forms.Form):
    zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        max_length=60,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
        help_text=gettext_lazy("In which the times are meant, such as Europe/Berlin."),
    )
    place = forms.CharField(
        label=gettext_lazy("Place or link"),
        max_length=240,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("A room, or the address of a video call."),
    )

    def clean_zone(self):
        typed = self.cleaned_data["zone"].replace(" ", "_").casefold()
        for name in zone_names():
            if name.casefold() == typed:
                return name
        raise ValidationError(
            _("No time zone is called that. Choose one from the list, such as Europe/Berlin.")
        )

    @property
    def stored_zone(self):
        """As an interview keeps it: empty is that of the installation."""
        zone = self.cleaned_data["zone"]
        return "" if zone == settings.TIME_ZONE else zone


class StartForm(forms.Form):
    """A date and a time on the wall. Where the clock shows it twice, `fold` says which it is."""

    date = forms.DateField(
        label=gettext_lazy("Date"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
        error_messages={"invalid": gettext_lazy("Give the date as 2027-03-28.")},
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "form-control"}),
        error_messages={"invalid": gettext_lazy("Give the time as 14:30.")},
    )
    fold = forms.ChoiceField(
        label=gettext_lazy("Which of the two"),
        required=False,
        choices=[
            ("", gettext_lazy("Choose")),
            ("0", gettext_lazy("Before the clocks go back")),
            ("1", gettext_lazy("After the clocks went back")),
        ],
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args, zone=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone, self.is_twice = zone, False

    @property
    def zone_there(self):
        return zone_of(self.zone)

    def clean_date(self):
        date = self.cleaned_data["date"]
        if not YEARS[0] <= date.year <= YEARS[1]:
            raise ValidationError(
                _("Choose a date from %(first)d to %(last)d."),
                params={"first": YEARS[0], "last": YEARS[1]},
            )
        return date

    def clean(self):
        super().clean()
        date, time = (self.cleaned_data.get(name) for name in ("date", "time"))
        zone = self.cleaned_data.get("zone") or self.zone
        if date is None or time is None or not zone:
            return
        clock = datetime.datetime.combine(date, time.replace(second=0, microsecond=0))
        moments = moments_of(clock, zone_of(zone))
        self.is_twice = len(moments) == 2
        if not moments:
            self.add_error(
                "time",
                _("Clocks go forward over this time that night, so it does not exist there."),
            )
        elif self.is_twice and not self.cleaned_data.get("fold"):
            self.add_error(
                "fold",
                _("Clocks go back that night and show this time twice: say which you mean."),
            )
        else:
            self.cleaned_data["starts_at"] = moments[
                int(self.cleaned_data["fold"] or 0) % len(moments)
            ]


class ManyForm(PlaceForm):
    """What several interviews of one round share: place, first start, and the step to the next."""

    date = StartForm.base_fields["date"]
    time = StartForm.base_fields["time"]
    step = forms.IntegerField(
        label=gettext_lazy("Minutes from start to start"),
        min_value=5,
        max_value=1440,
        help_text=gettext_lazy(
            "For several candidates; you set each start yourself after checking."
        ),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            gettext_lazy("Give from 5 to 1440 minutes."),
        ),
    )
    field_order = ("date", "time", "zone", "step", "place")

    clean_date = StartForm.clean_date


class Scheduling:
    """Interviews of one round for several candidates, as typed: `top` what they share, `seats` the
    panel, and after checking `rows`, a start and the warnings for each candidate."""

    def __init__(
        self, opening, round_key, candidates, *, data=None, chosen=(), last=None, panel=()
    ):
        self.opening, self.round_key, self.data = opening, round_key, data
        self.copied_from = last if panel else None
        self.round = opening.revision.rounds_by_key[round_key]
        self.candidates = {candidate.number: candidate for candidate in candidates}
        self.roster = Roster()
        zone = (last and last.time_zone) or settings.TIME_ZONE
        self.top = ManyForm(
            data,
            initial={
                "zone": zone,
                "place": last.place if last else "",
                "step": self.round["minutes"] + BREAK,
            },
        )
        self.seats = seats_for(self.round["panel_size"], self.roster, data, panel)
        self.errors, self.rows = [], []
        if data is None:
            self.chosen = [number for number in chosen if number in self.candidates]
        else:
            typed = data.getlist("candidates")
            numbers = {int(text) for text in typed if text.isdecimal() and len(text) < 10}
            self.chosen = [number for number in self.candidates if number in numbers]

    def is_checked(self):
        """Whether all is understood, so that there are `rows` with warnings to look at."""
        if self.data is None:
            return False
        seats_are_valid = all_valid(self.seats)
        if not self.chosen:
            self.errors.append(_("Tick at least one candidate."))
        if not self.top.is_valid() or not seats_are_valid or not self.chosen:
            return False
        self._check_panel()
        self.rows = [
            StartRow(self, self.candidates[number], place)
            for place, number in enumerate(self.chosen)
        ]
        valid = all_valid([row.form for row in self.rows])
        if valid:
            self._weigh()
        return valid and not self.errors

    def _check_panel(self):
        sitters = self._sitters
        people = [sitter.person for sitter in sitters]
        for sitter in {sitter.person: sitter for sitter in sitters}.values():
            if people.count(sitter.person) > 1:
                self.errors.append(
                    _("%(person)s has two seats on the panel: empty one.") % {"person": sitter.name}
                )
        if sum(sitter.part == Panelist.Part.CHAIR for sitter in sitters) > 1:
            self.errors.append(_("A panel has one chair: make the others members."))

    @cached_property
    def _sitters(self):
        return tuple(seat.sitter for seat in self.seats if seat.arguments)

    @property
    def laid_out(self):
        """What the starts of the rows were worked out from."""
        values = (self.top.cleaned_data[name] for name in ("date", "time", "step"))
        return "|".join(str(value) for value in values)

    def _weigh(self):
        minutes = datetime.timedelta(minutes=self.round["minutes"])
        for row in self.rows:
            row.plan = Plan(row.candidate.pk, row.starts_at, row.starts_at + minutes, self._sitters)
        plans = [row.plan for row in self.rows]
        known = known_for(self.opening, self.opening.revision, self.round_key, plans)
        starts = {(booking.candidate, booking.starts_at) for booking in known.bookings}
        for row in self.rows:
            row.warnings = warnings_of(row.plan, known, plans)
            if (row.candidate.pk, row.starts_at) in starts:
                self.errors.append(
                    _("%(candidate)s has another interview at that very time: choose another.")
                    % {"candidate": row.candidate.name}
                )

    @property
    def seen(self):
        """Stands for what the page shows: changes with any start, seat or warning."""
        shown = [(row.plan, row.warnings) for row in self.rows]
        shown.append((self.top.cleaned_data["place"], self.top.cleaned_data["zone"]))
        return sha256(repr(shown).encode()).hexdigest()[:32]

    @property
    def was_seen(self):
        return self.data is not None and self.data.get("seen") == self.seen

    def save(self):
        """All of them or, where one is refused, none. Returns the interviews."""
        Candidate.objects.filter(pk__in=[row.candidate.pk for row in self.rows]).lock()
        panel = [seat.arguments for seat in self.seats if seat.arguments]
        return [
            Interview.objects.schedule(
                row.candidate,
                self.round_key,
                row.starts_at,
                time_zone=self.top.stored_zone,
                place=self.top.cleaned_data["place"],
                panel=panel,
            )
            for row in self.rows
        ]


class StartRow:
    """One candidate with a start: as typed in the row, or worked out from the first one."""

    def __init__(self, scheduling, candidate, place):
        self.candidate, self.warnings, self.plan = candidate, (), None
        self.minutes = scheduling.round["minutes"]
        prefix = f"start-{candidate.number}"
        data, top = scheduling.data, scheduling.top.cleaned_data
        is_typed = f"{prefix}-date" in data and data.get("laid_out") == scheduling.laid_out
        if not is_typed:
            first = datetime.datetime.combine(top["date"], top["time"])
            start = first + datetime.timedelta(minutes=place * top["step"])
            data = {
                f"{prefix}-date": start.date().isoformat(),
                f"{prefix}-time": start.time().strftime("%H:%M"),
                f"{prefix}-fold": data.get(f"{prefix}-fold", ""),
            }
        self.form = StartForm(data, prefix=prefix, zone=top["zone"])

    @property
    def starts_at(self):
        return self.form.cleaned_data["starts_at"]

    @property
    def ends_there(self):
        return ThereTime.of(self.plan.ends_at, self.form.zone_there) if self.plan else None

    @property
    def fields(self):
        """As the row asks for them: which of two only where the clock shows the time twice."""
        names = ("date", "time", "fold") if self.form.is_twice else ("date", "time")
        return [self.form[name] for name in names]


class MoveForm(PlaceForm, StartForm):
    """A new time and place for an interview, with the warnings that come with them."""

    field_order = ("date", "time", "fold", "zone", "place")

    def __init__(self, interview, *args, **kwargs):
        starts = interview.starts_there
        kwargs["initial"] = {
            "date": starts.date(),
            "time": starts.time(),
            "fold": str(starts.fold) if starts.fold else "",
            "zone": interview.time_zone or settings.TIME_ZONE,
            "place": interview.place,
        }
        super().__init__(*args, **kwargs)
        self.interview, self.warnings = interview, ()

    def clean(self):
        super().clean()
        if "starts_at" not in self.cleaned_data or "zone" not in self.cleaned_data:
            return
        interview, starts_at = self.interview, self.cleaned_data["starts_at"]
        minutes = interview.ends_at - interview.starts_at
        before = plan_of(interview)
        self.plan = Plan(before.candidate, starts_at, starts_at + minutes, before.panel)
        known = known_for(
            interview.candidate.opening,
            interview.revision,
            interview.round_key,
            [self.plan],
            besides=interview,
        )
        self.warnings = warnings_of(self.plan, known)

    @property
    def starts_there(self):
        return ThereTime.of(self.plan.starts_at, zone_of(self.cleaned_data["zone"]))

    @property
    def ends_there(self):
        return ThereTime.of(self.plan.ends_at, zone_of(self.cleaned_data["zone"]))

    @property
    def says_nothing_new(self):
        interview = self.interview
        return (
            self.cleaned_data["starts_at"] == interview.starts_at
            and self.stored_zone == interview.time_zone
            and self.cleaned_data["place"] == interview.place
        )

    @property
    def seen(self):
        shown = (self.plan, self.warnings, self.cleaned_data["place"], self.cleaned_data["zone"])
        return sha256(repr(shown).encode()).hexdigest()[:32]

    def save(self):
        self.interview.move(
            starts_at=self.cleaned_data["starts_at"],
            time_zone=self.stored_zone,
            place=self.cleaned_data["place"],
        )
