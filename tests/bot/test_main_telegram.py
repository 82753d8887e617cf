"""The command line on Telegram: it logs in or says what to do, and ends in order when asked."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from core.learner import Account
from tests.bot.program import fall_due
from tests.telegram_bed.bed import TelegramBed
from tests.telegram_bed.faults import Throttles

ROOT = Path(__file__).resolve().parents[2]
TOKEN = f"4242:{'A' * 35}"


async def started(folder: Path, **settings: str) -> Process:
    """Start the program, its data in a folder of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    own = {"DATA_DIR": str(folder / "data"), "PYTHONPATH": str(ROOT), "TELEGRAM_TOKEN": TOKEN}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        cwd=folder,  # no .env of a developer is read
        env={**kept, **own, **settings},
        stderr=PIPE,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_ends_the_turn_in_hand_and_confirms_it(
    number: signal.Signals, tmp_path: Path
) -> None:
    async def run() -> None:
        async with TelegramBed(TOKEN) as bed:
            ada = bed.user("Ada")
            chat = bed.private(ada)
            program = await started(tmp_path, TELEGRAM_BASE_URL=bed.base_url)
            await ada.says(chat, "/start django-backend-developer")
            await chat.next_message(seconds=60)
            bed.fail("editMessageText", Throttles(1))
            await ada.presses(chat.messages[-1], "Done")
            await bed.until(lambda: bool(bed.asked("editMessageText")))
            program.send_signal(number)
            _, log = await program.communicate()

            assert program.returncode == 0, log
            assert "Undo" in chat.messages[-1].labels
            assert bed.updates.pending == []
            assert TOKEN.encode() not in log

    asyncio.run(run())


def test_the_topic_of_the_day_comes_by_itself_and_its_buttons_work(tmp_path: Path) -> None:
    async def run() -> None:
        async with TelegramBed(TOKEN) as bed:
            ada = bed.user("Ada")
            chat = bed.private(ada)
            program = await started(tmp_path, TELEGRAM_BASE_URL=bed.base_url)
            await ada.says(chat, "/start django-backend-developer")
            await chat.next_message(seconds=60)
            await fall_due(tmp_path / "data" / "study.db", Account("telegram", str(ada.id)))
            prompt = await chat.next_message(seconds=60)
            assert {"Done", "Skip", "Snooze", "Details"} <= set(prompt.labels)
            await ada.presses(prompt, "Done")
            await bed.until(lambda: "Undo" in prompt.labels)
            program.terminate()
            _, log = await program.communicate()
            assert (program.returncode, b"level=error" in log) == (0, False)

    asyncio.run(run())


def test_a_token_that_telegram_does_not_know_is_refused_in_words(tmp_path: Path) -> None:
    async def run() -> tuple[int | None, str]:
        async with TelegramBed() as bed:
            program = await started(tmp_path, TELEGRAM_BASE_URL=bed.base_url)
            _, log = await program.communicate()
            return program.returncode, log.decode()

    code, log = asyncio.run(run())
    assert code == 2
    assert log.splitlines()[-1] == (
        "Telegram does not take the TELEGRAM_TOKEN. Ask @BotFather for it with /token, "
        "and set it anew."
    )
    assert "Traceback" not in log


def test_where_telegram_cannot_be_reached_it_says_so(tmp_path: Path) -> None:
    async def run() -> tuple[int | None, str]:
        program = await started(tmp_path, TELEGRAM_BASE_URL="http://127.0.0.1:1")
        _, log = await program.communicate()
        return program.returncode, log.decode()

    code, log = asyncio.run(run())
    assert code == 2
    assert "Check the network, and TELEGRAM_BASE_URL" in log.splitlines()[-1]
    assert "Traceback" not in log
