"""Two processes on one database: one delivers, and when it is killed the other takes over."""

import asyncio
import contextlib
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import storage
from bot.scheduler.courier import IN_FLIGHT
from tests.bot.program import PATIENCE, Program, running
from tests.bot.scheduler.recorder import Recorder, recording
from tests.bot.scheduler.town import settle_in

LEARNERS = 300
TOKEN = f"4242:{'A' * 35}"

LEADS = (
    'at=... level=info logger=bot.scheduler.office event="this process delivers" platform=telegram'
)
SPEAKS = (
    'at=... level=info logger=bot.telegram.adapter event="speaking on Telegram" bot=study_buddy_bot'
)


def started(
    folder: Path, url: str, recorder: Recorder
) -> contextlib.AbstractAsyncContextManager[Program]:
    return running(
        *(sys.executable, "-m", "bot", "run"),
        folder=folder,
        DATABASE_URL=url,
        TELEGRAM_TOKEN=TOKEN,
        TELEGRAM_BASE_URL=recorder.root,
    )


async def all_fall_due(url: str) -> None:
    due = datetime.now(UTC).replace(second=0, microsecond=0)
    with contextlib.closing(storage.open_gateway(url)) as gateway:
        await gateway.run(lambda work: settle_in(work, LEARNERS, at=due))


async def arrive(recorder: Recorder, number: int) -> float:
    """Wait until so many messages have arrived, and give the instant."""
    async with asyncio.timeout(PATIENCE):
        while recorder.arrived.total() < number:  # noqa: ASYNC110 - a count has no event
            await asyncio.sleep(0.05)
    return time.monotonic()


def test_the_other_process_takes_over_within_half_a_minute(
    migrated_url: Callable[[str], str], tmp_path: Path
) -> None:
    url = migrated_url("postgres")

    async def story() -> float:
        async with (
            recording(random.Random()) as recorder,  # noqa: S311 - how long an answer takes
            started(tmp_path, url, recorder) as leader,
        ):
            await leader.logs(f"{LEADS} released=0")
            async with started(tmp_path, url, recorder) as other:
                await other.logs(SPEAKS)
                await all_fall_due(url)
                await arrive(recorder, 50)
                leader.process.kill()
                await leader.ended()
                killed, before = time.monotonic(), recorder.arrived.total()
                assert not any(LEADS in line for line in other.log)
                taken_over = await arrive(recorder, before + 1) - killed
                await arrive(recorder, LEARNERS)
                await asyncio.sleep(1.0)
                assert await other.stop() == 0
                assert any(LEADS in line for line in other.log)
            repeats = recorder.arrived.total() - LEARNERS
            print(f"taken over after {taken_over:.1f} s, {repeats} repeats")  # noqa: T201 - to keep
            assert len(recorder.arrived) == LEARNERS
            assert repeats <= IN_FLIGHT
            return taken_over

    assert asyncio.run(story()) < 30
