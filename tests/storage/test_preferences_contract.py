"""What every storage promises of preferences: each learner's own, the usual ones until then."""

from collections.abc import Callable

import pytest

from core.learner import LearnerId
from core.ports import UnitOfWork
from core.preferences import Preferences
from core.quiet import Quiet
from tests.storage.conftest import Run
from tests.storage.scenes import ANN, BEN, enrol

NIGHT = Quiet(22 * 60, 7 * 60)


def save(learner: LearnerId, preferences: Preferences) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.preferences.save(learner, preferences)
        unit.commit()

    return work


def of(run: Run, learner: LearnerId) -> Preferences:
    [found] = run(lambda unit: unit.preferences.of_learner(learner))
    return found


@pytest.fixture
def ann(run: Run) -> LearnerId:
    return run(enrol(ANN))[0].learner.id


@pytest.fixture
def ben(run: Run) -> LearnerId:
    return run(enrol(BEN))[0].learner.id


def test_who_never_said_any_has_the_usual_ones(run: Run, ann: LearnerId) -> None:
    assert of(run, ann) == Preferences()


@pytest.mark.parametrize(
    "preferences",
    [
        Preferences(NIGHT),
        Preferences(Quiet(0, 1), streak_news=False),
        Preferences(streak_news=False),
        Preferences(badges=False),
        Preferences(dark_pictures=True),
        Preferences(),
    ],
)
def test_what_is_saved_last_is_given_and_is_nobody_elses(
    run: Run, ann: LearnerId, ben: LearnerId, preferences: Preferences
) -> None:
    run(save(ann, Preferences(NIGHT, streak_news=False, badges=False, dark_pictures=True)))

    run(save(ann, preferences))

    assert (of(run, ann), of(run, ben)) == (preferences, Preferences())


def test_those_that_race_to_save_the_first_ones_all_do(run: Run, ann: LearnerId) -> None:
    choices = [Preferences(Quiet(minute, 0)) for minute in range(1, 7)]

    run(*(save(ann, each) for each in choices))

    assert of(run, ann) in choices


def test_without_a_commit_nothing_is_kept(run: Run, ann: LearnerId) -> None:
    run(lambda unit: unit.preferences.save(ann, Preferences(NIGHT)))

    assert of(run, ann) == Preferences()
