"""Discord's side of the bench: an API on loopback that answers at once, and its gateway."""

import asyncio
import json
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from bench._discord_events import APPLICATION, BOT, interaction, message_of
from bench._discord_gateway import BenchGateway
from bench._discord_http import serve

TOKEN = ".".join(["bench" * 6] * 3)
ROOT = "/api/v10"

_DEFERRALS, _CHOICES = {5, 6}, 8
"""Discord's numbers for kinds of first answers."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a bot answered with, and how many seconds it took; ``message`` is what people see."""

    seconds: float
    data: dict[str, Any]
    message: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Awaited:
    event: dict[str, Any]
    told: float
    answered: "asyncio.Future[Answered]"


@dataclass(slots=True)
class BenchDiscord:
    """The least of a Discord that one bot needs."""

    gateway: BenchGateway = field(default_factory=BenchGateway)
    _opened: AsyncExitStack = field(default_factory=AsyncExitStack)
    _port: int = 0
    _awaited: dict[str, _Awaited] = field(default_factory=dict)

    async def open(self) -> None:
        """Listen until ``close``."""
        await self._opened.enter_async_context(self.gateway.listening())
        server = await self._opened.enter_async_context(await serve(self._answer))
        self._port = server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """End what the bot, which is gone, was connected to."""
        await self._opened.aclose()

    def settings(self) -> dict[str, str]:
        """Give the environment of the bot."""
        return {
            "DISCORD_TOKEN": TOKEN,
            "DISCORD_BASE_URL": f"http://127.0.0.1:{self._port}{ROOT}",
        }

    async def does(
        self,
        learner: int,
        kind: int,
        data: dict[str, Any],
        message: dict[str, Any] | None = None,
    ) -> Answered:
        """Let a learner do something; give the first answer that says anything."""
        event = interaction(kind, learner, data, message)
        awaited = _Awaited(event, perf_counter(), asyncio.get_running_loop().create_future())
        self._awaited[event["token"]] = awaited
        await self.gateway.tell("INTERACTION_CREATE", event)
        return await awaited.answered

    def _answer(self, method: str, path: str, body: bytes) -> object:
        arrived = perf_counter()
        match method, path.removeprefix(ROOT).split("/")[1:]:
            case "GET", ["users", "@me"]:
                return BOT
            case "GET", [*_, "applications", "@me"]:
                return APPLICATION
            case "GET", ["gateway", "bot"]:
                limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
                return {"url": self.gateway.url, "shards": 1, "session_start_limit": limit}
            case _, ["applications", _, "commands"]:
                commands = json.loads(body or b"[]")
                return [each | {"id": str(number)} for number, each in enumerate(commands, 1)]
            case "POST", ["interactions", _, token, "callback"]:
                return self._first(token, json.loads(body), arrived)
            case "DELETE", _:
                return None
            case _, ["webhooks", _, token, *_]:
                return self._said(token, json.loads(body), arrived)
            case _:
                message = f"the bench knows no {method} {path}"
                raise NotImplementedError(message)

    def _first(self, token: str, body: dict[str, Any], arrived: float) -> dict[str, Any]:
        kind, event = body["type"], self._awaited[token].event
        about = {"id": event["id"], "type": event["type"], "channel_id": event["channel_id"]}
        if kind in _DEFERRALS:
            return {"interaction": about}
        message = self._said(token, body["data"], arrived)
        if kind == _CHOICES:
            return {"interaction": about}
        shown = {"response_message_id": message["id"], "response_message_loading": False}
        return {"interaction": about | shown, "resource": {"type": kind, "message": message}}

    def _said(self, token: str, data: dict[str, Any], arrived: float) -> dict[str, Any]:
        awaited = self._awaited[token]
        message = message_of(data, awaited.event)
        if not awaited.answered.done():
            awaited.answered.set_result(Answered(arrived - awaited.told, data, message))
        return message
