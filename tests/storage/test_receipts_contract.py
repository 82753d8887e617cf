"""What every storage promises of receipts: a key is taken once, with what it stands for."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from core.ports import UnitOfWork
from tests.storage.conftest import Run
from tests.storage.scenes import ANN, JOINED, ZONE

KEY = "telegram:update:123"


def take(key: str = KEY, *, at: datetime = JOINED) -> Callable[[UnitOfWork], bool]:
    def work(unit: UnitOfWork) -> bool:
        taken = unit.receipts.take(key, at=at)
        unit.commit()
        return taken

    return work


def forget(before: datetime) -> Callable[[UnitOfWork], int]:
    def work(unit: UnitOfWork) -> int:
        forgotten = unit.receipts.forget(before)
        unit.commit()
        return forgotten

    return work


class TestReceipts:
    def test_a_key_is_taken_once(self, run: Run) -> None:
        answers = [run(take())[0] for _ in range(3)]

        assert answers == [True, False, False]

    def test_within_one_unit_of_work_a_key_is_taken_once_too(self, run: Run) -> None:
        def twice(unit: UnitOfWork) -> tuple[bool, bool]:
            return unit.receipts.take(KEY, at=JOINED), unit.receipts.take(KEY, at=JOINED)

        assert run(twice) == [(True, False)]

    def test_keys_are_told_apart_to_the_letter(self, run: Run) -> None:
        keys = [KEY, KEY.upper(), f"{KEY} ", "telegram:callback:123", "ключ-🔑"]

        assert run(*(take(key) for key in keys)) == [True] * len(keys)

    def test_a_key_taken_without_a_commit_is_free_again(self, run: Run) -> None:
        run(lambda unit: unit.receipts.take(KEY, at=JOINED))

        assert run(take()) == [True]

    def test_of_many_that_take_a_key_at_once_one_gets_it(self, run: Run) -> None:
        assert sorted(run(*(take() for _ in range(8)))) == [False] * 7 + [True]

    def test_what_a_key_stands_for_is_written_by_the_one_that_took_it(self, run: Run) -> None:
        def join_once(unit: UnitOfWork) -> None:
            if unit.receipts.take(KEY, at=JOINED):
                unit.learners.add(ANN, zone=ZONE, language="en", joined=JOINED)
                unit.commit()

        run(*(join_once for _ in range(4)))

        [found] = run(lambda unit: unit.learners.of_account(ANN))
        assert found is not None

    def test_old_keys_are_forgotten_and_counted_and_the_others_stay(self, run: Run) -> None:
        day = timedelta(days=1)
        run(take("first"), take("second", at=JOINED + day), take("third", at=JOINED + 2 * day))

        forgotten = run(forget(JOINED + 2 * day))

        assert forgotten == [2]
        assert run(take("first"), take("second"), take("third")) == [True, True, False]

    def test_forgetting_where_nothing_is_old_forgets_nothing(self, run: Run) -> None:
        run(take())

        assert run(forget(JOINED)) == [0]

    def test_a_naive_instant_is_refused(self, run: Run) -> None:
        with pytest.raises(ValueError, match="aware"):
            run(take(at=JOINED.astimezone(UTC).replace(tzinfo=None)))
