"""Telegram's side of the bench: a Bot API on loopback that answers at once, and its webhooks."""

import asyncio
import json
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

TOKEN = f"4242:{'bench' * 7}"
SECRET = "bench"  # noqa: S105 - of a bot that nobody has
PATH = "/updates"
_DATE = 1_777_900_000
_ME = {"id": 4242, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


@dataclass(slots=True)
class BenchApi:
    """The least of a Bot API that both contenders need; ``folder`` is for what they keep."""

    folder: Path
    _port: int = 0
    _messages: int = 0
    _awaited: dict[int, asyncio.Future[None]] = field(default_factory=dict)

    async def listen(self) -> asyncio.Server:
        """Serve on a free port, until it is closed or the loop is gone."""
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self._port = server.sockets[0].getsockname()[1]
        return server

    def settings(self, port: int) -> dict[str, str]:
        """Give the environment of a bot that listens on a port for what Telegram brings."""
        return {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": f"http://127.0.0.1:{self._port}",
            "TELEGRAM_WEBHOOK_URL": f"https://bench.invalid{PATH}",
            "TELEGRAM_WEBHOOK_PORT": str(port),
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "DATA_DIR": str(self.folder),
        }

    def answer_in(self, chat: int) -> "asyncio.Future[None]":
        """Give what is done when the next message comes to a chat."""
        self._awaited[chat] = asyncio.get_running_loop().create_future()
        return self._awaited[chat]

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = await reader.readexactly(_length(head))
                method = head.split(b" ", 2)[1].rsplit(b"/", 1)[1].decode()
                status, told = self._answer(method, body)
                answer = json.dumps(told).encode()
                writer.write(
                    f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: application/json\r\n"
                    f"Content-Length: {len(answer)}\r\n\r\n".encode()
                    + answer
                )
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            writer.close()

    def _answer(self, method: str, body: bytes) -> tuple[HTTPStatus, object]:
        return HTTPStatus.OK, {"ok": True, "result": self._result(method, body)}

    def _result(self, method: str, body: bytes) -> object:
        match method:
            case "getMe":
                return _ME
            case "sendMessage":
                return self._sent(dict(parse_qsl(body.decode())))
            case "getMyCommands":
                return []
            case "getMyDescription" | "getMyShortDescription":
                return {"description": "", "short_description": ""}
            case "getChatMenuButton":
                return {"type": "default"}
            case _:
                return True

    def _sent(self, asked: dict[str, str]) -> dict[str, Any]:
        self._messages += 1
        chat = int(asked["chat_id"])
        told: dict[str, Any] = {
            "message_id": self._messages,
            "from": _ME,
            "chat": {"id": chat, "type": "private", "first_name": "Ada"},
            "date": _DATE,
            "text": asked["text"],
        }
        for name in ("entities", "reply_markup"):
            if name in asked:
                told[name] = json.loads(asked[name])
        awaited = self._awaited.pop(chat, None)
        if awaited is not None:
            awaited.set_result(None)
        return told


@dataclass(slots=True)
class Hook:
    """A connection that Telegram keeps open to a webhook."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def open(cls, port: int) -> "Hook":
        """Connect."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    def close(self) -> None:
        """Hang up."""
        self.writer.close()

    async def post(self, update: dict[str, Any]) -> None:
        """Bring an update and wait until it is taken."""
        body = json.dumps(update).encode()
        self.writer.write(
            f"POST {PATH} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = await self.reader.readuntil(b"\r\n\r\n")
        await self.reader.readexactly(_length(head))
        if b" 200 " not in head[:16]:
            raise AssertionError(head)


def update(number: int, chat: int, text: str) -> dict[str, Any]:
    """Make the update of a message that somebody types in private."""
    command = {"type": "bot_command", "offset": 0, "length": len(text.partition(" ")[0])}
    ada = {"id": chat, "is_bot": False, "first_name": "Ada", "language_code": "en"}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "from": ada,
            "chat": {"id": chat, "type": "private", "first_name": "Ada"},
            "date": _DATE,
            "text": text,
            "entities": [command],
        },
    }


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
