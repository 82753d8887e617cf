"""Posts of study groups: one a day, the group's own pointer, the week, and the end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.group import GroupDay, GroupId, Moves
from core.learner import Account
from core.live import EDIT_EVERY, LiveEnd
from core.place import PlaceKind
from core.quorum import QuorumStreak
from core.streak import MOST_FREEZES
from core.use_cases.enrolment import Newcomer, set_zone
from core.use_cases.group_days import take_back_post
from core.use_cases.group_posts import PostsPlanned, plan_posts
from core.use_cases.group_setup import change_plan, set_up, start_group, stop_group
from core.use_cases.live import (
    FinishedShown,
    PostShown,
    PostWithdrawn,
    RestShown,
    Shown,
    WeekShown,
    look,
)
from core.use_cases.membership import leave_group
from core.use_cases.places import move_place, pause_place, resume_place
from core.use_cases.rhythm import end_pause, set_pause
from core.use_cases.study import Place
from core.weekdays import Days
from tests.core.use_cases.group_scenes import (
    ADA,
    ADMIN,
    BOB,
    CYD,
    PLACE,
    at_work,
    days,
    group,
    join,
    library,
    monday,
    plan,
    press,
    say_done,
    shown,
    study_alone,
    topic_id,
)
from tests.core.use_cases.own_scenes import add, update
from tests.core.use_cases.reminding_scenes import DAY, MINUTE
from tests.fakes.unit_of_work import FakeUnitOfWork

MONDAY = monday(0).date()


def posts(work: FakeUnitOfWork, day: int) -> list[PostShown]:
    """Show the posts as they are at nine of a day after Monday, the newest first."""
    seen = [it for it in shown(work, monday(9) + day * DAY) if isinstance(it, PostShown)]
    return sorted(seen, key=lambda it: it.date, reverse=True)


def numbers(work: FakeUnitOfWork, *of: int) -> list[int | None]:
    """Give the numbers of the topics that are posted on some days after Monday."""
    return [next((it.topic.number for it in posts(work, day) if not it.over), None) for day in of]


def test_a_group_posts_its_first_topic_at_its_time() -> None:
    work = at_work()
    join(work, ADMIN, ADA, BOB)

    assert shown(work, monday(8, 59)) == []
    (post,) = shown(work, monday(9))

    topic = work.roadmaps.get(group(work).plan.roadmap).topics[0]
    assert post == PostShown(
        group=group(work),
        roadmap_title="Python",
        topic=topic,
        place_in_section=Place(1, 3),
        date=MONDAY,
        studied=0,
        needed=2,
        members=3,
        streak=QuorumStreak(),
    )
    assert group(work).next_post == monday(9) + DAY


def test_planning_is_kept_and_says_whether_more_is_due() -> None:
    work = at_work()
    there = replace(PLACE, chat="-43")
    set_up(work, ADMIN, monday(8), there, plan(work))
    start_group(work, ADMIN, monday(8), there)
    work.committed = False

    planned = [plan_posts(work, "telegram", monday(9), most=1) for _ in range(3)]

    assert planned == [
        PostsPlanned(1, more=True, posted=(GroupId(1),)),
        PostsPlanned(1, more=True, posted=(GroupId(2),)),
        PostsPlanned(0, more=False),
    ]
    assert work.committed


def test_groups_of_another_platform_are_left_to_its_planner() -> None:
    work = at_work()

    assert plan_posts(work, "discord", monday(9), most=9) == PostsPlanned(0, more=False)


def test_a_group_goes_on_to_the_next_topic_with_every_post() -> None:
    assert numbers(at_work(), 0, 1, 2) == [1, 2, 3]


def test_a_group_that_waits_for_its_quorum_stays_until_enough_have_done_the_topic() -> None:
    work = library()
    at_work(plan(work, moves=Moves.QUORUM), work)
    join(work, ADMIN, ADA, BOB)

    first = numbers(work, 0)
    press(work, ADA, monday(10))
    second = posts(work, 1)[0]
    press(work, BOB, monday(10) + DAY)
    third = numbers(work, 2)

    assert (first, second.topic.number, second.times, third) == ([1], 1, 2, [2])


def test_who_knew_a_topic_before_they_joined_counts_for_it_once_they_press_done() -> None:
    work = library()
    at_work(plan(work, moves=Moves.QUORUM), work)
    study_alone(work, ADA, "python", now=monday(8) - DAY)
    say_done(work, ADA, monday(8) - DAY, 1)
    join(work, ADA, BOB)
    before = numbers(work, 0, 1)

    press(work, ADA, monday(10) + DAY, 1)

    assert (before, numbers(work, 2)) == ([1, 1], [2])
    assert [it.studied for it in days(work)] == [0, 1, 0]


def test_a_post_is_over_with_the_next_one_and_says_its_last_words_with_the_one_after() -> None:
    work = at_work()
    join(work, ADA)
    shown(work, monday(9))
    press(work, ADA, monday(10))

    seen = [[(it.date - MONDAY).days for it in posts(work, day) if it.over] for day in (1, 2, 3)]

    assert seen == [[0], [1, 0], [2, 1]]


def test_a_post_that_is_over_keeps_what_counted_on_its_date() -> None:
    work = at_work()
    join(work, ADA)
    shown(work, monday(9))
    press(work, ADA, monday(10))

    over = next(it for it in posts(work, 1) if it.over)

    assert (over.studied, over.needed) == (1, 1)
    assert (over.streak.current, over.streak.counted_today) == (1, False)


def test_of_missed_posts_only_todays_is_made() -> None:
    work = at_work()
    shown(work, monday(9))

    posted = posts(work, 4)

    assert [(it.date - MONDAY).days for it in posted] == [4, 0]
    assert [it.late for it in posted] == [False, False]


def test_a_post_that_comes_long_after_its_time_says_so_once() -> None:
    work = at_work()

    (late,) = shown(work, monday(12))
    press(work, ADA, monday(13))
    (edited,) = shown(work, monday(13))

    assert isinstance(late, PostShown)
    assert isinstance(edited, PostShown)
    assert (late.late, edited.late) == (True, False)


def test_a_post_whose_date_is_over_is_not_made() -> None:
    work = at_work()

    assert shown(work, monday(3) + DAY) == []
    assert group(work).next_post == monday(9) + DAY
    assert days(work) == ()


def test_a_post_that_could_not_be_sent_on_its_date_is_not_sent() -> None:
    work = at_work()
    plan_posts(work, "telegram", monday(9), most=9)

    assert shown(work, monday(1) + DAY) == [LiveEnd.NEEDLESS]


def test_a_group_posts_once_a_date_whenever_it_is_started_again() -> None:
    work = at_work()
    shown(work, monday(9))
    stop_group(work, ADMIN, monday(10), PLACE)
    change_plan(work, ADMIN, monday(10), PLACE, at="18:00")
    start_group(work, ADMIN, monday(10), PLACE)

    shown(work, monday(18))
    assert [it.date for it in days(work)] == [MONDAY]
    assert group(work).next_post == monday(18) + DAY
    shown(work, monday(18) + DAY)
    assert [it.topic for it in days(work)] == [topic_id(work, 1), topic_id(work, 2)]


def test_a_group_posts_only_on_its_days() -> None:
    work = library()
    at_work(plan(work, days=Days.WEEKDAYS), work)

    assert numbers(work, 0, 3, 4, 5, 6, 7) == [1, 2, 3, None, None, 4]


def test_where_the_bot_was_sent_away_nothing_is_posted_until_it_is_let_in_again() -> None:
    work = at_work()
    shown(work, monday(9))
    pause_place(work, monday(10), "telegram", "-42", PlaceKind.GROUP)

    away = posts(work, 1)
    resume_place(work, "telegram", "-42", PlaceKind.GROUP)

    assert ([it for it in away if not it.over], numbers(work, 2)) == ([], [2])


def test_a_group_whose_chat_moves_posts_where_it_moved_to() -> None:
    work = at_work()
    move_place(work, "telegram", "-42", "-100")

    (post,) = shown(work, monday(9))

    assert isinstance(post, PostShown)
    assert post.group.place == replace(PLACE, chat="-100")


def test_a_group_whose_roadmap_is_taken_away_is_told_once_and_rests() -> None:
    work = at_work()
    work.roadmaps.remove(group(work).plan.roadmap, at=monday(8))

    assert shown(work, monday(9)) == [RestShown(group(work), unseen=True)]
    assert group(work).next_post is None
    assert shown(work, monday(9) + DAY) == []


def test_it_is_not_told_to_a_group_that_was_put_to_work_meanwhile() -> None:
    work = at_work()
    gone = group(work).plan.roadmap
    work.roadmaps.remove(gone, at=monday(8))
    plan_posts(work, "telegram", monday(9), most=9)
    change_plan(work, ADMIN, monday(9), PLACE, roadmap=plan(work, slug="go").roadmap)
    start_group(work, ADMIN, monday(9), PLACE)

    assert shown(work, monday(9)) == [LiveEnd.NEEDLESS]


def waiting() -> FakeUnitOfWork:
    """Give a group that stays on its topic until enough have done it."""
    work = library()
    return at_work(plan(work, moves=Moves.QUORUM), work)


def idle(work: FakeUnitOfWork, *days_after: int) -> list[bool]:
    """Say of some days after Monday whether the group is told that it rests."""
    return [
        any(it == RestShown(group(work), unseen=False) for it in shown(work, monday(9) + day * DAY))
        for day in days_after
    ]


def test_a_group_in_which_nobody_studies_for_two_weeks_rests_until_it_is_woken() -> None:
    work = waiting()
    join(work, ADA)

    rested = idle(work, *range(15))
    asleep = group(work).next_post
    start_group(work, ADMIN, monday(10) + 14 * DAY, PLACE)

    assert (rested, asleep) == ([False] * 14 + [True], None)
    assert idle(work, *range(15, 28)) == [False] * 13
    assert not any(isinstance(it, WeekShown) for it in shown(work, monday(9) + 28 * DAY))


def test_a_group_in_which_somebody_studied_within_two_weeks_goes_on() -> None:
    work = waiting()
    shown(work, monday(9))
    press(work, ADA, monday(10))

    assert idle(work, *range(1, 16)) == [False] * 14 + [True]


def test_a_group_does_not_rest_for_the_weeks_in_which_it_was_away_or_in_a_pause() -> None:
    away, paused = waiting(), waiting()
    join(paused, ADA)
    set_pause(paused, ADA, monday(8), "20 days")

    assert idle(away, 0, 20) == [False, False]
    assert idle(paused, *range(16)) == [False] * 16


def test_the_day_of_those_who_are_all_in_a_pause_needs_nothing_and_is_not_missed() -> None:
    work = at_work()
    join(work, ADA)
    shown(work, monday(9))
    press(work, ADA, monday(10))
    set_pause(work, ADA, monday(8) + DAY, "1 day")

    (paused, *_) = posts(work, 1)
    (after, *_) = posts(work, 2)

    assert (paused.needed, paused.members) == (0, 0)
    assert days(work)[1].needed == 0
    assert (after.streak.current, after.streak.freezes) == (1, MOST_FREEZES)


def test_a_group_that_waits_for_its_quorum_stays_while_all_are_in_a_pause() -> None:
    work = library()
    at_work(plan(work, moves=Moves.QUORUM), work)
    join(work, ADA)
    set_pause(work, ADA, monday(8), "3 days")

    assert numbers(work, 0, 1) == [1, 1]


def test_the_next_post_after_a_change_is_the_first_of_a_date_that_has_none() -> None:
    work = at_work()
    shown(work, monday(9))

    card = change_plan(work, ADMIN, monday(10), PLACE, at="18:00")
    that_day = shown(work, monday(18))
    abroad = change_plan(work, ADMIN, monday(19), PLACE, zone="Pacific/Honolulu")

    assert card.next_post == monday(18) + DAY
    assert (len(that_day), len(days(work))) == (1, 1)
    assert abroad.next_post == monday(4) + 2 * DAY


def test_a_post_is_edited_once_its_date_is_over_even_when_the_group_was_stopped() -> None:
    work = at_work()
    shown(work, monday(9))
    stop_group(work, ADMIN, monday(10), PLACE)

    before = shown(work, monday(23, 59))
    (post,) = shown(work, monday(0) + DAY)

    assert isinstance(post, PostShown)
    assert (before, post.over, shown(work, monday(9) + DAY)) == ([], True, [])


def test_a_post_that_is_sent_anew_after_its_chat_moved_is_not_late() -> None:
    work = at_work()
    shown(work, monday(9))
    move_place(work, "telegram", "-42", "-100")

    (post,) = shown(work, monday(12))

    assert isinstance(post, PostShown)
    assert not post.late


def test_of_a_week_in_which_nobody_studied_nothing_is_told() -> None:
    work = at_work()
    join(work, ADA)
    numbers(work, *range(7))

    assert not any(isinstance(it, WeekShown) for it in shown(work, monday(9) + 7 * DAY))


def test_a_week_with_two_roadmaps_has_the_title_of_neither() -> None:
    work = at_work()
    shown(work, monday(9))
    press(work, ADA, monday(10))
    change_plan(work, ADMIN, monday(11), PLACE, roadmap=plan(work, slug="go").roadmap)

    seen = shown(work, monday(9) + 7 * DAY)

    (week,) = [it for it in seen if isinstance(it, WeekShown)]
    assert (week.roadmap_title, week.topics, week.people) == (None, 1, 1)


def test_the_posts_of_the_end_are_those_of_this_roadmap_and_of_this_round() -> None:
    work = at_work()
    numbers(work, 0, 1)
    change_plan(work, ADMIN, monday(10) + DAY, PLACE, roadmap=plan(work, slug="go").roadmap)
    numbers(work, 2, 3)
    first = [it for it in shown(work, monday(9) + 4 * DAY) if isinstance(it, FinishedShown)]
    start_group(work, ADMIN, monday(10) + 4 * DAY, PLACE)
    numbers(work, 5, 6)

    again = [it for it in shown(work, monday(9) + 7 * DAY) if isinstance(it, FinishedShown)]

    assert [it.posts for it in (*first, *again)] == [2, 2]


def test_once_the_group_studies_another_roadmap_todays_post_says_so_and_needs_nothing() -> None:
    work = at_work()
    join(work, ADMIN, ADA)
    shown(work, monday(9))

    change_plan(work, ADMIN, monday(10), PLACE, roadmap=plan(work, slug="go").roadmap)

    assert shown(work, monday(10)) == [PostWithdrawn(group(work), "Go", moved_on=True)]
    assert [it.needed for it in days(work)] == [0]


def test_a_day_that_counts_still_does_once_the_group_studies_another_roadmap() -> None:
    work = at_work()
    shown(work, monday(9))
    press(work, ADA, monday(10))

    card = change_plan(work, ADMIN, monday(11), PLACE, roadmap=plan(work, slug="go").roadmap)

    assert [(it.studied, it.needed) for it in days(work)] == [(1, 1)]
    assert card.streak.current == 1


def test_a_post_that_was_never_sent_can_be_taken_back() -> None:
    work = at_work()
    numbers(work, 0)
    plan_posts(work, "telegram", monday(9) + DAY, most=9)

    take_back_post(work, group(work), MONDAY + DAY)

    assert ([it.date for it in days(work)], group(work).topic) == ([MONDAY], topic_id(work, 1))
    assert numbers(work, 2) == [2]


def test_the_first_post_of_a_roadmap_taken_back_lets_it_begin_anew() -> None:
    work = at_work()
    plan_posts(work, "telegram", monday(9), most=9)

    take_back_post(work, group(work), MONDAY)

    assert (days(work), group(work).topic) == ((), None)


def test_a_post_on_whose_date_somebody_studied_is_not_taken_back() -> None:
    work = at_work()
    plan_posts(work, "telegram", monday(9), most=9)
    press(work, ADA, monday(10))

    take_back_post(work, group(work), MONDAY)

    assert ([it.studied for it in days(work)], group(work).topic) == ([1], topic_id(work, 1))


def test_after_its_last_topic_a_group_has_finished() -> None:
    work = library()
    at_work(plan(work, slug="go"), work)
    join(work, ADA)
    for day in (0, 1):
        shown(work, monday(9) + day * DAY)
        press(work, ADA, monday(10) + day * DAY, day + 1)

    end = shown(work, monday(9) + 2 * DAY)

    assert end[-1] == FinishedShown(group(work), "Go", 2, QuorumStreak(2, 2, MOST_FREEZES))
    assert group(work).next_post is None
    later = shown(work, monday(9) + 3 * DAY)
    assert [it.over for it in later if isinstance(it, PostShown)] == [True] * len(later)


def test_the_first_post_of_a_week_comes_with_the_week_before() -> None:
    work = at_work()
    join(work, ADA, BOB, CYD)
    for day in range(7):
        shown(work, monday(9) + day * DAY)
    press(work, ADA, monday(10) + 6 * DAY, 1)
    press(work, ADA, monday(10) + 6 * DAY, 2)
    press(work, BOB, monday(10) + 6 * DAY, 1)

    (week,) = [it for it in shown(work, monday(9) + 7 * DAY) if isinstance(it, WeekShown)]

    assert week == WeekShown(
        group=group(work),
        roadmap_title="Python",
        first=MONDAY,
        last=MONDAY + 6 * DAY,
        topics=2,
        people=2,
        days_counted=1,
        days=7,
        streak=QuorumStreak(1, 1, MOST_FREEZES),
    )


@pytest.mark.parametrize(("then", "summed_up"), [(8, True), (14, False)])
def test_the_week_comes_with_the_first_post_after_it_if_there_was_one_in_it(
    then: int,
    *,
    summed_up: bool,
) -> None:
    work = at_work()
    shown(work, monday(9))
    press(work, ADA, monday(10))

    seen = shown(work, monday(9) + then * DAY)

    assert any(isinstance(it, WeekShown) for it in seen) is summed_up
    assert not any(isinstance(it, WeekShown) for it in shown(work, monday(9) + (then + 1) * DAY))


def test_a_week_that_could_not_be_told_in_the_week_after_is_not_told() -> None:
    work = at_work()
    shown(work, monday(9))
    press(work, ADA, monday(10))
    plan_posts(work, "telegram", monday(9) + 7 * DAY, most=9)

    assert not any(isinstance(it, WeekShown) for it in shown(work, monday(8) + 14 * DAY))


def test_two_hundred_presses_in_a_minute_cost_a_handful_of_edits_and_none_is_lost() -> None:
    work = at_work()
    shown(work, monday(9))
    begin, edits = monday(10), []
    for number in range(200):
        now = begin + number * timedelta(milliseconds=300)
        press(work, Account("telegram", f"n{number}"), now)
        edits += shown(work, now)

    edits += shown(work, begin + MINUTE + EDIT_EVERY)

    assert len(edits) <= 8
    last = edits[-1]
    assert isinstance(last, PostShown)
    assert (last.studied, last.members) == (200, 200)


def test_members_in_a_pause_are_not_needed() -> None:
    work = at_work()
    join(work, ADMIN, ADA, BOB, CYD)
    shown(work, monday(9))

    set_pause(work, ADA, monday(10), "2 days")
    set_pause(work, BOB, monday(10), "2 days")
    (paused,) = shown(work, monday(10))
    end_pause(work, ADA, monday(11))
    (ended,) = shown(work, monday(11))

    assert isinstance(paused, PostShown)
    assert isinstance(ended, PostShown)
    assert [(it.members, it.needed) for it in (paused, ended)] == [(2, 1), (3, 2)]


def test_a_missed_day_takes_a_freeze_and_the_third_ends_the_streak() -> None:
    work = at_work()
    join(work, ADA)
    shown(work, monday(9))
    press(work, ADA, monday(10))

    streaks = [next(it.streak for it in posts(work, day) if not it.over) for day in (1, 2, 3, 4)]

    assert [(it.current, it.freezes) for it in streaks] == [(1, 2), (1, 1), (1, 0), (0, 0)]
    assert days(work)[-1] == GroupDay(MONDAY + 4 * DAY, topic_id(work, 5))


def test_those_who_join_before_the_next_post_were_not_missing_the_night_before() -> None:
    work = at_work()
    join(work, ADA)
    shown(work, monday(9))
    press(work, ADA, monday(10))

    join(work, ADMIN, BOB, CYD, now=monday(8) + DAY)
    shown(work, monday(9) + DAY)

    assert days(work)[0] == GroupDay(MONDAY, topic_id(work, 1), 1, needed=1)


def test_those_who_leave_before_the_next_post_were_needed_the_night_before() -> None:
    work = at_work()
    join(work, ADMIN, ADA, BOB)
    shown(work, monday(9))

    leave_group(work, ADA, monday(8) + DAY, PLACE)

    assert days(work)[0].needed == 2


def test_a_pause_said_where_it_is_yesterday_still_changes_nothing_of_a_day_that_is_over() -> None:
    work = at_work()
    set_zone(work, ADA, monday(8), Newcomer("Pacific/Honolulu", "en"))
    join(work, ADMIN, ADA, BOB)
    shown(work, monday(9))

    set_pause(work, ADA, monday(8) + DAY, "2 days")
    shown(work, monday(9) + DAY)

    assert days(work)[0].needed == 2


def test_where_a_topic_leaves_the_roadmap_its_post_stays_and_the_group_goes_on_behind_it() -> None:
    work = library()
    added = add(work, BOB).enrolled.offer.roadmap
    work.roadmaps.share_with(added.id, PLACE.platform, PLACE.chat)
    at_work(replace(plan(work), roadmap=added.id), work)
    shown(work, monday(9))
    shown(work, monday(9) + DAY)

    update(work, BOB, now=monday(10) + DAY)
    assert shown(work, monday(10) + DAY) == [
        PostWithdrawn(group(work), "Rust in a week", moved_on=False)
    ]
    seen = shown(work, monday(9) + 2 * DAY)

    posted = [it.topic.text if isinstance(it, PostShown) else it for it in seen]
    assert posted == ["Ownership", "Slices"]
    assert days(work)[1].needed == 0


def test_a_post_has_its_last_words_two_days_later_even_when_no_other_comes() -> None:
    work = at_work()
    shown(work, monday(9))
    stop_group(work, ADMIN, monday(10), PLACE)

    over = [len(shown(work, monday(0) + day * DAY)) for day in (1, 2, 3)]

    assert over == [1, 1, 0]
    assert work.live.next_due("telegram") is None


def test_who_is_present_is_counted_once_for_each_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    work = at_work()
    join(work, ADA, BOB)
    shown(work, monday(9))
    press(work, ADA, monday(9))
    counted: list[date] = []
    present = work.groups.present

    def count(group: GroupId, day: date) -> int:
        counted.append(day)
        return present(group, day)

    monkeypatch.setattr(work.groups, "present", count)
    [live] = work.live.lease("telegram", monday(10), until=monday(11), most=9)
    counted.clear()

    assert isinstance(look(work, live, monday(10)), Shown)
    assert counted == [monday(10).date()]
