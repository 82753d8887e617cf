"""A small dialogue for the terminal to speak with: real commands, on a database in memory."""

import asyncio
import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Annotated, Literal

import pytest

from bot.console.adapter import Terminal, chat, transcribe
from bot.console.clock import ConsoleClock
from bot.console.files import FileFolder
from bot.console.people import person_named, private_place
from bot.console.session import Session
from bot.console.unasked import Deliver, OpenDelivery, Unasked
from bot.dialogue.command import Option, Suggestion, command
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Call
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.messenger import Messenger
from bot.dialogue.reply import Button, Document, Meter, Paragraph, Picture, Reply
from bot.dialogue.turn import Turn, TurnId
from core.destination import Destination
from core.learner import Account
from core.notification import Notification, NotificationKind
from core.outbox import OutboxRow, Outcome
from core.place import PlaceKind
from core.ports import City, Clock, UnitOfWork
from core.reminder import ReminderId
from tests.fakes.gallery import HereGallery
from tests.fakes.gateway import FakeGateway
from tests.fakes.reading import HereReader

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


def new_dispatcher(gateway: FakeGateway) -> Dispatcher:
    numbers = count(1)
    lexicon = Lexicon((menu, tell, find, keep, draw, secret, fail, add, drop))
    return Dispatcher(
        lexicon,
        gateway,
        NoCities(),
        lambda: TurnId(f"turn-{next(numbers)}"),
        HereReader(),
        HereGallery(),
    )


@dataclass(frozen=True, slots=True)
class Post:
    """The outbox, with who each notification is for, and what delivers it: no planner, no views.

    ``delivered`` are the instants at which delivery was asked for.
    """

    gateway: FakeGateway
    delivered: list[datetime] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def put(self, at: datetime, to: str = "you", group: str = "") -> None:
        """Let something fall due for a person, whose zone is Lisbon's."""

        def put(work: UnitOfWork) -> None:
            account = Account("console", to)
            learner = work.learners.of_account(account) or work.learners.add(
                account, zone="Europe/Lisbon", language="en", joined=NOON
            )
            notification = Notification(
                NotificationKind.PROMPT,
                learner.id,
                "console",
                at.date(),
                at,
                at + timedelta(hours=3),
                ReminderId(next(self.numbers)),
                details={"to": to, "group": group},
            )
            work.outbox.put(notification, due=at)
            work.commit()

        await self.gateway.run(put)

    def opens(self, messenger: Messenger, clock: Clock) -> Deliver:
        async def deliver() -> None:
            now = clock.now()
            self.delivered.append(now)
            for row in await self.gateway.run(partial(_leased, now=now)):
                reply = Reply(
                    (Paragraph((f"Due {row.notification.at:%H:%M}.",)),),
                    ((Button("Tell", Call("tell")),),),
                )
                to, group = row.notification.details["to"], row.notification.details["group"]
                where = Destination("console", group, PlaceKind.GROUP) if group else None
                await messenger.send(
                    reply,
                    where or Destination("console", to),
                    owner=Account("console", to),
                    key=str(row.id),
                )

        return deliver


def _leased(work: UnitOfWork, now: datetime) -> tuple[OutboxRow, ...]:
    until = now + timedelta(minutes=5)
    rows = work.outbox.lease("console", now, until=until, most=100, lease="one")
    for row in rows:
        work.outbox.settle(row, Outcome.SENT, at=now)
    work.commit()
    return rows


def new_session(post: Post, opens: OpenDelivery | None = None) -> Session:
    person, clock = person_named("you", zone="UTC"), ConsoleClock(StandingClock())
    unasked = Unasked(post.gateway, clock, opens or post.opens)
    return Session(new_dispatcher(post.gateway), clock, person, private_place(person), unasked)


def chat_on_standard_streams(folder: str) -> None:
    """Run the whole chat as a program does, for a test that starts one."""
    here = Path(folder)
    terminal = Terminal(sys.stdin, sys.stdout, os.environ, here / "files", here / "history")
    post = Post(FakeGateway())
    asyncio.run(chat(new_dispatcher(post.gateway), StandingClock(), terminal, post.opens))


@pytest.fixture
def post() -> Post:
    return Post(FakeGateway())


@pytest.fixture
def session(post: Post) -> Session:
    return new_session(post)


@pytest.fixture
def transcript(tmp_path: Path, post: Post) -> Callable[..., str]:
    """Pipe lines through a new session and give what was printed."""

    def pipe(*lines: str) -> str:
        stdout = io.StringIO()
        stdin = io.StringIO("".join(f"{line}\n" for line in lines))
        folder = FileFolder(tmp_path / "files")
        asyncio.run(transcribe(new_session(post), folder, stdin=stdin, stdout=stdout))
        return stdout.getvalue()

    return pipe
