"""Drafts: a file waits for its sender's word, not for ever, and not for anybody else's."""

from datetime import timedelta

import pytest

from bot.dialogue.drafts import Drafts
from core.errors import FileGone
from core.learner import Account
from core.ownership import RoadmapFile
from tests.builders import NOON

ADA = Account("discord", "1")
BOB = Account("discord", "2")
HOUR = timedelta(hours=1)


def file(size: int = 1) -> RoadmapFile:
    return RoadmapFile("rust.md", b"x" * size)


def kept(drafts: Drafts, account: Account, *names: str) -> list[str]:
    """Say which of these names a person still has."""
    found = []
    for name in names:
        try:
            drafts.get(account, name, NOON)
        except FileGone:
            continue
        found.append(name)
    return found


def test_a_file_waits_for_its_sender_alone_and_is_taken_once() -> None:
    drafts = Drafts()
    drafts.keep(ADA, "a", file(), NOON)

    with pytest.raises(FileGone):
        drafts.take(BOB, "a", NOON)
    assert drafts.take(ADA, "a", NOON) == file()
    with pytest.raises(FileGone):
        drafts.take(ADA, "a", NOON)


def test_a_file_waits_for_an_hour() -> None:
    drafts = Drafts()
    drafts.keep(ADA, "a", file(), NOON)

    assert drafts.get(ADA, "a", NOON + HOUR - timedelta(seconds=1)) == file()
    with pytest.raises(FileGone):
        drafts.get(ADA, "a", NOON + HOUR)


def test_of_one_person_the_last_three_wait_whatever_others_send() -> None:
    drafts = Drafts()
    drafts.keep(BOB, "b", file(), NOON)
    for name in "acde":
        drafts.keep(ADA, name, file(), NOON)

    assert kept(drafts, ADA, *"acde") == ["c", "d", "e"]
    assert kept(drafts, BOB, "b") == ["b"]


def test_where_there_are_too_many_bytes_the_oldest_files_go_but_never_the_last() -> None:
    drafts = Drafts(size=10)
    for user, size in (("1", 4), ("2", 4), ("3", 4), ("4", 20)):
        drafts.keep(Account("discord", user), "x", file(size), NOON)
        if user == "3":
            waiting = [kept(drafts, Account("discord", it), "x") for it in "123"]
            assert waiting == [[], ["x"], ["x"]]

    assert [kept(drafts, Account("discord", it), "x") for it in "1234"] == [[], [], [], ["x"]]


def test_where_there_are_too_many_files_the_oldest_go_however_small_they_are() -> None:
    drafts = Drafts(most=2)
    for user in "123":
        drafts.keep(Account("discord", user), "x", file(), NOON)

    assert [kept(drafts, Account("discord", it), "x") for it in "123"] == [[], ["x"], ["x"]]


def test_what_was_cancelled_is_gone_and_may_be_cancelled_again() -> None:
    drafts = Drafts()
    drafts.keep(ADA, "a", file(), NOON)

    for _ in range(2):
        drafts.drop(ADA, "a")

    assert kept(drafts, ADA, "a") == []
