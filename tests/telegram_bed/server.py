"""The server: HTTP in front of the world, answering as the Bot API does."""

import asyncio
import contextlib
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.telegram_bed.announcing import ANNOUNCING
from tests.telegram_bed.asked import Json
from tests.telegram_bed.editing import EDITING
from tests.telegram_bed.faults import Drops, Fault, Faults, Hangs, refusal, response_to
from tests.telegram_bed.fetching import FETCHING
from tests.telegram_bed.method import Method
from tests.telegram_bed.payload import Payload, Upload, read_payload
from tests.telegram_bed.receiving import RECEIVING
from tests.telegram_bed.refusals import Refused
from tests.telegram_bed.sending import SENDING
from tests.telegram_bed.specification import published
from tests.telegram_bed.world import World

METHODS: dict[str, Method[Any]] = {**RECEIVING, **SENDING, **EDITING, **ANNOUNCING, **FETCHING}

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_POLL = "getUpdates"


@dataclass(slots=True)
class Request:
    """What the bot asked for, the refusal if it was refused, and the fault that it met."""

    method: str
    fields: Json
    files: dict[str, Upload]
    refused: str | None = None
    fault: Fault | None = None


class BotApi:
    """The methods over HTTP, for one bot."""

    def __init__(self, token: str, world: World) -> None:
        self._token = token
        self._world = world
        self._released = asyncio.Event()
        self.faults = Faults()
        self.requests: list[Request] = []
        self.answering = 0
        self._polling = 0

    def application(self) -> Starlette:
        """Give the ASGI application."""
        return Starlette(
            routes=[
                Route("/bot{token}/{method}", self._called, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self._downloaded, methods=["GET"]),
            ]
        )

    async def release(self) -> None:
        """Let go of every request that hangs or waits for updates."""
        self._world.closing = True
        self._released.set()
        self._world.changes.ring()
        await self._world.changes.until(lambda: not (self.answering or self._polling), None)

    async def _called(self, request: HttpRequest) -> Response:
        stranger = self._stranger(request.path_params["token"])
        if stranger is not None:
            return stranger
        method = request.path_params["method"]
        polls = method == _POLL
        self._polling += polls
        self.answering += not polls
        try:
            payload = await read_payload(request)
            noted = Request(method, payload.fields, payload.files, fault=self.faults.take(method))
            self.requests.append(noted)
            self._check(noted)
            return await self._answer(noted, payload)
        finally:
            self._polling -= polls
            self.answering -= not polls
            self._world.changes.ring()

    async def _answer(self, noted: Request, payload: Payload) -> Response:
        done = isinstance(noted.fault, Hangs | Drops) and noted.fault.done
        if noted.fault is not None and not done:
            self._world.changes.ring()
            return await response_to(noted.fault, self._released)
        try:
            result = await self._result(noted, payload)
        except Refused as refused:
            noted.refused = refused.description
            self._world.refused(noted.method, refused)
            return refusal(refused.code, refused.description, refused.parameters)
        if noted.fault is not None:
            return await response_to(noted.fault, self._released)
        return JSONResponse({"ok": True, "result": result})

    async def _result(self, noted: Request, payload: Payload) -> Any:
        method = METHODS.get(noted.method)
        if method is None:
            raise Refused(404, "Not Found: method not found", careless=True)
        asked = method.read(payload.fields)
        noted.fields = asked.model_dump(exclude_unset=True)
        return await method.run(self._world, asked, payload)

    def _check(self, noted: Request) -> None:
        specification = published()
        if specification is not None and noted.method in METHODS:
            for words in specification.violations(noted.method, noted.fields):
                self._world.violation(f"against the specification: {words}")

    async def _downloaded(self, request: HttpRequest) -> Response:
        stranger = self._stranger(request.path_params["token"])
        if stranger is not None:
            return stranger
        stored = self._world.files.at(request.path_params["path"])
        fault = self.faults.take("download")
        if fault is not None:
            return await response_to(fault, self._released)
        if stored is None:
            return refusal(404, "Not Found", None)
        return Response(stored.data, media_type=stored.mime)

    def _stranger(self, token: str) -> Response | None:
        if token == self._token:
            return None
        if _TOKEN.fullmatch(token):
            return refusal(401, "Unauthorized", None)
        return refusal(404, "Not Found", None)


class Server(uvicorn.Server):
    """A server that leaves signals to the bot it runs beside, and ends at once when told."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._ending = asyncio.Event()

    def end(self) -> None:
        """Stop to listen."""
        self._ending.set()

    async def main_loop(self) -> None:
        """Wait, where uvicorn would look every tenth of a second."""
        await self._ending.wait()

    async def shutdown(
        self,
        sockets: list[socket.socket] | None = None,  # noqa: ARG002 - the bed closes its own
    ) -> None:
        """Close what is idle, and it all is, where uvicorn would wait a tenth of a second."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await asyncio.sleep(0)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def listening() -> socket.socket:
    """Give a socket on a free port of loopback."""
    # Without naming TCP, asyncio does not turn Nagle's algorithm off: 40 ms an answer.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    return listener


def serving(api: BotApi, listener: socket.socket) -> tuple[Server, asyncio.Task[None]]:
    """Serve on a socket until the server is told to exit."""
    config = uvicorn.Config(
        api.application(),
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        date_header=False,
    )
    server = Server(config)
    return server, asyncio.create_task(server.serve([listener]))
