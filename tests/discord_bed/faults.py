"""Faults: what a test lets go wrong with the next requests of a route."""

import json
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

from aiohttp.web import Response

from tests.discord_bed.wire import Refuses


class Scope(StrEnum):
    """Whose limit a 429 is about."""

    USER = "user"
    SHARED = "shared"
    GLOBAL = "global"


@dataclass(frozen=True, slots=True)
class Throttles:
    """Answer 429; nothing is done. ``after`` is in seconds."""

    after: float = 0.01
    scope: Scope = Scope.USER


@dataclass(frozen=True, slots=True)
class Bans:
    """Answer 429 as the network in front of Discord does to a banned address."""


@dataclass(frozen=True, slots=True)
class Breaks:
    """Answer with a status of the server's own trouble; nothing is done."""

    status: int = 503


@dataclass(frozen=True, slots=True)
class Hangs:
    """Never answer; ``done`` says whether it is done all the same."""

    done: bool = False


@dataclass(frozen=True, slots=True)
class Drops:
    """Drop the connection instead of an answer; ``done`` as for ``Hangs``."""

    done: bool = False


Fault = Throttles | Bans | Breaks | Hangs | Drops | Refuses


@dataclass
class Faults:
    """The faults to come, by route and in order."""

    _coming: dict[str, deque[Fault]] = field(default_factory=dict)

    def add(self, route: str, fault: Fault, times: int) -> None:
        """Let the next requests of a route go wrong."""
        self._coming.setdefault(route, deque()).extend([fault] * times)

    def take(self, route: str) -> Fault | None:
        """Take the fault that the next request of a route meets."""
        coming = self._coming.get(route)
        return coming.popleft() if coming else None


_VIA = {"Via": "1.1 google"}
"""What Discord's own answers carry, and those of the network in front of it do not."""


def answer_of(fault: Throttles | Bans | Breaks | Refuses) -> Response:
    """Give the answer that a fault is."""
    match fault:
        case Throttles(after, scope):
            told = "You are being rate limited."
            body = {"message": told, "retry_after": after, "global": scope is Scope.GLOBAL}
            headers = _VIA | {"Retry-After": str(max(1, round(after))), "X-RateLimit-Scope": scope}
            if scope is Scope.GLOBAL:
                headers["X-RateLimit-Global"] = "true"
            return _json(body, 429, headers)
        case Bans():
            return Response(text="error code: 1015", status=429, content_type="text/plain")
        case Breaks(status):
            return Response(text="upstream connect error", status=status)
        case Refuses():
            return _json(fault.json(), fault.status, _VIA)


def _json(body: object, status: int, headers: dict[str, str]) -> Response:
    # The library reads as JSON only what is said to be exactly that, without a charset.
    return Response(
        body=json.dumps(body).encode(),
        status=status,
        headers=headers | {"Content-Type": "application/json"},
    )


def json_answer(body: object, headers: dict[str, str]) -> Response:
    """Give a good answer; 204 where there is nothing to say."""
    if body is None:
        return Response(status=204, headers=_VIA | headers)
    return _json(body, 200, _VIA | headers)
