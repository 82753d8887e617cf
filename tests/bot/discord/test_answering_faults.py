"""Answering against the odds: each refusal of Discord's is logged once, and nothing said twice."""

import asyncio
import logging
from collections.abc import Callable

import aiohttp
import discord
import pytest

from bot.dialogue.reply import Paragraph, Reply
from tests.bot.discord.interacting import TEXT, in_server, pressing
from tests.bot.discord.turns import Turns
from tests.bot.discord.wire import Trouble, refused, wired

HELLO = Reply((Paragraph(("Hello",)),), private=True)
CHANGED = Reply((Paragraph(("Changed",)),), replace=True)
LONG = Reply(tuple(Paragraph(("word " * 390,)) for _ in range(3)), private=True)
LOST = "message aside: Something went wrong on my side while I answered."

NO_MESSAGE, NO_INTERACTION, NO_WEBHOOK = (refused(404, code) for code in (10008, 10062, 10015))
NO_TOKEN, ACKNOWLEDGED = refused(401, 50027), refused(400, 40060)
MALFORMED, TOO_LARGE = refused(400, 50035), refused(413, 40005)
FORBIDDEN, BROKEN, BANNED = refused(403, 50013), refused(500), refused(429)
DROPPED = aiohttp.ServerDisconnectedError()


def outcome(
    reply: Reply | None,
    heard: discord.Interaction,
    *troubles: Trouble,
    defer_first: bool = False,
) -> tuple[list[str], int]:
    """Give what Discord is asked for, and how often the dialogue was."""

    async def play() -> tuple[list[str], int]:
        with wired(*troubles) as wire:
            turns = Turns([reply], defer_first=defer_first)
            await (turns.press if heard.message else turns.invoke)(heard)
            return wire.steps, len(turns.invocations)

    return asyncio.run(play())


def told(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    """Give what a host reads of troubles, each with its turn."""
    return [
        (record.message, record.__dict__["turn"])
        for record in caplog.records
        if record.levelno >= logging.WARNING
    ]


def slash() -> discord.Interaction:
    return in_server(TEXT)


def test_a_message_that_is_gone_is_followed_by_a_new_one(caplog: pytest.LogCaptureFixture) -> None:
    gone = NO_MESSAGE
    assert outcome(CHANGED, pressing(), gone) == (["change: Changed", "message: Changed"], 1)
    assert outcome(CHANGED, pressing(), None, gone, defer_first=True) == (
        ["wait", "change later: Changed", "further message: Changed"],
        1,
    )
    assert outcome(HELLO, slash(), None, gone, defer_first=True) == (
        ["thinking aside", "change later: Hello", "further message aside: Hello"],
        1,
    )
    assert told(caplog) == []


@pytest.mark.parametrize(
    "trouble",
    [NO_INTERACTION, ACKNOWLEDGED, FORBIDDEN, BROKEN, BANNED, DROPPED],
    ids=["expired", "answered already", "forbidden", "broken", "banned", "dropped"],
)
def test_a_first_response_that_may_not_or_might_have_come_is_not_said_again(
    trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    assert outcome(LONG, slash(), trouble)[1] == 1
    assert outcome(HELLO, slash(), trouble) == (["message aside: Hello"], 1)
    assert told(caplog) == [("not answered", "t-1"), ("not answered", "t-1")]


@pytest.mark.parametrize(
    "trouble",
    [NO_INTERACTION, NO_WEBHOOK, NO_TOKEN, FORBIDDEN, BROKEN, BANNED, DROPPED],
    ids=["expired", "gone", "too late", "forbidden", "broken", "banned", "dropped"],
)
def test_after_a_part_that_is_refused_no_other_is_tried(
    trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    (first, second), _ = outcome(LONG, slash(), None, trouble)
    (waiting, only), _ = outcome(LONG, slash(), None, trouble, defer_first=True)

    assert [step.partition(":")[0] for step in (first, second, waiting, only)] == [
        "message aside",
        "further message aside",
        "thinking aside",
        "change later",
    ]
    assert told(caplog) == [("not answered", "t-1"), ("not answered", "t-1")]


@pytest.mark.parametrize("heard", [slash, pressing])
def test_what_was_asked_is_done_where_discord_does_not_wait_for_the_answer_any_more(
    heard: Callable[[], discord.Interaction], caplog: pytest.LogCaptureFixture
) -> None:
    asked, invocations = outcome(HELLO, heard(), NO_INTERACTION, defer_first=True)

    assert (len(asked), invocations) == (1, 1)
    assert told(caplog) == [("not deferred", "t-1")]


def test_an_answer_is_given_where_discord_took_the_wait_but_lost_its_word_on_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    asked, _ = outcome(HELLO, slash(), ACKNOWLEDGED, defer_first=True)

    assert asked == ["thinking aside", "change later: Hello"]
    assert told(caplog) == []


def test_an_interaction_that_came_twice_leaves_the_first_ones_answer_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert outcome(None, slash(), ACKNOWLEDGED, defer_first=True) == (["thinking aside"], 1)
    assert told(caplog) == []


@pytest.mark.parametrize("trouble", [MALFORMED, TOO_LARGE], ids=["malformed", "too large"])
def test_a_message_that_discord_does_not_take_is_told_by_the_turns_number(
    trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    (refused_step, notice), _ = outcome(HELLO, slash(), trouble)
    (_, _, later), _ = outcome(HELLO, slash(), None, trouble, defer_first=True)
    (*_, after_the_first), _ = outcome(LONG, slash(), None, trouble)

    assert refused_step == "message aside: Hello"
    assert notice.startswith(LOST)
    assert "t-1" in notice
    assert later == notice.replace("message aside", "change later")
    assert after_the_first == f"further {notice}"
    assert told(caplog) == [("turn failed", "t-1")] * 3


def test_a_wait_that_cannot_be_taken_back_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    asked, _ = outcome(None, slash(), None, BROKEN, defer_first=True)

    assert asked == ["thinking aside", "delete"]
    assert told(caplog) == [("not withdrawn", "t-1")]


def test_what_goes_wrong_twice_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    asked, _ = outcome(HELLO, slash(), MALFORMED, MALFORMED)

    assert len(asked) == len(["the answer", "the notice"])
    assert told(caplog) == [("turn failed", "t-1")]
