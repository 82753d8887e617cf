"""The page on Telegram, and what it says to set."""

from tests.bot.guide import Guide

PAGE = Guide.of("telegram")
GIVEN = PAGE.settings("2. Give it to Study Buddy")
TOKEN = GIVEN["TELEGRAM_TOKEN"]
