"""The page on Discord, followed word by word with the real program."""

import asyncio
import contextlib
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from simcord import ResponseMessage

from bot.settings import load
from tests.bot.discord.page import GIVEN, PAGE, TOKEN, discord
from tests.bot.discord.seen import seen
from tests.bot.guide import undated
from tests.bot.program import started, write_env_file
from tests.discord_bed.people import Gesture, User
from tests.discord_bed.places import Channel, Message

COMMAND = re.compile(r"/(?P<name>[\w ]+?)(?: (?P<option>\w+): (?P<value>.+))?")
SEND_IN_THREADS = 1 << 38
FIRST_TOPIC, PRIVATE = "5. Your first topic", "In private"
THREADS = "Threads, forums and voice channels"


def shown(message: Message) -> str:
    """Give a message as a person sees it: words, buttons in a line, and whether others see it."""
    it = seen(cast("ResponseMessage", message))  # the bed's messages are read like the library's
    private = ["(Only you can see this)"] if it.private else []
    return "\n".join([it.text, "".join(f"[{label}] " for label in it.labels).rstrip(), *private])


async def held(person: User, channel: Channel, conversations: Iterable[str]) -> list[str]:
    """Do what conversations on the page have after ``>``; give how each went."""
    went = []
    last: Message | None = None
    for written in conversations:
        beats = []
        for act in re.findall(r"^> (.*)$", written, re.MULTILINE):
            last = await (await _done(act, person, channel, last)).answer()
            beats.append(f"> {act}\n{shown(last)}")
        went.append(undated("\n\n".join(beats)))
    return went


async def _done(act: str, person: User, channel: Channel, last: Message | None) -> Gesture:
    if act.startswith("["):
        assert last is not None
        return await person.press(last, act[1:-1])
    command = COMMAND.fullmatch(act)
    assert command is not None
    options = {command["option"]: command["value"]} if command["option"] else {}
    return await person.slash(channel, command["name"], **options)


@dataclass(frozen=True, slots=True)
class Followed:
    """How it goes where the page is followed from its token to a thread.

    ``stored`` are those of some words that the database then holds.
    """

    in_channel: list[str]
    in_private: list[str]
    in_thread: list[str]
    exit_code: int
    stored: list[str]


async def follow(folder: Path, *, look_for: Iterable[str]) -> Followed:
    """Do what the page says; the bot lacks a permission in the thread."""
    write_env_file(folder, GIVEN)
    async with discord() as bed:
        ada, bob = bed.user("Ada", locale="en-GB"), bed.user("Bob", locale="en-GB")
        channel = bed.channel(bed.guild("Club"), "general")
        thread = bed.thread(channel, "daily")
        thread.app_permissions &= ~SEND_IN_THREADS
        async with started(PAGE, folder, DISCORD_BASE_URL=bed.base_url) as program:
            (ready,) = PAGE.blocks("3. Start", "text")
            await program.logs(ready)
            in_channel = await held(ada, channel, PAGE.blocks(FIRST_TOPIC, "text"))
            in_private = await held(ada, bed.direct(ada), PAGE.blocks(PRIVATE, "text"))
            in_thread = await held(bob, thread, PAGE.blocks(THREADS, "text"))
            exit_code = await program.stop()
    with contextlib.closing(sqlite3.connect(folder / "data" / "study.db")) as database:
        dump = "\n".join(database.iterdump())
    stored = [word for word in look_for if re.search(rf"\b{re.escape(word)}\b", dump)]
    return Followed(in_channel, in_private, in_thread, exit_code, stored)


def test_the_page_on_discord_holds_word_by_word_from_the_token_to_a_thread(tmp_path: Path) -> None:
    unstored = ("Ada", "Bob", "decoratrs", "Club", "general", "daily", TOKEN)

    went = asyncio.run(follow(tmp_path, look_for=unstored))

    assert went == Followed(
        in_channel=[undated(each) for each in PAGE.blocks(FIRST_TOPIC, "text")],
        in_private=PAGE.blocks(PRIVATE, "text"),
        in_thread=PAGE.blocks(THREADS, "text"),
        exit_code=0,
        stored=[],
    )
    assert (len(went.in_channel), len(went.in_private), len(went.in_thread)) == (3, 1, 1)


@pytest.mark.parametrize(
    "heading",
    ["2. Give it to Study Buddy", "One server while you develop", "Behind a proxy for the API"],
)
def test_every_setting_on_the_page_on_discord_is_one_and_can_be_used(
    heading: str, tmp_path: Path
) -> None:
    given = PAGE.settings(heading)
    taken = load(given, tmp_path / "none").model_dump(include={name.lower() for name in given})
    assert taken.keys() == {name.lower() for name in given}
