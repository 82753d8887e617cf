"""The doctor on Discord: as a host asks it, with the link to invite the bot and what is amiss."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

from tests.bot.discord.learners import keep_learner
from tests.bot.program import environment
from tests.discord_bed.bed import DiscordBed

TOKEN = f"MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.{'x' * 38}"
SEND_IN_THREADS = 1 << 38
ON = ["ok     Discord: DISCORD_TOKEN has the right form"]
INVITED = [
    *ON,
    (
        "ok     Discord: invite it by https://discord.com/oauth2/authorize?client_id=123456789012345678"
        "&scope=bot+applications.commands&permissions=274877942784"
    ),
]


async def doctor(folder: Path, *options: str, **settings: str) -> tuple[int | None, list[str]]:
    """Ask the doctor; give its exit code and its lines on Discord."""
    asked = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "doctor", *options),
        cwd=folder,
        env=environment(folder, DISCORD_TOKEN=TOKEN, **settings),
        stdout=PIPE,
        stderr=PIPE,
    )
    lines, complaints = await asked.communicate()
    assert complaints == b""
    return asked.returncode, [line for line in lines.decode().splitlines() if "Discord:" in line]


def test_it_gives_the_link_and_names_what_is_missing_where_learners_are_written_to(
    tmp_path: Path,
) -> None:
    async def run() -> tuple[int | None, list[str]]:
        async with DiscordBed() as bed:
            bed.world.token = TOKEN
            channel = bed.channel(bed.guild("Club"), "general")
            channel.app_permissions &= ~SEND_IN_THREADS
            await keep_learner(tmp_path, channel, bed.thread(channel, "daily"))
            return await doctor(tmp_path, DISCORD_BASE_URL=bed.base_url)

    assert asyncio.run(run()) == (
        0,
        [
            *INVITED,
            "ok     Discord: takes the DISCORD_TOKEN, as study_buddy",
            (
                "note   Discord: in #daily in Club it needs Send Messages in Threads - allow that "
                "to the bot in the settings of that channel"
            ),
            "ok     Discord: can write in 1 of 2 channels",
        ],
    )


def test_a_token_that_discord_does_not_take_is_wrong(tmp_path: Path) -> None:
    async def run() -> tuple[int | None, list[str]]:
        async with DiscordBed() as bed:
            await keep_learner(tmp_path)
            return await doctor(tmp_path, DISCORD_BASE_URL=bed.base_url)

    assert asyncio.run(run()) == (
        1,
        [
            *INVITED,
            (
                "wrong  Discord: Discord does not take the DISCORD_TOKEN. Reset it under Bot on "
                "your application's page at https://discord.com/developers/applications, and "
                "set it anew."
            ),
        ],
    )


def test_discord_out_of_reach_is_a_note_and_no_reason_to_fail(tmp_path: Path) -> None:
    async def run() -> tuple[int | None, list[str]]:
        await keep_learner(tmp_path)
        return await doctor(tmp_path, DISCORD_BASE_URL="http://127.0.0.1:1/api/v10")

    code, (*before, last) = asyncio.run(run())
    assert (code, before) == (0, INVITED)
    assert last.startswith("note   Discord: Discord at http://127.0.0.1:1/api/v10 cannot be used")


def test_offline_it_asks_nobody(tmp_path: Path) -> None:
    async def run() -> tuple[int | None, list[str], int]:
        async with DiscordBed() as bed:
            await keep_learner(tmp_path)
            code, lines = await doctor(tmp_path, "--offline", DISCORD_BASE_URL=bed.base_url)
            return code, lines, len(bed.requests)

    assert asyncio.run(run()) == (0, ON, 0)
