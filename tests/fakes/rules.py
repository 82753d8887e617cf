"""What every repository in memory refuses."""

from collections.abc import Iterable
from datetime import UTC, datetime


def refuse(key: object, *, among: Iterable[object]) -> None:
    """Raise ValueError for a key that is there already."""
    if key in among:
        message = f"{key} is there already"
        raise ValueError(message)


def utc(at: datetime) -> datetime:
    """Give an instant in UTC; raise ValueError for a naive one."""
    if at.tzinfo is None:
        message = "an instant needs an aware datetime"
        raise ValueError(message)
    return at.astimezone(UTC)
