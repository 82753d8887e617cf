"""The folder of files: where pictures and documents of replies are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath

from bot.console.printable import printable_lines
from bot.dialogue.reply import Reply

_UNSAFE = re.compile(r"[^\w.-]+")
_STEM_LIMIT, _SUFFIX_LIMIT = 50, 10
"""Characters; of up to four bytes each, they stay below the 255 bytes of file systems."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture or document as it was kept: its path, or why there is none.

    ``alternative`` is what it shows, empty where the reply says it in its blocks.
    """

    alternative: str
    where: str

    @property
    def lines(self) -> list[str]:
        """What it shows, in lines that can be printed."""
        return printable_lines(self.alternative) if self.alternative else []


@dataclass(frozen=True, slots=True)
class FileFolder:
    """A folder that is made when the first file comes."""

    path: Path

    def keep(self, reply: Reply) -> tuple[Kept, ...]:
        """Write a reply's picture and document, each to a new file of its name. Never raises."""
        kept = []
        if (picture := reply.picture) is not None:
            shows = "" if reply.blocks else picture.alternative
            kept.append(Kept(shows, self._write(picture.name, picture.content)))
        if (document := reply.document) is not None:
            where = self._write(document.name, document.content)
            kept.append(Kept(document.alternative, where))
        return tuple(kept)

    def _write(self, name: str, content: bytes) -> str:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            for candidate in _names(name):
                path = self.path / candidate
                try:
                    with path.open("xb") as file:
                        file.write(content)
                except FileExistsError:
                    continue
                return str(path)
        except OSError as error:
            return f"(It could not be written to {self.path}: {error.strerror}.)"
        raise AssertionError


def _names(name: str) -> Iterator[str]:
    """Give safe names, the file's own first: no folder, nothing hidden, nothing too long."""
    safe = PurePosixPath(_UNSAFE.sub("_", name).strip("._") or "file")
    stem, suffix = safe.stem[:_STEM_LIMIT], safe.suffix[:_SUFFIX_LIMIT]
    yield stem + suffix
    for number in count(2):
        yield f"{stem}-{number}{suffix}"
