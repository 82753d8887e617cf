"""Showing: live messages are taken to be shown, and how that ended is written."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from core.group import Group, GroupId
from core.live import LiveEnd, LiveKind, LiveMessage
from core.ports import UnitOfWork
from core.use_cases.group_days import take_back_post
from core.use_cases.live import Shown, look

ASKED_EVERY = timedelta(minutes=10)
"""How often it is tried to show what changes by itself in a place that is closed."""

WANTED_FOR = timedelta(days=3)
"""What nobody could be shown is given up so many days after its date: no post changes so late."""

KEPT_FOR = timedelta(days=7)
"""Nothing of a live message is said again so long after its date."""

FORGOTTEN = 1000
"""So many are forgotten at once."""


def lease_live(
    work: UnitOfWork, platform: str, now: datetime, *, most: int, until: datetime
) -> tuple[LiveMessage, ...]:
    """Take the live messages of a platform that are due; nobody else gets them for a while."""
    leased = work.live.lease(platform, now, until=until, most=most)
    if leased:
        work.commit()
    return leased


def prepare_live(
    work: UnitOfWork, live: LiveMessage, now: datetime, *, until: datetime
) -> Shown | None:
    """Say what a leased live message is to show, and hold it until then.

    From then on one that was never sent may have been. None where it is not to be shown now, or is
    somebody else's since its lease was over.
    """
    seen = look(work, live, now)
    if isinstance(seen, LiveEnd):
        end_live(work, live, seen)
        return None
    if work.places.is_paused(live.place.platform, live.place.chat):
        leave_live(work, live, now, seen)
        return None
    if not work.live.hold(live, until=until, sending=live.message is None):
        return None
    work.commit()
    return seen


def live_shown(
    work: UnitOfWork, live: LiveMessage, now: datetime, *, message: str, shown: Shown
) -> None:
    """Write that a leased live message shows this, as the message of this id."""
    if shown.last:
        work.live.end(live, LiveEnd.DONE)
    else:
        work.live.shown(live, message, at=now, again=shown.again)
    work.commit()


def leave_live(work: UnitOfWork, live: LiveMessage, now: datetime, unseen: Shown | None) -> None:
    """Let a leased live message be, where nothing can be shown now.

    What stands there stays as it is until somebody changes it; where it changes by itself, or says
    its last words, that is tried again. What was not sent is not sent any more.
    """
    waits = unseen is None or unseen.again is not None or unseen.last
    again = now + ASKED_EVERY if waits else None
    _leave(work, live, now, again=again, end=LiveEnd.UNREACHABLE)


def give_up_live(work: UnitOfWork, live: LiveMessage, now: datetime, unseen: Shown | None) -> None:
    """Let a leased live message be that a fault of ours keeps from showing what it is to show.

    What stands there is shown again once it has changed; what was not sent is not sent any more.
    """
    _leave(work, live, now, again=unseen.again if unseen else None, end=LiveEnd.FAILED)


def put_off_live(
    work: UnitOfWork, live: LiveMessage, *, due: datetime, failed: bool, sending: bool
) -> None:
    """Give a leased live message back until it is due; showing it ``failed``, or has to wait.

    ``sending`` says that it may have been sent.
    """
    work.live.put_off(live, due=due, failed=failed, sending=sending)
    work.commit()


def end_live(work: UnitOfWork, live: LiveMessage, end: LiveEnd) -> None:
    """Let a leased live message be shown no more."""
    _end(work, live, end)
    work.commit()


def leave_thread(work: UnitOfWork, live: LiveMessage) -> str | None:
    """Put the group off work whose thread takes nothing more; give its roadmap's title.

    None where nothing is to be told of it: the group was off work before, or it is no group's.
    """
    group = _end(work, live, LiveEnd.UNREACHABLE)
    title = None
    if group is not None and group.next_post is not None:
        work.groups.save(replace(group, next_post=None))
        title = work.roadmaps.get(group.plan.roadmap).title
    work.commit()
    return title


def forget_live(work: UnitOfWork, now: datetime) -> int:
    """Forget some live messages that ended long ago; say how many they were, 0 when all are."""
    forgotten = work.live.forget((now - KEPT_FOR).date(), most=FORGOTTEN)
    if forgotten:
        work.commit()
    return forgotten


def _leave(
    work: UnitOfWork, live: LiveMessage, now: datetime, *, again: datetime | None, end: LiveEnd
) -> None:
    """Let a message stand as it is until ``again``, or end it: unsent, or wanted no more."""
    wanted_until = datetime.combine(live.key.date + WANTED_FOR, time(), UTC)
    if live.message is None or now >= wanted_until:
        _end(work, live, end)
    else:
        again = min(again or wanted_until, wanted_until)
        work.live.shown(live, live.message, at=now, again=again)
    work.commit()


def _end(work: UnitOfWork, live: LiveMessage, end: LiveEnd) -> Group | None:
    """End a live message; give its group as it is then, None where it is no group's.

    The group is held first, as by whoever presses a button of it. A post that was never sent was
    none; what this lease holds no more may have been sent by who holds it now.
    """
    group = _group_of(work, live)
    ended = work.live.end(live, end)
    never_sent = live.shown is None and not live.sending and end is not LiveEnd.MAYBE_SENT
    if group is None or not (ended and never_sent and live.key.kind is LiveKind.POST):
        return group
    take_back_post(work, group, live.key.date)
    return work.groups.get(group.id)


def _group_of(work: UnitOfWork, live: LiveMessage) -> Group | None:
    if live.key.kind is LiveKind.FOCUS:
        return None
    try:
        return work.groups.get(GroupId(live.key.subject))
    except KeyError:
        return None
