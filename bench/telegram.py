"""What an update of Telegram's costs, from the webhook to the committed answer.

Ours is the program itself, with a durable commit and a line of log for every turn, but without the
30 messages a second that it keeps to on Telegram; the peer is the library's own webhook on tornado
and its Application, whose handler replies and no more. Both speak to the same made Telegram on
loopback: 32 chats, each writing again as soon as it was answered. Our part is the CPU time of all
between the library's parsing and its sending; the library's cost is that of an update with its
reply.
"""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from itertools import count, cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

import psutil

from bench._telegram_api import BenchApi, Hook, update
from bench._telegram_order import made, ordered, unordered
from bench._telegram_part import OurPart
from bench.harness import Result, Timed, interleaved, ratio

CHATS = 32
STARTS_WITHIN = 60.0
ANSWERS_WITHIN = 30.0
"""Seconds."""

OURS = ("-m", "bench._telegram_ours")
LIBRARY = ("-m", "bench._telegram_library")
BEGIN = ("/start python-backend-developer",)
SAID = ("/next", "/done")


@dataclass(frozen=True, slots=True)
class Round:
    """How long updates took until they were answered, and the CPU seconds of one."""

    timed: Timed
    cost: float


class Stack:
    """A program behind its webhook."""

    def __init__(self, runner: asyncio.Runner, api: BenchApi, arguments: Sequence[str]) -> None:
        self._runner = runner
        self._api = api
        self._numbers = count(1)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port: int = free.getsockname()[1]
        with tempfile.TemporaryFile() as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own programs
                [sys.executable, *arguments], env={**os.environ, **api.settings(port)}, stderr=log
            )
        self._port = port
        self._runner.run(self._started())

    def updates(self, updates: int, said: Sequence[str]) -> Round:
        """Let every chat say these, again and again, each when it was answered."""
        process = psutil.Process(self._process.pid)
        before = process.cpu_times()
        timed = self._runner.run(self._said(updates, said))
        after = process.cpu_times()
        spent = after.user + after.system - before.user - before.system
        return Round(timed, spent / updates)

    def close(self) -> None:
        """End the program."""
        self._process.terminate()
        self._process.wait()

    async def _started(self) -> None:
        async with asyncio.timeout(STARTS_WITHIN):
            while self._process.poll() is None:
                try:
                    (await Hook.open(self._port)).close()
                except ConnectionError:
                    await asyncio.sleep(0.1)
                else:
                    return
        message = f"a stack ended before it listened, with {self._process.returncode}"
        raise RuntimeError(message)

    async def _said(self, updates: int, said: Sequence[str]) -> Timed:
        # Opened anew, since a server may close what was idle while the other had its round.
        hooks = [await Hook.open(self._port) for _ in range(CHATS)]
        each: list[float] = []

        async def speak(chat: int, hook: Hook) -> None:
            for text in islice(cycle(said), updates // CHATS):
                begun = perf_counter()
                answered = self._api.answer_in(chat)
                async with asyncio.timeout(ANSWERS_WITHIN), asyncio.TaskGroup() as posting:
                    posting.create_task(hook.post(update(next(self._numbers), chat, text)))
                    await answered
                    each.append(perf_counter() - begun)

        begun = perf_counter()
        await asyncio.gather(*(speak(chat, hook) for chat, hook in enumerate(hooks, 1)))
        timed = Timed(tuple(each), perf_counter() - begun)
        for hook in hooks:
            hook.close()
        return timed


def run(*, quick: bool) -> Result:
    """Measure both stacks in interleaved rounds; quick ones are fewer and shorter."""
    updates = CHATS * (10 if quick else 40)
    rounds = 3 if quick else 7
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        runner = opened.enter_context(asyncio.Runner())
        api = BenchApi(Path(name) / "ours")
        runner.run(api.listen())
        ours = opened.enter_context(closing(Stack(runner, api, OURS)))
        library = opened.enter_context(closing(Stack(runner, api, LIBRARY)))
        for stack in (ours, library):
            stack.updates(CHATS, BEGIN)
        part = opened.enter_context(closing(OurPart(Path(name) / "part", CHATS, BEGIN)))
        stacks = interleaved(
            {
                "ours": partial(ours.updates, updates, SAID),
                "library": partial(library.updates, updates, SAID),
            },
            rounds=rounds,
        )
        costs = interleaved(
            {
                "ours": lambda: part.cost(updates, SAID),
                "library": lambda: library.updates(updates, SAID).cost,
            },
            rounds=rounds,
        )
        many = made(1000 if quick else 2000)
        orders = interleaved(
            {
                "ordered": lambda: runner.run(ordered(many)),
                "unordered": lambda: runner.run(unordered(many)),
            },
            rounds=5 * rounds,  # they are short, and so is what may disturb them
        )
    return Result(
        "telegram",
        {
            "rate_over_library": ratio(
                [each.timed.rate for each in stacks["ours"]],
                [each.timed.rate for each in stacks["library"]],
            ),
            "ours_on_top_of_library": ratio(costs["ours"], costs["library"]),
            "ordered_over_unordered": ratio(orders["ordered"], orders["unordered"]),
        },
        {
            "size": "quick" if quick else "full",
            **_figures("ours", stacks["ours"]),
            **_figures("library", stacks["library"]),
            "our_part_cpu_ms": median(costs["ours"]) * 1e3,
            "ordered_per_second": median(orders["ordered"]),
            "unordered_per_second": median(orders["unordered"]),
        },
    )


def _figures(name: str, rounds: Sequence[Round]) -> dict[str, float]:
    return {
        f"{name}_per_second": median(each.timed.rate for each in rounds),
        f"{name}_p99_ms": median(each.timed.p99 for each in rounds) * 1e3,
        f"{name}_cpu_ms": median(each.cost for each in rounds) * 1e3,
    }
