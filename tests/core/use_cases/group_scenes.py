"""Scenes of study groups: a chat in Lisbon that studies Python, with a post at nine every day."""

from datetime import datetime

from core.destination import Destination
from core.group import Group, GroupDay, GroupId, Moves, Plan
from core.learner import Account, Learner
from core.live import LiveEnd
from core.place import PlaceKind
from core.ports import UnitOfWork
from core.reminder import Schedule
from core.roadmap import TopicId
from core.selection import Pick
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.group_posts import plan_posts
from core.use_cases.group_setup import set_up, start_group
from core.use_cases.group_study import DoneInGroup, complete_in_group
from core.use_cases.live import Content, look
from core.use_cases.membership import Joined, Visitor, join_group
from core.use_cases.study import complete_topics
from core.weekdays import Days
from tests.builders import outline, ship
from tests.core.use_cases.reminding_scenes import DAY, LISBON, MINUTE, monday
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

CHAT = ("telegram", "-42")
PLACE = Destination(*CHAT, PlaceKind.GROUP)
ADMIN, ADA, BOB, CYD = (Account("telegram", str(number)) for number in range(4))
NAMES = {ADMIN: "Max", ADA: "Ada", BOB: "Bob", CYD: "Cyd"}
GROUP = GroupId(1)
NINE = 9 * 60
EIGHT = monday(8)

__all__ = ["DAY", "LISBON", "MINUTE", "monday"]


def library() -> FakeUnitOfWork:
    """Give a unit of work with two roadmaps, Python the first of them."""
    work = FakeUnitOfWork(Shelf())
    ship(work, "python", outline(), added=monday(0))
    ship(work, "go", outline({("G",): ("Goroutines", "Channels")}, "Go"), added=monday(0))
    work.committed = False
    return work


def plan(
    work: UnitOfWork,
    *,
    slug: str = "python",
    moves: Moves = Moves.DAILY,
    days: Days = Days.DAILY,
    zone: str = LISBON,
) -> Plan:
    """Give a plan for posts at nine."""
    roadmap = work.roadmaps.of_slug(slug)
    assert roadmap is not None
    return Plan(roadmap.id, Schedule(NINE, days, zone), moves)


def at_work(chosen: Plan | None = None, work: FakeUnitOfWork | None = None) -> FakeUnitOfWork:
    """Give a unit of work with a group that was put to work on Monday at eight."""
    work = work or library()
    set_up(work, ADMIN, monday(8), PLACE, chosen or plan(work))
    start_group(work, ADMIN, monday(8), PLACE)
    work.committed = False
    return work


def visitor(account: Account, chat: tuple[str, str] = CHAT) -> Visitor:
    """Say who presses a button in the group."""
    return Visitor(NAMES.get(account, account.user), "en", chat)


def join(work: UnitOfWork, *accounts: Account, now: datetime = EIGHT) -> list[Joined]:
    """Let people be members of the group."""
    return [join_group(work, each, now, PLACE, visitor(each)) for each in accounts]


def press(work: UnitOfWork, account: Account, now: datetime, number: int = 1) -> DoneInGroup:
    """Press Done for a topic of the group."""
    return complete_in_group(
        work, account, now, GROUP, topic=topic_id(work, number), visitor=visitor(account)
    )


def topic_id(work: UnitOfWork, number: int) -> TopicId:
    """Give the id of a topic of the group's roadmap."""
    topic = work.roadmaps.get(work.groups.get(GROUP).plan.roadmap).numbered(number)
    assert topic is not None
    return topic.id


def say_done(
    work: UnitOfWork, account: Account, now: datetime, number: int, *, yesterday: bool = False
) -> None:
    """Say in private that a topic was done."""
    complete_topics(work, account, now, Pick(str(number)), yesterday=yesterday)


def study_alone(work: UnitOfWork, account: Account, slug: str, now: datetime = EIGHT) -> None:
    """Let somebody study a roadmap for themselves."""
    enrol(work, account, now, slug, Newcomer("UTC", "en"))


def known(work: UnitOfWork, account: Account) -> Learner:
    """Give the learner behind an account."""
    learner = work.learners.of_account(account)
    assert learner is not None
    return learner


def group(work: UnitOfWork) -> Group:
    """Give the group as it is kept."""
    return work.groups.get(GROUP)


def days(work: UnitOfWork) -> tuple[GroupDay, ...]:
    """Give the days of the group."""
    return work.groups.days(GROUP)


def shown(work: UnitOfWork, now: datetime) -> list[Content | LiveEnd]:
    """Plan what is due, and show all that changed; give what was shown, or how it ended."""
    plan_posts(work, "telegram", now, most=9)
    seen: list[Content | LiveEnd] = []
    for live in work.live.lease("telegram", now, until=now + MINUTE, most=99):
        now_shown = look(work, live, now)
        if isinstance(now_shown, LiveEnd):
            work.live.end(live, now_shown)
            seen.append(now_shown)
            continue
        if now_shown.last:
            work.live.end(live, LiveEnd.DONE)
        else:
            message = live.message or str(live.id)
            work.live.shown(live, message, at=now, again=now_shown.again)
        seen.append(now_shown.content)
    return seen
