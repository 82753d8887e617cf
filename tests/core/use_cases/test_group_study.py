"""Pressing Done in a group: for whoever pressed it, once, and for nobody else."""

import pytest

from core.errors import GroupMovedOn, NoGroupRoadmap, NotAMember, UnknownGroup, UnknownTopic
from core.group import Member, Moves
from core.history import EventKind
from core.roadmap import TopicId
from core.selection import Pick
from core.use_cases.enrolment import Newcomer, set_zone
from core.use_cases.group_setup import change_plan
from core.use_cases.group_study import TopicDetails, complete_in_group, topic_of_group
from core.use_cases.live import PostShown
from core.use_cases.membership import (
    NAME_LIMIT,
    Left,
    MyGroup,
    Visitor,
    join_group,
    leave_group,
    my_groups,
)
from core.use_cases.overview import TopicShown, look_at_today, show_topic
from core.use_cases.places import move_place
from core.use_cases.reset import ask_reset, reset_roadmap
from core.use_cases.rhythm import set_pause
from core.use_cases.study import Place, know_topics, next_topic
from core.use_cases.undo import undo_action
from tests.core.use_cases.group_scenes import (
    ADA,
    ADMIN,
    BOB,
    CHAT,
    CYD,
    GROUP,
    LISBON,
    PLACE,
    at_work,
    days,
    group,
    join,
    known,
    library,
    monday,
    plan,
    press,
    say_done,
    shown,
    study_alone,
    topic_id,
    visitor,
)
from tests.core.use_cases.reminding_scenes import DAY
from tests.fakes.unit_of_work import FakeUnitOfWork

MONDAY = monday(0).date()
ELSEWHERE = ("telegram", "-77")


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a group in which Max is a member, and whose first post was sent on Monday."""
    unit = at_work()
    join(unit, ADMIN)
    shown(unit, monday(9))
    unit.committed = False
    return unit


def studied(work: FakeUnitOfWork) -> list[int]:
    """Say how many studied on each day of the group."""
    return [day.studied for day in days(work)]


def test_pressing_done_makes_a_stranger_a_learner_a_member_and_the_topic_done(
    work: FakeUnitOfWork,
) -> None:
    result = press(work, ADA, monday(10))

    ada = known(work, ADA)
    (event,) = work.history.of_learner(ada.id)
    assert (event.kind, event.topic, event.moment.at) == (
        EventKind.DONE,
        topic_id(work, 1),
        monday(10),
    )
    assert (ada.zone, ada.enrolment) == (LISBON, event.enrolment)
    assert work.groups.member(GROUP, ada.id) == Member(GROUP, ada.id, "Ada", monday(10))
    assert (result.joined, result.studied, result.needed, result.elsewhere) == (True, 1, 1, None)
    assert [it.topic.number for it in result.done.new] == [1]
    assert result.done.offer.topic
    assert result.done.offer.topic.number == 2
    assert work.committed


def test_pressing_done_again_changes_nothing(work: FakeUnitOfWork) -> None:
    press(work, ADA, monday(10))

    again = press(work, ADA, monday(10, 1))

    assert (again.joined, again.studied) == (False, 1)
    assert ([it.topic.number for it in again.done.known], again.done.new) == ([1], ())
    assert len(work.history.of_learner(known(work, ADA).id)) == 1


def test_who_had_done_todays_topic_does_it_again_and_that_is_study(work: FakeUnitOfWork) -> None:
    study_alone(work, ADA, "python")
    say_done(work, ADA, monday(8) - DAY, 1)

    again = press(work, ADA, monday(10))
    twice = press(work, ADA, monday(10, 1))

    kinds = [it.kind for it in work.history.of_learner(known(work, ADA).id)]
    (completion,) = again.done.new
    assert kinds == [EventKind.DONE, EventKind.REVIEWED]
    assert (completion.event.kind, again.done.known, again.studied) == (EventKind.REVIEWED, (), 1)
    assert ([it.topic.number for it in twice.done.known], twice.studied) == ([1], 1)
    assert next_topic(work, ADA, monday(11)).streak.current == 2


def test_what_was_done_again_is_told_of_today(work: FakeUnitOfWork) -> None:
    study_alone(work, ADA, "python")
    say_done(work, ADA, monday(8) - DAY, 1)
    press(work, ADA, monday(10))

    today = look_at_today(work, ADA, monday(11))

    assert (today.done, today.again, today.offer.streak.studied_today) == ((), 1, True)


def test_who_does_a_topic_again_day_after_day_counts_on_each() -> None:
    work = library()
    at_work(plan(work, moves=Moves.QUORUM), work)
    join(work, ADMIN, ADA, BOB)
    for day in range(2):
        shown(work, monday(9) + day * DAY)
        press(work, ADA, monday(10) + day * DAY)

    assert studied(work) == [1, 1]


def test_what_was_done_again_and_is_taken_back_is_done_still(work: FakeUnitOfWork) -> None:
    study_alone(work, ADA, "python")
    say_done(work, ADA, monday(8) - DAY, 1)
    press(work, ADA, monday(10))

    undo_action(work, ADA, monday(11))

    assert studied(work) == [0]
    assert next_topic(work, ADA, monday(11)).overall.done == 1
    assert work.groups.done_by(GROUP, topic_id(work, 1)) == 1


def test_a_topic_of_the_roadmap_that_the_group_left_is_refused_by_the_title_of_its_new_one(
    work: FakeUnitOfWork,
) -> None:
    topic = topic_id(work, 1)
    change_plan(work, ADMIN, monday(10), PLACE, roadmap=plan(work, slug="go").roadmap)

    with pytest.raises(GroupMovedOn) as done:
        complete_in_group(work, ADA, monday(11), GROUP, topic=topic, visitor=visitor(ADA))
    with pytest.raises(GroupMovedOn) as details:
        topic_of_group(work, ADMIN, monday(11), GROUP, topic=topic, chat=CHAT)

    assert (done.value.title, details.value.title) == ("Go", "Go")


def test_the_details_of_a_roadmap_that_is_seen_no_more_are_for_who_has_begun_it(
    work: FakeUnitOfWork,
) -> None:
    topic = topic_id(work, 1)
    work.roadmaps.remove(group(work).plan.roadmap, at=monday(9))

    with pytest.raises(NoGroupRoadmap):
        topic_of_group(work, ADA, monday(10), GROUP, topic=topic, chat=CHAT)
    seen = topic_of_group(work, ADMIN, monday(10), GROUP, topic=topic, chat=CHAT)

    assert seen.shown.topic.id == topic


def test_a_stranger_presses_done_on_what_stands_in_the_chat_that_moved(
    work: FakeUnitOfWork,
) -> None:
    move_place(work, "telegram", "-42", "-100")

    result = press(work, ADA, monday(10))

    assert (result.joined, result.studied) == (True, 1)


def test_nobody_but_who_presses_is_touched(work: FakeUnitOfWork) -> None:
    join(work, BOB)
    before = known(work, BOB), work.history.of_learner(known(work, BOB).id)

    press(work, ADA, monday(10))

    assert (known(work, BOB), work.history.of_learner(known(work, BOB).id)) == before
    assert studied(work) == [1]


def test_who_studies_something_else_goes_on_with_it(work: FakeUnitOfWork) -> None:
    study_alone(work, ADA, "go")

    result = press(work, ADA, monday(10))

    assert result.elsewhere == "Go"
    assert next_topic(work, ADA, monday(11)).roadmap.title == "Go"
    assert studied(work) == [1]


def test_a_member_ahead_of_the_group_is_counted_by_what_they_do_and_stays_ahead(
    work: FakeUnitOfWork,
) -> None:
    study_alone(work, ADMIN, "python")

    say_done(work, ADMIN, monday(10), 5)

    offer = next_topic(work, ADMIN, monday(11))
    assert studied(work) == [1]
    assert offer.topic
    assert offer.topic.number == 1
    assert group(work).topic == topic_id(work, 1)


def test_what_is_done_in_another_roadmap_counts_in_no_group(work: FakeUnitOfWork) -> None:
    study_alone(work, ADMIN, "go")
    say_done(work, ADMIN, monday(10), 1)

    assert studied(work) == [0]


def test_what_is_known_or_ticked_counts_for_no_day(work: FakeUnitOfWork) -> None:
    study_alone(work, ADMIN, "python")

    know_topics(work, ADMIN, monday(10), Pick("1-3"))

    assert studied(work) == [0]


def test_the_post_is_shown_anew_once_somebody_studied(work: FakeUnitOfWork) -> None:
    study_alone(work, ADMIN, "python")
    say_done(work, ADMIN, monday(10), 5)

    (post,) = shown(work, monday(10))

    assert isinstance(post, PostShown)
    assert (post.studied, post.members, post.needed) == (1, 1, 1)


def test_yesterdays_post_keeps_working_and_counts_for_today(work: FakeUnitOfWork) -> None:
    shown(work, monday(9) + DAY)

    result = press(work, ADA, monday(10) + DAY, 1)

    assert ([it.topic.number for it in result.done.new], result.studied) == ([1], 1)
    assert studied(work) == [0, 1]


def test_a_press_on_a_day_without_a_post_is_counted_too(work: FakeUnitOfWork) -> None:
    result = press(work, ADA, monday(8) + DAY, 1)
    early = press(work, ADMIN, monday(8, 30) + DAY, 1)
    shown(work, monday(9) + DAY)

    assert (result.studied, early.studied, studied(work)) == (1, 2, [0, 2])
    assert (result.needed, early.needed) == (None, None)


def test_a_date_is_the_groups_wherever_its_members_live(work: FakeUnitOfWork) -> None:
    study_alone(work, ADA, "python")
    set_zone(work, ADA, monday(8), Newcomer("Asia/Tokyo", "en"))
    join(work, ADA)

    say_done(work, ADA, monday(23), 1)

    assert studied(work) == [1]


def test_what_was_done_yesterday_counts_for_the_groups_yesterday(work: FakeUnitOfWork) -> None:
    shown(work, monday(9) + DAY)

    say_done(work, ADMIN, monday(10) + DAY, 1, yesterday=True)

    assert studied(work) == [1, 0]


def test_what_is_taken_back_is_counted_no_more(work: FakeUnitOfWork) -> None:
    press(work, ADMIN, monday(10))
    shown(work, monday(10))

    undo_action(work, ADMIN, monday(11))
    (post,) = shown(work, monday(11))

    assert studied(work) == [0]
    assert isinstance(post, PostShown)
    assert post.studied == 0


def test_one_topic_of_two_taken_back_leaves_the_day_counted(work: FakeUnitOfWork) -> None:
    press(work, ADMIN, monday(10), 1)
    press(work, ADMIN, monday(10), 2)

    undo_action(work, ADMIN, monday(11))

    assert studied(work) == [1]


def test_a_reset_takes_no_day_back_and_what_is_done_again_counts_again(
    work: FakeUnitOfWork,
) -> None:
    press(work, ADMIN, monday(10))
    shown(work, monday(9) + DAY)
    reset_roadmap(work, ADMIN, monday(10) + DAY, ask_reset(work, ADMIN, monday(10) + DAY).enrolment)
    press(work, ADMIN, monday(11) + DAY, 1)

    both = studied(work)
    undo_action(work, ADMIN, monday(12) + DAY)

    assert (both, studied(work)) == ([1, 1], [1, 0])


def test_who_studied_today_before_they_joined_is_counted_today(work: FakeUnitOfWork) -> None:
    study_alone(work, ADA, "python")
    say_done(work, ADA, monday(8) - DAY, 2)
    say_done(work, ADA, monday(8), 3)

    result = press(work, ADA, monday(10), 3)

    assert ([it.topic.number for it in result.done.known], result.studied) == ([3], 1)
    assert studied(work) == [1]


def test_who_speaks_elsewhere_does_not_get_in_by_a_forged_button(work: FakeUnitOfWork) -> None:
    before = work.groups.get(GROUP)
    forged = visitor(ADA, ELSEWHERE)

    with pytest.raises(UnknownGroup):
        complete_in_group(work, ADA, monday(10), GROUP, topic=topic_id(work, 1), visitor=forged)
    with pytest.raises(UnknownGroup):
        join_group(work, ADA, monday(10), GROUP, forged)
    with pytest.raises(UnknownGroup):
        topic_of_group(work, ADA, monday(10), GROUP, topic=topic_id(work, 1), chat=ELSEWHERE)

    assert (work.groups.get(GROUP), work.committed) == (before, False)


def test_a_member_presses_done_from_wherever_they_are(work: FakeUnitOfWork) -> None:
    elsewhere = Visitor("Max in another chat", "en", ELSEWHERE)

    complete_in_group(work, ADMIN, monday(10), GROUP, topic=topic_id(work, 1), visitor=elsewhere)

    member = work.groups.member(GROUP, known(work, ADMIN).id)
    assert member
    assert (studied(work), member.name) == ([1], "Max")


def test_a_topic_that_is_none_of_the_groups_is_refused_and_nobody_joins(
    work: FakeUnitOfWork,
) -> None:
    with pytest.raises(UnknownTopic):
        complete_in_group(work, ADA, monday(10), GROUP, topic=TopicId(999), visitor=visitor(ADA))

    assert not work.committed


def test_a_roadmap_that_was_taken_away_is_begun_by_nobody_and_goes_on_for_who_began_it(
    work: FakeUnitOfWork,
) -> None:
    work.roadmaps.remove(group(work).plan.roadmap, at=monday(9))

    with pytest.raises(NoGroupRoadmap):
        press(work, ADA, monday(10))
    press(work, ADMIN, monday(10))

    assert studied(work) == [1]


def test_members_of_a_group_with_another_roadmap_begin_it_by_pressing_done(
    work: FakeUnitOfWork,
) -> None:
    change_plan(work, ADMIN, monday(10), PLACE, roadmap=plan(work, slug="go").roadmap)
    shown(work, monday(9) + DAY)

    result = press(work, ADMIN, monday(10) + DAY, 1)

    assert (result.joined, result.elsewhere, studied(work)) == (False, "Python", [0, 1])


def test_the_details_are_those_of_who_asks(work: FakeUnitOfWork) -> None:
    topic = topic_id(work, 1)
    press(work, ADMIN, monday(10))

    for_member = topic_of_group(work, ADMIN, monday(11), GROUP, topic=topic, chat=ELSEWHERE)
    for_stranger = topic_of_group(work, ADA, monday(11), GROUP, topic=topic, chat=CHAT)

    own = show_topic(work, ADMIN, monday(11), Pick(topic=topic))
    roadmap = work.roadmaps.get(group(work).plan.roadmap)
    nothing = TopicShown(
        roadmap, roadmap.topics[0], Place(1, 3), None, skipped=False, current=False, today=MONDAY
    )
    assert own
    assert own.completion
    assert for_member == TopicDetails(group(work), own)
    assert for_stranger == TopicDetails(group(work), nothing)
    assert work.learners.of_account(ADA) is None


def test_joining_is_told_once_and_counted_once(work: FakeUnitOfWork) -> None:
    first, again = join(work, ADA, ADA)

    assert (first.is_new, first.group.members) == (True, 2)
    assert (again.is_new, again.group.members, again.member) == (False, 2, first.member)
    assert work.committed


def test_a_name_is_kept_on_one_line_not_too_long_and_as_it_is_called_now(
    work: FakeUnitOfWork,
) -> None:
    join_group(work, ADA, monday(9), PLACE, Visitor(" Ada\n  L. " + "x" * 99, "en", CHAT))
    member = work.groups.member(GROUP, known(work, ADA).id)

    renamed = join_group(work, ADA, monday(9), PLACE, Visitor("Countess", "en", CHAT)).member

    assert member
    assert (member.name, len(member.name)) == ("Ada L. " + "x" * 57, NAME_LIMIT)
    assert renamed.name == "Countess"
    assert work.groups.member(GROUP, known(work, ADA).id) == renamed


def test_who_leaves_keeps_their_progress_and_the_days_they_made(work: FakeUnitOfWork) -> None:
    press(work, ADA, monday(10))

    left = leave_group(work, ADA, monday(11), GROUP)

    assert left == Left(group(work), work.roadmaps.get(group(work).plan.roadmap))
    assert (group(work).members, studied(work)) == (1, [1])
    assert next_topic(work, ADA, monday(12)).overall.done == 1
    with pytest.raises(NotAMember):
        leave_group(work, ADA, monday(12), GROUP)


def test_who_left_is_counted_no_more(work: FakeUnitOfWork) -> None:
    join(work, ADA)
    leave_group(work, ADA, monday(9), GROUP)

    say_done(work, ADA, monday(10), 1)

    assert studied(work) == [0]


def test_who_comes_back_the_same_day_is_counted_once(work: FakeUnitOfWork) -> None:
    press(work, ADA, monday(10))
    leave_group(work, ADA, monday(11), GROUP)

    back = press(work, ADA, monday(12), 1)

    assert (back.joined, back.studied) == (True, 1)


def test_a_person_sees_their_groups_and_no_others(work: FakeUnitOfWork) -> None:
    roadmap = work.roadmaps.get(group(work).plan.roadmap)

    assert my_groups(work, ADMIN, monday(9)) == (MyGroup(group(work), roadmap),)
    assert my_groups(work, ADA, monday(9)) == ()


def test_who_joins_in_a_pause_is_not_needed() -> None:
    work = at_work()
    study_alone(work, ADA, "python")
    set_pause(work, ADA, monday(7), "3 days")

    join(work, ADA, BOB, CYD)
    (post,) = shown(work, monday(9))

    assert isinstance(post, PostShown)
    assert (post.members, post.group.members) == (2, 3)
