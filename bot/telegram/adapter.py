"""The adapter: the dialogue on Telegram, by polling or by webhook."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Updater

from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.messenger import Lane, Messenger, no_lane
from bot.dialogue.paused import PausedPlaces
from bot.dialogue.translation import read_translations
from bot.telegram.connection import (
    TelegramOutOfReach,
    TelegramRefused,
    TelegramSettings,
    Webhook,
    open_bot,
    quieten,
)
from bot.telegram.conversation import Conversation
from bot.telegram.delivery import Delivery
from bot.telegram.download import download
from bot.telegram.intake import ALLOWED_UPDATES, PLATFORM, Happening, happening
from bot.telegram.menu import announce, languages
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.order import ChatOrder
from bot.telegram.polling import Ledger
from bot.telegram.requests import Requests, Sleep
from bot.telegram.surroundings import TelegramSurroundings
from bot.telegram.webhook import WebhookServer, application
from core.ports import Clock

logger = logging.getLogger(__name__)

WEBHOOK_CONNECTIONS = 100
"""The most Telegram may open; each holds an update until its turn is over."""


class TelegramAdapter:
    """Speak on Telegram between ``start`` and ``stop``.

    Every message that answers a person is sent in ``lane``.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        clock: Clock,
        settings: TelegramSettings,
        *,
        sleep: Sleep = asyncio.sleep,
        lane: Lane = no_lane,
    ) -> None:
        self._dispatcher = dispatcher
        self._settings = settings
        self._requests = Requests(settings.patience, sleep)
        self._bot = open_bot(settings, self._polling_failed)
        self._download = partial(download, self._bot)
        delivery = Delivery(self._bot, self._requests, lane)
        self._paused = PausedPlaces(dispatcher.gateway, PLATFORM)
        dialogue = dispatcher.among(TelegramSurroundings(self._bot, self._requests))
        conversation = Conversation(dialogue, clock, delivery, self._paused)
        self._order: ChatOrder[Happening] = ChatOrder(conversation.hold)
        self._updater = Updater(self._bot, asyncio.Queue())
        self._taking: asyncio.Task[None] | None = None
        self._server: WebhookServer | None = None
        self._rejected = asyncio.Event()

    def messenger(self, lane: Lane) -> Messenger:
        """Give what sends unasked, each message in a lane; it can while this is started."""
        return TelegramMessenger(self._bot, self._dispatcher.gateway, self._paused, lane)

    async def start(self) -> None:
        """Log in, announce the commands and take updates in.

        Raise TelegramRefused where Telegram does not let us, or cannot be reached.
        """
        quieten()
        try:
            await self._paused.load()
            await self._begin(self._updater.initialize)
            await self._announce()
            if self._settings.webhook is None:
                self._taking = asyncio.create_task(self._take_polled())
                await self._begin(self._poll)
            else:
                await self._listen(self._settings.webhook)
        except BaseException:
            await self.stop()
            raise
        logger.info("speaking on Telegram", extra={"bot": self._bot.username})

    async def rejected(self) -> None:
        """Wait until Telegram takes the token no more, and raise TelegramRefused."""
        await self._rejected.wait()
        raise _token_refused()

    async def stop(self) -> None:
        """Take nothing more in, and let the turns in hand end."""
        self._bot.close_polling()
        if self._updater.running:
            await self._updater.stop()
        if self._server is not None:
            await self._server.stop()
        if self._taking is not None:
            # What waits in the library's queue was not confirmed: it comes again.
            self._taking.cancel()
        cut_off = await self._order.finish(within=self._settings.drain)
        if cut_off:
            logger.warning("stopped amid turns", extra={"chats": cut_off})
        if self._taking is not None:
            await self._bot.confirm()
        await self._updater.shutdown()
        await self._bot.shutdown()  # the updater leaves it open where it never began

    async def _begin(self, step: Callable[[], Awaitable[object]]) -> None:
        try:
            await self._requests.make(self._dispatcher.new_id(), step, repeatable=True)
        except InvalidToken as error:
            raise _token_refused() from error
        except TelegramError as error:
            message = (
                f"Telegram at {self._settings.base_url} cannot be used ({error}). "
                "Check the network, and TELEGRAM_BASE_URL where it is set."
            )
            raise TelegramOutOfReach(message) from error

    async def _announce(self) -> None:
        """Announce the commands; without, they can still be typed."""
        try:
            known = languages(self._dispatcher.lexicon, read_translations())
            await announce(self._bot, known)
        except Exception:  # the library raises anything where an answer lacks a field
            logger.exception("the commands are not announced")

    async def _poll(self) -> None:
        await self._updater.start_polling(
            timeout=timedelta(seconds=self._settings.poll_timeout),
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,  # a "Done" pressed while we were away counts
            error_callback=lambda _: None,  # each was logged by ``_polling_failed``
        )

    async def _listen(self, hook: Webhook) -> None:
        self._server = WebhookServer(
            application(hook, self._bot, self._take), hook, drain=self._settings.drain
        )
        await self._server.start()
        await self._begin(
            lambda: self._bot.set_webhook(
                hook.url,
                secret_token=hook.secret,
                allowed_updates=ALLOWED_UPDATES,
                max_connections=WEBHOOK_CONNECTIONS,
                drop_pending_updates=False,
            )
        )

    async def _take_polled(self) -> None:
        ledger = self._bot.ledger
        while True:
            update = await self._updater.update_queue.get()
            if isinstance(update, Update):
                over = await self._take(update)
                over.add_done_callback(partial(_close, ledger, update.update_id))

    async def _take(self, update: Update) -> "asyncio.Future[None]":
        """Take an update in; the future is done when its turn is over."""
        if update.api_kwargs:
            fields = {"update": update.update_id, "fields": sorted(update.api_kwargs)}
            logger.warning("an update of an unknown kind", extra=fields)
        try:
            it = happening(update, self._bot.bot, self._download)
        except Exception:
            logger.exception("an update was not understood", extra={"update": update.update_id})
            it = None
        if it is not None:
            return await self._order.put(it.place.chat, it)
        nothing = asyncio.get_running_loop().create_future()
        nothing.set_result(None)
        return nothing

    def _polling_failed(self, error: TelegramError) -> None:
        if isinstance(error, InvalidToken):
            self._rejected.set()
        logger.warning("polling failed", extra={"error": repr(error)})


def _close(ledger: Ledger, update: int, over: "asyncio.Future[None]") -> None:
    if not over.cancelled():  # one that was cut off has to come again
        ledger.close(update)


def _token_refused() -> TelegramRefused:
    return TelegramRefused(
        "Telegram does not take the TELEGRAM_TOKEN. Ask @BotFather for it with /token, "
        "and set it anew."
    )
