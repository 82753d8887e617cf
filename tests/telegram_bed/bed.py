"""The bed: a Bot API server on loopback, and the people, chats and faults of a test."""

import asyncio
import contextlib
from collections.abc import Callable
from itertools import count
from types import TracebackType
from typing import Self

from core.ports import Clock
from tests.telegram_bed.asked import Json
from tests.telegram_bed.chats import ANSWER_WITHIN, Chat, ChatKind, Topic
from tests.telegram_bed.clock import BedClock
from tests.telegram_bed.faults import Fault
from tests.telegram_bed.menus import Menus
from tests.telegram_bed.people import User
from tests.telegram_bed.server import BotApi, Request, listening, serving
from tests.telegram_bed.updates import Updates
from tests.telegram_bed.webhooks import WebhookPosts
from tests.telegram_bed.world import Query, Webhook, World

TOKEN = f"4242:{'bed' * 11}-1"
USERNAME = "study_buddy_bot"
_SUPERGROUPS_BELOW = -1_001_000_000_000


class TelegramBed:
    """One bot's Telegram, inside of ``async with``; the end fails where the bot was careless.

    ``privacy`` is BotFather's setting for groups. Everything that counts begins at a fixed
    number, and the clock stands until a test moves it.
    """

    def __init__(
        self, token: str = TOKEN, *, clock: Clock | None = None, privacy: bool = True
    ) -> None:
        self.token = token
        bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Study Buddy",
            "username": USERNAME,
            "can_join_groups": True,
            "can_read_all_group_messages": not privacy,
            "supports_inline_queries": False,
        }
        self._world = World(bot, clock or BedClock(), privacy)
        self._api = BotApi(token, self._world)
        self._user_ids = count(1001)
        self._group_ids = count(1)
        self._root = ""
        self._ending = contextlib.AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()
        if error is None and self.violations:
            message = "the bot was careless:\n" + "\n".join(self.violations)
            raise AssertionError(message)

    async def start(self) -> None:
        """Listen on a free port of loopback."""
        listener = listening()
        self._ending.callback(listener.close)
        self._root = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server, served = serving(self._api, listener)
        posts = asyncio.create_task(WebhookPosts(self._world).run())

        async def end() -> None:
            await self._api.release()
            server.end()
            posts.cancel()
            await asyncio.gather(served, posts, return_exceptions=True)

        self._ending.push_async_callback(end)

    async def stop(self) -> None:
        """Let every request that waits end, and stop to listen."""
        await self._ending.aclose()

    @property
    def base_url(self) -> str:
        """The root of the server."""
        return self._root

    @property
    def bot_url(self) -> str:
        """Where methods are called: the token follows without a slash, as the library has it."""
        return f"{self._root}/bot"

    @property
    def file_url(self) -> str:
        """Where files are downloaded, in the same form."""
        return f"{self._root}/file/bot"

    @property
    def requests(self) -> list[Request]:
        """What the bot asked for, in order, without its polling."""
        return [each for each in self._api.requests if each.method != "getUpdates"]

    @property
    def polls(self) -> list[Request]:
        """The calls of getUpdates, in order."""
        return [each for each in self._api.requests if each.method == "getUpdates"]

    @property
    def violations(self) -> list[str]:
        """What the bot did that no good bot does; a test that wants such takes them out."""
        return self._world.violations

    @property
    def menus(self) -> Menus:
        """What people see of the bot before they speak."""
        return self._world.menus

    @property
    def queries(self) -> list[Query]:
        """The presses, in order."""
        return list(self._world.queries.values())

    @property
    def updates(self) -> Updates:
        """The updates made, and those that wait."""
        return self._world.updates

    @property
    def webhook(self) -> Webhook | None:
        """The webhook that the bot has set."""
        return self._world.webhook

    def user(self, name: str, *, language: str | None = "en") -> User:
        """Add a person, who has no chat with the bot yet."""
        user = User(self._world, next(self._user_ids), name, language)
        self._world.people[user.id] = user.json()
        return user

    def private(self, user: User) -> Chat:
        """Give the chat of a person with the bot, begun if it was not."""
        named: Json = {"first_name": user.name}
        return self._world.chats.setdefault(
            user.id, Chat(user.id, ChatKind.PRIVATE, named, self._world.changes)
        )

    def group(self, title: str) -> Chat:
        """Add a basic group, with the bot in it."""
        return self._group(title, -2000 - next(self._group_ids), ChatKind.GROUP)

    def supergroup(self, title: str) -> Chat:
        """Add a supergroup, with the bot in it."""
        number = _SUPERGROUPS_BELOW - next(self._group_ids)
        return self._group(title, number, ChatKind.SUPERGROUP)

    def forum(self, title: str, *topics: str) -> Chat:
        """Add a supergroup with topics beside General."""
        chat = self.supergroup(title)
        chat.forum = True
        for name in topics:
            opened = self._world.add_message(
                chat, self._world.bot, {"forum_topic_created": {"name": name, "icon_color": 0}}
            )
            opened.thread, opened.topic = opened.id, True
            chat.topics[opened.id] = Topic(name, opened.id)
        return chat

    async def upgrade(self, group: Chat, by: User) -> Chat:
        """Let somebody make a basic group a supergroup, which gets another id."""
        supergroup = self.supergroup(group.named["title"])
        await by.upgrades(group, supergroup)
        return supergroup

    def deliver(self, body: Json) -> Json:
        """Send the bot any update, malformed ones too; it gets an id unless it has one."""
        return self._world.updates.deliver(body)

    def fail(self, method: str, fault: Fault, *, times: int = 1, after: int = 0) -> None:
        """Let calls of a method go wrong, those ``after`` so many; "download" fetches a file."""
        self._api.faults.add(method, fault, times, after)

    def asked(self, method: str) -> list[Request]:
        """Give the calls of one method, in order."""
        return [each for each in self._api.requests if each.method == method]

    async def until(self, holds: Callable[[], bool], seconds: float = ANSWER_WITHIN) -> None:
        """Wait until something holds of the bed; fail where it does not come to be."""
        try:
            await self._world.changes.until(holds, seconds)
        except TimeoutError:
            told = "\n".join(str(each) for each in self.requests[-5:])
            message = f"it never came to be; the bot asked last:\n{told}"
            raise AssertionError(message) from None

    async def settled(self) -> None:
        """Wait until the bot has taken every update, and has got an answer to every request.

        A bot that still thinks before its first word asks for nothing: for that, wait for the
        word.
        """
        await self.until(self._is_settled)

    def _is_settled(self) -> bool:
        unanswered = any(
            not query.answered and not query.expired for query in self._world.queries.values()
        )
        return not (self._world.updates.waiting() or self._api.answering or unanswered)

    def _group(self, title: str, number: int, kind: ChatKind) -> Chat:
        chat = Chat(number, kind, {"title": title}, self._world.changes)
        self._world.chats[number] = chat
        return chat
