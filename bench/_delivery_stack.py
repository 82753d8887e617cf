"""A program that people ask while it broadcasts, and while it has nothing else to do."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle
from random import Random
from time import perf_counter

from bench import telegram
from bench._delivery_api import StrictApi
from bench._telegram_api import Hook, update
from bench.harness import Timed

PEOPLE = range(1, 101)
"""The chats that are answered in turn; so many that nobody asks again before their answer."""
SAID = ("/next", "/today")

OFTEN = 0.5
"""Seconds between two people who ask an idle program, on average."""

LOOKS = 0.05
"""Seconds between two looks at what was brought."""
STALLED = 60.0
"""Seconds without a message after which a broadcast brings no more."""
ANSWERS_WITHIN = 600.0
"""Seconds; far more than the last in a line of thousands waits."""


@dataclass(frozen=True, slots=True)
class Broadcast:
    """What the Bot API saw of a broadcast, and how long people waited for answers meanwhile.

    ``rate`` is in messages a second, from the first to the last; ``begun`` the seconds from when
    all was due to the first. ``lost`` counts the chats that got nothing, ``repeated`` the messages
    that were one too many.
    """

    answers: Timed
    rate: float
    begun: float
    refused: int
    lost: int
    repeated: int


class Stack(telegram.Stack):
    """A program behind its webhook, on a Bot API of its own that is strict."""

    def __init__(self, runner: asyncio.Runner, api: StrictApi, arguments: Sequence[str]) -> None:
        self._strict = api
        self._listening = runner.run(api.listen())
        super().__init__(runner, api, arguments)

    def close(self) -> None:
        """End the program, and its Bot API."""
        super().close()
        self._listening.close()

    def welcome(self, text: str) -> None:
        """Let everybody say this, all at once."""

        async def say() -> None:
            await asyncio.gather(*(self._answer(chat, text) for chat in PEOPLE))

        self._runner.run(say())

    def idle(self, seconds: float) -> Timed:
        """Let people ask for so long, while there is nothing else to do."""

        async def ask() -> Timed:
            over = asyncio.Event()
            asyncio.get_running_loop().call_later(seconds, over.set)
            return await self._asked(OFTEN, over)

        return self._runner.run(ask())

    def broadcast(
        self, chats: Sequence[int], begin: Callable[[], Awaitable[float]], *, every: float
    ) -> Broadcast:
        """Bring something to chats, while somebody asks every so many seconds on average.

        ``begin`` gives the instant, on the clock of benchmarks, from which on all is due.
        """
        return self._runner.run(self._broadcast(chats, begin, every))

    async def say(self, chat: int, text: str) -> None:
        """Let somebody say what nothing answers."""
        hook = await Hook.open(self._port)
        await hook.post(update(next(self._numbers), chat, text))
        hook.close()

    async def _broadcast(
        self, chats: Sequence[int], begin: Callable[[], Awaitable[float]], every: float
    ) -> Broadcast:
        taken, refused = self._strict.taken, self._strict.refused
        for chat in chats:
            taken.pop(chat, None)
        due = await begin()
        await self._until_brought(chats, 1)
        over = asyncio.Event()
        asking = asyncio.create_task(self._asked(every, over))
        await self._until_brought(chats, len(chats))
        over.set()
        answers = await asking
        instants = sorted(instant for chat in chats for instant in taken.get(chat, ()))
        if not instants:
            message = f"nothing of a broadcast came within {STALLED:g} seconds"
            raise RuntimeError(message)
        reached = sum(chat in taken for chat in chats)
        return Broadcast(
            answers,
            rate=(len(instants) - 1) / (instants[-1] - instants[0]),
            begun=instants[0] - due,
            refused=self._strict.refused - refused,
            lost=len(chats) - reached,
            repeated=len(instants) - reached,
        )

    async def _until_brought(self, chats: Sequence[int], many: int) -> None:
        """Wait until so many chats got something, or nothing comes any more."""
        reached, patience = 0, perf_counter() + STALLED
        while reached < many and perf_counter() < patience:
            await asyncio.sleep(LOOKS)
            before, reached = reached, sum(chat in self._strict.taken for chat in chats)
            if reached > before:
                patience = perf_counter() + STALLED

    async def _asked(self, every: float, over: asyncio.Event) -> Timed:
        """Let one after the other ask until it is over, and wait for the last answer."""
        # Uneven, so that no beat of the program's meets all or none of them.
        pauses, chats, said = Random(30), cycle(PEOPLE), cycle(SAID)
        begun = perf_counter()
        asking: list[asyncio.Task[float]] = []
        while not over.is_set():
            asking.append(asyncio.create_task(self._answer(next(chats), next(said))))
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), every * pauses.uniform(0.5, 1.5))
        return Timed(tuple(await asyncio.gather(*asking)), perf_counter() - begun)

    async def _answer(self, chat: int, text: str) -> float:
        """Let somebody ask; give the seconds until their answer was taken."""
        hook = await Hook.open(self._port)
        before, answered = len(self._strict.taken[chat]), self._strict.answer_in(chat)
        begun = perf_counter()
        async with asyncio.timeout(ANSWERS_WITHIN), asyncio.TaskGroup() as posting:
            posting.create_task(hook.post(update(next(self._numbers), chat, text)))
            await answered
        hook.close()
        return self._strict.taken[chat][before] - begun
