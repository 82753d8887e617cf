"""An invocation: a slash command, a typed line, a tapped button and a console line, made one."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.learner import Account

Value = str | int
"""A typed argument."""


@dataclass(frozen=True, slots=True)
class Call:
    """A command and its arguments, before it is known who asks and where.

    ``command`` is the full name, "done" or "roadmap add".
    """

    command: str
    arguments: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks, as their platform tells it; ``zone`` is its guess of an IANA zone, if it has one."""

    account: Account
    name: str
    language: str = "en"
    zone: str | None = None


class PlaceKind(StrEnum):
    """How many people read along."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing is said: a chat or channel of a platform, and a thread in it."""

    platform: str
    chat: str
    kind: PlaceKind = PlaceKind.PRIVATE
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file sent along; ``size`` is in bytes, None where the platform does not tell it before."""

    name: str
    size: int | None
    read: Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call by somebody, somewhere; ``pressed`` says that a button made it."""

    call: Call
    person: Person
    place: Place
    attachment: Attachment | None = None
    pressed: bool = False
