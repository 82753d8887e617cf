"""A draft: a topic as it stands in the file, before its text is analysed."""

from dataclasses import dataclass, field

from core.roadmap import Path, TopicKind
from core.roadmap_markdown.marks import Mark


@dataclass(slots=True)
class Draft:
    """One topic to be; ``text`` and ``details`` are Markdown as written, without the box.

    ``column`` is where on its line the box begins, or else the text.
    ``parent`` is the index of the draft it is nested in, ``labels`` are details that are shown
    beside a label and so kept even where they are but a link.
    """

    line: int
    column: int
    path: Path
    text: str
    mark: Mark | None = None
    kind: TopicKind = TopicKind.TOPIC
    depth: int = 1
    parent: int | None = None
    details: list[str] = field(default_factory=list)
    labels: tuple[tuple[str, str], ...] = ()
