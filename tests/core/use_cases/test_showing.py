"""Showing: live messages are taken, and what became of them is written."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from core.destination import Destination
from core.live import EDIT_EVERY, LiveEnd, LiveKey, LiveKind, LiveMessage
from core.use_cases.enrolment import Newcomer
from core.use_cases.focus import FocusShown
from core.use_cases.focusing import Comer, begin_session
from core.use_cases.group_posts import plan_posts
from core.use_cases.live import Content, PostShown, RestShown, Shown
from core.use_cases.places import pause_place, resume_place
from core.use_cases.showing import (
    ASKED_EVERY,
    KEPT_FOR,
    WANTED_FOR,
    end_live,
    forget_live,
    give_up_live,
    lease_live,
    leave_live,
    leave_thread,
    live_shown,
    prepare_live,
    put_off_live,
)
from tests.core.use_cases.group_scenes import (
    ADA,
    CHAT,
    MINUTE,
    PLACE,
    at_work,
    days,
    group,
    library,
    monday,
)
from tests.fakes.unit_of_work import FakeUnitOfWork

NINE = monday(9)
FOCUS = LiveKey(LiveKind.FOCUS, 1, NINE.date())
POST = LiveKey(LiveKind.POST, 1, NINE.date())


def posted() -> FakeUnitOfWork:
    """Give a unit of work with a group whose post is due."""
    work = at_work()
    plan_posts(work, "telegram", NINE, most=9)
    return work


def leased(work: FakeUnitOfWork, at: datetime = NINE) -> LiveMessage:
    """Take the one live message that is due."""
    (live,) = lease_live(work, "telegram", at, most=9, until=at + MINUTE)
    return live


def prepared(work: FakeUnitOfWork, live: LiveMessage, at: datetime = NINE) -> Shown | None:
    """Find out what is to be shown, and hold the message."""
    return prepare_live(work, live, at, until=at + MINUTE)


def showed(work: FakeUnitOfWork, at: datetime, message: str = "7") -> list[Content]:
    """Show all that is due; give what was shown."""
    seen = [
        (live, prepared(work, live, at))
        for live in lease_live(work, "telegram", at, most=9, until=at + MINUTE)
    ]
    for live, shown in seen:
        if shown is not None:
            live_shown(work, live, at, message=message, shown=shown)
    return [shown.content for _, shown in seen if shown is not None]


def changed(work: FakeUnitOfWork) -> LiveMessage:
    """Let the post be sent and changed since; take it anew."""
    assert showed(work, NINE)
    work.live.touch(POST, at=NINE + MINUTE)
    return leased(work, NINE + MINUTE)


def pause(work: FakeUnitOfWork) -> None:
    """Let the chat be closed to the bot."""
    pause_place(work, NINE, *CHAT, PLACE.kind)


def begun() -> FakeUnitOfWork:
    """Give a unit of work with a focus session of 25 minutes that is shown since nine."""
    work = library()
    begin_session(work, ADA, NINE, PLACE, "25", comer=Comer("Ada", Newcomer("UTC", "en")))
    assert showed(work, NINE)
    return work


def due(work: FakeUnitOfWork) -> datetime | None:
    return work.live.next_due("telegram")


def is_over(work: FakeUnitOfWork) -> bool:
    return due(work) is None


def test_what_is_shown_is_true_now_and_is_kept_with_its_id() -> None:
    work = posted()
    live = changed(work)
    seen = prepared(work, live, NINE + MINUTE)

    assert (live.message, live.shown, live.leases) == ("7", NINE, 2)
    assert seen is not None
    assert isinstance(seen.content, PostShown)


def test_what_is_shown_for_the_last_time_is_over() -> None:
    work = posted()
    live = leased(work)
    seen = prepared(work, live)
    assert seen is not None

    live_shown(work, live, NINE, message="7", shown=Shown(seen.content, last=True))
    work.live.touch(live.key, at=NINE + MINUTE)

    assert is_over(work)


def test_what_is_about_to_be_sent_for_the_first_time_may_have_been_from_then_on() -> None:
    work = posted()
    live = leased(work)
    assert prepared(work, live) is not None

    again = leased(work, NINE + MINUTE)

    assert again == replace(live, leases=2, sending=True)


def test_what_is_about_to_be_edited_is_not_being_sent() -> None:
    work = posted()
    live = changed(work)
    assert prepared(work, live, NINE + MINUTE) is not None

    assert not leased(work, NINE + 2 * MINUTE).sending


def test_what_somebody_else_took_when_its_lease_was_over_is_not_shown() -> None:
    work = posted()
    lost = leased(work)
    taken = leased(work, NINE + MINUTE)
    work.committed = False

    assert prepared(work, lost, NINE + MINUTE) is None
    assert not work.committed
    assert prepared(work, taken, NINE + MINUTE) is not None


def test_in_a_paused_place_nothing_new_is_shown() -> None:
    work = posted()
    pause(work)

    assert showed(work, NINE) == []
    work.live.touch(POST, at=NINE + MINUTE)
    assert is_over(work)


def test_what_stands_in_a_paused_place_is_true_again_once_it_is_paused_no_more() -> None:
    work = posted()
    live = changed(work)
    pause(work)
    assert prepared(work, live, NINE + MINUTE) is None
    resume_place(work, *CHAT, PLACE.kind)

    assert due(work) == NINE + MINUTE + ASKED_EVERY
    (seen,) = showed(work, NINE + MINUTE + ASKED_EVERY)
    assert isinstance(seen, PostShown)


def test_a_focus_session_that_ends_in_a_paused_place_has_its_report_when_the_bot_is_back() -> None:
    work = begun()
    pause(work)
    assert showed(work, NINE + 25 * MINUTE) == []
    assert showed(work, NINE + 35 * MINUTE) == []
    resume_place(work, *CHAT, PLACE.kind)

    (report,) = showed(work, NINE + 45 * MINUTE)

    assert isinstance(report, FocusShown)
    assert report.over
    assert is_over(work)


def test_the_report_of_a_session_is_given_up_where_the_bot_does_not_come_back() -> None:
    work = begun()
    pause(work)
    at: datetime | None = NINE

    while at is not None:
        last = at
        assert showed(work, at) == []
        at = due(work)

    assert last.date() == (NINE + WANTED_FOR).date()
    assert forget_live(work, NINE + KEPT_FOR + timedelta(days=1)) == 1


def test_what_is_needless_is_over() -> None:
    work = posted()
    live = leased(work)
    work.groups.save(replace(group(work), next_post=None))

    assert prepared(work, live) is None
    assert is_over(work)


@pytest.mark.parametrize(
    ("again", "last", "asked"),
    [
        (None, False, NINE.replace(hour=0) + WANTED_FOR),
        (NINE + 2 * MINUTE, False, NINE + MINUTE + ASKED_EVERY),
        (None, True, NINE + MINUTE + ASKED_EVERY),
    ],
    ids=["changed by others", "changes by itself", "last words"],
)
def test_what_is_left_as_it_is_is_shown_when_it_changes_or_was_to(
    again: datetime | None, asked: datetime, *, last: bool
) -> None:
    work = posted()
    unseen = Shown(RestShown(group(work), unseen=False), again, last)

    leave_live(work, changed(work), NINE + MINUTE, unseen)
    left = due(work)
    work.live.touch(POST, at=NINE + MINUTE)

    assert left == asked
    assert leased(work, NINE + MINUTE + EDIT_EVERY).message == "7"


def test_what_a_fault_keeps_from_being_shown_is_tried_again_when_it_changes() -> None:
    work = begun()
    work.live.touch(FOCUS, at=NINE + MINUTE)
    live = leased(work, NINE + MINUTE)
    unseen = prepared(work, live, NINE + MINUTE)

    give_up_live(work, live, NINE + MINUTE, unseen)

    assert due(work) == NINE + 25 * MINUTE


@pytest.mark.parametrize("end", [LiveEnd.UNREACHABLE, LiveEnd.GONE, LiveEnd.NEEDLESS])
def test_a_post_that_was_never_sent_leaves_the_group_where_it_was(end: LiveEnd) -> None:
    work = posted()

    end_live(work, leased(work), end)

    assert (days(work), group(work).topic) == ((), None)


def test_a_post_that_was_sent_or_may_have_been_stays_one() -> None:
    maybe, sent, lost, tried = (posted() for _ in range(4))
    end_live(maybe, leased(maybe), LiveEnd.MAYBE_SENT)
    end_live(sent, changed(sent), LiveEnd.GONE)
    late = leased(lost)
    leased(lost, NINE + MINUTE)
    end_live(lost, late, LiveEnd.UNREACHABLE)
    live = leased(tried)
    assert prepared(tried, live) is not None
    end_live(tried, leased(tried, NINE + MINUTE), LiveEnd.UNREACHABLE)

    assert [len(days(work)) for work in (maybe, sent, lost, tried)] == [1] * 4


def test_what_is_put_off_comes_then_and_knows_how_often_it_failed() -> None:
    work = posted()
    put_off_live(work, leased(work), due=NINE + MINUTE, failed=True, sending=True)

    assert lease_live(work, "telegram", NINE, most=9, until=NINE) == ()
    again = leased(work, NINE + MINUTE)
    assert (again.failed, again.sending) == (1, True)


def test_a_group_whose_thread_is_closed_is_put_off_work_and_told_of_once() -> None:
    work = posted()
    live = leased(work)

    assert [leave_thread(work, live), leave_thread(work, live)] == ["Python", None]
    assert (group(work).next_post, group(work).topic, days(work)) == (None, None, ())
    assert is_over(work)


@pytest.mark.parametrize("key", [FOCUS, LiveKey(LiveKind.POST, 99, NINE.date())])
def test_of_a_focus_session_or_no_group_nothing_is_told(key: LiveKey) -> None:
    work = library()
    work.live.open(key, Destination(*CHAT, PLACE.kind, "7"), due=NINE)

    assert leave_thread(work, leased(work)) is None
    assert is_over(work)


def test_what_ended_is_forgotten_after_a_week_and_nothing_else() -> None:
    work = posted()
    end_live(work, leased(work), LiveEnd.GONE)
    work.live.open(FOCUS, PLACE, due=NINE)
    later = NINE + KEPT_FOR

    assert forget_live(work, later) == 0
    assert [forget_live(work, later + timedelta(days=1)) for _ in range(2)] == [1, 0]
    assert leased(work).key == FOCUS
