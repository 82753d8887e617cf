"""Posting updates to the bot's webhook, in order for each chat, until it takes them."""

import asyncio
from dataclasses import dataclass, field
from http import HTTPStatus

import httpx

from tests.telegram_bed.asked import Json
from tests.telegram_bed.world import Webhook, World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
AGAIN_AFTER = 0.05
"""Seconds until a refused update is posted again."""


@dataclass
class WebhookPosts:
    """The posts of one bot; updates of one chat wait for each other, others do not."""

    world: World
    _begun: set[int] = field(default_factory=set)
    _lines: dict[object, asyncio.Lock] = field(default_factory=dict)

    async def run(self) -> None:
        """Post for as long as the bed is there; ended by cancelling."""
        updates = self.world.updates
        async with httpx.AsyncClient(trust_env=False) as client, asyncio.TaskGroup() as posts:
            while True:
                await self.world.changes.until(lambda: bool(self._new()), None)
                for update in self._new():
                    updates.take_again(update)
                    self._begun.add(id(update))
                    posts.create_task(self._post(client, update))

    def _new(self) -> list[Json]:
        if self.world.webhook is None:
            return []
        waiting = [each for each in self.world.updates.pending if id(each) not in self._begun]
        return waiting + self.world.updates.again

    async def _post(self, client: httpx.AsyncClient, update: Json) -> None:
        async with self._lines.setdefault(_line_of(update), asyncio.Lock()):
            while (hook := self.world.webhook) is not None:
                hook.last_error = await _posted(client, hook, update)
                if not hook.last_error:
                    self.world.updates.done(update)
                    return
                self.world.changes.ring()
                await asyncio.sleep(AGAIN_AFTER)
        self._begun.discard(id(update))


async def _posted(client: httpx.AsyncClient, hook: Webhook, update: Json) -> str:
    """Post once; give what went wrong, if anything."""
    headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
    try:
        answer = await client.post(hook.url, json=update, headers=headers)
    except httpx.HTTPError as error:
        return f"Connection failed: {error}"
    if answer.is_success:
        return ""
    phrase = HTTPStatus(answer.status_code).phrase
    return f"Wrong response from the webhook: {answer.status_code} {phrase}"


def _line_of(update: Json) -> object:
    """Find the chat of an update; one without waits for nobody."""
    for body in update.values():
        if isinstance(body, dict):
            chat = body.get("chat") or (body.get("message") or {}).get("chat") or {}
            return chat.get("id", update["update_id"])
    return update["update_id"]
