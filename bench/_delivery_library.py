"""The library's own way as a program: one Bot with its rate limiter for answers and broadcasts."""

import asyncio
import os

from telegram import Update
from telegram.ext import (
    AIORateLimiter,
    Application,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bench._telegram_api import PATH

CONCURRENT = 256
"""Updates at once; one after the other, the library would wait for every reply."""

PROMPT = "Your topic for today."

RETRIES = 100
"""So many that nothing is lost; by itself the limiter gives a message up when it is refused."""


async def broadcast(_: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send a prompt to the chats that the command names: from one up to, not including, another."""
    chats = range(*map(int, context.args or ()))
    await asyncio.gather(*(context.bot.send_message(chat, PROMPT) for chat in chats))


async def reply(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Reply to a message, and no more."""
    if update.effective_message is not None:
        await update.effective_message.reply_text("All right.")


def main() -> None:
    """Serve the webhook until the process is ended."""
    application = (
        Application.builder()
        .token(os.environ["TELEGRAM_TOKEN"])
        .base_url(os.environ["TELEGRAM_BASE_URL"] + "/bot")
        .concurrent_updates(CONCURRENT)
        .rate_limiter(AIORateLimiter(max_retries=RETRIES))
        .build()
    )
    application.add_handler(CommandHandler("broadcast", broadcast))
    application.add_handler(MessageHandler(filters.ALL, reply))
    application.run_webhook(
        listen="127.0.0.1",
        port=int(os.environ["TELEGRAM_WEBHOOK_PORT"]),
        url_path=PATH,
        webhook_url=os.environ["TELEGRAM_WEBHOOK_URL"],
        secret_token=os.environ["TELEGRAM_WEBHOOK_SECRET"],
    )


if __name__ == "__main__":
    main()
