"""A small dialogue for the terminal to speak with: real commands, no database."""

import asyncio
import io
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import pytest

from bot.console.adapter import Terminal, chat, transcribe
from bot.console.clock import ConsoleClock
from bot.console.files import FileFolder
from bot.console.session import Session, person_named, private_place
from bot.dialogue.command import Option, Suggestion, command
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Call
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.reply import Button, Document, Meter, Paragraph, Picture, Reply
from bot.dialogue.turn import Turn, TurnId
from core.errors import StorageUnavailable
from core.ports import City, UnitOfWork
from tests.fakes.reading import HereReader

T = TypeVar("T")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TITLES = ("Lists", "Linked lists", "Generators")


def said(text: str) -> Reply:
    return Reply((Paragraph((text,)),))


@command(example="/menu")
async def menu(turn: Turn) -> Reply:
    """Show buttons."""
    buttons = (
        (Button("Tell", Call("tell")), Button("Tea", Call("find", {"what": "tea"}))),
        (Button("Tell all", Call("find", {"what": "all"})),),
    )
    return Reply((Meter(("Course",), 3, 8),), buttons)


@command(example="/tell")
async def tell(turn: Turn) -> Reply:
    """Say who speaks, where and when."""
    person, place = turn.invocation.person, turn.invocation.place
    chat_name = f"{place.kind} {place.chat}"
    return said(f"{turn.account.user} ({person.zone}) in {chat_name} at {turn.now:%d %b %H:%M}")


async def titles(_turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(f"#{number} {title}", str(number))
        for number, title in enumerate(TITLES, start=1)
        if typed.casefold() in title.casefold()
    )


@command(example="/find lists")
async def find(
    turn: Turn,
    what: Annotated[str, Option("words", suggest=titles)],
    day: Annotated[Literal["today", "yesterday"] | None, Option("the day")] = None,
) -> Reply:
    """Find a topic."""
    return said(f"You look for {what}, {day or 'any day'}.")


@command(example="/keep")
async def keep(turn: Turn) -> Reply:
    """Say what was sent along."""
    attachment = turn.invocation.attachment
    content = await attachment.read() if attachment else b"nothing"
    return said(f"{attachment and attachment.name}: {content!r}")


@command(example="/draw")
async def draw(turn: Turn) -> Reply:
    """Send a picture and a document."""
    return Reply(
        (Paragraph(("Your week.",)),),
        picture=Picture("week.png", b"\x89PNG", "Seven days, 3 topics done."),
        document=Document("../../week.md", b"# Week", "The same as a file."),
    )


@command(example="/secret")
async def secret(turn: Turn) -> Reply:
    """Say something private."""
    return Reply((Paragraph(("42",)),), private=True)


@command(example="/break")
async def fail(turn: Turn) -> Reply:
    """Fail."""
    raise ZeroDivisionError


@command(group="roadmap", example="/roadmap add")
async def add(turn: Turn) -> Reply:
    """Add a roadmap."""
    return said("Added.")


@command(group="roadmap", example="/roadmap drop")
async def drop(turn: Turn) -> Reply:
    """Drop a roadmap."""
    return said("Dropped.")


class NoDatabase:
    async def run(self, work: Callable[[UnitOfWork], T]) -> T:  # noqa: ARG002 - the port's
        raise StorageUnavailable


class NoCities:
    def cities(self, name: str) -> tuple[City, ...]:  # noqa: ARG002 - the port's
        return ()

    def zone_in(self, territory: str) -> str | None:  # noqa: ARG002 - the port's
        return None

    def zone_at(self, latitude: float, longitude: float) -> str | None:  # noqa: ARG002 - the port's
        return None


class StandingClock:
    def now(self) -> datetime:
        return NOON


def new_dispatcher() -> Dispatcher:
    numbers = count(1)
    lexicon = Lexicon((menu, tell, find, keep, draw, secret, fail, add, drop))
    return Dispatcher(
        lexicon,
        NoDatabase(),
        NoCities(),
        lambda: TurnId(f"turn-{next(numbers)}"),
        HereReader(),
    )


def new_session() -> Session:
    person = person_named("you", zone="UTC")
    return Session(new_dispatcher(), ConsoleClock(StandingClock()), person, private_place(person))


def chat_on_standard_streams(folder: str) -> None:
    """Run the whole chat as a program does, for a test that starts one."""
    here = Path(folder)
    terminal = Terminal(sys.stdin, sys.stdout, os.environ, here / "files", here / "history")
    asyncio.run(chat(new_dispatcher(), StandingClock(), terminal))


@pytest.fixture
def session() -> Session:
    return new_session()


@pytest.fixture
def transcript(tmp_path: Path) -> Callable[..., str]:
    """Pipe lines through a new session and give what was printed."""

    def pipe(*lines: str) -> str:
        stdout = io.StringIO()
        stdin = io.StringIO("".join(f"{line}\n" for line in lines))
        folder = FileFolder(tmp_path / "files")
        asyncio.run(transcribe(new_session(), folder, stdin=stdin, stdout=stdout))
        return stdout.getvalue()

    return pipe
