"""An open table: one whose cells are still coming in."""

from dataclasses import dataclass, field

from core.roadmap_markdown.blocks import Cell, Container, Row, Table


@dataclass(slots=True)
class OpenTable:
    """Takes a table's cells one by one, first those of its header."""

    line: int
    inside: Container | None
    _header: list[str] = field(default_factory=list)
    _rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    _columns: list[int] = field(default_factory=list)

    @property
    def has_header(self) -> bool:
        """Say whether the header is read, so that a new row is one of the body's."""
        return bool(self._header)

    def begin_row(self, line: int, columns: list[int]) -> None:
        """Go on to a row of the body; its cells begin at these columns, those left out at none."""
        self._rows.append((line, []))
        self._columns = columns

    def add(self, content: str) -> None:
        """Take a cell."""
        if not self._rows:
            self._header.append(content)
            return
        cells = self._rows[-1][1]
        column = self._columns[len(cells)] if len(cells) < len(self._columns) else 0
        cells.append(Cell(column, content))

    def close(self) -> Table:
        """Make the table."""
        rows = tuple(Row(line, tuple(cells)) for line, cells in self._rows)
        return Table(self.line, tuple(self._header), rows, self.inside)
