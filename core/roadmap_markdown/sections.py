"""Sections: where in the file's headings, folds and plain items a block stands."""

from collections.abc import Container as AbstractContainer
from dataclasses import dataclass

from core.roadmap import Path
from core.roadmap_markdown.blocks import Block, Container, Fold, Heading, Item
from core.roadmap_markdown.inline import one_line
from core.roadmap_markdown.marks import MarkKind, read_mark


@dataclass(frozen=True, slots=True)
class Place:
    """A path, and ``trail``: the lines of its headings, which no two sections share."""

    path: Path = ()
    trail: tuple[int, ...] = ()


class Sections:
    """Follows a page from its first block to its last and tells the place of each.

    ``title`` is the heading that names the whole document, ``topics`` are the blocks that are
    topics: neither is part of a path.
    """

    def __init__(self, title: Heading | None, topics: AbstractContainer[Block]) -> None:
        self._title = title
        self._topics = topics
        self._open: dict[Container | None, list[Heading]] = {}
        self._places: dict[Container | None, Place] = {}

    def enter(self, block: Block) -> None:
        """Go on to the next block."""
        if not isinstance(block, Heading) or block is self._title:
            return
        above = self._open.setdefault(block.inside, [])
        while above and above[-1].level >= block.level:
            above.pop()
        above.append(block)
        self._places.clear()

    def place(self, inside: Container | None) -> Place:
        """Tell the place of what stands directly inside a container, None being the page."""
        place = self._places.get(inside)
        if place is None:
            place = self._find(inside)
            self._places[inside] = place
        return place

    def _find(self, inside: Container | None) -> Place:
        outer = self.place(inside.inside) if inside is not None else Place()
        own = section_title(inside) if inside is not None and inside not in self._topics else ""
        headings = [
            heading for heading in self._open.get(inside, ()) if heading not in self._topics
        ]
        titles = ((own,) if own else ()) + tuple(heading_title(heading) for heading in headings)
        lines = ((inside.line,) if inside is not None and own else ()) + tuple(
            heading.line for heading in headings
        )
        return Place(outer.path + titles, outer.trail + lines) if titles else outer


def heading_title(heading: Heading) -> str:
    """Give a heading's Markdown on one line, without a box."""
    mark = read_mark(heading.text)
    return one_line(mark.rest if mark and mark.kind is MarkKind.KNOWN else heading.text)


def section_title(block: Container) -> str:
    """Give the title that a container lends to what stands inside it, which may be none."""
    if isinstance(block, Item):
        return one_line(block.text)
    return block.title if isinstance(block, Fold) else ""
