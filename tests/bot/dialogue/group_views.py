"""Views of study groups: Ada sets one up in a chat, and Bob studies in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.dialogue.commands.group_setup import here
from bot.dialogue.invocation import Place
from bot.dialogue.posts import post
from bot.dialogue.reply import Reply
from bot.dialogue.views import (
    board,
    group_card,
    group_choices,
    group_refused,
    plan_refused,
    study_group,
)
from bot.dialogue.views.refused import Tried
from core.destination import Destination
from core.errors import (
    GroupMovedOn,
    NoGroupRoadmap,
    NotAManager,
    NotAMember,
    StudyError,
    UnknownGroup,
)
from core.group import GroupId, Moves
from core.learner import Account
from core.live import LiveMessage
from core.place import PlaceKind
from core.roadmap import TopicId
from core.use_cases import board as boards
from core.use_cases import membership
from core.use_cases.group_posts import plan_posts
from core.use_cases.group_setup import (
    GroupCard,
    call_role,
    change_plan,
    roadmaps_for,
    set_up,
    start_group,
    usual_plan,
)
from core.use_cases.group_study import DoneInGroup, complete_in_group, topic_of_group
from core.use_cases.live import Content, PostWithdrawn, RestShown, Shown, look
from core.zones import ZoneChoice
from tests.builders import NOON
from tests.fakes.unit_of_work import FakeUnitOfWork

ADA, BOB = Account("console", "ada"), Account("console", "bob")
READERS = Destination("console", "#readers", PlaceKind.GROUP)
CHAT = ("console", "#readers")
HOSTILE = "<Bob> @everyone *x* \u202eשלום"
VISITOR = membership.Visitor(HOSTILE, "en", CHAT)
GROUP = GroupId(1)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LISBON = ZoneChoice("Europe/Lisbon", "Lisbon, Portugal")
TRIED = Tried(here, {}, Place("console", "#readers", PlaceKind.GROUP))
ALONE = Tried(here, {}, Place("console", "ada"))


def founded(work: FakeUnitOfWork) -> GroupCard:
    """Set a group up, by somebody who studies what the chat sees."""
    return set_up(work, ADA, NOON, READERS, usual_plan(work, ADA, NOON, READERS, "Europe/Lisbon"))


def at_work(work: FakeUnitOfWork) -> GroupCard:
    """Let a group of two have had its first post, with a role that is called."""
    founded(work)
    call_role(work, ADA, NOON, GROUP, "4242")
    change_plan(work, ADA, NOON, GROUP, at="12:30", moves=Moves.QUORUM, quorum=60)
    for account in (ADA, BOB):
        membership.join_group(work, account, NOON, GROUP, VISITOR)
    card = start_group(work, ADA, NOON, GROUP)
    plan_posts(work, "console", NOON + HOUR, most=9)
    return card


def pressed(work: FakeUnitOfWork, *, days: int = 0) -> DoneInGroup:
    """Let Bob press Done on the first post, some days later."""
    return complete_in_group(
        work, BOB, NOON + HOUR + days * DAY, GROUP, topic=TopicId(1), visitor=VISITOR
    )


def seen(work: FakeUnitOfWork, *, days: int) -> list[Content]:
    """Give what a group posted, as it is some days after its first post."""
    now = NOON + HOUR + days * DAY
    plan_posts(work, "console", now, most=9)
    live = work.live.lease("console", now, until=now + HOUR, most=99)
    looks = [look(work, each, now) for each in map(_sent, live)]
    return [each.content for each in looks if isinstance(each, Shown)]


def _sent(live: LiveMessage) -> LiveMessage:
    return replace(live, message=live.message or "1")


def posted(work: FakeUnitOfWork, *, days: int = 0, kind: int = 0) -> Reply:
    """Show one of the posts of a group that Bob studied in."""
    at_work(work)
    pressed(work)
    return post(seen(work, days=days)[kind])


def over(work: FakeUnitOfWork) -> Reply:
    """Show the end of a group's roadmap."""
    founded(work)
    start_group(work, ADA, NOON, GROUP)
    for days in range(1, 9):
        plan_posts(work, "console", NOON + days * DAY, most=9)
    return post(seen(work, days=9)[-1])


def boarded(work: FakeUnitOfWork, *, on: bool) -> Reply:
    """Show the board on which Bob is, or is not."""
    at_work(work)
    pressed(work)
    chosen = boards.show_on_board(work, BOB, NOON, GROUP, on=on)
    return board.board(
        boards.look_at_board(work, BOB, NOON + HOUR, GROUP), board.chosen_words(chosen)
    )


def told(error: StudyError, _work: FakeUnitOfWork, tried: Tried = TRIED) -> Reply:
    assert isinstance(
        error, GroupMovedOn | NoGroupRoadmap | NotAManager | NotAMember | UnknownGroup
    )
    return group_refused.group_refused(error, tried)


def which(work: FakeUnitOfWork) -> Reply:
    """Ask which of two groups is meant."""
    at_work(work)
    return study_group.which_group(membership.my_groups(work, BOB, NOON) * 2, "board")


def choice(
    view: Callable[[GroupCard], Reply],
) -> Callable[[FakeUnitOfWork], Reply]:
    return lambda work: view(founded(work))


GROUP_VIEWS: dict[str, Callable[[FakeUnitOfWork], Reply]] = {
    "group_card": lambda work: group_card.group_card(founded(work), NOON),
    "group_card_at_work": lambda work: group_card.group_card(
        at_work(work), NOON, group_card.zone_words_of(LISBON), (LISBON,) * 9
    ),
    "group_lacking": lambda _: group_card.lacking(("Send <Messages>", "View *Channels*")),
    "group_roadmaps": lambda work: group_choices.choose_roadmap(
        founded(work), roadmaps_for(work, ADA, NOON, READERS)
    ),
    "group_times": choice(group_choices.choose_time),
    "group_zones": lambda work: group_choices.choose_zone(founded(work), "Europe/Lisbon", NOON),
    "group_paces": choice(group_choices.choose_pace),
    "group_quorums": choice(group_choices.choose_quorum),
    "plan_unclear": lambda work: plan_refused.unclear_words(
        founded(work).group, HOSTILE, (LISBON,)
    ),
    "plan_stop": lambda work: plan_refused.stop_instead(founded(work).group),
    "plan_no_quorum": lambda _: plan_refused.no_quorum(0),
    "plan_no_roles": lambda _: plan_refused.no_roles(),
    "plan_everyone": lambda _: plan_refused.everyone_uncalled(),
    "group_post": posted,
    "group_post_over": partial(posted, days=1),
    "group_week": partial(posted, days=7, kind=1),
    "group_finished": over,
    "group_unseen": lambda work: post(RestShown(founded(work).group, unseen=True)),
    "group_idle": lambda work: post(RestShown(founded(work).group, unseen=False)),
    "group_post_moved_on": lambda work: post(
        PostWithdrawn(founded(work).group, "<Rust> *now*", moved_on=True)
    ),
    "group_post_left": lambda work: post(
        PostWithdrawn(founded(work).group, "<Rust> *now*", moved_on=False)
    ),
    "group_joined": lambda work: study_group.joined(
        membership.join_group(work, BOB, NOON, founded(work).group.id, VISITOR)
    ),
    "group_left": lambda work: study_group.left(
        membership.leave_group(work, BOB, NOON, at_work(work).group.id)
    ),
    "group_done": lambda work: study_group.done_in_group((at_work(work), pressed(work))[1]),
    "group_topic": lambda work: study_group.group_topic(
        topic_of_group(work, BOB, NOON, at_work(work).group.id, topic=TopicId(1), chat=VISITOR.chat)
    ),
    "group_nothing_posted": lambda work: study_group.nothing_posted(founded(work)),
    "which_group": which,
    "no_group_of_mine": lambda _: study_group.which_group((), "board"),
    "board": partial(boarded, on=True),
    "board_empty": partial(boarded, on=False),
    "no_study_group": partial(told, UnknownGroup()),
    "no_study_group_alone": partial(told, UnknownGroup(), tried=ALONE),
    "group_moved_on": partial(told, GroupMovedOn("<Rust> *and* `more`")),
    "not_a_member": partial(told, NotAMember()),
    "not_a_manager": partial(told, NotAManager()),
    "no_group_roadmap": lambda work: told(
        NoGroupRoadmap(roadmaps_for(work, ADA, NOON, READERS)), work
    ),
    "no_roadmap_for_groups": partial(told, NoGroupRoadmap(())),
}
