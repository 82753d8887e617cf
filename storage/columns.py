"""Column types that read back as the same Python value on SQLite and PostgreSQL."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

Id = BigInteger().with_variant(Integer, "sqlite")
"""A row's id; SQLite counts up only a column that it calls INTEGER."""

_MICROSECOND = timedelta(microseconds=1)


def in_utc(instant: datetime) -> datetime:
    """Give an aware instant in UTC; raise ValueError for a naive one."""
    if instant.tzinfo is None:
        message = "an instant needs an aware datetime"
        raise ValueError(message)
    return instant.astimezone(UTC)


class Instant(TypeDecorator[datetime]):
    """An aware instant, in UTC: ``timestamptz`` on PostgreSQL, sortable ISO 8601 text on SQLite."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column by dialect; SQLite has no type for instants."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(32))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """Write an instant; raise ValueError for a naive one."""
        if value is None:
            return None
        utc = in_utc(value)
        return utc.isoformat(timespec="microseconds") if dialect.name == "sqlite" else utc

    def process_result_value(
        self,
        value: datetime | str | None,
        dialect: Dialect,  # noqa: ARG002 - the signature is SQLAlchemy's
    ) -> datetime | None:
        """Read an instant; PostgreSQL gives it in the zone of the session."""
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return value.astimezone(UTC)


class SecondsLater(FunctionElement[datetime]):
    """The instant that lies as many seconds, the second argument, after the first, a whole one."""

    type = Instant()
    inherit_cache = True


@compiles(SecondsLater, "postgresql")
def _on_postgres(element: SecondsLater, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401 - passed on
    instant, seconds = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{instant} + ({seconds}) * INTERVAL '1 second'"


@compiles(SecondsLater, "sqlite")
def _on_sqlite(element: SecondsLater, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401 - passed on
    instant, seconds = (compiler.process(clause, **how) for clause in element.clauses)
    # As Instant writes it, so that instants sort.
    whole = f"strftime('%Y-%m-%dT%H:%M:%S', {instant}, ({seconds}) || ' seconds')"
    return f"{whole} || '.000000+00:00'"


class Duration(TypeDecorator[timedelta]):
    """A length of time, as its microseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Write the length as a number."""
        return None if value is None else value // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Read the number back."""
        return None if value is None else value * _MICROSECOND


class Strings(TypeDecorator[tuple[Any, ...]]):
    """A tuple of strings, or of such tuples, as JSON text.

    Its processors are given straight to the driver's rows, as a roadmap has thousands of them.
    """

    impl = Text
    cache_ok = True

    def bind_processor(
        self,
        dialect: Dialect,  # noqa: ARG002 - the signature is SQLAlchemy's
    ) -> Callable[[tuple[Any, ...] | None], str | None]:
        """Write the tuple as JSON."""
        return _written

    def result_processor(
        self,
        dialect: Dialect,  # noqa: ARG002 - the signature is SQLAlchemy's
        coltype: object,  # noqa: ARG002 - the signature is SQLAlchemy's
    ) -> Callable[[str | None], tuple[Any, ...] | None]:
        """Read the JSON back, lists as tuples."""
        return _read


class Words(TypeDecorator[Mapping[str, str]]):
    """Strings by name, as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, str] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Write the mapping as JSON."""
        return None if value is None else json.dumps(dict(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, str] | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Read the JSON back."""
        return None if value is None else json.loads(value)


_decode = json.JSONDecoder().raw_decode
_SHORT = 100


def _written(value: tuple[Any, ...] | None) -> str | None:
    if not value:
        return None if value is None else "[]"
    return _encode(value)


def _encode(value: tuple[Any, ...]) -> str:
    parts = [encode_basestring(it) if isinstance(it, str) else _encode(it) for it in value]
    return f"[{', '.join(parts)}]"


def _read(value: str | None) -> tuple[Any, ...] | None:
    if value is None:
        return None
    # Most topics have no other names, and those of one section share their path; what has parts is
    # seldom the same twice.
    if len(value) < _SHORT and not value.startswith("[["):
        return _remembered(value)
    return _tuples(_decode(value)[0])


@lru_cache(maxsize=256)
def _remembered(value: str) -> tuple[Any, ...]:
    return _tuples(_decode(value)[0])


def _tuples(value: list[Any]) -> tuple[Any, ...]:
    return tuple([_tuples(item) if isinstance(item, list) else item for item in value])
