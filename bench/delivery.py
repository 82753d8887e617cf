"""A broadcast beside answers to people, where 30 messages a second are the limit.

Ours is the program itself, with durable commits: prompts that wait in its outbox, a SQLite file, go
out while people ask and are answered. The peer is the library alone with its own rate limiter,
whose bot sends to everybody at once. Each speaks to a made Bot API on loopback that answers at
once and refuses what is too much for any second, in a process that is neither's. An answer's time
goes from the moment the update is handed out to the moment its message is taken.
"""

import asyncio
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

import storage
from bench._delivery_api import LIMIT, StrictApi
from bench._delivery_learners import enrolled, prompted
from bench._delivery_stack import OFTEN, PEOPLE, Broadcast, Stack
from bench.harness import Result, Timed

OURS = ("-m", "bot", "run")
LIBRARY = ("-m", "bench._delivery_library")

ROADMAP = "python-backend-developer"
FIRST_LEARNER = 10_001
"""Their chats are other ones than those of the people who ask."""

SELDOM = 2.0
"""Seconds between two people who ask during a broadcast, on average."""

WARMS_UP = 2.0
"""Seconds in which people ask before anything is measured: what is read once has been read."""

AHEAD = timedelta(seconds=3)
"""A broadcast is due so late that all of it is written by then."""


class Ours(Stack):
    """The program, with prompts in its outbox."""

    def __init__(self, runner: asyncio.Runner, folder: Path, learners: int) -> None:
        super().__init__(runner, StrictApi(folder), OURS)
        self._database = f"sqlite:///{folder / 'study.db'}"
        chats = range(FIRST_LEARNER, FIRST_LEARNER + learners)
        with closing(storage.open_gateway(self._database)) as gateway:
            enrol = partial(enrolled, chats=chats, roadmap=ROADMAP, now=datetime.now(UTC))
            reminders = runner.run(gateway.run(enrol))
        self._reminders = dict(zip(chats, reminders, strict=True))
        self.welcome(f"/start {ROADMAP}")
        self.idle(WARMS_UP)

    def deliver(self, learners: int, *, every: float) -> Broadcast:
        """Let a prompt be due to so many learners at once, and people ask meanwhile."""
        chats = tuple(self._reminders)[:learners]
        reminders = tuple(self._reminders[chat] for chat in chats)

        async def begin() -> float:
            ahead = perf_counter() + AHEAD.total_seconds()
            prompt = partial(prompted, reminders=reminders, due=datetime.now(UTC) + AHEAD)
            with closing(storage.open_gateway(self._database)) as gateway:
                await gateway.run(prompt)
            return ahead

        return self.broadcast(chats, begin, every=every)


class Library(Stack):
    """The library, with a command that sends to many."""

    def __init__(self, runner: asyncio.Runner, folder: Path) -> None:
        super().__init__(runner, StrictApi(folder), LIBRARY)

    def deliver(self, learners: int, *, every: float) -> Broadcast:
        """Send to so many learners at once, while people ask."""
        chats = range(FIRST_LEARNER, FIRST_LEARNER + learners)

        async def begin() -> float:
            await self.say(PEOPLE.stop, f"/broadcast {chats.start} {chats.stop}")
            return perf_counter()

        return self.broadcast(chats, begin, every=every)


def run(*, quick: bool) -> Result:
    """Measure ours with many answers, few and none beside a broadcast, then the library."""
    learners = 400 if quick else 3000
    # As many answers as beside the broadcast, half of them before it and half after.
    idle = learners / LIMIT / SELDOM * OFTEN / 2
    with tempfile.TemporaryDirectory() as name, asyncio.Runner() as runner:
        with closing(Ours(runner, Path(name) / "ours", learners)) as ours:
            before = ours.idle(idle)
            seldom = ours.deliver(learners, every=SELDOM)
            after = ours.idle(idle)
            often = ours.deliver(learners // 2, every=OFTEN)
        with closing(Library(runner, Path(name) / "library")) as peer:
            library = peer.deliver(learners // 2 if quick else learners, every=SELDOM)
    alone = Timed(before.each + after.each, before.all + after.all)
    return Result(
        "delivery",
        {
            "bulk_over_limit": seldom.rate / LIMIT,
            "answer_p99_over_idle": seldom.answers.p99 / alone.p99,
            "answer_p50_over_library": seldom.answers.p50 / library.answers.p50,
            "refusals": seldom.refused + often.refused,
            "lost": seldom.lost + often.lost,
        },
        {
            "size": "quick" if quick else "full",
            **_times("idle", alone),
            **_figures("ours", seldom),
            **_figures("often", often),
            "often_answer_p99_over_idle": often.answers.p99 / alone.p99,
            **_figures("library", library),
        },
    )


def _figures(name: str, broadcast: Broadcast) -> dict[str, float]:
    return {
        f"{name}_per_second": broadcast.rate,
        f"{name}_begun_seconds": broadcast.begun,
        f"{name}_refused": broadcast.refused,
        f"{name}_lost": broadcast.lost,
        f"{name}_repeated": broadcast.repeated,
        **_times(name, broadcast.answers),
    }


def _times(name: str, answers: Timed) -> dict[str, float]:
    return {
        f"{name}_answers": len(answers.each),
        f"{name}_answer_p50_ms": answers.p50 * 1e3,
        f"{name}_answer_p99_ms": answers.p99 * 1e3,
    }
