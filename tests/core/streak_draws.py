"""Learners and rules for tests of the streak, drawn so that rows, gaps and rest meet often."""

from hypothesis import strategies as st

from core.history import Event
from core.streak_rules import Pause, RestDays, StreakRules
from core.weekdays import Days
from tests.builders import days_ago, event

DAYS_OF_THE_WEEK = st.integers(0, 126).map(Days)
OFFSETS = st.integers(0, 60)


def studied(*days: int) -> list[Event]:
    """Do a topic so many days ago, in this order."""
    return [event(i, i, day=days_ago(ago)) for i, ago in enumerate(days, start=1)]


@st.composite
def some_rules(draw: st.DrawFn) -> StreakRules:
    """Draw rest days that changed now and then, and pauses that may lie over each other."""
    since = sorted(draw(st.sets(OFFSETS, max_size=3)), reverse=True)
    rests = tuple(RestDays(days_ago(ago), draw(DAYS_OF_THE_WEEK)) for ago in since)
    spans = draw(st.lists(st.tuples(OFFSETS, st.integers(0, 14)), max_size=3))
    pauses = (Pause(days_ago(ago), days_ago(ago - more)) for ago, more in spans)
    return StreakRules(rests, tuple(pauses))


@st.composite
def some_study(draw: st.DrawFn) -> list[Event]:
    """Draw days of study in rows, with a few days between."""
    rows = draw(st.lists(st.tuples(st.integers(1, 10), st.integers(1, 5)), max_size=8))
    day, found = 60, []
    for length, gap in rows:
        found += [day - n for n in range(length)]
        day -= length + gap
    return studied(*found)
