"""What an answer on Discord takes, from the interaction to the first words, 100 learners at once.

Ours is the program itself, with a durable commit and a line of log for every turn; the peer is
discord.py's own client on the same event loop, whose handlers answer and no more. Each speaks to a
made Discord on loopback, where every learner asks for the next topic, presses its "Done" and calls
/done, each as soon as they were answered. Autocomplete is asked for by one learner who writes words
letter by letter, in a roadmap of 5,000 topics.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import psutil
import uvloop

from bench._discord_api import Answered, BenchDiscord
from bench._discord_events import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    called,
    pressed,
    typing,
    with_done,
)
from bench.harness import Result, Timed, interleaved, ratio
from bench.parse import checklist
from bot.settings import SHIPPED_ROADMAPS
from core.roadmap_markdown.limits import MAX_TOPICS

LEARNERS = 100
STARTS_WITHIN = 60.0
ANSWERS_WITHIN = 30.0
"""Seconds."""

OURS = ("-m", "bot", "run")
LIBRARY = ("-m", "bench._discord_library")

ROADMAP = "python-backend-developer"
LARGE = "large"
WORDS = ("4321", "call_77", "tpic 1234", "where it hepls", "section of")
"""What is written to find a topic, some of it with a mistake."""


@dataclass(frozen=True, slots=True)
class Round:
    """How long answers took, and the CPU seconds of one."""

    timed: Timed
    cost: float


class Stack:
    """A program and its Discord."""

    def __init__(self, runner: asyncio.Runner, arguments: Sequence[str], **settings: str) -> None:
        self._runner = runner
        self._discord = BenchDiscord()
        self._runner.run(self._discord.open())
        environ = os.environ | self._discord.settings() | settings
        with tempfile.TemporaryFile() as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own programs
                [sys.executable, *arguments], env=environ, stderr=log
            )
        try:
            self._runner.run(self._started())
        except BaseException:
            self.close()
            raise

    def enrol(self) -> None:
        """Let every learner begin, and one more in the large roadmap."""
        slugs = [*[ROADMAP] * LEARNERS, LARGE]

        async def begin() -> None:
            await asyncio.gather(*(self._call(*each) for each in enumerate(slugs)))

        self._runner.run(begin())

    def days(self, days: int) -> Round:
        """Let every learner study so often, all at once."""
        process = psutil.Process(self._process.pid)
        before = process.cpu_times()
        timed = self._runner.run(self._studied(days))
        after = process.cpu_times()
        spent = after.user + after.system - before.user - before.system
        return Round(timed, spent / len(timed.each))

    def completions(self) -> Timed:
        """Let the learner in the large roadmap write words, letter by letter."""
        return self._runner.run(self._completed())

    def close(self) -> None:
        """End the program."""
        self._runner.run(self._ended())

    async def _started(self) -> None:
        async with asyncio.timeout(STARTS_WITHIN):
            while not self._discord.gateway.identified.is_set():
                if self._process.poll() is not None:
                    message = f"a stack ended before it spoke, with {self._process.returncode}"
                    raise RuntimeError(message)
                await asyncio.sleep(0.1)

    async def _ended(self) -> None:
        self._process.terminate()
        # It takes its leave of Discord, which is here.
        await asyncio.to_thread(self._process.wait)
        await self._discord.close()

    async def _call(self, learner: int, roadmap: str) -> None:
        await self._does(learner, COMMAND, called("start", roadmap=roadmap))

    async def _studied(self, days: int) -> Timed:
        each: list[float] = []

        async def study(learner: int) -> None:
            for _ in range(days):
                offered = await self._does(learner, COMMAND, called("next"))
                message, button = with_done(offered.message)
                ticked = await self._does(learner, COMPONENT, pressed(button), message)
                done = await self._does(learner, COMMAND, called("done"))
                each.extend(answer.seconds for answer in (offered, ticked, done))

        begun = perf_counter()
        await asyncio.gather(*(study(learner) for learner in range(LEARNERS)))
        return Timed(tuple(each), perf_counter() - begun)

    async def _completed(self) -> Timed:
        each: list[float] = []
        begun = perf_counter()
        for word in WORDS:
            for letters in range(len(word) + 1):
                data = typing("done", "what", word[:letters])
                each.append((await self._does(LEARNERS, AUTOCOMPLETE, data)).seconds)
        return Timed(tuple(each), perf_counter() - begun)

    async def _does(
        self, learner: int, kind: int, data: dict[str, Any], message: dict[str, Any] | None = None
    ) -> Answered:
        async with asyncio.timeout(ANSWERS_WITHIN):
            return await self._discord.does(learner, kind, data, message)


def run(*, quick: bool) -> Result:
    """Measure both in interleaved rounds; quick ones are fewer and shorter."""
    days = 3 if quick else 8
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        runner = opened.enter_context(asyncio.Runner(loop_factory=uvloop.new_event_loop))
        settings = {"DATA_DIR": f"{name}/data", "ROADMAPS_DIR": str(_shelf(Path(name)))}
        ours = opened.enter_context(closing(Stack(runner, OURS, **settings)))
        library = opened.enter_context(closing(Stack(runner, LIBRARY)))
        ours.enrol()
        contenders = {"ours": partial(ours.days, days), "library": partial(library.days, days)}
        interleaved(contenders, rounds=1)  # to open connections, and know every command once
        rounds = interleaved(contenders, rounds=3 if quick else 7)
        ours.completions()
        completions = [ours.completions() for _ in range(3 if quick else 7)]
    timed = {who: [each.timed for each in measured] for who, measured in rounds.items()}
    p50 = {who: [each.p50 for each in measured] for who, measured in timed.items()}
    p99 = {who: [each.p99 for each in measured] for who, measured in timed.items()}
    return Result(
        "discord",
        {
            "p50_over_library": ratio(p50["ours"], p50["library"]),
            "p99_over_library": ratio(p99["ours"], p99["library"]),
        },
        {
            "size": "quick" if quick else "full",
            **_figures("ours", rounds["ours"]),
            **_figures("library", rounds["library"]),
            "autocomplete_5000_p50_ms": median(each.p50 for each in completions) * 1e3,
            "autocomplete_5000_p99_ms": median(each.p99 for each in completions) * 1e3,
        },
    )


def _shelf(folder: Path) -> Path:
    """Make a folder of the roadmap that all study, and the large one."""
    shelf = folder / "roadmaps"
    shelf.mkdir()
    shutil.copy(SHIPPED_ROADMAPS / f"{ROADMAP}.md", shelf)
    (shelf / f"{LARGE}.md").write_text(checklist(MAX_TOPICS), encoding="utf-8")
    return shelf


def _figures(name: str, rounds: Sequence[Round]) -> dict[str, float]:
    return {
        f"{name}_p50_ms": median(each.timed.p50 for each in rounds) * 1e3,
        f"{name}_p99_ms": median(each.timed.p99 for each in rounds) * 1e3,
        f"{name}_per_second": median(each.timed.rate for each in rounds),
        f"{name}_cpu_ms": median(each.cost for each in rounds) * 1e3,
    }
