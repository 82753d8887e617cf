"""Faults: what a test lets go wrong with the next calls of a method."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from starlette.responses import JSONResponse, Response, StreamingResponse

from tests.telegram_bed.asked import Json


@dataclass(frozen=True, slots=True)
class Throttles:
    """Answer 429; nothing is done."""

    retry_after: int = 1


@dataclass(frozen=True, slots=True)
class Garbles:
    """Answer with a body that is not what the Bot API answers; nothing is done."""

    status: int = 502
    body: bytes = b"<html><h1>502 Bad Gateway</h1></html>"


@dataclass(frozen=True, slots=True)
class Hangs:
    """Never answer; ``done`` says whether the call is done all the same."""

    done: bool = False


@dataclass(frozen=True, slots=True)
class Drops:
    """Drop the connection amid the answer; ``done`` as for ``Hangs``."""

    done: bool = False


@dataclass(frozen=True, slots=True)
class Refuses:
    """Answer with a refusal; nothing is done."""

    code: int
    description: str
    parameters: Json | None = None


Fault = Throttles | Garbles | Hangs | Drops | Refuses


@dataclass
class Faults:
    """The faults to come, by method and in order."""

    _coming: dict[str, deque[Fault | None]] = field(default_factory=dict)

    def add(self, method: str, fault: Fault, times: int, after: int) -> None:
        """Let so many of the next calls of a method pass, and then so many go wrong."""
        self._coming.setdefault(method, deque()).extend([None] * after + [fault] * times)

    def take(self, method: str) -> Fault | None:
        """Take the fault that the next call of a method meets."""
        coming = self._coming.get(method)
        return coming.popleft() if coming else None


def refusal(code: int, description: str, parameters: Json | None) -> Response:
    """Answer as the Bot API does where it refuses."""
    body: Json = {"ok": False, "error_code": code, "description": description}
    if parameters:
        body["parameters"] = parameters
    return JSONResponse(body, code)


async def response_to(fault: Fault, released: asyncio.Event) -> Response:
    """Answer as a fault has it; what hangs is released when the bed closes."""
    match fault:
        case Throttles(seconds):
            words = f"Too Many Requests: retry after {seconds}"
            return refusal(429, words, {"retry_after": seconds})
        case Garbles(status, body):
            return Response(body, status, media_type="text/html")
        case Refuses(code, description, parameters):
            return refusal(code, description, parameters)
        case Hangs():
            await released.wait()
            return Response(status_code=503)
        case Drops():
            return StreamingResponse(_broken_off(), headers={"content-length": "1000"})


async def _broken_off() -> AsyncIterator[bytes]:
    """Give less than was promised: the server then closes the connection."""
    yield b'{"ok": tr'
