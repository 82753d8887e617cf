"""The reader of roadmap files without a process of its own."""

from core.roadmap_markdown import parse
from core.roadmap_markdown.outline import Outline


class HereReader:
    """Read files where it is called."""

    async def parse(self, data: bytes, *, name: str) -> Outline:
        """Read a file."""
        return parse(data, name=name)
