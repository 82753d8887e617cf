"""Study days: the dates that count because something was studied on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.history import Event, EventKind

WAKING = timedelta(hours=16)
"""Hardly anybody is awake for longer: where so much lies between two topics, a night does."""

_DAY = timedelta(days=1)
_NEAR = 2
"""Dates further apart than so many are never one day, in whatever zones."""


@dataclass(frozen=True, slots=True)
class StudyDays:
    """The dates that count, as proleptic Gregorian ordinals, with the first event of each.

    They stand in the order in which they were earned. ``latest`` earned the last of them, leaving
    aside what was added later for a date behind; ``uncounted`` are dates whose events so far do
    not count, since the zone was changed. A date costs several times as much as its ordinal to
    look up and to sort.
    """

    counted: Mapping[int, Event] = field(default_factory=dict)
    latest: Event | None = None
    uncounted: Mapping[int, Event] = field(default_factory=dict)

    def after(self, events: Iterable[Event]) -> "StudyDays":
        """Give the study days once these standing events were written too, in this order.

        A topic done or reviewed earns its date, unless a change of zone gave a second date to one
        day: see `is_another_day`.
        """
        fresh = [
            (day, event)
            for event in events
            if (event.kind is EventKind.DONE or event.kind is EventKind.REVIEWED)
            and (day := event.moment.date.toordinal()) not in self.counted
        ]
        if not fresh:
            return self
        counted, uncounted, latest = dict(self.counted), dict(self.uncounted), self.latest
        for day, event in fresh:
            if day in counted:
                continue
            if all(is_another_day(each, event) for each in _around(day, event, counted, latest)):
                counted[day] = event
                uncounted.pop(day, None)
                if (
                    latest is None
                    or not event.added_later
                    or event.moment.date > latest.moment.date
                ):
                    latest = event
            else:
                uncounted.setdefault(day, event)
        return StudyDays(counted, latest, uncounted)


def is_another_day(earned: Event, now: Event) -> bool:
    """Say whether a date that did not count before is a day of its own, after the last that did.

    It must not lie behind, where it would rewrite what is over, unless it was added later. As long
    as the clocks are the same, that is all. After a change of zone, midnight must also have passed
    on the clocks of both, so that the change gave nothing, or a night must lie between.
    """
    then, later = earned.moment, now.moment
    if later.date < then.date and not now.added_later:
        return False
    if then.zone == later.zone:
        return True
    # What was added for the day before was lived, nobody knows when, until it was written.
    zones = ZoneInfo(then.zone), ZoneInfo(later.zone)
    return _are_apart((then.at, later.at), zones) or _are_apart(
        (_lived(earned), _lived(now)), zones
    )


def _are_apart(instants: tuple[datetime, datetime], zones: tuple[ZoneInfo, ZoneInfo]) -> bool:
    """Say whether the clocks of two zones are the same, or a night lies between two instants."""
    first, second = min(instants), max(instants)
    before, after = ([at.astimezone(zone) for zone in zones] for at in (first, second))
    if after[0].utcoffset() == after[1].utcoffset():
        return True
    return second - first >= WAKING or all(
        early.date() < late.date() for early, late in zip(before, after, strict=True)
    )


def _around(
    day: int, event: Event, counted: Mapping[int, Event], latest: Event | None
) -> Iterable[Event]:
    """Give what a date is held against: the last that was earned, or all around one added later."""
    if not event.added_later:
        return () if latest is None else (latest,)
    near = range(day - _NEAR, day + _NEAR + 1)
    return (counted[each] for each in near if each in counted)


def _lived(event: Event) -> datetime:
    """Give the instant of an event, a day back where it was added for the day before."""
    return event.moment.at - _DAY if event.added_later else event.moment.at
