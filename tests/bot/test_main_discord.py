"""The command line on Discord: it logs in or says what to do, and ends in order when asked."""

import asyncio
import json
import signal
import subprocess
import sys
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from core.learner import Account
from tests.bot.guide import ROOT
from tests.bot.program import PATIENCE, Program, fall_due, running
from tests.discord_bed.about import ANNOUNCE, ME
from tests.discord_bed.answering import CALLBACK
from tests.discord_bed.bed import DiscordBed
from tests.discord_bed.faults import Hangs, Throttles
from tests.telegram_bed.bed import TelegramBed

TOKEN = f"MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.{'x' * 38}"
TELEGRAM_TOKEN = f"4242:{'A' * 35}"
ROADMAP = "django-backend-developer"
TITLE = "Backend Developer Roadmap for Python and Django"
NOT_TAKEN = (
    "Discord does not take the DISCORD_TOKEN. Reset it under Bot on your application's page at "
    "https://discord.com/developers/applications, and set it anew."
)
TELEGRAM_NOT_TAKEN = (
    "Telegram does not take the TELEGRAM_TOKEN. Ask @BotFather for it with /token, and set it anew."
)
ANOTHER = "another.bots.token"


def started(folder: Path, **settings: str) -> AbstractAsyncContextManager[Program]:
    """Start the program with a token for Discord, its data in a folder of its own."""
    run = (sys.executable, "-m", "bot", "run")
    return running(*run, folder=folder, **{"DISCORD_TOKEN": TOKEN, **settings})


def silent(platform: str, why: str) -> str:
    """Give the line of the log on a platform that fell silent."""
    event = "silent on one platform until the next start"
    return (
        f"at=... level=error logger=bot.platforms event={json.dumps(event)} "
        f"platform={platform} error={json.dumps(why)}"
    )


def errors(program: Program) -> list[str]:
    return [line for line in program.log if "level=error" in line]


def both(telegram: TelegramBed, discord: DiscordBed) -> dict[str, str]:
    """Give the settings of a program that speaks on both."""
    return {
        "TELEGRAM_TOKEN": TELEGRAM_TOKEN,
        "TELEGRAM_BASE_URL": telegram.base_url,
        "DISCORD_BASE_URL": discord.base_url,
    }


def discord(token: str = TOKEN) -> DiscordBed:
    bed = DiscordBed()
    bed.world.token = token
    return bed


async def takes_in(bed: DiscordBed) -> None:
    """Wait until the bot takes in what people do on Discord."""
    await bed.until(lambda: bed.gateway.listening == 1, PATIENCE)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_ends_the_turn_in_hand(number: signal.Signals, tmp_path: Path) -> None:
    async def run() -> None:
        async with discord() as bed:
            ada = bed.user("Ada")
            async with started(tmp_path, DISCORD_BASE_URL=bed.base_url) as program:
                await takes_in(bed)
                bed.fail(CALLBACK, Throttles(1))
                start = await ada.slash(bed.direct(ada), "start", roadmap=ROADMAP)
                await bed.until(lambda: bool(bed.asked(CALLBACK)))
                program.process.send_signal(number)
                assert await program.ended() == 0
                assert TITLE in (await start.answer()).text
                assert not [line for line in program.log if TOKEN in line]

    asyncio.run(run())


def test_asked_to_stop_twice_it_waits_for_nothing(tmp_path: Path) -> None:
    async def run() -> int:
        async with discord() as bed:
            ada = bed.user("Ada")
            async with started(tmp_path, DISCORD_BASE_URL=bed.base_url) as program:
                await takes_in(bed)
                bed.fail(CALLBACK, Hangs())
                await ada.slash(bed.direct(ada), "start", roadmap=ROADMAP)
                await bed.until(lambda: bool(bed.asked(CALLBACK)))
                program.process.terminate()
                await bed.until(lambda: bed.gateway.listening == 0)
                return await program.stop()

    assert asyncio.run(run()) == -signal.SIGTERM


def test_asked_to_stop_while_discord_does_not_let_it_in_it_ends_in_order(tmp_path: Path) -> None:
    async def run() -> int:
        async with discord() as bed:
            bed.fail(ME, Hangs())
            async with started(tmp_path, DISCORD_BASE_URL=bed.base_url) as program:
                await bed.until(lambda: bool(bed.asked(ME)), PATIENCE)
                code = await program.stop()
                assert errors(program) == []
                return code

    assert asyncio.run(run()) == 0


def test_started_again_it_announces_nothing_that_discord_knows(tmp_path: Path) -> None:
    async def run() -> int:
        async with discord() as bed:
            for _ in range(2):
                async with started(tmp_path, DISCORD_BASE_URL=bed.base_url) as program:
                    await takes_in(bed)
                    assert await program.stop() == 0
            return len(bed.asked(ANNOUNCE))

    assert asyncio.run(run()) == 1


def test_the_topic_of_the_day_comes_by_itself_and_its_buttons_work(tmp_path: Path) -> None:
    async def run() -> None:
        async with discord() as bed:
            ada = bed.user("Ada")
            chat = bed.direct(ada)
            async with started(tmp_path, DISCORD_BASE_URL=bed.base_url) as program:
                await takes_in(bed)
                await (await ada.slash(chat, "start", roadmap=ROADMAP)).answer()
                before = len(chat.messages)
                await fall_due(tmp_path / "data" / "study.db", Account("discord", str(ada.id)))
                await bed.until(lambda: len(chat.messages) > before, PATIENCE)
                prompt = chat.messages[-1]
                assert all(prompt.part(each) for each in ("Done", "Skip", "Snooze", "Details"))
                await (await ada.press(prompt, "Done")).acknowledged()
                await bed.until(lambda: "Undo" in str(prompt.components))
                assert await program.stop() == 0
                assert errors(program) == []

    asyncio.run(run())


def test_beside_telegram_one_process_speaks_on_both(tmp_path: Path) -> None:
    async def run() -> None:
        async with discord() as bed, TelegramBed(TELEGRAM_TOKEN) as telegram:
            ada, bob = telegram.user("Ada"), bed.user("Bob")
            chat = telegram.private(ada)
            async with started(tmp_path, **both(telegram, bed)) as program:
                await takes_in(bed)
                start = await bob.slash(bed.direct(bob), "start", roadmap=ROADMAP)
                await ada.says(chat, f"/start {ROADMAP}")

                assert TITLE in (await start.answer()).text
                assert TITLE in (await chat.next_message(seconds=PATIENCE)).text
                assert await program.stop() == 0
                assert errors(program) == []

    asyncio.run(run())


def test_where_discord_refuses_telegram_speaks_and_the_log_says_what_to_do(
    tmp_path: Path,
) -> None:
    async def run() -> None:
        async with discord(ANOTHER) as bed, TelegramBed(TELEGRAM_TOKEN) as telegram:
            ada = telegram.user("Ada")
            chat = telegram.private(ada)
            async with started(tmp_path, **both(telegram, bed)) as program:
                await program.logs(silent("Discord", NOT_TAKEN))
                await ada.says(chat, f"/start {ROADMAP}")

                assert TITLE in (await chat.next_message(seconds=PATIENCE)).text
                assert await program.stop() == 0
                assert errors(program) == [silent("Discord", NOT_TAKEN)]

    asyncio.run(run())


def test_where_telegram_refuses_discord_speaks_and_the_log_says_what_to_do(
    tmp_path: Path,
) -> None:
    async def run() -> None:
        async with discord() as bed, TelegramBed() as telegram:
            bob = bed.user("Bob")
            async with started(tmp_path, **both(telegram, bed)) as program:
                await takes_in(bed)
                await program.logs(silent("Telegram", TELEGRAM_NOT_TAKEN))
                start = await bob.slash(bed.direct(bob), "start", roadmap=ROADMAP)

                assert TITLE in (await start.answer()).text
                assert await program.stop() == 0
                assert errors(program) == [silent("Telegram", TELEGRAM_NOT_TAKEN)]

    asyncio.run(run())


def test_a_token_that_is_reset_later_silences_discord_and_not_telegram(tmp_path: Path) -> None:
    async def run() -> None:
        async with discord() as bed, TelegramBed(TELEGRAM_TOKEN) as telegram:
            ada = telegram.user("Ada")
            chat = telegram.private(ada)
            async with started(tmp_path, **both(telegram, bed)) as program:
                await takes_in(bed)
                await bed.reset_token()
                await program.logs(silent("Discord", NOT_TAKEN))
                await ada.says(chat, f"/start {ROADMAP}")

                assert TITLE in (await chat.next_message(seconds=PATIENCE)).text
                assert await program.stop() == 0

    asyncio.run(run())


def test_where_no_platform_lets_it_in_it_ends_and_says_what_to_do_for_each(
    tmp_path: Path,
) -> None:
    async def run() -> tuple[int, list[str]]:
        async with (
            discord(ANOTHER) as bed,
            TelegramBed() as telegram,
            started(tmp_path, **both(telegram, bed)) as program,
        ):
            return await program.ended(), program.log[-2:]

    # Whichever is refused first is told in the log, the other ends the program.
    assert asyncio.run(run()) in (
        (2, [silent("Discord", NOT_TAKEN), TELEGRAM_NOT_TAKEN]),
        (2, [silent("Telegram", TELEGRAM_NOT_TAKEN), NOT_TAKEN]),
    )


def test_no_platforms_library_is_read_before_it_is_spoken() -> None:
    code = "import sys, bot.app; print({'discord', 'telegram'} & sys.modules.keys())"
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout == "set()\n"
