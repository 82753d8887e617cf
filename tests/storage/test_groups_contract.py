"""What every storage promises of study groups: a place has one, which is held while it posts."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.destination import Destination
from core.group import Group, GroupId, Moves, Plan
from core.place import PlaceKind
from core.ports import UnitOfWork
from core.reminder import Schedule
from core.roadmap import RoadmapId, TopicId
from core.weekdays import Days
from tests.storage.conftest import Gateway, Run
from tests.storage.group_scenes import CHAT, SCHEDULE, THREAD, add, gather, join, member, save
from tests.storage.scenes import JOINED, enrol

NOW = datetime(2026, 11, 23, 7, 0, 0, 250_001, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OTHER_THREAD = replace(THREAD, thread="10")
ELSEWHERE = Destination("discord", "-42", PlaceKind.GROUP)


@pytest.fixture
def python(run: Run) -> RoadmapId:
    return run(enrol())[0].roadmap.id


@pytest.fixture
def group(run: Run, python: RoadmapId) -> Group:
    return run(add(CHAT, python))[0]


def at(run: Run, *places: Destination) -> list[Group | None]:
    [found] = run(lambda unit: [unit.groups.at(place) for place in places])
    return found


def posting(group: Group, at: datetime | None) -> Group:
    return replace(group, next_post=at)


def due(
    now: datetime = NOW, *, platform: str = "telegram", most: int = 10
) -> Callable[[UnitOfWork], list[GroupId]]:
    return lambda unit: [each.id for each in unit.groups.due(platform, now, most=most)]


class TestAGroup:
    def test_it_is_made_off_work_and_found_by_its_place_and_by_its_id(
        self, run: Run, python: RoadmapId
    ) -> None:
        [made] = run(add(THREAD, python))

        assert made == Group(made.id, THREAD, Plan(python, SCHEDULE))
        assert run(lambda unit: unit.groups.get(made.id)) == [made]
        assert at(run, THREAD) == [made]

    def test_a_chat_and_each_of_its_threads_have_groups_of_their_own(
        self, run: Run, python: RoadmapId
    ) -> None:
        places = [OTHER_THREAD, CHAT, THREAD]
        made = [run(add(place, python))[0] for place in places]

        assert at(run, *places, replace(THREAD, thread="11"), ELSEWHERE) == [*made, None, None]

    @pytest.mark.parametrize("place", [CHAT, THREAD])
    def test_a_place_has_one_group(self, run: Run, python: RoadmapId, place: Destination) -> None:
        run(add(place, python))

        with pytest.raises(ValueError, match=r".+"):
            run(add(place, python))

    def test_a_group_that_is_not_there_is_a_key_error(self, run: Run) -> None:
        with pytest.raises(KeyError):
            run(lambda unit: unit.groups.get(GroupId(5)))

    def test_all_that_is_saved_of_it_comes_back_but_for_the_number_of_its_members(
        self, run: Run, group: Group
    ) -> None:
        [topic] = run(lambda unit: unit.roadmaps.get(group.plan.roadmap).topics[1].id)
        schedule = Schedule(1439, Days.WEEKENDS, "Asia/Tokyo")
        plan = Plan(group.plan.roadmap, schedule, Moves.QUORUM, 75, "role 7")
        abroad = NOW.astimezone(timezone(timedelta(hours=5)))

        begun = abroad - MINUTE
        run(save(Group(group.id, THREAD, plan, topic, 99, abroad, begun, "-41")))

        expected = Group(group.id, THREAD, plan, topic, 0, NOW, NOW - MINUTE, "-41")
        assert at(run, THREAD, CHAT) == [expected, None]
        assert expected.next_post is not None
        [kept] = run(lambda unit: unit.groups.get(group.id))
        assert kept.next_post is not None
        assert (type(kept.plan.schedule.days), kept.next_post.tzinfo) == (Days, UTC)

    def test_it_may_have_no_topic_again_and_be_off_work_again(self, run: Run, group: Group) -> None:
        run(save(replace(group, topic=_first(run, group), next_post=NOW)))

        run(save(group))

        assert at(run, CHAT) == [group]

    def test_the_groups_that_stand_at_a_topic_are_found_by_it(self, run: Run, group: Group) -> None:
        [other] = run(add(THREAD, group.plan.roadmap))
        topic = _first(run, group)
        run(save(replace(group, topic=topic)))

        found = run(lambda unit: unit.groups.standing_at(topic))

        assert (found, other.topic) == ([(replace(group, topic=topic),)], None)

    def test_a_naive_instant_is_refused(self, run: Run, group: Group) -> None:
        with pytest.raises(ValueError, match="aware"):
            run(save(posting(group, NOW.replace(tzinfo=None))))

    def test_without_a_commit_nothing_is_kept(self, run: Run, python: RoadmapId) -> None:
        run(lambda unit: unit.groups.add(CHAT, Plan(python, SCHEDULE)))

        assert at(run, CHAT) == [None]

    def test_of_what_two_change_at_once_nothing_is_lost(self, run: Run, group: Group) -> None:
        def later(unit: UnitOfWork) -> None:
            found = unit.groups.get(group.id)
            schedule = replace(found.plan.schedule, minute=found.plan.schedule.minute + 1)
            unit.groups.save(replace(found, plan=replace(found.plan, schedule=schedule)))
            unit.commit()

        run(*(later for _ in range(12)))

        assert run(lambda unit: unit.groups.get(group.id).plan.schedule.minute) == [8 * 60 + 12]


def _first(run: Run, group: Group) -> TopicId:
    [topic] = run(lambda unit: unit.roadmaps.get(group.plan.roadmap).topics[0].id)
    return topic


class TestWhatIsDue:
    @pytest.fixture
    def groups(self, run: Run, python: RoadmapId) -> list[Group]:
        return [run(add(place, python))[0] for place in (CHAT, THREAD, OTHER_THREAD, ELSEWHERE)]

    def test_the_longest_due_come_first_and_no_more_than_asked(
        self, run: Run, groups: list[Group]
    ) -> None:
        chat, thread, other, elsewhere = groups
        run(
            save(
                posting(chat, NOW),
                posting(thread, NOW - MINUTE),
                posting(other, NOW + MINUTE),
                posting(elsewhere, NOW - 2 * MINUTE),
            )
        )

        found = [run(each) for each in (due(), due(most=1), due(platform="discord"))]

        assert found == [[[thread.id, chat.id]], [[thread.id]], [[elsewhere.id]]]

    def test_what_is_off_work_is_never_due(self, run: Run, groups: list[Group]) -> None:
        run(save(posting(groups[0], NOW), posting(groups[0], None)))

        assert run(due()) == [[]]
        assert run(lambda unit: unit.groups.next_due("telegram")) == [None]

    def test_the_next_post_of_a_platform_is_told_before_and_after_it_is_due(
        self, run: Run, groups: list[Group]
    ) -> None:
        run(save(posting(groups[0], NOW + MINUTE), posting(groups[1], NOW)))
        run(save(posting(groups[3], NOW - MINUTE)))

        [found] = run(lambda unit: unit.groups.next_due("telegram"))

        assert found == NOW

    def test_planners_that_race_post_once_for_each_group(
        self, run: Run, gateway: Gateway, groups: list[Group]
    ) -> None:
        run(save(*(posting(group, NOW) for group in groups[:3])))

        def plan(unit: UnitOfWork) -> list[GroupId]:
            found = unit.groups.due("telegram", NOW, most=2)
            for each in found:
                unit.groups.save(posting(each, NOW + MINUTE))
            unit.commit()
            return [each.id for each in found]

        async def race() -> list[list[GroupId]]:
            return await asyncio.gather(*(gateway.run(plan) for _ in range(6)))

        planned = [each for ids in asyncio.run(race()) for each in ids]

        left = [each for ids in run(plan) + run(plan) for each in ids]
        assert sorted(planned + left) == [group.id for group in groups[:3]]


class TestAChatThatMoves:
    def move(self, old: str, new: str) -> Callable[[UnitOfWork], None]:
        def work(unit: UnitOfWork) -> None:
            unit.groups.move("telegram", old, new)
            unit.commit()

        return work

    def test_its_groups_are_those_of_the_new_one(self, run: Run, python: RoadmapId) -> None:
        chat, thread, elsewhere = (run(add(it, python))[0] for it in (CHAT, THREAD, ELSEWHERE))
        run(save(posting(chat, NOW)))

        run(self.move("-42", "-100"))

        moved = replace(CHAT, chat="-100"), replace(THREAD, chat="-100")
        chat, thread = (replace(each, moved_from="-42") for each in (chat, thread))
        assert at(run, *moved) == [
            replace(chat, place=moved[0], next_post=NOW),
            replace(thread, place=moved[1]),
        ]
        assert at(run, CHAT, THREAD, ELSEWHERE) == [None, None, elsewhere]

    def test_a_group_whose_new_place_has_one_stays_off_work(
        self, run: Run, python: RoadmapId
    ) -> None:
        there = replace(CHAT, chat="-100")
        old, new, thread = (run(add(place, python))[0] for place in (CHAT, there, THREAD))
        run(save(posting(old, NOW), posting(new, NOW)))

        run(self.move("-42", "-100"))

        moved = replace(THREAD, chat="-100")
        assert at(run, CHAT, there, moved) == [
            old,
            posting(new, NOW),
            replace(thread, place=moved, moved_from="-42"),
        ]

    def test_moving_to_itself_changes_nothing(self, run: Run, group: Group) -> None:
        run(save(posting(group, NOW)))

        run(self.move("-42", "-42"))

        assert at(run, CHAT) == [posting(group, NOW)]


def test_the_members_of_a_group_are_counted_wherever_it_is_found(run: Run) -> None:
    [scene] = run(gather)
    run(join(member(scene.group, scene.ann), member(scene.group, scene.ben)))
    [found] = run(lambda unit: unit.groups.get(scene.group))
    run(save(replace(posting(found, JOINED), topic=scene.topics[0])))

    def counts(unit: UnitOfWork) -> set[int]:
        groups = [
            unit.groups.get(scene.group),
            *unit.groups.standing_at(scene.topics[0]),
            *unit.groups.due("telegram", NOW, most=1),
            *unit.groups.of_learner(scene.ann),
        ]
        return {each.members for each in groups}

    assert found.members == 2
    assert run(counts) == [{2}]
