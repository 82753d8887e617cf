"""Updates are posted to a webhook with its secret, in order for each chat."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.error import Conflict
from telegram.ext import MessageHandler, filters

from tests.telegram_bed.asked import Json
from tests.telegram_bed.bed import TelegramBed
from tests.telegram_bed.library import library_app, library_bot
from tests.telegram_bed.server import Server, listening
from tests.telegram_bed.webhooks import SECRET_HEADER

SECRET = "between-us"  # noqa: S105 - it is the test's


@dataclass
class Target:
    """A webhook of a bot: what came, and how the next posts are answered."""

    url: str = ""
    came: list[tuple[str | None, Json]] = field(default_factory=list)
    answers: Callable[[Json], Awaitable[int]] | None = None

    async def take(self, request: Request) -> Response:
        update = await request.json()
        self.came.append((request.headers.get(SECRET_HEADER), update))
        status = 200 if self.answers is None else await self.answers(update)
        return Response(status_code=status)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for _, update in self.came]


@contextlib.asynccontextmanager
async def webhook_target() -> AsyncIterator[Target]:
    target = Target()
    app = Starlette(routes=[Route("/hook", target.take, methods=["POST"])])
    with contextlib.closing(listening()) as listener:
        target.url = f"http://127.0.0.1:{listener.getsockname()[1]}/hook"
        server = Server(uvicorn.Config(app, lifespan="off", log_config=None))
        served = asyncio.create_task(server.serve([listener]))
        yield target
        server.end()
        await served


def test_the_library_answers_what_a_webhook_brings() -> None:
    async def converse() -> None:
        async with TelegramBed() as bed, library_app(bed) as app, webhook_target() as target:

            async def greet(update: Update, _: object) -> None:
                assert update.effective_message is not None
                await update.effective_message.reply_text("Hello, Ada")

            async def process(update: Json) -> int:
                await app.process_update(Update.de_json(update, app.bot))
                return 200

            app.add_handler(MessageHandler(filters.TEXT, greet))
            target.answers = process
            await app.bot.set_webhook(target.url, secret_token=SECRET)
            ada = bed.user("Ada")
            chat = bed.private(ada)
            await ada.says(chat, "Hello")
            assert (await chat.next_message()).text == "Hello, Ada"
            await bed.settled()
            assert target.came == [(SECRET, bed.updates.made[0])]

    asyncio.run(converse())


def test_a_refused_update_is_posted_again_until_it_is_taken() -> None:
    async def converse() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot, webhook_target() as target:
            statuses = iter([503, 500, 200])

            async def waver(_: Json) -> int:
                return next(statuses)

            target.answers = waver
            await bot.set_webhook(target.url)
            ada = bed.user("Ada")
            await ada.says(bed.private(ada), "Hello")
            await bed.settled()
            assert target.came == [(None, bed.updates.made[0])] * 3

    asyncio.run(converse())


def test_what_went_wrong_with_a_webhook_is_told() -> None:
    async def converse() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot, webhook_target() as target:
            refusing = asyncio.Event()

            async def refuse(_: Json) -> int:
                if refusing.is_set():
                    await asyncio.Event().wait()
                refusing.set()
                return 503

            target.answers = refuse
            await bot.set_webhook(target.url, allowed_updates=["message"])
            ada = bed.user("Ada")
            await ada.says(bed.private(ada), "Hello")
            await bed.until(lambda: bed.webhook is not None and bool(bed.webhook.last_error))
            info = await bot.get_webhook_info()
            assert (info.url, info.pending_update_count, info.allowed_updates) == (
                target.url,
                1,
                ("message",),
            )
            assert info.last_error_message == (
                "Wrong response from the webhook: 503 Service Unavailable"
            )

    asyncio.run(converse())


def test_one_chat_waits_for_itself_and_not_for_another() -> None:
    async def converse() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot, webhook_target() as target:
            released = asyncio.Event()

            async def be_slow_with_ada(update: Json) -> int:
                if update["message"]["text"] == "Ada 1":
                    await released.wait()
                return 200

            target.answers = be_slow_with_ada
            await bot.set_webhook(target.url)
            ada, grace = bed.user("Ada"), bed.user("Grace")
            await ada.says(bed.private(ada), "Ada 1")
            await ada.says(bed.private(ada), "Ada 2")
            await grace.says(bed.private(grace), "Grace 1")
            await grace.says(bed.private(grace), "Grace 2")
            await bed.until(lambda: len(bed.updates.pending) == 2)
            assert sorted(target.texts) == ["Ada 1", "Grace 1", "Grace 2"]
            released.set()
            await bed.settled()
            assert target.texts[-1] == "Ada 2"

    asyncio.run(converse())


def test_with_a_webhook_nobody_can_poll_until_it_is_deleted() -> None:
    async def converse() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            await bot.set_webhook("https://example.org/hook")
            with pytest.raises(Conflict, match="while webhook is active"):
                await bot.get_updates()
            await bot.delete_webhook()
            assert await bot.get_updates() == ()
            assert bed.webhook is None

    asyncio.run(converse())
