"""Tidying: what was cut off is brought to its end, once."""

import asyncio
import contextlib
from datetime import datetime, timedelta
from functools import partial

import pytest

import storage
from bot.scheduler.tidying import tell_of_removals
from core.destination import Destination
from core.learner import Account
from core.ownership import RoadmapFile
from core.place import PlaceKind
from core.ports import UnitOfWork
from core.roadmap_markdown import parse
from core.use_cases.adding import add_roadmap
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.owning import Allowance, Named
from core.use_cases.removing import remove_roadmap, tell_of_removal
from core.use_cases.sharing import share_by_link
from tests.builders import NOON

ADA = Account("telegram", "0")
UTC = Newcomer("UTC", "en")
LEARNERS = 5
RUST = b"# Rust\n- [ ] Ownership\n"


class Noon:
    """A clock that stands still."""

    def now(self) -> datetime:
        """Give noon."""
        return NOON


def study_and_lose(work: UnitOfWork) -> None:
    """Let some study a roadmap of Ada's, which she then removes."""
    file = RoadmapFile("rust.md", RUST)
    outline = parse(RUST, name=file.name)
    allowance = Allowance()
    add_roadmap(work, ADA, NOON, file, outline, newcomer=UTC, allowance=allowance, letters="abcdef")
    share_by_link(work, ADA, NOON, Named(), "secretsecret")
    for user in map(str, range(1, LEARNERS + 1)):
        to = Destination("telegram", user, PlaceKind.PRIVATE)
        enrol(work, Account("telegram", user), NOON, "secretsecret", UTC, destination=to)
    remove_roadmap(work, ADA, NOON, Named())


def told(work: UnitOfWork) -> int:
    """Count whom a notification waits for in the outbox."""
    later = NOON + timedelta(hours=1)
    return len(work.outbox.lease("telegram", later, until=later, most=99, lease="test"))


@pytest.mark.parametrize("before", [0, 1, 2, 3])
def test_who_studies_a_removed_roadmap_is_told_though_the_telling_was_cut_off(
    before: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.use_cases.removing.TOLD_AT_ONCE", 2)

    async def run() -> int:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:
            await gateway.run(study_and_lose)
            for _ in range(before):
                await gateway.run(partial(tell_of_removal, now=NOON))
            await tell_of_removals(gateway, Noon())
            return await gateway.run(told)

    assert asyncio.run(run()) == LEARNERS
