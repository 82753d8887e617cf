"""Sessions of the gateway, and the connections on which they listen."""

import contextlib
import json
import zlib
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from aiohttp.web import Request as HttpRequest
from aiohttp.web import WebSocketResponse

from tests.discord_bed.wire import Json


class Op(IntEnum):
    """Discord's number for each kind of thing said."""

    DISPATCH = 0
    BEAT = 1
    IDENTIFY = 2
    RESUME = 6
    RECONNECT = 7
    INVALID = 9
    HELLO = 10
    ACK = 11


@dataclass(eq=False)
class Session:
    """What a shard is told, in order; ``line`` is where it listens, None while it is away."""

    id: str
    shard: int
    intents: int
    line: "Line | None" = None
    events: list[Json] = field(default_factory=list)


@dataclass(eq=False)
class Line:
    """One connection; ``squeeze`` is the compression that it was opened with."""

    socket: WebSocketResponse
    request: HttpRequest
    squeeze: Any = None
    session: Session | None = None
    beats: int = 0

    async def send(self, op: Op, data: Any = None, **more: Any) -> None:
        """Say something; nobody hears it where the connection is lost."""
        told = json.dumps({"op": op, "d": data, "s": None, "t": None} | more)
        with contextlib.suppress(ConnectionError):
            if self.squeeze is None:
                await self.socket.send_str(told)
            else:
                packed = self.squeeze.compress(told.encode())
                await self.socket.send_bytes(packed + self.squeeze.flush(zlib.Z_SYNC_FLUSH))
