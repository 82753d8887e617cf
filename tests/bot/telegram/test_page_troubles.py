"""The page on Telegram, where it speaks of webhooks and of what to do when nothing works."""

import asyncio
import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from bot.settings import Settings
from tests.bot.program import PATIENCE, environment, refused_at_start, write_env_file
from tests.bot.telegram.page import GIVEN, PAGE, TOKEN
from tests.bot.telegram.program import ask, started
from tests.telegram_bed.bed import TelegramBed
from tests.telegram_bed.webhooks import SECRET_HEADER

TROUBLES = "When it does not answer"


def test_the_proxy_on_the_page_passes_on_what_the_settings_say() -> None:
    given = PAGE.settings("By webhook")
    (proxy,) = PAGE.blocks("By webhook", "text")
    url = urlsplit(given["TELEGRAM_WEBHOOK_URL"])
    listen, port = given["TELEGRAM_WEBHOOK_LISTEN"], given["TELEGRAM_WEBHOOK_PORT"]

    assert proxy.splitlines() == [
        f"{url.hostname} {{",
        f"    reverse_proxy {url.path} {listen}:{port}",
        "}",
    ]
    by_default = {name: str(Settings.model_fields[name.lower()].default) for name in given}
    assert (listen, port) == (
        by_default["TELEGRAM_WEBHOOK_LISTEN"],
        by_default["TELEGRAM_WEBHOOK_PORT"],
    )


def test_by_webhook_the_bot_answers_what_the_proxy_passes_on(tmp_path: Path) -> None:
    given = PAGE.settings("By webhook")
    write_env_file(tmp_path, GIVEN, given)
    url = given["TELEGRAM_WEBHOOK_URL"]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])

    async def converse() -> tuple[list[int], str]:
        async with TelegramBed(TOKEN) as bed:
            ada = bed.user("Ada")
            chat = bed.private(ada)
            await ada.says(chat, "/start")
            (update,) = bed.updates.made
            bed.updates.done(update)  # the test brings it, as the proxy would
            surroundings = {"TELEGRAM_BASE_URL": bed.base_url, "TELEGRAM_WEBHOOK_PORT": port}
            async with started(tmp_path, **surroundings) as program:
                await bed.until(lambda: bed.webhook is not None, PATIENCE)
                hook = bed.webhook
                assert hook is not None
                assert (hook.url, hook.secret) == (url, given["TELEGRAM_WEBHOOK_SECRET"])
                async with httpx.AsyncClient(trust_env=False) as proxy:
                    answers = [
                        await proxy.post(
                            f"http://127.0.0.1:{port}{urlsplit(url).path}",
                            json=update,
                            headers={SECRET_HEADER: secret},
                            timeout=PATIENCE,
                        )
                        for secret in ("guessed", hook.secret)
                    ]
                said = await chat.next_message()
                assert await program.stop() == 0
            return [answer.status_code for answer in answers], said.text.splitlines()[0]

    assert asyncio.run(converse()) == ([403, 200], "Hello Ada!")


def test_the_doctor_says_that_the_token_can_be_used(tmp_path: Path) -> None:
    write_env_file(tmp_path, GIVEN)
    (command,) = PAGE.blocks(TROUBLES, "console")
    _, *arguments = command.removeprefix("$ ").split()
    report = subprocess.run(
        [sys.executable, *arguments],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    says, *_ = PAGE.blocks(TROUBLES, "text")
    assert says in report.stdout.splitlines()


def test_a_token_of_another_form_is_refused_in_the_words_of_the_page(tmp_path: Path) -> None:
    write_env_file(tmp_path, {"TELEGRAM_TOKEN": f"{TOKEN}-and-more"})
    says = f"{PAGE.blocks(TROUBLES, 'text')[1]}\n"
    assert refused_at_start(PAGE, tmp_path) == [(2, says), (2, says)]


def test_a_token_that_telegram_does_not_know_ends_the_bot_in_the_words_of_the_page(
    tmp_path: Path,
) -> None:
    write_env_file(tmp_path, GIVEN)

    async def refused() -> tuple[int, str]:
        async with (
            TelegramBed("4343:" + "another-bots-token-it-has-35-signs-") as bed,
            started(tmp_path, TELEGRAM_BASE_URL=bed.base_url) as program,
        ):
            return await program.ended(), program.log[-1]

    assert asyncio.run(refused()) == (2, PAGE.blocks(TROUBLES, "text")[2])


def test_a_second_process_that_polls_is_logged_in_the_words_of_the_page(tmp_path: Path) -> None:
    write_env_file(tmp_path, GIVEN)
    line = PAGE.blocks(TROUBLES, "text")[3]

    async def conflict() -> int:
        async with (
            TelegramBed(TOKEN) as bed,
            started(tmp_path, TELEGRAM_BASE_URL=bed.base_url) as program,
        ):
            await bed.until(lambda: bool(bed.polls), PATIENCE)
            await ask(bed, "getUpdates", timeout=0)
            await program.logs(line)
            return await program.stop()

    assert asyncio.run(conflict()) == 0


def test_a_telegram_that_cannot_be_reached_ends_the_bot_in_the_words_of_the_page(
    tmp_path: Path,
) -> None:
    write_env_file(tmp_path, GIVEN)
    nobody = "http://127.0.0.1:9"

    async def refused() -> tuple[int, str]:
        async with started(tmp_path, TELEGRAM_BASE_URL=nobody) as program:
            return await program.ended(), program.log[-1]

    (says,) = re.findall(r"`(Telegram at \S+ cannot be used)`", PAGE.text)
    address = Settings.model_fields["telegram_base_url"].default
    exit_code, told = asyncio.run(refused())
    assert exit_code == 2
    assert told.startswith(says.replace(address, nobody))


def test_a_port_that_is_taken_ends_the_bot_in_the_words_of_the_page(tmp_path: Path) -> None:
    write_env_file(tmp_path, GIVEN, PAGE.settings("By webhook"))

    async def refused() -> tuple[int, str, str]:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            async with (
                TelegramBed(TOKEN) as bed,
                started(
                    tmp_path, TELEGRAM_BASE_URL=bed.base_url, TELEGRAM_WEBHOOK_PORT=port
                ) as program,
            ):
                return await program.ended(), program.log[-1], port

    exit_code, told, port = asyncio.run(refused())
    (says,) = re.findall(r"`(The webhook cannot listen on \S+)`", PAGE.text)
    assert exit_code == 2
    assert told.startswith(says.replace("8080", port))
