"""Receipts, as rows."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from storage import tables
from storage.link import Link

_R = tables.receipt.c

_TAKEN = select(_R.at).where(_R.key == bindparam("key"))
_TAKE = insert(tables.receipt)
_FORGET = delete(tables.receipt).where(_R.at < bindparam("before", type_=_R.at.type))


class SqlReceipts:
    """Remember in the database what was handled."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def take(self, key: str, *, at: datetime) -> bool:
        """Take a key; say False where it was taken before, by a unit of work that was kept.

        Of two units of work that race for a key, the second is run again, and finds it taken.
        """
        if self._link.row(_TAKEN, key=key) is not None:
            return False
        self._link.write(_TAKE, key=key, at=at)
        return True

    def forget(self, before: datetime) -> int:
        """Forget the keys taken before an instant; say how many they were."""
        return self._link.write(_FORGET, before=before)
