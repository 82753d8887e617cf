"""The slow way to a ledger: walk the calendar day by day, and reckon each day from the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.history import Event, EventKind
from core.ledger import DayKind
from core.streak import Streak
from core.streak_rules import StreakRules
from core.weekdays import Days

DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Walked:
    """What each date was, from the first study day on."""

    days: dict[date, DayKind]
    studied: set[date]

    def up_to(self, day: date) -> list[DayKind]:
        return [kind for each, kind in self.days.items() if each <= day]


def walked(events: Sequence[Event], rules: StreakRules, today: date) -> Walked:
    studied = counted_dates(events)
    days: dict[date, DayKind] = {}
    if studied:
        day, end = min(studied), max({today} | studied)
        while day <= end:
            days[day] = kind_of(day, studied, rules, list(days.values()), is_open=day == end)
            day += DAY
    return Walked(days, studied)


def kind_of(
    day: date, studied: set[date], rules: StreakRules, before: list[DayKind], *, is_open: bool
) -> DayKind:
    rests = [each.days for each in rules.rests if each.since <= day]
    paused = {
        pause.first + n * DAY
        for pause in rules.pauses
        for n in range((pause.last - pause.first).days + 1)
    }
    if day in studied:
        return DayKind.STUDIED
    if day in paused:
        return DayKind.PAUSE
    if rests and Days.of(day) in rests[-1]:
        return DayKind.REST
    if is_open:
        return DayKind.OPEN
    return DayKind.FROZEN if streak_after(before) and freezes_after(before)[0] else DayKind.MISSED


def streak_after(kinds: list[DayKind]) -> int:
    while DayKind.MISSED in kinds:
        kinds = kinds[kinds.index(DayKind.MISSED) + 1 :]
    return kinds.count(DayKind.STUDIED)


def freezes_after(kinds: list[DayKind]) -> tuple[int, int]:
    """Give the freezes, and the study days that pay for the next."""
    freezes, paid = 2, 0
    for kind in kinds:
        if kind is DayKind.FROZEN:
            freezes -= 1
        if kind is DayKind.STUDIED and freezes < 2:
            paid += 1
        if paid == 7:
            freezes, paid = freezes + 1, 0
    return freezes, paid


def walked_streak(events: Sequence[Event], rules: StreakRules, today: date) -> Streak:
    found = walked(events, rules, today)
    kinds = list(found.days.values())
    if not kinds:
        return Streak(0, 0, studied_today=False, last_day=None)
    last = max(found.studied)
    since = kinds[len(found.up_to(last)) :]
    freezes, paid = freezes_after(kinds)
    missed = since.count(DayKind.MISSED)
    return Streak(
        current=streak_after(kinds),
        longest=max(streak_after(found.up_to(day)) for day in found.days),
        studied_today=today in found.studied,
        last_day=last,
        freezes=freezes,
        freeze_in=None if freezes == 2 else 7 - paid,
        frozen=since.count(DayKind.FROZEN),
        missed=missed,
        lost=streak_after(found.up_to(last)) if missed else 0,
    )


def counted_dates(events: Sequence[Event]) -> set[date]:
    counted: dict[date, Event] = {}
    latest: Event | None = None
    for event in events:
        day = event.moment.date
        if event.kind not in {EventKind.DONE, EventKind.REVIEWED} or day in counted:
            continue
        held_against = [latest] if latest else []
        if event.added_later:
            held_against = [it for date, it in counted.items() if abs(date - day) <= 2 * DAY]
        if not all(counts_after(each, event) for each in held_against):
            continue
        counted[day] = event
        behind = latest is not None and event.moment.date < latest.moment.date
        latest = latest if behind and event.added_later else event
    return set(counted)


def counts_after(earned: Event, event: Event) -> bool:
    then, now = earned.moment, event.moment
    clocks = [ZoneInfo(then.zone), ZoneInfo(now.zone)]
    if now.date < then.date and not event.added_later:
        return False
    written = sorted((then.at, now.at))
    lived = sorted(it.moment.at - DAY * it.added_later for it in (earned, event))
    return any(is_night_between(begin, end, clocks) for begin, end in (written, lived))


def is_night_between(begin: datetime, end: datetime, clocks: list[ZoneInfo]) -> bool:
    if len({end.astimezone(clock).replace(tzinfo=None) for clock in clocks}) == 1:
        return True
    hours = (end - begin) / timedelta(hours=1)
    return hours >= 16 or all(midnight_between(clock, begin, end) for clock in clocks)


def midnight_between(clock: ZoneInfo, begin: datetime, end: datetime) -> bool:
    """Look at a clock every quarter of an hour, until it shows another date."""
    first, at = begin.astimezone(clock).date(), begin
    while at < end:
        at = min(at + QUARTER, end)
        if at.astimezone(clock).date() != first:
            return True
    return False
