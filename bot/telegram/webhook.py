"""The webhook: Telegram brings updates to one path, and shows that it is Telegram."""

import asyncio
import contextlib
import json
import logging
import secrets
import socket
from collections.abc import Awaitable, Callable, Iterator
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update

from bot.telegram.connection import TelegramRefused, Webhook
from bot.telegram.parsing import parse_update

logger = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header

BODY_LIMIT = 1024 * 1024
"""Bytes; an update without files is far smaller."""

TURN_LIMIT = 20.0
"""Seconds; a turn that takes longer is confirmed before its end, since Telegram waits no minute."""

KEEP_ALIVE = 75
"""Seconds; longer than a proxy keeps a connection, so that none is closed under its next update."""

Take = Callable[[Update], Awaitable["asyncio.Future[None]"]]
"""Take an update in; the future is done when its turn is over."""


def application(hook: Webhook, bot: Bot, take: Take) -> Starlette:
    """Give the web application of a webhook.

    An update is confirmed by the answer, once its turn is over: what a crash interrupts is
    brought again.
    """

    async def receive(request: Request) -> Response:
        shown = request.headers.get(SECRET_HEADER, "")
        if not secrets.compare_digest(shown.encode(), hook.secret.encode()):
            logger.warning("a webhook request without the secret")
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            logger.warning("a webhook request is too large", extra={"limit": BODY_LIMIT})
            return Response(status_code=413)
        try:
            update = parse_update(json.loads(body), bot)
        except (ValueError, RecursionError):
            update = None
        if update is None:
            logger.warning("a webhook request is no update", extra={"bytes": len(body)})
            return Response(status_code=400)
        over = await take(update)
        await asyncio.wait((over,), timeout=TURN_LIMIT)
        return Response(status_code=503 if over.cancelled() else 200)

    return Starlette(routes=[Route(urlsplit(hook.url).path or "/", receive, methods=["POST"])])


async def _body(request: Request) -> bytes | None:
    """Read a body, None as soon as it is too large, whatever its header claims."""
    read = bytearray()
    async for piece in request.stream():
        read += piece
        if len(read) > BODY_LIMIT:
            return None
    return bytes(read)


class _Server(uvicorn.Server):
    """A server that leaves the process's signals to the program."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class WebhookServer:
    """Serve a web application in the running loop."""

    def __init__(self, app: Starlette, hook: Webhook, *, drain: float) -> None:
        self._hook = hook
        config = uvicorn.Config(
            app,
            lifespan="off",
            ws="none",
            log_config=None,
            log_level="warning",
            access_log=False,
            timeout_keep_alive=KEEP_ALIVE,
            server_header=False,
            timeout_graceful_shutdown=round(drain),
        )
        self._server = _Server(config)
        self._serving: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Listen. Raise TelegramRefused where that is not allowed."""
        where = (self._hook.listen, self._hook.port)
        try:
            listening = socket.create_server(where)
        except OSError as error:
            message = (
                f"The webhook cannot listen on {where[0]}:{where[1]} ({error.strerror}). "
                "Set TELEGRAM_WEBHOOK_LISTEN and TELEGRAM_WEBHOOK_PORT to a free place."
            )
            raise TelegramRefused(message) from error
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))

    async def stop(self) -> None:
        """Answer what is being served, then listen no more."""
        self._server.should_exit = True
        if self._serving is not None:
            await self._serving
