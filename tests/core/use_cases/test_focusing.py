"""Focusing: sessions are begun, joined, left and ended, each by whom it may."""

from datetime import datetime, timedelta

import pytest

from core.destination import Destination
from core.errors import NoSession, NotTheHost, NowhereToWrite, SessionGoesOn, TaskTooLong
from core.focus import PhaseKind, Rounds, SessionId
from core.group import Plan
from core.learner import Account
from core.live import LiveEnd, LiveKey, LiveKind, LiveMessage
from core.place import PlaceKind
from core.reminder import Schedule
from core.use_cases.enrolment import Newcomer
from core.use_cases.focus import Attendance, Focused, focused, look_at_session, look_here, shown_of
from core.use_cases.focusing import (
    Comer,
    SessionLeft,
    TaskDeclared,
    begin_session,
    declare_task,
    end_session,
    join_session,
    leave_session,
)
from core.use_cases.live import Shown, look
from core.use_cases.session_pick import SessionPick
from core.weekdays import Days
from tests.builders import NOON, TODAY, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA, BOB = Account("console", "ada"), Account("console", "bob")
READERS = Destination("console", "readers", PlaceKind.GROUP)
WRITERS = Destination("console", "writers", PlaceKind.GROUP)
HOME = Destination("console", "ada")
HERE = SessionPick(READERS)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work in which nobody is known."""
    return FakeUnitOfWork(Shelf())


def after(minutes: float) -> datetime:
    return NOON + minutes * MINUTE


def comer(account: Account) -> Comer:
    return Comer(account.user.capitalize(), Newcomer("Europe/Lisbon", "en"))


def begin(
    work: FakeUnitOfWork,
    account: Account = ADA,
    now: datetime = NOON,
    here: Destination | None = READERS,
    typed: str = "50/10 x2",
) -> SessionId:
    return begin_session(work, account, now, here, typed, comer=comer(account)).shown.session.id


def join(work: FakeUnitOfWork, account: Account, now: datetime, pick: SessionPick = HERE) -> None:
    join_session(work, account, now, pick, comer(account))


def due(work: FakeUnitOfWork, now: datetime) -> list[LiveMessage]:
    """Take what is due to be shown, as a poster does, and show it."""
    leased = work.live.lease("console", now, until=now + MINUTE, most=9)
    for live in leased:
        seen = look(work, live, now)
        assert isinstance(seen, Shown)
        work.live.shown(live, "message", at=now, again=seen.again)
    return list(leased)


def attendance(work: FakeUnitOfWork, now: datetime) -> list[tuple[str, str | None, float, bool]]:
    """Give name, task, minutes and presence of all who were in the first session."""
    live = LiveMessage(1, LiveKey(LiveKind.FOCUS, SessionId(1), TODAY), READERS)  # type: ignore[arg-type] # any id
    return [
        (it.name, it.task, it.worked / MINUTE, it.present)
        for it in look_at_session(work, live, now).people
    ]


def test_who_begins_a_session_is_in_it_and_its_message_is_due(work: FakeUnitOfWork) -> None:
    result = begin_session(work, ADA, NOON, READERS, "50/10 x2", comer=comer(ADA))

    learner = work.learners.of_account(ADA)
    assert learner is not None
    assert work.committed
    assert (result.left, result.shown.until, result.shown.zone) == (
        False,
        after(110),
        "Europe/Lisbon",
    )
    assert result.shown.session.rounds == Rounds(50, 10, 2)
    assert result.shown.people == (Attendance(learner.id, "Ada", None, timedelta(), present=True),)
    (live,) = due(work, NOON)
    assert (live.key, live.place) == (
        LiveKey(LiveKind.FOCUS, result.shown.session.id, TODAY),
        READERS,
    )


def test_where_the_bot_may_not_write_no_session_begins(work: FakeUnitOfWork) -> None:
    with pytest.raises(NowhereToWrite):
        begin(work, here=None)

    assert not work.committed


def test_there_is_one_session_in_a_place_at_a_time(work: FakeUnitOfWork) -> None:
    first = begin(work)

    with pytest.raises(SessionGoesOn) as refused:
        begin(work, BOB, after(109))

    assert (refused.value.session, refused.value.until) == (first, after(110))
    assert begin(work, BOB, after(110)) != first


def test_a_session_whose_time_was_over_was_not_ended_early_by_the_next_one(
    work: FakeUnitOfWork,
) -> None:
    first, second = begin(work), begin(work, BOB, after(200))
    end_session(work, BOB, after(201), HERE, manages=False)

    shown = [shown_of(work, work.sessions.get(each), after(300)) for each in (first, second)]

    assert [(each.over, each.early) for each in shown] == [(True, False), (True, True)]
    assert shown[0].until == after(110)


def test_sessions_of_two_threads_of_a_chat_do_not_meet(work: FakeUnitOfWork) -> None:
    begin(work)

    begin(work, BOB, here=Destination("console", "readers", PlaceKind.GROUP, "7"))


def test_in_a_study_group_clocks_and_newcomers_are_of_its_zone(work: FakeUnitOfWork) -> None:
    roadmap = ship(work, "python", outline())
    work.groups.add(READERS, Plan(roadmap.id, Schedule(480, Days.DAILY, "Asia/Tokyo")))

    begin(work, here=HOME, typed="1")

    shown = begin_session(work, ADA, after(1), READERS, "25", comer=comer(ADA)).shown
    join(work, BOB, after(2))

    learner = work.learners.of_account(BOB)
    assert learner is not None
    assert (learner.zone, shown.zone) == ("Asia/Tokyo", "Asia/Tokyo")


def test_who_joins_is_shown_and_who_joins_twice_is_there_once(work: FakeUnitOfWork) -> None:
    begin(work)
    first = join_session(work, BOB, after(10), HERE, comer(BOB))
    second = join_session(work, BOB, after(20), HERE, comer(BOB))

    assert (first.again, second.again) == (False, True)
    assert attendance(work, after(30)) == [("Ada", None, 30, True), ("Bob", None, 20, True)]


def test_who_leaves_and_comes_back_has_worked_both_times(work: FakeUnitOfWork) -> None:
    begin(work)
    join(work, BOB, after(10))
    left = leave_session(work, BOB, after(20), HERE)
    join(work, BOB, after(40))

    assert left == SessionLeft(10 * MINUTE, over=False)
    assert attendance(work, after(110)) == [
        ("Ada", None, 100, False),
        ("Bob", None, 70, False),
    ]


def test_the_host_may_leave_and_the_session_goes_on(work: FakeUnitOfWork) -> None:
    begin(work)
    join(work, BOB, NOON)

    assert not leave_session(work, ADA, after(5), HERE).over
    assert look_here(work, BOB, after(6), READERS).joined
    assert not look_here(work, ADA, after(6), READERS).joined


def test_a_session_that_all_have_left_is_over(work: FakeUnitOfWork) -> None:
    begin(work)

    assert leave_session(work, ADA, after(5), HERE) == SessionLeft(5 * MINUTE, over=True)
    with pytest.raises(NoSession):
        look_here(work, ADA, after(5), READERS)


def test_who_is_not_in_a_session_leaves_nothing(work: FakeUnitOfWork) -> None:
    begin(work)

    assert leave_session(work, BOB, after(5), HERE) == SessionLeft(None, over=False)
    assert work.learners.of_account(BOB) is None


def test_a_learner_is_in_one_session_at_a_time(work: FakeUnitOfWork) -> None:
    first = begin(work)
    join(work, BOB, NOON)

    begun = begin_session(work, BOB, after(10), WRITERS, "25", comer=comer(BOB))
    joined = join_session(work, ADA, after(20), SessionPick(WRITERS), comer(ADA))

    assert (begun.left, joined.left) == (True, True)
    assert attendance(work, after(30)) == [("Ada", None, 20, False), ("Bob", None, 10, False)]
    assert work.sessions.get(first).ended == after(20)


def test_the_host_ends_a_session_for_all(work: FakeUnitOfWork) -> None:
    begin(work)
    join(work, BOB, NOON)

    ended = end_session(work, ADA, after(12), HERE, manages=False)

    assert (ended.shown.phase.kind, ended.shown.worked) == (PhaseKind.OVER, 12 * MINUTE)
    assert attendance(work, after(60)) == [("Ada", None, 12, False), ("Bob", None, 12, False)]


def test_another_may_end_it_only_where_they_manage_the_place(work: FakeUnitOfWork) -> None:
    session = begin(work)
    join(work, BOB, NOON)

    with pytest.raises(NotTheHost) as refused:
        end_session(work, BOB, after(1), HERE, manages=False)
    with pytest.raises(NotTheHost):
        end_session(work, BOB, after(1), SessionPick(WRITERS, session), manages=True)
    assert refused.value.session == session
    assert work.sessions.get(session).ended is None

    end_session(work, BOB, after(2), HERE, manages=True)

    assert work.sessions.get(session).ended == after(2)


def test_a_declared_task_is_shown_and_the_last_one_stands(work: FakeUnitOfWork) -> None:
    begin(work)

    declare_task(work, ADA, after(1), HERE, "  read\n chapter 3 ", comer=comer(ADA))
    result = declare_task(work, ADA, after(2), HERE, "write", comer=comer(ADA))

    assert result == TaskDeclared("write", joined=False)
    assert attendance(work, after(2)) == [("Ada", "write", 2, True)]


def test_who_comes_back_has_the_task_they_said_last(work: FakeUnitOfWork) -> None:
    begin(work)
    for task in ("read", "write"):
        declare_task(work, BOB, NOON, HERE, task, comer=comer(BOB))
        leave_session(work, BOB, after(1), HERE)
    join(work, BOB, after(2))

    assert attendance(work, after(2))[1] == ("Bob", "write", 2, True)


def test_who_declares_a_task_is_in_the_session_by_that(work: FakeUnitOfWork) -> None:
    begin(work)

    result = declare_task(work, BOB, after(1), HERE, "read\n  it", comer=comer(BOB))

    assert result == TaskDeclared("read it", joined=True)
    assert attendance(work, after(1))[1] == ("Bob", "read it", 0, True)


def test_a_task_has_at_most_200_characters(work: FakeUnitOfWork) -> None:
    begin(work)
    declare_task(work, ADA, NOON, HERE, "x" * 200, comer=comer(ADA))

    with pytest.raises(TaskTooLong, match="201 characters; at most 200 are shown"):
        declare_task(work, ADA, NOON, HERE, "y" * 201, comer=comer(ADA))

    assert attendance(work, NOON)[0][1] == "x" * 200


def test_in_private_the_session_is_meant_that_one_is_in_elsewhere(work: FakeUnitOfWork) -> None:
    begin(work)

    declare_task(work, ADA, after(1), SessionPick(HOME), "read", comer=comer(ADA))
    left = leave_session(work, ADA, after(2), SessionPick(HOME))

    assert attendance(work, after(2)) == [("Ada", "read", 2, False)]
    assert left.over


def test_in_private_no_session_is_meant_that_one_has_left_or_that_is_over(
    work: FakeUnitOfWork,
) -> None:
    begin(work, typed="25")
    join(work, BOB, NOON)
    leave_session(work, BOB, after(5), HERE)

    with pytest.raises(NoSession):
        declare_task(work, BOB, after(6), SessionPick(HOME), "read", comer=comer(BOB))
    with pytest.raises(NoSession):
        leave_session(work, ADA, after(25), SessionPick(HOME))
    assert not begin_session(work, ADA, after(25), HOME, "25", comer=comer(ADA)).left


def test_nobody_reaches_a_session_of_another_place(work: FakeUnitOfWork) -> None:
    session = begin(work, here=HOME)
    forged = SessionPick(READERS, session)

    with pytest.raises(NoSession):
        join_session(work, BOB, NOON, forged, comer(BOB))
    with pytest.raises(NoSession):
        leave_session(work, BOB, NOON, forged)
    with pytest.raises(NoSession):
        end_session(work, BOB, NOON, forged, manages=True)
    with pytest.raises(NoSession):
        declare_task(work, BOB, NOON, forged, "mine", comer=comer(BOB))
    with pytest.raises(NoSession):
        join_session(work, BOB, NOON, SessionPick(READERS, SessionId(99)), comer(BOB))

    assert [each.name for each in work.sessions.participants(session)] == ["Ada"]
    assert work.sessions.get(session).ended is None


def test_what_is_over_says_so_and_another_session_of_the_place_is_not_taken_for_it(
    work: FakeUnitOfWork,
) -> None:
    old = begin(work, typed="25")
    new = begin(work, BOB, after(30))

    with pytest.raises(NoSession) as refused:
        join_session(work, ADA, after(31), SessionPick(READERS, old), comer(ADA))

    assert refused.value.over
    assert [each.name for each in work.sessions.participants(new)] == ["Bob"]


def test_where_no_session_goes_on_none_is_joined(work: FakeUnitOfWork) -> None:
    with pytest.raises(NoSession) as refused:
        join(work, ADA, NOON)

    assert not refused.value.over
    assert work.learners.of_account(ADA) is None


def test_the_message_is_shown_anew_at_each_phase_and_when_something_happens(
    work: FakeUnitOfWork,
) -> None:
    begin(work)
    seen: list[float] = []
    minute = 0.0
    while minute <= 120:
        if minute == 5:
            join(work, BOB, after(minute))
        if minute == 70:
            declare_task(work, BOB, after(minute), HERE, "read", comer=comer(BOB))
        seen += [minute for _ in due(work, after(minute))]
        minute += 0.5

    assert seen == [0, 5, 50, 60, 70, 110]


def test_the_last_that_is_shown_is_the_report_however_long_the_bot_was_down(
    work: FakeUnitOfWork,
) -> None:
    begin(work)
    due(work, NOON)

    (live,) = work.live.lease("console", after(500), until=after(501), most=9)
    seen = look(work, live, after(500))

    assert isinstance(seen, Shown)
    assert (seen.last, seen.again) == (True, None)
    assert seen.content == look_at_session(work, live, after(500))
    assert [it.worked for it in look_at_session(work, live, after(500)).people] == [100 * MINUTE]


def test_focused_sums_up_a_learners_minutes_in_all_places_of_the_last_year(
    work: FakeUnitOfWork,
) -> None:
    begin(work, now=NOON - timedelta(days=366), typed="60")
    begin(work, typed="25")
    begin(work, here=HOME, now=after(100), typed="50/10 x2")
    leave_session(work, ADA, after(165.7), SessionPick(HOME))
    begin(work, now=after(170), typed="25")
    leave_session(work, ADA, after(170.9), HERE)
    begin(work, now=after(200), typed="25")
    join(work, BOB, after(201))
    learner, other = work.learners.of_account(ADA), work.learners.of_account(BOB)
    assert learner is not None
    assert other is not None

    assert focused(work, learner.id, after(203)) == Focused(25 + 55 + 3, 3)
    assert focused(work, other.id, after(203)) == Focused(2, 1)


@pytest.mark.parametrize(("minutes", "needless"), [(0.5, True), (3, False)])
def test_a_session_that_was_over_at_once_is_not_shown(
    work: FakeUnitOfWork, minutes: float, *, needless: bool
) -> None:
    session = begin(work)
    end_session(work, ADA, after(minutes), SessionPick(READERS, session), manages=False)
    (live,) = work.live.lease("console", after(minutes), until=after(9), most=9)

    assert (look(work, live, after(minutes)) is LiveEnd.NEEDLESS) is needless
