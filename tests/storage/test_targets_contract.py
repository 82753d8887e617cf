"""What every storage promises of targets: one an enrolment at most, until it is taken away."""

from collections.abc import Callable
from datetime import date

import pytest

from core.goal import Target
from core.learner import EnrolmentId
from core.ports import UnitOfWork
from tests.storage.conftest import Run
from tests.storage.scenes import ANN, BEN, enrol

JUNE = Target(date(2026, 6, 30), since=date(2026, 5, 3))
AUTUMN = Target(date(2026, 9, 2), since=date(2026, 6, 1))


def set_to(enrolment: EnrolmentId, target: Target | None) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.enrolments.set_target(enrolment, target)
        unit.commit()

    return work


def of(run: Run, enrolment: EnrolmentId) -> Target | None:
    [found] = run(lambda unit: unit.enrolments.target(enrolment))
    return found


@pytest.fixture
def anns(run: Run) -> EnrolmentId:
    return run(enrol(ANN))[0].enrolment.id


@pytest.fixture
def bens(run: Run) -> EnrolmentId:
    return run(enrol(BEN))[0].enrolment.id


def test_an_enrolment_has_none_until_one_is_set(run: Run, anns: EnrolmentId) -> None:
    assert of(run, anns) is None


@pytest.mark.parametrize("target", [AUTUMN, JUNE, None])
def test_what_was_set_last_holds_for_that_enrolment_alone(
    run: Run, anns: EnrolmentId, bens: EnrolmentId, target: Target | None
) -> None:
    run(set_to(anns, JUNE), set_to(bens, JUNE))

    run(set_to(anns, target))

    assert (of(run, anns), of(run, bens)) == (target, JUNE)


def test_taking_away_what_is_not_there_is_nothing(run: Run, anns: EnrolmentId) -> None:
    run(set_to(anns, None))

    assert of(run, anns) is None


def test_those_that_race_to_set_the_first_one_all_do(run: Run, anns: EnrolmentId) -> None:
    choices = [Target(date(2026, 6, day), since=date(2026, 5, 3)) for day in range(1, 7)]

    run(*(set_to(anns, each) for each in choices))

    assert of(run, anns) in choices


def test_a_unit_of_work_reads_the_target_it_has_set_and_keeps_none_without_a_commit(
    run: Run, anns: EnrolmentId
) -> None:
    def set_and_read(unit: UnitOfWork) -> Target | None:
        unit.enrolments.set_target(anns, JUNE)
        return unit.enrolments.target(anns)

    [within] = run(set_and_read)

    assert (within, of(run, anns)) == (JUNE, None)
