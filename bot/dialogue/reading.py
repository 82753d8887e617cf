"""Reading: how the dialogue awaits what a roadmap file says, without standing still for it."""

from typing import Protocol

from core.roadmap_markdown.outline import Outline


class RoadmapReader(Protocol):
    """Read roadmap files beside the loop."""

    async def parse(self, data: bytes, *, name: str) -> Outline:
        """Read a file; raise RoadmapRefused with its problems, or where reading takes too much.

        ``name`` is the file's, which becomes the title where the file gives none.
        """
        ...
