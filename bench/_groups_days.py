"""Days of a study group with a crowd in it: posted, pressed, edited and looked at."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

import storage
from bench._groups_crowd import ACTING, FIRST_POST, GROUP, PLATFORM, account, visitor
from core.group import GroupDay
from core.ports import UnitOfWork
from core.roadmap import TopicId
from core.use_cases.board import Board, look_at_board
from core.use_cases.buddies import pair_buddies
from core.use_cases.group_posts import plan_posts
from core.use_cases.group_study import complete_in_group
from core.use_cases.showing import lease_live, live_shown, prepare_live
from storage.engine import Synchronous

T = TypeVar("T")

MINUTE = timedelta(minutes=1)
LOOKS = 5
"""The board is looked at so often a day."""


@dataclass(frozen=True, slots=True)
class DayCost:
    """For the post of a day with all its edits, for each press and each look at the board.

    Seconds of the processor.
    """

    post: float
    presses: tuple[float, ...]
    boards: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Burst:
    """Many presses in one minute: seconds for each, how often was edited, and who counted."""

    presses: tuple[float, ...]
    edits: int
    studied: int


class GroupDays:
    """Live in the group of a database, day by day."""

    def __init__(self, path: Path, synchronous: Synchronous = "FULL") -> None:
        self._gateway = storage.open_gateway(f"sqlite:///{path}", synchronous=synchronous)
        self._runner = asyncio.Runner()

    def close(self) -> None:
        """Close the database."""
        self._gateway.close()
        self._runner.close()

    def play(self, day: int) -> DayCost:
        """Let the same few members study on a day, counted from 0."""
        nine = FIRST_POST + timedelta(days=day)
        posted = cost(lambda: self.post(nine))
        topic = self._topic()
        presses = tuple(
            cost(lambda: self._press(each, topic, nine + MINUTE))  # noqa: B023 - called at once
            for each in range(1, ACTING + 1)
        )
        posted += cost(lambda: self.show(nine + 2 * MINUTE))
        boards = tuple(cost(lambda: self.board(nine + 3 * MINUTE)) for _ in range(LOOKS))
        return DayCost(posted, presses, boards)

    def burst(self, day: int, members: Iterable[int]) -> Burst:
        """Let members press Done within a minute after the post, which is edited meanwhile."""
        nine, chosen = FIRST_POST + timedelta(days=day), tuple(members)
        self.post(nine)
        presses, edits, topic = [], 0, self._topic()
        for number, member in enumerate(chosen):
            now = nine + MINUTE + MINUTE * number / len(chosen)
            began = perf_counter()
            self._press(member, topic, now)
            presses.append(perf_counter() - began)
            edits += self.show(now)
        edits += self.show(nine + 3 * MINUTE)
        return Burst(tuple(presses), edits, self.today(nine).studied)

    def post(self, now: datetime) -> None:
        """Lay down what is due, pair the buddies, and show it."""
        planned = self._run(partial(plan_posts, platform=PLATFORM, now=now, most=9))
        if planned.posted != (GROUP,):
            raise AssertionError(now)
        self._run(partial(pair_buddies, its=GROUP, now=now))
        self.show(now)

    def show(self, now: datetime) -> int:
        """Show what is due now; say how many messages that were."""
        leased = self._run(
            partial(lease_live, platform=PLATFORM, now=now, most=9, until=now + MINUTE)
        )
        for live in leased:
            shown = self._run(partial(prepare_live, live=live, now=now, until=now + MINUTE))
            if shown is None:
                raise AssertionError(live)
            message = live.message or str(live.id)
            self._run(partial(live_shown, live=live, now=now, message=message, shown=shown))
        return len(leased)

    def board(self, now: datetime) -> Board:
        """Give the board."""
        return self._run(partial(look_at_board, account=account(1), now=now, where=GROUP))

    def today(self, now: datetime) -> GroupDay:
        """Give the day of the post that came last."""
        found = self._run(lambda work: work.groups.day(GROUP, now.date()))
        if found is None:
            raise AssertionError(now)
        return found

    def _topic(self) -> TopicId:
        topic = self._run(lambda work: work.groups.get(GROUP).topic)
        if topic is None:
            raise AssertionError
        return topic

    def _press(self, member: int, topic: TopicId, now: datetime) -> None:
        self._run(
            partial(
                complete_in_group,
                account=account(member),
                now=now,
                where=GROUP,
                topic=topic,
                visitor=visitor(member),
            )
        )

    def _run(self, use_case: Callable[[UnitOfWork], T]) -> T:
        found: list[T] = []

        async def keep() -> None:
            found.append(await self._gateway.run(use_case))

        # The runner spells out what a task returns: of a course that takes longer than to press.
        self._runner.run(keep())
        return found[0]


def cost(act: Callable[[], object]) -> float:
    """Do something; give the seconds of the processor that it took."""
    began = process_time()
    act()
    return process_time() - began
