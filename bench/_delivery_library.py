"""The library's own way as a program: one Bot with its rate limiter for answers and broadcasts."""

import asyncio

from telegram import Update
from telegram.ext import AIORateLimiter, CommandHandler, ContextTypes

from bench._telegram_library import builder, serve

PROMPT = "Your topic for today."

RETRIES = 100
"""So many that nothing is lost; by itself the limiter gives a message up when it is refused."""


async def broadcast(_: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send a prompt to the chats that the command names: from one up to, not including, another."""
    chats = range(*map(int, context.args or ()))
    await asyncio.gather(*(context.bot.send_message(chat, PROMPT) for chat in chats))


def main() -> None:
    """Serve the webhook until the process is ended."""
    application = builder().rate_limiter(AIORateLimiter(max_retries=RETRIES)).build()
    application.add_handler(CommandHandler("broadcast", broadcast))
    serve(application)


if __name__ == "__main__":
    main()
