"""A link: Core statements run on the driver's own cursor, each compiled once.

SQLAlchemy's execution layer costs several times what SQLite itself needs for a statement of one
row, so on every turn's path only its compiler and its types are used.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Delete, Dialect, Insert, Select, Update

from core.learner import LearnerId

Statement = Select[*tuple[Any, ...]] | Insert | Update | Delete
Row = tuple[Any, ...]
_Process = Callable[[Any], Any]


class Cursor(Protocol):
    """What is used of a DB-API cursor."""

    @property
    def rowcount(self) -> int:
        """How many rows the last statement wrote."""
        ...

    def execute(self, operation: str, parameters: Sequence[object], /) -> object:
        """Run one statement."""
        ...

    def executemany(self, operation: str, rows: Iterable[Sequence[object]], /) -> object:
        """Run one statement for many parameters."""
        ...

    def fetchall(self) -> Sequence[Any]:
        """Give all rows of the last statement."""
        ...


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement in the driver's words, with what its values pass through on the way.

    ``order`` names the value of each of its placeholders.
    """

    sql: str
    order: tuple[str, ...]
    writes: Mapping[str, _Process]
    reads: tuple[tuple[int, _Process], ...]

    def parameters(self, values: Mapping[str, object]) -> list[object]:
        """Turn values into what the driver takes."""
        return [
            self.writes[name](values[name]) if name in self.writes else values[name]
            for name in self.order
        ]

    def rows_of(self, columns: Mapping[str, Iterable[object]]) -> list[tuple[object, ...]]:
        """Turn columns of values into rows as the driver takes them."""
        # Column by column, as a large roadmap has five thousand rows.
        taken = (
            map(self.writes[name], columns[name]) if name in self.writes else columns[name]
            for name in self.order
        )
        return list(zip(*taken, strict=True))

    def rows(self, fetched: Sequence[Any]) -> Sequence[Row]:
        """Turn what the driver gave into values."""
        if not self.reads or not fetched:
            return fetched
        columns: list[Iterable[Any]] = list(zip(*fetched, strict=True))
        for index, process in self.reads:
            columns[index] = map(process, columns[index])
        return list(zip(*columns, strict=True))


class Compiler:
    """Compile statements for one dialect, each once; one is shared by all threads of a gateway."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._compiled: dict[Statement, Compiled] = {}

    def __call__(self, statement: Statement, values: Mapping[str, object]) -> Compiled:
        """Give a statement compiled; the names of the values are the columns it writes."""
        compiled = self._compiled.get(statement)
        if compiled is None:
            # Two threads may both get here; they put the same thing.
            compiled = self._compiled[statement] = self._compile(statement, list(values))
        return compiled

    def _compile(self, statement: Statement, names: list[str]) -> Compiled:
        compiled = statement.compile(dialect=self._dialect, column_keys=names)
        writes = (
            (name, bind.type.dialect_impl(self._dialect).bind_processor(self._dialect))
            for name, bind in compiled.binds.items()
        )
        reads = (
            (index, column.type.dialect_impl(self._dialect).result_processor(self._dialect, None))
            for index, column in enumerate(statement.exported_columns)
        )
        return Compiled(
            str(compiled),
            tuple(compiled.positiontup or ()),
            {name: process for name, process in writes if process},
            tuple((index, process) for index, process in reads if process),
        )


class Link:
    """Run statements inside one unit of work; ``held`` are the learners nobody else can change."""

    __slots__ = ("_compile", "_cursor", "held")

    def __init__(self, cursor: Cursor, compiler: Compiler) -> None:
        self._cursor = cursor
        self._compile = compiler
        self.held: set[LearnerId] = set()

    def rows(self, statement: Statement, **values: object) -> Sequence[Row]:
        """Run a statement and give its rows."""
        compiled = self._compile(statement, values)
        self._cursor.execute(compiled.sql, compiled.parameters(values))
        return compiled.rows(self._cursor.fetchall())

    def row(self, statement: Statement, **values: object) -> Row | None:
        """Run a statement and give its first row, or None."""
        rows = self.rows(statement, **values)
        return rows[0] if rows else None

    def added(self, statement: Insert, **values: object) -> int:
        """Run an insert that returns the id of its row, and give it."""
        number: int = self.rows(statement, **values)[0][0]
        return number

    def write(self, statement: Insert | Update | Delete, **values: object) -> int:
        """Run a statement that gives no rows; say how many it wrote or deleted."""
        compiled = self._compile(statement, values)
        self._cursor.execute(compiled.sql, compiled.parameters(values))
        return self._cursor.rowcount

    def write_all(self, statement: Insert | Update, rows: list[dict[str, object]]) -> None:
        """Run a statement that gives no rows for each of some rows."""
        if rows:
            compiled = self._compile(statement, rows[0])
            self._cursor.executemany(compiled.sql, [compiled.parameters(row) for row in rows])

    def write_columns(
        self, statement: Insert | Update, columns: Mapping[str, Sequence[object]]
    ) -> None:
        """Run a statement that gives no rows for each row of columns, which are equally long."""
        compiled = self._compile(statement, columns)
        if rows := compiled.rows_of(columns):
            self._cursor.executemany(compiled.sql, rows)
