"""The forecast: between which days a learner will finish, from their last 28 days.

The range is one of prediction, for 80 %: of learners who go on as they did, one in ten finishes
before it and one in ten after it. It is found as follows, without chance and in closed form.

Topics come in bursts of some size. Were the bursts a Poisson process, so that ``k`` of them fell
into the ``m`` days seen, then the days that the next ``r`` take would be ``m * r / k`` times a
variable of Fisher's F distribution with ``2r`` and ``2k`` degrees of freedom: the ratio of two
waiting times, in which the unknown pace cancels out (Cox, "Some simple approximate tests for
Poisson variates", Biometrika 40, 1953). So a range allows for both what is unknown: what will
happen, and how quick the learner is.

People are steadier than chance or less steady. The size of a burst is therefore the variance of
what a day held over its mean (1 for a Poisson process, near 0 for a topic every day), and bursts
are those of that size, as in quasi-likelihood. Three things make that variance:

- Some study on Sundays alone. A day is compared with the mean of its weekday, drawn towards that of
  all days the more the fewer weeks were seen (shrinkage; Efron and Morris, "Data analysis using
  Stein's estimator and its generalizations", J. American Statistical Association 70, 1975).
- Some study ten days on and five off, others every other day. How much weeks differ, beginning on
  each day, says whether days hang together (overlapping batch means; Meketon and Schmeiser,
  "Overlapping batch means: something for nothing?", Winter Simulation Conference 1984).
- Days of study without a miss do not prove that none will come: half a miss is added to them
  (Jeffreys, "An invariant form for the prior probability in estimation problems", Proceedings of
  the Royal Society A 186, 1946). Four Sundays prove less than 28 days.

Quantiles of F come from the cube root of F, which is nearly the ratio of two normal variables
(Paulson, "An approximate normalization of the analysis of variance distribution", Annals of
Mathematical Statistics 13, 1942); for one burst or more that is within a tenth.

What was not seen is in none of this. Who slows down finishes late more often. And two weeks do not
tell habits from chance: for beginners the range is too wide where they study on certain weekdays,
and too narrow where they study for weeks and then do not.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, sqrt
from statistics import fmean, pvariance

from core.goal import FURTHEST
from core.streak_rules import PLAIN_RULES, StreakRules

DAYS_SEEN = 28
FEWEST_DAYS = 7
"""There is no forecast before so many days after the first."""
FEWEST_STUDIED = 3
"""Nor is there from topics done on fewer days than these."""

_WEEK = 7
_ONE_DAY = timedelta(days=1)
_QUANTILE = 1.07
"""That of 90 % of the normal distribution is 1.28; but sizes come out a little great, as weeks that
differ count for more than weeks that do not. This and the next two fit simulated learners."""
_FEWEST_BURSTS = 2.0
_UNEVEN, _EVEN = 4, 2
"""What weeks vary more than their days explain counts so many times, as few were seen and what
lasts for longer does not show in them; and days count for so many times the weeks at most."""


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
    size = _size_of_bursts(seen)
    past = max(sum(seen) / size, _FEWEST_BURSTS)
    coming = remaining / size
    # The last topic comes with a burst, be it larger than what remains.
    bursts = max(coming, 1.0)
    # The fewer days and bursts were seen, the less is known of their size too.
    quantile = _QUANTILE + 3 / len(seen) + 1 / past
    days = len(seen) / past
    return (
        days * coming * ratio_of_waits(bursts, past, -quantile),
        days * bursts * ratio_of_waits(bursts, past, quantile),
    )


def _size_of_bursts(seen: Sequence[int]) -> float:
    """Give how many topics come as if at once: the variance of a day over its mean."""
    days, pace, studied = len(seen), fmean(seen), sum(map(bool, seen))
    drawn = _WEEK / days
    usual = [drawn * pace + (1 - drawn) * fmean(seen[day::_WEEK]) for day in range(_WEEK)]
    squares = sum((topics - usual[ago % _WEEK]) ** 2 for ago, topics in enumerate(seen))
    # Divided by the degrees of freedom that are left: 6 of a week's, and about 21 of four weeks'.
    by_days = squares / (days - _WEEK + (_WEEK - 1) * drawn**2)
    weeks = [sum(seen[begin : begin + _WEEK]) for begin in range(days - _WEEK + 1)]
    by_weeks = pvariance(weeks) / _WEEK * days / max(days - _WEEK, 1)
    uneven = max(by_weeks - by_days, 0.0)
    if days >= 2 * _WEEK:
        by_days = min(by_days, _EVEN * by_weeks)
    half_a_miss = pace * days / studied / (2 * studied + 2)
    return max(by_days / pace, half_a_miss) + _UNEVEN * uneven / pace


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
