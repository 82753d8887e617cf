"""The platforms of one process: each is on its own, and the last one's refusal ends them all."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from typing import TypeVar, cast

import pytest

from bot.dialogue.messenger import Lane, Messenger, no_lane
from bot.platforms import AGAIN_AFTER, OutOfReach, Reachable, speak
from core.errors import StudyError

T = TypeVar("T")
WRONG_TOKEN = "Discord does not take the DISCORD_TOKEN."  # noqa: S105 - what is said of one


@dataclass(slots=True)
class Scripted:
    """A platform that notes what is asked of it, and ends as the test says.

    ``refusal`` is raised by the start, ``rejection`` once the test lets it be by ``rejects``.
    """

    notes: list[str] = field(default_factory=list)
    refusal: Exception | None = None
    rejection: Exception | None = None
    mishap: Exception | None = None
    started: asyncio.Event = field(default_factory=asyncio.Event)
    rejects: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self) -> None:
        self.notes.append("start")
        if self.refusal:
            raise self.refusal
        self.started.set()

    async def rejected(self) -> None:
        await self.rejects.wait()
        if self.rejection:
            raise self.rejection

    async def stop(self) -> None:
        self.notes.append("stop")
        if self.mishap:
            raise self.mishap


def opening(platform: Scripted) -> Callable[[], Scripted]:
    return lambda: platform


class Ear(logging.Handler):
    """Lets a test wait until something was logged."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = asyncio.Event()

    def emit(self, _record: logging.LogRecord) -> None:
        self.heard.set()


@pytest.fixture
def ear() -> Iterator[Ear]:
    ear = Ear()
    logging.getLogger("bot.platforms").addHandler(ear)
    yield ear
    logging.getLogger("bot.platforms").removeHandler(ear)


def ran(story: Coroutine[object, object, T]) -> T:
    """Run to the end; where that never comes, the test fails instead of waiting."""

    async def bounded() -> T:
        async with asyncio.timeout(10):
            return await story

    return asyncio.run(bounded())


async def cancelled(speaking: "asyncio.Task[None]") -> None:
    speaking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await speaking


@pytest.mark.parametrize("refused_first", ["Telegram", "Discord"])
def test_where_one_cannot_log_in_the_other_speaks_and_the_log_says_what_to_do(
    refused_first: str, ear: Ear, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> tuple[list[str], list[str]]:
        refused, other = Scripted(refusal=StudyError("Set the token anew.")), Scripted()
        both = {"Telegram": opening(other), "Discord": opening(other)}
        both[refused_first] = opening(refused)
        speaking = asyncio.create_task(speak(both))
        await asyncio.gather(other.started.wait(), ear.heard.wait())
        before = list(other.notes)
        await cancelled(speaking)
        return refused.notes, before

    assert ran(run()) == (["start", "stop"], ["start"])
    (line,) = caplog.records
    assert (line.levelno, line.message, line.__dict__["platform"], line.__dict__["error"]) == (
        logging.ERROR,
        "silent on one platform until the next start",
        refused_first,
        "Set the token anew.",
    )
    assert line.exc_info is None


def test_one_that_is_refused_later_is_stopped_and_leaves_the_other(ear: Ear) -> None:
    async def run() -> tuple[list[str], list[str], list[str]]:
        refused, other = Scripted(rejection=StudyError(WRONG_TOKEN)), Scripted()
        speaking = asyncio.create_task(
            speak({"Discord": opening(refused), "Telegram": opening(other)})
        )
        await asyncio.gather(refused.started.wait(), other.started.wait())
        refused.rejects.set()
        await ear.heard.wait()
        before = list(other.notes)
        await cancelled(speaking)
        return refused.notes, before, other.notes

    assert ran(run()) == (["start", "stop"], ["start"], ["start", "stop"])


def test_one_that_is_out_of_reach_is_tried_again_while_the_other_speaks(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> tuple[list[str], list[str], list[float]]:
        lost, found, other = Scripted(refusal=OutOfReach("no network")), Scripted(), Scripted()
        tries = iter((lost, lost, found))
        naps: list[float] = []

        async def nap(seconds: float) -> None:
            naps.append(seconds)

        both = {"Discord": lambda: next(tries), "Telegram": opening(other)}
        speaking = asyncio.create_task(speak(both, sleep=nap))
        await asyncio.gather(found.started.wait(), other.started.wait())
        notes = list(lost.notes)
        await cancelled(speaking)
        return notes, other.notes, naps

    assert ran(run()) == (["start", "stop"] * 2, ["start", "stop"], [AGAIN_AFTER] * 2)
    assert [(line.message, line.__dict__["error"]) for line in caplog.records] == [
        ("a platform is out of reach, and tried again", "no network")
    ] * 2


def test_alone_and_out_of_reach_it_ends_and_says_so() -> None:
    with pytest.raises(OutOfReach, match="no network"):
        ran(speak({"Telegram": lambda: Scripted(refusal=OutOfReach("no network"))}))


def test_where_no_platform_is_left_the_last_refusal_is_raised(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> None:
        telegram = Scripted(refusal=StudyError("Ask @BotFather."))
        discord = Scripted(rejection=StudyError(WRONG_TOKEN))
        discord.rejects.set()
        await speak({"Telegram": opening(telegram), "Discord": opening(discord)})

    with pytest.raises(StudyError) as refused:
        ran(run())

    told = {str(refused.value), *(line.__dict__["error"] for line in caplog.records)}
    assert told == {"Ask @BotFather.", WRONG_TOKEN}
    assert len(caplog.records) == 1


def test_a_platform_alone_is_refused_without_a_line_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(StudyError, match="Ask @BotFather"):
        ran(speak({"Telegram": lambda: Scripted(refusal=StudyError("Ask @BotFather."))}))

    assert caplog.records == []


def test_a_surprise_on_one_platform_leaves_the_other_and_is_logged_with_its_traceback(
    ear: Ear,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> None:
        other = Scripted()

        def broken() -> Scripted:
            raise ImportError(name="discord")

        speaking = asyncio.create_task(speak({"Discord": broken, "Telegram": opening(other)}))
        await asyncio.gather(other.started.wait(), ear.heard.wait())
        await cancelled(speaking)

    ran(run())

    (line,) = caplog.records
    assert line.__dict__["platform"] == "Discord"
    assert line.exc_info is not None
    assert line.exc_info[0] is ImportError


def test_one_that_does_not_stop_in_order_keeps_the_other_from_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> list[str]:
        stuck, other = Scripted(mishap=OSError("the line is cut")), Scripted()
        speaking = asyncio.create_task(
            speak({"Discord": opening(stuck), "Telegram": opening(other)})
        )
        await asyncio.gather(stuck.started.wait(), other.started.wait())
        await cancelled(speaking)
        return other.notes

    assert ran(run()) == ["start", "stop"]
    assert [(line.message, line.__dict__["platform"]) for line in caplog.records] == [
        ("a platform did not stop in order", "Discord")
    ]


@dataclass(slots=True)
class Sending(Scripted):
    """A platform where people can be written to; it notes which messengers are there."""

    messengers: dict[str, Messenger] = field(default_factory=dict)
    own: Messenger = field(default_factory=lambda: cast("Messenger", object()))

    async def start(self) -> None:
        self.notes.append(f"start beside {list(self.messengers)}")
        if self.refusal:
            raise self.refusal

    async def stop(self) -> None:
        self.notes.append(f"stop beside {list(self.messengers)}")

    def messenger(self, lane: Lane) -> Messenger:
        assert lane is no_lane
        return self.own


def reachable(platform: Sending) -> Reachable:
    return Reachable(platform, "telegram", platform.messengers, no_lane)


def test_a_messenger_is_there_from_the_end_of_the_start_to_the_begin_of_the_stop() -> None:
    platform = Sending()

    async def run() -> dict[str, Messenger]:
        adapter = reachable(platform)
        await adapter.start()
        there = dict(platform.messengers)
        await adapter.stop()
        return there

    assert ran(run()) == {"telegram": platform.own}
    assert platform.notes == ["start beside []", "stop beside []"]


def test_where_a_platform_refuses_its_messenger_is_never_there() -> None:
    platform = Sending(refusal=StudyError("Ask @BotFather."))

    with pytest.raises(StudyError, match="Ask @BotFather"):
        ran(speak({"Telegram": lambda: reachable(platform)}))

    assert platform.notes == ["start beside []", "stop beside []"]
