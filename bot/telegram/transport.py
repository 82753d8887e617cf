"""The transport of requests to the Bot API: aiohttp's, which takes half the time of the default.

What goes wrong on the way is told apart by whether Telegram may have heard of it.
"""

import ssl

import certifi
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
    TCPConnector,
)
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData


class NeverSent(NetworkError):
    """No connection came about, so nothing was done."""


class OutcomeUnknown(NetworkError):
    """The connection broke, or nothing came back in time: it may have been done."""


class Transport(BaseRequest):
    """Make requests over at most so many connections; ``timeout`` is in seconds, for each step."""

    def __init__(self, *, connections: int, timeout: float) -> None:
        self._connections = connections
        self._timeout = timeout
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer where a request does not say."""
        return self._timeout

    async def initialize(self) -> None:
        """Open the session, with the system's certificates and, where those lack, Mozilla's."""
        trusted = ssl.create_default_context()
        trusted.load_verify_locations(certifi.where())
        self._session = ClientSession(
            connector=TCPConnector(limit=self._connections, ssl=trusted),
            headers={"User-Agent": self.USER_AGENT},
            trust_env=True,  # a proxy of the host's
        )

    async def shutdown(self) -> None:
        """Close all connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - the library calls it so
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - a write does not wait
        connect_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - never asked for
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the same
    ) -> tuple[int, bytes]:
        """Give the status and body of the answer; raise NeverSent or OutcomeUnknown."""
        if self._session is None:
            message = "no session is open"
            raise NeverSent(message)
        wait = read_timeout if isinstance(read_timeout, int | float) else self._timeout
        timeout = ClientTimeout(
            total=None, connect=self._timeout, sock_connect=self._timeout, sock_read=wait
        )
        try:
            async with self._session.request(
                method, url, data=_form(request_data), timeout=timeout
            ) as answer:
                return answer.status, await answer.read()
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            raise NeverSent(_told(error)) from error
        except (TimeoutError, ClientError, OSError) as error:
            raise OutcomeUnknown(_told(error)) from error


def _form(data: RequestData | None) -> FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = FormData(data.json_parameters)
    for field, (name, content, kind) in data.multipart_data.items():
        form.add_field(field, content, filename=name, content_type=kind)
    return form


def _told(error: Exception) -> str:
    # Some of these have no text, and none may show the address, in which the token stands.
    return type(error).__name__
