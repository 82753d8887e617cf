"""Views of buddies, of whom Ada may be asked to explain, in a group and among several."""

from collections.abc import Callable

from bot.dialogue.notices import notice
from bot.dialogue.reply import Reply
from bot.dialogue.views import buddies
from core.destination import Destination
from core.group import Group, GroupId, Plan
from core.learner import Account
from core.place import PlaceKind
from core.reminder import Schedule
from core.roadmap import RoadmapId
from core.use_cases.buddies import BuddyFound, BuddyWanted
from core.use_cases.delivering import Parcel
from core.use_cases.destinations import Way
from core.use_cases.explaining import BuddyAnswered, BuddyHere, BuddySet
from core.use_cases.news import News
from core.weekdays import Days
from tests.builders import NOON, topic
from tests.fakes.unit_of_work import FakeUnitOfWork

ADA = Account("console", "ada")
HOSTILE = "@everyone *Bob* \u202e<b>\n/done\u2066 שלום"
TITLE = "<Python> *x* " + "long " * 30
WANTED = BuddyWanted(GroupId(7), NOON.date(), TITLE, topic(12, "`yield` <b> *x* " + "long " * 90))
FOUND = BuddyFound(TITLE, WANTED.topic, Account("console", "bob"), HOSTILE)


def here(*, on: bool = True, wanted: BuddyWanted | None = None, number: int = 7) -> BuddyHere:
    """Say how Ada stands to it in a group."""
    place = Destination("console", "readers", PlaceKind.GROUP)
    plan = Plan(RoadmapId(1), Schedule(540, Days.DAILY, "UTC"))
    return BuddyHere(Group(GroupId(number), place, plan), TITLE, on, wanted)


def told(*news: News) -> Reply:
    """Tell Ada news in private."""
    way = Way(Destination("console", "ada"), ADA, in_full=True)
    return notice(Parcel((), news, (way,), NOON, "UTC"), way)


BUDDY_VIEWS: dict[str, Callable[[FakeUnitOfWork], Reply]] = {
    "buddy": lambda _: buddies.buddy_here(here()),
    "no_buddy": lambda _: buddies.buddy_here(here(on=False)),
    "buddies": lambda _: buddies.buddies_of((here(wanted=WANTED), here(on=False, number=8))),
    "buddy_set": lambda _: buddies.buddy_set(BuddySet(here(), before=False)),
    "buddy_unset": lambda _: buddies.buddy_set(BuddySet(here(on=False), before=True)),
    "buddy_willing": lambda _: buddies.buddy_answered(BuddyAnswered(WANTED, willing=True)),
    "buddy_news": lambda _: told(FOUND, WANTED),
}
