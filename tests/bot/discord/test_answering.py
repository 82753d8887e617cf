"""Answering: a reply is the first response where it is there in time, and follows one where not."""

import asyncio
from typing import Any

import discord
import pytest

from bot.dialogue.reply import Document, Heading, Items, Paragraph, Picture, Reply
from bot.dialogue.turn import TurnId
from bot.discord.answering import Answer
from bot.discord.intake import origin_of
from bot.discord.mentions import NO_MENTIONS
from tests.bot.discord.interacting import (
    ADA,
    DM,
    TEXT,
    in_server,
    interaction,
    pressing,
)
from tests.bot.discord.turns import Turns
from tests.bot.discord.wire import Wire, wired

PUBLIC = Reply((Paragraph(("Hello",)),))
PRIVATE = Reply((Paragraph(("Psst",)),), private=True)
REFUSAL = Reply((Paragraph(("No",)),), refusal=True)
CHANGED = Reply((Paragraph(("Changed",)),), replace=True)
CHANGED_PRIVATELY = Reply((Paragraph(("Mine",)),), private=True, replace=True)
LAYOUT = Reply((Heading(("Title",)), Items((("one",), ("two",)))), replace=True)
LONG = Reply(tuple(Paragraph(("word " * 390,)) for _ in range(3)), private=True)
EPHEMERAL = 1 << 6
COMPONENTS_V2 = 1 << 15


def slash() -> discord.Interaction:
    return in_server(TEXT)


async def answered(
    turns: Turns, heard: discord.Interaction, *, late: bool = False, wire: Wire
) -> list[str]:
    """Let a turn go by; ``late`` says that its reply comes after Discord was told to wait."""
    turn = turns.press if heard.message else turns.invoke
    if not late:
        await turn(heard)
        return wire.steps
    turns.ready.clear()
    turns.late.set()
    answering = asyncio.create_task(turn(heard))
    await wire.asked.wait()
    turns.ready.set()
    await answering
    return wire.steps


def steps(
    reply: Reply | None, heard: discord.Interaction, *, late: bool = False, public: bool = False
) -> list[str]:
    """Give what Discord is asked for when a turn is answered so."""

    async def play() -> list[str]:
        with wired() as wire:
            return await answered(Turns([reply], public=public), heard, late=late, wire=wire)

    return asyncio.run(play())


@pytest.mark.parametrize(
    ("reply", "at_once", "later"),
    [
        (PUBLIC, ["message: Hello"], ["thinking aside", "delete", "further message: Hello"]),
        (PRIVATE, ["message aside: Psst"], ["thinking aside", "change later: Psst"]),
        (REFUSAL, ["message aside: No"], ["thinking aside", "change later: No"]),
        (None, [], ["thinking aside", "delete"]),
    ],
    ids=["for all", "for one", "a refusal", "said before"],
)
def test_a_command_is_answered_at_once_or_where_the_bot_was_seen_thinking(
    reply: Reply | None, at_once: list[str], later: list[str]
) -> None:
    assert steps(reply, slash()) == at_once
    assert steps(reply, slash(), late=True) == later


@pytest.mark.parametrize(
    ("reply", "at_once", "later"),
    [
        (PUBLIC, ["message: Hello"], ["thinking", "change later: Hello"]),
        (REFUSAL, ["message aside: No"], ["thinking", "delete", "further message aside: No"]),
    ],
    ids=["for all", "a refusal"],
)
def test_of_a_public_command_all_may_see_the_answer_and_never_a_refusal(
    reply: Reply, at_once: list[str], later: list[str]
) -> None:
    assert steps(reply, slash(), public=True) == at_once
    assert steps(reply, slash(), public=True, late=True) == later


@pytest.mark.parametrize("reply", [PRIVATE, REFUSAL])
def test_in_private_nothing_is_hidden(reply: Reply) -> None:
    def private() -> discord.Interaction:
        return interaction(context=1, channel=DM, user=ADA)

    (words,) = (block.line[0] for block in reply.blocks if isinstance(block, Paragraph))

    assert steps(reply, private()) == [f"message: {words}"]
    assert steps(reply, private(), late=True) == ["thinking", f"change later: {words}"]


@pytest.mark.parametrize(
    ("reply", "at_once", "later"),
    [
        (CHANGED, ["change: Changed"], ["wait", "change later: Changed"]),
        (PUBLIC, ["message: Hello"], ["wait", "further message: Hello"]),
        (PRIVATE, ["message aside: Psst"], ["wait", "further message aside: Psst"]),
        (CHANGED_PRIVATELY, ["message aside: Mine"], ["wait", "further message aside: Mine"]),
        (None, [], ["wait"]),
    ],
    ids=["a change", "for all", "for one", "a change for one alone", "said before"],
)
def test_a_press_changes_its_message_only_to_what_all_its_readers_may_see(
    reply: Reply | None, at_once: list[str], later: list[str]
) -> None:
    assert steps(reply, pressing()) == at_once
    assert steps(reply, pressing(), late=True) == later


@pytest.mark.parametrize(
    ("reply", "at_once", "later"),
    [
        (CHANGED_PRIVATELY, ["change: Mine"], ["wait", "change later: Mine"]),
        (CHANGED, ["change: Changed"], ["wait", "change later: Changed"]),
        (PRIVATE, ["message aside: Psst"], ["wait", "further message aside: Psst"]),
    ],
    ids=["a change for one alone", "a change", "for one"],
)
def test_a_message_that_one_alone_sees_can_become_what_is_theirs(
    reply: Reply, at_once: list[str], later: list[str]
) -> None:
    assert steps(reply, pressing(flags=EPHEMERAL)) == at_once
    assert steps(reply, pressing(flags=EPHEMERAL), late=True) == later


def test_further_messages_are_seen_by_whom_the_first_is() -> None:
    def verbs(heard: discord.Interaction, *, late: bool = False) -> list[str]:
        return [step.partition(":")[0] for step in steps(LONG, heard, late=late)]

    assert verbs(slash()) == ["message aside", "further message aside"]
    assert verbs(slash(), late=True) == ["thinking aside", "change later", "further message aside"]
    assert verbs(pressing()) == ["message aside", "further message aside"]


def test_a_further_message_after_a_change_is_as_hidden_as_what_was_changed() -> None:
    long = Reply(LONG.blocks, replace=True)
    verbs = [step.partition(":")[0] for step in steps(long, pressing(flags=EPHEMERAL))]
    assert verbs == ["change", "further message aside"]


@pytest.mark.parametrize("late", [False, True], ids=["at once", "later"])
def test_a_message_that_becomes_a_layout_loses_its_words_and_files(*, late: bool) -> None:
    async def play() -> dict[str, Any]:
        with wired() as wire:
            await answered(Turns([LAYOUT]), pressing(content="before"), late=late, wire=wire)
            return wire.bodies[-1]

    body = asyncio.run(play())
    changed = body if late else body["data"]
    assert changed["components"]
    assert {name: changed[name] for name in ("content", "embeds", "attachments", "flags")} == {
        "content": None,
        "embeds": [],
        "attachments": [],
        "flags": COMPONENTS_V2,
    }


def test_a_layout_stays_one_when_it_changes_to_a_few_words() -> None:
    async def play() -> dict[str, Any]:
        with wired() as wire:
            await answered(Turns([CHANGED]), pressing(flags=COMPONENTS_V2), wire=wire)
            changed: dict[str, Any] = wire.bodies[-1]["data"]
            return changed

    changed = asyncio.run(play())
    assert (changed["flags"], changed["content"]) == (COMPONENTS_V2, None)


@pytest.mark.parametrize(
    "reply",
    [
        Reply((Paragraph(("See",)),), picture=Picture("chart.png", b"png", "3 of 8 done")),
        Reply((Paragraph(("See",)),), document=Document("list.md", b"# List", "the list")),
    ],
    ids=["a picture", "a document"],
)
def test_files_go_with_the_message_at_once_or_later(reply: Reply) -> None:
    file = reply.picture or reply.document
    assert file is not None
    (at_once,) = steps(reply, slash(), public=True)
    *_, later = steps(reply, slash(), public=True, late=True)

    assert at_once.startswith("message: ")
    assert at_once.endswith(f" + {file.name}")
    assert later == at_once.replace("message", "change later")


def test_a_command_that_comes_with_a_file_is_never_answered_at_once() -> None:
    client = discord.Client(intents=discord.Intents.none())
    state: Any = client._connection  # noqa: SLF001 - the library makes files of it, too
    sent: Any = {"id": "1", "filename": "own.md", "size": 321, "url": "u", "proxy_url": "u"}

    async def play() -> tuple[list[str], str]:
        with wired() as wire:
            turns = Turns([PRIVATE])
            await turns.invoke(slash(), discord.Attachment(data=sent, state=state))
            attachment = turns.invocations[0].invocation.attachment
            assert attachment is not None
            return wire.steps, attachment.name

    told, name = asyncio.run(play())
    assert [step.partition("\n")[0] for step in told] == ["thinking aside", "change later: Psst"]
    assert name == "own.md"


def test_a_reply_that_comes_while_discord_is_told_to_wait_follows_that() -> None:
    async def play() -> list[str]:
        with wired() as wire:
            wire.open.clear()
            turns = Turns([PRIVATE])
            turns.ready.clear()
            turns.late.set()
            answering = asyncio.create_task(turns.invoke(slash()))
            await wire.asked.wait()
            turns.ready.set()
            for _ in range(10):  # the reply is there long before Discord answers
                await asyncio.sleep(0)
            wire.open.set()
            await answering
            return wire.steps

    assert asyncio.run(play()) == ["thinking aside", "change later: Psst"]


def test_a_first_response_under_way_is_not_announced_as_well() -> None:
    async def play() -> list[str]:
        with wired() as wire:
            wire.open.clear()
            turns = Turns([PRIVATE])
            answering = asyncio.create_task(turns.invoke(slash()))
            await wire.asked.wait()
            turns.late.set()
            for _ in range(10):
                await asyncio.sleep(0)
            wire.open.set()
            await answering
            return wire.steps

    assert asyncio.run(play()) == ["message aside: Psst"]


def test_what_was_said_is_not_announced_any_more() -> None:
    async def play() -> list[str]:
        with wired() as wire:
            heard = slash()
            answer = Answer(
                heard, origin_of(heard).place, TurnId("t-1"), aside=True, mentions=NO_MENTIONS
            )
            await answer.give(PRIVATE)
            await answer.defer()
            return wire.steps

    assert asyncio.run(play()) == ["message aside: Psst"]
