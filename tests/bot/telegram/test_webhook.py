"""The webhook: who may bring updates, what is taken, and what is told of the rest."""

import asyncio
import json
import logging
from typing import Any

import httpx
import pytest

from bot.telegram.connection import TelegramRefused
from bot.telegram.webhook import BODY_LIMIT
from tests.bot.telegram.stage import SECRET, Stage, on_stage
from tests.telegram_bed.faults import Throttles

HEADER = b"X-Telegram-Bot-Api-Secret-Token"


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.message for each in caplog.records if each.levelno >= logging.WARNING]


def hook_url(stage: Stage) -> str:
    assert stage.settings.webhook is not None
    return stage.settings.webhook.url


def posted(
    content: bytes, *, secret: str | None = SECRET, method: str = "POST", path: str = ""
) -> int:
    """Send a request to the webhook of a running bot and give the status of its answer."""

    async def post() -> int:
        async with on_stage(webhook=True) as stage, httpx.AsyncClient(trust_env=False) as client:
            headers = [] if secret is None else [(HEADER, secret.encode())]
            answer = await client.request(
                method, hook_url(stage) + path, content=content, headers=headers
            )
            return answer.status_code

    return asyncio.run(post())


UPDATE = json.dumps({"update_id": 1, "edited_message": None}).encode()


def test_an_update_with_the_secret_is_taken() -> None:
    assert posted(UPDATE) == 200


@pytest.mark.parametrize("secret", [None, "", "wrong", f"{SECRET}x", "ä"])
def test_without_the_secret_nothing_is_taken(
    secret: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    assert posted(UPDATE, secret=secret) == 403
    assert warnings(caplog) == ["a webhook request without the secret"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"7", b"{}", b'{"update_id": "x"}', b"\xff\xfe", b"[" * 100_000],
    ids=["empty", "broken", "a list", "a number", "no id", "a wrong id", "no text", "deep"],
)
def test_what_is_no_update_is_refused_and_told_once(
    body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert posted(body) == 400
    assert warnings(caplog) == ["a webhook request is no update"]


def test_a_body_that_is_too_large_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    assert posted(b" " * (BODY_LIMIT + 1)) == 413
    assert warnings(caplog) == ["a webhook request is too large"]


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "", 405), ("POST", "/else", 404), ("PUT", "", 405)]
)
def test_only_a_post_to_the_one_path_is_heard(method: str, path: str, status: int) -> None:
    assert posted(UPDATE, method=method, path=path) == status


def test_telegram_is_told_the_address_the_secret_and_the_kinds() -> None:
    async def converse() -> tuple[str, dict[str, Any]]:
        async with on_stage(webhook=True) as stage:
            (asked,) = stage.bed.asked("setWebhook")
            return hook_url(stage), asked.fields

    url, fields = asyncio.run(converse())
    assert fields == {
        "url": url,
        "secret_token": SECRET,
        "allowed_updates": ["message", "callback_query", "my_chat_member"],
        "max_connections": 100,
        "drop_pending_updates": False,
    }


def test_an_update_whose_turn_is_cut_off_is_brought_again() -> None:
    async def converse() -> None:
        async with on_stage(webhook=True, napping=True, drain=0.0) as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            stage.bed.fail("sendMessage", Throttles(30))
            await ada.says(chat, "/help")
            await stage.naps.begun.wait()
            await stage.restart()
            await chat.next_message()
            await stage.bed.settled()

            assert len(stage.bed.asked("sendMessage")) == 2

    asyncio.run(converse())


def test_a_port_that_is_taken_is_refused_in_words() -> None:
    async def converse() -> None:
        async with on_stage(webhook=True) as stage:
            with pytest.raises(TelegramRefused, match="TELEGRAM_WEBHOOK_PORT"):
                await stage.another().start()

    asyncio.run(converse())
