"""Aims in words: a goal, a target, how one stands to them, and when one will finish."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil, floor

from babel.dates import format_date

from bot.dialogue.reply import Line, Strong
from bot.dialogue.views.words import LANGUAGE, quantity
from core.forecast import DAYS_SEEN, FEWEST_DAYS, FEWEST_STUDIED, Forecast
from core.goal import Goal, Standing, Target, WayToTarget, WeekOfGoal
from core.use_cases.aims import FEWEST_LEFT, Aims, SteadyFinish

_FEW_DAYS = 7

_STANDINGS = {
    Standing.AHEAD: "ahead",
    Standing.ON: "on pace",
    Standing.BEHIND: "behind",
}


def aim_lines(aims: Aims) -> tuple[Line, ...]:
    """Say each aim that there is, and the forecast where there is one, on a line of its own."""
    return tuple(_lines(aims))


def goal_line(aims: Aims, goal: Goal, week: WeekOfGoal) -> Line:
    """Say "Goal: 5 a week; 3 done this week, 4 due by tonight: on pace"."""
    then = f" until Sunday, then {goal_words(aims.later)}" if aims.later else ""
    return (Strong("Goal"), f": {goal_words(goal)}{then}; {week_words(week)}")


def target_line(aims: Aims, target: Target, way: WayToTarget) -> Line:
    """Say "Target: 30 Jun; 2 topics a day needed, you are on pace"."""
    day = date_words(target.day, aims.today)
    return (Strong("Target"), f": {day}; {_way_words(aims, way)}")


def forecast_line(aims: Aims, expected: Forecast) -> Line:
    """Say "Forecast: 14 Nov to 9 Jan at your pace; 2 a day gives 2 Sep"."""
    steady = f"; {steady_words(aims.steady, aims.today)}" if aims.steady else ""
    return (Strong("Forecast"), f": {_range_words(expected, aims.today)} at your pace{steady}")


def outlook_line(aims: Aims) -> Line:
    """Say when one will finish, or what a forecast needs before it can be made."""
    if aims.forecast:
        return forecast_line(aims, aims.forecast)
    steady = f" {_capital(steady_words(aims.steady, aims.today))}." if aims.steady else ""
    if not aims.remaining:
        return ("All topics of this roadmap are done.",)
    if aims.remaining < FEWEST_LEFT:
        return (f"Only {quantity(aims.remaining, 'topic')} left in this roadmap.{steady}",)
    needs = f"{FEWEST_DAYS} days after your first, and topics done on {FEWEST_STUDIED}"
    return (f"A forecast needs {needs} of the last {DAYS_SEEN}.{steady}",)


def goal_words(goal: Goal) -> str:
    """Say "5 a week"."""
    return f"{goal.topics} a {goal.per}"


def week_words(week: WeekOfGoal) -> str:
    """Say how one stands to a goal: "3 done this week, 4 due by tonight: on pace"."""
    if not week.week:
        return "nothing is due this week" + (f", {week.done} done" if week.done else "")
    if week.done >= week.week:
        more = week.done - week.week
        return f"all {week.week} done this week" + (f", and {more} more" if more else "")
    return (
        f"{week.done} of {week.week} done this week, {due_words(week)} due by tonight: "
        f"{pace_words(week.standing)}"
    )


def due_words(week: WeekOfGoal) -> str:
    """Say how many topics are due when today ends: "4", "none"."""
    return f"{week.today:,}" if week.today else "none"


def rate_words(needed: Fraction) -> str:
    """Say a pace, rounded up: "2.4 topics a day", "5 topics in 7 days", "a topic every 10 days"."""
    if needed >= 1:
        a_day = ceil(needed * 10) / 10
        return "a topic a day" if a_day == 1 else f"{a_day:,g} topics a day"
    if needed * _FEW_DAYS <= 1:
        return f"a topic every {floor(1 / needed)} days"
    rate = min(Fraction(ceil(needed * days), days) for days in range(1, _FEW_DAYS + 1))
    topics, days = rate.as_integer_ratio()
    if topics == 1:
        return "a topic a day" if days == 1 else f"a topic every {days} days"
    return f"{topics} topics in {days} days"


def steady_words(steady: SteadyFinish, today: date) -> str:
    """Say when a goal arrives: "2 a day gives 2 Sep"."""
    goal = goal_words(steady.goal)
    if steady.day is None:
        return f"{goal} takes more than ten years"
    return f"{goal} gives {date_words(steady.day, today)}"


def pace_words(standing: Standing) -> str:
    """Say "ahead", "on pace" or "behind"."""
    return _STANDINGS[standing]


def date_words(day: date, today: date) -> str:
    """Say "2 Sep", or "2 Sep 2027" for another year."""
    pattern = "d MMM" if day.year == today.year else "d MMM y"
    return format_date(day, pattern, locale=LANGUAGE)


def _lines(aims: Aims) -> Iterator[Line]:
    if aims.goal and aims.week:
        yield goal_line(aims, aims.goal, aims.week)
    if aims.target and aims.way:
        yield target_line(aims, aims.target, aims.way)
    if aims.forecast:
        yield forecast_line(aims, aims.forecast)


def _way_words(aims: Aims, way: WayToTarget) -> str:
    if not aims.remaining:
        return "all topics are done"
    reach = f"; {date_words(way.feasible, aims.today)} is within reach" if way.feasible else ""
    if way.needed is None:
        return f"no day of study is left until then{reach}"
    if not way.possible:
        return f"{rate_words(way.needed)} needed, which is out of reach{reach}"
    stands = f", you are {pace_words(aims.standing)}" if aims.standing else ""
    return f"{rate_words(way.needed)} needed{stands}"


def _range_words(expected: Forecast, today: date) -> str:
    early, late = expected.earliest, expected.latest
    if early is None:
        return "more than ten years"
    if late is None:
        return f"{date_words(early, today)} at the earliest"
    if early == late:
        return date_words(early, today)
    return f"{date_words(early, today)} to {date_words(late, today)}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
