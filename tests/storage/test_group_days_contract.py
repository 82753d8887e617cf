"""What every storage promises of a group's days: who studied is counted once, and taken back."""

import asyncio
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import storage
from core.group import GroupDay, GroupId, Member, Standing
from core.ports import UnitOfWork
from tests.fakes.gateway import FakeGateway
from tests.storage.conftest import Gateway, Run
from tests.storage.group_scenes import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    Studying,
    gather,
    join,
    leave,
    member,
    open_day,
    study,
    take_back,
)


@pytest.fixture
def scene(run: Run) -> Studying:
    [scene] = run(gather)
    run(join(*(member(scene.group, each) for each in (scene.ann, scene.ben, scene.cleo))))
    return scene


def day(run: Run, group: GroupId, on: date = TODAY) -> GroupDay | None:
    return run(lambda unit: unit.groups.day(group, on))[0]


def drop(group: GroupId, on: date) -> Callable[[UnitOfWork], bool]:
    def work(unit: UnitOfWork) -> bool:
        dropped = unit.groups.drop_day(group, on)
        unit.commit()
        return dropped

    return work


def close(group: GroupId, needed: int, on: date = TODAY) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.groups.close_day(group, on, needed)
        unit.commit()

    return work


class TestDays:
    def test_a_day_is_opened_once_and_closed_with_how_many_had_to_study(
        self, run: Run, scene: Studying
    ) -> None:
        first, second, *_ = scene.topics
        before = day(run, scene.group)
        run(open_day(scene.group, first))
        run(open_day(scene.group, second))
        opened = day(run, scene.group)

        run(close(scene.group, 2))

        assert (before, opened) == (None, GroupDay(TODAY, first))
        assert day(run, scene.group) == GroupDay(TODAY, first, 0, 2)

    def test_days_are_listed_by_date_each_group_its_own(self, run: Run, scene: Studying) -> None:
        dates = [TODAY, YESTERDAY, TOMORROW]
        for number, on in enumerate(dates):
            run(open_day(scene.group, scene.topics[number], on))

        [listed] = run(lambda unit: unit.groups.days(scene.group))

        assert [(it.date, it.topic) for it in listed] == [
            (YESTERDAY, scene.topics[1]),
            (TODAY, scene.topics[0]),
            (TOMORROW, scene.topics[2]),
        ]
        assert run(lambda unit: unit.groups.days(GroupId(scene.group + 1))) == [()]

    def test_who_studied_before_the_day_was_opened_is_counted_too(
        self, run: Run, scene: Studying
    ) -> None:
        for topic in scene.topics[:2]:
            run(study(scene.group, scene.ann, topic))
        run(study(scene.group, scene.ben, scene.topics[0], YESTERDAY))

        run(open_day(scene.group, scene.topics[0]))

        assert day(run, scene.group) == GroupDay(TODAY, scene.topics[0], studied=1)

    def test_to_close_a_day_that_is_not_there_makes_none(self, run: Run, scene: Studying) -> None:
        run(close(scene.group, 2))

        assert day(run, scene.group) is None


class TestCounting:
    @pytest.fixture(autouse=True)
    def days(self, run: Run, scene: Studying) -> None:
        for on in (YESTERDAY, TODAY):
            run(open_day(scene.group, scene.topics[0], on))

    def studied(self, run: Run, scene: Studying) -> list[int]:
        return [each.studied for each in run(lambda unit: unit.groups.days(scene.group))[0]]

    def test_a_member_counts_once_a_day_however_much_they_did(
        self, run: Run, scene: Studying
    ) -> None:
        for topic in (*scene.topics[:3], scene.topics[0]):
            run(study(scene.group, scene.ann, topic))
        run(study(scene.group, scene.ben, scene.topics[0]))
        run(study(scene.group, scene.ben, scene.topics[1], YESTERDAY))

        assert self.studied(run, scene) == [1, 2]

    def test_what_is_taken_back_is_no_longer_counted_once_nothing_of_the_day_is_left(
        self, run: Run, scene: Studying
    ) -> None:
        first, second, *_ = scene.topics
        run(study(scene.group, scene.ann, first), study(scene.group, scene.ann, second))

        run(take_back(scene.group, scene.ann, first))
        run(take_back(scene.group, scene.ann, first))
        one_left = self.studied(run, scene)
        run(take_back(scene.group, scene.ann, second))

        assert (one_left, self.studied(run, scene)) == ([0, 1], [0, 0])

    def test_a_topic_done_on_two_dates_counts_on_both_and_is_taken_back_from_both(
        self, run: Run, scene: Studying
    ) -> None:
        for on in (YESTERDAY, TODAY):
            run(study(scene.group, scene.ann, scene.topics[0], on))
        both = self.studied(run, scene)

        run(take_back(scene.group, scene.ann, scene.topics[0]))

        assert (both, self.studied(run, scene)) == ([1, 1], [0, 0])

    def test_what_was_counted_stays_when_a_member_leaves_and_counts_once_when_they_are_back(
        self, run: Run, scene: Studying
    ) -> None:
        run(study(scene.group, scene.ann, scene.topics[0]))

        run(leave(scene.group, scene.ann))
        left = self.studied(run, scene)
        run(join(member(scene.group, scene.ann)))
        run(study(scene.group, scene.ann, scene.topics[1]))

        assert (left, self.studied(run, scene)) == ([0, 1], [0, 1])

    def test_a_closed_day_still_counts_what_is_added_later(self, run: Run, scene: Studying) -> None:
        run(close(scene.group, 2, YESTERDAY))

        run(study(scene.group, scene.ann, scene.topics[0], YESTERDAY))

        assert day(run, scene.group, YESTERDAY) == GroupDay(YESTERDAY, scene.topics[0], 1, 2)

    def test_all_who_press_at_once_are_counted_as_often_as_they_press(
        self, run: Run, scene: Studying
    ) -> None:
        learners = (scene.ann, scene.ben, scene.cleo)

        run(
            *(
                study(scene.group, learner, topic)
                for topic in scene.topics[:4]
                for learner in learners
                for _ in range(2)
            )
        )

        assert self.studied(run, scene) == [0, 3]

    def test_who_studies_while_the_day_is_opened_is_counted(
        self, run: Run, scene: Studying
    ) -> None:
        learners = (scene.ann, scene.ben, scene.cleo)

        for ahead in range(1, 6):
            on = TODAY + timedelta(days=ahead)
            pressed = [study(scene.group, each, scene.topics[ahead], on) for each in learners]
            run(*pressed[:2], open_day(scene.group, scene.topics[ahead], on), *pressed[2:])

        assert self.studied(run, scene) == [0, 0, 3, 3, 3, 3, 3]

    def test_who_takes_back_while_the_day_is_opened_is_not_counted(
        self, run: Run, scene: Studying
    ) -> None:
        learners = (scene.ann, scene.ben, scene.cleo)
        begin = TODAY + timedelta(days=1)
        for ahead in range(6):
            on, topic = begin + timedelta(days=ahead), scene.topics[ahead]
            run(*(study(scene.group, each, topic, on) for each in learners))
            back = [take_back(scene.group, each, topic) for each in learners[:2]]
            run(back[0], open_day(scene.group, topic, on), back[1])

        assert self.studied(run, scene) == [0, 0, 1, 1, 1, 1, 1, 1]

    def test_a_day_that_is_closed_is_not_closed_otherwise(self, run: Run, scene: Studying) -> None:
        run(close(scene.group, 2, YESTERDAY))

        run(close(scene.group, 5, YESTERDAY))

        assert day(run, scene.group, YESTERDAY) == GroupDay(YESTERDAY, scene.topics[0], 0, 2)

    def test_the_days_that_are_open_are_listed_up_to_a_date(
        self, run: Run, scene: Studying
    ) -> None:
        before = run(lambda unit: unit.groups.open_days(scene.group, TODAY))
        run(close(scene.group, 2, YESTERDAY))

        assert before == [(GroupDay(YESTERDAY, scene.topics[0]),)]
        assert run(lambda unit: unit.groups.open_days(scene.group, TOMORROW)) == [
            (GroupDay(TODAY, scene.topics[0]),)
        ]

    def test_a_day_is_dropped_if_nobody_studied_on_it(self, run: Run, scene: Studying) -> None:
        run(study(scene.group, scene.ann, scene.topics[0]))

        dropped = [run(drop(scene.group, on)) for on in (YESTERDAY, YESTERDAY, TODAY)]

        assert dropped == [[True], [False], [False]]
        assert self.studied(run, scene) == [1]


class TestSummaries:
    def test_a_topic_is_done_by_the_members_who_did_it_on_any_date(
        self, run: Run, scene: Studying
    ) -> None:
        topic, other, *_ = scene.topics
        for on in (YESTERDAY, TODAY):
            run(study(scene.group, scene.ann, topic, on))
        run(study(scene.group, scene.ben, topic))
        run(study(scene.group, scene.cleo, other))

        [with_ben] = run(lambda unit: unit.groups.done_by(scene.group, topic))
        run(leave(scene.group, scene.ben))
        [without] = run(lambda unit: unit.groups.done_by(scene.group, topic))

        assert (with_ben, without) == (2, 1)

    def test_what_a_member_did_before_they_joined_is_done_and_is_of_no_day(
        self, run: Run, scene: Studying
    ) -> None:
        topic, *_ = scene.topics
        run(study(scene.group, scene.ann, topic, date.min))
        run(open_day(scene.group, topic))

        assert run(lambda unit: unit.groups.done_by(scene.group, topic)) == [1]
        assert run(lambda unit: unit.groups.topics_done(scene.group, YESTERDAY, TODAY)) == [(0, 0)]
        assert day(run, scene.group) == GroupDay(TODAY, topic)

    def test_topics_and_who_did_them_are_counted_between_two_dates_both_among_them(
        self, run: Run, scene: Studying
    ) -> None:
        first, second, *_ = scene.topics
        run(study(scene.group, scene.ann, first, YESTERDAY))
        run(study(scene.group, scene.ann, second))
        run(study(scene.group, scene.ben, first))
        run(study(scene.group, scene.cleo, first, TOMORROW))

        def counted(unit: UnitOfWork) -> list[tuple[int, int]]:
            spans = ((YESTERDAY, TODAY), (TODAY, TODAY), (TOMORROW, TOMORROW + timedelta(days=1)))
            return [unit.groups.topics_done(scene.group, *span) for span in spans]

        before = run(counted)
        run(leave(scene.group, scene.ann))

        assert before == [[(2, 2), (2, 2), (1, 1)]]
        assert run(counted) == [[(1, 1), (1, 1), (1, 1)]]


class TestTheBoard:
    MONTH = TODAY.replace(day=1)
    """Two days before today."""
    WEEK = TODAY - timedelta(days=6)

    def show(self, run: Run, *members: Member) -> None:
        def work(unit: UnitOfWork) -> None:
            for each in members:
                unit.groups.save_member(replace(each, on_board=True))
            unit.commit()

        run(work)

    def board(self, run: Run, scene: Studying) -> tuple[Standing, ...]:
        return run(lambda unit: unit.groups.board(scene.group, self.WEEK, self.MONTH, TODAY))[0]

    def test_it_lists_who_chose_to_be_seen_by_their_days(self, run: Run, scene: Studying) -> None:
        group, topics = scene.group, scene.topics
        ann, ben, cleo = (
            member(group, learner, name)
            for learner, name in ((scene.ann, "Zoë"), (scene.ben, "ben"), (scene.cleo, "Cleo"))
        )
        self.show(run, ann, ben)
        run(study(group, ann.learner, topics[0]), study(group, ann.learner, topics[1]))
        run(study(group, ben.learner, topics[0], self.MONTH))
        run(study(group, ben.learner, topics[1], YESTERDAY))
        # Before the month, after today, before the week.
        for number, on in enumerate((self.WEEK, TOMORROW, self.WEEK - timedelta(days=1))):
            run(study(group, ben.learner, topics[2 + number], on))
        run(study(group, cleo.learner, topics[0]))

        assert self.board(run, scene) == (
            Standing(scene.ben, "ben", week=3, month=2),
            Standing(scene.ann, "Zoë", week=1, month=1),
        )

    def test_equal_ones_stand_by_name_wherever_it_is_written_with_a_capital(
        self, run: Run, scene: Studying
    ) -> None:
        names = ("b", "B", "Ä")
        learners = (scene.ann, scene.ben, scene.cleo)
        self.show(run, *(member(scene.group, *each) for each in zip(learners, names, strict=True)))
        for each in learners:
            run(study(scene.group, each, scene.topics[0]))

        assert [standing.name for standing in self.board(run, scene)] == ["B", "b", "Ä"]

    def test_who_studied_in_the_week_alone_is_there_with_no_day_of_the_month(
        self, run: Run, scene: Studying
    ) -> None:
        self.show(run, member(scene.group, scene.ann))
        run(study(scene.group, scene.ann, scene.topics[0], self.WEEK))

        assert self.board(run, scene) == (Standing(scene.ann, "Ann", week=1, month=0),)

    @pytest.mark.parametrize("how", ["off the board", "out of the group"])
    def test_who_goes_is_gone_at_once(self, run: Run, scene: Studying, how: str) -> None:
        ann = member(scene.group, scene.ann)
        self.show(run, ann)
        run(study(scene.group, scene.ann, scene.topics[0]))

        if how == "off the board":
            run(_saved(ann))
        else:
            run(leave(scene.group, scene.ann))

        assert self.board(run, scene) == ()


def _saved(member: Member) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.groups.save_member(member)
        unit.commit()

    return work


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens in a group, to one of three members, on a date."""

    what: Literal["study", "take back", "leave or come back", "open"]
    who: int
    topic: int
    on: date

    def take(self, unit: UnitOfWork, scene: Studying) -> None:
        learner = (scene.ann, scene.ben, scene.cleo)[self.who]
        topic = scene.topics[self.topic]
        match self.what:
            case "study":
                unit.groups.studied(scene.group, learner, self.on, topic)
            case "take back":
                unit.groups.not_studied(scene.group, learner, topic)
            case "leave or come back":
                if unit.groups.member(scene.group, learner):
                    unit.groups.leave(scene.group, learner)
                else:
                    unit.groups.join(member(scene.group, learner), ())
            case "open":
                unit.groups.open_day(scene.group, self.on, topic)


STEPS = st.lists(
    st.builds(
        Step,
        what=st.sampled_from(["study", "study", "take back", "leave or come back", "open"]),
        who=st.integers(0, 2),
        topic=st.integers(0, 2),
        on=st.sampled_from([YESTERDAY, TODAY, TOMORROW]),
    ),
    max_size=25,
)


@given(steps=STEPS)
@settings(deadline=None, max_examples=60)
def test_counts_kept_as_things_happen_are_those_of_a_recount(steps: list[Step]) -> None:
    with closing(storage.open_gateway(":memory:")) as kept:
        assert played(kept, steps) == played(FakeGateway(), steps)


def played(gateway: Gateway, steps: list[Step]) -> object:
    """Take some steps, and give all that is then counted."""

    def work(unit: UnitOfWork) -> object:
        scene = gather(unit)
        join(*(member(scene.group, each) for each in (scene.ann, scene.ben, scene.cleo)))(unit)
        for step in steps:
            step.take(unit, scene)
        return (
            unit.groups.get(scene.group),
            unit.groups.days(scene.group),
            [unit.groups.done_by(scene.group, topic) for topic in scene.topics[:3]],
            unit.groups.topics_done(scene.group, YESTERDAY, TODAY),
        )

    return asyncio.run(gateway.run(work))
