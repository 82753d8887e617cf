"""Reading: how the dialogue awaits what a roadmap file says, without standing still for it."""

from collections.abc import Set as AbstractSet
from typing import Protocol

from core.course_export import Called, TickedFile
from core.ownership import RoadmapFile
from core.reconcile import KnownTopic, Reconciliation
from core.roadmap_markdown.outline import Outline, Source


class RoadmapReader(Protocol):
    """Read roadmap files beside the loop."""

    async def parse(self, data: bytes, *, name: str, take: Source | None = None) -> Outline:
        """Read a file; raise RoadmapRefused with its problems, or where reading takes too much.

        ``name`` is the file's, which becomes the title where the file gives none; ``take`` says
        what to take as topics, None leaves it to the file.
        """
        ...

    async def reconcile(self, known: tuple[KnownTopic, ...], outline: Outline) -> Reconciliation:
        """Compare a file with the topics that are stored.

        Raise RoadmapRefused where that takes too much.
        """
        ...

    async def tick(
        self,
        file: RoadmapFile,
        done: AbstractSet[Called],
        *,
        clear: bool = False,
        beside_titles: bool = False,
    ) -> TickedFile:
        """Tick what is done in a file as ``to_markdown`` does.

        Raise RoadmapRefused where it cannot be read any more, or where that takes too much.
        """
        ...
