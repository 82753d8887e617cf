"""Files that Telegram keeps, from people and from the bot."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from tests.telegram_bed.asked import Json
from tests.telegram_bed.refusals import refuse_always

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file; ``size`` is what Telegram says, which for a test may be more than there is."""

    id: str
    path: str
    name: str
    mime: str
    data: bytes
    size: int

    def document(self) -> Json:
        """Tell it as a document."""
        return {
            "file_id": self.id,
            "file_unique_id": f"unique-{self.id}",
            "file_name": self.name,
            "mime_type": self.mime,
            "file_size": self.size,
        }

    def photo(self) -> list[Json]:
        """Tell it as the sizes of a photo; refuse what is none."""
        if self.size > PHOTO_LIMIT:
            refuse_always(f"file of size {self.size} bytes is too big for a photo")
        if self.data.startswith(_PNG):
            width, height = struct.unpack(">II", self.data[16:24])
        elif self.data.startswith(_JPEG):
            width, height = 640, 480
        else:
            refuse_always("IMAGE_PROCESS_FAILED")
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            refuse_always("PHOTO_INVALID_DIMENSIONS")
        return [
            {
                "file_id": self.id,
                "file_unique_id": f"unique-{self.id}",
                "width": width,
                "height": height,
                "file_size": self.size,
            }
        ]


@dataclass
class Files:
    """All files, by id."""

    stored: dict[str, StoredFile] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def keep(self, name: str, mime: str, data: bytes, size: int | None = None) -> StoredFile:
        """Keep a file."""
        number = next(self._numbers)
        known = len(data) if size is None else size
        path = f"documents/file_{number}"
        stored = StoredFile(f"file-{number}", path, name, mime, data, known)
        self.stored[stored.id] = stored
        return stored

    def at(self, path: str) -> StoredFile | None:
        """Find the file that is downloaded from a path."""
        return next((each for each in self.stored.values() if each.path == path), None)
