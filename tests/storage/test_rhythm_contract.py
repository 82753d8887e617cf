"""What every storage promises of a learner's rhythm: it comes back whole, and is theirs alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, timedelta, timezone

import pytest

from core.goal import Goal, Per
from core.learner import Learner, LearnerId
from core.ports import UnitOfWork
from core.rhythm import PLAIN_RHYTHM, DayStart, Rhythm
from core.streak_rules import Pause, RestDays, StreakRules
from core.weekdays import Days
from tests.storage.conftest import Run
from tests.storage.scenes import ANN, BEN, JOINED, enrol

TODAY = date(2026, 5, 3)
LATER = TODAY + timedelta(days=21)
FULL = Rhythm(
    DayStart(240, 30, JOINED),
    StreakRules(
        (RestDays(TODAY, Days.WEEKENDS), RestDays(LATER, Days(0)), RestDays(LATER, Days.MONDAY)),
        (Pause(TODAY, TODAY), Pause(LATER, date(2027, 2, 28))),
    ),
    (Goal(3, Per.WEEK, TODAY), Goal(2, Per.DAY, LATER)),
)


def save(learner: Learner, rhythm: Rhythm) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.learners.save(replace(learner, rhythm=rhythm))
        unit.commit()

    return work


def pause(days: int) -> Callable[[UnitOfWork], None]:
    """Add one pause to what the learner said so far."""

    def work(unit: UnitOfWork) -> None:
        learner = unit.learners.of_account(ANN)
        assert learner is not None
        day = TODAY + timedelta(days)
        rules = learner.rhythm.rules.pausing(day, day, TODAY)
        unit.learners.save(replace(learner, rhythm=replace(learner.rhythm, rules=rules)))
        unit.commit()

    return work


def of(run: Run, learner: LearnerId) -> Rhythm:
    [found] = run(lambda unit: unit.learners.get(learner).rhythm)
    return found


@pytest.fixture
def ann(run: Run) -> Learner:
    return run(enrol(ANN))[0].learner


@pytest.fixture
def ben(run: Run) -> Learner:
    return run(enrol(BEN))[0].learner


def test_who_never_said_anything_of_it_has_the_plain_one(run: Run, ann: Learner) -> None:
    assert of(run, ann.id) == PLAIN_RHYTHM


@pytest.mark.parametrize(
    "rhythm",
    [
        FULL,
        Rhythm(DayStart(719)),
        Rhythm(rules=StreakRules(pauses=(Pause(date(2026, 1, 1), date(2026, 12, 31)),))),
        Rhythm(goals=(Goal(999_999, Per.DAY, date(1, 1, 1)),)),
        PLAIN_RHYTHM,
    ],
)
def test_what_is_saved_last_comes_back_whole_and_is_nobody_elses(
    run: Run, ann: Learner, ben: Learner, rhythm: Rhythm
) -> None:
    run(save(ann, FULL))

    run(save(ann, rhythm))

    [by_account] = run(lambda unit: unit.learners.of_account(ANN))
    [by_id] = run(lambda unit: unit.learners.get(ann.id))
    assert by_account == by_id == replace(ann, rhythm=rhythm)
    assert of(run, ben.id) == PLAIN_RHYTHM


def test_the_days_of_a_rest_come_back_as_days(run: Run, ann: Learner) -> None:
    run(save(ann, FULL))

    rests = of(run, ann.id).rules.rests

    assert [type(rest.days) for rest in rests] == [Days, Days, Days]


def test_the_instant_since_which_days_start_late_comes_back_in_utc(run: Run, ann: Learner) -> None:
    tokyo = JOINED.astimezone(timezone(timedelta(hours=9)))

    run(save(ann, Rhythm(DayStart(240, 0, tokyo))))

    since = of(run, ann.id).day_start.since
    assert since is not None
    assert (since, since.tzinfo) == (JOINED, UTC)


def test_a_naive_instant_since_which_days_start_late_is_refused(run: Run, ann: Learner) -> None:
    naive = Rhythm(DayStart(240, 0, JOINED.replace(tzinfo=None)))

    with pytest.raises(ValueError, match="aware"):
        run(save(ann, naive))

    assert of(run, ann.id) == PLAIN_RHYTHM


def test_of_what_is_said_at_once_nothing_is_lost(run: Run, ann: Learner) -> None:
    run(*map(pause, range(12)))

    pauses = of(run, ann.id).rules.pauses

    assert sorted(pause.first for pause in pauses) == [TODAY + timedelta(n) for n in range(12)]


def test_without_a_commit_nothing_is_kept(run: Run, ann: Learner) -> None:
    run(lambda unit: unit.learners.save(replace(ann, rhythm=FULL)))

    assert of(run, ann.id) == PLAIN_RHYTHM
