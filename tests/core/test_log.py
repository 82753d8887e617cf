"""The log: what follows from it is the same, carried on or worked out anew."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.history import Event, EventKind
from core.learner import EnrolmentId
from core.log import Log
from core.progress import progress, standing
from core.streak import streak
from tests.builders import TODAY, event, roadmap

PYTHON = roadmap()
KINDS = st.sampled_from([EventKind.DONE, EventKind.SKIPPED, EventKind.TICKED, EventKind.UNDONE])
ACTS = st.lists(st.tuples(KINDS, st.integers(1, 9), st.integers(1, 2)), max_size=30)


def written(acts: list[tuple[EventKind, int, int]]) -> list[Event]:
    """Make a log; an undoing takes back an action before it."""
    return [
        replace(
            event(number, None, kind, undoes=min(what, number))
            if kind is EventKind.UNDONE
            else event(number, what, kind),
            enrolment=EnrolmentId(enrolment),
        )
        for number, (kind, what, enrolment) in enumerate(acts, start=1)
    ]


@given(ACTS, st.lists(st.integers(0, 30), max_size=4))
def test_a_log_carried_on_in_pieces_says_what_the_whole_says(
    acts: list[tuple[EventKind, int, int]], cuts: list[int]
) -> None:
    events = written(acts)
    log, begin = Log.of(), 0
    for end in [*sorted(min(cut, len(events)) for cut in cuts), len(events)]:
        log.progress(EnrolmentId(1), PYTHON)
        log = log.then(events[begin:end])
        begin = end
    mine = [each for each in standing(events) if each.enrolment == 1]
    assert (log, log.standing) == (Log.of(events), standing(events))
    assert log.progress(EnrolmentId(1), PYTHON) == progress(PYTHON, mine)
    assert log.streak(TODAY) == streak(standing(events), TODAY)


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
