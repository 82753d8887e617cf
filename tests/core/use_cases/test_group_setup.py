"""Setting up a study group: the card of what is chosen, changing it, and putting it to work."""

from dataclasses import replace

import pytest

from core.destination import Destination
from core.errors import NoGroupRoadmap, UnclearTime, UnknownGroup, UnknownZone
from core.group import GroupDay, GroupId, Moves, Plan
from core.live import LiveEnd
from core.ownership import Audience, RoadmapFile
from core.place import PlaceKind
from core.quorum import QuorumStreak
from core.reminder import Schedule
from core.roadmap import RoadmapId
from core.use_cases.group_posts import plan_posts
from core.use_cases.group_setup import (
    GroupCard,
    call_role,
    change_plan,
    look_at_group,
    roadmaps_for,
    set_up,
    start_group,
    stop_group,
    usual_plan,
)
from core.weekdays import Days
from tests.builders import outline
from tests.core.use_cases.group_scenes import (
    ADA,
    ADMIN,
    BOB,
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
    shown,
    study_alone,
    topic_id,
)
from tests.core.use_cases.reminding_scenes import DAY, HOUR
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

TOPIC = Destination("telegram", "-42", PlaceKind.GROUP, thread="7")


def of_learner(work: FakeUnitOfWork, title: str, *, shared: bool = False) -> RoadmapId:
    """Store a roadmap of Ada's own, shared with the chat or not."""
    roadmap = work.roadmaps.add(
        title.casefold(),
        outline(title=title),
        file=RoadmapFile("own.md", b""),
        owner=known(work, ADA).id,
        audience=Audience.OWNER,
        added=monday(0),
    )
    if shared:
        work.roadmaps.share_with(roadmap.id, PLACE.platform, PLACE.chat)
    return roadmap.id


def test_a_group_that_is_set_up_is_not_at_work() -> None:
    work = library()

    card = set_up(work, ADMIN, monday(8), PLACE, plan(work))

    roadmap = work.roadmaps.of_slug("python")
    assert roadmap is not None
    first = roadmap.numbered(1)
    assert card == GroupCard(group(work), roadmap, first, QuorumStreak(), monday(9), is_new=True)
    assert (card.at_work, card.next_post, work.committed) == (False, None, True)


def test_a_group_that_is_there_stays_as_it_is_when_set_up_again() -> None:
    work = at_work()
    before = group(work)

    card = set_up(work, ADMIN, monday(8), PLACE, plan(work, slug="go"))

    assert (card.group, card.is_new, work.committed) == (before, False, False)


def test_a_chat_and_a_thread_of_it_are_groups_of_their_own() -> None:
    work = at_work()

    card = set_up(work, ADMIN, monday(8), TOPIC, plan(work, slug="go"))

    assert (card.group.id, card.group.place) == (GroupId(2), TOPIC)
    assert look_at_group(work, ADMIN, monday(8), PLACE).group.id == GROUP


def test_where_no_group_is_there_is_none_to_look_at() -> None:
    work = library()
    for where in (PLACE, GROUP):
        with pytest.raises(UnknownGroup):
            look_at_group(work, ADMIN, monday(8), where)


def test_the_usual_plan_has_what_who_sets_it_up_studies_in_their_zone() -> None:
    work = library()
    study_alone(work, ADA, "python")

    assert usual_plan(work, ADA, monday(8), PLACE, "Asia/Tokyo") == plan(work, zone="UTC")


def test_the_usual_plan_of_who_is_no_learner_has_the_first_roadmap_and_the_zone_guessed() -> None:
    work = library()

    found = usual_plan(work, ADA, monday(8), PLACE, "Asia/Tokyo")

    assert found == plan(work, slug="go", zone="Asia/Tokyo")


def test_a_group_studies_only_what_all_of_its_chat_see() -> None:
    work = library()
    study_alone(work, ADA, "python")
    own, shared = of_learner(work, "Own"), of_learner(work, "Shared", shared=True)

    listed = [each.title for each in roadmaps_for(work, ADA, monday(8), PLACE)]
    with pytest.raises(NoGroupRoadmap) as refused:
        set_up(work, ADA, monday(8), PLACE, replace(plan(work), roadmap=own))

    assert listed == ["Go", "Python", "Shared"]
    assert [each.title for each in refused.value.known] == listed
    assert set_up(work, ADA, monday(8), PLACE, replace(plan(work), roadmap=shared)).roadmap


def test_without_a_roadmap_to_see_there_is_no_usual_plan() -> None:
    work = FakeUnitOfWork(Shelf())
    with pytest.raises(NoGroupRoadmap):
        usual_plan(work, ADA, monday(8), PLACE, "UTC")


def test_a_group_starts_with_the_next_time_of_its_schedule() -> None:
    work = library()
    set_up(work, ADMIN, monday(8), PLACE, plan(work))

    early, late = start_group(work, ADMIN, monday(8), PLACE), None
    stop_group(work, ADMIN, monday(8), PLACE)
    late = start_group(work, ADMIN, monday(9), PLACE)

    assert (early.next_post, late.next_post) == (monday(9), monday(9) + DAY)
    assert early.at_work


def test_started_twice_it_started_once() -> None:
    work = at_work()

    card = start_group(work, ADMIN, monday(9), PLACE)

    assert (card.next_post, work.committed) == (monday(9), False)


def test_a_group_that_is_stopped_posts_nothing() -> None:
    work = at_work()

    card = stop_group(work, ADMIN, monday(8), PLACE)

    assert not card.at_work
    assert shown(work, monday(9)) == []


def test_a_post_that_waits_when_the_group_is_stopped_is_not_sent() -> None:
    work = at_work()
    plan_posts(work, "telegram", monday(9), most=9)
    stop_group(work, ADMIN, monday(9), PLACE)

    assert shown(work, monday(9)) == [LiveEnd.NEEDLESS]


def test_everything_chosen_can_be_changed_by_itself() -> None:
    work = at_work()

    def changed(**wanted: object) -> Plan:
        return change_plan(work, ADMIN, monday(8), PLACE, **wanted).group.plan  # type: ignore[arg-type] # each is one of its keywords

    begun = plan(work)
    assert changed(at="18:30 weekdays").schedule == Schedule(1110, Days.WEEKDAYS, LISBON)
    assert changed(days=Days.DAILY, at="9:00") == begun
    assert changed(zone="Asia/Tokyo").schedule == replace(begun.schedule, zone="Asia/Tokyo")
    assert changed(zone=LISBON) == begun
    assert changed(moves=Moves.QUORUM) == replace(begun, moves=Moves.QUORUM)
    assert changed(moves=Moves.DAILY, quorum=75) == replace(begun, quorum=75)
    assert changed(quorum=0).quorum == 1
    assert changed(quorum=400).quorum == 100
    assert call_role(work, ADMIN, monday(8), PLACE, "88").group.plan.role == "88"
    assert call_role(work, ADMIN, monday(8), PLACE, None).group.plan.role is None


def test_a_group_at_work_posts_at_its_new_time() -> None:
    work = at_work()

    card = change_plan(work, ADMIN, monday(8), PLACE, at="18:00")

    assert card.next_post == monday(18)
    assert group(work) == card.group


def test_a_group_off_work_is_not_put_to_work_by_a_new_time() -> None:
    work = library()
    set_up(work, ADMIN, monday(8), PLACE, plan(work))

    assert not change_plan(work, ADMIN, monday(8), PLACE, at="18:00").at_work


def test_what_cannot_be_read_changes_nothing() -> None:
    work = at_work()
    before = group(work)

    with pytest.raises(UnclearTime):
        change_plan(work, ADMIN, monday(8), PLACE, at="half past never")
    with pytest.raises(UnknownZone):
        change_plan(work, ADMIN, monday(8), PLACE, zone="Mars/Olympus")
    with pytest.raises(NoGroupRoadmap):
        change_plan(work, ADMIN, monday(8), PLACE, roadmap=RoadmapId(99))

    assert (group(work), work.committed) == (before, False)


def test_another_roadmap_is_begun_at_its_first_topic() -> None:
    work = at_work()
    shown(work, monday(9))

    card = change_plan(work, ADMIN, monday(10), PLACE, roadmap=plan(work, slug="go").roadmap)

    assert card.roadmap
    assert card.topic == card.roadmap.numbered(1)


def test_another_quorum_does_not_judge_the_days_that_are_over() -> None:
    work = at_work()
    join(work, ADMIN, ADA, BOB)
    shown(work, monday(9))
    press(work, ADA, monday(10))
    press(work, BOB, monday(10))

    card = change_plan(work, ADMIN, monday(8) + DAY, PLACE, quorum=100)

    assert days(work) == (GroupDay(monday(0).date(), topic_id(work, 1), 2, needed=2),)
    assert card.streak.current == 1


def test_a_group_whose_roadmap_was_taken_away_says_so_and_cannot_start() -> None:
    work = library()
    study_alone(work, ADA, "python")
    shared = of_learner(work, "Shared", shared=True)
    set_up(work, ADA, monday(8), PLACE, replace(plan(work), roadmap=shared))
    work.roadmaps.remove(shared, at=monday(8))

    card = look_at_group(work, ADMIN, monday(8), PLACE)
    with pytest.raises(NoGroupRoadmap):
        start_group(work, ADMIN, monday(8), PLACE)

    assert (card.roadmap, card.topic) == (None, None)


def test_a_group_that_has_finished_begins_anew_when_it_is_started() -> None:
    work = library()
    at_work(plan(work, slug="go"), work)
    for day in range(3):
        shown(work, monday(9) + day * DAY)

    card = start_group(work, ADMIN, monday(10) + 3 * DAY, PLACE)

    assert card.roadmap
    assert (card.topic, card.at_work) == (card.roadmap.numbered(1), True)


def test_a_group_that_waits_at_its_last_topic_is_started_there_as_its_card_says() -> None:
    work = library()
    at_work(plan(work, slug="go", moves=Moves.QUORUM), work)
    join(work, ADA, BOB)
    shown(work, monday(9))
    press(work, ADA, monday(10), 1)
    shown(work, monday(9) + DAY)
    stop_group(work, ADMIN, monday(10) + DAY, PLACE)
    before = look_at_group(work, ADMIN, monday(10) + DAY, PLACE)

    card = start_group(work, ADMIN, monday(10) + DAY, PLACE)

    assert card.topic
    assert (before.topic, card.topic.number) == (card.topic, 2)
    assert before.if_started == card.next_post == monday(9) + 2 * DAY
    assert card.group.started == monday(10) + DAY


def test_the_card_tells_the_topic_that_comes_next() -> None:
    work = at_work()
    shown(work, monday(9))

    card = look_at_group(work, ADMIN, monday(9) + HOUR, PLACE)

    assert card.roadmap
    assert card.topic == card.roadmap.numbered(2)
