"""What every storage promises of an enrolment's part in the daily mix."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.learner import Enrolment
from core.ports import UnitOfWork
from tests.storage.conftest import Run
from tests.storage.scenes import ANN, BEN, JOINED, enrol


def set_to(
    enrolment: Enrolment, share: int, since: datetime | None
) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.enrolments.set_share(enrolment.id, share, since)
        unit.commit()

    return work


@pytest.fixture
def anns(run: Run) -> Enrolment:
    return run(enrol(ANN))[0].enrolment


@pytest.fixture
def bens(run: Run) -> Enrolment:
    return run(enrol(BEN))[0].enrolment


def test_a_new_enrolment_is_in_no_mix(run: Run, anns: Enrolment) -> None:
    assert (anns.share, anns.mixed) == (0, None)
    assert run(lambda unit: unit.enrolments.get(anns.id)) == [anns]


@pytest.mark.parametrize(("share", "since"), [(2, JOINED), (0, None)])
def test_the_share_set_last_holds_for_that_enrolment_alone(
    run: Run, anns: Enrolment, bens: Enrolment, share: int, since: datetime | None
) -> None:
    run(set_to(anns, 1, JOINED - timedelta(days=1)))

    run(set_to(anns, share, since))

    mixed = replace(anns, share=share, mixed=since)
    assert run(lambda unit: unit.enrolments.get(anns.id)) == [mixed]
    assert run(lambda unit: unit.enrolments.of_learner(anns.learner)) == [(mixed,)]
    assert run(lambda unit: unit.enrolments.get(bens.id)) == [bens]


def test_since_when_it_is_mixed_comes_back_in_utc_and_is_never_naive(
    run: Run, anns: Enrolment
) -> None:
    run(set_to(anns, 1, JOINED.astimezone(timezone(timedelta(hours=9)))))

    [kept] = run(lambda unit: unit.enrolments.get(anns.id))
    assert kept.mixed is not None
    assert (kept.mixed, kept.mixed.tzinfo) == (JOINED, UTC)
    with pytest.raises(ValueError, match="aware"):
        run(set_to(anns, 1, JOINED.replace(tzinfo=None)))
