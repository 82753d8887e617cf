"""Learners of a bot that does not run: kept in the database that it will find."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from core.destination import Destination
from core.learner import Account
from core.place import PlaceKind
from core.ports import UnitOfWork
from storage import migrate, open_gateway
from tests.discord_bed.places import Channel


async def keep_learner(folder: Path, *channels: Channel) -> None:
    """Keep a learner who is written to in these channels, in the data folder of a test."""
    (folder / "data").mkdir()
    url = f"sqlite:///{folder / 'data' / 'study.db'}"
    migrate(url)

    def keep(work: UnitOfWork) -> None:
        joined = datetime(2026, 11, 23, tzinfo=UTC)
        account = Account("discord", "42")
        learner = work.learners.add(account, zone="UTC", language="en", joined=joined)
        for channel in channels:
            where = Destination("discord", str(channel.id), PlaceKind.GROUP)
            work.destinations.add(learner.id, where)
        work.commit()

    with contextlib.closing(open_gateway(url)) as gateway:
        await gateway.run(keep)
