"""The page on Discord, where it speaks of the doctor and of what to do when nothing works."""

import asyncio
import re
import sys
from pathlib import Path

from bot.settings import Settings
from tests.bot.discord.learners import keep_learner
from tests.bot.discord.page import GIVEN, PAGE, TOKEN, discord
from tests.bot.program import environment, refused_at_start, started, write_env_file

TROUBLES = "When it does not answer"
SEND_IN_THREADS = 1 << 38


async def doctor(folder: Path, base_url: str) -> list[str]:
    """Ask the doctor as the page says, and give its lines."""
    (command,) = PAGE.blocks("4. Invite it", "console")
    _, *arguments = command.removeprefix("$ ").split()
    asked = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=folder,
        env=environment(folder, DISCORD_BASE_URL=base_url),
        stdout=asyncio.subprocess.PIPE,
    )
    lines, _ = await asked.communicate()
    return lines.decode().splitlines()


def test_the_doctor_invites_and_says_that_all_is_well_in_the_words_of_the_page(
    tmp_path: Path,
) -> None:
    write_env_file(tmp_path, GIVEN)

    async def ask() -> list[str]:
        async with discord() as bed:
            await keep_learner(tmp_path, bed.channel(bed.guild("Club"), "general"))
            return await doctor(tmp_path, bed.base_url)

    (link,) = PAGE.blocks("4. Invite it", "text")
    well, *_ = PAGE.blocks(TROUBLES, "text")
    told = asyncio.run(ask())
    assert [line for line in [link, *well.splitlines()] if line not in told] == []


def test_the_doctor_names_what_is_missing_in_the_words_of_the_page(tmp_path: Path) -> None:
    write_env_file(tmp_path, GIVEN)

    async def ask() -> list[str]:
        async with discord() as bed:
            channel = bed.channel(bed.guild("Club"), "general")
            channel.app_permissions &= ~SEND_IN_THREADS
            await keep_learner(tmp_path, bed.thread(channel, "daily"))
            return await doctor(tmp_path, bed.base_url)

    assert PAGE.blocks(TROUBLES, "text")[1] in asyncio.run(ask())


def test_a_token_of_another_form_is_refused_in_the_words_of_the_page_on_discord(
    tmp_path: Path,
) -> None:
    write_env_file(tmp_path, {"DISCORD_TOKEN": TOKEN.rpartition(".")[0]})
    says = f"{PAGE.blocks(TROUBLES, 'text')[2]}\n"
    assert refused_at_start(PAGE, tmp_path) == [(2, says), (2, says)]


def test_a_token_that_discord_does_not_know_ends_the_bot_in_the_words_of_the_page(
    tmp_path: Path,
) -> None:
    write_env_file(tmp_path, GIVEN)

    async def refused() -> tuple[int, str]:
        async with (
            discord("another.bots.token") as bed,
            started(PAGE, tmp_path, DISCORD_BASE_URL=bed.base_url) as program,
        ):
            return await program.ended(), program.log[-1]

    assert asyncio.run(refused()) == (2, PAGE.blocks(TROUBLES, "text")[3])


def test_a_discord_that_cannot_be_reached_ends_the_bot_in_the_words_of_the_page(
    tmp_path: Path,
) -> None:
    write_env_file(tmp_path, GIVEN)
    nobody = "http://127.0.0.1:9/api/v10"

    async def refused() -> tuple[int, str]:
        async with started(PAGE, tmp_path, DISCORD_BASE_URL=nobody) as program:
            return await program.ended(), program.log[-1]

    (says,) = re.findall(r"`(Discord at \S+ cannot be used)`", PAGE.text)
    address = Settings.model_fields["discord_base_url"].default
    exit_code, told = asyncio.run(refused())
    assert exit_code == 2
    assert told.startswith(says.replace(address, nobody))
