"""What every storage promises of learners by their id: found whole, held, with their accounts."""

from collections.abc import Callable

import pytest

from core.learner import LearnerId
from core.ports import UnitOfWork
from tests.storage.conftest import Run
from tests.storage.scenes import ANN, BEN, Enrolled, enrol


def act_by_id(enrolled: Enrolled) -> Callable[[UnitOfWork], int]:
    """Write one action, numbered after what was read; give its number."""

    def work(unit: UnitOfWork) -> int:
        learner = unit.learners.get(enrolled.learner.id)
        action = len(unit.history.of_learner(learner.id)) + 1
        unit.history.append([enrolled.did(action, 1)])
        unit.commit()
        return action

    return work


def test_a_learner_is_the_same_by_id_as_by_account(run: Run) -> None:
    [ann, ben] = run(enrol(ANN), enrol(BEN))

    found = run(
        lambda unit: unit.learners.get(ann.learner.id),
        lambda unit: unit.learners.get(ben.learner.id),
    )

    assert found == [ann.learner, ben.learner]


def test_an_id_that_is_nobodys_is_a_key_error_and_has_no_accounts(run: Run) -> None:
    with pytest.raises(KeyError):
        run(lambda unit: unit.learners.get(LearnerId(99)))

    assert run(lambda unit: unit.learners.accounts(LearnerId(99))) == [()]


def test_the_accounts_of_a_learner_are_theirs_alone(run: Run) -> None:
    [ann, ben] = run(enrol(ANN), enrol(BEN))

    accounts = run(
        lambda unit: unit.learners.accounts(ann.learner.id),
        lambda unit: unit.learners.accounts(ben.learner.id),
    )

    assert accounts == [(ANN,), (BEN,)]


def test_units_of_work_on_one_learner_by_id_never_interleave(run: Run) -> None:
    [ann] = run(enrol(ANN))

    actions = run(*[act_by_id(ann)] * 12)

    assert sorted(actions) == [*range(1, 13)]
