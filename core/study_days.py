"""Study days: the dates that count because something was studied on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from core.history import Event, EventKind

WAKING = timedelta(hours=16)
"""Hardly anybody is awake for longer: where so much lies between two topics, a night does."""


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
            if latest is None or is_another_day(latest, event):
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
    zones = ZoneInfo(then.zone), ZoneInfo(later.zone)
    before, after = ([at.astimezone(zone) for zone in zones] for at in (then.at, later.at))
    if after[0].utcoffset() == after[1].utcoffset():
        return True
    return later.at - then.at >= WAKING or all(
        early.date() < late.date() for early, late in zip(before, after, strict=True)
    )
