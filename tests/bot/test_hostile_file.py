"""One learner's file, as large or as hostile as may be sent, keeps nobody else waiting.

The database, the worker and the dialogue are those of a running bot. Other programs only ever make
an answer slower, so what is held to the bound is the processor time that the bot itself takes
between a question and its answer, of eight runs the best; the clock on the wall has ten times as
much.
"""

import asyncio
import contextlib
import gc
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

import storage
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Attachment, Person, Place
from bot.dialogue.reply import Reply
from bot.dialogue.turn import TurnId
from bot.process import calm_collector, share_interpreter
from bot.roadmap_import import import_roadmaps
from bot.settings import SHIPPED_ROADMAPS
from bot.worker import Worker
from core.learner import Account
from core.roadmap_markdown.limits import MAX_BYTES, MAX_TOPICS
from tests.builders import NOON
from tests.conversations.conftest import GAZETTEER
from tests.fakes.gallery import HereGallery

AT_ONCE = 0.1
"""Seconds of processor time, of all threads together."""

READS = 0.2
"""Seconds that somebody takes at the least before they act on an answer."""

SOON = 10 * AT_ONCE
"""Seconds on the wall: a bot that waits for its worker takes no processor time."""

ADA = Person(Account("console", "ada"), "Ada", zone="UTC")
BOB = Person(Account("console", "bob"), "Bob", zone="UTC")

ITEM = "- [ ] " + "![[" * 70 + "\n"
BRACKETS = ITEM * (MAX_BYTES // len(ITEM))
"""What the parser takes longest for, as much of it as may be sent."""

DOTS = ("- [ ] b" + "." * 9_980 + "a.\n") * 100
EQUAL = "# Equal\n" + "- [ ] a\n" * (MAX_TOPICS - 1)


def large(topics: int) -> str:
    """Write so many topics in sections of fifty, each with a link and a detail."""
    lines = ["# Everything"]
    for number in range(topics):
        if number % 50 == 0:
            lines.append(f"\n## Part {number // 50}\n")
        lines.append(f"- [ ] Topic {number}: what it is ([guide](https://example.org/{number}))")
        lines.append("  - and what it is good for, in as many words as one line of a file has")
    return "\n".join(lines)


LARGE = large(MAX_TOPICS - 1)
LARGE_EDITED = LARGE.replace("## Part 0\n", "## Part 0\n\n- [ ] One more at the top", 1)


@dataclass
class Talk:
    """A dialogue that people speak with."""

    dispatcher: Dispatcher

    async def say(self, words: str, person: Person, file: str | None = None) -> Reply:
        """Say a line, and send a file along."""
        attachment = None
        if file is not None:
            source = file.encode()

            async def read() -> bytes:
                return source

            attachment = Attachment("all.md", len(source), read)
        place = Place("console", person.account.user)
        return await self.dispatcher.said(words, person, place, now=NOON, attachment=attachment)

    async def press(self, reply: Reply, label: str) -> Reply:
        """Press one of Ada's buttons."""
        (button,) = (each for row in reply.buttons for each in row if each.label == label)
        place = Place("console", ADA.account.user)
        return await self.dispatcher.pressed(button.invokes.short(), ADA, place, now=NOON)


@contextlib.asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Talk]:
    url = f"sqlite:///{folder / 'study.db'}"
    storage.migrate(url)
    with contextlib.closing(storage.open_gateway(url)) as gateway:
        await import_roadmaps(gateway, SHIPPED_ROADMAPS, now=NOON - timedelta(days=1))
        async with Worker() as reader:
            numbers = count(1)
            yield Talk(
                Dispatcher(
                    LEXICON,
                    gateway,
                    GAZETTEER,
                    lambda: TurnId(f"turn-{next(numbers)}"),
                    reader,
                    HereGallery(),
                )
            )


async def send_brackets(talk: Talk) -> None:
    assert (await talk.say("/roadmap add", ADA, BRACKETS)).blocks


async def send_topics(talk: Talk) -> None:
    preview = await talk.say("/roadmap add", ADA, LARGE)
    await asyncio.sleep(READS)
    assert not (await talk.press(preview, "Add it")).refusal
    await asyncio.sleep(READS)
    report = await talk.say("/roadmap update", ADA, LARGE_EDITED)
    await asyncio.sleep(READS)
    assert not (await talk.press(report, "Update")).refusal


async def send_dots(talk: Talk) -> None:
    preview = await talk.say("/roadmap add", ADA, DOTS)
    assert not (await talk.press(preview, "Add it")).refusal


async def finish_equal_titles(talk: Talk) -> None:
    await talk.say("/start python-backend-developer", ADA)
    for _ in range(2):
        preview = await talk.say("/roadmap add", ADA, EQUAL)
        assert not (await talk.press(preview, "Add it")).refusal
    assert not (await talk.say("/done 1-20", ADA)).refusal
    assert not (await talk.say("/done 1-4999", ADA)).refusal


async def longest_wait(folder: Path, send: Callable[[Talk], Awaitable[None]]) -> tuple[bool, float]:
    """Let Bob study while Ada sends her file; say whether all his answers came soon.

    With that comes the processor time of the slowest, in seconds.
    """
    waits, soon = [], True
    async with running(folder) as talk:
        await talk.say("/start python-backend-developer", BOB)
        sending = asyncio.ensure_future(send(talk))
        while not sending.done():
            for words in ("/next", "/done"):
                asked, used = time.perf_counter(), time.process_time()
                assert not (await talk.say(words, BOB)).refusal
                waits.append(time.process_time() - used)
                soon = soon and time.perf_counter() - asked < SOON
            await asyncio.sleep(0.005)
        await sending
    return soon, max(waits)


@pytest.fixture
def tuned() -> Iterator[None]:
    """Collect garbage, and let threads take turns, as a running bot does."""
    thresholds, interval = gc.get_threshold(), sys.getswitchinterval()
    calm_collector()
    share_interpreter()
    yield
    sys.setswitchinterval(interval)
    gc.unfreeze()
    gc.set_threshold(*thresholds)


@pytest.mark.usefixtures("tuned")
@pytest.mark.parametrize("send", [send_brackets, send_topics, send_dots, finish_equal_titles])
def test_while_one_sends_a_hostile_file_another_is_answered_at_once(
    tmp_path: Path, send: Callable[[Talk], Awaitable[None]]
) -> None:
    runs = []
    for run in range(8):
        folder = tmp_path / str(run)
        folder.mkdir()
        soon, used = asyncio.run(longest_wait(folder, send))
        runs.append(used if soon else SOON)
        if runs[-1] < AT_ONCE:
            return

    assert min(runs) < AT_ONCE
