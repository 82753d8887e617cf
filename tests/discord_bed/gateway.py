"""The gateway: sessions over a websocket, each with the events that it has still to hear."""

import asyncio
import contextlib
import json
import zlib
from collections.abc import AsyncIterator

from aiohttp import WSMsgType
from aiohttp.web import Request as HttpRequest
from aiohttp.web import WebSocketResponse

from tests.discord_bed.sessions import Line, Op, Session
from tests.discord_bed.wire import Json
from tests.discord_bed.world import SHARD_SHIFT, World

_GUILDS = 1 << 0
_PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15)
"""Members, presences and message content: the application was not granted them."""

AUTHENTICATION_FAILED = 4004
"""The code with which a connection ends whose token is not the bot's."""

_UNAUTHENTICATED, _IDENTIFIED_TWICE = 4003, 4005
_WRONG_SHARD, _NOT_GRANTED = 4010, 4014


class Gateway:
    """One bot's gateway, and what a test lets go wrong with it.

    ``opened`` tells how each connection began: "identify", "resume", "refused resume".
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._sessions: dict[str, Session] = {}
        self._lines: list[Line] = []
        self._open = asyncio.Event()
        self._open.set()
        self.opened: list[str] = []
        self.heartbeat = 41.25
        self.silent = False

    @property
    def beats(self) -> int:
        """How many heartbeats came, on all connections together."""
        return sum(line.beats for line in self._lines)

    @property
    def listening(self) -> int:
        """How many shards listen now."""
        return sum(session.line is not None for session in self._sessions.values())

    async def tell(self, event: str, data: Json, shard: int) -> None:
        """Tell a shard of an event, now or when it resumes; without a session nobody hears it."""
        for session in list(self._sessions.values()):
            if session.shard == shard:
                await self._tell(session, event, data)

    async def drop(self) -> None:
        """Break every connection off, as a network does."""
        for line in self._listening():
            if line.request.transport is not None:
                line.request.transport.abort()
        await self._world.changes.until(lambda: not self.listening, None)

    async def close(self, code: int) -> None:
        """Close every connection with a code."""
        for line in self._listening():
            await line.socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        """Ask every shard to connect anew."""
        for line in self._listening():
            await line.send(Op.RECONNECT)

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Tell every shard that its session is over, or that it has to be resumed."""
        for line in self._listening():
            if not resumable and line.session is not None:
                self._sessions.pop(line.session.id, None)
            await line.send(Op.INVALID, resumable)

    def forget(self) -> None:
        """Let every session be over, without a word."""
        self._sessions.clear()

    @contextlib.asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Let nobody in for a while; who knocks waits."""
        self._open.clear()
        yield
        self._open.set()

    async def connect(self, request: HttpRequest) -> WebSocketResponse:
        """Serve a connection until it ends."""
        await self._open.wait()
        socket = WebSocketResponse(max_msg_size=4096)
        try:
            await socket.prepare(request)
        except ConnectionResetError:  # who knocked went away while nobody was let in
            return socket
        squeezed = request.query.get("compress") == "zlib-stream"
        line = Line(socket, request, zlib.compressobj() if squeezed else None)
        self._lines.append(line)
        await line.send(Op.HELLO, {"heartbeat_interval": int(self.heartbeat * 1000)})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._heard(line, json.loads(message.data))
                self._world.changes.ring()
        finally:
            if line.session is not None and line.session.line is line:
                line.session.line = None
            self._world.changes.ring()
        return socket

    async def end(self) -> None:
        """Let go of everybody."""
        self._open.set()
        for line in self._lines:
            await line.socket.close(code=1001)

    def _listening(self) -> list[Line]:
        return [line for line in self._lines if line.session and line.session.line is line]

    async def _heard(self, line: Line, told: Json) -> None:
        match told["op"]:
            case Op.BEAT:
                line.beats += 1
                if not self.silent:
                    await line.send(Op.ACK)
            case Op.IDENTIFY:
                await self._identify(line, told["d"])
            case Op.RESUME:
                await self._resume(line, told["d"])
            case _:
                if line.session is None:
                    await line.socket.close(code=_UNAUTHENTICATED)

    async def _identify(self, line: Line, asked: Json) -> None:
        shard, shards = asked.get("shard", (0, 1))
        problems = {
            _IDENTIFIED_TWICE: line.session is not None,
            AUTHENTICATION_FAILED: asked["token"] != self._world.token,
            _WRONG_SHARD: shards != self._world.shards or not 0 <= shard < shards,
            _NOT_GRANTED: asked["intents"] & _PRIVILEGED,
        }
        for code, wrong in problems.items():
            if wrong:
                await line.socket.close(code=code)
                return
        session = Session(f"session-{self._world.new_id()}", shard, asked["intents"], line)
        self._sessions[session.id] = line.session = session
        await self._tell(session, "READY", self._ready(session))
        if session.intents & _GUILDS:
            for guild in self._guilds(shard):
                await self._tell(session, "GUILD_CREATE", guild)
        self.opened.append("identify")

    async def _resume(self, line: Line, asked: Json) -> None:
        if asked["token"] != self._world.token:
            await line.socket.close(code=AUTHENTICATION_FAILED)
            return
        session = self._sessions.get(asked["session_id"])
        if session is None:
            self.opened.append("refused resume")
            await line.send(Op.INVALID, data=False)
            return
        line.session, session.line = session, line
        for event in session.events:
            if event["s"] > asked["seq"]:
                await line.send(Op.DISPATCH, **event)
        await self._tell(session, "RESUMED", {})
        self.opened.append("resume")

    async def _tell(self, session: Session, event: str, data: Json) -> None:
        told = {"t": event, "d": data, "s": len(session.events) + 1}
        session.events.append(told)
        if session.line is not None:
            await session.line.send(Op.DISPATCH, **told)

    def _ready(self, session: Session) -> Json:
        return {
            "v": 10,
            "user": self._world.bot,
            "guilds": [
                {"id": each["id"], "unavailable": True} for each in self._guilds(session.shard)
            ],
            "session_id": session.id,
            "resume_gateway_url": f"{self._world.root.replace('http', 'ws')}/gateway/",
            "shard": [session.shard, self._world.shards],
            "application": {"id": str(self._world.application), "flags": 0},
        }

    def _guilds(self, shard: int) -> list[Json]:
        return [
            guild.json()
            for guild in self._world.guilds.values()
            if (guild.id >> SHARD_SHIFT) % self._world.shards == shard
        ]
