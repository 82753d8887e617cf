"""Students over a real SQLite file, and all that they are shown of what they did."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

from core.goal import Target
from core.history import ActionNumber
from core.learner import Account, Learner
from core.ports import UnitOfWork
from core.rhythm import Rhythm
from core.roadmap import Path
from core.use_cases.aims import look_at_aims
from core.use_cases.badges import report_badges
from core.use_cases.enrolment import Newcomer, browse_roadmaps, enrol, set_zone
from core.use_cases.overview import explain_streak, look_at_today, report_streak
from core.use_cases.sections import report_progress
from core.use_cases.stats import report_stats
from core.use_cases.study import next_topic
from core.use_cases.undo import undo_action
from tests.builders import outline, ship

ROADMAPS = ("python", "go")
TOPICS = 30
PROJECTS = 6
HOME = "Europe/Lisbon"

T = TypeVar("T")
Look = Callable[[UnitOfWork, Account, datetime], object]


class Gateway(Protocol):
    """What is needed of a gateway."""

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run one use case in one unit of work."""
        ...


def shelve(added: datetime, unit: UnitOfWork) -> None:
    """Put the roadmaps on the shelf: six sections and some projects, with a few boxes ticked."""
    for slug in ROADMAPS:
        titles: dict[Path, tuple[str, ...]] = {
            (f"Phase {phase}", f"Section {phase}.{section}"): tuple(
                f"Topic {phase}.{section}.{n}" for n in range(5)
            )
            for phase in range(3)
            for section in range(2)
        }
        ticked = ("Topic 0.0.0", "Topic 1.1.2", "Topic 2.0.4")
        ship(unit, slug, outline(titles, slug, ticked=ticked, projects=PROJECTS), added=added)
    unit.commit()


def enrol_in(unit: UnitOfWork, account: Account, now: datetime, slug: str) -> object:
    """Let a student study a roadmap from now on."""
    return enrol(unit, account, now, slug, Newcomer(HOME, "en"))


def move_to(unit: UnitOfWork, account: Account, now: datetime, zone: str) -> object:
    """Let a student live in another zone from now on."""
    return set_zone(unit, account, now, Newcomer(zone, "en"))


# Everything that is shown to a learner of what they did.
LOOKS: tuple[Look, ...] = (
    next_topic,
    report_progress,
    report_streak,
    explain_streak,
    look_at_today,
    look_at_aims,
    report_stats,
    report_badges,
    browse_roadmaps,
)


@dataclass(frozen=True, slots=True)
class Student:
    """A learner with an account of their own, enrolled in both roadmaps."""

    gateway: Gateway
    account: Account

    def does(self, what: Callable[[UnitOfWork, Account, datetime], T], now: datetime) -> T:
        """Run one use case, in a unit of work of its own."""
        return asyncio.run(self.gateway.run(lambda unit: what(unit, self.account, now)))

    def undoes(self, actions: Iterable[ActionNumber | None], now: datetime) -> None:
        """Take actions back; None is the last that stands."""
        for action in actions:
            self.does(partial(undo_action, action=action), now)

    def settles(self, rhythm: Rhythm, target: Target | None, now: datetime) -> None:
        """Study both roadmaps at home, in this rhythm, and with this target for each."""
        for slug in ROADMAPS:
            self.does(partial(enrol_in, slug=slug), now)

        def keep(unit: UnitOfWork, account: Account, now: datetime) -> None:
            learner = _known(unit, account)
            unit.learners.save(replace(learner, zone=HOME, rhythm=rhythm))
            for each in unit.enrolments.of_learner(learner.id):
                unit.enrolments.set_target(each.id, target)
            unit.commit()

        self.does(keep, now)

    def sees(self, now: datetime) -> list[object]:
        """Give all that the student is shown of each roadmap, and stay in the last."""
        seen: list[object] = []
        for slug in ROADMAPS:
            seen.append(self.does(partial(enrol_in, slug=slug), now))
            seen += [self.does(look, now) for look in LOOKS]
        return seen


def _known(unit: UnitOfWork, account: Account) -> Learner:
    learner = unit.learners.of_account(account)
    assert learner is not None
    return learner
