"""Views of roadmaps of one's own, made from a small course that Ada brings."""

from collections.abc import Callable
from functools import partial

from bot.dialogue.catalogue import LEXICON
from bot.dialogue.invocation import Place
from bot.dialogue.reply import Reply
from bot.dialogue.views import own_roadmaps, roadmap_file, roadmap_refused, roadmap_sharing
from bot.dialogue.views import roadmap_update as updates
from bot.dialogue.views.refused import Tried
from core.errors import (
    AllowanceSpent,
    FileGone,
    NothingToRollBack,
    RoadmapChanged,
    UnknownOwnRoadmap,
)
from core.learner import Account
from core.ownership import RoadmapFile
from core.reconcile import reconcile
from core.roadmap import RoadmapId, RoadmapSummary
from core.roadmap_markdown.outline import Outline, Warning  # noqa: A004 - the field's word
from core.use_cases import owning, removing, sharing, updating
from core.use_cases.adding import RoadmapAdded, add_roadmap
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.owning import Allowance, Named, OwnShelf
from tests.builders import NOON, outline
from tests.fakes.unit_of_work import FakeUnitOfWork

ADA, BOB = Account("console", "ada"), Account("console", "bob")
LISBON = Newcomer("Europe/Lisbon", "en")
ALLOWANCE = Allowance()
BROUGHT = outline(
    {
        ("<b>Basics</b> & more", "1.1 *Start*"): ("Installing `pip` <now>", "_x_ & ||y||"),
        ("👩\u200d🎓 שלום",): ("Zażółć gęślą 🇵🇱", "Long " * 60, "Four", "Five"),
    },
    "<Mine> `*x*` שלום",
    ticked=("Four",),
)
EDITED = outline(
    {
        ("<b>Basics</b> & more", "1.1 *Start*"): ("Installing `pip` <now!>", "_x_ & ||y||"),
        ("👩\u200d🎓 שלום",): ("Zażółć gęślą jaźń 🇵🇱", "New <one>", "Five"),
    },
    "<Mine> `*x*` שלום",
)
WARNED = Outline(
    BROUGHT.title,
    BROUGHT.source,
    BROUGHT.about,
    BROUGHT.topics,
    tuple(Warning(line, f"the table “<{line}>” is not taken") for line in range(1, 13)),
)


def added(work: FakeUnitOfWork) -> RoadmapAdded:
    """Let Ada bring a roadmap."""
    file = RoadmapFile("mine.md", b"x" * 5000)
    return add_roadmap(
        work, ADA, NOON, file, BROUGHT, newcomer=LISBON, allowance=ALLOWANCE, letters="abcdef"
    )


def shelf(work: FakeUnitOfWork, *, many: bool = False) -> sharing.SharedShelf:
    """Let Ada bring a roadmap, or one of that title twelve times."""
    shared(work)
    for number in range(11 if many else 0):
        file = RoadmapFile("mine.md", b"x")
        letters = f"letter{number}"
        add_roadmap(
            work, ADA, NOON, file, BROUGHT, newcomer=LISBON, allowance=ALLOWANCE, letters=letters
        )
    return sharing.list_sharing(work, ADA, NOON, ALLOWANCE)


def report(work: FakeUnitOfWork, edited: Outline, *, changed: bool = False) -> Reply:
    added(work)
    before = updating.look_for_update(work, ADA, NOON, Named())
    own = owning.list_own(work, ADA, NOON, ALLOWANCE)
    return updates.report(
        before.roadmap, reconcile(before.known, edited), "abcdef", own, changed=changed
    )


def updated(work: FakeUnitOfWork) -> updating.RoadmapUpdated:
    added(work)
    before = updating.look_for_update(work, ADA, NOON, Named())
    return updating.update_roadmap(
        work,
        ADA,
        NOON,
        before,
        reconcile(before.known, EDITED),
        file=RoadmapFile("mine.md", b"x"),
        allowance=ALLOWANCE,
    )


def rolled_back(work: FakeUnitOfWork) -> Reply:
    updated(work)
    return updates.rolled_back(updating.roll_back(work, ADA, NOON, Named()))


def shared(work: FakeUnitOfWork) -> sharing.RoadmapShared:
    added(work)
    sharing.share_by_link(work, ADA, NOON, Named(), "secretsecretsecr")
    return sharing.share_with_chat(work, ADA, NOON, Named(), ("console", "#readers"))


def sharing_shown(work: FakeUnitOfWork) -> Reply:
    return roadmap_sharing.sharing(
        shared(work),
        here=("console", "#others"),
        address="https://t.me/study_bot?start=secretsecretsecr",
        may_publish=True,
    )


def asked_to_remove(work: FakeUnitOfWork) -> Reply:
    shared(work)
    enrol(work, BOB, NOON, "secretsecretsecr", LISBON)
    return own_roadmaps.ask_to_remove(removing.look_at_removal(work, ADA, NOON, Named()))


def removed(work: FakeUnitOfWork) -> Reply:
    added(work)
    return own_roadmaps.removed(removing.remove_roadmap(work, ADA, NOON, Named()), 1204)


def kept(work: FakeUnitOfWork) -> Reply:
    added(work)
    return own_roadmaps.kept(owning.own_roadmap(work, ADA, Named()))


def refused(error: roadmap_refused.OwnRoadmapError, _work: FakeUnitOfWork) -> Reply:
    tried = Tried(LEXICON.by_name["roadmap share"], {"how": "link"}, Place("console", "ada"))
    return roadmap_refused.roadmap_refused(error, tried)


UNKNOWN = UnknownOwnRoadmap(
    "<x>",
    tuple(
        RoadmapSummary(RoadmapId(number), f"slug-{number}", title, 9, 0)
        for number, title in enumerate(("<Mine> `*x*`", "Two", "Two"), start=1)
    ),
)

OWN_VIEWS: dict[str, Callable[[FakeUnitOfWork], Reply]] = {
    "roadmap_preview": lambda work: roadmap_file.preview(
        WARNED, "<mine>.md", "abcdef", shelf(work).shelf
    ),
    "roadmap_checked": lambda work: roadmap_file.checked(
        BROUGHT, "<mine>.md", "abcdef", shelf(work, many=True).shelf, room=True
    ),
    "roadmap_checked_no_room": lambda work: roadmap_file.checked(
        BROUGHT, "<mine>.md", "abcdef", shelf(work).shelf, room=False
    ),
    "roadmap_added": lambda work: roadmap_file.added(added(work)),
    "roadmap_cancelled": lambda _: roadmap_file.cancelled(),
    "own_roadmaps": lambda work: own_roadmaps.own_shelf(shelf(work)),
    "many_own_roadmaps": lambda work: own_roadmaps.own_shelf(shelf(work, many=True)),
    "no_own_roadmaps": lambda _: own_roadmaps.own_shelf(
        sharing.SharedShelf(OwnShelf((), ALLOWANCE), ())
    ),
    "own_roadmap": lambda work: own_roadmaps.own_roadmap(shared(work), ("console", "#readers")),
    "roadmap_sharing": sharing_shown,
    "roadmap_asked_to_remove": asked_to_remove,
    "roadmap_kept": kept,
    "roadmap_removed": removed,
    "roadmap_update": partial(report, edited=EDITED),
    "roadmap_update_doubted": partial(report, edited=outline({("Other",): ("One",)})),
    "roadmap_update_told_again": partial(report, edited=EDITED, changed=True),
    "roadmap_update_without_change": partial(report, edited=BROUGHT),
    "roadmap_nothing_to_update": lambda work: updates.nothing_to_update(
        added(work).enrolled.offer.roadmap
    ),
    "roadmap_updated": lambda work: updates.updated(updated(work)),
    "roadmap_rolled_back": rolled_back,
    "roadmap_to_update": lambda _: updates.which(UNKNOWN, "abcdef"),
    "unknown_own_roadmap": partial(refused, UNKNOWN),
    "allowance_spent": partial(refused, AllowanceSpent(size=5 * 1024 * 1024)),
    "file_gone": partial(refused, FileGone()),
    "roadmap_changed": partial(refused, RoadmapChanged()),
    "roadmap_changed_since": partial(
        refused, NothingToRollBack("<Mine> `*x*`", changed_since=True)
    ),
    "nothing_to_roll_back": partial(refused, NothingToRollBack("<Mine> `*x*`")),
}
