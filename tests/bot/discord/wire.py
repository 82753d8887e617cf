"""The wire to Discord: the library's requests for an interaction, noted, and answered as told."""

import asyncio
import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import discord
from discord.http import Route
from discord.webhook import async_

from tests.bot.discord.interacting import MESSAGE

Trouble = Exception | None
"""What a request ends with; None where Discord takes it."""

_FIRST = {
    4: "message",
    5: "thinking",
    6: "wait",
    7: "change",
    9: "form",
}
_LATER = {"POST": "further message", "PATCH": "change later", "DELETE": "delete"}
_EPHEMERAL = 1 << 6


@dataclass(slots=True)
class Wire:
    """Note what is asked of Discord.

    ``troubles`` are what the next requests end with, one after the other; while ``open`` is not
    set, requests are noted and wait.
    """

    troubles: list[Trouble] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.open.set()

    async def answer(self, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        self.steps.append(_step(method, path, body))
        self.bodies.append(body)
        self.asked.set()
        await self.open.wait()
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble
        if path.endswith("/callback"):
            return {"interaction": {"id": "9001", "type": 2}}
        return _message(body)


class _Adapter(async_.AsyncWebhookAdapter):
    """The library's requests, ending at the wire."""

    def __init__(self, wire: Wire) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # the library's
        self._wire = wire

    async def request(
        self,
        route: Route,
        session: object,  # noqa: ARG002 - the library hands it over
        *,
        payload: dict[str, Any] | None = None,
        multipart: Sequence[Mapping[str, Any]] | None = None,
        **_kwargs: object,
    ) -> dict[str, Any]:
        body = dict(payload or {})
        for part in multipart or ():
            if part["name"] == "payload_json":
                body = json.loads(part["value"])
        return await self._wire.answer(route.method, route.path, body)


@contextlib.contextmanager
def wired(*troubles: Trouble) -> Iterator[Wire]:
    """Let the library's requests for interactions end at a wire."""
    wire = Wire(list(troubles))
    before = async_.async_context.set(_Adapter(wire))
    try:
        yield wire
    finally:
        async_.async_context.reset(before)


def refused(status: int, code: int = 0) -> discord.HTTPException:
    """Give what the library makes of a refusal of Discord's."""
    kinds = {403: discord.Forbidden, 404: discord.NotFound, 500: discord.DiscordServerError}
    kind: type[discord.HTTPException] = kinds.get(status, discord.HTTPException)
    response: Any = SimpleNamespace(status=status, reason="refused")
    return kind(response, {"code": code, "message": "refused"})


def _step(method: str, path: str, body: dict[str, Any]) -> str:
    """Say in words what a request asks for, and what people read of it."""
    if path.endswith("/callback"):
        step, data = _FIRST[body["type"]], body.get("data", {})
    else:
        step, data = _LATER[method], body
    aside = " aside" if data.get("flags", 0) & _EPHEMERAL else ""
    words = ": ".join([step + aside, *_words(data)])
    files = [each["filename"] for each in data.get("attachments", ())]
    return f"{words} + {', '.join(files)}" if files else words


def _words(data: Mapping[str, Any]) -> Iterator[str]:
    if data.get("content"):
        yield data["content"]
    for component in data.get("components", ()):
        yield from _words(component)


def _message(body: Mapping[str, Any]) -> dict[str, Any]:
    return {**MESSAGE, "content": body.get("content") or "", "flags": body.get("flags", 0)}
