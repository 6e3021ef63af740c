"""When somebody is reminded of a scorecard: plain data, no database."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field

SLOT_END = "slot_end"
CHAIR_TOLD = "chair_told"
OWN_STAGES = (SLOT_END, "hour_later", "next_morning", "second_day", "third_day")

MORNING = datetime.time(9)
EVENING = datetime.time(18)
# A reminder that is later than that, since no worker ran, waits for working hours.
AT_ONCE = datetime.timedelta(hours=2)


@dataclass(frozen=True)
class CardFacts:
    """A seat's scorecard. `ends_at`, aware, is the end of its interview, whose time zone is `zone`.
    `wants_more` is whether the person wants further reminders than the first. `noted` holds the
    stages that went out or were passed over, each with its aware moment."""

    ends_at: datetime.datetime
    zone: zoneinfo.ZoneInfo
    is_outstanding: bool = True
    wants_more: bool = True
    noted: Mapping[str, datetime.datetime] = field(default_factory=dict)


def times_of(ends_at: datetime.datetime, zone: zoneinfo.ZoneInfo) -> dict[str, datetime.datetime]:
    """When each stage is due, in order: at the end of the slot, an hour later, at nine on the next
    three working mornings, and on the fourth for chair or hiring manager."""
    times = {SLOT_END: ends_at, "hour_later": ends_at + datetime.timedelta(hours=1)}
    morning = ends_at
    for stage in (*OWN_STAGES[2:], CHAIR_TOLD):
        morning = next_working_morning(morning, zone)
        times[stage] = morning
    return times


def next_working_morning(moment: datetime.datetime, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """Nine o'clock of the first day from Monday to Friday after the day of `moment`, there."""
    day = moment.astimezone(zone).date() + datetime.timedelta(days=1)
    while day.weekday() > 4:
        day += datetime.timedelta(days=1)
    return datetime.datetime.combine(day, MORNING, zone)


def due(card: CardFacts, now: datetime.datetime) -> str | None:
    """The stage that is to go out at `now`, an aware moment: the latest of those whose time has
    come, unless it was noted. Chair or hiring manager are told once the person had their own last
    reminder, on a later working morning than that."""
    if not card.is_outstanding or CHAIR_TOLD in card.noted:
        return None
    times = times_of(card.ends_at, card.zone)
    own = OWN_STAGES if card.wants_more else (SLOT_END,)
    come = [stage for stage in own if times[stage] <= now]
    if come and come[-1] not in card.noted:
        return _in_hours(come[-1], times[come[-1]], card.zone, now)
    chair_at = max([times[CHAIR_TOLD], *_mornings_after(card)])
    if come and chair_at <= now:
        return _in_hours(CHAIR_TOLD, chair_at, card.zone, now)
    return None


def passed_by(stage: str) -> list[str]:
    """The stages before this one, which need not go out any more."""
    stages = [*OWN_STAGES, CHAIR_TOLD]
    return stages[: stages.index(stage)]


def _mornings_after(card: CardFacts) -> list[datetime.datetime]:
    return [next_working_morning(moment, card.zone) for moment in card.noted.values()]


def _in_hours(
    stage: str, at: datetime.datetime, zone: zoneinfo.ZoneInfo, now: datetime.datetime
) -> str | None:
    there = now.astimezone(zone)
    is_working_time = there.weekday() < 5 and MORNING <= there.time() < EVENING
    return stage if now - at <= AT_ONCE or is_working_time else None
