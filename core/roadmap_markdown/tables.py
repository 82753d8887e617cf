"""Tables: which of them list topics, and the topics in their rows."""

import re
from collections.abc import Iterator

from core.roadmap import Path, TopicKind
from core.roadmap_markdown.blocks import Row, Table
from core.roadmap_markdown.draft import Draft
from core.roadmap_markdown.marks import read_cell

_PROJECT = frozenset({"project", "projects"})
_NOUNS = frozenset(
    {
        "chapter",
        "course",
        "exercise",
        "lesson",
        "module",
        "name",
        "project",
        "skill",
        "subject",
        "title",
        "topic",
    }
)
_NAMES = _NOUNS | {f"{noun}s" for noun in _NOUNS}
_COUNTS = frozenset({"no", "nr", "num", "number"})
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"#?\s*\d+(?:\.\d+)*[.)]?")
_EMPTY = frozenset({"", "-", "–", "—", "n/a"})
_LINK = re.compile(r"\[[^\[\]]*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_WRAPPED = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(?P<inner>[^*_]+)(?<=\S)\1")


def is_project_table(table: Table) -> bool:
    """Say whether the table has a column of projects."""
    return _column_of(table, _PROJECT) is not None


def names_topics(table: Table) -> bool:
    """Say whether the table's header names a column of topics."""
    return _column_of(table, _NAMES) is not None


def has_status_column(table: Table) -> bool:
    """Say whether one column, and only one, holds nothing but marks."""
    return _mark_column(table) is not None


def describe(table: Table) -> str:
    """Name a table by its header."""
    cells = [cell for cell in table.header if cell]
    return f"“{' | '.join(cells)[:60]}”"


def draft_rows(table: Table, path: Path) -> Iterator[Draft]:
    """Draft a topic for each row; what stands in the other columns becomes its details."""
    column = _title_column(table)
    marks = _mark_column(table)
    kind = TopicKind.PROJECT if is_project_table(table) else TopicKind.TOPIC
    for row in table.rows:
        cell = row.cells[column]
        mark = read_cell(cell.text)
        text, others = _split_links(_unwrapped(mark.rest if mark else cell.text))
        if text in _EMPTY:
            continue
        if mark is None and marks is not None:
            mark = read_cell(row.cells[marks].text)
            cell = row.cells[marks] if mark else cell
        labels = _labels(table, row, {column, marks})
        yield Draft(row.line, cell.column, path, text, mark, kind, details=others, labels=labels)


def _labels(table: Table, row: Row, shown: set[int | None]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (label, cell.text)
        for number, (label, cell) in enumerate(zip(table.header, row.cells, strict=False))
        if number not in shown
        and cell.text.casefold() not in _EMPTY
        and not (_NUMBER.fullmatch(cell.text) and _words(label) <= _COUNTS)
    )


def _title_column(table: Table) -> int:
    named = _column_of(table, _PROJECT)
    if named is None:
        named = _column_of(table, _NAMES)
    if named is not None:
        return named
    for number in range(len(table.header)):
        if not all(_is_number_or_mark(row.cells[number].text) for row in table.rows):
            return number
    return 0


def _column_of(table: Table, names: frozenset[str]) -> int | None:
    """Find the first column whose header says nothing but these words."""
    for number, cell in enumerate(table.header):
        words = _words(cell)
        if words and words <= names:
            return number
    return None


def _mark_column(table: Table) -> int | None:
    """Find the one column that holds nothing but marks; several are a comparison, no status."""
    columns: list[int] = []
    for number in range(len(table.header)):
        cells = [row.cells[number].text for row in table.rows]
        marks = [read_cell(cell) for cell in cells if cell]
        if marks and all(mark is not None and not mark.rest for mark in marks):
            columns.append(number)
    return columns[0] if len(columns) == 1 else None


def _is_number_or_mark(cell: str) -> bool:
    mark = read_cell(cell)
    return not cell or bool(_NUMBER.fullmatch(cell)) or (mark is not None and not mark.rest)


def _words(cell: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(cell))


def _unwrapped(cell: str) -> str:
    """Take off the emphasis that a cell is wrapped in as a whole."""
    wrapped = _WRAPPED.fullmatch(cell)
    return wrapped["inner"] if wrapped else cell


def _split_links(cell: str) -> tuple[str, list[str]]:
    """Split a title that is a link from the links that are offered beside it."""
    first = _LINK.match(cell)
    if first is None:
        return cell, []
    rest = cell[first.end() :]
    others = _LINK.findall(rest)
    return (cell, []) if not others or re.search(r"\w", _LINK.sub("", rest)) else (first[0], others)
