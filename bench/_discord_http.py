"""The least of an HTTP server: requests taken in whole, each answered at once with JSON."""

import asyncio
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from httptools import HttpRequestParser

Answering = Callable[[str, str, bytes], object]
"""Give the JSON that answers a method, a path and a body; None: there is none."""


async def serve(answering: Answering) -> asyncio.Server:
    """Listen on a free port of loopback."""
    return await asyncio.get_running_loop().create_server(
        lambda: _Connection(answering), "127.0.0.1", 0
    )


class _Connection(asyncio.Protocol):
    """A connection that is kept open; the parser calls it back as it reads."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._parser = HttpRequestParser(self)
        self._path = b""
        self._body = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember whom to answer."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own is none by its bases

    def data_received(self, data: bytes) -> None:
        """Read on."""
        self._parser.feed_data(data)

    def on_message_begin(self) -> None:
        """Begin a request."""
        self._path = self._body = b""

    def on_url(self, url: bytes) -> None:
        """Take in the path."""
        self._path += url

    def on_body(self, body: bytes) -> None:
        """Take in the body, or a piece of it."""
        self._body += body

    def on_message_complete(self) -> None:
        """Answer."""
        path = self._path.partition(b"?")[0]
        answer = self._answering(self._parser.get_method().decode(), path.decode(), self._body)
        status = HTTPStatus.NO_CONTENT if answer is None else HTTPStatus.OK
        body = b"" if answer is None else json.dumps(answer).encode()
        self._transport.write(
            f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
