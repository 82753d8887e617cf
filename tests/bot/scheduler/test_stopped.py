"""Asked to stop amid a broadcast, the program lets what is on its way arrive, and no more."""

import asyncio
import contextlib
import random
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import storage
from tests.bot.program import PATIENCE, running
from tests.bot.scheduler.recorder import recording
from tests.bot.scheduler.town import settle_in

LEARNERS = 120
TOKEN = f"4242:{'A' * 35}"


def test_stopped_amid_a_broadcast_it_repeats_nothing_and_loses_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'study.db'}"
    storage.migrate(url)
    due = datetime.now(UTC).replace(second=0, microsecond=0)

    async def story() -> Counter[str]:
        with contextlib.closing(storage.open_gateway(url)) as gateway:
            await gateway.run(lambda work: settle_in(work, LEARNERS, at=due))
        async with recording(random.Random()) as recorder:  # noqa: S311 - how long answers take
            for upto in (LEARNERS // 3, LEARNERS):
                async with running(
                    *(sys.executable, "-m", "bot", "run"),
                    folder=tmp_path,
                    DATABASE_URL=url,
                    TELEGRAM_TOKEN=TOKEN,
                    TELEGRAM_BASE_URL=recorder.root,
                ) as program:
                    async with asyncio.timeout(PATIENCE):
                        while recorder.arrived.total() < upto:  # noqa: ASYNC110 - it has no event
                            await asyncio.sleep(0.02)
                    assert await program.stop() == 0
                    assert not [line for line in program.log if "level=error" in line]
            return recorder.arrived

    assert asyncio.run(story()) == dict.fromkeys(map(str, range(1, LEARNERS + 1)), 1)
