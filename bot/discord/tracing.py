"""Tracing: what goes wrong with requests to Discord, each logged once with its turn's id."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar
from http import HTTPStatus
from types import SimpleNamespace

import aiohttp
from yarl import URL

from bot.dialogue.turn import TurnId

logger = logging.getLogger(__name__)

current_turn: ContextVar[TurnId | None] = ContextVar("current_turn", default=None)
"""The turn that the running task sees through."""

WINDOW = 600.0
"""Seconds in which Discord counts refusals; 10,000 of them get this machine's address banned."""

NEAR_BAN = 5_000
"""Refusals in the window above which nothing is sent unasked; the rest is left to answers."""

_REFUSALS = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}


class Refusals:
    """Count what Discord refused of late; ``monotonic`` tells the time in seconds."""

    def __init__(self, monotonic: Callable[[], float], *, near_ban: int = NEAR_BAN) -> None:
        self._monotonic = monotonic
        self._near_ban = near_ban
        self._at: deque[float] = deque()
        self._closed_until = 0.0
        self._warned = False

    def count(self) -> None:
        """Count a refusal."""
        self._at.append(self._monotonic())
        if self.near_ban and not self._warned:
            self._warned = True
            fields = {"refusals": len(self._at), "seconds": WINDOW}
            logger.error("nothing is sent unasked, Discord refuses too much", extra=fields)

    def everything_waits(self, seconds: float) -> None:
        """Note that Discord asked to wait with every request, not with those to one channel."""
        self._closed_until = max(self._closed_until, self._monotonic() + seconds)

    @property
    def closed(self) -> bool:
        """Whether Discord asked to wait with every request, and that is not over."""
        return self._monotonic() < self._closed_until

    @property
    def near_ban(self) -> bool:
        """Whether so much was refused that nothing should be tried that nobody asked for."""
        while self._at and self._at[0] <= self._monotonic() - WINDOW:
            self._at.popleft()
        near = len(self._at) >= self._near_ban
        self._warned = self._warned and near
        return near


def trace(refusals: Refusals) -> aiohttp.TraceConfig:
    """Give what watches the requests of a session: calls, answers to people and the gateway.

    A refusal that is neither a 429 nor a 5xx is counted and left to who made the request.
    """

    async def ended(
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        params: aiohttp.TraceRequestEndParams,
    ) -> None:
        status, headers = params.response.status, params.response.headers
        # A wait for what all bots share (a channel others write in, too) is nobody's fault.
        if status in _REFUSALS and headers.get("X-RateLimit-Scope") != "shared":
            refusals.count()
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            everything, after = "X-RateLimit-Global" in headers, headers.get("Retry-After", "")
            if everything and after.isdecimal():
                refusals.everything_waits(float(after))
            _log(
                "Discord asks to wait",
                params,
                status=status,
                scope=headers.get("X-RateLimit-Scope", "none"),
                everything=everything,
                seconds=after or "unknown",
            )
        elif status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            _log("Discord failed", params, status=status)
        elif params.url.scheme in {"ws", "wss"} and status != HTTPStatus.SWITCHING_PROTOCOLS:
            _log("the gateway did not open", params, status=status)

    async def broke(
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        params: aiohttp.TraceRequestExceptionParams,
    ) -> None:
        # Of all others, who made the request hears; the gateway is opened by the library alone.
        given_up = isinstance(params.exception, asyncio.CancelledError)  # as when the bot stops
        if params.url.scheme in {"ws", "wss"} and not given_up:
            _log("the gateway is out of reach", params, error=repr(params.exception))

    config = aiohttp.TraceConfig()
    config.on_request_end.append(ended)
    config.on_request_exception.append(broke)
    return config


def route(url: URL) -> str:
    """Give the path of a request without the token by which anybody could answer in our place."""
    parts = url.path.split("/")
    for index, part in enumerate(parts[:-2]):
        if part in {"interactions", "webhooks"}:
            parts[index + 2] = "-"
    return "/".join(parts)


def _log(
    event: str,
    params: aiohttp.TraceRequestEndParams | aiohttp.TraceRequestExceptionParams,
    **fields: object,
) -> None:
    request = {"turn": current_turn.get(), "method": params.method, "path": route(params.url)}
    logger.warning(event, extra=request | fields)
