"""Undo and late entries: streak, freezes, badges and goals are exactly what they would have been.

Played by the real use cases on a SQLite file.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import accumulate, count
from operator import itemgetter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import storage
from core.badges import Badge, BadgeKind
from core.errors import NothingToSkip
from core.goal import Goal, Per, Target
from core.history import ActionNumber
from core.learner import Account
from core.ports import UnitOfWork
from core.rhythm import DayStart, Rhythm
from core.selection import Pick
from core.use_cases.aims import look_at_aims
from core.use_cases.badges import report_badges
from core.use_cases.overview import explain_streak, report_streak
from core.use_cases.reset import ask_reset, reset_roadmap
from core.use_cases.study import complete_ticked, complete_topics, know_topics, skip_topic
from tests.builders import NOON, days_ago
from tests.core.streak_draws import some_rules
from tests.core.use_cases.whole_views import (
    PROJECTS,
    ROADMAPS,
    TOPICS,
    Student,
    enrol_in,
    move_to,
    shelve,
)

START = NOON - timedelta(days=45)
NewStudent = Callable[[], Student]
Step = tuple[timedelta, Callable[..., object]]

HOURS = st.sampled_from([0, 1, 7, 12, 20, 24, 24, 24, 28, 48, 72]).map(lambda n: timedelta(hours=n))
NUMBERS = st.sets(st.integers(1, TOPICS + PROJECTS), min_size=1, max_size=6)
ZONES = st.sampled_from(["Asia/Tokyo", "Pacific/Auckland", "Pacific/Honolulu", "Europe/Berlin"])


def skip(unit: UnitOfWork, account: Account, now: datetime, picked: Pick) -> object:
    """Put a topic aside, if there is any to put."""
    try:
        return skip_topic(unit, account, now, picked)
    except NothingToSkip:
        return None


def begin_anew(unit: UnitOfWork, account: Account, now: datetime, slug: str) -> object:
    """Begin a roadmap anew, be it studied now or not."""
    asked = ask_reset(unit, account, now, slug)
    return reset_roadmap(unit, account, now, asked.enrolment)


def typed(numbers: set[int]) -> Pick:
    return Pick(", ".join(map(str, sorted(numbers))))


complete_one = partial(complete_topics, picked=Pick())
complete_one_yesterday = partial(complete_one, yesterday=True)

STUDY = st.one_of(
    st.just(complete_one),
    st.builds(
        partial, st.just(complete_topics), picked=NUMBERS.map(typed), yesterday=st.booleans()
    ),
)
ACTIONS = st.one_of(
    STUDY,
    STUDY,
    st.builds(
        partial, st.just(skip), picked=st.just(Pick()) | st.integers(1, TOPICS).map(str).map(Pick)
    ),
    st.just(complete_ticked),
    st.builds(partial, st.just(know_topics), picked=NUMBERS.map(typed)),
    st.builds(partial, st.just(begin_anew), slug=st.sampled_from(ROADMAPS)),
    st.builds(partial, st.just(enrol_in), slug=st.sampled_from(ROADMAPS)),
    st.builds(partial, st.just(move_to), zone=ZONES),
)
TARGETS = st.none() | st.builds(
    Target, st.integers(-200, 20).map(days_ago), since=st.integers(20, 60).map(days_ago)
)


@st.composite
def some_rhythm(draw: st.DrawFn) -> Rhythm:
    """Draw when days begin, rest days and pauses, and up to two goals."""
    minute, before = draw(st.tuples(st.integers(0, 719), st.integers(0, 719)))
    since = draw(st.none() | st.integers(0, 45).map(lambda days: START + timedelta(days=days)))
    begins = sorted(draw(st.sets(st.integers(0, 50), max_size=2)), reverse=True)
    goals = (
        Goal(draw(st.integers(1, 12)), draw(st.sampled_from(Per)), days_ago(ago)) for ago in begins
    )
    return Rhythm(DayStart(minute, before, since), draw(some_rules()), tuple(goals))


@dataclass(frozen=True, slots=True)
class Story:
    """What a student aims at and does ``before``, and what they do that is undone ``later``."""

    rhythm: Rhythm
    target: Target | None
    before: list[Step]
    steps: list[Step]
    later: timedelta


STORIES = st.builds(
    Story,
    some_rhythm(),
    TARGETS,
    st.lists(st.tuples(HOURS, STUDY), max_size=15),
    st.lists(st.tuples(HOURS, ACTIONS), min_size=1, max_size=12),
    HOURS,
)


@pytest.fixture(scope="module")
def new_student(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewStudent]:
    """Give a function that lets one more person in, where both roadmaps are."""
    url = f"sqlite:///{tmp_path_factory.mktemp('undoing') / 'study.db'}"
    storage.migrate(url)
    numbers = count(1)
    with closing(storage.open_gateway(url, synchronous="NORMAL")) as gateway:
        asyncio.run(gateway.run(partial(shelve, START)))
        yield lambda: Student(gateway, Account("console", str(next(numbers))))


def play(
    student: Student, steps: list[Step], begin: datetime
) -> tuple[list[ActionNumber], datetime]:
    """Do one thing after the other; give the actions written, and the time then."""
    now, actions = begin, []
    for later, what in steps:
        now += later
        action = getattr(student.does(what, now), "action", None)
        if action is not None:
            actions.append(action)
    return actions, now


@settings(max_examples=100)
@given(story=STORIES, order=st.randoms(use_true_random=False))
def test_actions_that_are_all_undone_in_any_order_leave_every_view_as_it_was(
    new_student: NewStudent, story: Story, order: Random
) -> None:
    student = new_student()
    student.settles(story.rhythm, story.target, START)
    _, begin = play(student, story.before, START)
    now = begin + sum((hours for hours, _ in story.steps), story.later)
    as_it_was = student.sees(now)

    actions, _ = play(student, story.steps, begin)
    order.shuffle(actions)
    student.undoes(actions, now)

    # What is set, as by a change of zone, is no action.
    student.settles(story.rhythm, story.target, now)
    assert student.sees(now) == as_it_was


@st.composite
def some_days(draw: st.DrawFn) -> list[tuple[datetime, timedelta | None]]:
    """Draw evenings of study, and how much later each was written down on the day after."""
    gaps = draw(st.lists(st.sampled_from([1, 1, 1, 1, 2, 3, 4]), min_size=1, max_size=20))
    evening = START.replace(hour=19)
    late = st.sampled_from([None, timedelta(hours=17), timedelta(hours=27)])
    return [(evening + timedelta(days), draw(late)) for days in accumulate(gaps)]


def results(student: Student, now: datetime) -> tuple[object, ...]:
    """Give what is shown but for when and in what order it was written down."""
    explained = student.does(explain_streak, now)
    return (
        student.does(report_streak, now),
        [replace(day, event=None) for day in explained.days],
        student.does(report_badges, now),
        student.does(look_at_aims, now),
    )


@settings(max_examples=50)
@given(
    rhythm=some_rhythm(),
    target=TARGETS,
    days=some_days(),
    later=st.integers(2, 9).map(timedelta),
)
def test_what_is_entered_a_day_late_counts_as_if_it_had_been_entered_in_time(
    new_student: NewStudent,
    rhythm: Rhythm,
    target: Target | None,
    days: list[tuple[datetime, timedelta | None]],
    later: timedelta,
) -> None:
    punctual, late = new_student(), new_student()
    for student in (punctual, late):
        student.settles(rhythm, target, START)
    written = []
    for topic, (evening, delay) in enumerate(days, start=1):
        complete = partial(complete_topics, picked=Pick(str(topic)))
        punctual.does(complete, evening)
        is_late = delay is not None
        written.append((evening + (delay or timedelta()), partial(complete, yesterday=is_late)))

    for at, complete in sorted(written, key=itemgetter(0)):
        late.does(complete, at)

    now = days[-1][0] + later
    assert results(late, now) == results(punctual, now)


@dataclass(frozen=True, slots=True)
class Earned:
    """What the days so far have earned a student."""

    streak: int
    lost: int
    freezes: int
    badges: tuple[Badge, ...]
    this_week: int


def earned(student: Student, now: datetime) -> Earned:
    streak = student.does(report_streak, now).streak
    week = student.does(look_at_aims, now).week
    assert week is not None
    badges = student.does(report_badges, now).days
    return Earned(streak.current, streak.lost, streak.freezes, badges, week.done)


def study_on(new_student: NewStudent, *days: int) -> Student:
    """Give a student with a goal, who did a topic on each of these days from Friday 9 October."""
    student = new_student()
    student.settles(Rhythm(goals=(Goal(7, Per.WEEK, START.date()),)), None, START)
    for day in days:
        student.does(complete_one, START + timedelta(day))
    return student


def test_an_entry_for_yesterday_gives_back_its_freeze_and_undoing_it_takes_that_again(
    new_student: NewStudent,
) -> None:
    now = START + timedelta(days=6, hours=1)
    student = study_on(new_student, 0, 1, 2, 3, 4, 6)
    without = earned(student, now)

    student.does(complete_one_yesterday, now)
    with_it = earned(student, now)
    student.undoes([None], now)

    assert without == Earned(6, lost=0, freezes=1, badges=(), this_week=3)
    assert with_it == Earned(7, 0, freezes=2, badges=(Badge(BadgeKind.DAYS, 7),), this_week=4)
    assert earned(student, now) == without


def test_an_entry_for_yesterday_brings_an_ended_streak_back_and_undoing_it_ends_that_again(
    new_student: NewStudent,
) -> None:
    now = START + timedelta(days=8)
    student = study_on(new_student, 0, 1, 2, 3, 4)
    without = earned(student, now)

    student.does(complete_one_yesterday, now)
    with_it = earned(student, now)
    student.undoes([None], now)

    assert without == Earned(0, lost=5, freezes=0, badges=(), this_week=2)
    assert with_it == Earned(6, lost=0, freezes=0, badges=(), this_week=3)
    assert earned(student, now) == without
