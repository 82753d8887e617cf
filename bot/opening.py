"""Opening: the adapters of the platforms whose token is set, made when they are to be spoken."""

import secrets
from collections.abc import Mapping
from functools import partial

from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.messenger import Lane, Messenger
from bot.platforms import Adapter, Open, Reachable, SendingAdapter
from bot.scheduler.budget import Budget
from bot.settings import Settings
from core.ports import Clock


def openings(
    settings: Settings,
    dispatcher: Dispatcher,
    clock: Clock,
    budgets: Mapping[str, Budget],
    messengers: dict[str, Messenger],
) -> dict[str, Open]:
    """Give what opens each platform whose token is set, by its title.

    While one is spoken on, its messenger is among the ``messengers``, by the platform's name.
    """
    makers = {"telegram": _telegram, "discord": _discord}

    def open_one(platform: str, token: str) -> Adapter:
        budget = budgets[platform]
        adapter = makers[platform](token, settings, dispatcher, clock, budget.for_person)
        return Reachable(adapter, platform, messengers, budget.for_broadcast)

    return {
        platform.title(): partial(open_one, platform, token)
        for platform, token in tokens(settings).items()
    }


def tokens(settings: Settings) -> dict[str, str]:
    """Give the tokens that are set, by the name of their platform."""
    found = {"telegram": settings.telegram_token, "discord": settings.discord_token}
    return {name: token.get_secret_value() for name, token in found.items() if token}


def _telegram(
    token: str, settings: Settings, dispatcher: Dispatcher, clock: Clock, lane: Lane
) -> SendingAdapter:
    # Its library is read only where it is spoken.
    from bot.telegram.adapter import TelegramAdapter  # noqa: PLC0415 - see above
    from bot.telegram.connection import TelegramSettings, Webhook  # noqa: PLC0415 - the same

    url, secret = settings.telegram_webhook_url, settings.telegram_webhook_secret
    hook = None
    if url is not None:
        hook = Webhook(
            url=url,
            listen=settings.telegram_webhook_listen,
            port=settings.telegram_webhook_port,
            secret=secret.get_secret_value() if secret else secrets.token_urlsafe(),
        )
    connection = TelegramSettings(token, settings.telegram_base_url, hook)
    return TelegramAdapter(dispatcher, clock, connection, lane=lane)


def _discord(
    token: str, settings: Settings, dispatcher: Dispatcher, clock: Clock, _: Lane
) -> SendingAdapter:
    # What people are answered with does not count for Discord's limit, so it takes no lane.
    from bot.discord.adapter import DiscordAdapter  # noqa: PLC0415 - as for Telegram
    from bot.discord.connection import DiscordSettings  # noqa: PLC0415 - the same

    connection = DiscordSettings(token, settings.discord_base_url, settings.discord_guild)
    return DiscordAdapter(dispatcher, clock, connection)
