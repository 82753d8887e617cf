"""The page on Telegram, followed word by word with the real program."""

import asyncio
import contextlib
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.settings import load
from tests.bot.guide import undated
from tests.bot.program import write_env_file
from tests.bot.telegram.page import GIVEN, PAGE, TOKEN
from tests.bot.telegram.program import ask, started
from tests.telegram_bed.bed import USERNAME, TelegramBed
from tests.telegram_bed.chats import Chat
from tests.telegram_bed.people import User

LINKED = re.findall(rf"https://t\.me/{USERNAME}\?(?:start|startgroup)=([\w-]+)", PAGE.text)


async def held(written: str, bed: TelegramBed, person: User, chat: Chat) -> str:
    """Say and tap what a conversation on the page has after ``>``; give how it went."""
    beats = []
    for act in re.findall(r"^> (.*)$", written, re.MULTILINE):
        label = act[1:-1] if act.startswith("[") else None
        if label is None:
            await person.says(chat, act)
        else:
            *_, message = (each for each in chat.messages if label in each.labels)
            await person.presses(message, label)
        answer = await chat.next_message()
        await bed.settled()
        rows = [" ".join(f"[{button['text']}]" for button in row) for row in answer.buttons]
        beats.append("\n".join((f"> {act}", answer.text, *rows)))
    return undated("\n\n".join(beats))


@dataclass(frozen=True, slots=True)
class Followed:
    """How it goes where the page is followed from its token to its group.

    ``linked`` is the first line said to who opens a link, ``stored`` are those of some words that
    the database then holds.
    """

    conversations: list[str]
    in_group: list[str]
    linked: str
    webhook_left: bool
    exit_code: int
    stored: list[str]


async def follow(folder: Path, *, look_for: Iterable[str]) -> Followed:
    """Do what the page says, where a webhook of before is still set."""
    write_env_file(folder, GIVEN)
    async with TelegramBed(TOKEN) as bed:
        await ask(bed, "setWebhook", url="http://127.0.0.1:9/of-before")
        async with started(folder, TELEGRAM_BASE_URL=bed.base_url) as program:
            (ready,) = PAGE.blocks("3. Start", "text")
            await program.logs(ready)
            ada, bob = bed.user("Ada", language="de"), bed.user("Bob")
            private, group = bed.private(ada), bed.group("Club")
            conversations = [
                await held(each, bed, ada, private)
                for each in PAGE.blocks("4. Your first topic", "text")
            ]
            in_group = [
                await held(each, bed, ada, group) for each in PAGE.blocks("In a group", "text")
            ]
            opened = await held(f"> /start {LINKED[0]}", bed, bob, bed.private(bob))
            webhook_left = bed.webhook is not None
            exit_code = await program.stop()
    with contextlib.closing(sqlite3.connect(folder / "data" / "study.db")) as database:
        dump = "\n".join(database.iterdump())
    stored = [word for word in look_for if re.search(rf"\b{re.escape(word)}\b", dump)]
    return Followed(
        conversations, in_group, opened.splitlines()[1], webhook_left, exit_code, stored
    )


def test_the_page_holds_word_by_word_from_the_token_to_the_group(tmp_path: Path) -> None:
    number = "1001"  # Telegram's for Ada, which is stored
    unstored = ("Ada", "decoratrs", "Club", USERNAME, TOKEN)

    went = asyncio.run(follow(tmp_path, look_for=(number, *unstored)))

    conversations = [undated(each) for each in PAGE.blocks("4. Your first topic", "text")]
    assert went == Followed(
        conversations=conversations,
        in_group=PAGE.blocks("In a group", "text"),
        linked="You study Backend Developer Roadmap for Python and Django.",
        webhook_left=False,
        exit_code=0,
        stored=[number],
    )
    assert (len(conversations), len(went.in_group), len(LINKED), len(set(LINKED))) == (4, 1, 2, 1)


@pytest.mark.parametrize(
    "heading", ["2. Give it to Study Buddy", "By webhook", "Your own Bot API server"]
)
def test_every_setting_on_the_page_is_one_and_can_be_used(heading: str, tmp_path: Path) -> None:
    given = PAGE.settings(heading)
    taken = load(given, tmp_path / "none").model_dump(include={name.lower() for name in given})
    assert taken.keys() == {name.lower() for name in given}
