"""An outline: what one roadmap file says, before anything of it is stored."""

from dataclasses import dataclass
from enum import StrEnum

from core.roadmap import Path, Resource, Topic, TopicId, TopicKind


class Source(StrEnum):
    """What in the file was taken as its topics."""

    BOXES = "boxes"
    TABLES = "tables"
    HEADINGS = "headings"
    BULLETS = "bullets"
    PARAGRAPHS = "paragraphs"


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - the field's word, read as ``outline.Warning``
    """Something in the file that was read otherwise than its author may think."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class OutlineTopic:
    """One topic of the file.

    ``line`` counts from 1; ``title`` is the item's Markdown on one line, ``text`` the same without
    marks; ``mark`` is what stands in the box, None where the topic has no box; ``parent`` is the
    index of the topic it is nested in; ``key`` is an id written in the file; ``column`` is where on
    its line the box begins, or else the title, in characters from 0.
    """

    line: int
    path: Path
    title: str
    text: str
    ticked: bool = False
    mark: str | None = None
    kind: TopicKind = TopicKind.TOPIC
    depth: int = 1
    parent: int | None = None
    hint: str | None = None
    resources: tuple[Resource, ...] = ()
    details: tuple[str, ...] = ()
    key: str | None = None
    column: int = 0

    def stored(self, identity: TopicId, number: int) -> Topic:
        """Give the topic as it is in a stored roadmap."""
        return Topic(
            identity,
            number,
            self.path,
            self.title,
            self.text,
            self.kind,
            self.depth,
            self.hint,
            self.resources,
            self.details,
            self.ticked,
        )


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole file as read: ``about`` holds its metadata quote as (label, text) pairs.

    ``aside`` counts what could have been taken as topics and was not, where there is any.
    """

    title: str
    source: Source
    about: tuple[tuple[str, str], ...]
    topics: tuple[OutlineTopic, ...]
    warnings: tuple[Warning, ...] = ()
    aside: tuple[tuple[Source, int], ...] = ()
