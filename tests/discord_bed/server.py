"""The server: HTTP in front of the world, answering as Discord does."""

import asyncio
import zlib
from collections.abc import Awaitable, Callable
from functools import partial

from aiohttp import web

from tests.discord_bed.about import ABOUT
from tests.discord_bed.answering import ANSWERING
from tests.discord_bed.faults import Drops, Faults, Hangs, answer_of, json_answer
from tests.discord_bed.gateway import Gateway
from tests.discord_bed.routes import Handler
from tests.discord_bed.specification import Specification
from tests.discord_bed.wire import UNAUTHORIZED, Refused, Request, read_request, refuse_unless
from tests.discord_bed.world import World
from tests.discord_bed.writing import WRITING

ROUTES: dict[str, Handler] = {**ABOUT, **WRITING, **ANSWERING}

DOWNLOAD = "GET /attachments/{file}/{name}"
"""The route of a file's content, which is nobody's secret."""

_ROOT = "/api/v10"
_LIMIT = 50
_BODY_LIMIT = 32 * 1024 * 1024


class DiscordApi:
    """Discord over HTTP and its gateway, for one bot."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._specification = Specification.load()
        self._released = asyncio.Event()
        self._answering = 0
        self.gateway = Gateway(world)
        self.faults = Faults()
        self.requests: list[Request] = []

    @property
    def answering(self) -> int:
        """How many requests have no answer yet."""
        return self._answering

    def application(self) -> web.Application:
        """Give the application to serve."""
        application = web.Application(client_max_size=_BODY_LIMIT)
        for route in ROUTES:
            method, _, path = route.partition(" ")
            application.router.add_route(method, _ROOT + path, partial(self._asked, route))
        application.router.add_get(DOWNLOAD.removeprefix("GET "), self._download)
        application.router.add_get("/gateway/", self.gateway.connect)
        application.router.add_route("*", "/{path:.*}", self._unknown)
        return application

    async def release(self) -> None:
        """Let go of every request that hangs, and of the gateway's connections."""
        self._released.set()
        await self.gateway.end()
        await self._world.changes.until(lambda: not self._answering, None)

    async def _asked(self, route: str, http: web.Request) -> web.StreamResponse:
        request = await read_request(http, route)
        self.requests.append(request)
        self._check(request)
        return await self._counted(http, request, partial(self._answer, request))

    async def _download(self, http: web.Request) -> web.StreamResponse:
        request = await read_request(http, DOWNLOAD)
        self.requests.append(request)
        kept = self._world.files.get(http.path)

        def answer() -> web.Response:
            if kept is None:
                return web.Response(status=404)
            return web.Response(body=kept.data, content_type=kept.mime)

        return await self._counted(http, request, answer)

    async def _counted(
        self, http: web.Request, request: Request, answer: Callable[[], web.Response]
    ) -> web.StreamResponse:
        self._answering += 1
        try:
            return await self._faulty(http, request, answer)
        finally:
            self._answering -= 1
            self._world.changes.ring()

    async def _faulty(
        self, http: web.Request, request: Request, answer: Callable[[], web.Response]
    ) -> web.StreamResponse:
        """Answer as a fault has it, if there is one."""
        fault = self.faults.take(request.route)
        match fault:
            case None:
                response = answer()
            case Hangs(done) | Drops(done):
                if done:
                    answer()
                self._world.changes.ring()
                if isinstance(fault, Hangs):
                    await self._released.wait()
                if http.transport is not None:
                    http.transport.abort()
                return web.Response()
            case _:
                response = answer_of(fault)
                request.code = getattr(fault, "code", None)
        request.status = response.status
        return response

    def _answer(self, request: Request) -> web.Response:
        try:
            refuse_unless(self._is_known(request), UNAUTHORIZED)
            said = ROUTES[request.route](self._world, request)
        except Refused as refused:
            request.code = refused.refusal.code
            return answer_of(refused.refusal)
        return json_answer(said, _headers(request))

    def _is_known(self, request: Request) -> bool:
        """Whether the bot says who it is; with an interaction's token it need not."""
        return "{token}" in request.route or (request.authorization == f"Bot {self._world.token}")

    def _check(self, request: Request) -> None:
        if self._specification is not None:
            self._world.violations += self._specification.violations(
                request.method, request.path, request.body
            )

    async def _unknown(self, http: web.Request) -> web.Response:
        self._world.violations.append(f"{http.method} {http.path}: the bed knows no such route")
        return web.Response(status=404)


def _headers(request: Request) -> dict[str, str]:
    """Give the limits of a route, which nobody comes near."""
    return {
        "X-RateLimit-Limit": str(_LIMIT),
        "X-RateLimit-Remaining": str(_LIMIT - 1),
        "X-RateLimit-Reset": "4102444800.000",
        "X-RateLimit-Reset-After": "1.000",
        "X-RateLimit-Bucket": f"{zlib.crc32(request.route.encode()):08x}",
    }


Served = Callable[[], Awaitable[None]]


async def serve(application: web.Application) -> tuple[str, Served]:
    """Listen on a free port of loopback; give the root, and what ends it."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    return f"http://{host}:{port}", runner.cleanup
