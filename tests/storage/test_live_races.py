"""On PostgreSQL who shows what a group posted waits for who presses its buttons, in one order."""

import asyncio
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest

import storage
from core.live import LiveKey, LiveKind, LiveMessage
from core.ports import UnitOfWork
from core.use_cases.places import pause_place
from core.use_cases.showing import leave_thread, prepare_live
from tests.storage.group_scenes import CHAT, TODAY, gather

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PATIENCE = 30
"""Seconds after which a test that hangs fails."""

A_WHILE = 0.3
"""Seconds in which the other one comes to where it has to wait."""


def posted(unit: UnitOfWork) -> LiveMessage:
    """Put a group to work whose post of today was sent, and has changed."""
    group = unit.groups.get(gather(unit).group)
    unit.groups.save(replace(group, next_post=NOON + timedelta(days=1)))
    topic = unit.roadmaps.get(group.plan.roadmap).topics[0].id
    unit.groups.open_day(group.id, TODAY, topic)
    key = LiveKey(LiveKind.POST, group.id, TODAY)
    unit.live.open(key, CHAT, due=NOON)
    [live] = unit.live.lease(CHAT.platform, NOON, until=NOON + MINUTE, most=1)
    unit.live.shown(live, "m1", at=NOON, again=NOON + MINUTE)
    [live] = unit.live.lease(CHAT.platform, NOON + MINUTE, until=NOON + 9 * MINUTE, most=1)
    unit.commit()
    return live


def leave(unit: UnitOfWork, live: LiveMessage) -> None:
    leave_thread(unit, live)


def leave_paused(unit: UnitOfWork, live: LiveMessage) -> None:
    prepare_live(unit, live, NOON + MINUTE, until=NOON + 2 * MINUTE)


@pytest.mark.parametrize("show", [leave, leave_paused])
def test_who_shows_a_post_and_who_presses_its_button_never_lock_each_other_out(
    postgres_url: str, show: Callable[[UnitOfWork, LiveMessage], None]
) -> None:
    attempts = []
    pressed, waited_for = Event(), Event()

    def press(unit: UnitOfWork) -> None:
        attempts.append("press")
        unit.groups.get(live.key.subject)
        pressed.set()
        assert waited_for.wait(PATIENCE)
        time.sleep(A_WHILE)
        unit.places.of(CHAT.platform, CHAT.chat)
        unit.live.touch(live.key, at=NOON + MINUTE)
        unit.commit()

    def shown(unit: UnitOfWork) -> None:
        attempts.append("show")
        assert pressed.wait(PATIENCE)
        waited_for.set()
        show(unit, live)

    with closing(storage.open_gateway(postgres_url)) as gateway:

        def run(*works: Callable[[UnitOfWork], Any]) -> list[Any]:
            async def together() -> list[Any]:
                return await asyncio.gather(*map(gateway.run, works))

            return asyncio.run(together())

        [live] = run(posted)
        run(lambda unit: pause_place(unit, NOON, CHAT.platform, CHAT.chat, CHAT.kind))
        run(press, shown)

    assert sorted(attempts) == ["press", "show"]
