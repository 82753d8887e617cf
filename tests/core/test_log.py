"""The log: what follows from it is the same, carried on or worked out anew."""

from dataclasses import replace
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from core.history import Event, EventKind
from core.learner import EnrolmentId
from core.ledger import ledger
from core.log import Log
from core.progress import progress, standing
from core.streak import streak
from core.streak_rules import PLAIN_RULES, StreakRules
from tests.builders import TODAY, days_ago, event, roadmap
from tests.core.streak_draws import some_rules, studied

PYTHON = roadmap()
KINDS = st.sampled_from([kind for kind in EventKind if kind is not EventKind.REVIEWED])
Act: TypeAlias = tuple[EventKind, int, int, int]
ACT = st.tuples(KINDS, st.integers(1, 9), st.integers(1, 2), st.integers(0, 30))
ACTS = st.lists(ACT, max_size=30)


def written(acts: list[Act]) -> list[Event]:
    """Make a log; an undoing takes back an action before it."""
    return [
        replace(
            event(number, None, kind, undoes=min(what, number))
            if kind is EventKind.UNDONE
            else event(number, None if kind is EventKind.RESET else what, kind, day=days_ago(ago)),
            enrolment=EnrolmentId(enrolment),
        )
        for number, (kind, what, enrolment, ago) in enumerate(acts, start=1)
    ]


@given(ACTS, st.lists(st.integers(0, 30), max_size=4), some_rules())
def test_a_log_carried_on_in_pieces_says_what_the_whole_says(
    acts: list[Act], cuts: list[int], rules: StreakRules
) -> None:
    events = written(acts)
    log, begin = Log.of(), 0
    for end in [*sorted(min(cut, len(events)) for cut in cuts), len(events)]:
        log.progress(EnrolmentId(1), PYTHON)
        log.streak(TODAY, rules)
        log = log.then(events[begin:end])
        begin = end
    mine = [each for each in standing(events) if each.enrolment == 1]
    assert (log, log.standing) == (Log.of(events), standing(events))
    assert log.progress(EnrolmentId(1), PYTHON) == progress(PYTHON, mine)
    done = log.done_in(EnrolmentId(1)) & PYTHON.by_id.keys()
    assert done == progress(PYTHON, mine).completions.keys()
    assert log.streak(TODAY, rules) == streak(standing(events), rules, TODAY)
    assert log.ledger(TODAY, rules) == ledger(standing(events), rules, TODAY)


@given(st.lists(st.integers(0, 30), min_size=1), st.integers(0, 30), some_rules())
def test_a_streak_that_was_asked_for_goes_on_with_any_day(
    before: list[int], ago: int, rules: StreakRules
) -> None:
    log = Log.of(studied(*before))
    log.streak(TODAY, rules)
    longer = log.then([event(99, 1, day=days_ago(ago))])
    assert longer.streak(TODAY, rules) == streak(longer.standing, rules, TODAY)


@given(ACTS, ACTS, some_rules())
def test_actions_and_then_their_undoings_leave_all_that_follows_as_it_was(
    before: list[Act], acts: list[Act], rules: StreakRules
) -> None:
    log = Log.of(written(before))
    start = follows(log, rules)
    for action in written([*before, *acts])[len(before) :]:
        if action.kind is not EventKind.UNDONE:
            log = log.then([action])
            follows(log, rules)
    for action in reversed(log.events[len(before) :]):
        undone = len(before) + len(acts) + len(log) + 1
        log = log.then([event(undone, None, EventKind.UNDONE, undoes=action.action)])
    assert follows(log, rules) == start


def follows(log: Log, rules: StreakRules) -> tuple[object, ...]:
    """Give all that a learner is ever told of a log."""
    return (
        log.standing,
        log.progress(EnrolmentId(1), PYTHON),
        log.streak(TODAY, PLAIN_RULES),
        log.streak(TODAY, rules),
        log.ledger(TODAY, rules),
    )


@given(some_rules())
def test_each_learner_is_judged_by_their_own_rules(rules: StreakRules) -> None:
    log = Log.of([event(1, 1, day=days_ago(9)), event(2, 2, day=days_ago(2))])
    assert [log.streak(TODAY, each) for each in (PLAIN_RULES, rules, PLAIN_RULES)] == [
        streak(log.standing, each, TODAY) for each in (PLAIN_RULES, rules, PLAIN_RULES)
    ]


def test_carrying_a_log_on_leaves_the_shorter_one_as_it_was() -> None:
    shorter = Log.of([event(1, 1)])
    before = shorter.progress(EnrolmentId(1), PYTHON)
    shorter.then([event(2, 2)])
    assert (len(shorter), shorter.progress(EnrolmentId(1), PYTHON)) == (1, before)


def test_a_roadmap_that_changed_is_looked_at_anew() -> None:
    log = Log.of([event(1, 1), event(2, 8)])
    log.progress(EnrolmentId(1), PYTHON)
    shorter = replace(PYTHON, topics=PYTHON.topics[:4], revision=2)
    assert log.progress(EnrolmentId(1), shorter).overall.done == 1
