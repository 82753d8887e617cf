"""The blocks of a page: what stands where in a roadmap file, before it is known what is a topic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import Problem
from core.roadmap_markdown import outline

# Blocks are compared and hashed by identity: two equal lines of a file are still two blocks.
# Where a block has text, its line (from 1) and column (from 0) are those where the text begins.


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A list item; ``text`` is its first paragraph as written, ``listing`` tells lists apart."""

    line: int
    column: int
    text: str
    inside: "Container | None"
    listing: int


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """A ``<details>`` element; its summary is the title."""

    line: int
    title: str
    inside: "Container | None"


@dataclass(frozen=True, slots=True, eq=False)
class Quote:
    """A block quote."""

    line: int
    inside: "Container | None"


Container = Item | Fold | Quote
"""A block that others may stand inside."""


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """A heading; ``level`` is 1 to 6."""

    line: int
    column: int
    level: int
    text: str
    inside: Container | None


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph that is not the text of an item."""

    line: int
    column: int
    text: str
    inside: Container | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell of a table, and at which column of its line."""

    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table."""

    line: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    inside: Container | None


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """A fenced or indented code block."""

    line: int
    text: str
    fenced: bool
    inside: Container | None


Block = Item | Fold | Quote | Heading | Paragraph | Table | Code


@dataclass(frozen=True, slots=True)
class Page:
    """All blocks of a file in order, its link definitions, and what was odd about it."""

    blocks: tuple[Block, ...]
    references: Mapping[str, Any]
    warnings: tuple[outline.Warning, ...]
    problems: tuple[Problem, ...]
