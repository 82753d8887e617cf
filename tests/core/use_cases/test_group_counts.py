"""What a group counts is what its members' logs say, whatever they do, take back or add later.

Played by the real use cases on a SQLite file.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import storage
from core.destination import Destination
from core.errors import NothingToUndo
from core.group import Group, GroupDay, Plan
from core.history import EventKind
from core.learner import Account
from core.place import PlaceKind
from core.ports import UnitOfWork
from core.quorum import QuorumStreak
from core.reminder import Schedule
from core.selection import Pick
from core.use_cases.board import look_at_board, show_on_board
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.group_posts import plan_posts
from core.use_cases.group_setup import look_at_group, set_up, start_group, stop_group
from core.use_cases.group_study import complete_in_group
from core.use_cases.membership import Visitor, leave_group
from core.use_cases.reset import ask_reset, reset_roadmap
from core.use_cases.rhythm import end_pause, set_pause
from core.use_cases.study import complete_topics
from core.use_cases.undo import undo_action
from core.weekdays import Days
from tests.core.use_cases.reminding_scenes import DAY, HOUR, LISBON, monday
from tests.core.use_cases.whole_views import Gateway, shelve

T = TypeVar("T")
Act = Callable[["Club", int, datetime], None]

PEOPLE = 4
MOST_FREEZES, PRICE = 2, 7


@dataclass(slots=True)
class Club:
    """A group of up to four people in a chat of their own, and what is known of who was in it."""

    gateway: Gateway
    chat: str
    joined: dict[int, datetime] = field(default_factory=dict)
    left: dict[int, tuple[datetime, frozenset[date]]] = field(default_factory=dict)

    @property
    def place(self) -> Destination:
        return Destination("telegram", self.chat, PlaceKind.GROUP)

    def account(self, person: int) -> Account:
        return Account("telegram", f"{self.chat}/{person}")

    def does(self, what: Callable[[UnitOfWork], T]) -> T:
        """Run one use case, in a unit of work of its own."""
        return asyncio.run(self.gateway.run(what))

    def group(self) -> Group:
        found = self.does(lambda unit: unit.groups.at(self.place))
        assert found
        return found

    def days_of(self, person: int) -> frozenset[date]:
        """Read in somebody's log on which dates they studied as a member."""
        if person in self.left:
            return self.left[person][1]
        joined = _date(self.joined[person])

        def read(unit: UnitOfWork) -> frozenset[date]:
            learner = unit.learners.of_account(self.account(person))
            assert learner
            done = [it for it in unit.history.of_learner(learner.id).standing if _is_done(it.kind)]
            dates = (_date(it.moment.at) - it.added_later * DAY for it in done)
            return frozenset(each for each in dates if each >= joined)

        return self.does(read)

    def needed(self, day: date) -> int:
        """Say how many had to study on a date: half of those who were in no pause."""
        there = [person for person in range(PEOPLE) if self.was_there(person, day)]
        present = sum(self.is_present(person, day) for person in there)
        return max(1, (present + 1) // 2) if present or not there else 0

    def was_there(self, person: int, day: date) -> bool:
        """Say whether somebody was a member at the end of a date."""
        if person not in self.joined or _date(self.joined[person]) > day:
            return False
        return person not in self.left or _date(self.left[person][0]) > day

    def is_present(self, person: int, day: date) -> bool:
        """Say whether somebody is not in a pause on a date."""

        def read(unit: UnitOfWork) -> bool:
            learner = unit.learners.of_account(self.account(person))
            assert learner
            return not learner.rhythm.rules.pauses_on(day)

        return self.does(read)


def _date(at: datetime) -> date:
    return at.astimezone(ZoneInfo(LISBON)).date()


def _is_done(kind: EventKind) -> bool:
    return kind in {EventKind.DONE, EventKind.REVIEWED}


def press(number: int, club: Club, person: int, now: datetime) -> None:
    """Press Done in the group, which makes who presses a member."""
    if person in club.left:
        return
    group = club.group()
    roadmap = club.does(lambda unit: unit.roadmaps.get(group.plan.roadmap))
    club.does(
        lambda unit: complete_in_group(
            unit,
            club.account(person),
            now,
            group.id,
            topic=roadmap.topics[number].id,
            visitor=Visitor(f"P{person}", "en", ("telegram", club.chat)),
        )
    )
    if person not in club.joined:
        club.joined[person] = now
        club.does(lambda unit: show_on_board(unit, club.account(person), now, group.id, on=True))


def say_done(number: int, yesterday: bool, club: Club, person: int, now: datetime) -> None:  # noqa: FBT001 - drawn
    """Say in private that a topic was done, today or the day before."""
    pick, account = Pick(str(number + 1)), club.account(person)
    club.does(lambda unit: complete_topics(unit, account, now, pick, yesterday=yesterday))


def undo(club: Club, person: int, now: datetime) -> None:
    """Take the last thing back, if there is any."""
    try:
        club.does(lambda unit: undo_action(unit, club.account(person), now))
    except NothingToUndo:
        return


def leave(club: Club, person: int, now: datetime) -> None:
    """Leave the group for good; the days that were made stay."""
    if person in club.joined and person not in club.left:
        days = club.days_of(person)
        club.does(lambda unit: leave_group(unit, club.account(person), now, club.place))
        club.left[person] = now, days


def pause(club: Club, person: int, now: datetime) -> None:
    """Pause for two days."""
    club.does(lambda unit: set_pause(unit, club.account(person), now, "2 days"))


def resume(club: Club, person: int, now: datetime) -> None:
    """Pause no more."""
    club.does(lambda unit: end_pause(unit, club.account(person), now))


def begin_anew(club: Club, person: int, now: datetime) -> None:
    """Begin the roadmap anew, which takes no day back."""
    account = club.account(person)
    asked = club.does(lambda unit: ask_reset(unit, account, now))
    club.does(lambda unit: reset_roadmap(unit, account, now, asked.enrolment))


NUMBERS = st.integers(0, 5)
PRESSES = st.builds(partial, st.just(press), NUMBERS)
ACTS: st.SearchStrategy[Act] = st.one_of(
    PRESSES,
    PRESSES,
    st.builds(partial, st.just(say_done), NUMBERS, st.booleans()),
    st.sampled_from([undo, undo, leave, pause, resume, begin_anew]),
)
HOURS = st.sampled_from([0, 1, 5, 11, 14, 24, 24, 31]).map(lambda hours: hours * HOUR)
STORIES = st.lists(st.tuples(HOURS, st.integers(0, PEOPLE - 1), ACTS), min_size=1, max_size=25)


@pytest.fixture(scope="module")
def new_club(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Club]]:
    """Give a function that puts one more group to work, on Monday at eight."""
    url = f"sqlite:///{tmp_path_factory.mktemp('grouping') / 'study.db'}"
    storage.migrate(url)
    numbers = count(1)
    with closing(storage.open_gateway(url, synchronous="NORMAL")) as gateway:
        asyncio.run(gateway.run(partial(shelve, monday(0))))

        def found() -> Club:
            club = Club(gateway, f"-{next(numbers)}")
            admin = club.account(PEOPLE)

            def begin(unit: UnitOfWork) -> None:
                roadmap = unit.roadmaps.of_slug("python")
                assert roadmap
                plan = Plan(roadmap.id, Schedule(540, Days.DAILY, LISBON))
                set_up(unit, admin, monday(8), club.place, plan)
                start_group(unit, admin, monday(8), club.place)
                for person in range(PEOPLE):
                    newcomer = Newcomer(LISBON, "en")
                    enrol(unit, club.account(person), monday(8), "python", newcomer)

            club.does(begin)
            return club

        yield found


def play(club: Club, story: list[tuple[timedelta, int, Act]]) -> datetime:
    """Do one thing after the other, with the posts that fall due between; give the time then."""
    now, post = monday(8, 30), monday(9)
    for later, person, act in story:
        now += later
        while post <= now:
            club.does(partial(plan_posts, platform="telegram", now=post, most=9))
            post += DAY
        act(club, person, now)
    return now


def recounted(club: Club, posted: tuple[GroupDay, ...], today: date) -> tuple[GroupDay, ...]:
    """Count anew what each day of a group must say, from the logs and from who was there."""
    days = {person: club.days_of(person) for person in club.joined}
    found = []
    for each in posted:
        needed = club.needed(each.date)
        studied = sum(each.date in made for made in days.values())
        is_open = each.needed is None and each.date <= today
        found.append(GroupDay(each.date, each.topic, studied, None if is_open else needed))
    return tuple(found)


def slow_streak(club: Club, days: tuple[GroupDay, ...], today: date) -> QuorumStreak:
    """Walk over the days of a group one by one."""
    run = longest = paid = 0
    freezes, counted = MOST_FREEZES, False
    for day in days:
        needed = club.needed(day.date)
        if day.studied and day.studied >= needed:
            run, counted = run + 1, day.date == today
            longest = max(longest, run)
            paid += freezes < MOST_FREEZES
            if paid == PRICE:
                freezes, paid = freezes + 1, 0
        elif needed and day.date < today and run:
            run, freezes = (run, freezes - 1) if freezes else (0, 0)
    return QuorumStreak(run, longest, freezes, counted)


@settings(max_examples=60)
@given(story=STORIES)
def test_the_counts_of_a_group_equal_a_recount_of_its_members_logs(
    new_club: Callable[[], Club], story: list[tuple[timedelta, int, Act]]
) -> None:
    club = new_club()
    try:
        now = play(club, story)
        today, group = _date(now), club.group()
        days = club.does(lambda unit: unit.groups.days(group.id))
        card = club.does(lambda unit: look_at_group(unit, club.account(0), now, group.id))
        board = club.does(lambda unit: look_at_board(unit, club.account(0), now, club.place))

        assert days == recounted(club, days, today)
        assert card.streak == slow_streak(club, days, today)
        assert group.members == len(club.joined) - len(club.left)
        first = today.replace(day=1)
        in_month = {
            f"P{person}": made
            for person in club.joined
            if person not in club.left
            and (made := sum(first <= day <= today for day in club.days_of(person)))
        }
        assert {line.name: line.days for line in board.month} == in_month
    finally:
        club.does(lambda unit: stop_group(unit, club.account(0), monday(8), club.place))
