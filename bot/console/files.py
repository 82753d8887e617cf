"""The folder of files: where pictures and documents of replies are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath

from bot.dialogue.reply import Reply

_UNSAFE = re.compile(r"[^\w.-]+")
_STEM_LIMIT, _SUFFIX_LIMIT = 50, 10
"""Characters; of up to four bytes each, they stay below the 255 bytes of file systems."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture or document as it was kept: what it shows, and its path, or why there is none."""

    alternative: str
    where: str


@dataclass(frozen=True, slots=True)
class FileFolder:
    """A folder that is made when the first file comes."""

    path: Path

    def keep(self, reply: Reply) -> tuple[Kept, ...]:
        """Write a reply's picture and document, each to a new file of its name. Never raises."""
        sent = (each for each in (reply.picture, reply.document) if each is not None)
        return tuple(Kept(each.alternative, self._write(each.name, each.content)) for each in sent)

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
