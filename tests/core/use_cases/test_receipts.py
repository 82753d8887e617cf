"""Receipts are kept for as long as what they stand for may come again."""

from datetime import timedelta

from core.use_cases.receipts import KEPT_FOR, forget_receipts
from tests.builders import NOON
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf


def test_what_was_handled_long_ago_is_forgotten_and_no_more() -> None:
    work = FakeUnitOfWork(Shelf())
    work.receipts.take("old", at=NOON - KEPT_FOR - timedelta(seconds=1))
    work.receipts.take("young", at=NOON - KEPT_FOR)

    forgotten = forget_receipts(work, NOON)

    assert forgotten == 1
    assert work.committed
    assert [work.receipts.take(key, at=NOON) for key in ("old", "young")] == [True, False]
