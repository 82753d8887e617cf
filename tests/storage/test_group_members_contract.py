"""What every storage promises of who is in a study group, and of who is paused there."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, date, timedelta, timezone

import pytest

from core.group import GroupId, Member
from core.learner import LearnerId
from core.ports import UnitOfWork
from core.streak_rules import Pause
from tests.storage.conftest import Run
from tests.storage.group_scenes import (
    THREAD,
    TODAY,
    TOMORROW,
    YESTERDAY,
    Studying,
    add,
    gather,
    join,
    leave,
    member,
    save,
)
from tests.storage.scenes import JOINED


@pytest.fixture
def scene(run: Run) -> Studying:
    return run(gather)[0]


def found(run: Run, group: GroupId, *learners: LearnerId) -> list[Member | None]:
    [members] = run(lambda unit: [unit.groups.member(group, each) for each in learners])
    return members


def counted(run: Run, group: GroupId) -> int:
    return run(lambda unit: unit.groups.get(group).members)[0]


def present(run: Run, group: GroupId, *days: date) -> list[int]:
    [numbers] = run(lambda unit: [unit.groups.present(group, day) for day in days])
    return numbers


def write(change: Callable[[UnitOfWork], None]) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        change(unit)
        unit.commit()

    return work


class TestMembers:
    def test_who_joins_is_there_as_they_said_and_nobody_else_is(
        self, run: Run, scene: Studying
    ) -> None:
        abroad = JOINED.astimezone(timezone(timedelta(hours=5)))
        ann = Member(scene.group, scene.ann, "Änn @everyone", abroad, True, True, TODAY)  # noqa: FBT003 - in the order of the columns

        run(join(ann))

        [kept, nobody] = found(run, scene.group, scene.ann, scene.ben)
        assert (kept, nobody) == (replace(ann, joined=JOINED), None)
        assert kept is not None
        assert kept.joined.tzinfo == UTC
        assert counted(run, scene.group) == 1

    def test_nobody_joins_twice_nor_is_counted_twice(self, run: Run, scene: Studying) -> None:
        run(join(member(scene.group, scene.ann)))

        with pytest.raises(ValueError, match=r".+"):
            run(join(member(scene.group, scene.ann)))

        assert counted(run, scene.group) == 1

    def test_all_who_join_at_once_are_counted(self, run: Run, scene: Studying) -> None:
        learners = (scene.ann, scene.ben, scene.cleo)

        run(*(join(member(scene.group, each)) for each in learners))

        assert counted(run, scene.group) == 3

    def test_what_is_saved_of_a_member_comes_back_but_for_when_they_joined(
        self, run: Run, scene: Studying
    ) -> None:
        run(join(member(scene.group, scene.ann), member(scene.group, scene.ben, "Ben")))
        changed = Member(
            scene.group, scene.ann, "Anna", JOINED, on_board=True, buddy=True, asked=TODAY
        )
        late = replace(changed, joined=JOINED + timedelta(hours=1))

        run(write(lambda unit: unit.groups.save_member(late)))

        both = found(run, scene.group, scene.ann, scene.ben)
        assert both == [changed, member(scene.group, scene.ben, "Ben")]

    def test_to_save_who_is_no_member_makes_none(self, run: Run, scene: Studying) -> None:
        run(write(lambda unit: unit.groups.save_member(member(scene.group, scene.ann))))

        assert found(run, scene.group, scene.ann) == [None]

    def test_who_leaves_is_gone_and_may_come_back(self, run: Run, scene: Studying) -> None:
        run(join(member(scene.group, scene.ann), member(scene.group, scene.ben)))

        run(leave(scene.group, scene.ann))

        assert found(run, scene.group, scene.ann) == [None]
        assert counted(run, scene.group) == 1
        run(join(member(scene.group, scene.ann, "Anna")))
        assert found(run, scene.group, scene.ann) == [member(scene.group, scene.ann, "Anna")]
        assert counted(run, scene.group) == 2

    def test_to_leave_where_one_is_not_changes_nothing(self, run: Run, scene: Studying) -> None:
        run(join(member(scene.group, scene.ann)))

        run(leave(scene.group, scene.ben))
        run(leave(scene.group, scene.ben))

        assert counted(run, scene.group) == 1

    def test_the_groups_of_a_learner_are_told_the_oldest_first_and_by_what_they_study(
        self, run: Run, scene: Studying
    ) -> None:
        python = run(lambda unit: unit.groups.get(scene.group).plan.roadmap)[0]
        [other] = run(add(THREAD, python))
        run(join(member(other.id, scene.ann), member(scene.group, scene.ann)))
        run(join(member(other.id, scene.ben)))

        def listed(unit: UnitOfWork) -> list[list[GroupId]]:
            return [
                [each.id for each in groups]
                for groups in (
                    unit.groups.of_learner(scene.ann),
                    unit.groups.studying(scene.ann, python),
                    unit.groups.of_learner(scene.ben),
                    unit.groups.studying(scene.ben, type(python)(python + 1)),
                    unit.groups.of_learner(scene.cleo),
                )
            ]

        both = [scene.group, other.id]
        assert run(listed) == [[both, both, [other.id], [], []]]

    def test_buddies_are_those_who_chose_to_be_who_was_asked_longest_ago_first(
        self, run: Run, scene: Studying
    ) -> None:
        ann = replace(member(scene.group, scene.ann), buddy=True, asked=TODAY)
        ben = replace(member(scene.group, scene.ben), buddy=True)
        cleo = replace(member(scene.group, scene.cleo), buddy=True, asked=YESTERDAY)
        run(join(ann, ben, cleo))

        [in_turn] = run(lambda unit: unit.groups.buddies(scene.group, most=9))
        run(write(lambda unit: unit.groups.save_member(replace(ben, buddy=False))))
        [two] = run(lambda unit: unit.groups.buddies(scene.group, most=9))
        [first] = run(lambda unit: unit.groups.buddies(scene.group, most=1))

        assert in_turn == (ben, cleo, ann)
        assert two == (cleo, ann)
        assert first == (cleo,)


class TestPauses:
    def test_who_is_paused_is_not_present_from_the_first_day_to_the_last(
        self, run: Run, scene: Studying
    ) -> None:
        run(join(member(scene.group, scene.ann), pauses=(Pause(TODAY, TOMORROW),)))
        run(join(member(scene.group, scene.ben)))

        days = [TODAY + timedelta(days=ahead) for ahead in (-1, 0, 1, 2)]

        assert present(run, scene.group, *days) == [2, 1, 1, 2]

    def test_pauses_that_overlap_count_once(self, run: Run, scene: Studying) -> None:
        twice = (Pause(TODAY, TODAY), Pause(YESTERDAY, TOMORROW), Pause(TODAY, TODAY))

        run(join(member(scene.group, scene.ann), pauses=twice))

        assert present(run, scene.group, TODAY) == [0]

    def test_pauses_are_changed_in_all_groups_of_the_learner_and_in_no_others(
        self, run: Run, scene: Studying
    ) -> None:
        python = run(lambda unit: unit.groups.get(scene.group).plan.roadmap)[0]
        [other] = run(add(THREAD, python))
        [third] = run(add(replace(THREAD, thread="3"), python))
        run(join(member(scene.group, scene.ann), member(other.id, scene.ann)))
        run(join(member(other.id, scene.ben), member(third.id, scene.ben)))

        run(write(pause(scene.ann, [Pause(TODAY, TODAY), Pause(TODAY, TODAY)])))
        paused = [present(run, it, TODAY) for it in (scene.group, other.id, third.id)]
        run(write(pause(scene.ann, [])))

        assert paused == [[0], [1], [1]]
        assert [present(run, it, TODAY) for it in (scene.group, other.id)] == [[1], [2]]

    def test_who_leaves_and_comes_back_is_paused_as_they_then_say(
        self, run: Run, scene: Studying
    ) -> None:
        run(join(member(scene.group, scene.ann), pauses=(Pause(TODAY, TODAY),)))
        run(leave(scene.group, scene.ann))
        gone = present(run, scene.group, TODAY)

        run(join(member(scene.group, scene.ann), pauses=(Pause(TOMORROW, TOMORROW),)))

        assert gone == [0]
        assert present(run, scene.group, TODAY, TOMORROW) == [1, 0]


def pause(learner: LearnerId, pauses: Collection[Pause]) -> Callable[[UnitOfWork], None]:
    return lambda unit: unit.groups.pause(learner, pauses)


def test_to_save_a_group_does_not_bring_back_an_old_number_of_members(
    run: Run, scene: Studying
) -> None:
    [before] = run(lambda unit: unit.groups.get(scene.group))
    run(join(member(scene.group, scene.ann)))

    run(save(before))

    assert counted(run, scene.group) == 1
