"""What every storage promises of places: each chat is one place, which may pause and move."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.place import KnownPlace, PlaceKind
from core.ports import UnitOfWork
from tests.storage.conftest import Run

SINCE = datetime(2026, 5, 3, 7, 15, 30, 250_001, tzinfo=UTC)
GROUP = KnownPlace("telegram", "-42", PlaceKind.GROUP, paused_at=SINCE)


def save(*places: KnownPlace) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        for place in places:
            unit.places.save(place)
        unit.commit()

    return work


def move(old: str, new: str) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.places.move("telegram", old, new)
        unit.commit()

    return work


def found(run: Run, *chats: str, platform: str = "telegram") -> list[KnownPlace | None]:
    def work(unit: UnitOfWork) -> list[KnownPlace | None]:
        return [unit.places.of(platform, chat) for chat in chats]

    [places] = run(work)
    return places


class TestPlaces:
    def test_a_saved_place_is_there_for_the_next_unit_of_work(self, run: Run) -> None:
        run(save(GROUP))

        assert found(run, "-42") == [GROUP]

    def test_without_a_commit_nothing_is_kept(self, run: Run) -> None:
        run(lambda unit: unit.places.save(GROUP))

        assert found(run, "-42") == [None]

    def test_a_place_saved_again_is_as_it_was_saved_last(self, run: Run) -> None:
        resumed = replace(GROUP, kind=PlaceKind.PRIVATE, paused_at=None)

        run(save(GROUP, resumed))

        assert found(run, "-42") == [resumed]

    def test_many_may_save_a_place_at_once(self, run: Run) -> None:
        run(*(save(GROUP) for _ in range(8)))

        assert found(run, "-42") == [GROUP]

    def test_platforms_have_chats_of_the_same_name(self, run: Run) -> None:
        elsewhere = replace(GROUP, platform="discord", paused_at=None)

        run(save(GROUP, elsewhere))

        assert found(run, "-42") == [GROUP]
        assert found(run, "-42", platform="discord") == [elsewhere]

    def test_the_pause_is_kept_to_the_microsecond_in_utc(self, run: Run) -> None:
        abroad = replace(GROUP, paused_at=SINCE.astimezone(timezone(timedelta(hours=5))))

        run(save(abroad))

        [place] = found(run, "-42")
        assert place is not None
        assert place.paused_at is not None
        assert (place.paused_at, place.paused_at.tzinfo) == (SINCE, UTC)

    def test_a_naive_instant_is_refused(self, run: Run) -> None:
        with pytest.raises(ValueError, match="aware"):
            run(save(replace(GROUP, paused_at=SINCE.replace(tzinfo=None))))

    def test_the_paused_chats_of_a_platform_are_named(self, run: Run) -> None:
        speaking = replace(GROUP, chat="-7", paused_at=None)
        run(save(GROUP, speaking, replace(GROUP, chat="-8"), replace(GROUP, platform="discord")))

        assert run(lambda unit: unit.places.paused("telegram")) == [frozenset({"-42", "-8"})]
        assert run(lambda unit: unit.places.paused("console")) == [frozenset()]

    def test_of_one_place_it_is_known_whether_it_is_paused(self, run: Run) -> None:
        run(save(GROUP, replace(GROUP, chat="-7", paused_at=None)))
        places = [("telegram", "-42"), ("telegram", "-7"), ("telegram", "-9"), ("discord", "-42")]

        [paused] = run(lambda unit: [unit.places.is_paused(*each) for each in places])

        assert paused == [True, False, False, False]

    def test_a_moved_place_is_known_by_its_new_chat_alone(self, run: Run) -> None:
        run(save(GROUP))

        run(move("-42", "-100"))

        assert found(run, "-42", "-100") == [None, replace(GROUP, chat="-100")]

    @pytest.mark.parametrize("times", [1, 2])
    def test_where_both_are_known_the_new_one_stays_as_it_is(self, run: Run, times: int) -> None:
        moved = KnownPlace("telegram", "-100", PlaceKind.GROUP)
        run(save(GROUP, moved))

        for _ in range(times):
            run(move("-42", "-100"))

        assert found(run, "-42", "-100") == [None, moved]

    @pytest.mark.parametrize(("old", "new"), [("-7", "-100"), ("-42", "-42"), ("-7", "-42")])
    def test_moving_what_is_unknown_or_stays_changes_nothing(
        self, run: Run, old: str, new: str
    ) -> None:
        run(save(GROUP))

        run(move(old, new))

        assert found(run, "-7", "-42", "-100") == [None, GROUP, None]

    def test_moving_leaves_the_other_platforms_alone(self, run: Run) -> None:
        elsewhere = replace(GROUP, platform="discord")
        run(save(elsewhere))

        run(move("-42", "-100"))

        assert found(run, "-42", platform="discord") == [elsewhere]

    def test_many_may_move_a_place_at_once(self, run: Run) -> None:
        run(save(GROUP))

        run(*(move("-42", "-100") for _ in range(8)))

        assert found(run, "-42", "-100") == [None, replace(GROUP, chat="-100")]
