"""Progress: what the log makes of a roadmap, and which topic comes next."""

from core.history import Event, EventKind
from core.progress import Count, progress, standing
from tests.builders import event, roadmap, topic

SKIPPED, UNDONE = EventKind.SKIPPED, EventKind.UNDONE


def numbers_pending(*events: Event) -> list[int]:
    log = standing(events)
    return [each.number for each in progress(roadmap(), log).pending]


def test_topics_come_in_the_order_of_the_roadmap() -> None:
    assert numbers_pending() == [1, 2, 3, 4, 5, 6, 7, 8]


def test_what_is_done_is_offered_no_more() -> None:
    assert numbers_pending(event(1, 1), event(2, 3)) == [2, 4, 5, 6, 7, 8]


def test_a_skipped_topic_comes_again_at_the_end_of_its_section() -> None:
    assert numbers_pending(event(1, 1, SKIPPED)) == [2, 3, 1, 4, 5, 6, 7, 8]


def test_several_skipped_topics_come_again_in_the_order_they_were_skipped() -> None:
    log = [event(1, 2, SKIPPED), event(2, 1, SKIPPED)]
    assert numbers_pending(*log) == [3, 2, 1, 4, 5, 6, 7, 8]


def test_a_topic_skipped_twice_comes_at_the_end_of_the_roadmap() -> None:
    log = [event(1, 1, SKIPPED), event(2, 1, SKIPPED)]
    assert numbers_pending(*log) == [2, 3, 4, 5, 6, 7, 8, 1]


def test_the_last_of_a_section_comes_at_the_end_of_the_roadmap_when_skipped() -> None:
    log = [event(1, 1), event(2, 2), event(3, 3, SKIPPED)]
    assert numbers_pending(*log) == [4, 5, 6, 7, 8, 3]


def test_the_only_topic_left_is_offered_though_it_was_skipped() -> None:
    log = [*(event(n, n) for n in range(1, 8)), event(8, 8, SKIPPED), event(9, 8, SKIPPED)]
    assert numbers_pending(*log) == [8]


def test_skipping_on_never_leaves_a_topic_out() -> None:
    log: list[Event] = []
    for action in range(1, 40):
        current = progress(roadmap(), log).current
        assert current is not None
        log.append(event(action, current.number, SKIPPED))
    assert sorted(numbers_pending(*log)) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_an_undone_action_never_happened() -> None:
    assert numbers_pending(event(1, 1), event(2, None, UNDONE, undoes=1))[0] == 1


def test_undoing_an_action_takes_back_all_its_topics() -> None:
    log = [event(1, 1), event(1, 2), event(2, None, UNDONE, undoes=1)]
    assert numbers_pending(*log)[:2] == [1, 2]


def test_a_ticked_box_counts_as_done() -> None:
    assert progress(roadmap(), [event(1, 1, EventKind.TICKED)]).overall == Count(1, 8)


def test_a_topic_known_before_counts_as_done() -> None:
    found = progress(roadmap(), [event(1, 1, EventKind.KNOWN)])
    assert (found.overall, found.current) == (Count(1, 8), found.roadmap.topics[1])


def test_a_roadmap_begun_anew_forgets_what_was_done_and_put_aside_before() -> None:
    before = [event(1, 1), event(2, 2, EventKind.KNOWN), event(3, 3, SKIPPED)]
    anew = [*before, event(4, None, EventKind.RESET)]
    assert numbers_pending(*anew) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert numbers_pending(*anew, event(5, 3)) == [1, 2, 4, 5, 6, 7, 8]
    assert numbers_pending(*anew, event(5, None, UNDONE, undoes=4)) == numbers_pending(*before)


def test_a_topic_that_left_the_roadmap_counts_nowhere() -> None:
    assert progress(roadmap(), [event(1, 99)]).overall == Count(0, 8)


def test_the_first_completion_is_the_one_that_stays() -> None:
    first = event(1, 1)
    found = progress(roadmap(), [first, event(2, 1)])
    assert found.completions == {first.topic: first}


def test_a_finished_roadmap_offers_nothing() -> None:
    found = progress(roadmap(), [event(n, n) for n in range(1, 9)])
    assert (found.current, found.overall.complete) == (None, True)


def test_projects_are_counted_apart_and_in_the_whole() -> None:
    found = progress(roadmap(projects=2), [event(1, 9)])
    assert (found.count(found.roadmap.topics[8:]), found.overall) == (Count(1, 2), Count(1, 10))


def test_a_number_out_of_range_names_no_topic() -> None:
    assert [roadmap().numbered(n) for n in (0, -1, 9)] == [None, None, None]
    assert roadmap().numbered(1) == topic(1, "Installing Python", ("PHASE 1: Basics", "1.1 Start"))
