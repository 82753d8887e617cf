"""What the groups bench measures is what it says: the same few act, in a group of any size."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

import storage
from bench import groups
from bench._groups_crowd import ACTING, FIRST_POST, GROUP, PAUSED, account, gather
from bench._groups_days import GroupDays
from bench.groups import exponent, month_of, played
from core.use_cases.membership import my_groups

MEMBERS = 100


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("groups") / "crowd.db"
    gather(path, MEMBERS)
    return path


@pytest.fixture
def crowd(gathered: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(gathered, tmp_path))


def counted(path: Path, words: str) -> int:
    with closing(sqlite3.connect(path)) as database:
        [(number,)] = database.execute(f"SELECT count(*) FROM {words}")  # noqa: S608 - our own
    return int(number)


def test_a_group_has_as_many_members_as_it_says_and_the_same_few_are_paused(crowd: Path) -> None:
    with closing(storage.open_gateway(f"sqlite:///{crowd}")) as gateway:
        (mine,) = asyncio.run(gateway.run(lambda it: my_groups(it, account(MEMBERS), FIRST_POST)))
        present = asyncio.run(gateway.run(lambda it: it.groups.present(GROUP, FIRST_POST.date())))

    assert mine.group.members == MEMBERS
    assert present == MEMBERS - PAUSED
    assert counted(crowd, "group_member WHERE on_board") == MEMBERS
    assert counted(crowd, "group_member WHERE buddy") == ACTING


def test_all_may_be_buddies(tmp_path: Path) -> None:
    gather(tmp_path / "all.db", MEMBERS, all_buddies=True)

    assert counted(tmp_path / "all.db", "group_member WHERE buddy") == MEMBERS


def test_a_day_has_its_post_its_presses_its_edit_and_its_board(crowd: Path) -> None:
    with closing(GroupDays(crowd)) as group:
        costs = [group.play(day) for day in range(2)]
        board = group.board(FIRST_POST + timedelta(days=1))
        today = group.today(FIRST_POST + timedelta(days=1))

    assert [len(each.presses) for each in costs] == [ACTING, ACTING]
    assert {line.days for line in board.week} == {2}
    assert len(board.week) == ACTING == today.studied


def test_many_presses_in_a_minute_are_all_counted_and_edited_together(crowd: Path) -> None:
    with closing(GroupDays(crowd)) as group:
        burst = group.burst(0, range(1, 41))

    assert (len(burst.presses), burst.studied) == (40, 40)
    assert 1 <= burst.edits <= 8


def test_a_month_says_how_many_presses_were_lost_and_how_often_was_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "BURST", 30)

    found = month_of(tmp_path, MEMBERS, {0: 30, 1: 5})

    assert (found["month_presses"], found["presses_lost"]) == (35, 0)
    assert 1 <= found["edits_of_200_presses"] <= 8


def test_groups_of_all_sizes_are_played_day_by_day(tmp_path: Path) -> None:
    found = played(tmp_path, (80, 90), days=1)

    assert {size: len(days) for size, days in found.items()} == {80: 1, 90: 1}


@pytest.mark.parametrize(("power", "fitted"), [(0, 0), (0.5, 0.5), (1, 1)])
def test_the_fit_finds_how_a_cost_grows(power: float, fitted: float) -> None:
    assert exponent({size: 3 * size**power for size in (100, 1_000, 10_000)}) == pytest.approx(
        fitted
    )
