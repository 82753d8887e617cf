"""What all tables belong to, and how their constraints and indexes are named."""

from typing import Any

from sqlalchemy import Column, ColumnElement, Index, MetaData

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def partial_index(
    name: str, *columns: Column[Any], where: ColumnElement[bool], unique: bool = False
) -> None:
    """Index those rows of a table alone that fulfil a condition, on both databases."""
    Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)
