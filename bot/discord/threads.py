"""Threads: the channel around one that is closed or gone, where that can be said."""

from collections import OrderedDict

import aiohttp
import discord

from core.destination import Destination

MOST_REMEMBERED = 1000
"""Deleted threads, of which Discord tells nothing more once they are gone."""


class Threads:
    """Know in which channel a thread stands, or stood."""

    def __init__(self) -> None:
        self._deleted: OrderedDict[int, int] = OrderedDict()

    def deleted(self, thread: int, channel: int) -> None:
        """Learn that a thread of a channel was deleted."""
        self._deleted[thread] = channel
        if len(self._deleted) > MOST_REMEMBERED:
            self._deleted.popitem(last=False)

    async def around(self, client: discord.Client, place: Destination) -> Destination | None:
        """Give the channel of a thread; None where nobody knows it, or there is no thread."""
        thread = int(place.chat)
        channel = self._deleted.get(thread) or await _parent(client, thread)
        return None if channel is None else Destination(place.platform, str(channel), place.kind)


async def _parent(client: discord.Client, thread: int) -> int | None:
    # Archived threads are none that the library keeps in mind.
    found = client.get_channel(thread)
    if found is None:
        try:
            found = await client.fetch_channel(thread)
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            return None
    return found.parent_id if isinstance(found, discord.Thread) else None
