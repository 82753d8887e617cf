"""Sources: what in a page is taken as its topics, and what is left aside with a warning."""

from dataclasses import dataclass
from functools import cached_property

from core.roadmap_markdown import outline
from core.roadmap_markdown.blocks import Heading, Item, Page, Table
from core.roadmap_markdown.boxes import Boxes, find_boxes
from core.roadmap_markdown.bullets import find_bullets, is_contents
from core.roadmap_markdown.draft import Draft
from core.roadmap_markdown.items import draft_items
from core.roadmap_markdown.leads import draft_leads, is_lead
from core.roadmap_markdown.marks import read_cell
from core.roadmap_markdown.outline import Source
from core.roadmap_markdown.sections import Place, Sections, heading_title
from core.roadmap_markdown.tables import (
    describe,
    draft_rows,
    has_status_column,
    is_project_table,
    names_topics,
)
from core.roadmap_markdown.units import draft_units, find_units

_IN_ORDER = (Source.BOXES, Source.TABLES, Source.HEADINGS)
"""Bullets and paragraphs are never taken unasked: most of them are prose."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The drafts that a source gave, in the order of the file; there may be none.

    Each of the ``warnings`` tells of a table that was not taken.
    """

    source: Source
    drafts: list[Draft]
    warnings: tuple[outline.Warning, ...] = ()


class Sources:
    """Drafts the topics of one page."""

    def __init__(self, page: Page) -> None:
        self._blocks = page.blocks
        self.boxes: Boxes = find_boxes(block for block in page.blocks if isinstance(block, Item))

    def choose(self) -> Drafted:
        """Draft from the first source that gives topics."""
        for source in _IN_ORDER:
            drafted = self.draft(source)
            if drafted.drafts:
                return drafted
        return Drafted(_IN_ORDER[0], [])

    def draft(self, source: Source, *, asked: bool = False) -> Drafted:
        """Draft from one source; where it was ``asked`` for, tables need no fitting header."""
        match source:
            case Source.BOXES:
                return self._from_boxes()
            case Source.TABLES:
                return self._from_tables(asked=asked)
            case Source.HEADINGS:
                units = find_units(self._blocks)
                sections = Sections(self.title, frozenset(units))
                return self._aside(source, draft_units(self._blocks, units, sections))
            case Source.BULLETS:
                bullets = self.bullets
                sections = Sections(self.title, bullets)
                marks = {item: read_cell(item.text) for item in bullets}
                topics = {
                    item: mark if mark and mark.rest else None for item, mark in marks.items()
                }
                drafts = draft_items(self._blocks, topics, sections, lambda *_: ())
                return self._aside(source, drafts)
            case Source.PARAGRAPHS:
                sections = Sections(self.title, frozenset())
                return self._aside(source, draft_leads(self._blocks, sections))

    def aside(self, drafted: Drafted) -> tuple[tuple[Source, int], ...]:
        """Count what else could have been drafted; headings are the sections of all else."""
        plain = (item for item in self.bullets if item not in self.boxes.marks)
        counts = {
            Source.TABLES: len(drafted.warnings),
            Source.BULLETS: 0 if drafted.source is Source.BULLETS else sum(1 for _ in plain),
            Source.PARAGRAPHS: 0
            if drafted.source is Source.PARAGRAPHS
            else sum(map(is_lead, self._blocks)),
        }
        return tuple((source, count) for source, count in counts.items() if count)

    @cached_property
    def title(self) -> Heading | None:
        """The heading that names the document: the first, if it is an H1 above all boxes."""
        for block in self._blocks:
            if isinstance(block, Heading):
                named = block.level == 1 and not is_contents(heading_title(block))
                return block if named else None
            if isinstance(block, Item) and block in self.boxes.marks:
                return None
        return None

    @cached_property
    def bullets(self) -> dict[Item, None]:
        """The plain items that could be topics."""
        return find_bullets(self._blocks, Sections(self.title, frozenset()))

    def _from_boxes(self) -> Drafted:
        marks = self.boxes.marks
        if not marks:
            return Drafted(Source.BOXES, [])
        warnings: list[outline.Warning] = []
        trails = self._box_trails()

        def rows_of(table: Table, place: Place) -> list[Draft]:
            # Where a section has no box, its table is all that keeps it from vanishing.
            if is_project_table(table) or (names_topics(table) and place.trail not in trails):
                return list(draft_rows(table, place.path))
            warnings.append(_not_taken(table))
            return []

        drafts = draft_items(self._blocks, marks, Sections(self.title, marks), rows_of)
        return Drafted(Source.BOXES, drafts, tuple(warnings))

    def _box_trails(self) -> frozenset[tuple[int, ...]]:
        """Find the sections that hold boxes, themselves or in a section below."""
        trails: set[tuple[int, ...]] = set()
        if any(isinstance(block, Table) for block in self._blocks):
            sections = Sections(self.title, self.boxes.marks)
            for block in self._blocks:
                sections.enter(block)
                if isinstance(block, Item) and block in self.boxes.marks:
                    trails.add(sections.place(block.inside).trail)
        return frozenset(trail[:end] for trail in trails for end in range(len(trail) + 1))

    def _from_tables(self, *, asked: bool) -> Drafted:
        tables = [block for block in self._blocks if isinstance(block, Table)]
        taken = {table for table in tables if names_topics(table) or has_status_column(table)}
        if asked and not taken:
            taken = set(tables)
        sections = Sections(self.title, frozenset())
        drafts: list[Draft] = []
        for block in self._blocks:
            sections.enter(block)
            if isinstance(block, Table) and block in taken:
                drafts.extend(draft_rows(block, sections.place(block.inside).path))
        aside = tuple(_not_taken(table) for table in tables if table not in taken)
        return Drafted(Source.TABLES, drafts, aside)

    def _aside(self, source: Source, drafts: list[Draft]) -> Drafted:
        tables = (block for block in self._blocks if isinstance(block, Table))
        return Drafted(source, drafts, tuple(_not_taken(table) for table in tables))


def _not_taken(table: Table) -> outline.Warning:
    return outline.Warning(table.line, f"the table {describe(table)} is not taken as topics")
