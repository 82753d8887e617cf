"""A Bot API that takes everything and counts what was sent, light enough for thousands of it."""

import asyncio
import contextlib
import json
import random
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

from aiohttp import web

LONGEST_ANSWER = 0.2
"""Seconds; while a message is being answered the bot does not know whether it was sent."""

_POLL = 5.0
"""Seconds that a request for updates is held, of which there are none."""

_BOT = {"id": 4242, "is_bot": True, "first_name": "Study Buddy", "username": "study_buddy_bot"}


@dataclass
class Recorder:
    """What arrived: how often each chat was written to; ``root`` is where it listens."""

    chance: random.Random
    arrived: Counter[str] = field(default_factory=Counter)
    root: str = ""
    _told: dict[tuple[str, ...], str] = field(default_factory=dict)

    async def answer(self, request: web.Request) -> web.Response:
        """Answer any method."""
        asked = {name: str(value) for name, value in (await request.post()).items()}
        method = request.match_info["method"]
        if method == "sendMessage":
            return await self._send(asked["chat_id"])
        if method == "getUpdates":
            await asyncio.sleep(min(float(asked.get("timeout", 0)), _POLL))
            return _taken([])
        return _taken(_BOT if method == "getMe" else self._about(method, asked))

    async def _send(self, chat: str) -> web.Response:
        self.arrived[chat] += 1
        number = self.arrived.total()
        # It has arrived: whether the bot lives to hear so makes no difference.
        await asyncio.sleep(self.chance.uniform(0.0, LONGEST_ANSWER))
        place = {"id": int(chat), "type": "private", "first_name": "Ada"}
        return _taken({"message_id": number, "date": 1, "chat": place, "text": "Your topic"})

    def _about(self, method: str, asked: Mapping[str, str]) -> object:
        """Keep what the bot says of itself, so that a new start has nothing to say."""
        what, where = method[3:], (asked.get("scope", ""), asked.get("language_code", ""))
        match method:
            case "setMyCommands":
                self._told[what, *where] = asked["commands"]
            case "setMyDescription" | "setMyShortDescription":
                self._told[what, *where] = json.dumps(asked)
            case "getMyCommands":
                return json.loads(self._told.get((what, *where), "[]"))
            case "getMyDescription" | "getMyShortDescription":
                nothing = '{"description": "", "short_description": ""}'
                return json.loads(self._told.get((what, *where), nothing))
            case "getChatMenuButton":
                return {"type": "commands"}
            case _:
                pass
        return True


@contextlib.asynccontextmanager
async def recording(chance: random.Random) -> AsyncIterator[Recorder]:
    """Listen on a free port of loopback."""
    recorder = Recorder(chance)
    application = web.Application()
    application.router.add_post("/bot{token}/{method}", recorder.answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    recorder.root = f"http://{host}:{port}"
    try:
        yield recorder
    finally:
        await runner.cleanup()


def _taken(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})
