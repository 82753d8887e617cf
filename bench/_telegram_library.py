"""The library's own stack as a program: its tornado webhook, its Application, a bare reply."""

import os
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters

from bench._telegram_api import PATH

CONCURRENT = 256
"""Updates at once; one after the other, the library would wait for every reply."""


async def reply(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Reply to a message, and no more."""
    if update.effective_message is not None:
        await update.effective_message.reply_text("All right.")


def builder() -> ApplicationBuilder[Any, Any, Any, Any, Any, Any]:
    """Begin an Application that talks to the bench's server, as the environment names it."""
    return (
        Application.builder()
        .token(os.environ["TELEGRAM_TOKEN"])
        .base_url(os.environ["TELEGRAM_BASE_URL"] + "/bot")
        .concurrent_updates(CONCURRENT)
    )


def serve(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Reply to every message that no handler takes before, until the process is ended."""
    application.add_handler(MessageHandler(filters.ALL, reply))
    application.run_webhook(
        listen="127.0.0.1",
        port=int(os.environ["TELEGRAM_WEBHOOK_PORT"]),
        url_path=PATH,
        webhook_url=os.environ["TELEGRAM_WEBHOOK_URL"],
        secret_token=os.environ["TELEGRAM_WEBHOOK_SECRET"],
    )


if __name__ == "__main__":
    serve(builder().build())
