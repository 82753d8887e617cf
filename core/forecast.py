"""The forecast: between which days a learner will finish, from their last 28 days.

The range is one of prediction, for 80 %: of learners who go on as they did, one in ten finishes
before it and one in ten after it. It is found as follows, without chance and in closed form.

Topics come in bursts of some size. Were the bursts a Poisson process, so that ``k`` of them fell
into the ``m`` days seen, then the days that the next ``r`` take would be ``m * r / k`` times a
variable of Fisher's F distribution with ``2r`` and ``2k`` degrees of freedom: the ratio of two
waiting times, in which the unknown pace cancels out (Cox, "Some simple approximate tests for
Poisson variates", Biometrika 40, 1953; he also gives the half that is added to ``k``). So a range
allows for both what is unknown: what will happen, and how quick the learner is.

People are steadier than chance or less steady. The size of a burst is therefore the variance of
what a week held over its mean (1 for a Poisson process, near 0 for a topic every day), and bursts
are those of that size, as in quasi-likelihood. Weeks rather than days, since what weeks hold hardly
depends on each other where days do: some study on Sundays alone, others ten days on and five off
(batch means; Schmeiser, "Batch size effects in the analysis of simulation output", Operations
Research 30, 1982). Four weeks give that variance with 3 degrees of freedom, so the quantile is
Student's instead of the normal one. Who has studied for less than 28 days is judged by days: that
is right for beginners on the whole, too narrow for those who study in bursts and too wide for those
who study on weekends.

Quantiles of F come from the cube root of F, which is nearly the ratio of two normal variables
(Paulson, "An approximate normalization of the analysis of variance distribution", Annals of
Mathematical Statistics 13, 1942); for one burst or more that is within a tenth.

What a learner does not do yet is in none of this: who slows down finishes late more often.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, sqrt
from statistics import fmean, variance

from core.goal import FURTHEST
from core.streak_rules import PLAIN_RULES, StreakRules

DAYS_SEEN = 28
FEWEST_DAYS = 7
"""There is no forecast before so many days after the first."""
FEWEST_STUDIED = 3
"""Nor is there from topics done on fewer days than these."""

_WEEK = 7
_ONE_DAY = timedelta(days=1)
_BY_WEEKS, _BY_DAYS = 1.638, 1.440
"""The quantile of 90 % of Student's distribution with 3 degrees of freedom, and with 6: those of
four weeks, and of the fewest days."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The first and the last day of the range; None for one further ahead than FURTHEST."""

    earliest: date | None
    latest: date | None


def forecast(
    done: Iterable[date],
    remaining: int,
    today: date,
    *,
    rules: StreakRules = PLAIN_RULES,
) -> Forecast | None:
    """Say between which days the ``remaining`` topics will be done; None where that is too early.

    ``done`` holds a date for each topic done. Today counts once something was done on it. Paused
    days are none of those seen, unless they were studied on, and push off the finish. Raise
    ValueError where nothing remains.
    """
    if remaining < 1:
        message = "a forecast needs a topic that remains"
        raise ValueError(message)
    topics = Counter(done)
    seen = _seen(topics, today, rules)
    if len(seen) < FEWEST_DAYS or sum(map(bool, seen)) < FEWEST_STUDIED:
        return None
    early, late = _days_needed(seen, remaining)
    # Finishing takes whole days; who has begun today and is almost there may do so today.
    begun = today in topics
    earliest = 0 if begun and round(early) == 0 else max(ceil(early), 1)
    latest = max(ceil(late), 1)
    last_seen = today if begun else today - _ONE_DAY
    return Forecast(_after(last_seen, earliest, rules), _after(last_seen, latest, rules))


def _seen(topics: Counter[date], today: date, rules: StreakRules) -> Sequence[int]:
    """Count the topics of up to 28 days, the latest first.

    The learner's very first day is left out: that something was done on it was sure beforehand.
    """
    first = min(topics, default=today)
    seen: list[int] = []
    day = today if today in topics else today - _ONE_DAY
    while day > first and len(seen) < DAYS_SEEN:
        if day in topics or not rules.pauses_on(day):
            seen.append(topics[day])
        day -= _ONE_DAY
    return seen


def _days_needed(seen: Sequence[int], remaining: int) -> tuple[float, float]:
    """Give the 10 % and the 90 % quantile of the days that the remaining topics take."""
    topics, days = sum(seen), len(seen)
    by_weeks = days == DAYS_SEEN
    length = _WEEK if by_weeks else 1
    spans = [sum(seen[begin : begin + length]) for begin in range(0, days, length)]
    # So many days without a miss do not prove that none will come: one in as many is granted.
    size = max(variance(spans) / fmean(spans), topics / days / DAYS_SEEN)
    past = max(topics / size + 0.5, 1.0)
    coming = remaining / size
    quantile = _BY_WEEKS if by_weeks else _BY_DAYS
    # The last topic comes with a burst, be it larger than what remains.
    return (
        days * coming / past * ratio_of_waits(max(coming, 1.0), past, -quantile),
        days * max(coming, 1.0) / past * ratio_of_waits(max(coming, 1.0), past, quantile),
    )


def ratio_of_waits(coming: float, past: float, quantile: float) -> float:
    """Give a quantile of F with twice ``coming`` and twice ``past`` degrees of freedom.

    Its cube root ``x`` solves (ax - b)^2 = quantile^2 (ux^2 + v).
    """
    u, v = 1 / (9 * past), 1 / (9 * coming)
    a, b = 1 - u, 1 - v
    root = quantile * sqrt(a * a * v + b * b * u - quantile * quantile * u * v)
    return float(max((a * b + root) / (a * a - quantile * quantile * u), 0.0) ** 3)


def _after(last: date, days: int, rules: StreakRules) -> date | None:
    """Give the day that is so many after another, paused ones not counted."""
    if days > FURTHEST.days:
        return None
    day = last
    while days > 0:
        day += _ONE_DAY
        days -= not rules.pauses_on(day)
        if day - last > FURTHEST:
            return None
    return day
