"""What every storage promises of destinations: a learner's own, in their order, each once."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.destination import Destination
from core.learner import Account
from core.place import PlaceKind
from core.ports import UnitOfWork
from tests.storage.conftest import Run
from tests.storage.scenes import ANN, BEN, enrol

CHANNEL = Destination("discord", "42", PlaceKind.GROUP)
THREAD = Destination("telegram", "-42", PlaceKind.GROUP, thread="7")
BESIDE = replace(THREAD, thread=None)
ALONE = Destination("telegram", "1")


def add(account: Account, *destinations: Destination) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        learner = unit.learners.of_account(account)
        assert learner is not None
        for destination in destinations:
            unit.destinations.add(learner.id, destination)
        unit.commit()

    return work


def ask(account: Account, destination: Destination) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        learner = unit.learners.of_account(account)
        assert learner is not None
        unit.destinations.ask(learner.id, destination)
        unit.commit()

    return work


def move(old: str, new: str) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.destinations.move("telegram", old, new)
        unit.commit()

    return work


def of(run: Run, account: Account = ANN) -> tuple[Destination, ...]:
    def work(unit: UnitOfWork) -> tuple[Destination, ...]:
        learner = unit.learners.of_account(account)
        assert learner is not None
        return unit.destinations.of_learner(learner.id)

    [found] = run(work)
    return found


def asked(run: Run, account: Account = ANN) -> Destination | None:
    def work(unit: UnitOfWork) -> Destination | None:
        learner = unit.learners.of_account(account)
        assert learner is not None
        return unit.destinations.asked(learner.id)

    [found] = run(work)
    return found


@pytest.fixture(autouse=True)
def learners(run: Run) -> None:
    run(enrol(ANN))
    run(enrol(BEN))


class TestDestinations:
    def test_they_are_given_as_they_were_added_and_in_that_order(self, run: Run) -> None:
        run(add(ANN, THREAD, CHANNEL))
        run(add(ANN, ALONE))

        assert of(run) == (THREAD, CHANNEL, ALONE)

    def test_each_learner_has_their_own(self, run: Run) -> None:
        run(add(ANN, CHANNEL))
        run(add(BEN, CHANNEL, ALONE))

        assert (of(run, ANN), of(run, BEN)) == ((CHANNEL,), (CHANNEL, ALONE))

    def test_a_thread_is_a_destination_apart_from_its_chat(self, run: Run) -> None:
        run(add(ANN, BESIDE, THREAD))

        assert of(run) == (BESIDE, THREAD)

    def test_those_of_a_platform_are_given_once_and_the_newest_first(self, run: Run) -> None:
        run(add(ANN, BESIDE, THREAD))
        run(add(ANN, CHANNEL, ALONE))
        run(add(BEN, THREAD))

        newest, both = run(
            lambda unit: unit.destinations.on_platform("telegram", most=3),
            lambda unit: unit.destinations.on_platform("telegram", most=2),
        )

        assert (newest, both) == ((THREAD, ALONE, BESIDE), (THREAD, ALONE))

    @pytest.mark.parametrize("twice", [THREAD, BESIDE], ids=["thread", "beside threads"])
    def test_what_is_there_is_not_added_again(self, run: Run, twice: Destination) -> None:
        run(add(ANN, twice))

        with pytest.raises(ValueError, match=r"\w"):
            run(add(ANN, twice))

        assert of(run) == (twice,)

    def test_without_a_commit_nothing_is_kept(self, run: Run) -> None:
        def forgotten(unit: UnitOfWork) -> None:
            learner = unit.learners.of_account(ANN)
            assert learner is not None
            unit.destinations.add(learner.id, CHANNEL)

        run(forgotten)

        assert of(run) == ()

    def test_moving_a_chat_takes_the_destinations_of_all_along(self, run: Run) -> None:
        elsewhere = replace(THREAD, platform="discord")
        run(add(ANN, ALONE, THREAD, BESIDE, elsewhere))
        run(add(BEN, THREAD))

        run(move("-42", "-100"))

        moved = (replace(THREAD, chat="-100"), replace(BESIDE, chat="-100"))
        assert of(run, ANN) == (ALONE, *moved, elsewhere)
        assert of(run, BEN) == (replace(THREAD, chat="-100"),)

    @pytest.mark.parametrize("thread", ["7", None])
    @pytest.mark.parametrize("times", [1, 2])
    def test_who_has_both_the_old_and_the_new_keeps_the_new(
        self, run: Run, thread: str | None, times: int
    ) -> None:
        old = replace(THREAD, thread=thread)
        new = replace(old, chat="-100")
        run(add(ANN, old, ALONE, new))
        run(add(BEN, old))

        for _ in range(times):
            run(move("-42", "-100"))

        assert (of(run, ANN), of(run, BEN)) == ((ALONE, new), (new,))

    @pytest.mark.parametrize(("old", "new"), [("-7", "-100"), ("-42", "-42")])
    def test_moving_what_is_unknown_or_stays_changes_nothing(
        self, run: Run, old: str, new: str
    ) -> None:
        run(add(ANN, THREAD))

        run(move(old, new))

        assert of(run) == (THREAD,)


class TestAsking:
    def test_none_is_asked_for_until_one_is(self, run: Run) -> None:
        run(add(ANN, ALONE))

        assert asked(run) is None

    @pytest.mark.parametrize("choice", [THREAD, BESIDE, ALONE])
    def test_the_one_asked_for_comes_first_and_the_others_as_they_were_added(
        self, run: Run, choice: Destination
    ) -> None:
        added = [CHANNEL, BESIDE, THREAD, ALONE]
        run(add(ANN, *added))

        run(ask(ANN, choice))

        others = [each for each in added if each != choice]
        assert (of(run), asked(run)) == ((choice, *others), choice)

    def test_one_they_lack_is_added(self, run: Run) -> None:
        run(add(ANN, ALONE))

        run(ask(ANN, THREAD))

        assert (of(run), asked(run)) == ((THREAD, ALONE), THREAD)

    @pytest.mark.parametrize("times", [1, 2])
    def test_another_one_takes_its_place(self, run: Run, times: int) -> None:
        run(add(ANN, ALONE, CHANNEL))
        run(ask(ANN, CHANNEL))

        for _ in range(times):
            run(ask(ANN, ALONE))

        assert (of(run), asked(run)) == ((ALONE, CHANNEL), ALONE)

    def test_each_learner_asks_for_themselves(self, run: Run) -> None:
        run(add(ANN, ALONE, CHANNEL), add(BEN, ALONE, CHANNEL))

        run(ask(ANN, CHANNEL))

        assert (of(run, ANN), of(run, BEN)) == ((CHANNEL, ALONE), (ALONE, CHANNEL))
        assert (asked(run, ANN), asked(run, BEN)) == (CHANNEL, None)

    def test_of_those_that_race_to_ask_one_is_asked_for(self, run: Run) -> None:
        run(*(ask(ANN, each) for each in (ALONE, CHANNEL, THREAD, BESIDE)))

        assert set(of(run)) == {ALONE, CHANNEL, THREAD, BESIDE}
        assert of(run)[0] == asked(run)

    def test_one_whose_chat_moves_is_still_asked_for(self, run: Run) -> None:
        run(add(ANN, ALONE))
        run(ask(ANN, THREAD))

        run(move("-42", "-100"))

        moved = replace(THREAD, chat="-100")
        assert (of(run), asked(run)) == ((moved, ALONE), moved)

    @pytest.mark.parametrize("thread", ["7", None])
    @pytest.mark.parametrize("which", ["old", "new"])
    def test_one_that_becomes_another_by_a_move_is_still_asked_for(
        self, run: Run, thread: str | None, which: str
    ) -> None:
        old = replace(THREAD, thread=thread)
        new = replace(old, chat="-100")
        run(add(ANN, ALONE, old, new), add(BEN, old, new))
        run(ask(ANN, old if which == "old" else new))

        run(move("-42", "-100"))

        assert (of(run), asked(run)) == ((new, ALONE), new)
        assert (of(run, BEN), asked(run, BEN)) == ((new,), None)
