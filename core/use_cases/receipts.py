"""Receipts: what was handled is remembered for as long as it may come again."""

from datetime import datetime, timedelta

from core.ports import UnitOfWork

KEPT_FOR = timedelta(days=7)
"""Telegram holds an update for a day; a host's machine may stand still, or its clock be wrong."""


def forget_receipts(work: UnitOfWork, now: datetime) -> int:
    """Forget what was handled too long ago to come again; say how much it was."""
    forgotten = work.receipts.forget(now - KEPT_FOR)
    work.commit()
    return forgotten
