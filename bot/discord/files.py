"""Files: a reply's picture and document, as they are sent along with a message."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import discord

from bot.dialogue.reply import Document, Picture
from bot.dialogue.visible import visible
from bot.discord.escape import clean_lines

ALTERNATIVE_LIMIT = 256
"""Characters of a picture's alternative text; what is longer has to be said beside it."""

_LONGEST_NAME = 100
_OUTSIDE_NAMES = re.compile(r"[^A-Za-z0-9_.-]+")
_BEGINNING = re.compile(r"\A(?:SPOILER_|[._-])+")
"""A name that begins so would be hidden from those it is for."""

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file sent along; ``description`` is a picture's alternative text, else empty."""

    name: str
    content: bytes
    description: str = ""

    @property
    def address(self) -> str:
        """Where the components of its message find it."""
        return f"attachment://{self.name}"

    def upload(self) -> discord.File:
        """Give it as the library sends it; each can be sent once."""
        description = self.description or None
        return discord.File(io.BytesIO(self.content), self.name, description=description)


def picture_part(picture: Picture) -> FilePart:
    """Give a picture with its alternative text, shortened where it is too long."""
    words = spoken(picture)
    if len(words) > ALTERNATIVE_LIMIT:
        words = words[: ALTERNATIVE_LIMIT - 1].rstrip() + _ELLIPSIS
    return FilePart(_name(picture.name), picture.content, words)


def document_part(document: Document) -> FilePart:
    """Give a document; what it is has to be said beside it."""
    return FilePart(_name(document.name), document.content)


def spoken(file: Picture | Document) -> str:
    """Give the words of a file as they can be shown, empty where they show nothing."""
    words = clean_lines(file.alternative).strip()
    return words if visible(words) else ""


def distinct(files: Iterable[FilePart]) -> Iterator[FilePart]:
    """Give files names of their own: the components of a message go by names."""
    names: set[str] = set()
    for number, file in enumerate(files):
        name = f"{number}-{file.name}" if file.name in names else file.name
        names.add(name)
        yield replace(file, name=name)


def _name(name: str) -> str:
    """Give a name that Discord leaves as it is."""
    return _BEGINNING.sub("", _OUTSIDE_NAMES.sub("_", name)[-_LONGEST_NAME:]) or "file"
