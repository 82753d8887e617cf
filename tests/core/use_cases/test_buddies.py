"""Buddies: who did a topic a week ago is asked to explain it, and who is at it hears of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from core.destination import Destination
from core.errors import NotAMember, NowhereToWrite, UnknownGroup
from core.group import GroupId, Member, Moves
from core.learner import Account
from core.outbox import Outcome
from core.selection import Pick
from core.use_cases import buddies
from core.use_cases.buddies import BuddyFound, BuddyWanted, pair_buddies
from core.use_cases.delivering import lease_due, prepare, settle
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.explaining import (
    BuddyAnswered,
    BuddyHere,
    BuddySet,
    answer_buddy,
    look_at_buddies,
    look_at_buddy,
    set_buddy,
)
from core.use_cases.group_posts import plan_posts
from core.use_cases.group_setup import set_up, start_group
from core.use_cases.membership import join_group, leave_group
from core.use_cases.news import News
from core.use_cases.prompting import set_daily
from core.use_cases.rhythm import set_pause
from core.use_cases.study import complete_topics, know_topics, skip_topic
from core.use_cases.undo import undo_action
from tests.core.use_cases.group_scenes import (
    ADA,
    ADMIN,
    BOB,
    CHAT,
    CYD,
    DAY,
    GROUP,
    MINUTE,
    PLACE,
    at_work,
    group,
    join,
    known,
    library,
    monday,
    plan,
    press,
    say_done,
    topic_id,
    visitor,
)
from tests.core.use_cases.reminding_scenes import plan as plan_reminders
from tests.fakes.unit_of_work import FakeUnitOfWork

NINE = monday(9)
LONG_AGO = NINE - 7 * DAY
TODAY = NINE.date()


def private(account: Account) -> Destination:
    return Destination("telegram", account.user)


def let_be_buddies(work: FakeUnitOfWork, *accounts: Account) -> None:
    """Let members be buddies, each told in their private chat."""
    for each in accounts:
        set_buddy(work, each, monday(8), GROUP, on=True, here=private(each))


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a group where Ada did the first topic a week ago, and she and Bob are buddies."""
    unit = at_work()
    join(unit, ADA, BOB, CYD, now=LONG_AGO)
    say_done(unit, ADA, LONG_AGO, 1)
    let_be_buddies(unit, ADA, BOB)
    unit.committed = False
    return unit


def member(work: FakeUnitOfWork, account: Account) -> Member:
    found = work.groups.member(GROUP, known(work, account).id)
    assert found is not None
    return found


def post(work: FakeUnitOfWork, now: datetime) -> None:
    """Plan what is due, and pair the buddies of who posts."""
    for each in plan_posts(work, "telegram", now, most=9).posted:
        pair_buddies(work, each, now)


def told(work: FakeUnitOfWork, now: timedelta = MINUTE) -> list[tuple[Account, News]]:
    """Post what is due at nine and bring what waits some time after; say who was told what."""
    at = NINE + now
    post(work, NINE)
    heard: list[tuple[Account, News]] = []
    while rows := lease_due(work, "telegram", at, most=9, lease="one", until=at + MINUTE):
        for row in rows:
            parcel = prepare(work, row, at, until=at + MINUTE).parcel
            if parcel is not None:
                settle(work, parcel.rows, Outcome.SENT, at)
                heard += [(parcel.ways[0].owner, each) for each in parcel.news]
    return heard


def wanted(work: FakeUnitOfWork, number: int = 1) -> BuddyWanted:
    roadmap = work.roadmaps.get(group(work).plan.roadmap)
    return BuddyWanted(GROUP, TODAY, "Python", roadmap.by_id[topic_id(work, number)])


def test_who_did_the_topic_a_week_ago_is_asked_and_not_told_for_whom(work: FakeUnitOfWork) -> None:
    assert told(work) == [(ADA, wanted(work))]
    assert member(work, ADA).asked == TODAY
    assert member(work, BOB).asked is None


def test_a_yes_tells_who_is_at_the_topic_who_explains_it(work: FakeUnitOfWork) -> None:
    told(work)
    work.committed = False

    answered = answer_buddy(work, ADA, NINE + MINUTE, GROUP, TODAY, willing=True)

    assert answered == BuddyAnswered(wanted(work), willing=True)
    assert work.committed
    assert told(work) == [(BOB, BuddyFound("Python", wanted(work).topic, ADA, "Ada"))]


def test_a_second_yes_tells_nobody_anew(work: FakeUnitOfWork) -> None:
    told(work)
    answers = [answer_buddy(work, ADA, NINE, GROUP, TODAY, willing=True) for _ in range(2)]

    assert [each.again for each in answers] == [False, True]
    assert len(told(work)) == 1


def test_a_no_tells_nobody(work: FakeUnitOfWork) -> None:
    told(work)

    answered = answer_buddy(work, ADA, NINE, GROUP, TODAY, willing=False)

    assert answered == BuddyAnswered(wanted(work), willing=False)
    assert told(work) == []


def test_nobody_is_asked_where_the_topic_was_done_less_than_a_week_ago() -> None:
    work = at_work()
    join(work, ADA, BOB, now=LONG_AGO)
    say_done(work, ADA, LONG_AGO + DAY, 1)
    let_be_buddies(work, ADA, BOB)

    assert told(work) == []


@pytest.mark.parametrize("off", [ADA, BOB], ids=["Ada", "Bob"])
def test_nobody_is_asked_or_told_of_who_did_not_choose_it(
    work: FakeUnitOfWork, off: Account
) -> None:
    set_buddy(work, off, monday(8), GROUP, on=False, here=None)

    assert told(work) == []


def test_who_said_they_knew_the_topic_is_not_asked() -> None:
    work = at_work()
    join(work, ADA, BOB, now=LONG_AGO)
    know_topics(work, ADA, LONG_AGO, Pick("1"))
    let_be_buddies(work, ADA, BOB)

    assert told(work) == []


@pytest.mark.parametrize("act", [complete_topics, skip_topic], ids=["done", "put aside"])
def test_nobody_is_asked_where_no_other_is_at_it(
    work: FakeUnitOfWork, act: Callable[[FakeUnitOfWork, Account, datetime, Pick], object]
) -> None:
    act(work, BOB, monday(8), Pick("1"))

    assert told(work) == []


def test_while_a_topic_stays_it_is_explained_to_another_each_day() -> None:
    work = library()
    at_work(replace(plan(work, moves=Moves.QUORUM), quorum=100), work)
    join(work, ADA, BOB, CYD, ADMIN, now=LONG_AGO)
    for each in (ADA, CYD):
        say_done(work, each, LONG_AGO, 1)
    let_be_buddies(work, ADA, BOB, CYD, ADMIN)

    helped = []
    for day in range(2):
        now = NINE + day * DAY
        post(work, now)
        (asked,) = [it for it in (ADA, CYD) if member(work, it).asked == now.date()]
        answer_buddy(work, asked, now, GROUP, now.date(), willing=True)
        helped += [who for who, it in told(work, day * DAY) if isinstance(it, BuddyFound)]

    assert set(helped) == {BOB, ADMIN}


def test_one_member_is_asked_for_one_post(work: FakeUnitOfWork) -> None:
    say_done(work, CYD, LONG_AGO, 1)
    let_be_buddies(work, CYD)

    assert len(told(work)) == 1


def test_who_was_asked_is_asked_again_in_a_week_at_the_earliest(work: FakeUnitOfWork) -> None:
    for number in range(2, 9):
        say_done(work, ADA, LONG_AGO, number)
    asked = []
    for day in range(8):
        post(work, NINE + day * DAY)
        asked.append(member(work, ADA).asked)

    assert asked == [TODAY] * 7 + [TODAY + 7 * DAY]


def test_who_is_in_two_groups_is_asked_in_one(work: FakeUnitOfWork) -> None:
    other = other_group(work, ADA, BOB)

    assert [who for who, _ in told(work)] == [ADA]
    found = work.groups.member(other, known(work, ADA).id)
    assert found is not None
    assert found.asked is None


def other_group(work: FakeUnitOfWork, *accounts: Account) -> GroupId:
    """Let another group be at work, in which these are buddies."""
    there = replace(PLACE, chat="-43")
    set_up(work, ADMIN, monday(8), there, plan(work))
    start_group(work, ADMIN, monday(8), there)
    for each in accounts:
        join_group(work, each, monday(8), there, visitor(each, (CHAT[0], "-43")))
        set_buddy(work, each, monday(8), GroupId(2), on=True, here=private(each))
    return GroupId(2)


def test_where_one_is_asked_elsewhere_on_that_date_another_one_is_asked(
    work: FakeUnitOfWork,
) -> None:
    say_done(work, CYD, LONG_AGO, 1)
    let_be_buddies(work, CYD)
    told(work)
    (asked,) = [each for each in (ADA, CYD) if member(work, each).asked]
    other = other_group(work, ADA, CYD, BOB)
    # As where both groups are paired at the same instant.
    work.groups.save_member(replace(member(work, asked), asked=None))

    post(work, NINE)

    others = {each: work.groups.member(other, known(work, each).id) for each in (ADA, CYD)}
    assert [each for each, it in others.items() if it and it.asked] == [
        each for each in (ADA, CYD) if each != asked
    ]


def test_who_is_told_of_one_in_a_group_is_not_said_to_be_told_of_another(
    work: FakeUnitOfWork,
) -> None:
    say_done(work, CYD, LONG_AGO, 1)
    other = other_group(work, BOB, CYD)
    told(work)

    answers = [
        answer_buddy(work, ADA, NINE, GROUP, TODAY, willing=True),
        answer_buddy(work, CYD, NINE, other, TODAY, willing=True),
    ]

    assert [(each.wanted is not None, each.again) for each in answers] == [
        (True, False),
        (True, True),
    ]
    assert told(work) == [(BOB, BuddyFound("Python", wanted(work).topic, ADA, "Ada"))]


Happens = Callable[[FakeUnitOfWork], object]

THEN: dict[str, Happens] = {
    "who is at it does it": lambda work: press(work, BOB, NINE),
    "who is at it leaves": lambda work: leave_group(work, BOB, NINE, GROUP),
    "who is at it wants it no more": lambda work: unset(work, BOB),
    "who did it leaves": lambda work: leave_group(work, ADA, NINE, GROUP),
    "who did it wants it no more": lambda work: unset(work, ADA),
}
AT_ONCE: dict[str, Happens] = {
    **THEN,
    "who did it pauses": lambda work: set_pause(work, ADA, NINE, "3d"),
    "who did it takes it back": lambda work: undo_action(work, ADA, NINE),
}


def unset(work: FakeUnitOfWork, account: Account) -> None:
    set_buddy(work, account, NINE, GROUP, on=False, here=None)


@pytest.mark.parametrize("happens", AT_ONCE.values(), ids=AT_ONCE)
def test_what_changed_since_the_post_is_heeded_when_it_is_told(
    work: FakeUnitOfWork, happens: Happens
) -> None:
    post(work, NINE)
    happens(work)

    assert told(work) == []


@pytest.mark.parametrize("happens", THEN.values(), ids=THEN)
def test_what_changed_since_the_yes_is_heeded_when_it_is_told(
    work: FakeUnitOfWork, happens: Happens
) -> None:
    told(work)
    answer_buddy(work, ADA, NINE, GROUP, TODAY, willing=True)
    happens(work)

    assert told(work) == []


def test_a_yes_comes_too_late_where_nobody_needs_it_any_more(work: FakeUnitOfWork) -> None:
    told(work)
    press(work, BOB, NINE)

    assert answer_buddy(work, ADA, NINE, GROUP, TODAY, willing=True) == BuddyAnswered(
        None, willing=True
    )


def test_a_yes_of_who_was_not_asked_tells_nobody(work: FakeUnitOfWork) -> None:
    told(work)
    say_done(work, CYD, LONG_AGO, 1)
    let_be_buddies(work, CYD)

    for who, day in ((CYD, TODAY), (BOB, TODAY), (ADA, TODAY - DAY)):
        answered = answer_buddy(work, who, NINE, GROUP, day, willing=True)
        assert answered == BuddyAnswered(None, willing=True)
    with pytest.raises(NotAMember):
        answer_buddy(work, Account("telegram", "9"), NINE, GROUP, TODAY, willing=True)
    with pytest.raises(UnknownGroup):
        answer_buddy(work, ADA, NINE, GroupId(9), TODAY, willing=True)
    assert told(work) == []


def test_it_is_told_in_private_alone_and_apart_from_what_comes_in_the_group(
    work: FakeUnitOfWork,
) -> None:
    enrol(work, ADA, LONG_AGO, "python", Newcomer("Europe/Lisbon", "en"), destination=PLACE)
    set_daily(work, ADA, LONG_AGO, "9", here=PLACE)
    post(work, NINE)
    plan_reminders(work, NINE)

    places = []
    while rows := lease_due(work, "telegram", NINE, most=9, lease="one", until=NINE + MINUTE):
        for row in rows:
            parcel = prepare(work, row, NINE, until=NINE + MINUTE).parcel
            assert parcel is not None
            settle(work, parcel.rows, Outcome.SENT, NINE)
            places.append(
                ({each.notification.kind.value for each in parcel.rows}, parcel.ways[0].destination)
            )

    assert sorted(places, key=str) == sorted(
        [({"buddy"}, private(ADA)), ({"prompt"}, PLACE)], key=str
    )


def test_who_chooses_it_has_a_private_place_to_be_told_in() -> None:
    work = at_work()
    join(work, ADA)

    with pytest.raises(NowhereToWrite):
        set_buddy(work, ADA, monday(8), PLACE, on=True, here=PLACE)
    assert not member(work, ADA).buddy

    chosen = set_buddy(work, ADA, monday(8), GROUP, on=True, here=private(ADA))

    assert chosen == BuddySet(BuddyHere(group(work), "Python", on=True), before=False)
    assert work.destinations.of_learner(known(work, ADA).id) == (private(ADA),)
    assert work.destinations.asked(known(work, ADA).id) is None


def test_only_members_are_buddies(work: FakeUnitOfWork) -> None:
    stranger = Account("telegram", "9")
    for where in (GROUP, PLACE):
        with pytest.raises(NotAMember):
            set_buddy(work, stranger, NINE, where, on=True, here=private(stranger))
        with pytest.raises(NotAMember):
            look_at_buddy(work, stranger, NINE, where)
    assert look_at_buddies(work, stranger, NINE) == ()


def test_what_was_asked_is_shown_again_to_who_looks(work: FakeUnitOfWork) -> None:
    told(work)

    here = BuddyHere(group(work), "Python", on=True, wanted=wanted(work))
    assert look_at_buddy(work, ADA, NINE, PLACE) == here
    assert look_at_buddies(work, ADA, NINE) == (here,)
    assert look_at_buddy(work, BOB, NINE, PLACE) == replace(here, wanted=None)


def test_of_many_buddies_some_are_looked_at_for_a_post_and_others_for_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(buddies, "LOOKED_AT", 3)
    work = at_work()
    many = [Account("telegram", str(number)) for number in range(100, 110)]
    *others, expert = many
    join(work, *many, now=LONG_AGO)
    for number in range(1, 9):
        say_done(work, expert, LONG_AGO, number)
    let_be_buddies(work, *many)

    asked = []
    for day in range(8):
        post(work, NINE + day * DAY)
        asked.append(member(work, expert).asked)

    assert asked[-1] is not None
    assert {member(work, each).asked for each in others} == {None}


def test_planning_posts_asks_nobody_before_all_are_planned(work: FakeUnitOfWork) -> None:
    planned = plan_posts(work, "telegram", NINE, most=9)
    work.committed = False

    assert planned.posted == (GROUP,)
    assert member(work, ADA).asked is None
    pair_buddies(work, GROUP, NINE)
    assert member(work, ADA).asked == TODAY
    assert work.committed


def test_who_pairs_after_midnight_asks_nobody_for_a_post_that_is_over(work: FakeUnitOfWork) -> None:
    plan_posts(work, "telegram", NINE, most=9)

    pair_buddies(work, GROUP, NINE + DAY)

    assert member(work, ADA).asked is None


def test_of_very_many_buddies_those_asked_longest_ago_are_paired(
    work: FakeUnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buddies, "LISTED", 2)
    say_done(work, CYD, LONG_AGO, 1)
    let_be_buddies(work, CYD)
    work.groups.save_member(replace(member(work, ADA), asked=TODAY - 8 * DAY))

    post(work, NINE)

    assert [member(work, each).asked for each in (ADA, CYD)] == [TODAY - 8 * DAY, TODAY]
