"""An invocation: a slash command, a typed line, a tapped button and a console line, made one."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import quote, unquote

from core.destination import Destination
from core.learner import Account
from core.place import Chat, PlaceKind

__all__ = [
    "SHORT_FORM_LIMIT",
    "Attachment",
    "Call",
    "Invocation",
    "Person",
    "Place",
    "PlaceKind",
    "Value",
]

Value = str | int
"""A typed argument."""

SHORT_FORM_LIMIT = 64
"""Bytes of UTF-8: Telegram's limit for callback data; Discord's custom ids allow 100 characters."""

_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Call:
    """A command and its arguments, before it is known who asks and where.

    ``command`` is the full name, "done" or "roadmap add".
    """

    command: str
    arguments: Mapping[str, Value] = field(default_factory=dict)

    def short(self) -> str:
        """Write the call as a button carries it; raise ValueError where that is too long."""
        fields = (f"{name}={_quoted(str(value))}" for name, value in self.arguments.items())
        form = _SEPARATOR.join((self.command, *fields))
        if len(form.encode()) > SHORT_FORM_LIMIT:
            message = f"a button carries at most {SHORT_FORM_LIMIT} bytes, not {form!r}"
            raise ValueError(message)
        return form

    @classmethod
    def of_short(cls, form: str) -> Self:
        """Read what a button carried; every value comes back as text. Never raises."""
        command, *fields = form.split(_SEPARATOR)
        pairs = (piece.partition("=") for piece in fields)
        return cls(command, {name: unquote(value) for name, _, value in pairs})


def _quoted(value: str) -> str:
    """Escape what would read as syntax; other scripts stay as they are, for they cost bytes."""
    return "".join(quote(char, safe="") if char in "%|" else char for char in value)


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks, as their platform tells it.

    ``zone`` is its guess of an IANA zone, if any; ``manages`` says that they may manage the place
    they speak in.
    """

    account: Account
    name: str
    language: str = "en"
    zone: str | None = None
    manages: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing is said: a chat or channel of a platform, and a thread in it.

    ``lacks`` names what the bot needs there before it can speak unasked, in the platform's own
    words ("Send Messages in Threads"). ``everyone`` is the role that all there have, which nobody
    is called by; None where there are no roles. ``aside`` says that an answer can be shown there to
    its reader alone.
    """

    platform: str
    chat: str
    kind: PlaceKind = PlaceKind.PRIVATE
    thread: str | None = None
    lacks: tuple[str, ...] = ()
    everyone: str | None = None
    aside: bool = field(default=False, compare=False)

    @property
    def group(self) -> Chat | None:
        """The group as its platform and id; None in private."""
        return None if self.kind is PlaceKind.PRIVATE else (self.platform, self.chat)

    @property
    def destination(self) -> Destination | None:
        """The place as one to write to unasked; None while anything lacks for that."""
        if self.lacks:
            return None
        return Destination(self.platform, self.chat, self.kind, self.thread)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file sent along; ``size`` is in bytes, None where the platform does not tell it before."""

    name: str
    size: int | None
    read: Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call by somebody, somewhere.

    ``free_text`` says that it was typed without a command, ``pressed`` that a button stood for it.
    ``key`` tells it from every other, however often its platform hands it over
    ("telegram:update:123"); None where it never comes twice.
    """

    call: Call
    person: Person
    place: Place
    attachment: Attachment | None = None
    free_text: bool = False
    pressed: bool = False
    key: str | None = None
