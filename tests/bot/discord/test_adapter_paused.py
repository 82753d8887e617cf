"""A place where nothing is sent any more is written to again once somebody speaks there."""

import asyncio
from collections.abc import Callable

from core.place import PlaceKind
from core.ports import UnitOfWork
from core.use_cases.places import pause_place, paused_places
from tests.bot.discord.live import adapter_on
from tests.builders import NOON
from tests.conversations.conftest import opened, shipped
from tests.discord_bed.bed import DiscordBed
from tests.discord_bed.library import pointed_at
from tests.discord_bed.places import Channel

MAY_NOT_WRITE = 1 << 10
"""View Channel, and nothing else."""


def paused_after(speak: Callable[[DiscordBed, Channel], Channel]) -> bool:
    """Pause a channel, start the bot, let somebody speak; say whether it is still paused.

    ``speak`` says where somebody speaks.
    """

    async def run() -> bool:
        async with DiscordBed() as bed, opened(shipped()) as dispatcher:
            channel = bed.channel(bed.guild("Study hall"))
            chat = str(channel.id)

            def pause(work: UnitOfWork) -> None:
                pause_place(work, NOON, "discord", chat, PlaceKind.GROUP)

            await dispatcher.gateway.run(pause)
            with pointed_at(bed):
                adapter = adapter_on(bed, dispatcher)
                try:
                    await adapter.start()
                    asked = await bed.user("Ada").slash(speak(bed, channel), "help")
                    await asked.answer()
                finally:
                    await adapter.stop()
            known = await dispatcher.gateway.run(lambda work: paused_places(work, "discord"))
            return chat in known

    return asyncio.run(run())


def test_a_place_where_somebody_speaks_is_resumed() -> None:
    assert not paused_after(lambda _bed, channel: channel)


def test_a_place_stays_paused_while_people_speak_elsewhere() -> None:
    assert paused_after(lambda bed, _channel: bed.direct(bed.user("Grace")))


def test_a_place_stays_paused_while_the_bot_may_not_write_there() -> None:
    def forbid(_bed: DiscordBed, channel: Channel) -> Channel:
        channel.app_permissions = MAY_NOT_WRITE
        return channel

    assert paused_after(forbid)
