"""Discord's gateway of the bench: one shard over one websocket, squeezed as Discord does it."""

import asyncio
import contextlib
import json
import zlib
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import web

from bench._discord_events import BOT, GUILD

_DISPATCH, _BEAT, _IDENTIFY, _HELLO, _ACK = 0, 1, 2, 10, 11
_HEARTBEAT = 41_250
"""Milliseconds."""


class BenchGateway:
    """Tell one bot of events, in order."""

    def __init__(self) -> None:
        self._socket = web.WebSocketResponse(compress=False)
        self._squeeze = zlib.compressobj(level=1)
        self._events = 0
        self._port = 0
        self.identified = asyncio.Event()
        """Set once the bot listens and knows of its server."""

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Serve on a free port."""
        application = web.Application()
        application.router.add_get("/", self._connected)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self._port = runner.addresses[0][1]
        try:
            yield
        finally:
            await runner.cleanup()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"ws://127.0.0.1:{self._port}/"

    async def tell(self, event: str, data: dict[str, Any]) -> None:
        """Tell of an event."""
        self._events += 1
        await self._send({"op": _DISPATCH, "t": event, "s": self._events, "d": data})

    async def _send(self, told: dict[str, Any]) -> None:
        squeezed = self._squeeze.compress(json.dumps(told).encode())
        await self._socket.send_bytes(squeezed + self._squeeze.flush(zlib.Z_SYNC_FLUSH))

    async def _connected(self, request: web.Request) -> web.WebSocketResponse:
        await self._socket.prepare(request)
        await self._send({"op": _HELLO, "d": {"heartbeat_interval": _HEARTBEAT}})
        async for message in self._socket:
            asked = json.loads(message.data)
            if asked["op"] == _BEAT:
                await self._send({"op": _ACK})
            elif asked["op"] == _IDENTIFY:
                await self._welcome()
        return self._socket

    async def _welcome(self) -> None:
        ready = {
            "v": 10,
            "user": BOT,
            "guilds": [{"id": GUILD["id"], "unavailable": True}],
            "session_id": "bench",
            "resume_gateway_url": self.url,
            "shard": [0, 1],
            "application": {"id": BOT["id"], "flags": 0},
        }
        await self.tell("READY", ready)
        await self.tell("GUILD_CREATE", GUILD)
        self.identified.set()
