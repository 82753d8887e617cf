"""The reader of roadmap files without a process of its own."""

from collections.abc import Set as AbstractSet

from core.course_export import Called, TickedFile, to_markdown
from core.ownership import RoadmapFile
from core.reconcile import KnownTopic, Reconciliation, reconcile
from core.roadmap_markdown import parse
from core.roadmap_markdown.outline import Outline, Source


class HereReader:
    """Read files where it is called."""

    async def parse(self, data: bytes, *, name: str, take: Source | None = None) -> Outline:
        """Read a file."""
        return parse(data, name=name, take=take)

    async def reconcile(self, known: tuple[KnownTopic, ...], outline: Outline) -> Reconciliation:
        """Compare a file with stored topics."""
        return reconcile(known, outline)

    async def tick(
        self,
        file: RoadmapFile,
        done: AbstractSet[Called],
        *,
        clear: bool = False,
        beside_titles: bool = False,
    ) -> TickedFile:
        """Tick what is done in a file."""
        return to_markdown(file, done, clear=clear, beside_titles=beside_titles)
